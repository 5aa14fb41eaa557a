"""A document in the reader of the library side, and facts that are captured from it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt

from briefing.app.library_side import LibrarySide
from briefing.app.library_side.reader.page_view import SourcePageView
from briefing.app.library_side.reader.text_view import SourceTextView
from briefing.library.editing import PutSource
from briefing.model.fact import Fact
from briefing.model.source import Attachment
from briefing.model.terms import OriginKind
from briefing.sources.archive import SourceArchive, extracted
from briefing.sources.source_text import SourceText
from briefing.sources.structure import divisions_of
from tests.integration.window.driver import Program
from tests.integration.window.library_sides import shown_side

SOURCE = "wiki-china"
CONTENT = (
    "TREATY\n\nArticle 1\n\nThe Parties shall be friends.\n\nArticle 2\n\n1. The Parties shall consult.\n"
    "2. A Party may buy up to 55 bcm of\ngas a year from the other Party.\n"
)
GAS = "A Party may buy up to 55 bcm of\ngas a year from the other Party"


def reading_side(program: Program, folder: Path) -> LibrarySide:
    """Return the library side with the document of a source open, on the library in a folder."""
    side = shown_side(program, folder)
    archive_text(side, SOURCE, CONTENT)
    side.read(side.editor.catalogue.sources[SOURCE])
    program.until(lambda: side.reader.document is not None)
    program.until(side.reader.view.hasFocus)
    return side


def archive_text(side: LibrarySide, source_id: str, content: str) -> None:
    archive = SourceArchive(side.editor.session.folder)
    sha256 = archive.add(content.encode())
    text = SourceText(content, "text", "1", divisions=divisions_of(content))
    archive.add_text(sha256, text)
    copy = Attachment(sha256=sha256, media_type="text/plain", name="treaty.txt", text=extracted(text))
    source = side.editor.catalogue.sources[source_id]
    assert side.editor.apply(PutSource(source=replace(source, attachments=(copy,))))


def select(view: SourceTextView | SourcePageView, words: str) -> None:
    start = CONTENT.index(words)
    view.go_to_span(start, start + len(words))


def captured(side: LibrarySide) -> list[Fact]:
    facts = side.editor.library.material.facts
    return [each for each in facts if each.origin and each.origin.kind is OriginKind.CAPTURED]


def capture_gas(program: Program, side: LibrarySide) -> Fact:
    """Store the passage about gas as it is, by Enter and Enter; return its fact, the only one captured."""
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    (fact,) = captured(side)
    return fact
