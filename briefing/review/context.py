"""The input of the checks: the rows of a briefing with their text, and the data they are compared with."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefing.grading import Scale, Scales, Scheme, Subject
from briefing.language import Parse, Parses
from briefing.model.actor import Actor
from briefing.model.briefing import (
    Briefing,
    Evidence,
    FactItem,
    Item,
    Judgement,
    Prose,
    Reasoned,
    Section,
)
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.remembered import MAX_ROWS, Remembered, remembered
from briefing.model.sections import rows_in
from briefing.model.source import Source
from briefing.model.terms import PublisherKind
from briefing.review.text.parties import countries_in

_PUBLICATIONS = frozenset(
    {
        PublisherKind.STATE_MEDIA,
        PublisherKind.NEWS_AGENCY,
        PublisherKind.NEWSPAPER,
        PublisherKind.RESEARCH_INSTITUTE,
        PublisherKind.REFERENCE_WORK,
        PublisherKind.UNKNOWN,
    }
)
"""Publishers that are no bodies of a state: in their names a country is only a part of the name."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An item with its printed text, and with its fact if it is a `FactItem`."""

    item: Item
    text: str
    fact: Fact | None = None

    @property
    def is_own_wording(self) -> bool:
        return isinstance(self.item, FactItem) and self.item.wording is not None


@dataclass(frozen=True)
class ReviewContext:
    """A briefing with its own snapshot of the library (`catalogue`) and the installed one (`library`).

    `parses` are the parses of its texts, where there is a parser.
    """

    briefing: Briefing
    catalogue: Catalogue
    scales: Scales
    library: Catalogue | None = None
    parses: Parses | None = None

    def parse(self, text: str) -> Parse | None:
        """Return the parse of a text; None where there is no parser, or where it has not parsed it yet."""
        return self.parses.parse(text) if self.parses else None

    @cached_property
    def scheme(self) -> Scheme | None:
        return self.scales.schemes.get(self.briefing.scheme_id)

    @cached_property
    def likelihood(self) -> Scale | None:
        return self.scheme.scale(Subject.LIKELIHOOD) if self.scheme else None

    @cached_property
    def confidence(self) -> Scale | None:
        return self.scheme.scale(Subject.CONFIDENCE) if self.scheme else None

    @cached_property
    def rows(self) -> tuple[ReviewRow, ...]:
        return tuple(self._rows())

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The items of all rows, by their id."""
        return {row.item.id: row.item for row in self.rows}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """The facts of the rows that show one, by the id of the row."""
        return {row.item.id: row.fact for row in self.rows if row.fact}

    @cached_property
    def evidence(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The evidence of the rows that can have it, by the id of the row."""
        return {row.item.id: row.item.evidence for row in self.rows if isinstance(row.item, Reasoned)}

    @cached_property
    def actors_and_speakers(self) -> frozenset[str]:
        """The names of all who act or are quoted in a fact of the snapshot or of the installed library."""
        library = self.library.material.facts if self.library else ()
        facts = (*self.catalogue.material.facts, *library)
        return frozenset(
            name for fact in facts for name in (*fact.actors, fact.attributed_to or "") if name
        )

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The actors of the snapshot and of the installed library, each once."""
        library = self.library.material.actors if self.library else ()
        return tuple({actor.id: actor for actor in (*library, *self.catalogue.material.actors)}.values())

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The names of publications that contain the name of a country, which is no party in them."""
        libraries = (self.catalogue, self.library) if self.library else (self.catalogue,)
        publishers = (each for library in libraries for each in library.publishers.values())
        names = dict.fromkeys(
            name for each in publishers if each.kind in _PUBLICATIONS for name in (each.name, *each.also)
        )
        return tuple(name for name in names if _has_country(name))

    def cited_sources(self, fact: Fact) -> list[Source]:
        """List the sources of a fact, one for each citation."""
        return [self.catalogue.sources[citation.source_id] for citation in fact.citations]

    def _rows(self) -> Iterator[ReviewRow]:
        rows_of = _rows_with(self.catalogue)
        for section in self.briefing.walk_sections():
            yield from rows_of(section)


@remembered(8)
def _rows_with(catalogue: Catalogue) -> Remembered[Section, tuple[ReviewRow, ...]]:
    """Return the function that makes the rows of a section: the same objects for the same section."""
    return Remembered(lambda section: tuple(_rows_in(section, catalogue)), MAX_ROWS, rows_in)


def _rows_in(section: Section, catalogue: Catalogue) -> Iterator[ReviewRow]:
    for item in section.items:
        if isinstance(item, FactItem):
            fact = catalogue.facts[item.fact_id]
            yield ReviewRow(item, item.wording or fact.statement, fact)
        elif isinstance(item, Judgement | Prose):
            yield ReviewRow(item, item.text)
        else:
            yield ReviewRow(item, item.caption)


@functools.lru_cache(maxsize=1024)
def _has_country(name: str) -> bool:
    """Return whether a name has the name of a country, and more than that."""
    return any(len(country.span.text) < len(name) for country in countries_in(name))
