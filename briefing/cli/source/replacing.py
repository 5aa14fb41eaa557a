"""The command source replace: a new version of a document, and the quotes from the former one."""

from __future__ import annotations

from pathlib import Path

import click

from briefing import clock
from briefing.cli.context import library_option
from briefing.cli.library.context import folder_option, session_for
from briefing.cli.output import json_option, print_json, print_message, print_table
from briefing.cli.source.context import (
    limit_options,
    limits_of,
    read_file,
    read_text,
    source_argument,
    source_of,
)
from briefing.interchange.new_source import DocumentFile
from briefing.interchange.replaced_copy import replaced_copy
from briefing.library.editing import apply
from briefing.sources.anchoring import QuoteState
from briefing.sources.anchoring.replacement import Reanchored, ReplacementPlan
from briefing.sources.archive import SourceArchive

_LONGEST_QUOTE = 60
_WORDS = {
    QuoteState.VERBATIM: "found",
    QuoteState.SPACING: "found",
    QuoteState.MOVED: "other words",
    QuoteState.CHANGED: "says something else",
    QuoteState.NOT_FOUND: "lost",
}


@click.command("replace")
@source_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Write it. Without it nothing is changed.")
@limit_options
@json_option
@folder_option
@library_option
def replace_(
    source_id: str,
    file: Path,
    yes: bool,
    seconds: float,
    memory_mb: int,
    as_json: bool,
    folder: Path | None,
    libraries: tuple[Path, ...],
) -> None:
    """List what a new version of a source does to the quotes from it, and with --yes archive it.

    Quotes that are found move to their place in the new text. Those with other words there or that are lost
    stay as they are, for you to decide; where figures, names, negations or words such as "shall" and "may"
    are others, the new text says something else. The earlier copy stays in the archive.
    """
    session = session_for(folder, libraries)
    source = source_of(session, source_id)
    raw = read_file(file)
    text = read_text(raw, file.name, limits_of(seconds, memory_mb), source.language or "")
    today = clock.utc_now().date().isoformat()
    replaced = replaced_copy(DocumentFile(raw, file.name, text), source, session.library, today=today)
    archive = SourceArchive(session.folder)
    if replaced.is_current:
        if yes:  # one that is missing is restored
            replaced.document.archive_in(archive)
        print_message(
            f"You have this copy: the same file with the same text is archived for '{source_id}'."
        )
        return
    _print(replaced.plan, as_json=as_json)
    apply(session.library, replaced.edit)
    if not yes:
        print_message("Nothing was changed. Give --yes to write this.")
        return
    replaced.document.archive_in(archive)
    session.apply(replaced.edit)
    print_message(f"Replaced the copy of '{source_id}'. Saved: {session.folder}")


def _print(plan: ReplacementPlan, *, as_json: bool) -> None:
    if as_json:
        print_json(plan)
    elif plan.quotes:
        print_table(
            ("Record", "Quote", "Result", "In the new text", "Words that differ"),
            [
                (
                    each.record_id,
                    each.before.exact[:_LONGEST_QUOTE],
                    _WORDS[each.check.state],
                    "" if each.after else each.found[:_LONGEST_QUOTE],
                    _differences(each),
                )
                for each in plan.quotes
            ],
        )
    found = plan.count(QuoteState.VERBATIM, QuoteState.SPACING)
    moved, changed = plan.count(QuoteState.MOVED), plan.count(QuoteState.CHANGED)
    lost = plan.count(QuoteState.NOT_FOUND)
    print_message(
        f"Quotes: {found} found, {moved} with other words, "
        f"{changed} where the new text says something else, {lost} lost."
    )


def _differences(reanchored: Reanchored) -> str:
    return "; ".join(f"{each.quoted or '–'} → {each.found or '–'}" for each in reanchored.check.changes)
