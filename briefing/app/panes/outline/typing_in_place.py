"""Pass on what is typed in an editor in place, as one step to undo."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.app.widgets.text.exact_text import TYPED_SPACE
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit

_PAUSE_MS = 350


class TypingInPlace(QObject):
    """Belongs to an editor and ends with it.

    `typed(row_id, text, run)` is emitted at the first letter, after each pause and at the end, always with
    the same `run`: all of it is one step to undo. An empty text is emitted only at the end.
    `cancelled(run)` asks for the text from before, where any other was emitted.
    """

    typed = Signal(str, str, object)
    cancelled = Signal(object)

    def __init__(self, editor: ExactTextEdit, row_id: str) -> None:
        super().__init__(editor)
        self._editor, self.row_id, self._run = editor, row_id, object()
        self._given: str | None = None
        self._sent = ""
        self._has_sent = self._is_sending = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        editor.edited.connect(lambda *_: self._on_edited())

    def show(self, text: str) -> bool:
        """Show the text of the row, and return whether it was shown: not while its own text comes back."""
        is_unchanged = text == self._given
        self._given = text
        if self._is_sending or is_unchanged:
            return False
        self._pause.stop()
        self._sent = text
        self._editor.set_exact_text(text)
        return True

    def _on_edited(self) -> None:
        if self._has_sent:
            self._pause.start()
        else:
            self.flush()

    def flush(self) -> None:
        """Emit the text now, unless it is empty or has been emitted."""
        text = self._editor.exact_text()
        if text.strip():
            self._send(text)

    def _send(self, text: str) -> None:
        self._pause.stop()
        if text == self._sent or (not self._has_sent and text.strip(TYPED_SPACE) == self._given):
            return
        self._sent, self._has_sent, self._is_sending = text, True, True
        self.typed.emit(self.row_id, text, self._run)
        self._is_sending = False

    def finish(self) -> None:
        """Emit the text at the end; an empty one after a request for the text from before."""
        text = self._editor.exact_text()
        if not text.strip():
            self.cancel()
        self._send(text)

    def cancel(self) -> None:
        """Ask for the text from before."""
        self._pause.stop()
        if self._has_sent:
            self._has_sent = False
            self.cancelled.emit(self._run)
