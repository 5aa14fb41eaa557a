"""Options that the commands of the group library share, and the session of an edited library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from briefing import paths
from briefing.cli.output import counted, print_message
from briefing.library.cached_load import load_cached
from briefing.library.load import bundled_folder
from briefing.library.records import RecordKey, RecordKind
from briefing.library.session import LibrarySession
from briefing.project import open_project
from briefing.sources.archive import FOLDER as ARCHIVE

_MOST_WARNINGS = 10

kind_argument = click.argument("kind", type=click.Choice([kind.value for kind in RecordKind]))
id_argument = click.argument("record_id", metavar="ID")
folder_option = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The library to change. Default: your own, in your data folder.",
)


def projects_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--project",
        "projects",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Name this project if it carries the record. Repeatable.",
    )(command)


def key_of(kind: str, record_id: str) -> RecordKey:
    return RecordKey(RecordKind(kind), record_id)


def session_for(folder: Path | None, libraries: tuple[Path, ...]) -> LibrarySession:
    """Open a library for editing, over the bundled library, the user's own and further ones."""
    own = paths.user_library()
    lower = [bundled_folder(), *([own] if folder is not None and own.is_dir() else []), *libraries]
    session = LibrarySession(lower, folder if folder is not None else own, load=load_cached)
    for problem in session.problems:
        print_message(f"Warning: {problem}")
    return session


def library_files(session: LibrarySession) -> tuple[Path, ...]:
    """Return the files from which the libraries of a session were read, and their archived copies."""
    folders = [layer.folder for layer in session.library.layers if layer.folder is not None]
    records = [path for folder in folders for path in folder.rglob("*.yaml")]
    return (*records, *(path for folder in folders for path in (folder / ARCHIVE).glob("*")))


def print_saved(session: LibrarySession, message: str) -> None:
    """Print that an edit was saved, and the warnings on the records that it changed."""
    print_message(f"{message} {session.folder}")
    warnings = session.warnings
    for warning in warnings[:_MOST_WARNINGS]:
        print_message(str(warning))
    if len(warnings) > _MOST_WARNINGS:
        more = counted(len(warnings) - _MOST_WARNINGS, "more warning")
        print_message(f"… and {more}; 'briefing validate' lists them all.")


def briefings_of(projects: tuple[Path, ...]) -> list[tuple[Path, Any]]:
    """Open projects and return their briefings. Raises BriefingError for one that cannot be read."""
    return [(path, open_project(path).briefing) for path in projects]
