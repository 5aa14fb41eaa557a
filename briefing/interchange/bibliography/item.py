"""A bibliographic item, as the formats have it in common, and the source and publisher made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from briefing.interchange.reading import Loss, Proposed, Reading, Refusal
from briefing.interchange.values import UNKNOWN_PUBLISHER, language_tag, line, ungraded_publisher, unused
from briefing.model.edtf import check_edtf
from briefing.model.source import Publisher, Source
from briefing.model.terms import SourceKind, slug_of
from briefing.text import web_address

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
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
    proposed: list[Proposed] = []
    publishers: dict[str, str] = {}
    refused: list[Refusal] = []
    losses: list[Loss] = []
    taken = set[str]()
    for item in items:
        if not item.title and not item.addresses:
            reason = "The item has neither a title nor an address."
            refused.append(Refusal(item.place, reason, "Add one in the program that it comes from."))
            continue
        source, publisher, questions = _Conversion(item, losses).records()
        name = publisher.name.casefold()
        if name not in publishers:
            publishers[name] = unused(publisher.id, publishers.values())
            proposed.append(Proposed(item.place, replace(publisher, id=publishers[name])))
        source = replace(source, id=unused(source.id, taken), publisher_id=publishers[name])
        taken.add(source.id)
        proposed.append(Proposed(item.place, source, questions))
    return Reading(tuple(proposed), tuple(refused), tuple(losses), tuple(mapping.items()))


class _Conversion:
    """The conversion of one item; what cannot be stored goes to `losses`."""

    def __init__(self, item: BibliographicItem, losses: list[Loss]) -> None:
        self._item, self._losses = item, losses
        self._questions: list[str] = []

    def records(self) -> tuple[Source, Publisher, tuple[str, ...]]:
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
            publisher_id=publisher.id,
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
        self._losses += [
            Loss(item.place, name, line(value)) for name, value in item.rest.items() if line(value)
        ]
        return source, publisher, tuple(self._questions)

    def _publisher(self, kind: SourceKind) -> Publisher:
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
        return ungraded_publisher(name)

    def _description(self, kind: SourceKind, publisher: Publisher) -> str:
        words = str(kind).replace("_", " ").capitalize()
        dated = f", {self._item.issued}" if self._item.issued else ""
        return line(f"{words} in {publisher.name}{dated}")

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
        identifiers = {name: line(value) for name, value in self._item.identifiers.items() if line(value)}
        if self._item.key:
            identifiers["citation-key"] = line(self._item.key)[:300]
        return dict(sorted(identifiers.items()))

    def _lose(self, name: str, text: str) -> None:
        self._losses.append(Loss(self._item.place, name, line(text)))


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
