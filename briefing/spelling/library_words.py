"""The words of a library, which are right as they are, kept up to date record by record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import singledispatch

from briefing.model.fact import Fact
from briefing.model.library import Material
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

_PART = re.compile(r"[^\W\d_]+")
Record = Publisher | Source | Treaty | Fact


class LibraryWords:
    """The words of the statements, names, titles and units of a library, in lower case.

    A record is known by its identity: after an edit nearly all records of a briefing are the same objects.
    """

    def __init__(self, material: Material) -> None:
        self._material = Material()
        self._records: dict[int, tuple[Record, frozenset[str]]] = {}
        self._counts: Counter[str] = Counter()
        self.follow(material)

    def __contains__(self, word: str) -> bool:
        return self._counts[word] > 0

    def follow(self, material: Material) -> None:
        """Take the words of another state of the library; only records that differ are read."""
        if material is self._material:
            return
        self._material = material
        records = {id(record): record for record in _records(material)}
        for key in self._records.keys() - records.keys():
            self._counts.subtract(self._records.pop(key)[1])
        for key in records.keys() - self._records.keys():
            words = _words(_texts(records[key]))
            self._records[key] = records[key], words
            self._counts.update(words)

    def missing_in(self, material: Material) -> int:
        """Return how many records of some material have not been read."""
        if material is self._material:
            return 0
        return sum(id(record) not in self._records for record in _records(material))


def _records(material: Material) -> Iterator[Record]:
    yield from material.publishers
    yield from material.sources
    yield from material.treaties
    yield from material.facts


def _words(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(part.casefold() for text in texts if text for part in _PART.findall(text))


@singledispatch
def _texts(record: Record) -> Iterable[str | None]:
    """Return the texts of a record whose words are right as they are."""
    raise TypeError(f"no record of a library: {type(record).__name__}")


@_texts.register
def _of_publisher(publisher: Publisher) -> Iterable[str | None]:
    return (publisher.name,)


@_texts.register
def _of_source(source: Source) -> Iterable[str | None]:
    return (source.title, source.description, *source.authors)


@_texts.register
def _of_treaty(treaty: Treaty) -> Iterable[str | None]:
    return (treaty.title, treaty.short_title, *(party.name for party in treaty.parties))


@_texts.register
def _of_fact(fact: Fact) -> Iterable[str | None]:
    yield from (fact.statement, *fact.actors, fact.attributed_to, *fact.topics)
    yield fact.place.name if fact.place else None
    yield fact.quantity.unit if fact.quantity else None
