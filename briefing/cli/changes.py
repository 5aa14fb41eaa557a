"""Commands about change: diff, newer."""

from __future__ import annotations

from pathlib import Path

import click

from briefing.changes import ChangeKind, changes, newer_in
from briefing.cli.context import author_option, library_option, load_catalogue, open_session, read_project
from briefing.cli.output import json_option, print_json, print_table, say
from briefing.editing import Batch
from briefing.errors import BriefingError
from briefing.grading import grade_in_words, load_scales
from briefing.project import save_project

_SAID = {kind: str(kind).replace("_", " ").capitalize() for kind in ChangeKind}


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@json_option
def diff(before: Path, after: Path, as_json: bool) -> None:
    """Tell what changed from the project BEFORE to the project AFTER, with the reasons that were given."""
    scales = load_scales()
    found = changes(
        read_project(before).briefing,
        read_project(after).briefing,
        lambda briefing, grade: grade_in_words(grade, briefing.scheme_id, scales),
    )
    if as_json:
        print_json(found)
        return
    if not found:
        say("Nothing changed.")
        return
    print_table(
        ("What", "Row", "Before", "After", "Why"),
        [
            (_SAID[each.kind], each.row_id or each.text, each.before, each.after or each.text, each.reason)
            for each in found
        ],
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--take", multiple=True, metavar="FACT", help="Take this fact over; may be given again.")
@json_option
@author_option
@library_option
def newer(
    file: Path, take: tuple[str, ...], as_json: bool, author: str | None, libraries: tuple[Path, ...]
) -> None:
    """Tell which facts of FILE the library holds otherwise by now, and take over those that you name."""
    if not take:
        found = newer_in(read_project(file).briefing, load_catalogue(libraries))
        if as_json:
            print_json([{"fact": each.in_briefing.id, "differences": each.differences} for each in found])
        else:
            print_table(
                ("Fact", "Field", "In the briefing", "In the library"),
                [(each.in_briefing.id, *difference) for each in found for difference in each.differences],
            )
        return
    session = open_session(file, author, libraries)
    edits = {
        each.in_briefing.id: each.edit for each in newer_in(session.briefing, session.reference.library)
    }
    if unknown := [fact_id for fact_id in take if fact_id not in edits]:
        raise BriefingError(f"The library holds '{unknown[0]}' as the briefing does.", "Leave it out.")
    session.apply(Batch(edits=tuple(edits[fact_id] for fact_id in take)))
    save_project(session.project, file)
    say(f"Taken: {len(take)}. Saved: {file}")
