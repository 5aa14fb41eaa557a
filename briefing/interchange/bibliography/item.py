"""A bibliographic item, as the formats have it in common, and the source and publisher made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from briefing.interchange.collecting import Collector
from briefing.interchange.reading import Reading
from briefing.interchange.values import UNKNOWN_PUBLISHER, language_tag, line
from briefing.model.edtf import check_edtf
from briefing.model.source import Source
from briefing.model.terms import SourceKind, slug_of
from briefing.text import web_address

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_LONGEST_IDENTIFIER = 300
_NEWS = frozenset({SourceKind.NEWS_REPORT, SourceKind.OPINION, SourceKind.FORUM_POST})


@dataclass(slots=True)
class BibliographicItem:
    """An item of a bibliography. `place` is where it is in the file; `kind` is None where the type is open.

    `rest` has the properties that sources have no field for, by name.
    """

    place: str
    key: str
    type: str
    kind: SourceKind | None
    title: str = ""
    authors: tuple[str, ...] = ()
    issued: str = ""
    accessed: str = ""
    addresses: tuple[str, ...] = ()
    language: str = ""
    container: str = ""
    publisher: str = ""
    identifiers: dict[str, str] = field(default_factory=dict)
    rest: dict[str, str] = field(default_factory=dict)


def reading_of(items: Iterable[BibliographicItem], mapping: Mapping[str, str]) -> Reading:
    """Return the sources and publishers of a bibliography, with the properties that are lost."""
    collector = Collector()
    for item in items:
        if not line(item.title) and not any(map(line, item.addresses)):
            reason = "The item has neither a title nor an address."
            collector.refuse(item.place, reason, "Add one in the program that it comes from.")
            continue
        source, publisher, questions = _Conversion(item, collector).records()
        publisher_id = collector.publisher(item.place, publisher)
        collector.add(item.place, replace(source, publisher_id=publisher_id), questions)
    return collector.reading(mapping)


class _Conversion:
    """The conversion of one item; what cannot be stored is named as lost."""

    def __init__(self, item: BibliographicItem, collector: Collector) -> None:
        self._item, self._collector = item, collector
        self._questions: list[str] = []

    def records(self) -> tuple[Source, str, tuple[str, ...]]:
        """Return the source, still without its publisher, the publisher's name, and the questions."""
        item = self._item
        kind = item.kind
        if kind is None:
            kind = SourceKind.ANALYSIS
            self._questions.append(
                f"The type “{item.type}” can be any kind of source; analysis is assumed."
            )
        publisher = self._publisher(kind)
        source = Source(
            id=slug_of(item.key or item.title, "source"),
            publisher_id="",
            kind=kind,
            description=self._description(kind, publisher),
            title=line(item.title) or None,
            authors=tuple(filter(None, map(line, item.authors))),
            issued=self._date("issued", item.issued),
            accessed=self._date("accessed", item.accessed),
            url=self._address(),
            language=self._language(),
            identifiers=self._identifiers(),
        )
        for name, value in item.rest.items():
            self._lose(name, value)
        return source, publisher, tuple(self._questions)

    def _publisher(self, kind: SourceKind) -> str:
        item = self._item
        first, second = (
            (item.container, item.publisher) if kind in _NEWS else (item.publisher, item.container)
        )
        name = line(first or second)
        if first and second and line(first) != line(second):
            self._lose("publisher" if first == item.container else "container", second)
        if not name:
            name = UNKNOWN_PUBLISHER
            self._questions.append("The file names no publisher.")
        return name

    def _description(self, kind: SourceKind, publisher: str) -> str:
        words = str(kind).replace("_", " ").capitalize()
        return line(f"{words} in {publisher}")

    def _date(self, name: str, text: str) -> str | None:
        if not text:
            return None
        try:
            check_edtf(text)
        except ValueError:
            self._lose(name, text)
            self._questions.append(f"The date “{text}” was not understood.")
            return None
        return text

    def _address(self) -> str | None:
        doi = self._item.identifiers.get("doi")
        addresses = [line(each) for each in self._item.addresses]
        valid = [each for each in addresses if not web_address.objection_to(each)]
        for other in [each for each in addresses if each and each not in valid[:1]]:
            self._lose("URL", other)
        if valid:
            return valid[0]
        return (
            f"https://doi.org/{doi}"
            if doi and not web_address.objection_to(f"https://doi.org/{doi}")
            else None
        )

    def _language(self) -> str | None:
        if not self._item.language:
            return None
        tag = language_tag(self._item.language)
        if tag is None:
            self._lose("language", self._item.language)
        return tag

    def _identifiers(self) -> dict[str, str]:
        values = {**self._item.identifiers, "citation-key": self._item.key[:_LONGEST_IDENTIFIER]}
        identifiers = {name: line(value) for name, value in sorted(values.items()) if line(value)}
        for name, value in list(identifiers.items()):
            if len(value) > _LONGEST_IDENTIFIER:
                self._lose(f"identifier {name}", identifiers.pop(name))
        return identifiers

    def _lose(self, name: str, text: str) -> None:
        self._collector.lose(self._item.place, name, text)


# Values


def kind_of_words(words: str) -> SourceKind | None:
    """Return the kind of source that words such as "treaty text" name; None for other words."""
    name = words.strip().lower().replace(" ", "_")
    return SourceKind(name) if name in set(SourceKind) else None


def doi_of(text: str) -> str:
    """Return the DOI in a text, without the address in front of it; empty where there is none."""
    match = _DOI.search(text)
    return match[1].rstrip(".,;)") if match else ""


def split_identifiers(values: Mapping[str, str]) -> dict[str, str]:
    """Return the identifiers among some fields, by the names of their schemes."""
    found = {scheme: values[name] for name, scheme in _SCHEMES.items() if values.get(name)}
    if doi := doi_of(found.pop("doi", "")):
        found["doi"] = doi
    return found


_SCHEMES = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid"}


def names_of(family: str, given: str, particle: str = "", suffix: str = "") -> str:
    """Return a person's name with the family name first, as in "van Gogh, Vincent, Jr."."""
    first = " ".join(part for part in (particle, family) if part)
    return ", ".join(part for part in (first, given, suffix) if part)


def rest_of(fields: Mapping[str, str], used: Iterable[str]) -> dict[str, str]:
    """Return the fields that are not used, in the order of the file."""
    known = frozenset(used)
    return {name: value for name, value in fields.items() if name not in known and value}
