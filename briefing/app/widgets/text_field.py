"""A multi-line text field that emits what is typed; each run of typing is one step to undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
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

from briefing.app.i18n import counted
from briefing.app.theme import theme
from briefing.text import characters

_PAUSE_MS = 350
_REST_MS = 2000


class TextField(QPlainTextEdit):
    """A text field as high as its text, at least `lines`.

    `typed(text, run)` is emitted at the first letter, after each pause and when focus leaves. Text typed
    without a rest of two seconds has the same `run`. Undo and redo keys go to the window's actions, as the
    document keeps the undo history. With `one_line`, Enter ends the run instead of breaking the line.
    """

    typed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None, *, lines: int = 2, one_line: bool = False) -> None:
        super().__init__(parent)
        self._lines = lines
        self._one_line = one_line
        self._shown = ""
        self._marks: list[tuple[int, int, str]] = []
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
        """Show the briefing's text; leave the field untouched while the user types in it."""
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
        """Emit `typed` now if the text has changed since the last time."""
        self._pause.stop()
        text = self.entered_text()
        if text != self._shown:
            self._shown = text
            self.typed.emit(text, self._run)

    def reset(self) -> None:
        """Prepare for another row; call `flush` before, while the field still belongs to the old one."""
        self._pause.stop()
        self._start_run()

    def _start_run(self) -> None:
        """Start a new step to undo with the next keystroke."""
        self._rest.stop()
        self._run = object()

    def entered_text(self) -> str:
        """Return the text, with line breaks as spaces in a `one_line` field."""
        text = self.toPlainText()
        return " ".join(text.split("\n")) if self._one_line else text

    def mark(self, passages: Sequence[tuple[int, int, str]]) -> None:
        """Underline passages (start, end, message); end is not included, the message is the tooltip."""
        length = len(self.entered_text())
        marks = []
        for start, end, why in passages:
            if start < length:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = self._cursor(start, min(end, length))
                selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                selection.format.setUnderlineColor(QColor(theme.colours().danger))
                selection.format.setToolTip(why)
                marks.append(selection)
        self.setExtraSelections(marks)
        self._marks = [place for place in passages if place[0] < length]

    def select(self, start: int, end: int) -> None:
        """Take the focus and select these characters."""
        length = len(self.entered_text())
        self.setFocus()
        self.setTextCursor(self._cursor(min(start, length), min(end, length)))

    def _cursor(self, start: int, end: int) -> QTextCursor:
        """Return a cursor over characters; Python counts code points, Qt counts UTF-16 units."""
        text = self.entered_text()
        cursor = self.textCursor()
        cursor.setPosition(_in_utf_16(text[:start]))
        cursor.setPosition(_in_utf_16(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _changed(self) -> None:
        self._fit()
        if self.isReadOnly():
            return
        is_new_run = not self._rest.isActive()
        self._rest.start()
        if is_new_run:
            self.flush()  # makes Undo available from the first letter on
        else:
            self._pause.start()

    def _fit(self) -> None:
        """Set the height to that of the text."""
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
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._marks:
            self._explain(event)
            return True
        # QPlainTextEdit would consume these keys before the window's actions receive them.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) or event.matches(redo):
                event.ignore()
                return False
        return super().event(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Insert the text without the characters that no text may have; a tip counts those left out."""
        text = source.text()
        count = sum(1 for _ in characters.unwanted(text.replace("\r\n", "\n").replace("\r", "\n")))
        if not count:
            super().insertFromMimeData(source)
            return
        self.insertPlainText(characters.cleaned(text.replace("\r\n", "\n")))
        left_out = counted(count, "hidden character was left out.", "hidden characters were left out.")
        QToolTip.showText(self.mapToGlobal(self.cursorRect().bottomLeft()), left_out, self)

    def _explain(self, event: QHelpEvent) -> None:
        """Show the messages of the passages under the pointer."""
        position = self.cursorForPosition(event.pos()).position()
        text = self.entered_text()
        messages = [
            message
            for start, end, message in self._marks
            if _in_utf_16(text[:start]) <= position <= _in_utf_16(text[:end])
        ]
        QToolTip.showText(event.globalPos(), "\n".join(messages), self)

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
