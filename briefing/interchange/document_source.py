"""A source proposed from a document: each value says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from briefing.errors import LibraryError, Problem
from briefing.interchange.bibliography.item import doi_of
from briefing.interchange.dates import written_date
from briefing.interchange.values import UNKNOWN_PUBLISHER, first_sentence, host_of, language_tag, line
from briefing.model.source import Source
from briefing.model.terms import SourceKind, slug_of
from briefing.model.value import Value
from briefing.sources.source_text import BlockKind, SourceText

_FEWEST_ARTICLES = 3
_LONGEST_TITLE = 300
_LONGEST_OPENING = 120
_OPENING = 4000
_NO_TITLE = re.compile(
    r"untitled.*|document ?\d*|microsoft word.*|.*\.(?:docx?|pdf|indd|rtf|tex)", re.IGNORECASE
)
_DOI = re.compile(r"\bdoi(?:\.org/|:)\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_NAMES = {"pdf (PDFium)": "PDF", "docx": "Word document", "html": "web page", "markdown": "front matter",
          "akoma-ntoso": "metadata of Akoma Ntoso", "plain-text": "file"}  # fmt: skip
_DATED = frozenset({"html", "markdown", "akoma-ntoso"})
"""Formats whose date is that of the text. That of a PDF or Word document is when the file was made."""


class ProposedValue(Value, frozen=True):
    """A value of a field and where it comes from, such as "given" or "title of the PDF"."""

    field: str
    value: str
    origin: str


class GivenValues(Value, frozen=True):
    """Values that the user gave; empty ones are proposed from the document."""

    id: str = ""
    title: str = ""
    kind: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}


class ProposedSource(Value, frozen=True):
    """A source, still without its publisher: `publisher` is its name. `values` are as proposed."""

    source: Source
    publisher: str
    values: tuple[ProposedValue, ...]


def proposed_source(
    text: SourceText, name: str, given: GivenValues, today: str, default_kind: SourceKind | None = None
) -> ProposedSource:
    """Propose a source for the document in a file.

    Raises LibraryError where the document does not show its kind and there is no `default_kind`.
    """
    values = _Values(text, name, given)
    title = values.first("title", values.titles())
    kind = values.first("kind", [*values.kinds(), (default_kind, "the document does not show it")])
    if not kind:
        message = "The document does not show what kind of source it is."
        remedy = f"Give --kind, which is one of: {', '.join(SourceKind)}."
        raise LibraryError(Problem(message, remedy, name))
    address = values.first("url", values.addresses())
    publisher = values.first("publisher", values.publishers(address))
    authors = values.authors()
    issued = values.first("issued", values.dates())
    language = values.first("language", values.languages())
    identifiers = values.identifiers()
    source = Source(
        id=given.id or slug_of(title, "source"),
        publisher_id="",
        kind=SourceKind(kind),
        description=line(f"{kind.replace('_', ' ').capitalize()} of {publisher}"),
        title=title or None,
        authors=authors,
        issued=issued or None,
        accessed=today,
        url=address or None,
        language=language or None,
        identifiers=identifiers,
    )
    return ProposedSource(source, publisher, tuple(values.proposed))


_Candidate = tuple[str | None, str]


class _Values:
    """Collects the values of a source; of several candidates for a field the first counts."""

    def __init__(self, text: SourceText, name: str, given: GivenValues) -> None:
        self._text, self._name, self._given = text, name, given
        self._format = _NAMES.get(text.extractor, text.extractor)
        self.proposed: list[ProposedValue] = []

    def first(self, field: str, candidates: Iterable[_Candidate]) -> str:
        for value, origin in candidates:
            if value:
                self.proposed.append(ProposedValue(field, value, origin))
                return value
        return ""

    def titles(self) -> Iterator[_Candidate]:
        yield line(self._given.title), "given"
        title = self._metadata("title")
        yield ("" if _NO_TITLE.fullmatch(title) else title), f"title of the {self._format}"
        blocks = [block for block in self._text.blocks if block.kind is BlockKind.HEADING]
        for block in blocks[:1]:
            yield line(self._text.text[block.start : block.end])[:_LONGEST_TITLE], "first heading"
        first = next((each for each in self._text.text.splitlines() if each.strip()), "")
        yield (line(first) if len(first) < _LONGEST_TITLE else ""), "first line of the text"
        yield first_sentence(self._text.text)[:_LONGEST_OPENING], "beginning of the text"
        yield line(PurePath(self._name).stem.replace("_", " ")), "name of the file"

    def kinds(self) -> Iterator[_Candidate]:
        yield self._given.kind, "given"
        articles = sum(each.kind == "article" for each in self._text.divisions)
        is_treaty = articles >= _FEWEST_ARTICLES
        yield (SourceKind.TREATY_TEXT if is_treaty else ""), f"the text has {articles} articles"

    def addresses(self) -> Iterator[_Candidate]:
        yield self._given.url, "given"
        address = self._metadata("url")
        yield (address if host_of(address) else ""), f"address in the {self._format}"

    def publishers(self, address: str) -> Iterator[_Candidate]:
        yield line(self._given.publisher), "given"
        yield self._metadata("publisher"), f"publisher in the {self._format}"
        yield host_of(address), "host of the address"
        yield UNKNOWN_PUBLISHER, "not given"

    def dates(self) -> Iterator[_Candidate]:
        yield self._given.date, "given"
        if self._text.extractor in _DATED:
            yield written_date(self._metadata("date").partition("T")[0]), f"date in the {self._format}"

    def languages(self) -> Iterator[_Candidate]:
        yield self._given.language, "given"
        language = self._metadata("language")
        yield (language_tag(language) if language else ""), f"language of the {self._format}"

    def authors(self) -> tuple[str, ...]:
        authors, origin = tuple(filter(None, map(line, self._given.authors))), "given"
        if not authors:
            names = re.split(r"\s*;\s*|\s+and\s+", self._metadata("author"))
            authors, origin = tuple(filter(None, names)), f"author of the {self._format}"
        if authors:
            self.proposed.append(ProposedValue("authors", "; ".join(authors), origin))
        return authors

    def identifiers(self) -> dict[str, str]:
        identifiers = dict(self._given.identifiers)
        self.proposed += [ProposedValue(key, value, "given") for key, value in identifiers.items()]
        if "doi" not in identifiers:
            match = _DOI.search(self._text.text[:_OPENING])
            doi = self.first(
                "doi",
                [
                    (doi_of(self._metadata("doi")), f"DOI in the {self._format}"),
                    (doi_of(match[1]) if match else "", "DOI in the text"),
                ],
            )
            if doi:
                identifiers["doi"] = doi
        return identifiers

    def _metadata(self, field: str) -> str:
        return line(self._text.metadata.get(field, ""))
