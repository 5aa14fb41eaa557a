"""Expressions of FTS5 for typed words: which columns must have which tokens."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.library.index import schema
from briefing.library.index.build import facet_token
from briefing.library.index.fact_texts import IndexColumn
from briefing.library.index.tokens import FEWEST_LETTERS_INSIDE, pieces, stem_of
from briefing.text.spelling import Word, words

_LONGEST_INDEXED_PREFIX = 4
_MOST_TERMS = 100
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Scope:
    """The columns of words in which a typed word is looked for, and those of their stems."""

    plain: str
    stems: str

    @classmethod
    def of(cls, plain: Sequence[str], stems: Sequence[str]) -> _Scope:
        return cls(f"{{{' '.join(plain)}}}", f"{{{' '.join((*plain, *stems))}}}")


SCOPES = (
    _Scope.of((IndexColumn.STATEMENT,), schema.STEMS[:1]),
    _Scope.of((IndexColumn.STATEMENT, IndexColumn.TOPICS), schema.STEMS[:2]),
    _Scope.of(schema.PLAIN, schema.STEMS),
)
"""From the statement alone to all texts; a fact in an earlier scope is the better match."""


@dataclass(frozen=True, slots=True)
class _TypedToken:
    """A typed token: the terms that it may mean, or None for every term that begins with it."""

    text: str
    terms: tuple[str, ...] | None
    stem: str


class TypedWords:
    """The words of a query, looked up among the terms of an index."""

    def __init__(self, connection: sqlite3.Connection, text: str) -> None:
        self._connection = connection
        self._words = [self._alternatives(word) for word in words(text)]
        self.has_no_word = bool(text.strip()) and not self._words

    def __bool__(self) -> bool:
        return bool(self._words)

    def expressions(self) -> list[str]:
        """Return the expression for each of `SCOPES`."""
        return [
            " AND ".join(_all_of(alternatives, scope) for alternatives in self._words) for scope in SCOPES
        ]

    def _alternatives(self, word: Word) -> list[list[_TypedToken]]:
        """Return the lists of tokens that a word may be: its parts, or any of its wholes."""
        return [
            [self._looked_up(piece) for part in parts for piece in pieces(part)]
            for parts in (word.parts, *((whole,) for whole in word.wholes))
        ]

    def _looked_up(self, text: str) -> _TypedToken:
        """Look up which terms begin with a token.

        FTS5 collects all facts of a longer prefix before it returns the first; those of given terms it
        returns as it goes. A token with which nothing begins may be inside of words.
        """
        if len(text) <= _LONGEST_INDEXED_PREFIX and self._begins_a_term(text):
            return _TypedToken(text, None, stem_of(text))
        terms = self._terms("term >= ? and term < ?", (text, text + _LAST))
        if not terms and not self._terms("term = ?", (stem_of(text),)):
            terms = self._terms_with(text)
        return _TypedToken(text, None if len(terms) > _MOST_TERMS else tuple(terms), stem_of(text))

    def _terms_with(self, text: str) -> list[str]:
        """Return terms that have a text inside them."""
        if len(text) < FEWEST_LETTERS_INSIDE:
            return []
        inside = "rowid in (select rowid from term_part where term_part match ?)"
        return self._terms(inside, (f'"{text}"',), _MOST_TERMS)

    def _begins_a_term(self, text: str) -> bool:
        return bool(self._terms("term >= ? and term < ?", (text, text + _LAST), 1))

    def _terms(self, condition: str, values: tuple[str, ...], most: int = _MOST_TERMS + 1) -> list[str]:
        statement = f"select term from term where {condition} limit {most}"  # noqa: S608
        return [term for (term,) in schema.rows_of(self._connection, statement, values)]


def _all_of(alternatives: list[list[_TypedToken]], scope: _Scope) -> str:
    return " OR ".join(
        " AND ".join(_token(token, scope) for token in tokens).join("()")
        for tokens in alternatives
        if tokens
    ).join("()")


def _token(token: _TypedToken, scope: _Scope) -> str:
    """Return the expression for a token: as a beginning in plain columns, or by its stem in all."""
    if token.terms is None:
        plain = f'{scope.plain} : "{token.text}"*'
    else:
        exact = " OR ".join(f'"{term}"' for term in token.terms or (token.text,))
        plain = f"{scope.plain} : ({exact})"
    return f'({plain} OR {scope.stems} : "{token.stem}")'


def any_facet(numbers: Iterable[int]) -> str:
    """Return the expression for facts with any of these facets."""
    tokens = " OR ".join(f'"{facet_token(number)}"' for number in numbers)
    return f"{schema.FACETS_COLUMN} : ({tokens})"
