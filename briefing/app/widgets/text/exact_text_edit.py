"""A plain text edit that returns every character as it was given to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.text.exact_text import (
    ExactText,
    TextChange,
    from_utf_16,
    shown_text,
    utf_16_length,
)
from briefing.model.terms import MAX_TEXT_LENGTH
from briefing.typography.scripts import text_direction


class ExactTextEdit(QPlainTextEdit):
    """A QPlainTextEdit with `exact_text` and `set_exact_text` in place of its own text.

    Positions are code points. `edited(change, before)` follows each change by the user, with the text
    before it. A text that no text of a briefing has room for is not pasted: a tip says so, and
    `text_left_out(text)` announces it.
    """

    edited = Signal(object, str)
    text_left_out = Signal(str)

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
        self._exact = ExactText()
        self._selected_from: int | None = None
        self.textChanged.connect(self._follow)
        self.document().contentsChanged.connect(self._align)
        self.set_exact_text(text)

    def exact_text(self) -> str:
        """Return the text, with the characters that the widget cannot hold."""
        self._follow()
        return self._exact.text

    def set_exact_text(self, text: str) -> None:
        """Show a text without emitting a signal; the caret is at its start."""
        self.blockSignals(True)
        self.setPlainText(shown_text(text))
        self.blockSignals(False)
        self._exact = ExactText(text)
        self._selected_from = None

    def _align(self) -> None:
        """Begin lines at the right where the text does; a layout of plain text does not do so itself."""
        is_mirrored = text_direction(self._shown()) == "rtl"
        alignment = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != alignment:
            option.setAlignment(alignment)
            self.document().setDefaultTextOption(option)

    def _shown(self) -> str:
        return str(self.document().toRawText()).replace("\u2029", "\n")

    def _follow(self) -> None:
        shown = self._shown()
        if shown != self._exact.shown:
            before = self._exact.text
            caret = from_utf_16(shown, self.textCursor().position())
            change = self._exact.follow(shown, caret, self._selected_from)
            self._on_edited(change, before)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        is_separator = event.matches(QKeySequence.StandardKey.InsertLineSeparator)
        with self._selection_noted():
            if is_separator and not self.isReadOnly():
                self.insertPlainText("\n")  # Qt would insert U+2028, which no text of a briefing may have
            else:
                super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        with self._selection_noted():
            super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        if self._has_room_for(source.text()):
            with self._selection_noted():
                super().insertFromMimeData(source)
        else:
            self._leave_out(source.text())

    def _has_room_for(self, text: str) -> bool:
        selected = len(self.textCursor().selectedText())
        return len(text) <= MAX_TEXT_LENGTH - len(self._exact.text) + selected

    def _leave_out(self, text: str) -> None:
        """Insert nothing of a text: a part of it would be lost, or all of the field refused."""
        tip = tr("Not pasted: a text has at most {most:,} characters.", most=MAX_TEXT_LENGTH)
        QToolTip.showText(self.mapToGlobal(self.cursorRect().bottomLeft()), tip, self)
        self.text_left_out.emit(text)

    @contextmanager
    def _selection_noted(self) -> Iterator[None]:
        """Note where the selection begins: when the change is reported, it is gone already."""
        cursor = self.textCursor()
        start = from_utf_16(self._exact.shown, cursor.selectionStart())
        self._selected_from = start if cursor.hasSelection() else None
        yield
        self._selected_from = None

    def _on_edited(self, change: TextChange, before: str) -> None:
        self.edited.emit(change, before)

    def caret(self) -> int:
        return from_utf_16(self._exact.shown, self.textCursor().position())

    def position_at(self, point: QPoint) -> int:
        """Return the position of the character at a point of the viewport."""
        return from_utf_16(self._exact.shown, self.cursorForPosition(point).position())

    def select_range(self, start: int, end: int) -> None:
        """Select characters; with equal positions, put the caret there."""
        self.setTextCursor(self.cursor_over(start, end))

    def cursor_over(self, start: int, end: int) -> QTextCursor:
        """Return a cursor of Qt that selects characters."""
        cursor, shown = self.textCursor(), self._exact.shown
        cursor.setPosition(utf_16_length(shown[:start]))
        cursor.setPosition(utf_16_length(shown[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        cursor, shown = self.textCursor(), self._exact.shown
        start = from_utf_16(shown, cursor.selectionStart())
        end = from_utf_16(shown, cursor.selectionEnd())
        data = QMimeData()
        data.setText(self._exact.text[start:end])
        return data
