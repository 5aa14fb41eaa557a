"""Commands on changes: diff, newer."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.changes import ChangeKind, changes, newer_in
from briefing.cli.context import (
    author_option,
    file_argument,
    library_option,
    load_catalogue,
    project_edited,
    read_project,
    take_over_option,
)
from briefing.cli.output import json_option, print_json, print_message, print_table
from briefing.composition.differences.record_differences import differences
from briefing.editing import Batch
from briefing.errors import BriefingError
from briefing.grading import grade_in_words, load_scales

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
    print_table(
        ("Change", "Row", "Before", "After", "Reason"),
        [
            (
                _KIND_TEXTS[change.kind],
                change.row_id or change.text,
                change.before,
                change.after or change.text,
                change.reason,
            )
            for change in differences
        ],
    )


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
