"""Project files on disk: opened whole or refused, saved whole or not at all."""

from __future__ import annotations

from pathlib import Path

from briefing.atomic_write import write_atomically
from briefing.errors import Problem, ProjectError
from briefing.operating_system import open_without_waiting
from briefing.project.format import MAX_UNPACKED_BYTES, Project, pack, unpack

SUFFIX = ".briefing"
"""How a project's name ends."""

PREVIOUS = ".previous"
"""What is added to a project's name for the generation before the last."""


def open_project(path: Path) -> Project:
    """The project at `path`. Raises ProjectError that says what is wrong; never writes."""
    return unpack(read_whole(path, MAX_UNPACKED_BYTES, "Check that it is a project."), str(path))


def read_whole(path: Path, limit: int, remedy: str) -> bytes:
    """What the file holds. Raises ProjectError where it cannot be read, or with `remedy` past the limit."""
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
    """Save at `path`; what stood there before stays beside it, under the name with `PREVIOUS`.

    Raises BriefingError where it cannot be written; the old file is then as it was.
    """
    write_atomically(path, pack(project), keep_previous=PREVIOUS)
