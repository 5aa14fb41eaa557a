"""Arrange the panes as the user chooses, and remember it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from briefing.app.panes.arrangement import CHOICES
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services.context import WindowContext
from briefing.app.services.settings import ARRANGEMENT, PREVIEW_DETACHED


class ArrangementController(QObject):
    """Choose the arrangement of a window; the next windows begin with the one chosen last."""

    def __init__(self, context: WindowContext, panes: PaneSplitter) -> None:
        super().__init__(context)
        self._context, self._panes = context, panes
        panes.preview.detach_requested.connect(self.detach_preview)
        panes.arranged.connect(self._remember)

    def commands(self) -> dict[str, Callable[[], object]]:
        choices = {f"arrange_{choice}": partial(self._panes.choose, choice) for choice in CHOICES}
        return {**choices, "detach_preview": self.detach_preview}

    def detach_preview(self) -> None:
        """Give the preview a window of its own, or take it back into this one."""
        self._panes.detach_preview(not self._panes.is_preview_detached)

    def _remember(self) -> None:
        settings = self._context.settings
        settings.set(ARRANGEMENT, self._panes.choice)
        settings.set(PREVIEW_DETACHED, int(self._panes.is_preview_detached))
