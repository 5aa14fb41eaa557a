"""Qt list model of the review's findings."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.app.i18n import tr
from briefing.app.presentation.finding_text import IS_NEW, severity_meaning, severity_name
from briefing.review import BRIEFING, Finding, rules

Index = QModelIndex | QPersistentModelIndex


class FindingRole(IntEnum):
    FINDING = Qt.ItemDataRole.UserRole + 1
    PLACE = Qt.ItemDataRole.UserRole + 2


class FindingModel(QAbstractListModel):
    """Lists findings in the order of the review; `places` maps row ids to numbers in print."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self._places: Mapping[str, str] = {}

    def show_findings(self, findings: tuple[Finding, ...], places: Mapping[str, str]) -> None:
        if findings == self.findings:
            self._places = places
            if findings:
                self.dataChanged.emit(self.index(0), self.index(len(findings) - 1), [FindingRole.PLACE])
            return
        self.beginResetModel()
        self.findings, self._places = findings, places
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        finding = self.findings[index.row()]
        rule = rules()[finding.rule_id]
        if role == FindingRole.FINDING:
            return finding
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(rule.title)
        return self.place(finding) if role == FindingRole.PLACE else self._in_words(finding, role)

    def _in_words(self, finding: Finding, role: int) -> str | None:
        """Return the texts for the pointer and for screen readers."""
        rule = rules()[finding.rule_id]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            severity = severity_name(finding)
            severity += f" ({tr('new with this version')})" if finding.is_new else ""
            return f"{severity}: {tr(rule.title)}, {self.place(finding)}. {finding.message}"
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            new = f" {tr(IS_NEW)}" if finding.is_new else ""
            return f"{severity_meaning(finding)} {tr(rule.explanation)}{new}"
        return None

    def place(self, finding: Finding) -> str:
        if finding.row_id == BRIEFING:
            return tr("Briefing")
        return self._places.get(finding.row_id, "")

    def row_of(self, finding: Finding | None) -> int:
        """Return the row of an equal finding after a new review, -1 where it is gone."""
        if finding is None:
            return -1
        for row, other in enumerate(self.findings):
            same = (other.rule_id, other.row_id) == (finding.rule_id, finding.row_id)
            if same and other.words == finding.words and other.message == finding.message:
                return row
        return -1
