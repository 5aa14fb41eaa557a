"""Keep letters that are pressed with Alt, the mnemonics of controls, out of texts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from briefing.operating_system import types_characters_with_alt

_TEXT_INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)


class AltLetterFilter(QObject):
    """Ignores Alt with a letter in every text input that gets the focus.

    Qt types the letter where no visible control has it as its mnemonic, such as on a tab that is hidden.
    """

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        if not types_characters_with_alt():
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, _TEXT_INPUTS):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _is_mnemonic(event):
            event.ignore()  # for the parents of the input
            return True
        return super().eventFilter(watched, event)


def _is_mnemonic(event: QKeyEvent) -> bool:
    text = event.text()
    return event.modifiers() == Qt.KeyboardModifier.AltModifier and bool(text) and text.isprintable()
