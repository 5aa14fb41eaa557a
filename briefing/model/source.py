"""Publishers, sources, and citations of places in sources."""

from __future__ import annotations

from briefing.model.terms import (
    CountryCode,
    Edtf,
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
    """A publisher. Reliability belongs to it: it is set here, once, and inherited by its sources."""

    id: Slug
    name: Line
    kind: PublisherKind
    reliability: Reliability
    rationale: Line
    country: CountryCode | None = None
    interest: Text = ""


class Source(Value, frozen=True):
    """One publication.

    `title` is the publication's own title and stays empty where it was not recorded; `description` says
    in the library's words what the publication is. `reliability` is set, with a `rationale`, only where it
    departs from the publisher's. `derives_from` names the sources that this one repeats: they share one
    origin.
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
    attachment: Sha256 | None = None


class Locator(Value, frozen=True):
    """A place in a source: an article as the text numbers it, a page, a paragraph, a time."""

    article: Line | None = None
    page: Line | None = None
    paragraph: Line | None = None
    time: Line | None = None


class TextQuote(Value, frozen=True):
    """A W3C Web Annotation TextQuoteSelector."""

    exact: Line
    prefix: str = ""
    suffix: str = ""


class Citation(Value, frozen=True):
    """A source that a fact or treaty record cites, with the place, the quote and a note."""

    source_id: Slug
    locator: Locator | None = None
    quote: TextQuote | None = None
    note: Text = ""
