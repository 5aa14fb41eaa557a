"""Garbage of the window's process, collected in the GUI thread: new objects often, older ones in pauses."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 100
"""Each collection of the youngest generation is short, since little is new after so long."""
_PAUSE_S = 1.0
"""Without work for so long, nobody notices that the older generations are collected."""
_LONG_PAUSE_S = 20.0
"""Without work for so long, all objects are gone through, which takes 0.2 s in a long briefing."""
_ALL = 2
"""The generation that includes all objects but those that are frozen."""
_MOST_OVERDUE = 10
"""An older generation is collected without a pause once it has waited for so many of its turns."""


class GarbageCollector(QObject):
    """Collects garbage in the GUI thread only, in place of Python.

    Python would collect in whichever thread happens to allocate, and delete widgets there. A collection of
    an older generation takes longer than a frame, so that it waits for a pause in the work of the program.
    What the oldest one has then is frozen: it is looked at again in a long pause only.
    With `is_put_off()` nothing is collected.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        is_put_off: Callable[[], bool] = lambda: False,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        gc.disable()
        self._is_put_off, self._now = is_put_off, now
        self._last_work = now()
        self._has_frozen = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_INTERVAL_MS)

    def note_work(self) -> None:
        """Take note that the program is at work. GUI thread only."""
        self._last_work = self._now()

    def collect(self) -> None:
        """Collect the oldest generation that is due, which includes the younger ones."""
        if self._is_put_off():
            return
        pause_s = self._now() - self._last_work
        if self._has_frozen and pause_s > _LONG_PAUSE_S:
            gc.unfreeze()
            gc.collect(_ALL)
            gc.freeze()
            self._has_frozen = False
            return
        counts, turns = gc.get_count(), gc.get_threshold()
        is_pause = pause_s > _PAUSE_S
        most = [turns[0], *(each if is_pause else each * _MOST_OVERDUE for each in turns[1:])]
        due = [generation for generation in range(3) if counts[generation] > most[generation]]
        if due:
            gc.collect(max(due))
        if _ALL in due:
            gc.freeze()
            self._has_frozen = True
