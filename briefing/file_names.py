"""Names of files: within the limit of file systems, counted in bytes, and valid on every system."""

from __future__ import annotations

import os
import re
from itertools import count
from pathlib import Path

MAX_BYTES = 255
"""The limit of the file systems in use, for the UTF-8 form of a name."""

_DIGEST_LENGTH = 8
_DEVICE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def is_device_name(name: str) -> bool:
    """Return whether Windows keeps a name for a device, such as `con` or `NUL.txt`."""
    return _DEVICE_NAME.fullmatch(name) is not None


def shortened(text: str, max_bytes: int) -> str:
    """Return the beginning of a text of at most `max_bytes` in UTF-8, without half a character."""
    return text.encode("utf-8", "surrogateescape")[:max_bytes].decode("utf-8", "ignore").rstrip()


def fitting_name(stem: str, ending: str = "", *, reserve: int = 0) -> str:
    """Return `stem` and `ending` as a name, with the stem shortened where the name would be too long.

    `reserve` is the number of bytes that are kept free, such as for a number that is added later.
    """
    return shortened(stem, MAX_BYTES - reserve - len(ending.encode("utf-8", "surrogateescape"))) + ending


def companion_name(prefix: str, name: str, suffix: str) -> str:
    """Return the name of a file beside `name`: prefix, name, suffix.

    A name that would be too long is shortened and gets a digest: no two files share a companion.
    """
    complete = f"{prefix}{name}{suffix}"
    if len(complete.encode("utf-8", "surrogateescape")) <= MAX_BYTES:
        return complete
    import hashlib

    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGEST_LENGTH]
    return prefix + fitting_name(name, f"~{digest}{suffix}", reserve=len(prefix.encode()))


def unused_path(folder: Path, stem: str, ending: str) -> Path:
    """Return the path of the first file of `stem`, `stem-2`, `stem-3` … that does not exist."""
    for number in count(1):
        mark = f"-{number}" if number > 1 else ""
        path = folder / (fitting_name(stem, reserve=len(ending.encode()) + len(mark)) + mark + ending)
        if not os.path.exists(path):  # noqa: PTH110 - unlike Path.exists, never raises
            return path
    raise AssertionError("unreachable")
