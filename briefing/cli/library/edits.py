"""Commands that change a library: edit, revert, keep."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.cli.context import library_option, read_stdin
from briefing.cli.library.context import (
    briefings_of,
    folder_option,
    id_argument,
    key_of,
    kind_argument,
    print_saved,
    projects_option,
    session_for,
)
from briefing.cli.output import print_message
from briefing.codec import parse_text, read_text, read_value
from briefing.codec.parse import MAX_FILE_BYTES, decode_text
from briefing.errors import LibraryError, Problem
from briefing.library.editing import (
    LibraryBatch,
    LibraryEdit,
    RevertRecord,
    apply,
    projects_using,
    removed_keys,
)


@click.command()
@click.option(
    "--edits",
    "edits_file",
    required=True,
    metavar="EDITS",
    help="A file with a JSON or YAML list of edits, or - for standard input.",
)
@click.option("--dry-run", is_flag=True, help="Only check the edits and print what they would do.")
@click.option("--force", is_flag=True, help="Go on if a --project carries a record that is removed.")
@projects_option
@folder_option
@library_option
def edit(
    edits_file: str,
    dry_run: bool,
    force: bool,
    projects: tuple[Path, ...],
    folder: Path | None,
    libraries: tuple[Path, ...],
) -> None:
    """Apply a list of edits to a library, or none of them.

    Each edit is an object with its "type" and fields, as 'briefing schema library-edit' describes them.
    Deleting, renaming or merging a record that others use is refused, with their names, unless the edit
    says that they are to be changed too. Projects keep their copies.
    """
    session = session_for(folder, libraries)
    edits = _read(edits_file)
    if not edits:
        print_message("The list has no edits.")
        return
    batch = edits[0] if len(edits) == 1 else LibraryBatch(edits=edits)
    if not force:
        _require_unused(batch, projects)
    if dry_run:
        apply(session.library, batch)
        print_message(f"Would do: {batch.label}. Nothing was changed.")
        return
    session.apply(batch)
    print_saved(session, f"{batch.label}. Saved:")


def _read(edits_file: str) -> tuple[LibraryEdit, ...]:
    name = "<stdin>" if edits_file == "-" else edits_file
    text = (
        decode_text(read_stdin(MAX_FILE_BYTES), name) if edits_file == "-" else read_text(Path(edits_file))
    )
    return read_value(parse_text(text, name), tuple[LibraryEdit, ...], name)


def _require_unused(edit: LibraryEdit, projects: tuple[Path, ...]) -> None:
    """Raise LibraryError that names the projects which carry a record that an edit removes."""
    briefings = briefings_of(projects)
    problems = [
        Problem(
            f"The project '{use.title}' carries the {key}, which will no longer be in the library.",
            "It keeps its copy. Give --force to go on.",
            str(use.path),
        )
        for key in removed_keys(edit)
        for use in projects_using(key, None, briefings)
    ]
    if problems:
        raise LibraryError(problems)


@click.command()
@kind_argument
@id_argument
@folder_option
@library_option
def revert(kind: str, record_id: str, folder: Path | None, libraries: tuple[Path, ...]) -> None:
    """Remove your version of a record, so that the bundled one, or that of a lower layer, counts again."""
    session = session_for(folder, libraries)
    key = key_of(kind, record_id)
    reverting = RevertRecord(kind=key.kind, id=record_id)
    session.apply(reverting)
    origin = session.library.origin_of(key)
    print_message(f"{reverting.label}. The {key} is that of: {origin.name if origin else ''}")


@click.command()
@kind_argument
@id_argument
@folder_option
@library_option
def keep(kind: str, record_id: str, folder: Path | None, libraries: tuple[Path, ...]) -> None:
    """Keep your version of a record that changed below; it is listed as changed no longer."""
    session = session_for(folder, libraries)
    key = key_of(kind, record_id)
    session.keep_mine(key)
    print_message(f"The {key} stays as it is in: {session.folder}")
