"""The command source add: a document becomes a source with an archived copy and its text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from briefing import clock
from briefing.cli.context import author_option, library_option, user_name
from briefing.cli.library.context import folder_option, session_for
from briefing.cli.output import counted, json_option, print_json, print_message, print_table
from briefing.cli.source.context import limit_options, limits_of, read_file, read_text
from briefing.errors import LibraryError, Problem
from briefing.interchange.document_source import GivenValues
from briefing.interchange.new_source import (
    DocumentFile,
    NewSource,
    lacking_divisions,
    new_source,
    source_with_copy,
)
from briefing.library.editing import apply
from briefing.library.layers import LayeredLibrary
from briefing.model.library import Catalogue
from briefing.model.source import Source
from briefing.model.terms import SourceKind
from briefing.sources.archive import SourceArchive


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
    if known := source_with_copy(session.library.material, hashlib.sha256(raw).hexdigest()):
        print_message(f"You have this source: the same file is archived for '{known.id}'.")
        return
    text = read_text(raw, file.name, limits_of(seconds, memory_mb), given["language"])
    today = clock.utc_now().date().isoformat()
    document = DocumentFile(raw, file.name, text)
    by = author or user_name()
    new = new_source(document, _given(given), session.library, by=by, today=today, treaty_id=treaty_id)
    if new.known is not None and not as_new:
        raise LibraryError(_known_problem(new.known, new.likeness, str(file)))
    if treaty_id:
        _print_articles(treaty_id, new, session.library)
    _print(new, as_json=as_json)
    apply(session.library, new.edit)
    if dry_run:
        print_message("Nothing was changed.")
        return
    # The copy first, so that no record names one that is missing.
    document.archive_in(SourceArchive(session.folder))
    session.apply(new.edit)
    print_message(f"Added the source '{new.source.id}'. Saved: {session.folder}")


def _given(options: dict[str, Any]) -> GivenValues:
    return GivenValues(**{name: value for name, value in options.items() if value is not None})


def _known_problem(known: Source, likeness: str, file: str) -> Problem:
    """Return the problem that the library has the publication already."""
    message = f"You have this source: '{known.id}' has {likeness}."
    remedy = (
        f"Archive the file for it with 'briefing source replace {known.id} FILE', or give --as-new "
        "if it is another publication."
    )
    return Problem(message, remedy, file)


def _print_articles(treaty_id: str, new: NewSource, library: LayeredLibrary) -> None:
    if new.treaty is None:
        print_message(f"{treaty_id} has all articles of the text already.")
        return
    count = len(lacking_divisions(Catalogue(library.material).treaties[treaty_id], new.document.text))
    print_message(
        f"Of {treaty_id}, {counted(count, 'article')} will be added. Their gists are headings or first "
        "words of the text: rewrite them."
    )


def _print(new: NewSource, *, as_json: bool) -> None:
    if as_json:
        print_json({"records": new.records, "values": new.values})
        return
    print_table(("Field", "Value", "From"), [(each.field, each.value, each.origin) for each in new.values])
