"""Open, lock and save project files: completely, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError, Problem, ProjectError
from briefing.file_lock import FileLock, LockHeldError, lock_file
from briefing.input_file import read_regular, real_path
from briefing.project.format import (
    FORMAT,
    MAX_UNPACKED_BYTES,
    USE_BACKUP,
    Project,
    format_of,
    pack,
    unpack,
)

SUFFIX = ".briefing"
"""The file name extension of projects."""

PREVIOUS = ".previous"
"""The suffix of the previous generation, which a save keeps beside the file."""


_WAIT_S = 5.0
"""How long a command waits for another one, which holds a project for about a second."""


@dataclass(frozen=True, slots=True)
class StoredProject:
    """A project as it was read from a file, with the SHA-256 of the file's content.

    `packed` is the content, where it is in the current format.
    """

    project: Project
    digest: str
    packed: bytes | None = None


def open_project(path: Path) -> Project:
    """Open the project at `path`; never write. Raises ProjectError."""
    return read_stored(path).project


def read_stored(path: Path) -> StoredProject:
    """Open the project at `path` and note the content of its file. Raises ProjectError."""
    raw = read_whole(path, MAX_UNPACKED_BYTES, "Check that it is a project.")
    try:
        project = unpack(raw, str(path))
    except ProjectError as error:
        raise ProjectError([_with_previous(problem, path) for problem in error.problems]) from None
    is_current = format_of(raw, str(path)) == FORMAT
    return StoredProject(project, hashlib.sha256(raw).hexdigest(), raw if is_current else None)


def _with_previous(problem: Problem, path: Path) -> Problem:
    """Name in the remedy for a broken file also the previous generation, where there is one."""
    previous = path.with_name(path.name + PREVIOUS)
    if problem.remedy != USE_BACKUP or not previous.is_file():
        return problem
    remedy = f"Use a backup, or '{previous.name}' beside it, as it was before it was last saved."
    return replace(problem, remedy=remedy)


class LockedProject:
    """A project that this process alone may change until the context that gave it is left."""

    def __init__(self, path: Path, stored: StoredProject) -> None:
        self.path, self.project = path, stored.project
        self._digest = stored.digest

    def save(self, project: Project) -> None:
        """Save to the file. Raises ProjectError if a program that ignores the lock has changed it."""
        if read_stored(self.path).digest != self._digest:
            raise ProjectError(
                Problem(
                    "Another program has changed the file in the meantime. Nothing was saved.",
                    "Try again.",
                    str(self.path),
                )
            )
        save_project(project, self.path)
        self._digest = read_stored(self.path).digest


@contextmanager
def locked_project(path: Path, *, take_over: bool = False) -> Iterator[LockedProject]:
    """Lock the project at `path`, open it, and hold the lock until the context is left.

    A command that holds it is waited for. With `take_over`, a lock that may be left over from another
    computer is replaced. Raises ProjectError if the file is in use or cannot be read.
    """
    with locked_for_writing(path, take_over=take_over):
        yield LockedProject(path, read_stored(path))


@contextmanager
def locked_for_writing(path: Path, *, take_over: bool = False) -> Iterator[None]:
    """Hold the lock of a file, which need not exist. Raises ProjectError if it is in use."""
    lock = _lock(path, take_over)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _lock(path: Path, take_over: bool) -> FileLock | None:
    try:
        return lock_file(path, wait_s=_WAIT_S, take_over=take_over)
    except LockHeldError as error:
        remedy = (
            "Close it there, then try again."
            if error.is_certain
            else "If it is not open there any more, as after a crash, give --force."
        )
        message = f"The file is open in another program: {error.holder}. Nothing was changed."
        raise ProjectError(Problem(message, remedy, str(path))) from None
    except OSError:
        return None  # no lock can be made in this folder: a changed file is noticed when it is saved


def read_whole(path: Path, limit: int, remedy: str) -> bytes:
    """Read a file. Raises ProjectError where that fails, and, with `remedy`, for one beyond the limit."""
    try:
        return read_regular(path, limit, remedy)
    except BriefingError as error:
        raise ProjectError(error.problems) from None


def refuse_name_of_project(path: Path) -> None:
    """Raise ProjectError if an output of another format has the name of a project, or of its backup.

    A link that leads to such a name is refused too, because its target would be replaced.
    """
    names = (path.name, real_path(path).name)
    if any(name.lower().removesuffix(PREVIOUS).endswith(SUFFIX) for name in names):
        message = f"A file with the ending {SUFFIX} is a project, which this output is not."
        raise ProjectError(Problem(f"{message} Nothing was changed.", "Choose another ending.", str(path)))


def save_project(project: Project, path: Path) -> None:
    """Save at `path`; the previous file is kept beside it, under the name with `PREVIOUS`.

    Raises BriefingError where it cannot be written; the old file is then unchanged.
    """
    write_atomically(path, pack(project), keep_previous=PREVIOUS)
