"""A field for running text that hands on what is typed, each spell of typing as one step to undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QToolTip, QWidget

from briefing.app.theme import theme

_PAUSE_MS = 350
_REST_MS = 2000


class TextField(QPlainTextEdit):
    """As high as its text, from `lines` on.

    `typed(text, run)` comes with the first letter, after each pause and when focus leaves.
    What is typed without a rest of two seconds has the same `run`. Undo is the document's, not the field's
    own: it lets those keys pass. With `one_line`, Enter ends the editing instead of breaking the line.
    """

    typed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None, *, lines: int = 2, one_line: bool = False) -> None:
        super().__init__(parent)
        self._lines = lines
        self._one_line = one_line
        self._shown = ""
        self._places: list[tuple[int, int, str]] = []
        self._run: object = object()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._start_run)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show what the briefing holds; what is being typed and equals it stays untouched."""
        typing = self.hasFocus() and (self._pause.isActive() or self.entered_text().strip() == text.strip())
        self._shown = self.entered_text() if typing and not self._pause.isActive() else text
        if typing or self.entered_text() == text:
            return
        cursor = self.textCursor().position()
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        place = self.textCursor()
        place.setPosition(min(cursor, len(text)))
        self.setTextCursor(place)
        self._fit()

    def flush(self) -> None:
        """Say what was typed, if anything was."""
        self._pause.stop()
        said = self.entered_text()
        if said != self._shown:
            self._shown = said
            self.typed.emit(said, self._run)

    def reset(self) -> None:
        """Another row is shown: what was typed belongs to the one before and has been handed on."""
        self._pause.stop()
        self._start_run()

    def _start_run(self) -> None:
        """What is typed from here on is a step of its own."""
        self._rest.stop()
        self._run = object()

    def entered_text(self) -> str:
        """What stands in the field."""
        text = self.toPlainText()
        return " ".join(text.split("\n")) if self._one_line else text

    def mark(self, places: Sequence[tuple[int, int, str]]) -> None:
        """Underline characters from a start to an end (not included), each with a word on why."""
        length = len(self.entered_text())
        marks = []
        for start, end, why in places:
            if start < length:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = self._cursor(start, min(end, length))
                selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                selection.format.setUnderlineColor(QColor(theme.colours().danger))
                selection.format.setToolTip(why)
                marks.append(selection)
        self.setExtraSelections(marks)
        self._places = [place for place in places if place[0] < length]

    def select(self, start: int, end: int) -> None:
        """Take the focus, with these characters chosen."""
        length = len(self.entered_text())
        self.setFocus()
        self.setTextCursor(self._cursor(min(start, length), min(end, length)))

    def _cursor(self, start: int, end: int) -> QTextCursor:
        """A cursor over characters as Python counts them; Qt counts those beyond U+FFFF twice."""
        text = self.entered_text()
        cursor = self.textCursor()
        cursor.setPosition(_in_utf_16(text[:start]))
        cursor.setPosition(_in_utf_16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _changed(self) -> None:
        self._fit()
        if self.isReadOnly():
            return
        begins = not self._rest.isActive()
        self._rest.start()
        if begins:
            self.flush()  # so that there is something to undo from the first letter on
        else:
            self._pause.start()

    def _fit(self) -> None:
        """Take the height of the text."""
        document = self.document()
        line = self.fontMetrics().lineSpacing()
        count = max(self._lines, int(document.size().height()))
        height = count * line + 2 * int(document.documentMargin()) + 14
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._places:
            self._explain(event)
            return True
        # A text field would take these keys for itself before the window's actions see them.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) or event.matches(redo):
                event.ignore()
                return False
        return super().event(event)

    def _explain(self, event: QHelpEvent) -> None:
        """Say of the underlined words beneath the pointer why they are."""
        at = self.cursorForPosition(event.pos()).position()
        text = self.entered_text()
        why = [
            said
            for start, end, said in self._places
            if _in_utf_16(text[:start]) <= at <= _in_utf_16(text[:end])
        ]
        QToolTip.showText(event.globalPos(), "\n".join(why), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._one_line and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.flush()
            self._start_run()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self.flush()
        self._start_run()
        super().focusOutEvent(event)


def _in_utf_16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
