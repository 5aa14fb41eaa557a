"""Edit the preferences, and apply those that take effect at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from briefing.app.dialogs.preferences import PreferencesDialog
from briefing.app.services.context import WindowContext
from briefing.app.services.settings import LIBRARY_FOLDERS, THEME
from briefing.app.theme import theme


class PreferencesController(QObject):
    """Open the preferences; apply another theme and read the library from other folders."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._context = context
        context.settings.changed.connect(self._on_setting_changed)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"preferences": self.open_dialog}

    def open_dialog(self) -> None:
        if PreferencesDialog.raised() is None:
            PreferencesDialog(self._context.window, self._context.settings).open()

    def _on_setting_changed(self, name: str) -> None:
        if name == THEME.name:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply_theme(app, self._context.settings.get(THEME))
            self._context.window.update()
        elif name == LIBRARY_FOLDERS.name:
            self._context.loader.load()
