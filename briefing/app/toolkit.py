"""Load Qt so that the modules imported after it cost no more than without it."""

from __future__ import annotations

import builtins
import gc

import PySide6.QtCore  # noqa: F401 - replaces the function that the statement `import` calls


def prepare() -> None:
    """Make imports quick. To be called first, before other modules of the window are imported."""
    # PySide reads the source of each imported module, in search of a feature that this program does not
    # use. That would be a seventh of the time to start.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    # Importing makes no garbage; later, `services/background.py` collects it between events.
    gc.disable()
