"""Qt list model of facts; rows hold ids and look the facts up in the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.app.presentation.fact_text import (
    admiralty_code,
    card_html,
    described_fact,
    origin_text,
    spoken_fact,
)
from briefing.app.presentation.mime import FACTS_MIME, facts_to_mime
from briefing.library.index.matches import matching_spans, place_of_match
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FactRole(IntEnum):
    FACT = Qt.ItemDataRole.UserRole + 1
    CODE = Qt.ItemDataRole.UserRole + 2
    USED = Qt.ItemDataRole.UserRole + 3
    CONTRADICTED = Qt.ItemDataRole.UserRole + 4
    ORIGIN = Qt.ItemDataRole.UserRole + 5
    MATCHES = Qt.ItemDataRole.UserRole + 6


class FactModel(QAbstractListModel):
    """Lists facts of a catalogue; `mark_used` sets which the briefing already contains."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.catalogue = Catalogue(Material())
        self._ids: Sequence[str] = ()
        self._rows: dict[str, int] | None = None
        """The rows of the facts by their ids, once one is asked for."""
        self._text = ""
        self._shows_treaties = False
        self._used: frozenset[str] = frozenset()

    def show(self, catalogue: Catalogue, fact_ids: Sequence[str], text: str = "") -> None:
        """List facts that a search for `text` found."""
        if (catalogue is self.catalogue and list(fact_ids) == list(self._ids)) and text == self._text:
            return
        self.beginResetModel()
        self.catalogue = catalogue
        self._ids, self._rows, self._text = fact_ids, None, text
        self._shows_treaties = len({catalogue.facts[each].treaty_id for each in fact_ids}) > 1
        self.endResetModel()

    def mark_used(self, used: frozenset[str]) -> None:
        changed, self._used = used ^ self._used, used
        if not self._ids or not changed:
            return
        if len(changed) == 1:
            first = last = self.row_of(*changed)
        else:
            first, last = 0, len(self._ids) - 1
        if first >= 0:
            self.dataChanged.emit(self.index(first), self.index(last), [FactRole.USED])

    def fact_at(self, index: Index) -> Fact:
        return self.catalogue.facts[self._ids[index.row()]]

    def row_of(self, fact_id: str) -> int:
        """Return the row of a fact, -1 where it is not listed."""
        if self._rows is None:
            self._rows = {listed: row for row, listed in enumerate(self._ids)}
        return self._rows.get(fact_id, -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        fact = self.fact_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return fact.statement
        if role == Qt.ItemDataRole.ToolTipRole:
            return card_html(fact, self.catalogue)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_fact(fact, self.catalogue, is_used=fact.id in self._used)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return described_fact(fact, self.catalogue)
        return self._custom(fact, role)

    def _custom(self, fact: Fact, role: int) -> Any:
        values: dict[int, Callable[[], Any]] = {
            FactRole.FACT: lambda: fact,
            FactRole.CODE: lambda: admiralty_code(fact, self.catalogue),
            FactRole.USED: lambda: fact.id in self._used,
            FactRole.CONTRADICTED: lambda: bool(self.catalogue.contradicting(fact.id)),
            FactRole.ORIGIN: lambda: self._origin(fact),
            FactRole.MATCHES: lambda: matching_spans(fact.statement, self._text) if self._text else [],
        }
        return values[role]() if role in values else None

    def _origin(self, fact: Fact) -> str:
        """Return where a fact that was searched for matches, if not in its statement, else its source.

        The treaty comes first where the list has facts of several.
        """
        place = place_of_match(fact, self.catalogue, self._text) if self._text else ""
        treaty = self.catalogue.treaties[fact.treaty_id].short_title if self._shows_treaties else ""
        return " · ".join(filter(None, (treaty, place or origin_text(fact, self.catalogue))))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsSelectable | flag.ItemIsEnabled | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        return [FACTS_MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        in_order = sorted(indexes, key=lambda index: index.row())
        return facts_to_mime([self.fact_at(index) for index in in_order], self.catalogue)

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        return Qt.DropAction.CopyAction
