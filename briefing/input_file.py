"""Read files that may be anything: a pipe, a device, a link to itself, or larger than the program reads."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from briefing.errors import BriefingError, Problem
from briefing.operating_system import open_without_waiting

_MB = 2**20


def real_path(path: Path) -> Path:
    """Return the path without links. Links that lead to each other are no error, as in `Path.resolve`."""
    return Path(os.path.realpath(path))


def read_regular(path: Path, limit: int, remedy: str = "Check that it is the right file.") -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises BriefingError with the file and the reason; `remedy` is that for a file which is too large.
    """
    name = str(path)
    try:
        # Opened without blocking, then examined: a pipe cannot hang the program, and the file examined is
        # the file that is read.
        with open_without_waiting(path) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                remedy = "Give a file. Where a command accepts it, - is standard input."
                raise BriefingError(Problem("This is not a regular file.", remedy, name))
            raw = file.read(limit + 1)
    except FileNotFoundError:
        raise BriefingError(
            Problem("There is no such file; it cannot be read.", "Check the path.", name)
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BriefingError(Problem(f"The file cannot be read: {reason}.", "", name)) from None
    if len(raw) > limit:
        size = max(status.st_size, len(raw))
        message = f"The file has {_in_words(size)}; the limit is {_in_words(limit)}."
        raise BriefingError(Problem(message, remedy, name))
    return raw


def _in_words(size: int) -> str:
    return f"{size / _MB:.0f} MB" if size >= _MB else f"{size:,} bytes"
