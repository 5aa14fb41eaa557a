"""The rest of the start of the program, in steps from the event loop once its window is on the screen.

The modules for documents take several times as long to import as those for the first window. They are
imported in the GUI thread, a few at a time: an import in another thread would hold Python's lock as long,
and two threads that import the same packages can wait for each other.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

Step = Callable[[], object]

_LATEST_MS = 1000
"""A window that is minimised or covered from the beginning is never painted."""
_MODULES = (
    "briefing.model.briefing",
    "briefing.grading",
    "briefing.editing",
    "briefing.project",
    "briefing.app.services.document",
    "briefing.library",
    "briefing.library.cached_load",
    "briefing.render.templates.loader",
    "briefing.app.services.render_client",
    "briefing.app.dialogs.dialog",
    "briefing.typography.scripts",
    "briefing.charts.canvas",
    "briefing.composition.printed_dates",
    "briefing.charts.maps.world_map",
    "briefing.composition.chart_data.map",
    "briefing.composition.chart_data.registry",
    "briefing.composition.labels",
    "briefing.app.panes.outline.pane",
    "briefing.app.panes.library.pane",
    "briefing.review",
    "briefing.app.panes.inspector",
    "briefing.app.panes.preview",
    "briefing.app.panes.review",
    "briefing.app.panes.comments",
    "briefing.composition.compose",
    "briefing.exports.registry",
    "briefing.app.controllers.export",
    "briefing.app.window.controller_set",
    "briefing.app.window.workspace",
    "briefing.app.application.template_thumbnails",
    "briefing.app.application.recovery",
)
"""What the window needs next, in an order in which none takes much longer than the others."""


def import_steps() -> list[Step]:
    """Return a step for each group of modules that is imported after the first window is shown."""
    return [partial(importlib.import_module, name) for name in _MODULES]


class Startup(QObject):
    """Carry out steps, one in each turn of the event loop, so that the window answers in between."""

    def __init__(self, steps: Iterable[Step], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = iter(steps)
        self._window: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def begin_after_first_paint(self, window: QWidget) -> None:
        self._window = window
        window.installEventFilter(self)
        QTimer.singleShot(_LATEST_MS, self, self._begin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint and watched is self._window:
            # Not now: the children of the window are painted after it.
            QTimer.singleShot(0, self, self._begin)
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None
            self._timer.start(0)

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
        else:
            step()
