"""Garbage of the worker, collected in steps between layouts, and in pauses.

A collection goes through all that is kept of a document, which takes half a second for a hundred pages;
Python would do so again and again, which takes a quarter of the time of a layout. A layout leaves its
garbage among what it made last, and an older layout that it replaces leaves more. So the youngest
objects are gone through between two steps, those of some answers in the first moment in which nothing
is asked, all that are new after a second, and all, also what was laid out at first, after several
seconds.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from briefing.operating_system import return_free_memory

_MOST_NEW_OBJECTS = 20_000
_MOST_STEPS = 10
"""One answer to a keystroke takes fewer steps after which young objects are collected."""
_SOON_S, _LATER_S, _IDLE_S = 0.15, 1.0, 5.0
_MOST_ANSWERS = 20
"""After so many answers without a pause young objects are collected all the same."""
_MANY_ANSWERS, _VERY_MOST_ANSWERS = 200, 400
"""After so many answers all is collected, also what was frozen: in a short pause, or without one."""
_LEAST_ANSWERS = 20
"""Only after so many answers it is worth to go through what was laid out at first."""


def collect_in_pauses() -> None:
    """Leave it to `Garbage` to collect what is made from here on."""
    gc.collect()
    gc.freeze()
    gc.disable()


class Garbage:
    """Collects the garbage of a process that answers requests; nothing where Python collects by itself.

    `in_pause` is called in a pause of a second, to make garbage of what is kept for the next answer.
    """

    def __init__(self, in_pause: Callable[[], None] = lambda: None) -> None:
        self._in_pause = in_pause
        self._in_turn = 0
        self._since_all = 0
        self._has_much_new = False

    def between_steps(self) -> None:
        """Collect what was made since the last time, where it is much."""
        if gc.get_count()[0] > _MOST_NEW_OBJECTS and not gc.isenabled():
            gc.collect(0)

    def after_pdf(self) -> None:
        """Collect what is left of all pages that were drawn at once."""
        if not gc.isenabled():
            gc.collect()
            return_free_memory()

    def after_answer(self, comes_within: Callable[[float], bool]) -> None:
        """Collect until `comes_within`, which waits for so many seconds, says that there is a request."""
        if gc.isenabled():
            return
        self._in_turn += 1
        self._since_all += 1
        if gc.get_count()[1] > _MOST_STEPS:
            # A document was laid out as a whole; there is no haste to go through it.
            gc.freeze()
            self._has_much_new = True
        self._collect_without_pause()
        if comes_within(_SOON_S):
            return
        if self._since_all >= _MANY_ANSWERS:
            self._collect_all()
        gc.collect(1)
        if comes_within(_LATER_S):
            return
        self._in_pause()
        self._in_turn = 0
        if self._has_much_new:
            self._collect_all()
            return
        gc.collect()
        gc.freeze()
        return_free_memory()
        if self._since_all >= _LEAST_ANSWERS and not comes_within(_IDLE_S):
            self._collect_all()

    def _collect_without_pause(self) -> None:
        if self._since_all >= _VERY_MOST_ANSWERS:
            self._collect_all()
        elif self._in_turn % _MOST_ANSWERS == 0:
            gc.collect(1)

    def _collect_all(self) -> None:
        self._since_all, self._has_much_new = 0, False
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        return_free_memory()
