"""A table of records that is sorted by its headings and filtered as one types."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QTableView, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.place import LibraryPlace, kind_names
from briefing.app.library_side.tables.model import RecordModel
from briefing.app.theme import theme
from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.library.records import Record, RecordKey, RecordKind, key_of
from briefing.model.library import Catalogue


class RecordTable(QTableView):
    """Shows the records of a place; `current_changed(record)` announces the current one, or None."""

    current_changed = Signal(object)
    record_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = RecordModel(self)
        self._kind: RecordKind | None = None
        self.setHorizontalHeader(SortHeader(self))
        self.verticalHeader().hide()
        self.setModel(self.records)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setDefaultSectionSize(theme.pixels(28))
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.activated.connect(
            lambda index: self.record_activated.emit(self.records.record_at(index.row()))
        )

    @property
    def current(self) -> Record | None:
        index = self.currentIndex()
        return self.records.record_at(index.row()) if index.isValid() else None

    @property
    def selected(self) -> list[Record]:
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.records.record_at(row) for row in rows]

    def show_place(self, place: LibraryPlace, catalogue: Catalogue) -> None:
        """Show the records of a place; the selection stays as far as its records are shown."""
        keys = [key_of(record) for record in self.selected]
        current = self.current
        self.records.show(place.kind, place.records(catalogue.material), catalogue)
        if place.kind is not self._kind:
            self._kind = place.kind
            self.setAccessibleName(kind_names()[place.kind])
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            for number, column in enumerate(self.records.columns):
                self.setColumnWidth(number, theme.pixels(column.width))
        self._select(keys, key_of(current) if current else None)

    def filter(self, text: str) -> None:
        keys, current = [key_of(record) for record in self.selected], self.current
        self.records.set_filter(text)
        self._select(keys, key_of(current) if current else None)

    def choose(self, key: RecordKey) -> bool:
        """Select a record and scroll to it; return whether it is shown."""
        row = self.records.row_of(key)
        if row < 0:
            return False
        self.selectRow(row)
        self.scrollTo(self.records.index(row, 0), QTableView.ScrollHint.PositionAtCenter)
        return True

    def count_text(self) -> str:
        return tr("{number:,} shown", number=self.records.rowCount())

    def _select(self, keys: list[RecordKey], current: RecordKey | None) -> None:
        flags = QItemSelectionModel.SelectionFlag
        for key in keys:
            if (row := self.records.row_of(key)) >= 0:
                self.selectionModel().select(self.records.index(row, 0), flags.Select | flags.Rows)
        if current is not None and (row := self.records.row_of(current)) >= 0:
            self.selectionModel().setCurrentIndex(self.records.index(row, 0), flags.Current)
        self.current_changed.emit(self.current)

    def _on_activated(self, index: QModelIndex) -> None:
        self.record_activated.emit(self.records.record_at(index.row()))

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(self.records.record_at(current.row()) if current.isValid() else None)
