"""The command source replace: a new version of a document, and the quotes from the former one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click
from msgspec.structs import replace

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
from briefing.errors import LibraryError
from briefing.interchange.new_source import DocumentFile
from briefing.library.editing import LibraryBatch, apply, put
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record
from briefing.model.source import Attachment, Source
from briefing.sources.anchoring import CompactText, QuoteState
from briefing.sources.anchoring.replacement import Reanchored, ReplacementPlan, plan_replacement
from briefing.sources.archive import SourceArchive
from briefing.sources.source_text import SourceText

_LONGEST_QUOTE = 60
_WORDS = {
    QuoteState.VERBATIM: "found",
    QuoteState.SPACING: "found",
    QuoteState.MOVED: "changed",
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

    Quotes that are found move to their place in the new text. Those whose words changed or that are lost
    stay as they are, for you to decide. The earlier copy stays in the archive.
    """
    session = session_for(folder, libraries)
    source = source_of(session, source_id)
    raw = read_file(file)
    text = read_text(raw, file.name, limits_of(seconds, memory_mb), source.language or "")
    sha256 = hashlib.sha256(raw).hexdigest()
    today = clock.utc_now().date().isoformat()
    document = DocumentFile(raw, file.name, text)
    copy = document.attachment(today)
    archive = SourceArchive(session.folder)
    if _is_current(source, copy):
        if yes:  # one that is missing is restored
            document.archive_in(archive)
        print_message(
            f"You have this copy: the same file with the same text is archived for '{source_id}'."
        )
        return
    _require_of_source(session.library, source, sha256)
    plan = _plan(session.library, source, copy, text)
    _print(plan, as_json=as_json)
    newer = replace(source, attachments=(*source.attachments, copy))
    records: tuple[Record, ...] = (newer, *plan.facts, *plan.treaties)
    batch = LibraryBatch(edits=tuple(map(put, records)), name="Replace source")
    apply(session.library, batch)
    if not yes:
        print_message("Nothing was changed. Give --yes to write this.")
        return
    document.archive_in(archive)
    session.apply(batch)
    print_message(f"Replaced the copy of '{source_id}'. Saved: {session.folder}")


def _is_current(source: Source, copy: Attachment) -> bool:
    if not source.attachments:
        return False
    current = source.attachments[-1]
    return current.sha256 == copy.sha256 and current.text == copy.text


def _require_of_source(library: LayeredLibrary, source: Source, sha256: str) -> None:
    """Raise LibraryError where the file is archived for another source."""
    for other in library.material.sources:
        if other.id != source.id and any(copy.sha256 == sha256 for copy in other.attachments):
            message = f"You have this file: it is archived for another source, '{other.id}'."
            raise LibraryError(message, "Check which source it belongs to.")


def _plan(library: LayeredLibrary, source: Source, copy: Attachment, text: SourceText) -> ReplacementPlan:
    material = library.material
    text_sha256 = copy.text.sha256 if copy.text else ""
    return plan_replacement(
        source.id, material.facts, material.treaties, CompactText(text.text), text_sha256
    )


def _print(plan: ReplacementPlan, *, as_json: bool) -> None:
    if as_json:
        print_json(plan)
    elif plan.quotes:
        print_table(
            ("Record", "Quote", "Result", "Words that differ"),
            [
                (
                    each.record_id,
                    each.before.exact[:_LONGEST_QUOTE],
                    _WORDS[each.check.state],
                    _differences(each),
                )
                for each in plan.quotes
            ],
        )
    found = plan.count(QuoteState.VERBATIM, QuoteState.SPACING)
    changed, lost = plan.count(QuoteState.MOVED), plan.count(QuoteState.NOT_FOUND)
    print_message(f"Quotes: {found} found, {changed} with changed words, {lost} lost.")


def _differences(reanchored: Reanchored) -> str:
    return "; ".join(f"{each.quoted or '–'} → {each.found or '–'}" for each in reanchored.check.changes)
