"""Qt table model of the records of one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress, count
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from briefing.app.i18n import tr
from briefing.app.library_side.place import LibraryPlace
from briefing.app.library_side.slices import SlicedWork
from briefing.app.library_side.tables.arrangement import Arranger, Request
from briefing.app.library_side.tables.columns import COLUMNS, CellContext, RecordColumn
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, RecordKind, records_of_kind
from briefing.model.library import Catalogue, Material
from briefing.text.characters import visible

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ID = attrgetter("id")
_AT_ONCE = 2_000
"""So many records are filtered and sorted within a frame."""


class RecordModel(QAbstractTableModel):
    """Records in the order of a column, without those that lack the words of the filter.

    Filter and order are the model's own, for a proxy model asks for each cell once more. Many records are
    arranged in slices, and those before them are shown until then: `arranging` comes before the rows change
    and `arranged` after it.
    """

    arranging = Signal()
    arranged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        place = LibraryPlace(RecordKind.FACT)
        self._request = Request(place, CellContext(LayeredLibrary(), Catalogue(Material())))
        self._rows: Sequence[Record] = ()
        self._arranger = Arranger()
        self._work = SlicedWork[Sequence[Record]](self._show, self)

    @property
    def place(self) -> LibraryPlace:
        return self._request.place

    @property
    def kind(self) -> RecordKind:
        return self._request.place.kind

    @property
    def shown(self) -> CellContext:
        return self._request.shown

    @property
    def columns(self) -> tuple[RecordColumn, ...]:
        return COLUMNS[self.kind]

    @property
    def is_busy(self) -> bool:
        """Whether other rows will be shown shortly."""
        return self._work.is_busy

    def show(self, place: LibraryPlace, library: LayeredLibrary, catalogue: Catalogue) -> None:
        """Show the records of a place; those of another kind are shown in their own order."""
        order = self._request.order
        if place.kind is not self.kind:
            order = None
            self._work.stop()
            self.beginResetModel()
            self._rows, self._request = (), replace(self._request, place=place, order=None)
            self.endResetModel()
        self._arrange(
            replace(self._request, place=place, shown=CellContext(library, catalogue), order=order)
        )

    def set_filter(self, text: str) -> None:
        """Show the records only that have each word of a text in one of their columns."""
        if text != self._request.filter:
            self._arrange(replace(self._request, filter=text))

    def record_at(self, row: int) -> Record:
        return self._rows[row]

    def rows_of(self, keys: set[RecordKey]) -> list[int]:
        """Return the rows of the records with these keys, as far as they are shown."""
        ids = {key.id for key in keys if key.kind is self.kind}
        if not ids:
            return []
        # Of 100,000 records a loop takes long; compress and map run without one.
        is_wanted = map(ids.__contains__, map(_ID, self._rows))
        return list(compress(count(), is_wanted))

    def row_of(self, key: RecordKey) -> int:
        """Return the row of a record, -1 where it is not shown."""
        return next(iter(self.rows_of({key})), -1)

    def text(self, record: Record, column: int) -> str:
        """Return the text of a record in a column."""
        return self.columns[column].text(record, self._request.shown)

    def _arrange(self, request: Request) -> None:
        self._request = request
        work = self._arranger.arrange(request)
        number = len(records_of_kind(request.shown.catalogue.material, request.place.kind))
        if number > _AT_ONCE:
            self._work.start(work)
        else:
            self._work.do(work)

    def _show(self, records: Sequence[Record]) -> None:
        self.arranging.emit()
        self.beginResetModel()
        self._rows = records
        self.endResetModel()
        self.arranged.emit()

    # Qt's interface

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        return visible(self.text(self._rows[index.row()], index.column()))

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section].heading) if section < len(self.columns) else None
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        is_column = 0 <= column < len(self.columns)
        wanted = (column, order is Qt.SortOrder.DescendingOrder) if is_column else None
        if wanted != self._request.order:
            self._arrange(replace(self._request, order=wanted))
