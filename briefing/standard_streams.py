"""Standard streams that may not take everything: another encoding, a full disk, a closed pipe."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

_OUTPUT_ERRORS = frozenset(
    {errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.EINVAL}
)


def prepare_streams() -> None:
    """Make every text printable: what the encoding of a stream lacks is written as an escape.

    A closed standard output is replaced by one that reports an error when it is written to; its number
    must not go to a file that is opened later.
    """
    if sys.stdout is None:
        sys.stdout = _unwritable(1)
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the whole process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _unwritable(number: int) -> io.TextIOWrapper:
    descriptor = os.open(os.devnull, os.O_RDONLY)
    if descriptor != number:
        os.dup2(descriptor, number)
        os.close(descriptor)
    return open(number, "w", encoding="utf-8", closefd=False)


def is_output_error(error: OSError) -> bool:
    """Return whether an error is one of writing to a stream: errors of files name their file."""
    return error.filename is None and error.errno in _OUTPUT_ERRORS


def abandon_output() -> None:
    """Discard what is left to write: at its end Python would try again, and report the error again."""
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, sys.stdout.fileno())
        os.close(descriptor)
    except (OSError, ValueError):  # a stream without a file
        return


def takes_every_character(stream: object) -> bool:
    """Return whether the encoding of a stream has every character."""
    return str(getattr(stream, "encoding", "") or "utf-8").lower().replace("_", "-").startswith("utf")
