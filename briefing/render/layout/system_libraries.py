"""Let WeasyPrint load Pango, HarfBuzz and Fontconfig by the names of their files.

It tries several names for each. For those that are no file names Python runs ldconfig, gcc and ld: 27
programs in all, 0.4 s of the start of each process that renders.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loaded_by_file_name() -> Iterator[None]:
    """Find no library by its bare name, so that its file is tried next, which Linux finds itself.

    Other systems have names without such a file, and search without other programs.
    """
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _find_none
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _find_none(name: str) -> None:
    """Find no library."""
