"""A limit to the time that a layout may take, without which one part could hold up all others."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_AGAIN_S = 1.0
"""An error can be raised where it is caught as any other: it is raised again after this time."""


class OverdueError(BaseException):
    """What was done took longer than its limit. It passes handlers of Exception, as WeasyPrint has them."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return the result of some work. Raises OverdueError in this thread once it has taken so long.

    The error is raised between two steps of Python code, so not while a library in C works.
    """
    alarm = _Alarm(seconds)
    # The error can come in any step of the block, also in `silence`, and once a second at most.
    try:
        alarm.start()
        result = work()
        alarm.silence()
    except BaseException:
        alarm.silence()
        raise
    return result


class _Alarm(threading.Thread):
    """Raises OverdueError in the thread that creates it, until it is silenced."""

    def __init__(self, seconds: float) -> None:
        super().__init__(daemon=True)
        self._seconds = seconds
        self._raised_in = ctypes.c_ulong(threading.get_ident())
        self._lock = threading.Lock()
        self._silenced = threading.Event()

    def run(self) -> None:
        wait_s = self._seconds
        while not self._silenced.wait(wait_s):
            with self._lock:
                if not self._silenced.is_set():
                    _raise_in(self._raised_in, ctypes.py_object(OverdueError))
            wait_s = _AGAIN_S

    def silence(self) -> None:
        """End the alarm, and take back an error that was not raised yet."""
        with self._lock:
            self._silenced.set()
            _raise_in(self._raised_in, None)


def _raise_in(thread: ctypes.c_ulong, error: object) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, error)
