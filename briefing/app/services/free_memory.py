"""Memory that threads of the window have left free, returned to the system."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, QTimer

from briefing.operating_system import return_free_memory

_INTERVAL_MS = 5000
_TURNS = 2
"""What was in use at the first turn after the last work is free at the second."""


class MemoryReturner(QObject):
    """Returns free memory at intervals while there is work, and until some time after it.

    It takes ten milliseconds in a thread of the pool, since each thread has free memory of its own.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        interval_ms: int = _INTERVAL_MS,
        release: Callable[[], object] = return_free_memory,
    ) -> None:
        super().__init__(parent)
        self._release, self._turns_left = release, 0
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._take_turn)

    def note_work(self) -> None:
        """Take note that work was done which may have left memory free. GUI thread only."""
        self._turns_left = _TURNS
        if not self._timer.isActive():
            self._timer.start()

    def _take_turn(self) -> None:
        QThreadPool.globalInstance().start(self._release)
        self._turns_left -= 1
        if not self._turns_left:
            self._timer.stop()
