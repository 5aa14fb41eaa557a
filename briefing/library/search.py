"""A searchable index of facts: SQLite FTS5 in memory, with filters and facet counts."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from briefing.model.dates import calendar_day
from briefing.model.edtf import parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Source
from briefing.model.terms import CalendarDate, Reliability, Standing
from briefing.model.value import Value
from briefing.text.spelling import Word, stem, words

_SCHEMA = """
create table fact (
    rowid integer primary key, id text unique, treaty text, standing text,
    credibility integer, earliest integer, latest integer, position integer, reliability text
);
create table facet (fact integer, kind text, value text);
create virtual table words using fts5 (
    statement, actors, sources, articles, topics, rest, stems, statement_stems, topic_stems,
    content='', tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);
"""
_INDEXES = (
    "create index facet_by_value on facet (kind, value, fact); create index facet_by_fact on facet (fact);"
)
FACETS = ("treaty", "topic", "standing", "actor", "reliability", "publisher")


class FactQuery(Value, frozen=True):
    """Conditions that a fact must meet together; of the values of one condition any will do.

    `text` is matched word by word in any spelling, each as the beginning of a word or as a form of one.
    `since` and `until` select facts whose date may be in that span, both days included.
    """

    text: str = ""
    treaty: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    standing: tuple[Standing, ...] = ()
    actor: tuple[str, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    publisher: tuple[str, ...] = ()
    since: CalendarDate | None = None
    until: CalendarDate | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching fact; a smaller `rank` is a better match."""

    fact_id: str
    rank: int


class FactIndex:
    """An index over a catalogue's facts, built by the constructor; queries do not change it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        with self._connection as db:
            db.executescript(_SCHEMA)
            for number, fact in enumerate(catalogue.material.facts, start=1):
                self._add(db, number, fact, catalogue)
            db.executescript(_INDEXES)

    def close(self) -> None:
        self._connection.close()

    def search(self, query: FactQuery) -> list[Hit]:
        """Return the facts that meet every condition: best match first, without `text` in library order.

        Facts with all words in the statement come first, then those with the others in a topic, then those
        with words elsewhere; in each of these groups the better graded sources come first.
        """
        source, conditions, values = _conditions(query)
        order, order_values = "", list[Any]()
        if source != "fact":
            typed = list(words(query.text))
            order = f"case when {_AMONG} then 0 when {_AMONG} then 1 else 2 end, reliability, credibility, "
            order += "bm25(words, 4, 3, 2, 2, 2, 1, 1, 1, 1), "
            order_values = [_matches_all(typed, _STATEMENT), _matches_all(typed, _STATEMENT_AND_TOPICS)]
        statement = f"select fact.id from {source} where {conditions} order by {order}fact.position"  # noqa: S608
        rows = self._connection.execute(statement, [*values, *order_values])
        return [Hit(fact_id, rank) for rank, (fact_id,) in enumerate(rows)]

    def facets(self, query: FactQuery) -> dict[str, dict[str, int]]:
        """Count, for each kind of facet, the matching facts by value."""
        source, conditions, values = _conditions(query)
        statement = f"""
            select kind, value, count(*) from facet
            where fact in (select fact.rowid from {source} where {conditions})
            group by kind, value order by kind, 3 desc, value
        """  # noqa: S608
        counts: dict[str, dict[str, int]] = {kind: {} for kind in FACETS}
        for kind, value, count in self._connection.execute(statement, values):
            counts[kind][value] = count
        return counts

    def _add(self, db: sqlite3.Connection, number: int, fact: Fact, catalogue: Catalogue) -> None:
        span = parse_edtf(fact.date) if fact.date else None
        row = (number, fact.id, fact.treaty_id, fact.standing, fact.credibility)
        letter = min(str(catalogue.reliability(source)) for source in _sources_of(fact, catalogue))
        dates = (span.earliest.ordinal, span.latest.ordinal) if span else (None, None)
        db.execute("insert into fact values (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, *dates, number, letter))
        db.executemany(
            "insert into facet values (?, ?, ?)",
            sorted({(number, kind, value) for kind, value in _facets_of(fact, catalogue)}),
        )
        db.execute(
            "insert into words (rowid, statement, actors, sources, articles, topics, rest, stems, "
            "statement_stems, topic_stems) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *_indexed(_words_of(fact, catalogue)), *_stems(fact.statement, " ".join(fact.topics))),
        )


def _sources_of(fact: Fact, catalogue: Catalogue) -> list[Source]:
    return [catalogue.sources[citation.source_id] for citation in fact.citations]


def _stems(*texts: str) -> list[str]:
    """Return the stems of the words of each text."""
    return [" ".join(sorted(_tokens(text)[1])) for text in texts]


def _facets_of(fact: Fact, catalogue: Catalogue) -> list[tuple[str, str]]:
    sources = _sources_of(fact, catalogue)
    return [
        ("treaty", fact.treaty_id),
        ("standing", str(fact.standing)),
        *(("topic", topic) for topic in fact.topics),
        *(("actor", actor) for actor in fact.actors),
        *(("reliability", str(catalogue.reliability(source))) for source in sources),
        *(("publisher", source.publisher_id) for source in sources),
    ]


def _indexed(texts: Iterable[str]) -> Iterator[str]:
    """Yield the tokens of each text as one text, and last their stems."""
    stems = set[str]()
    for text in texts:
        tokens, stems_of_text = _tokens(text)
        stems |= stems_of_text
        yield tokens
    yield " ".join(sorted(stems))


@functools.lru_cache(maxsize=8192)
def _tokens(text: str) -> tuple[str, frozenset[str]]:
    """Return the tokens of a text as one text, and their stems; many facts have the same sources."""
    tokens = [token for word in words(text) for token in (*word.parts, *word.wholes)]
    return " ".join(tokens), frozenset(map(stem, tokens))


def _words_of(fact: Fact, catalogue: Catalogue) -> tuple[str, ...]:
    sources = _sources_of(fact, catalogue)
    treaty = catalogue.treaties[fact.treaty_id]
    source_texts = [
        f"{source.id} {source.description} {catalogue.publisher_of(source).name}" for source in sources
    ]
    articles = [
        f"article art {citation.locator.article}"
        for citation in fact.citations
        if citation.locator and citation.locator.article
    ]
    quotes = [quote.exact for citation in fact.citations for quote in citation.quotes]
    notes = [citation.note for citation in fact.citations]
    names = (fact.id, fact.attributed_to, fact.date, treaty.title, treaty.short_title, fact.notes)
    return (
        fact.statement,
        " ".join(fact.actors),
        " ".join(source_texts),
        " ".join(articles),
        " ".join(fact.topics),
        " ".join(name for name in (*names, *quotes, *notes) if name),
    )


def _matches_all(typed: Iterable[Word], match_token: Callable[[str], str]) -> str:
    """Return the expression of FTS5 for words that are all there."""
    return " AND ".join(_match(word, match_token) for word in typed)


def _match(word: Word, match_token: Callable[[str], str]) -> str:
    """Return the expression of FTS5 for a word: together or in parts, as a beginning, or by its stem."""
    parts = " AND ".join(map(match_token, word.parts))
    return " OR ".join([f"({parts})", *map(match_token, word.wholes)]).join("()")


def _in(columns: str, stems: str) -> Callable[[str], str]:
    """Return a function that makes the expression for a token in some columns, or its stem in others."""
    return lambda token: f'({columns}"{token}"* OR {stems} : "{stem(token)}")'


_ANYWHERE = _in("", "stems")
_STATEMENT = _in("statement : ", "statement_stems")
_STATEMENT_AND_TOPICS = _in("{statement topics} : ", "{statement_stems topic_stems}")
_AMONG = "fact.rowid in (select rowid from words where words match ?)"


def _conditions(query: FactQuery) -> tuple[str, str, list[Any]]:
    """Return the tables, the conditions and their values, for SQL."""
    conditions, values = ["1"], list[Any]()
    source = "fact"
    typed = list(words(query.text))
    if typed:
        source = "words join fact on fact.rowid = words.rowid"
        conditions.append("words match ?")
        values.append(_matches_all(typed, _ANYWHERE))
    elif query.text.strip():
        conditions.append("0")
    for kind in FACETS:
        choices = getattr(query, kind)
        if choices:
            marks = ", ".join("?" * len(choices))
            conditions.append(
                f"fact.rowid in (select fact from facet where kind = ? and value in ({marks}))"  # noqa: S608
            )
            values += [kind, *map(str, choices)]
    if query.since:
        conditions.append("fact.latest >= ?")
        values.append(calendar_day(query.since).ordinal)
    if query.until:
        conditions.append("fact.earliest <= ?")
        values.append(calendar_day(query.until).ordinal)
    return source, " and ".join(conditions), values
