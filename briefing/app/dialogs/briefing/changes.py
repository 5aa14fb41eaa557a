"""What changed: since the last issue, since the file was saved, or against another project."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.services import background
from briefing.app.widgets.form_fields import choice
from briefing.app.widgets.labels import caption, muted
from briefing.changes import Change, ChangeKind, changes
from briefing.errors import BriefingError
from briefing.grading import Scales, grade_in_words
from briefing.model.briefing import Briefing
from briefing.project import SUFFIX, open_project

_ROW = Qt.ItemDataRole.UserRole + 1
_LAST_ISSUE, _FILE, _OTHER = "issue", "file", "other"
NAMES = {
    ChangeKind.JUDGEMENT_MOVED: "Judgement moved",
    ChangeKind.JUDGEMENT_REWORDED: "Judgement reworded",
    ChangeKind.JUDGEMENT_ADDED: "New judgement",
    ChangeKind.JUDGEMENT_DROPPED: "Judgement dropped",
    ChangeKind.EVIDENCE_CHANGED: "Other evidence",
    ChangeKind.FACT_ADDED: "New fact",
    ChangeKind.FACT_DROPPED: "Fact dropped",
    ChangeKind.FACT_REWORDED: "Fact reworded",
    ChangeKind.FACT_REGRADED: "Fact regraded",
    ChangeKind.FACT_REFRESHED: "New in the library",
    ChangeKind.PROSE_CHANGED: "Prose changed",
    ChangeKind.DETAILS_CHANGED: "Details changed",
}


class ChangesDialog(Dialog):
    """Lists what changed up to the briefing in hand; Enter or a double click goes to the row."""

    row_requested = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        briefing: Briefing,
        scales: Scales,
        last_issue: Briefing | None,
        path: Path | None,
    ) -> None:
        super().__init__(parent, tr("What changed"))
        self._briefing, self._scales = briefing, scales
        self._last_issue, self._path = last_issue, path
        entries = [(tr("The last issue"), _LAST_ISSUE)] if last_issue else []
        entries += [(tr("The file as it was saved"), _FILE)] if path else []
        self.against = choice(tr("Compared with"), [*entries, (tr("Another project…"), _OTHER)])
        self.against.activated.connect(lambda _at: self._compare())
        self._summary = QLabel()
        self._summary.setObjectName("small")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Changes"))
        self.list.setWordWrap(True)
        self.list.itemActivated.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.addWidget(caption(tr("Compared with"), self.against))
        column.addWidget(self.against)
        column.addWidget(self._summary)
        column.addWidget(self.list, 1)
        column.addWidget(muted(tr("Enter goes to the row."), name="small"))
        column.addLayout(self.close_line())
        self.resize(680, 560)
        if entries:
            self._compare()

    def _compare(self) -> None:
        chosen = self.against.currentData()
        if chosen == _LAST_ISSUE and self._last_issue is not None:
            self._show(self._last_issue)
        elif chosen == _FILE and self._path is not None:
            self.compare_with(self._path)
        else:
            title = tr("Compare with a project")
            name, _ = QFileDialog.getOpenFileName(self, title, "", f"{tr('Projects')} (*{SUFFIX})")
            if name:
                self.compare_with(Path(name))

    def compare_with(self, path: Path) -> None:
        """Show what changed from the project at `path`, which is read in a thread."""
        background.start(lambda: open_project(path).briefing, self._show, self._say_error)

    def _say_error(self, error: BriefingError) -> None:
        self.list.clear()
        self._summary.setText("\n".join(map(str, error.problems)))

    def _show(self, earlier: Briefing) -> None:
        found = changes(
            earlier, self._briefing, lambda each, grade: grade_in_words(grade, each.scheme_id, self._scales)
        )
        self.list.clear()
        for change in found:
            entry = QListWidgetItem(_said(change))
            entry.setData(_ROW, change.row_id)
            self.list.addItem(entry)
        self._summary.setText(counted(len(found), "change", "changes") if found else tr("Nothing changed."))

    def _go(self, entry: QListWidgetItem) -> None:
        self.row_requested.emit(str(entry.data(_ROW)))


def _said(change: Change) -> str:
    lines = [f"{tr(NAMES[change.kind])}: {change.text}"]
    if change.before:
        lines.append(tr("Was: {what}", what=change.before))
    if change.after and change.after != change.text:
        lines.append(tr("Now: {what}", what=change.after))
    if change.reason:
        lines.append(tr("Why: {what}", what=change.reason))
    return "\n".join(lines)
