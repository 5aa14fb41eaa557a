"""Commands for the records that the library side shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from briefing.app.actions import ACTIONS, Needs
from briefing.app.services.context import WindowContext


class RecordsController(QObject):
    """Passes the commands on: `command_requested(action_id)` asks the library side to carry one out."""

    command_requested = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)

    def commands(self) -> dict[str, Callable[[], object]]:
        ids = [spec.id for spec in ACTIONS if spec.needs is Needs.RECORDS]
        return {action_id: partial(self.command_requested.emit, action_id) for action_id in ids}
