"""Switch between the briefing and the library."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal

from briefing.app.services.context import WindowContext


class WindowSide(StrEnum):
    """The sides of a window, in the order of the switch."""

    BRIEFING = "briefing"
    LIBRARY = "library"


class SideController(QObject):
    """Chooses the side of a window; `side_chosen(side)` announces it."""

    side_chosen = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {f"show_{side}_side": partial(self.side_chosen.emit, side) for side in WindowSide}
