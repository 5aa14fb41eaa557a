"""Write the entries of facts into an index: all of a catalogue, or those that changed since."""

from __future__ import annotations

import itertools
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from briefing.library.index import schema
from briefing.library.index.entries import Entry, EntryMaker, GradeKey
from briefing.library.index.fact_texts import IndexColumn
from briefing.library.index.tokens import joined
from briefing.model.fact import Fact
from briefing.model.library import Catalogue

Progress = Callable[[int, int], None]
"""Called with the number of facts that are done, and of all; it may raise to stop."""

_SPACING = 16
"""Distance of the rowids of neighbours, so that new facts fit between them in the order of the grades."""
_BATCH = 2_000
_MOST_KNOWN_TERMS = 200_000
_INSERT_WORDS = f"""
    insert into words (rowid, {", ".join((*schema.PLAIN, *schema.STEMS, schema.FACETS_COLUMN))})
    values ({", ".join("?" * (2 + len(schema.PLAIN) + len(schema.STEMS)))})
"""  # noqa: S608


class NoRoomError(Exception):
    """No rowid is free between the neighbours of a new fact; the index must be built again."""


def ignore_progress(_done: int, _total: int) -> None:
    """Do nothing."""


def build(
    connection: sqlite3.Connection, catalogue: Catalogue, progress: Progress = ignore_progress
) -> None:
    """Write the facts of a catalogue into an empty index, sorted by grade."""
    facts = catalogue.material.facts
    maker = EntryMaker(catalogue)
    grades = array("q", (maker.grade(fact).order for fact in facts))
    in_order = sorted(range(len(facts)), key=grades.__getitem__)
    writer = _Writer(connection, maker)
    connection.execute("begin")
    rows = ((place * _SPACING, facts[number]) for place, number in enumerate(in_order, start=1))
    writer.add(rows, len(facts), progress)
    writer.finish()
    connection.execute("commit")
    schema.add_indexes(connection)


def update(
    connection: sqlite3.Connection, catalogue: Catalogue, progress: Progress = ignore_progress
) -> None:
    """Bring an index of an earlier state of a library up to date.

    Raises NoRoomError where it must be built again, since there are too many changes or they are too near.
    """
    maker = EntryMaker(catalogue)
    stored: dict[str, tuple[int, bytes]] = {
        fact_id: (rowid, digest)
        for rowid, fact_id, digest in connection.execute("select rowid, id, digest from fact")
    }
    facts = catalogue.material.facts
    changed = [fact for fact in facts if stored.get(fact.id, (0, b""))[1] != maker.digest(fact)]
    wanted = catalogue.facts.keys()
    obsolete = [stored[fact.id][0] for fact in changed if fact.id in stored]
    obsolete += [rowid for fact_id, (rowid, _) in stored.items() if fact_id not in wanted]
    retired = connection.execute("select count(*) from retired").fetchone()[0] + len(obsolete)
    if len(changed) + retired > len(facts) // 4:
        raise NoRoomError
    writer = _Writer(connection, maker)
    connection.execute("begin")
    writer.remove(obsolete)
    writer.add(_placed(connection, maker, changed), len(changed), progress)
    writer.finish()
    connection.execute("commit")


def _placed(
    connection: sqlite3.Connection, maker: EntryMaker, facts: Iterable[Fact]
) -> Iterator[tuple[int, Fact]]:
    """Yield a free rowid for each fact, among the facts of its grade or between those next to it."""
    taken = {rowid for (rowid,) in connection.execute("select fact from retired")}
    for fact in sorted(facts, key=lambda fact: maker.grade(fact).order):
        rowid = _free_row(connection, maker.grade(fact).order, taken)
        taken.add(rowid)
        yield rowid, fact


def _free_row(connection: sqlite3.Connection, order: int, taken: set[int]) -> int:
    before = "select rowid from fact where grade <= ? order by grade desc, rowid desc limit 1"
    previous = (connection.execute(before, (order,)).fetchone() or (0,))[0]
    after = "select min(rowid) from fact where rowid > ?"
    following = connection.execute(after, (previous,)).fetchone()[0]
    last = following or max((previous, *taken)) + 2
    for rowid in range(previous + 1, last):
        if rowid not in taken:
            return rowid
    raise NoRoomError


class _Writer:
    """Writes entries, and counts the facets of the facts."""

    def __init__(self, connection: sqlite3.Connection, maker: EntryMaker) -> None:
        self._connection = connection
        self._maker = maker
        self._facets: dict[tuple[str, str], int] = {}
        self._counts: Counter[int] = Counter()
        for number, kind, value, facts in connection.execute("select * from facet"):
            self._facets[kind, value] = number
            self._counts[number] = facts
        self._numbers = itertools.count(max(self._facets.values(), default=0) + 1)
        self._known_terms: set[str] = set()
        self._last_term = connection.execute("select coalesce(max(rowid), 0) from term").fetchone()[0]

    def add(self, rows: Iterable[tuple[int, Fact]], total: int, progress: Progress) -> None:
        """Add facts; the rowids should ascend."""
        done = 0
        iterator = iter(rows)
        progress(0, total)
        # A fact must be in the table before the place of the next is looked for.
        while batch := list(itertools.islice(iterator, _BATCH)):
            self._write(batch)
            done += len(batch)
            progress(done, total)

    def remove(self, rowids: Sequence[int]) -> None:
        """Remove facts. Their words remain in the index, without a fact to which they lead."""
        for rowid in rowids:
            blob = self._connection.execute("select facets from fact where rowid = ?", (rowid,)).fetchone()[
                0
            ]
            self._counts.subtract(numbers_in(blob))
        rows = [(rowid,) for rowid in rowids]
        self._connection.executemany("insert into retired values (?)", rows)
        self._connection.executemany("delete from fact where rowid = ?", rows)

    def finish(self) -> None:
        """Write what all entries have in common."""
        self._connection.executemany(
            "insert or replace into facet values (?, ?, ?, ?)",
            [(number, *facet, self._counts[number]) for facet, number in self._facets.items()],
        )
        self._connection.execute(
            "insert into term_part (rowid, term) select rowid, term from term where rowid > ?",
            (self._last_term,),
        )

    def _write(self, rows: Sequence[tuple[int, Fact]]) -> None:
        facts, words, terms = [], [], dict[str, None]()
        for rowid, fact in rows:
            entry, grade = self._maker.entry(fact), self._maker.grade(fact)
            numbers = sorted(self._number(facet) for facet in entry.facets)
            self._counts.update(numbers)
            facts.append(
                (rowid, fact.id, *_dated(grade), array("I", numbers).tobytes(), self._maker.digest(fact))
            )
            words.append((rowid, *_columns(entry), " ".join(map(facet_token, numbers))))
            for tokens in entry.tokens.values():
                terms.update(dict.fromkeys(tokens.plain))
                terms.update(dict.fromkeys(tokens.stems))
        self._connection.executemany("insert into fact values (?, ?, ?, ?, ?, ?, ?)", facts)
        self._connection.executemany(_INSERT_WORDS, words)
        self._add_terms(terms)

    def _add_terms(self, terms: Iterable[str]) -> None:
        new = [term for term in terms if term not in self._known_terms]
        self._connection.executemany(
            "insert or ignore into term (term) values (?)", [(each,) for each in new]
        )
        if len(self._known_terms) > _MOST_KNOWN_TERMS:
            self._known_terms.clear()
        self._known_terms.update(new)

    def _number(self, facet: tuple[str, str]) -> int:
        number = self._facets.get(facet)
        if number is None:
            number = self._facets[facet] = next(self._numbers)
        return number


def facet_token(number: int) -> str:
    """Return the token by which the words of facts with a facet are found."""
    return f"f{number}"


def numbers_in(blob: bytes) -> array[int]:
    """Return the numbers of the facets of a fact."""
    numbers = array("I")
    numbers.frombytes(blob)
    return numbers


def _dated(grade: GradeKey) -> tuple[int, int | None, int | None]:
    return grade.order, grade.earliest, grade.latest


def _columns(entry: Entry) -> Iterator[str]:
    """Yield the text of each column of words."""
    statement, topics = entry.tokens[IndexColumn.STATEMENT], entry.tokens[IndexColumn.TOPICS]
    others = [column for column in IndexColumn if column not in {IndexColumn.STATEMENT, IndexColumn.TOPICS}]
    stems = (statement, topics, joined(entry.tokens[column] for column in others))
    yield from (" ".join(entry.tokens[column].plain) for column in IndexColumn)
    yield from (" ".join(each.stems) for each in stems)
