"""Say where a fact matches the words of a search: in its statement, or else where."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.library.index.fact_texts import FactText, IndexColumn, fact_texts, names_of_actors
from briefing.library.index.tokens import FEWEST_LETTERS_INSIDE, indexed, is_spaceless, pieces, stem_of
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.text.spelling import Word, folded, words

_WORD = re.compile(r"[\w'’\u200c-]+")


def matching_spans(text: str, query: str) -> list[tuple[int, int]]:
    """Return start and end of each word of a text that a search for `query` finds."""
    typed = list(words(query))
    spans = _spans(text, typed, _matches)
    if not spans:
        spans = _spans(text, typed, _is_inside)
    return spans


def place_of_match(fact: Fact, catalogue: Catalogue, query: str) -> str:
    """Return where a fact has the words that its statement lacks, such as "in the source: A report".

    Empty where the statement has all of them.
    """
    missing = [word for word in words(query) if not _is_in(word, fact.statement, _matches)]
    if not missing:
        return ""
    texts = _shown_texts(fact, catalogue)
    for matches in (_matches, _is_inside):
        for text in texts:
            if any(_is_in(word, text.text, matches) for word in missing):
                return f"{text.place}: {text.text}" if text.place else ""
    return ""


def _shown_texts(fact: Fact, catalogue: Catalogue) -> list[FactText]:
    texts = fact_texts(fact, catalogue, names_of_actors(catalogue.material.actors))
    return [
        each._replace(text=each.text.replace("-", " ")) if each.column is IndexColumn.TOPICS else each
        for each in texts
    ]


_Comparison = Callable[[Word, str], bool]


def _spans(text: str, typed: list[Word], matches: _Comparison) -> list[tuple[int, int]]:
    return [
        _narrowed(match.start(), match.group(), typed)
        for match in _WORD.finditer(text)
        if any(matches(word, match.group()) for word in typed)
    ]


def _narrowed(start: int, word: str, typed: list[Word]) -> tuple[int, int]:
    """Return the span of a word, or of the letters sought in a text without spaces between words."""
    plain = folded(word)
    if is_spaceless(word) and len(plain) == len(word):
        for part in (part for each in typed for part in each.parts):
            if (offset := plain.find(part)) >= 0:
                return start + offset, start + offset + len(part)
    return start, start + len(word)


def _is_in(word: Word, text: str, matches: _Comparison) -> bool:
    return any(matches(word, match.group()) for match in _WORD.finditer(text))


def _wanted(word: Word) -> list[str]:
    return [piece for text in (*word.parts, *word.wholes) for piece in pieces(text)]


def _tokens(text: str) -> list[str]:
    return [token for word in words(text) for token in indexed(word)]


def _matches(typed: Word, text: str) -> bool:
    """Return whether a word of a text is found by a typed one: by its beginning or by its stem."""
    return any(
        token.startswith(part) or stem_of(token) == stem_of(part)
        for token in _tokens(text)
        for part in _wanted(typed)
    )


def _is_inside(typed: Word, text: str) -> bool:
    """Return whether a word of a text has a typed one inside it."""
    parts = [part for part in _wanted(typed) if len(part) >= FEWEST_LETTERS_INSIDE]
    return any(part in token for token in _tokens(text) for part in parts)
