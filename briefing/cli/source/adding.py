"""The command source add: a document becomes a source with an archived copy and its text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from briefing import clock
from briefing.cli.context import author_option, library_option, user_name
from briefing.cli.library.context import folder_option, session_for
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.cli.source.context import attachment_of, limit_options, limits_of, read_file, read_text
from briefing.codec import decode, encode
from briefing.errors import LibraryError, Problem
from briefing.interchange.document_source import GivenValues, ProposedSource, proposed_source
from briefing.interchange.matching import RecordIndex, folded_address
from briefing.interchange.values import line, ungraded_publisher, unused
from briefing.library.editing import LibraryBatch, apply, put
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record
from briefing.model.library import Catalogue
from briefing.model.origin import Origin
from briefing.model.source import Citation, Locator, Publisher, Source
from briefing.model.terms import OriginKind, SourceKind
from briefing.model.treaty import Division, Treaty
from briefing.sources.archive import SourceArchive
from briefing.sources.source_text import SourceText, TextDivision

_LONGEST_GIST = 160


def _identifiers(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    identifiers = {}
    for value in values:
        scheme, equals, identifier = value.partition("=")
        if not equals or not identifier:
            raise click.BadParameter(f"'{value}' is not SCHEME=IDENTIFIER.")
        identifiers[scheme] = identifier
    return identifiers


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "id", metavar="ID", default="", help="The id of the source. Default: from the title.")
@click.option("--title", metavar="TEXT", default="", help="The title of the publication.")
@click.option("--kind", type=click.Choice([each.value for each in SourceKind]), help="The kind of source.")
@click.option("--publisher", metavar="NAME", default="", help="The publisher, by its id or name.")
@click.option("--author-name", "authors", multiple=True, metavar="NAME", help="An author. Repeatable.")
@click.option("--date", metavar="EDTF", default="", help="The date of publication.")
@click.option("--language", metavar="TAG", default="", help="The language, such as en or ru.")
@click.option("--url", metavar="ADDRESS", default="", help="The address of the publication.")
@click.option(
    "--identifier",
    "identifiers",
    multiple=True,
    callback=_identifiers,
    metavar="SCHEME=ID",
    help="An identifier, such as doi=10.1000/1. Repeatable.",
)
@click.option(
    "--treaty",
    "treaty_id",
    metavar="ID",
    default="",
    help="Add the articles of the text to this treaty, where it has none of that number.",
)
@click.option("--as-new", is_flag=True, help="Add it although a source of the library is much like it.")
@click.option("--dry-run", is_flag=True, help="Only print what would be added.")
@limit_options
@author_option
@json_option
@folder_option
@library_option
def add(
    file: Path,
    treaty_id: str,
    as_new: bool,
    dry_run: bool,
    seconds: float,
    memory_mb: int,
    author: str | None,
    as_json: bool,
    folder: Path | None,
    libraries: tuple[Path, ...],
    **given: Any,
) -> None:
    """Archive the document FILE, read its text and add it to the library as a source.

    PDF, DOCX, HTML, Markdown, plain text and Akoma Ntoso are read. What you do not give is taken from the
    document, and each value says where it comes from.
    """
    session = session_for(folder, libraries)
    raw = read_file(file)
    sha256 = hashlib.sha256(raw).hexdigest()
    if known := _with_copy(session.library, sha256):
        print_message(f"You have this source: the same file is archived for '{known.id}'.")
        return
    text = read_text(raw, file.name, limits_of(seconds, memory_mb), given["language"])
    today = clock.utc_now().date().isoformat()
    proposed = proposed_source(text, file.name, _given(given), today)
    origin = Origin(OriginKind.ENTERED, at=today, by=author or user_name(), file=line(file.name) or None)
    if given["id"] in Catalogue(session.library.material).sources:
        raise LibraryError(f"There is a source '{given['id']}' already.", "Choose another --id.")
    source, publisher = _identified(proposed, session.library, origin)
    source = replace(source, attachments=(attachment_of(raw, file.name, sha256, text, today),))
    if not as_new:
        _require_new(source, session.library, str(file))
    treaty = _with_articles(session.library, treaty_id, source, text) if treaty_id else None
    records = [each for each in (publisher, source, treaty) if each is not None]
    _print(proposed, records, as_json=as_json)
    batch = LibraryBatch(edits=tuple(map(put, records)), name="Add source")
    apply(session.library, batch)
    if dry_run:
        print_message("Nothing was changed.")
        return
    # The copy first, so that no record names one that is missing.
    archive = SourceArchive(session.folder)
    archive.add(raw)
    if text.text:
        archive.add_text(sha256, text)
    session.apply(batch)
    print_message(f"Added the source '{source.id}'. Saved: {session.folder}")


def _given(options: dict[str, Any]) -> GivenValues:
    return GivenValues(**{name: value for name, value in options.items() if value is not None})


# What the library has already


def _with_copy(library: LayeredLibrary, sha256: str) -> Source | None:
    return next(
        (
            source
            for source in library.material.sources
            if any(copy.sha256 == sha256 for copy in source.attachments)
        ),
        None,
    )


def _require_new(source: Source, library: LayeredLibrary, file: str) -> None:
    """Raise LibraryError where the library has the publication already."""
    known = RecordIndex(library.material).same(replace(source, attachments=()))
    if not isinstance(known, Source):
        return
    message = f"You have this source: '{known.id}' has {_likeness(source, known)}."
    remedy = (
        f"Archive the file for it with 'briefing source replace {known.id} FILE', or give --as-new "
        "if it is another publication."
    )
    raise LibraryError(Problem(message, remedy, file))


def _likeness(source: Source, known: Source) -> str:
    for scheme in source.identifiers.keys() & known.identifiers.keys():
        if source.identifiers[scheme].casefold() == known.identifiers[scheme].casefold():
            return f"the same identifier ({scheme})"
    if source.url and known.url and folded_address(source.url) == folded_address(known.url):
        return "the same address"
    return "the same title"


# Records


def _identified(
    proposed: ProposedSource, library: LayeredLibrary, origin: Origin
) -> tuple[Source, Publisher | None]:
    """Return the source with a free id, and its publisher where that is a new one."""
    catalogue = Catalogue(library.material)
    source = proposed.source
    if source.id in catalogue.sources:
        source = replace(source, id=unused(source.id, catalogue.sources))
    new: Publisher | None = None
    publisher = catalogue.publishers.get(proposed.publisher)
    if publisher is None:
        new = ungraded_publisher(proposed.publisher)
        same = RecordIndex(library.material).same(new)
        if isinstance(same, Publisher):
            publisher, new = same, None
        else:
            new = replace(new, id=unused(new.id, catalogue.publishers), origin=origin)
    owner = publisher or new
    source = replace(source, publisher_id=owner.id if owner else "", origin=origin)
    # Values that the user gave have to follow the rules of their fields.
    return decode(encode(source), Source, proposed.source.id), new


def _with_articles(
    library: LayeredLibrary, treaty_id: str, source: Source, text: SourceText
) -> Treaty | None:
    """Return a treaty with the articles of the text that it lacks; None where it lacks none."""
    treaty = Catalogue(library.material).treaties.get(treaty_id)
    if treaty is None:
        raise LibraryError(f"There is no treaty '{treaty_id}'.", "See 'briefing treaties'.")
    known = {each.eid for each in treaty.divisions} | {each.number for each in treaty.divisions}
    new = [
        each
        for each in text.divisions
        if each.kind == "article" and each.eid not in known and each.number not in known
    ]
    if not new:
        print_message(f"{treaty_id} has all articles of the text already.")
        return None
    print_message(
        f"Of {treaty_id}, {counted(len(new), 'article')} will be added. Their gists are headings or first "
        "words of the text: rewrite them."
    )
    divisions = tuple(_division(each, source, text.text) for each in new)
    return replace(treaty, divisions=(*treaty.divisions, *divisions))


def _division(article: TextDivision, source: Source, text: str) -> Division:
    opening = line(text[article.start : article.end])
    if len(opening) > _LONGEST_GIST:
        opening = f"{opening[:_LONGEST_GIST].rpartition(' ')[0]} …"
    return Division(
        eid=article.eid,
        gist=article.heading or opening,
        number=article.number or None,
        heading=article.heading or None,
        citations=(Citation(source.id, Locator(article=article.number or None, eid=article.eid)),),
    )


def _print(proposed: ProposedSource, records: Sequence[Record], *, as_json: bool) -> None:
    if as_json:
        print_json({"records": records, "values": proposed.values})
        return
    print_table(
        ("Field", "Value", "From"), [(each.field, each.value, each.origin) for each in proposed.values]
    )
