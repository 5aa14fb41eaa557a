"""The base of delegates that edit a text of several lines in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QWidget
from shiboken6 import isValid

from briefing.app.widgets.text.exact_text_edit import ExactTextEdit


class MultiLineDelegate(QStyledItemDelegate):
    """Ends editing on Enter; Shift+Enter inserts a line break.

    Subclasses emit `editor_opened(editor)` for each editor.
    """

    editor_opened = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._open: ExactTextEdit | None = None
        self.editor_opened.connect(self._note_opened)

    def _note_opened(self, editor: ExactTextEdit) -> None:
        self._open = editor

    @property
    def open_editor(self) -> ExactTextEdit | None:
        """The editor that is open now."""
        is_open = self._open is not None and isValid(self._open) and not self._open.isHidden()
        return self._open if is_open else None

    def flush(self) -> None:
        """Give the text of an open editor to the model, unless it is empty; the editor stays open."""
        editor = self.open_editor
        if editor is not None and editor.exact_text().strip():
            self.commitData.emit(editor)

    def eventFilter(self, editor: QWidget, event: QEvent) -> bool:  # type: ignore[override] # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            without_shift = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and without_shift:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                return True
        return bool(super().eventFilter(editor, event))
