"""Edit the preferences, and change the size of the interface and of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from briefing.app.dialogs.preferences import PreferencesDialog
from briefing.app.services.context import WindowContext
from briefing.app.services.settings import INTERFACE_ZOOM


class PreferencesController(QObject):
    """Open the preferences; what was changed is applied for all windows by the application."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._context = context

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "preferences": self.open_dialog,
            "larger": lambda: self._zoom_by(1),
            "smaller": lambda: self._zoom_by(-1),
            "normal_size": lambda: self._context.settings.set(INTERFACE_ZOOM, INTERFACE_ZOOM.default),
            "full_screen": self.toggle_full_screen,
        }

    def open_dialog(self) -> None:
        if PreferencesDialog.raised() is None:
            PreferencesDialog(self._context.window, self._context.settings).open()

    def _zoom_by(self, steps: int) -> None:
        """Enlarge texts and icons of the program by one step of the setting."""
        sizes, settings = INTERFACE_ZOOM.choices, self._context.settings
        position = sizes.index(settings.get(INTERFACE_ZOOM)) + steps
        settings.set(INTERFACE_ZOOM, sizes[min(max(position, 0), len(sizes) - 1)])

    def toggle_full_screen(self) -> None:
        """Fill the screen with the window, or give it back its size."""
        window = self._context.window
        if window.isFullScreen():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        else:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
