"""The user's own files: library with its archive, organisation, templates, schemes, settings, words."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefing.errors import BriefingError, Problem
from briefing.file_lock import LockHeldError, lock_file
from briefing.file_names import is_device_name
from briefing.library.writing import recover

FOLDERS = ("library", "organisation", "schemes", "templates")
FILES = ("settings.ini", "words.txt")
"""What belongs to a backup, by its name in the folder of the user's data."""

_LOCK_WAIT_S = 10.0
_MAX_DEPTH = 16
_MAX_NAME = 400
_PART = re.compile(r'[^\x00-\x1f\x7f<>:"/\\|?*]{1,200}(?<![. ])')
_NOT_OWN = re.compile(r"\.git|__pycache__|\.DS_Store|Thumbs\.db|desktop\.ini|.*\.(lock|part|previous|pyc)")
"""Repositories of Git, earlier versions and temporary files; of no use, or of harm, in another place."""


@dataclass(slots=True)
class OwnFiles:
    """The files by their names in a backup; `omitted` has links, devices and names no backup can have."""

    paths: dict[str, Path] = field(default_factory=dict)
    omitted: list[str] = field(default_factory=list)


def is_name(name: str) -> bool:
    """Return whether a backup may have a member of this name: it is valid on every system."""
    parts = name.split("/")
    return (
        len(name) <= _MAX_NAME
        and len(parts) <= _MAX_DEPTH
        and all(_PART.fullmatch(part) and not is_device_name(part) for part in parts)
        and (name in FILES if len(parts) == 1 else parts[0] in FOLDERS)
        and not any(_NOT_OWN.fullmatch(part) for part in parts)
    )


def own_files(home: Path) -> OwnFiles:
    """List the user's own files in `home`, by name. Raises BriefingError for an unreadable folder."""
    own = OwnFiles()
    for path in sorted(_candidates(home)):
        name = path.relative_to(home).as_posix()
        if _is_regular(path) and is_name(name):
            own.paths[name] = path
        else:
            own.omitted.append(name)
    return own


def _candidates(home: Path) -> Iterator[Path]:
    yield from (home / name for name in FILES if os.path.lexists(home / name))
    for name in FOLDERS:
        for folder, folders, files in os.walk(home / name, onerror=_refuse):
            links = [each for each in folders if Path(folder, each).is_symlink()]
            folders[:] = [each for each in folders if each not in links and not _NOT_OWN.fullmatch(each)]
            yield from (Path(folder, each) for each in (*files, *links) if not _NOT_OWN.fullmatch(each))


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        message = f"The folder cannot be read: {error.strerror or error}."
        raise BriefingError(Problem(message, "Check its permissions.", str(error.filename)))


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def clashes(names: Iterable[str]) -> list[str]:
    """Return the names that are one name on some systems, or that are a file and a folder."""
    folded = [name.casefold() for name in names]
    counts = Counter(folded)
    folders = {
        "/".join(parts[:end])
        for parts in (name.split("/") for name in folded)
        for end in range(1, len(parts))
    }
    return sorted({name for name, count in counts.items() if count > 1} | (folders & counts.keys()))


@contextlib.contextmanager
def library_locked(home: Path) -> Iterator[None]:
    """Let no other program write to the user's library, and finish a change that a crash interrupted.

    Raises BriefingError where another program keeps the library locked.
    """
    folder = home / "library"
    if not folder.is_dir():
        yield
        return
    try:
        lock = lock_file(folder / "library", wait_s=_LOCK_WAIT_S)
    except LockHeldError as error:
        message = f"The library is being written to by {error.holder}."
        raise BriefingError(Problem(message, "Try again when it has finished.", str(folder))) from None
    except OSError as error:
        message = f"The library cannot be locked: {error.strerror or error}."
        raise BriefingError(Problem(message, "Check its permissions.", str(folder))) from None
    try:
        recover(folder)
        yield
    finally:
        lock.release()
