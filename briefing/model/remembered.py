"""Remember what a pure function returned for a frozen value, by the identity of the value.

After an edit, all sections but one are the same objects as before it. So what is computed for each section
is computed once, and an edit costs what changed and not the length of the briefing. To look a value up by
equality instead would take longer than most computations: its hash covers all of its content.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

V = TypeVar("V")
R = TypeVar("R")

MAX_ROWS = 30_000
"""The rows of all sections whose results one function remembers: six times the longest briefings."""

_FEW = 100
_LEAST_NEW, _PASSES = 1_000, 4
"""What was not used lately is forgotten after so much new weight, and after so many looks at each value."""


class Remembered(Generic[V, R]):
    """A function of one frozen value that remembers its latest results; usable from any thread.

    Of few results the one that was used least lately is forgotten first: their weights add up to `capacity`
    at most. Many are kept in two generations of at most this weight, so that it takes no lock to look one
    up: what is looked up in the older one moves to the younger one, and once enough has been added to that,
    the rest of the older one is forgotten. So a briefing that is edited for hours keeps the results of its
    sections, and few of former ones. Each value is kept with its result: no other can have its identity.
    """

    def __init__(self, function: Callable[[V], R], capacity: int, weigh: Callable[[V], int]) -> None:
        self._function, self._capacity, self._weigh = function, capacity, weigh
        self._kept: dict[int, tuple[V, R]] = {}
        self._older: dict[int, tuple[V, R]] = {}
        self._weight = self._new_weight = 0
        self._looks = 0
        self._lock = threading.Lock()
        self.__doc__ = function.__doc__

    def __len__(self) -> int:
        """Return how many results are remembered."""
        return len(self._kept) + len(self._older)

    def __call__(self, value: V) -> R:
        if (kept := self._kept.get(id(value))) is not None:
            self._looks += 1
            if self._capacity <= _FEW:
                self._note_use(value, kept)
            return kept[1]
        if (former := self._older.get(id(value))) is not None:
            self._add(value, former[1], is_new=False)
            return former[1]
        result = self._function(value)
        self.keep(value, result)
        return result

    def _note_use(self, value: V, kept: tuple[V, R]) -> None:
        with self._lock:
            if self._kept.pop(id(value), None) is not None:
                self._kept[id(value)] = kept

    def keep(self, value: V, result: R) -> None:
        """Remember a result that was computed in another way."""
        self._add(value, result, is_new=True)

    def _add(self, value: V, result: R, *, is_new: bool) -> None:
        with self._lock:
            if id(value) in self._kept:
                return
            self._older.pop(id(value), None)
            self._kept[id(value)] = (value, result)
            weight = self._weigh(value)
            self._weight += weight
            self._new_weight += weight if is_new else 0
            if self._capacity <= _FEW:
                self._forget_one()
            elif self._is_generation_over():
                self._older, self._kept = self._kept, {}
                self._weight = self._new_weight = self._looks = 0

    def _forget_one(self) -> None:
        while self._weight > self._capacity and len(self._kept) > 1:
            dropped, _ = self._kept.pop(next(iter(self._kept)))
            self._weight -= self._weigh(dropped)

    def _is_generation_over(self) -> bool:
        """Return whether much is new and the rest was in use, or the capacity is used up."""
        has_much_new = self._new_weight > _LEAST_NEW and self._looks > _PASSES * len(self._kept)
        return has_much_new or self._weight > self._capacity


def _one(_value: object) -> int:
    return 1


def remembered(
    capacity: int, weigh: Callable[[Any], int] = _one
) -> Callable[[Callable[[V], R]], Remembered[V, R]]:
    """Return a decorator that makes a function of a frozen value remember its results."""

    def decorated(function: Callable[[V], R]) -> Remembered[V, R]:
        return Remembered(function, capacity, weigh)

    return decorated
