"""Work in the GUI thread that is done in short slices, so that events are processed in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")
Work = Generator[None, None, T]
"""Yields wherever it can be interrupted, each few milliseconds at least; returns its result."""

_SLICE_S = 0.006


def result_of(work: Work[T]) -> T:
    """Do work without interruption."""
    try:
        while True:
            next(work)
    except StopIteration as end:
        result: T = end.value
        return result


class SlicedWork(QObject, Generic[T]):
    """Does one piece of work at a time; the latest takes the place of the one before.

    A thread would not do: Python runs one at a time, and the window waits for it at each cell it paints.
    """

    def __init__(self, done: Callable[[T], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._done = done
        self._work: Work[T] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._continue)

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def start(self, work: Work[T]) -> None:
        """Begin work instead of what is being done; `done` is called with its result."""
        self._work = work
        self._timer.start(0)

    def do(self, work: Work[T]) -> None:
        """Do work at once instead of what is being done, and call `done` with its result."""
        self.stop()
        self._done(result_of(work))

    def finish(self) -> None:
        """Do the rest of the work at once."""
        if self._work is not None:
            self.do(self._work)

    def stop(self) -> None:
        self._timer.stop()
        self._work = None

    def _continue(self) -> None:
        work, end = self._work, time.perf_counter() + _SLICE_S
        if work is None:
            return
        try:
            while time.perf_counter() < end:
                next(work)
        except StopIteration as finished:
            self.stop()
            self._done(finished.value)
