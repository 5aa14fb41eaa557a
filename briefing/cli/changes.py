"""Commands on changes: diff, log, newer."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.changes import Change, ChangeKind, changes, newer_in
from briefing.cli.context import (
    author_option,
    file_argument,
    library_option,
    load_catalogue,
    project_edited,
    read_project,
    require_known,
    take_over_option,
)
from briefing.cli.output import json_option, print_json, print_message, print_table
from briefing.composition.differences.record_differences import differences
from briefing.editing import Batch
from briefing.errors import BriefingError
from briefing.grading import grade_in_words, load_scales
from briefing.project.history import restoration
from briefing.project.history_log import history_log

_KIND_TEXTS = {kind: str(kind).replace("_", " ").capitalize() for kind in ChangeKind}


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@json_option
def diff(before: Path, after: Path, as_json: bool) -> None:
    """List the changes from the project BEFORE to AFTER.

    Each change is shown with the reason that was given for it.
    """
    scales = load_scales()
    differences = changes(
        read_project(before).briefing,
        read_project(after).briefing,
        lambda briefing, grade: grade_in_words(grade, briefing.scheme_id, scales),
    )
    if as_json:
        print_json(differences)
        return
    if not differences:
        print_message("There are no changes.")
        return
    print_table(("Change", "Row", "Text", "Before", "After", "Reason"), map(_cells, differences))


def _cells(change: Change) -> tuple[str, ...]:
    """Return a row of the table, with a text that changed only as it was before and is after."""
    before, after = change.before, change.after
    if change.kind is ChangeKind.MESSAGE_CHANGED:
        before, after = before or "none", after or "none"
    text = "" if change.text in {before, after} else change.text
    return _KIND_TEXTS[change.kind], change.row_id, text, before, after, change.reason


@click.command()
@file_argument
@click.option("--row", "row_id", metavar="ROW", help="List only the changes of this row or section.")
@click.option("--restore", type=int, metavar="NUMBER", help="Restore FILE as it was after this change.")
@json_option
@author_option
@library_option
@take_over_option
def log(
    file: Path, row_id: str | None, restore: int | None, as_json: bool, author: str | None,
    libraries: tuple[Path, ...], take_over: bool,
) -> None:  # fmt: skip
    """List the history of FILE: who changed what, and when.

    With --restore, FILE gets the state after a change back, as a new change: nothing is lost.
    """
    if restore is not None:
        _restore(file, restore, author, libraries, take_over=take_over)
        return
    project = read_project(file)
    every = history_log(project.history)
    if row_id is not None:
        kept = (each.id for each in (*project.briefing.walk_items(), *project.briefing.walk_sections()))
        changed = (each for entry in every for each in entry.row_ids)
        require_known("row or section", (row_id,), (*kept, *changed), f"briefing show {file}")
    entries = [entry for entry in every if row_id is None or row_id in entry.row_ids]
    if as_json:
        print_json(
            [
                {
                    "number": entry.number,
                    "at": entry.at,
                    "by": entry.by,
                    "change": entry.label,
                    "rows": sorted(entry.row_ids),
                    "detail": entry.detail,
                    "undone": entry.is_undone,
                }
                for entry in entries
            ]
        )
        return
    print_table(
        ("Number", "When (UTC)", "Who", "Change", "Rows", "Detail"),
        [
            (
                str(entry.number),
                entry.at.replace("T", " ").rstrip("Z"),
                entry.by,
                f"{entry.label} (undone)" if entry.is_undone else entry.label,
                ", ".join(sorted(entry.row_ids)),
                entry.detail,
            )
            for entry in entries
        ],
    )


def _restore(
    file: Path, number: int, author: str | None, libraries: tuple[Path, ...], *, take_over: bool
) -> None:
    with project_edited(file, author, libraries, take_over=take_over) as project:
        session = project.session
        if not 0 <= number < len(session.history):
            raise BriefingError(
                f"The history has no change {number}.", f"List the changes with 'briefing log {file}'."
            )
        session.restore(restoration(session.history, number, session.briefing))
        project.save()
    print_message(f"Restored as after change {number}. Saved: {file}")


@click.command()
@file_argument
@click.option(
    "--take",
    "fact_ids",
    multiple=True,
    metavar="FACT",
    help="Replace this fact by the library's version. Repeatable.",
)
@json_option
@author_option
@library_option
@take_over_option
def newer(
    file: Path,
    fact_ids: tuple[str, ...],
    as_json: bool,
    author: str | None,
    libraries: tuple[Path, ...],
    take_over: bool,
) -> None:
    """List the facts of FILE that differ from the library.

    With --take, update them in FILE.
    """
    if fact_ids:
        _take(file, fact_ids, author, libraries, take_over)
        return
    library = load_catalogue(libraries)
    listed = [
        (
            fact.in_briefing.id,
            [(each.field, each.before, each.after) for each in differences(fact, library)],
        )
        for fact in newer_in(read_project(file).briefing, library)
    ]
    if as_json:
        print_json([{"fact": fact_id, "differences": rows} for fact_id, rows in listed])
        return
    print_table(
        ("Fact", "Field", "In the briefing", "In the library"),
        [(fact_id, *row) for fact_id, rows in listed for row in rows],
    )


def _take(
    file: Path, fact_ids: tuple[str, ...], author: str | None, libraries: tuple[Path, ...], take_over: bool
) -> None:
    with project_edited(file, author, libraries, take_over=take_over) as project:
        session = project.session
        newer_facts = newer_in(session.briefing, session.reference.library)
        edits = {newer_fact.in_briefing.id: newer_fact.edit for newer_fact in newer_facts}
        if unknown := [fact_id for fact_id in fact_ids if fact_id not in edits]:
            raise BriefingError(
                f"The library has no newer version of '{unknown[0]}'.",
                f"List the facts that differ with 'briefing newer {file}'.",
            )
        session.apply(Batch(edits=tuple(edits[fact_id] for fact_id in fact_ids)))
        project.save()
    print_message(f"Facts updated: {len(fact_ids)}. Saved: {file}")
