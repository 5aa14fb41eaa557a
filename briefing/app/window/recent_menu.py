"""List the recent projects in the File menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from briefing.app.actions import RECENT_MENU
from briefing.app.i18n import tr
from briefing.app.presentation.file_text import changed_text
from briefing.app.services.settings import Settings
from briefing.text.characters import visible

_TWO_DIGITS = 10


class RecentMenu(QMenu):
    """A menu that is filled when it opens; `project_requested(path)` follows a choice."""

    project_requested = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(tr(RECENT_MENU), parent)
        self._settings = settings
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for number, path in enumerate(self._settings.recent(), start=1):
            letter = f"&{number} " if number < _TWO_DIGITS else f"&{chr(ord('A') + number - _TWO_DIGITS)} "
            is_there = path.is_file()
            when = changed_text(path) if is_there else tr("file not found")
            text = f"{self._settings.recent_title(path)} — {visible(path.name)}, {when}"
            action = self.addAction(letter + text.replace("&", "&&"))
            action.setToolTip(visible(str(path)))
            action.setEnabled(is_there)
            action.triggered.connect(partial(self._request, path))
        if not self.actions():
            self.addAction(tr("&No recent projects")).setEnabled(False)

    def _request(self, path: object, _checked: bool = False) -> None:
        self.project_requested.emit(path)
