"""What every dialog is: titled, over its window, gone when it is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from briefing.app.i18n import tr


class Dialog(QDialog):
    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def close_line(self) -> QHBoxLayout:
        """The last line of a dialog that has nothing to decide."""
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)  # Enter in a field keeps what was typed, and no more
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        return line
