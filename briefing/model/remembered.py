"""Remember what a pure function returned for a frozen value, by the identity of the value.

After an edit, all sections but one are the same objects as before it. So what is computed for each section
is computed once, and an edit costs what changed and not the length of the briefing. To look a value up by
equality instead would take longer than most computations: its hash covers all of its content.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

V = TypeVar("V")
R = TypeVar("R")

MAX_ROWS = 60_000
"""The rows of all sections whose results one function remembers: twelve times the longest briefings."""


class Remembered(Generic[V, R]):
    """A function of one frozen value that remembers its latest results; usable from any thread.

    The `weights` of what is remembered add up to `capacity` at most. Each value is kept with its result, so
    that no other value can have its identity.
    """

    def __init__(self, function: Callable[[V], R], capacity: int, weigh: Callable[[V], int]) -> None:
        self._function, self._capacity, self._weigh = function, capacity, weigh
        self._kept: OrderedDict[int, tuple[V, R]] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()
        self.__doc__ = function.__doc__

    def __call__(self, value: V) -> R:
        key = id(value)
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept[1]
        result = self._function(value)
        self.keep(value, result)
        return result

    def keep(self, value: V, result: R) -> None:
        """Remember a result that was computed in another way."""
        with self._lock:
            if id(value) in self._kept:
                return
            self._kept[id(value)] = (value, result)
            self._weight += self._weigh(value)
            while self._weight > self._capacity and len(self._kept) > 1:
                _, (dropped, _) = self._kept.popitem(last=False)
                self._weight -= self._weigh(dropped)


def _one(_value: object) -> int:
    return 1


def remembered(
    capacity: int, weigh: Callable[[Any], int] = _one
) -> Callable[[Callable[[V], R]], Remembered[V, R]]:
    """Return a decorator that makes a function of a frozen value remember its results."""

    def decorated(function: Callable[[V], R]) -> Remembered[V, R]:
        return Remembered(function, capacity, weigh)

    return decorated
