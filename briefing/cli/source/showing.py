"""Commands that show sources, their archived copies and texts: list, show, text, open."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import click

from briefing.cli.context import Output, force_option, library_option
from briefing.cli.library.context import folder_option, library_files, session_for
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.cli.source.context import archive_of, copy_of, source_argument, source_of
from briefing.errors import LibraryError, SourceError
from briefing.library.layers import LayeredLibrary
from briefing.library.session import LibrarySession
from briefing.library.yaml_text import record_text
from briefing.model.fact import Fact
from briefing.model.source import Attachment, Source, TextQuote
from briefing.model.treaty import Treaty
from briefing.sources.anchoring import CompactText, check_quotes
from briefing.sources.anchoring.replacement import citations_of, is_superseded
from briefing.sources.archive import SourceArchive
from briefing.sources.source_text import SourceText


@click.command("list")
@click.option("--archived", is_flag=True, help="Only sources with an archived copy.")
@json_option
@folder_option
@library_option
def list_sources(archived: bool, as_json: bool, folder: Path | None, libraries: tuple[Path, ...]) -> None:
    """List the sources of the library, with their copies and the quotes of each."""
    library = session_for(folder, libraries).library
    quotes = quotes_by_source(library)
    rows = [
        _row(source, quotes.get(source.id, []))
        for source in library.material.sources
        if source.attachments or not archived
    ]
    if as_json:
        print_json(rows)
    else:
        print_table(
            ("Source", "Kind", "Title", "Copies", "Quotes", "Of earlier copies"),
            [
                (
                    row["id"],
                    row["kind"],
                    row["title"],
                    str(row["copies"]),
                    str(row["quotes"]),
                    str(row["superseded"]),
                )
                for row in rows
            ],
        )
    print_message(f"{counted(len(rows), 'source')} found.")


def _row(source: Source, quotes: list[TextQuote]) -> dict[str, Any]:
    return {
        "id": source.id,
        "kind": source.kind.value,
        "title": source.title or source.description,
        "copies": len(source.attachments),
        "quotes": len(quotes),
        "superseded": sum(is_superseded(quote, source) for quote in quotes),
    }


def quotes_by_source(library: LayeredLibrary) -> dict[str, list[TextQuote]]:
    """Return the quotes of facts and treaties by the source that they are from."""
    quotes: dict[str, list[TextQuote]] = {}
    records: list[Fact | Treaty] = [*library.material.facts, *library.material.treaties]
    for record in records:
        for citation in citations_of(record):
            quotes.setdefault(citation.source_id, []).extend(citation.quotes)
    return quotes


@click.command()
@source_argument
@json_option
@folder_option
@library_option
def show(source_id: str, as_json: bool, folder: Path | None, libraries: tuple[Path, ...]) -> None:
    """Show a source, its archived copies, and whether its quotes are in the text."""
    session = session_for(folder, libraries)
    source = source_of(session, source_id)
    states = [_state_of(copy, archive_of(session, copy)) for copy in source.attachments]
    quotes = quotes_by_source(session.library).get(source_id, [])
    counts = _quote_counts(source, quotes, session)
    if as_json:
        print_json({"source": source, "copies": states, "quotes": counts})
        return
    click.echo(record_text(source), nl=False)
    for copy, state in zip(source.attachments, states, strict=True):
        click.echo(f"\nCopy {copy.sha256[:12]}: {state}")
    if counts:
        words = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in counts.items())
        click.echo(f"Quotes: {words}")


def _state_of(copy: Attachment, archive: SourceArchive) -> str:
    """Return in words whether a copy and its text are as they were archived."""
    try:
        archive.read(copy.sha256)
        if copy.text is None:
            return "archived, without text"
        text = archive.text(copy)
    except SourceError as error:
        return str(error.problems[0])
    recognised = ", recognised in pictures (OCR)" if text.recognised else ""
    pages = f"{counted(len(text.pages), 'page')}, " if text.pages else ""
    articles = sum(each.kind == "article" for each in text.divisions)
    parts = f"{pages}{counted(articles, 'article')}, {counted(len(text.text), 'character')}{recognised}"
    return "; ".join([f"archived and unchanged, {parts}", *text.remarks])


def _quote_counts(source: Source, quotes: list[TextQuote], session: LibrarySession) -> dict[str, int]:
    """Return how many quotes are in the text of the current copy, by the state of each."""
    if not quotes or not source.attachments:
        return {}
    try:
        text = archive_of(session, source.attachments[-1]).text(source.attachments[-1])
    except SourceError:
        return {}
    return dict(Counter(check.state.value for check in check_quotes(quotes, CompactText(text.text))))


@click.command()
@source_argument
@click.option("--article", metavar="NUMBER", help="Only the article of this number or eId.")
@click.option("--page", metavar="LABEL", help="Only the page with this label.")
@click.option("--articles", is_flag=True, help="List the articles and other divisions.")
@json_option
@folder_option
@library_option
def text(
    source_id: str,
    article: str | None,
    page: str | None,
    articles: bool,
    as_json: bool,
    folder: Path | None,
    libraries: tuple[Path, ...],
) -> None:
    """Print the text of the current copy of a source, as quotes are checked against it."""
    session = session_for(folder, libraries)
    copy = copy_of(source_of(session, source_id))
    content = archive_of(session, copy).text(copy)
    if as_json:
        print_json(content)
    elif articles:
        print_table(
            ("Kind", "Number", "eId", "At", "Heading"),
            [
                (each.kind, each.number, each.eid, str(each.start), each.heading)
                for each in content.divisions
            ],
        )
    else:
        click.echo(_part_of(content, article, page))


def _part_of(content: SourceText, article: str | None, page: str | None) -> str:
    if article is not None:
        parts = [each for each in content.divisions if article in {each.number, each.eid}]
        if not parts:
            raise LibraryError(f"The text has no article '{article}'.", "List them with --articles.")
        return content.text[parts[0].start : parts[0].end].strip()
    if page is not None:
        pages = [each for each in content.pages if each.label == page]
        if not pages:
            raise LibraryError(f"The text has no page '{page}'.")
        return content.text[pages[0].start : pages[0].end].strip()
    return content.text


@click.command("open")
@source_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the copy to this file instead.",
)
@force_option
@folder_option
@library_option
def open_(
    source_id: str, output: Path | None, force: bool, folder: Path | None, libraries: tuple[Path, ...]
) -> None:
    """Open the archived copy of a source in the program for files of its kind.

    Its hash is checked first. What opens is a further copy, so that the archive stays as it is.
    """
    session = session_for(folder, libraries)
    copy = copy_of(source_of(session, source_id))
    raw = archive_of(session, copy).read(copy.sha256)
    if output is not None:
        if Output(output, force, library_files(session)).write(raw):
            print_message(f"Saved: {output}")
        return
    target = Path(tempfile.mkdtemp(prefix="briefing-")) / Path(copy.name or copy.sha256).name
    target.write_bytes(raw)
    if click.launch(str(target)) != 0:
        message = "No program opened the file."
        raise SourceError(message, f"Write it with -o FILE, or open {target}.")
