"""Qt table model of the records of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.app.i18n import tr
from briefing.app.library_side.tables.columns import COLUMNS, RecordColumn
from briefing.library.records import Record, RecordKey, RecordKind, key_of
from briefing.model.library import Catalogue, Material
from briefing.text.characters import visible
from briefing.text.spelling import folded

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RecordModel(QAbstractTableModel):
    """Records in the order of a column, without those that lack the words of the filter.

    Filter and order are the model's own, for a proxy model asks for each cell once more.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kind = RecordKind.FACT
        self._catalogue = Catalogue(Material())
        self._all: Sequence[Record] = ()
        self._shown: list[Record] = []
        self._filter = ""
        self._order: tuple[int, Qt.SortOrder] | None = None

    @property
    def columns(self) -> tuple[RecordColumn, ...]:
        return COLUMNS[self._kind]

    def show(self, kind: RecordKind, records: Sequence[Record], catalogue: Catalogue) -> None:
        """Show records of a kind; another kind is shown in its own order."""
        self.beginResetModel()
        if kind is not self._kind:
            self._order = None
        self._kind, self._all, self._catalogue = kind, records, catalogue
        self._arrange()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show the records only that have each word of a text in one of their columns."""
        self.beginResetModel()
        self._filter = text
        self._arrange()
        self.endResetModel()

    def record_at(self, row: int) -> Record:
        return self._shown[row]

    def row_of(self, key: RecordKey) -> int:
        """Return the row of a record, -1 where it is not shown."""
        return next((row for row, each in enumerate(self._shown) if key_of(each) == key), -1)

    def _arrange(self) -> None:
        words = folded(self._filter).split()
        self._shown = [each for each in self._all if self._matches(each, words)]
        if self._order is not None:
            column, order = self._order
            text = self.columns[column].text
            self._shown.sort(
                key=lambda record: folded(text(record, self._catalogue)),
                reverse=order is Qt.SortOrder.DescendingOrder,
            )

    def _matches(self, record: Record, words: Sequence[str]) -> bool:
        if not words:
            return True
        text = folded(" ".join(column.text(record, self._catalogue) for column in self.columns))
        return all(word in text for word in words)

    # Qt's interface

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        return visible(self.columns[index.column()].text(self._shown[index.row()], self._catalogue))

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].heading) if section < len(self.columns) else None
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        records = [self._shown[index.row()] for index in before]
        self._order = (column, order) if 0 <= column < len(self.columns) else None
        self._arrange()
        rows = {id(record): row for row, record in enumerate(self._shown)}
        after = [
            self.index(rows[id(record)], index.column())
            for record, index in zip(records, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
