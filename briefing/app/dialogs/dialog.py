"""Base class of the dialogs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from briefing.app.i18n import tr
from briefing.app.menus.context_menu import offer_copying, open_with_keys
from briefing.app.menus.mnemonics import assign_letters


class Dialog(QDialog):
    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_with_keys(self)

    def close_line(self) -> QHBoxLayout:
        """Return a line with a Close button, for dialogs without a decision."""
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)  # Enter in a field must not close the dialog
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        return line

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        assign_letters(self)
        offer_copying(self)
        super().showEvent(event)
