"""What commands load before they can work: the library, the scales, a session on a project."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from briefing.atomic_write import write_atomically
from briefing.cli.output import say
from briefing.errors import BriefingError, Problem
from briefing.grading import load_scales
from briefing.library import default_folders, load_library
from briefing.model.library import Catalogue
from briefing.project import Project, Reference, Session, open_project, unpack
from briefing.project.format import MAX_UNPACKED_BYTES

library_option = click.option(
    "--library",
    "libraries",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A further library folder; may be given again. Later ones stand over earlier.",
)


def load_catalogue(libraries: tuple[Path, ...]) -> Catalogue:
    """The library that is at hand; what could not be loaded of it is said on standard error."""
    report = load_library([*default_folders(), *libraries])
    for problem in report.problems:
        say(f"Warning: {problem}")
    if report.problems:
        say("Warning: the treaties named above were left out.")
    return Catalogue(report.material)


def load_reference(libraries: tuple[Path, ...] = ()) -> Reference:
    return Reference(load_catalogue(libraries), load_scales())


def open_session(path: Path, author: str | None, libraries: tuple[Path, ...] = ()) -> Session:
    """A session on the project at `path`, in the name of `author` or of who is logged in."""
    return Session(open_project(path), load_reference(libraries), author=author or user_name())


def read_project(path: Path) -> Project:
    """The project at `path`; ``-`` is standard input."""
    if str(path) == "-":
        return unpack(read_stdin(MAX_UNPACKED_BYTES), "<stdin>")
    return open_project(path)


def read_stdin(limit: int) -> bytes:
    """What comes in on standard input. Raises BriefingError where it is more than `limit` bytes."""
    raw = sys.stdin.buffer.read(limit + 1)
    if len(raw) > limit:
        raise BriefingError(Problem(f"More than {limit // 2**20} MB came in.", "", "<stdin>"))
    return raw


def write_result(path: Path, content: bytes) -> bool:
    """Write a result file whole, or to standard output for ``-``; tells whether it went to a file."""
    if str(path) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return False
    write_atomically(path, content)
    return True


def user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def refuse_to_overwrite(path: Path, force: bool) -> None:
    """Raise BriefingError where `path` exists and nobody said that it may be replaced."""
    if str(path) != "-" and path.exists() and not force:
        raise BriefingError(
            Problem("The file exists already.", "Choose another name, or give --force.", str(path))
        )


def author_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--author", metavar="NAME", help="Whose edit this is; by default who is logged in."
    )(command)
