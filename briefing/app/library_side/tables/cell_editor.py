"""The editor over a cell of a table of records."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.forms.field_editor import FieldEditor
from briefing.app.library_side.forms.record_fields import Editor, RecordField
from briefing.app.library_side.forms.references import reference_entries
from briefing.app.library_side.tables.bulk import RefusedRecord, field_batch, set_field
from briefing.app.library_side.tables.record_table import RecordTable
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.theme import theme
from briefing.errors import ChangedMeanwhileError
from briefing.library.records import Record, RecordKey, key_of

_LEAST_WIDTH = 240
_LEAST_WIDTH_OF_TEXT = 420
_MOST_NAMED = 5
_REFUSAL_INSET = 8
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellEditor(QFrame):
    """A field over its cell: Enter saves, Ctrl+Enter saves for all selected rows, Escape discards.

    `entered(for_all)` announces that the text is complete, `left(step)` that the editor is to close: `step`
    is 1 or -1 for the next or the previous cell, else 0.
    """

    entered = Signal(bool)
    left = Signal(int)

    def __init__(self, field: RecordField, entries: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cellEditor")
        self.setAutoFillBackground(True)
        self.field = FieldEditor(field, entries)
        self.field.control.setAccessibleDescription(
            tr("Enter saves, Ctrl+Enter saves for all selected rows, Escape leaves it as it was.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.field)
        self.field.control.installEventFilter(self)
        line = self.field.control.lineEdit() if isinstance(self.field.control, QComboBox) else None
        if line is not None:
            line.installEventFilter(self)
        self.field.committed.connect(lambda _text: self.entered.emit(False))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._takes(event)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            # The window's own commands would take these keys.
            if is_ours := self._step_of(event) is not None or event.key() in _ENTER:
                event.accept()
            return is_ours
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_focus_out(event)
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        step = self._step_of(event)
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit(0)
        elif step:
            self.entered.emit(False)
            self.left.emit(step)
        else:
            return False
        return True

    def _step_of(self, event: QKeyEvent) -> int | None:
        steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Escape: 0}
        return steps.get(Qt.Key(event.key()))

    def _on_focus_out(self, event: QFocusEvent) -> None:
        kept = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in kept and not self.field.is_changed:
            self.left.emit(0)


class CellEditing(QObject):
    """Opens an editor over the current cell, and saves what is entered in it."""

    def __init__(self, table: RecordTable, editor: LibraryEditor) -> None:
        super().__init__(table)
        self._table, self._editor = table, editor
        self.cell: CellEditor | None = None
        self._key: RecordKey | None = None
        self._column = 0
        self._before = ""
        table.edit_requested.connect(self.open)
        table.records.arranged.connect(self._place)
        table.verticalScrollBar().valueChanged.connect(lambda _value: self._place())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        table.horizontalHeader().sectionResized.connect(lambda *_sizes: self._place())

    @property
    def is_open(self) -> bool:
        return self.cell is not None

    def open(self) -> None:
        """Open the editor of the current cell; without a field in its column the record is activated."""
        self.flush()
        index, record = self._table.currentIndex(), self._table.current
        if self.cell is not None or record is None:
            return
        field = self._table.records.columns[index.column()].field_of(record)
        if field is None:
            self._table.record_activated.emit(record)
            return
        self._table.scrollTo(index)
        entries = reference_entries(self._editor.catalogue, field.refers_to) if field.refers_to else ()
        self._key, self._column = key_of(record), index.column()
        self.cell = cell = CellEditor(field, entries, self._table.viewport())
        self._before = field.text(record)
        cell.field.show_text(self._before)
        cell.entered.connect(partial(self._save, cell))
        cell.left.connect(partial(self._leave, cell))
        self._place()
        cell.show()
        control = cell.field.control
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if not isinstance(control, QComboBox) and hasattr(control, "selectAll"):
            control.selectAll()

    def flush(self) -> None:
        """Save what is entered; a text that is refused stays in its editor."""
        if self.cell is not None and self.cell.field.is_changed:
            self._save(self.cell, for_all=False)
        elif self.cell is not None:
            self._close(self.cell)

    def _records(self, *, for_all: bool) -> list[Record]:
        keys = [key_of(each) for each in self._table.selected] if for_all else []
        if self._key is not None and self._key not in keys:
            keys.append(self._key)
        found = (self._editor.library.record(key) for key in keys)
        return [record for record in found if record is not None]

    def _save(self, cell: CellEditor, for_all: bool) -> None:
        if cell is not self.cell or not (for_all or cell.field.is_changed):
            self._close(cell)
            return
        field = cell.field.field
        changed, refused = set_field(self._records(for_all=for_all), field, cell.field.text)
        reason = self._reason(refused) or self._changed_meanwhile(cell)
        if changed and not reason:
            error = self._editor.attempt(field_batch(field, changed))
            # Of a conflict the library side shows all versions.
            is_shown = error is None or isinstance(error, ChangedMeanwhileError)
            reason = "" if error is None or is_shown else error.reasons
        if reason:
            cell.field.show_refusal(reason)
            self._place()
            return
        cell.field.accept()
        self._close(cell)

    def _changed_meanwhile(self, cell: CellEditor) -> str:
        """Return that another program changed the field since it is edited; say so once."""
        record = self._editor.library.record(self._key) if self._key else None
        present = cell.field.field.text(record) if record else self._before
        if present == self._before:
            return ""
        self._before = present
        return tr("Changed by another program to “{text}”. Enter again replaces that.", text=present)

    def _reason(self, refused: Sequence[RefusedRecord]) -> str:
        """Return why records refuse a text, and which ones, if it is not the record in the cell alone."""
        others = [each.key.id for each in refused if each.key != self._key]
        reason = refused[0].reason if refused else ""
        return f"{reason} ({', '.join(others[:_MOST_NAMED])})" if others else reason

    def _leave(self, cell: CellEditor, step: int) -> None:
        """Discard the text, or open the next editor where this one was saved and closed."""
        if not step:
            self._close(cell)
        elif cell is not self.cell:
            self._open_next(step)

    def _close(self, cell: CellEditor) -> None:
        if cell is not self.cell:
            return
        self.cell = None
        focused = cell.window().focusWidget()
        had_focus = focused is not None and cell.isAncestorOf(focused)
        cell.hide()
        cell.deleteLater()
        if had_focus:
            self._table.setFocus()

    def _open_next(self, step: int) -> None:
        """Open the editor of the next column of the row that has one."""
        index, record = self._table.currentIndex(), self._table.current
        columns = self._table.records.columns
        column = index.column() + step
        while 0 <= column < len(columns) and record is not None:
            if not self._table.isColumnHidden(column) and columns[column].field_of(record) is not None:
                self._table.setCurrentIndex(index.siblingAtColumn(column))
                self.open()
                return
            column += step

    def _place(self) -> None:
        """Lay the editor over its cell, within the table."""
        cell = self.cell
        if cell is None or self._key is None:
            return
        row = self._table.records.row_of(self._key)
        if row < 0:
            return
        rect = self._table.visualRect(self._table.records.index(row, self._column))
        is_text = cell.field.field.editor in {Editor.TEXT, Editor.REFERENCE}
        least = theme.pixels(_LEAST_WIDTH_OF_TEXT if is_text else _LEAST_WIDTH)
        room = self._table.viewport().rect()
        width = min(max(rect.width(), least), room.width())
        cell.setFixedWidth(width)
        refusal = cell.field.refusal
        if refusal.isVisible():
            refusal.setFixedHeight(refusal.heightForWidth(width - _REFUSAL_INSET))
        cell.adjustSize()
        start = rect.right() + 1 - width if self._table.isRightToLeft() else rect.left()
        left = max(min(start, room.right() - width), 0)
        cell.move(left, rect.top())
        cell.raise_()
