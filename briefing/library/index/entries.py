"""Index entries: everything that the index stores of a fact, made from the records of a library."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from briefing.library.index.fact_texts import (
    FactText,
    IndexColumn,
    actor_texts,
    citation_texts,
    names_of_actors,
    own_texts,
    source_texts,
    treaty_texts,
)
from briefing.library.index.tokens import Tokens, joined, tokens_of, tokens_of_name
from briefing.model.dates import calendar_day
from briefing.model.edtf import parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Source
from briefing.model.terms import Reliability, Standing

_LETTERS = {str(letter): rank for rank, letter in enumerate(Reliability)}
_STANDINGS = {standing: rank for rank, standing in enumerate(Standing)}
_UNDATED = 0
_PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DAY_BITS = 23
_DIGEST_BYTES = 16
_ENCODER = msgspec.msgpack.Encoder()


@dataclass(frozen=True, slots=True)
class GradeKey:
    """The attributes of a fact by which hits are sorted and dates are filtered.

    `order` is a number by which facts are sorted: reliability, credibility, standing, latest day first.
    """

    order: int
    earliest: int | None
    latest: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """The facets of a fact and its tokens by columns."""

    facets: list[tuple[str, str]]
    tokens: dict[IndexColumn, Tokens]


class EntryMaker:
    """Makes the entries of the facts of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.actors = names_of_actors(catalogue.material.actors)
        self._source_tokens = functools.cache(self._tokens_of_source)
        self._treaty_tokens = functools.cache(self._tokens_of_treaty)
        self._source_digest = functools.cache(self._digest_of_source)
        self._treaty_digest = functools.cache(self._digest_of_treaty)

    def grade(self, fact: Fact) -> GradeKey:
        reliability = self.catalogue.reliability
        letter = min(
            (_LETTERS[reliability(source)] for source in self._sources(fact)), default=len(_LETTERS)
        )
        earliest, latest = _span(fact.date) if fact.date else (None, None)
        day = _UNDATED if latest is None else min(max(latest, 1), (1 << _DAY_BITS) - 1)
        order = (((letter << 3) | fact.credibility) << 4) | _STANDINGS[fact.standing]
        return GradeKey((order << _DAY_BITS) | ((1 << _DAY_BITS) - 1 - day), earliest, latest)

    def entry(self, fact: Fact) -> Entry:
        sources = self._sources(fact)
        parts: dict[IndexColumn, list[Tokens]] = {column: [] for column in IndexColumn}
        parts[IndexColumn.STATEMENT].append(tokens_of((fact.statement,)))
        for text in self._texts_of_its_own(fact):
            parts[text.column].append(_tokens_of_text(text))
        parts[IndexColumn.REST] += [self._treaty_tokens(each) for each in fact.treaty_ids]
        parts[IndexColumn.SOURCES] += [self._source_tokens(source.id) for source in sources]
        tokens = {column: joined(parts[column]) for column in IndexColumn}
        return Entry(self._facets(fact, sources), tokens)

    def digest(self, fact: Fact) -> bytes:
        """Return a hash of all that the entry of a fact depends on."""
        digest = hashlib.blake2b(_ENCODER.encode(fact), digest_size=_DIGEST_BYTES)
        for citation in fact.citations:
            digest.update(self._source_digest(citation.source_id))
        for treaty_id in fact.treaty_ids:
            digest.update(self._treaty_digest(treaty_id))
        if self.actors:
            for name in (*fact.actors, fact.attributed_to):
                if name in self.actors:
                    digest.update(_ENCODER.encode(self.actors[name]))
        return digest.digest()

    def _sources(self, fact: Fact) -> list[Source]:
        return [self.catalogue.sources[citation.source_id] for citation in fact.citations]

    def _texts_of_its_own(self, fact: Fact) -> Iterable[FactText]:
        """Yield the texts that few facts share."""
        yield from actor_texts(fact, self.actors)
        for citation in fact.citations:
            yield from citation_texts(citation)
        yield from own_texts(fact)

    def _facets(self, fact: Fact, sources: list[Source]) -> list[tuple[str, str]]:
        actors = (self.actors[name].name if name in self.actors else name for name in fact.actors)
        return sorted({
            ("standing", str(fact.standing)),
            *(("treaty", treaty_id) for treaty_id in fact.treaty_ids),
            *(("topic", topic) for topic in fact.topics),
            *(("actor", actor) for actor in actors),
            *(("reliability", str(self.catalogue.reliability(source))) for source in sources),
            *(("publisher", source.publisher_id) for source in sources),
        })  # fmt: skip

    def _tokens_of_source(self, source_id: str) -> Tokens:
        source = self.catalogue.sources[source_id]
        return tokens_of(each.text for each in source_texts(source, self.catalogue))

    def _tokens_of_treaty(self, treaty_id: str) -> Tokens:
        treaty = self.catalogue.treaties.get(treaty_id)
        return tokens_of(each.text for each in treaty_texts(treaty)) if treaty else Tokens()

    def _digest_of_source(self, source_id: str) -> bytes:
        source = self.catalogue.sources[source_id]
        return _ENCODER.encode((source, self.catalogue.publisher_of(source)))

    def _digest_of_treaty(self, treaty_id: str) -> bytes:
        treaty = self.catalogue.treaties.get(treaty_id)
        return (
            _ENCODER.encode((treaty.id, *(each.text for each in treaty_texts(treaty)))) if treaty else b""
        )


def _tokens_of_text(text: FactText) -> Tokens:
    is_name = text.column is not IndexColumn.REST or text.place == "date"
    return tokens_of_name(text.text) if is_name else tokens_of((text.text,))


@functools.lru_cache(maxsize=65536)
def _span(date: str) -> tuple[int, int]:
    if _PLAIN_DAY.fullmatch(date):
        day = calendar_day(date).ordinal
        return day, day
    span = parse_edtf(date)
    return span.earliest.ordinal, span.latest.ordinal
