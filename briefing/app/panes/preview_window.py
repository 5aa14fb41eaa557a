"""A window of its own for the preview of a briefing, for instance on a second screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

_SIZE = (760, 980)
_CLOSE = QKeySequence("Ctrl+W")


class PreviewWindow(QWidget):
    """Shows the preview until it is closed.

    It belongs to the window of its briefing: it stays above it, is minimised with it, and is blocked by its
    dialogs. `close_requested` is emitted when the user closes it, but not when the program ends;
    `shown_changed` when it is minimised or restored.
    """

    close_requested = Signal()
    shown_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("previewWindow")
        self.resize(*_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        close = QShortcut(_CLOSE, self)
        close.activated.connect(self.close_requested)

    def take(self, preview: QWidget) -> None:
        """Move the preview into this window."""
        layout = self.layout()
        assert layout is not None
        layout.addWidget(preview)
        preview.show()

    def use_actions(self, actions: Iterable[QAction]) -> None:
        """Let the shortcuts of the window's actions work here, except those for which this has its own."""
        self.addActions([action for action in actions if action.shortcut() != _CLOSE])

    @property
    def is_shown(self) -> bool:
        return self.isVisible() and not self.isMinimized()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        super().closeEvent(event)
        # Later: if the program is about to end, this window will not be there any more.
        QTimer.singleShot(0, self, self._on_closed)

    def _on_closed(self) -> None:
        if QApplication.activeModalWidget() is not None:
            self.show()  # the user is asked what to save, and may decide to stay
        else:
            self.close_requested.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.shown_changed.emit()
