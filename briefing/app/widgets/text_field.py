"""A multi-line text field that emits what is typed; each run of typing is one step to undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.inputs.clean_text import explain_deleted
from briefing.app.widgets.text.exact_text import TextChange
from briefing.app.widgets.text.marked_text_edit import MarkedTextEdit
from briefing.app.widgets.text.typing_run import TypingRuns
from briefing.text import characters

_PAUSE_MS = 350
_REST_MS = 2000
_PASSING_FOCUS = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
"""Reasons for which the focus leaves a field and comes back."""


class TextField(MarkedTextEdit):
    """A text field as high as its text, at least `lines`.

    `typed(text, run)` is emitted at the first letter, after each pause and when focus leaves. Text of the
    same `run` is one step to undo; a run ends as in any editor: after a rest of two seconds, where typing
    turns into deleting, at another place of the text. `drafted(text)` is emitted at each keystroke whose
    text is not emitted yet. Undo and redo keys go to the window's actions, as the document keeps the undo
    history. With `one_line`, Enter ends the run instead of breaking the line.

    A field with a `required` sentence does not emit an empty text. It emits `explained` with the reason,
    and shows the earlier text again after `bring_back` and when the focus leaves.
    """

    typed = Signal(str, object)
    drafted = Signal(str)
    explained = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, *, lines: int = 2, one_line: bool = False, required: str = ""
    ) -> None:
        self._lines = lines
        self._one_line = one_line
        self._required = required
        self.normalised: Callable[[str], str] = str.strip
        self.reason_read_only = ""
        self._given: str | None = None
        self._sent = ""
        self._is_refused = False
        self._is_sending = False
        self._explanation = ""
        self._runs = TypingRuns()
        super().__init__("", parent)
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
        self._fit()

    # The text of the briefing

    def show_text(self, text: str) -> None:
        """Show the briefing's text; leave the field untouched while the user types in it."""
        is_first, is_unchanged = self._given is None, text == self._given
        self._given = text
        is_typing = self.hasFocus() or self._pause.isActive()
        is_accepted = self._is_sending and self.normalised(text) == self.normalised(self._sent)
        if is_accepted or (is_typing and is_unchanged):
            return
        self._accept()
        self._pause.stop()
        self._sent = text
        if self.exact_text() != text:
            self._show(text, keep_caret=not is_first)

    def _show(self, text: str, *, keep_caret: bool = True) -> None:
        """Replace the text; the caret is after what was inserted, or where something was deleted."""
        caret = self._runs.caret(self.exact_text(), text) if keep_caret else 0
        self.set_exact_text(text)
        self.select_range(caret, caret)
        self._fit()

    def flush(self) -> None:
        """Emit `typed` now if the text has changed since the last time."""
        self._pause.stop()
        self._send(self.entered_text(), self._runs.id)

    def _send(self, text: str, run: object) -> None:
        if text == self._sent:
            self._accept()
        elif self._required and not text.strip():
            self._is_refused = True
            self._explain(tr("{reason} Undo brings the deleted text back.", reason=tr(self._required)))
        else:
            self._accept()
            self._sent, self._is_sending = text, True
            self.typed.emit(text, run)
            self._is_sending = False
            is_known = self._given is not None
            self._is_refused = is_known and self.normalised(self._given or "") != self.normalised(text)

    def _accept(self) -> None:
        self._is_refused = False
        self._explain("")

    def _explain(self, reason: str) -> None:
        """Report why the text is not part of the briefing; empty where it is."""
        if reason != self._explanation:
            self._explanation = reason
            self.explained.emit(reason)

    @property
    def is_refused(self) -> bool:
        """Whether the field shows a text that the briefing did not accept."""
        return self._is_refused

    def bring_back(self) -> bool:
        """Show the briefing's text in place of one that was refused; return whether there was one."""
        if not self._is_refused or self._given is None:
            return False
        self._pause.stop()
        self._sent = self._given
        self._show(self._given)
        self._start_run()
        self._accept()
        return True

    def reset(self) -> None:
        """Prepare for another row; call `flush` before, while the field still belongs to the old one."""
        self._pause.stop()
        self._start_run()
        self._runs.forget()
        self._given = None
        self._accept()

    def entered_text(self) -> str:
        """Return the text, with line breaks as spaces in a `one_line` field."""
        return self._as_entered(self.exact_text())

    def _as_entered(self, text: str) -> str:
        return " ".join(text.split("\n")) if self._one_line else text

    # Runs of typing

    def _start_run(self) -> None:
        """Start a new step to undo with the next keystroke."""
        self._rest.stop()
        self._runs.end()

    def _on_edited(self, change: TextChange, before: str) -> None:
        super()._on_edited(change, before)
        self._fit()
        if self.isReadOnly():
            return
        self._send_soon(change, before)
        text = self.entered_text()
        if text != self._sent and (text.strip() or not self._required):
            self.drafted.emit(text)

    def _send_soon(self, change: TextChange, before: str) -> None:
        """Emit `typed` now where a run begins, else after a pause."""
        run = self._runs.id
        continues = self._runs.add(change, before)
        self._rest.start()
        if continues:
            self._pause.start()
            return
        if self._pause.isActive():
            self._pause.stop()
            self._send(self._as_entered(before), run)
        self.flush()  # makes Undo available from the first letter on

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Insert the text without the characters that no text may have; a tip counts those left out."""
        self._start_run()
        text = source.text()
        if not self._has_room_for(text):
            self._leave_out(text)
            return
        count = sum(1 for _ in characters.unwanted(text.replace("\r\n", "\n").replace("\r", "\n")))
        if count:
            cleaned = QMimeData()
            cleaned.setText(characters.cleaned(text.replace("\r\n", "\n")))
            super().insertFromMimeData(cleaned)
            explain_deleted(count, self, self.cursorRect().bottomLeft())
        else:
            super().insertFromMimeData(source)
        self._start_run()

    def select(self, start: int, end: int) -> None:
        """Take the focus and select these characters."""
        length = len(self.exact_text())
        self.setFocus()
        self.select_range(min(start, length), min(end, length))

    # Appearance

    def _fit(self) -> None:
        """Set the height to that of the text."""
        document = self.document()
        line = self.fontMetrics().lineSpacing()
        count = max(self._lines, int(document.size().height()))
        height = count * line + 2 * int(document.documentMargin()) + 14
        if height != self.height():
            self.setFixedHeight(height)

    def setReadOnly(self, read_only: bool) -> None:  # noqa: N802 - Qt's name
        if read_only != self.isReadOnly():
            super().setReadOnly(read_only)
            # The style sheet has a rule for read-only fields, which Qt applies only when polishing.
            self.style().unpolish(self)
            self.style().polish(self)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        # QPlainTextEdit would consume these keys before the window's actions receive them.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            if event.matches(undo) or event.matches(redo):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self.isReadOnly() and self.reason_read_only and _would_change(event):
            where = self.mapToGlobal(self.cursorRect().bottomLeft())
            QToolTip.showText(where, self.reason_read_only, self)
            return
        if self._one_line and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.flush()
            self._start_run()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self.flush()
        self._start_run()
        if self._required and not self.entered_text().strip() and event.reason() not in _PASSING_FOCUS:
            self._keep_earlier_text()
        super().focusOutEvent(event)

    def _keep_earlier_text(self) -> None:
        if self.bring_back():
            self._explain(tr("{reason} The earlier text is back.", reason=tr(self._required)))

    def context_menu(self, position: QPoint) -> QMenu:
        """Return the menu of the field, with undo and redo of the window."""
        menu = super().context_menu(position)
        for standard, own in (("edit-undo", "undo"), ("edit-redo", "redo")):
            action = menu.findChild(QAction, standard)
            replacement = self.window().findChild(QAction, own)
            if action is not None:
                if replacement is not None:
                    menu.insertAction(action, replacement)
                menu.removeAction(action)
        return menu


def _would_change(event: QKeyEvent) -> bool:
    """Return whether a key would change the text of a field that is not read-only."""
    deletes = event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
    pastes = event.matches(QKeySequence.StandardKey.Paste) or event.matches(QKeySequence.StandardKey.Cut)
    return deletes or pastes or (event.text().isprintable() and bool(event.text()))
