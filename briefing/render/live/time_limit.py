"""A limit to the time that a layout may take, without which one part could hold up all others."""

from __future__ import annotations

import ctypes
import itertools
import math
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_AGAIN_S = 1.0
"""An error can be raised where it is caught as any other: it is raised again after this time."""
_LOOKED_AFTER_S = 0.5
"""So often the thread looks for what is overdue, as long as limits are set; each wake costs time."""


class OverdueError(BaseException):
    """What was done took longer than its limit. It passes handlers of Exception, as WeasyPrint has them."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return the result of some work. Raises OverdueError in this thread once it has taken so long.

    The error is raised between two steps of Python code, so not while a library in C works.
    """
    number = next(_numbers)
    # The error can come in any step of the block, also in `silence`, and once a second at most.
    try:
        _alarms.set(number, seconds)
        result = work()
        _alarms.silence(number)
    except BaseException:
        _alarms.silence(number)
        raise
    return result


class _Alarms:
    """Raises OverdueError in the threads that set an alarm, until it is silenced.

    One thread does so for all: to start one takes longer than most work, where others use the processors.
    """

    def __init__(self) -> None:
        # The error can come in any step of a function in Python, also in one that enters or leaves a lock:
        # so this is one in C, and what is called while it is held cannot be interrupted by an alarm.
        self._lock = threading.Lock()
        self._is_sooner = threading.Event()
        self._due: dict[int, tuple[float, int]] = {}
        """When each alarm is due (`time.monotonic`), and in which thread the error is raised."""
        self._looks_at = 0.0
        """When the thread looks next; 0 without one."""
        self._is_used = False

    def set(self, number: int, seconds: float) -> None:
        now = time.monotonic()
        with self._lock:
            self._due[number] = now + seconds, threading.get_ident()
            self._is_used = True
            if not self._looks_at:
                self._looks_at = now
                threading.Thread(target=self._look, daemon=True).start()
            elif now + seconds < self._looks_at:
                self._is_sooner.set()

    def silence(self, number: int) -> None:
        """Drop an alarm, and take back an error that was not raised yet."""
        with self._lock:
            self._due.pop(number, None)
            _raise_in(threading.get_ident(), None)

    def _look(self) -> None:
        """Raise what is due, as long as alarms are set."""
        while (wait_s := self._raise_due()) is not None:
            self._is_sooner.wait(wait_s)

    def _raise_due(self) -> float | None:
        """Raise what is due; return the seconds until the next look, None where no alarm was set."""
        with self._lock:
            self._is_sooner.clear()
            if not self._due and not self._is_used:
                self._looks_at = 0.0
                return None
            self._is_used = False
            now = time.monotonic()
            for number, (due_at, thread) in self._due.items():
                if due_at <= now:
                    self._due[number] = now + _AGAIN_S, thread
                    _raise_in(thread, ctypes.py_object(OverdueError))
            self._looks_at = min(
                now + _LOOKED_AFTER_S, *(due_at for due_at, _ in self._due.values()), math.inf
            )
            return self._looks_at - now


_alarms, _numbers = _Alarms(), itertools.count(1)


def _raise_in(thread: int, error: object) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), error)
