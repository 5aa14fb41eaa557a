"""Collections of garbage, which take place while no request waits.

A collection goes through all that is kept of a document, which takes half a second for a hundred pages.
Pages that are laid out refer to one another, so that they have to be collected. Python's own collections
are made rare, and those that are due are made in pauses: young objects after a moment, older ones after a
second, and all, also what was laid out at first, after several seconds.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

_MOST_NEW_OBJECTS = 50_000
_SOON_S, _LATER_S, _IDLE_S = 0.15, 1.0, 5.0
_MOST_ANSWERS, _VERY_MOST_ANSWERS = 20, 400
"""After so many answers without a pause young and all objects are collected all the same."""
_LEAST_ANSWERS = 20
"""Only after so many answers it is worth to go through what was laid out at first."""


class Garbage:
    """Collects the garbage of a process that answers requests; one object in a process."""

    def __init__(self) -> None:
        self._in_turn = 0
        self._since_all = 0

    def begin(self) -> None:
        """Make Python's own collections rare; what there is already is not gone through."""
        gc.set_threshold(_MOST_NEW_OBJECTS, 10, 1000)
        gc.freeze()

    def after_answer(self, comes_within: Callable[[float], bool]) -> None:
        """Collect until `comes_within`, which waits for so many seconds, says that there is a request."""
        self._in_turn += 1
        self._since_all += 1
        if self._in_turn % _VERY_MOST_ANSWERS == 0:
            gc.collect()
        elif self._in_turn % _MOST_ANSWERS == 0:
            gc.collect(1)
        if comes_within(_SOON_S):
            return
        gc.collect(1)
        if comes_within(_LATER_S):
            return
        self._in_turn = 0
        gc.collect()
        gc.freeze()
        if self._since_all < _LEAST_ANSWERS or comes_within(_IDLE_S):
            return
        self._since_all = 0
        gc.unfreeze()
        gc.collect()
        gc.freeze()
