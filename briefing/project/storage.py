"""Open and save project files: completely, or not at all."""

from __future__ import annotations

from pathlib import Path

from briefing.atomic_write import write_atomically
from briefing.errors import Problem, ProjectError
from briefing.operating_system import open_without_waiting
from briefing.project.format import MAX_UNPACKED_BYTES, Project, pack, unpack

SUFFIX = ".briefing"
"""The file name extension of projects."""

PREVIOUS = ".previous"
"""The suffix of the previous generation, which a save keeps beside the file."""


def open_project(path: Path) -> Project:
    """Open the project at `path`; never write. Raises ProjectError."""
    return unpack(read_whole(path, MAX_UNPACKED_BYTES, "Check that it is a project."), str(path))


def read_whole(path: Path, limit: int, remedy: str) -> bytes:
    """Read a file. Raises ProjectError where that fails, and, with `remedy`, for one beyond the limit."""
    try:
        with open_without_waiting(path) as file:
            raw = file.read(limit + 1)
    except FileNotFoundError:
        raise ProjectError(Problem("There is no such file.", "Check the path.", str(path))) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProjectError(Problem(f"The file cannot be read: {reason}.", "", str(path))) from None
    if len(raw) > limit:
        raise ProjectError(Problem(f"The file is larger than {limit // 2**20} MB.", remedy, str(path)))
    return raw


def save_project(project: Project, path: Path) -> None:
    """Save at `path`; the previous file is kept beside it, under the name with `PREVIOUS`.

    Raises BriefingError where it cannot be written; the old file is then unchanged.
    """
    write_atomically(path, pack(project), keep_previous=PREVIOUS)
