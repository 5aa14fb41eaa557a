"""Garbage of the worker, collected in steps between layouts and in whole while nothing is asked.

Python would look through all pages that are kept, again and again while others are laid out, which takes a
quarter of the time. A layout leaves its garbage among what it made last.
"""

from __future__ import annotations

import gc

from briefing.operating_system import return_free_memory

_MOST_STEPS = 200
"""After so many steps, all is looked through once there is time."""


def collect_in_steps() -> None:
    """Leave it to the functions below to collect what is made from here on."""
    gc.collect()
    gc.freeze()
    gc.disable()


def collect_latest() -> None:
    """Collect what was made since the last time. Where Python collects by itself, it is left to it."""
    if not gc.isenabled():
        gc.collect(0)


def collect_all() -> None:
    """Look through all that was made since the start, which may take half a second."""
    if not gc.isenabled():
        gc.collect()
        return_free_memory()


def collect_when_due() -> None:
    """Look through all where it is time."""
    if gc.get_count()[1] > _MOST_STEPS:
        collect_all()
