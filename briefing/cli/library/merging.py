"""Commands that merge libraries and their files: merge, merge-driver."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import msgspec

from briefing import paths
from briefing.atomic_write import write_atomically
from briefing.cli.context import library_option, user_name
from briefing.cli.library.context import print_saved
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.clock import utc_now
from briefing.codec import MAX_FILE_BYTES
from briefing.errors import LibraryError, Problem
from briefing.input_file import read_regular, real_path
from briefing.interchange.libraries.other_library import OtherLibrary, read_other
from briefing.interchange.merge import MergeReport, MergeStatus, RecordMerge, Side, merge, planned
from briefing.interchange.merge.files import merge_files
from briefing.interchange.merge.report import Conflict
from briefing.library.cached_load import load_cached
from briefing.library.editing import LibraryBatch, apply
from briefing.library.load import bundled_folder, load_library
from briefing.library.session import LibrarySession
from briefing.model.origin import Origin
from briefing.model.terms import OriginKind

_file = click.Path(path_type=Path)


@click.command(name="merge")
@click.argument("other", type=_file)
@click.option(
    "--base",
    type=_file,
    metavar="LIBRARY",
    help="The library from which both were changed. Without it, what one side lacks is never deleted.",
)
@click.option(
    "--into",
    type=_file,
    metavar="FOLDER",
    help="The library to change. Default: your own, in your data folder.",
)
@click.option("--theirs", is_flag=True, help="Use the values of OTHER where both changed a field.")
@click.option("--dry-run", is_flag=True, help="Only print what would change.")
@library_option
@json_option
def merge_command(
    other: Path,
    base: Path | None,
    into: Path | None,
    theirs: bool,
    dry_run: bool,
    libraries: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Merge the library OTHER, a folder or a .treaties file, into yours, by record and field by field.

    Nothing is lost: records of both are kept, and of lists, such as citations and topics, the entries of
    both. Where both changed one field, yours stays and theirs is listed, and the exit code is 1.
    """
    target = into if into is not None else paths.user_library()
    if real_path(other) == real_path(target):
        raise LibraryError(
            Problem("A library cannot be merged into itself.", "Name another one.", str(other))
        )
    # Your own library is not below another one that is changed: what is in it shall be merged too.
    lower = [bundled_folder(), *libraries]
    session = LibrarySession(lower, target, load=load_cached)
    for problem in session.problems:
        print_message(f"Warning: {problem}")
    own = session.library.material
    ancestor = read_other(base, lower, own).material if base else load_library(lower).material
    their = read_other(other, lower, own)
    taking = Side.THEIRS if theirs else Side.MINE
    result = merge(own, their.material, ancestor, taking=taking, origin=_origin(other))
    plan = planned(session.library, result, f"Merge {other.name}")
    _print_report(plan.report, taking, as_json=as_json)
    if dry_run:
        print_message(f"Would change {counted(len(plan.edit.edits), 'record')}. Nothing was changed.")
    else:
        _save(session, plan.edit, their)
    if plan.report.conflicts:
        raise click.exceptions.Exit(1)


def _save(session: LibrarySession, edit: LibraryBatch, their: OtherLibrary) -> None:
    """Save a merge, the archived copies first, so that no record names one that is missing."""
    copies = their.give_copies(apply(session.library, edit).material, session.folder)
    for name in copies.damaged:
        print_message(f"Warning: {name} is not the copy that it is named after, and was not taken over.")
    if copies.copied:
        print_message(f"Copied {counted(len(copies.copied), 'archived file')}.")
    if edit.edits:
        session.apply(edit)
        print_saved(session, f"Changed {counted(len(edit.edits), 'record')}. Saved:")
    else:
        print_message("There is nothing to change in the records.")


def _origin(other: Path) -> Origin:
    today = utc_now().date().isoformat()
    return Origin(kind=OriginKind.MERGED, at=today, by=user_name(), file=other.resolve().name or None)


def _print_report(report: MergeReport, taking: Side, *, as_json: bool) -> None:
    if as_json:
        print_json(_report_values(report))
        return
    rows = [
        (each.status.value, str(each.key), _effect(each), ", ".join(each.fields)) for each in report.records
    ]
    if rows:
        print_table(("Changed", "Record", "Now", "Fields taken"), rows)
    click.echo(f"Same in both: {counted(report.same, 'record')}.")
    for renamed in report.renamed:
        click.echo(f"Their {renamed.key} is another one than yours, and is now '{renamed.new_id}'.")
    for restored in report.restored:
        click.echo(f"The {restored.key} was deleted on one side but stays: the {restored.user} uses it.")
    for merged in report.conflicts:
        for conflict in merged.conflicts:
            _print_conflict(merged, conflict, taking)


def _effect(merged: RecordMerge) -> str:
    if merged.record is None:
        return "deleted"
    if merged.conflicts:
        return "see below"
    return "kept" if merged.status is MergeStatus.MINE else "taken over"


def _print_conflict(merged: RecordMerge, conflict: Conflict, taking: Side) -> None:
    click.echo(f"Conflict in the {merged.key}{': ' + conflict.field if conflict.field else ''}")
    if conflict.reason:
        click.echo(f"  {conflict.reason} Yours stays.")
    taken = "" if conflict.reason or not conflict.field else " (used)"
    for name, value in (("before", conflict.base), ("yours", conflict.mine), ("theirs", conflict.theirs)):
        is_used = name == ("theirs" if taking is Side.THEIRS else "yours")
        click.echo(f"  {name}: {_shown(value)}{taken if is_used else ''}")


def _shown(value: Any) -> str:
    if value is None or value in ("", (), {}):
        return "nothing"
    if isinstance(value, msgspec.Struct) and hasattr(value, "id"):
        return "the record as it is there"
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _report_values(report: MergeReport) -> dict[str, Any]:
    return {
        "same": report.same,
        "records": [
            {
                "kind": each.key.kind.value,
                "id": each.key.id,
                "status": each.status.value,
                "deleted": each.is_deleted,
                "fields": each.fields,
                "conflicts": [conflict._asdict() for conflict in each.conflicts],
            }
            for each in report.records
        ],
        "renamed": [{"record": str(each.key), "new_id": each.new_id} for each in report.renamed],
        "restored": [{"record": str(each.key), "used_by": str(each.user)} for each in report.restored],
    }


@click.command(name="merge-driver")
@click.argument("base", type=_file)
@click.argument("ours", type=_file)
@click.argument("theirs", type=_file)
@click.argument("path", type=_file, required=False)
def merge_driver(base: Path, ours: Path, theirs: Path, path: Path | None) -> None:
    """Merge a file of a library, as Git's merge driver: the result is written to OURS.

    PATH is the file's name in the repository. The exit code is 1 where somebody must look at the file: real
    conflicts are marked as Git marks them.
    """
    name = path if path is not None else ours
    merged = merge_files(name, *(_version(each) for each in (base, ours, theirs)))
    write_atomically(ours, merged.content)
    _print_sentences(name, merged.conflicts)
    if merged.conflicts:
        raise click.exceptions.Exit(1)


def _version(path: Path) -> bytes:
    return read_regular(path, MAX_FILE_BYTES, "Merge it by hand.")


def _print_sentences(name: Path, conflicts: Iterable[str]) -> None:
    for sentence in conflicts:
        print_message(str(Problem(sentence, file=str(name))))
