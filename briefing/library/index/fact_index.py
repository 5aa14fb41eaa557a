"""Search an index of facts: the best matches, their number, and the counts of their facets."""

from __future__ import annotations

import logging
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from briefing.library.index import build, schema
from briefing.library.index.expressions import TypedWords, any_facet
from briefing.library.index.fact_texts import names_of_actors
from briefing.library.index.query import FACETS, FactQuery, Hit, Total
from briefing.model.dates import calendar_day
from briefing.model.library import Catalogue

T = TypeVar("T")
log = logging.getLogger(__name__)

MOST_COUNTED = 10_000
"""Hits that `total` counts one by one; of more it says only that there are more."""
_MOST_RANKED = 2_000
_GRADE_SHIFT = 27
_WEIGHTS = "bm25(words, 4, 2, 3, 2, 2, 1, 1, 1, 1, 0)"


@dataclass(frozen=True, slots=True)
class _Conditions:
    """A query as conditions of SQL; `expressions` are those of FTS5, by scope, and may be empty."""

    expressions: list[str] = field(default_factory=list)
    dates: str = ""
    values: tuple[int, ...] = ()
    is_impossible: bool = False


class FactIndex:
    """An index over a catalogue's facts; queries do not change it, and any thread may ask them.

    The constructor builds one in memory; `open_index` opens one in a file and passes its connection.
    """

    most_facts_to_weigh = 50_000
    """Facts of an index in which hits are weighed: that reads all that is stored of each word."""

    def __init__(
        self,
        catalogue: Catalogue,
        connection: sqlite3.Connection | None = None,
        progress: build.Progress = build.ignore_progress,
    ) -> None:
        self._catalogue = catalogue
        self._is_in_file = connection is not None
        self._actors = {
            name: actor.name for name, actor in names_of_actors(catalogue.material.actors).items()
        }
        self._facts = len(catalogue.material.facts)
        self._use(connection or _built_in_memory(catalogue, progress))

    def _use(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._facets: dict[int, tuple[str, str]] = {}
        self._counts: dict[int, int] = {}
        for number, kind, value, facts in connection.execute("select * from facet"):
            self._facets[number], self._counts[number] = (kind, value), facts
        self._numbers = {facet: number for number, facet in self._facets.items()}
        self._has_retired = connection.execute("select exists (select * from retired)").fetchone()[0]

    def close(self) -> None:
        self._connection.close()

    def interrupt(self) -> None:
        """Stop the searches that run in other threads: they raise SearchInterruptedError."""
        self._connection.interrupt()

    def search(self, query: FactQuery) -> list[Hit]:
        """Return the facts that meet every condition: best match first, without `text` in library order.

        Facts with all words in the statement come first, then those with the others in a topic, then those
        with words elsewhere. In each of these groups those with better graded sources come first, then by
        the standing and the latest date, among few hits in a small library by how well the words match.
        """
        return self._safely(lambda: self._hits(query, None))

    def first(self, query: FactQuery, most: int) -> list[Hit]:
        """Return at most so many of the hits of `search`, without looking for all."""
        return self._safely(lambda: self._hits(query, most))

    def total(self, query: FactQuery) -> Total:
        """Count the matching facts, up to `MOST_COUNTED`."""
        number = self._safely(lambda: self._count(query, MOST_COUNTED + 1))
        return Total(min(number, MOST_COUNTED), is_exact=number <= MOST_COUNTED)

    def count(self, query: FactQuery) -> int:
        """Count the matching facts."""
        return self._safely(lambda: self._count(query, None))

    def facets(self, query: FactQuery) -> dict[str, dict[str, int]]:
        """Count, for each kind of facet, the matching facts by value."""
        counts = self._counts if query == FactQuery() else self._safely(lambda: self._facet_counts(query))
        by_kind: dict[str, dict[str, int]] = {kind: {} for kind in FACETS}
        for number, count in sorted(counts.items(), key=lambda each: (-each[1], self._facets[each[0]])):
            kind, value = self._facets[number]
            if count:
                by_kind[kind][value] = count
        return by_kind

    def _safely(self, work: Callable[[], T]) -> T:
        """Do some work; where the file proves to be damaged, build the index in memory and do it again."""
        try:
            return work()
        except sqlite3.Error:
            if not self._is_in_file:
                raise
            log.info("the search index is damaged; it is built again in memory", exc_info=True)
            self._is_in_file = False
            self._use(_built_in_memory(self._catalogue, build.ignore_progress))
            return work()

    # Rows

    def _hits(self, query: FactQuery, most: int | None) -> list[Hit]:
        return [Hit(fact_id, rank) for rank, fact_id in enumerate(islice(self._ids(query, most), most))]

    def _ids(self, query: FactQuery, most: int | None) -> Iterator[str]:
        conditions = self._conditions(query)
        if conditions.is_impossible:
            return iter(())
        if not query.text.strip():
            return self._in_library_order(conditions)
        is_small = self._facts <= self.most_facts_to_weigh
        if is_small and self._count_matching(conditions, _MOST_RANKED + 1) <= _MOST_RANKED:
            return self._ranked(conditions)
        return self._by_scope(conditions, most)

    def _in_library_order(self, conditions: _Conditions) -> Iterator[str]:
        source, values = self._source(conditions, -1)
        return self._column(f"select fact.id from {source} order by fact.id", values)  # noqa: S608

    def _by_scope(self, conditions: _Conditions, most: int | None) -> Iterator[str]:
        """Yield at least so many facts, each scope sorted by grade, which is the order of the rowids."""
        seen = dict[str, None]()
        limit = "" if most is None else f" limit {most}"
        for scope in range(len(conditions.expressions)):
            source, values = self._source(conditions, scope)
            statement = f"select fact.id from {source} order by words.rowid{limit}"  # noqa: S608
            seen.update(dict.fromkeys(self._column(statement, values)))
            if most is not None and len(seen) >= most:
                break
        return iter(seen)

    def _ranked(self, conditions: _Conditions) -> Iterator[str]:
        """Yield few facts, those of equal grade in one scope by how well the words match."""
        scopes: dict[int, int] = {}
        for scope in (1, 0):
            source, values = self._source(conditions, scope)
            statement = f"select words.rowid from {source}"  # noqa: S608
            scopes.update(dict.fromkeys(self._column(statement, values), scope))
        source, values = self._source(conditions, -1)
        statement = f"select words.rowid, fact.id, fact.grade, {_WEIGHTS} from {source}"  # noqa: S608
        rows = self._execute(statement, values)
        rows.sort(key=lambda row: (scopes.get(row[0], 2), row[2] >> _GRADE_SHIFT, row[3], row[0]))
        yield from (row[1] for row in rows)

    # Numbers

    def _count(self, query: FactQuery, most: int | None) -> int:
        if query == FactQuery():
            return self._facts
        conditions = self._conditions(query)
        return 0 if conditions.is_impossible else self._count_matching(conditions, most)

    def _count_matching(self, conditions: _Conditions, most: int | None) -> int:
        source, values = self._source(conditions, -1, needs_facts=False)
        limit = "" if most is None else f" limit {most}"
        statement = f"select count(*) from (select 1 from {source}{limit})"  # noqa: S608
        count: int = self._execute(statement, values)[0][0]
        return count

    def _facet_counts(self, query: FactQuery) -> Counter[int]:
        conditions = self._conditions(query)
        counts: Counter[int] = Counter()
        if conditions.is_impossible:
            return counts
        source, values = self._source(conditions, -1)
        # Many facts have the same facets: equal sets are counted before their facets are.
        blobs = self._column(f"select fact.facets from {source}", values)  # noqa: S608
        for blob, facts in Counter(blobs).items():
            for number in build.numbers_in(blob):
                counts[number] += facts
        return counts

    # Conditions

    def _conditions(self, query: FactQuery) -> _Conditions:
        typed = TypedWords(self._connection, query.text)
        filters = []
        for kind in FACETS:
            if choices := getattr(query, kind):
                numbers = self._chosen(kind, map(str, choices))
                if not numbers:
                    return _Conditions(is_impossible=True)
                filters.append(any_facet(numbers))
        dates, values = [], []
        if query.since:
            dates.append("fact.latest >= ?")
            values.append(calendar_day(query.since).ordinal)
        if query.until:
            dates.append("fact.earliest <= ?")
            values.append(calendar_day(query.until).ordinal)
        expressions = typed.expressions() if typed else [""] if filters else []
        return _Conditions(
            [" AND ".join(filter(None, (each, *filters))) for each in expressions],
            " and ".join(dates),
            tuple(values),
            typed.has_no_word,
        )

    def _chosen(self, kind: str, values: Iterator[str]) -> list[int]:
        """Return the numbers of the facets with these values; of an actor any name will do."""
        names = (self._actors.get(value, value) if kind == "actor" else value for value in values)
        return [self._numbers[kind, name] for name in names if (kind, name) in self._numbers]

    def _source(
        self, conditions: _Conditions, scope: int, *, needs_facts: bool = True
    ) -> tuple[str, list[Any]]:
        """Return the tables with their conditions, for SQL."""
        if not conditions.expressions:
            where = f" where {conditions.dates}" if conditions.dates else ""
            return f"fact{where}", list(conditions.values)
        tables, where = "words", "words match ?"
        if needs_facts or conditions.dates or self._has_retired:
            # A cross join keeps the order of the tables: words lead to facts.
            tables += " cross join fact on fact.rowid = words.rowid"
        if conditions.dates:
            where += f" and {conditions.dates}"
        return f"{tables} where {where}", [conditions.expressions[scope], *conditions.values]

    def _column(self, statement: str, values: list[Any]) -> Iterator[Any]:
        return (row[0] for row in schema.rows_of(self._connection, statement, values))

    def _execute(self, statement: str, values: list[Any]) -> list[Any]:
        return list(schema.rows_of(self._connection, statement, values))


def _built_in_memory(catalogue: Catalogue, progress: build.Progress) -> sqlite3.Connection:
    connection = schema.create(None)
    build.build(connection, catalogue, progress)
    return connection
