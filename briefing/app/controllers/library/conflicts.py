"""What follows when an edit of the library is refused, on whichever side of the window it was made."""

from __future__ import annotations

from PySide6.QtCore import QObject

from briefing.app.library_side.records.conflicts import VersionChoices
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import EditConflict


class ConflictController(QObject):
    """Shows both versions of records that two programs changed, and carries out what the user chooses."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._context = context

    def settle(self, conflict: EditConflict) -> None:
        VersionChoices(self._context, self._context.host.library_editor, self).settle(conflict)
