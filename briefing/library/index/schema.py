"""The tables of the index, and the file that contains them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefing.library.code_version import code_version
from briefing.library.index.fact_texts import IndexColumn

PLAIN = tuple(map(str, IndexColumn))
STEMS = ("statement_stems", "topics_stems", "other_stems")
FACETS_COLUMN = "facets"

# The tokenizer only parts at spaces: all folding is done before, and every character above ASCII is part of
# a token. Neither positions nor texts are stored: words need not follow each other, and texts are in the
# records. The prefixes are those of up to four letters; longer ones are looked up among the terms.
_SCHEMA = f"""
create table meta (name text primary key, value text) without rowid;
create table fact (
    rowid integer primary key, id text unique, grade integer, earliest integer, latest integer,
    facets blob, digest blob
);
create table facet (number integer primary key, kind text, value text, facts integer, unique (kind, value));
create table term (rowid integer primary key, term text unique);
create table retired (fact integer primary key);
create virtual table term_part using fts5 (term, content='', tokenize='trigram');
create virtual table words using fts5 (
    {", ".join((*PLAIN, *STEMS, FACETS_COLUMN))},
    content='', detail=column, prefix='1 2 3 4', tokenize='ascii'
);
"""
_INDEXES = "create index fact_by_grade on fact (grade);"
_BULK = """
pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536;
pragma locking_mode = exclusive;
"""
_READING = "pragma query_only = on; pragma mmap_size = 2147483648; pragma cache_size = -16384;"


class SearchInterruptedError(Exception):
    """Another thread stopped the search."""


def create(path: Path | None) -> sqlite3.Connection:
    """Create an index in a new file, or in memory; it is not written safely until it is complete."""
    connection = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
    connection.executescript(_BULK + _SCHEMA)
    return connection


def add_indexes(connection: sqlite3.Connection) -> None:
    connection.executescript(_INDEXES)


def open_for_changes(path: Path) -> sqlite3.Connection:
    """Open a copy of an index to change it."""
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.executescript(_BULK)
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a complete index, which is never changed in place, so it needs no lock and no writable folder.

    Raises sqlite3.Error where it is damaged.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
    try:
        connection.executescript(_READING)
        _check_size(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_size(connection: sqlite3.Connection, path: Path) -> None:
    pages, size = _number(connection, "page_count"), _number(connection, "page_size")
    if pages * size != path.stat().st_size:
        raise sqlite3.DatabaseError("the file is shorter or longer than it was when it was written")


def rows_of(connection: sqlite3.Connection, statement: str, values: Sequence[Any]) -> Iterator[Any]:
    """Yield the rows of a query. Raises SearchInterruptedError."""
    try:
        yield from connection.execute(statement, values)
    except sqlite3.OperationalError as error:
        if str(error) == "interrupted":
            raise SearchInterruptedError from None
        raise


def key_of(connection: sqlite3.Connection) -> str:
    """Return the version of the code with the key of the library, as `set_key` wrote them."""
    row = connection.execute("select value from meta where name = 'key'").fetchone()
    return row[0] if row else ""


def is_current(connection: sqlite3.Connection) -> bool:
    """Return whether an index was written by the current code."""
    return key_of(connection).startswith(written_key(""))


def set_key(connection: sqlite3.Connection, key: str) -> None:
    connection.execute("insert or replace into meta values ('key', ?)", (written_key(key),))


def written_key(key: str) -> str:
    return f"{code_version('library/index', 'model', 'text')} {key}"


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    number: int = connection.execute(f"pragma {pragma}").fetchone()[0]
    return number
