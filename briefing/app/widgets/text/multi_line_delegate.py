"""The base of delegates that edit a text of several lines in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QWidget


class MultiLineDelegate(QStyledItemDelegate):
    """Ends editing on Enter; Shift+Enter inserts a line break.

    `editor_opened(editor)` announces each editor.
    """

    editor_opened = Signal(object)

    def eventFilter(self, editor: QWidget, event: QEvent) -> bool:  # type: ignore[override] # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            without_shift = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and without_shift:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                return True
        return bool(super().eventFilter(editor, event))
