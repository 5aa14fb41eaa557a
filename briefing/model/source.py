"""Publishers, sources, and citations of places in sources."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from briefing.model.origin import Origin
from briefing.model.terms import (
    CountryCode,
    Edtf,
    Identifier,
    LanguageTag,
    Line,
    PublisherKind,
    Reliability,
    Sha256,
    Slug,
    SourceKind,
    Text,
    WebAddress,
)
from briefing.model.value import Value


class Publisher(Value, frozen=True):
    """A publisher. Reliability belongs to it: it is set here, once, and inherited by its sources.

    `graded` is False where nobody has assessed the reliability yet, as after an import.
    """

    id: Slug
    name: Line
    kind: PublisherKind
    reliability: Reliability
    rationale: Line
    country: CountryCode | None = None
    interest: Text = ""
    also: tuple[Line, ...] = ()
    graded: bool = True
    origin: Origin | None = None


class ExtractedText(Value, frozen=True):
    """The text that a reader extracted from an archived file.

    `recognised` is True for text that was recognised in pictures of pages (OCR).
    """

    sha256: Sha256
    extractor: Line
    version: Line
    recognised: bool = False


class Attachment(Value, frozen=True):
    """An archived copy of a publication, by the hash of its bytes; `size` is in bytes."""

    sha256: Sha256
    media_type: Line | None = None
    name: Line | None = None
    size: Annotated[int, Meta(ge=0)] | None = None
    retrieved: Edtf | None = None
    text: ExtractedText | None = None


class Source(Value, frozen=True):
    """One publication.

    `title` is the publication's own title and stays empty where it was not recorded; `description` says
    in the library's words what the publication is. `reliability` is set, with a `rationale`, only where it
    departs from the publisher's. `derives_from` names the sources that this one repeats: they share one
    origin. Of the `attachments` the last is current and supersedes the others. `identifiers` maps schemes
    such as doi, isbn, unts, celex or un-symbol to the publication's identifier in them.
    """

    id: Slug
    publisher_id: Slug
    kind: SourceKind
    description: Line
    title: Line | None = None
    authors: tuple[Line, ...] = ()
    issued: Edtf | None = None
    accessed: Edtf | None = None
    url: WebAddress | None = None
    language: LanguageTag | None = None
    reliability: Reliability | None = None
    rationale: Line | None = None
    derives_from: tuple[Slug, ...] = ()
    marking: Line | None = None
    attachments: tuple[Attachment, ...] = ()
    identifiers: dict[Slug, Identifier] = {}
    origin: Origin | None = None


class Locator(Value, frozen=True):
    """A place in a source: an article as the text numbers it, a page, a paragraph, a time.

    `eid` is the Akoma Ntoso eId of the division.
    """

    article: Line | None = None
    page: Line | None = None
    paragraph: Line | None = None
    time: Line | None = None
    eid: Line | None = None


class TextQuote(Value, frozen=True):
    """A W3C Web Annotation TextQuoteSelector, with a TextPositionSelector as a hint.

    `start` and `end` count characters of the extracted text with the hash `text_sha256`; they need not be
    right. `translation` is in the language of the library.
    """

    exact: Line
    prefix: str = ""
    suffix: str = ""
    start: Annotated[int, Meta(ge=0)] | None = None
    end: Annotated[int, Meta(ge=0)] | None = None
    text_sha256: Sha256 | None = None
    language: LanguageTag | None = None
    translation: Line | None = None
    translator: Line | None = None


class Citation(Value, frozen=True):
    """A source that a fact or treaty record cites, with the place, the quotes and a note.

    A passage with an omission, or over a page break, is several quotes.
    """

    source_id: Slug
    locator: Locator | None = None
    quotes: tuple[TextQuote, ...] = ()
    note: Text = ""
