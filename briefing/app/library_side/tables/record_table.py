"""A table of records that is sorted by its headings and filtered as one types."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.place import LibraryPlace, kind_names
from briefing.app.library_side.tables.columns import RecordColumn
from briefing.app.library_side.tables.model import Index, RecordModel
from briefing.app.theme import theme
from briefing.app.widgets.lists.own_direction import OwnDirectionDelegate
from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, RecordKind, key_of
from briefing.model.library import Catalogue

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class RecordTable(QTableView):
    """Shows the records of a place; `current_changed(record)` announces the current one, or None.

    `record_activated(record)` follows Enter, `edit_requested` F2 and a double click on a cell; letters are
    announced by `typed(text)`, records of another kind with other columns by `kind_changed`. `keys` has
    further commands by their keys, before those of the window.
    """

    current_changed = Signal(object)
    record_activated = Signal(object)
    edit_requested = Signal()
    typed = Signal(str)
    kind_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = RecordModel(self)
        self.keys: dict[str, Callable[[], object]] = {
            "F2": self.edit_requested.emit,
            "Return": self._activate,
            "Enter": self._activate,
        }
        self._kind: RecordKind | None = None
        self._selected_keys: set[RecordKey] = set()
        self._current_key: RecordKey | None = None
        self._current_column = 0
        self._wanted: RecordKey | None = None
        self._scrolled = 0
        self.setHorizontalHeader(SortHeader(self))
        self.verticalHeader().hide()
        self.setItemDelegate(_CellMark(self))
        self.setModel(self.records)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(theme.pixels(28))
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.records.arranging.connect(self._note_selection)
        self.records.arranged.connect(self._on_arranged)

    # Selection

    @property
    def current(self) -> Record | None:
        index = self.currentIndex()
        return self.records.record_at(index.row()) if index.isValid() else None

    @property
    def current_column(self) -> RecordColumn:
        """The column of the current cell, the first without one."""
        return self.records.columns[max(self.currentIndex().column(), 0)]

    def shown_columns(self, first: int = 0) -> list[RecordColumn]:
        """Return the columns from a number on that are not hidden."""
        columns = enumerate(self.records.columns)
        return [each for number, each in columns if number >= first and not self.isColumnHidden(number)]

    @property
    def selected(self) -> list[Record]:
        ranges = self.selectionModel().selection().toList()
        rows = sorted({row for each in ranges for row in range(each.top(), each.bottom() + 1)})
        return [self.records.record_at(row) for row in rows]

    @property
    def number_selected(self) -> int:
        """The number of selected rows."""
        ranges = self.selectionModel().selection().toList()
        return len({row for each in ranges for row in range(each.top(), each.bottom() + 1)})

    @property
    def place_kind(self) -> RecordKind | None:
        """The kind of the records that are shown."""
        return self._kind

    @property
    def place(self) -> LibraryPlace | None:
        """The place whose records are shown."""
        return self.records.place if self._kind is not None else None

    def show_place(self, place: LibraryPlace, library: LayeredLibrary, catalogue: Catalogue) -> None:
        """Show the records of a place; the selection stays as far as its records are shown."""
        is_other = place.kind is not self._kind
        if is_other:
            self._kind = place.kind
            self._current_key, self._selected_keys = None, set()
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.records.show(place, library, catalogue)
        if is_other:
            self.setAccessibleName(kind_names()[place.kind])
            self.kind_changed.emit()

    def filter(self, text: str) -> None:
        self.records.set_filter(text)

    def choose(self, key: RecordKey) -> bool:
        """Select a record and scroll to it; return whether it is shown, or may be when rows are ready."""
        self._wanted = key if self.records.is_busy else None
        if self._wanted:
            return True
        row = self.records.row_of(key)
        if row < 0:
            return False
        flags, index = QItemSelectionModel.SelectionFlag, self.records.index(row, 0)
        # The view's own functions would add to the selection while Ctrl is pressed.
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
        return True

    def count_text(self) -> str:
        return tr("{number:,} shown", number=self.records.rowCount())

    def _note_selection(self) -> None:
        if self.records.rowCount():
            self._selected_keys = {key_of(record) for record in self.selected}
            self._current_key = key_of(self.current) if self.current else None
            self._current_column = max(self.currentIndex().column(), 0)
        self._scrolled = self.verticalScrollBar().value()

    def _on_arranged(self) -> None:
        """Select again what was selected, as far as it is shown."""
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            if self.choose(wanted):
                return
        flags, columns = QItemSelectionModel.SelectionFlag, self.records.columnCount()
        selection = QItemSelection()
        for first, last in _runs(self.records.rows_of(self._selected_keys)):
            selection.select(self.records.index(first, 0), self.records.index(last, columns - 1))
        self.selectionModel().select(selection, flags.ClearAndSelect)
        row = self.records.row_of(self._current_key) if self._current_key else -1
        self.verticalScrollBar().setValue(self._scrolled)
        if row >= 0:
            index = self.records.index(row, min(self._current_column, columns - 1))
            self.selectionModel().setCurrentIndex(index, flags.Current)
            self.scrollTo(index)
        self.current_changed.emit(self.current)

    def _activate(self) -> None:
        if self.current is not None:
            self.record_activated.emit(self.current)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.current_changed.emit(self.records.record_at(current.row()) if current.isValid() else None)

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        # The window's own commands would take these keys.
        if event.type() is QEvent.Type.ShortcutOverride and self._command(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        command = self._command(event)
        if command is not None:
            command()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.indexAt(event.position().toPoint()).isValid():
            self.edit_requested.emit()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        # Qt would look at each cell of a column; the filter looks at all, without stopping the window.
        self.typed.emit(search)

    def _command(self, event: QEvent) -> Callable[[], object] | None:
        if not isinstance(event, QKeyEvent):
            return None
        keys = QKeySequence(int(event.modifiers().value & ~_KEYPAD.value) | event.key())
        return self.keys.get(keys.toString(QKeySequence.SequenceFormat.PortableText))


class _CellMark(OwnDirectionDelegate):
    """Draws a frame around the current cell: commands for a cell concern its column."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index == self._table.currentIndex() and self._table.hasFocus():
            painter.save()
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Return the first and the last row of each unbroken run of ascending rows."""
    if not rows:
        return []
    breaks = [(a, b) for a, b in pairwise(rows) if b != a + 1]
    firsts = [rows[0], *(b for _, b in breaks)]
    lasts = [*(a for a, _ in breaks), rows[-1]]
    return list(zip(firsts, lasts, strict=True))
