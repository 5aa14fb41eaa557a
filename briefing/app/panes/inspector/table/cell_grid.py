"""The grid of a table's cells; copies and pastes them as spreadsheets do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from briefing.app.panes.inspector.table.cell_delegate import CellDelegate
from briefing.app.presentation.table_cells import Cells, cells_of, text_of_cells, with_cells
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.model.briefing import Table
from briefing.text import characters

_KEYS = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Delete,
)


class CellGrid(QTableWidget):
    """Shows a table, headings in the first line; `table_changed(table)` follows each change of cells.

    `editor_opened(editor)` announces each editor of a cell.
    """

    table_changed = Signal(object)
    editor_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._table: Table | None = None
        self._is_read_only = False
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self._delegate = CellDelegate(self)
        self._delegate.editor_opened.connect(self.editor_opened)
        self.setItemDelegate(self._delegate)
        self.itemChanged.connect(self._on_item_changed)

    @property
    def table(self) -> Table | None:
        """The table that is shown."""
        return self._table

    def flush(self) -> None:
        """Put the text of an open editor into the table; the editor stays open."""
        self._delegate.flush()

    def show_table(self, table: Table, *, read_only: bool) -> None:
        if (table, read_only) == (self._table, self._is_read_only):
            return
        self._table, self._is_read_only = table, read_only
        self.blockSignals(True)
        self.setColumnCount(len(table.columns))
        self.setRowCount(len(table.rows) + 1)
        for number, row in enumerate((table.columns, *table.rows)):
            for column, text in enumerate(row):
                self.setItem(number, column, self._cell(text, is_heading=not number))
        self.resizeColumnsToContents()
        self.resizeRowsToContents()
        self.blockSignals(False)

    def texts(self) -> list[str]:
        """Return the texts of all cells, row by row, first the headings."""
        return [
            self._text(row, column)
            for row in range(self.rowCount())
            for column in range(self.columnCount())
        ]

    def edit_at(self, number: int, position: int) -> None:
        """Open the editor of a cell, by its place in `texts`, with the caret before a character."""
        row, column = divmod(number, self.columnCount())
        self.setFocus()
        self.setCurrentCell(row, column)
        cell = self.item(row, column)
        if cell is None or self._is_read_only:
            return
        self.editItem(cell)
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, ExactTextEdit):
            editor.select_range(position, position)

    def _cell(self, text: str, *, is_heading: bool) -> QTableWidgetItem:
        cell = QTableWidgetItem(text)
        if self._is_read_only:
            cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if is_heading:
            font = cell.font()
            font.setBold(True)
            cell.setFont(font)
        return cell

    def _on_item_changed(self, cell: QTableWidgetItem) -> None:
        """Change this cell alone: the others keep what they hold, whatever the widget shows."""
        self._put(cell.row(), cell.column(), [[cell.text()]])

    def _put(self, row: int, column: int, cells: Cells) -> None:
        if self._table is not None and not self._is_read_only:
            changed = with_cells(self._table, row, column, cells)
            shown, self._table = self._table, None  # what the grid shows now is not the table any more
            if changed != shown:
                self.table_changed.emit(changed)
            if self._table is None:  # refused, or nothing changed
                self.show_table(shown, read_only=self._is_read_only)

    # Clipboard

    def event(self, event: QEvent) -> bool:
        # The window's own copy and paste would take these keys.
        is_editing = self.state() is QAbstractItemView.State.EditingState
        if event.type() is QEvent.Type.ShortcutOverride and not is_editing and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        actions = (self.copy, self.cut, self.paste, self.clear_cells)
        for key, action in zip(_KEYS, actions, strict=True):
            if event.matches(key):
                action()
                return
        super().keyPressEvent(event)

    def _selected(self) -> tuple[int, int, list[list[str]]]:
        """Return the first selected row and column, and the cells; the current cell without a selection."""
        ranges = self.selectedRanges()
        row, column = max(0, self.currentRow()), max(0, self.currentColumn())
        if not ranges:
            return row, column, [[self._text(row, column)]]
        area = ranges[0]
        rows = range(area.topRow(), area.bottomRow() + 1)
        columns = range(area.leftColumn(), area.rightColumn() + 1)
        return area.topRow(), area.leftColumn(), [[self._text(r, c) for c in columns] for r in rows]

    def _text(self, row: int, column: int) -> str:
        cell = self.item(row, column)
        return cell.text() if cell else ""

    def copy(self) -> None:
        """Copy the selected cells as tab-separated text."""
        _row, _column, cells = self._selected()
        is_one = len(cells) == 1 and len(cells[0]) == 1
        QGuiApplication.clipboard().setText(cells[0][0] if is_one else text_of_cells(cells))

    def cut(self) -> None:
        self.copy()
        self.clear_cells()

    def clear_cells(self) -> None:
        """Empty the selected cells."""
        row, column, cells = self._selected()
        self._put(row, column, [[""] * len(line) for line in cells])

    def paste(self) -> None:
        """Put in the cells of the clipboard from the first selected cell on; the table grows as needed."""
        text = characters.cleaned(QGuiApplication.clipboard().text().replace("\r\n", "\n"))
        if text:
            row, column, _cells = self._selected()
            self._put(row, column, cells_of(text))
            self.setCurrentCell(row, column)


def _is_ours(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and any(map(event.matches, _KEYS))
