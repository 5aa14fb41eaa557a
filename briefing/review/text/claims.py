"""Clauses of a text, the words that carry their meaning, and whether a title makes a claim."""

from __future__ import annotations

import functools
import itertools
import re

from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, plain, stem, words
from briefing.review.text.word_lists import phrases, word_lists

_BREAK = re.compile(
    r"[;:,.]\s+|\s+[–—]\s+|\s+(?:but|and|while|although|though|whereas|yet)\s+", re.IGNORECASE
)
_LEAST_WORDS = 3
"""Fewer words than these are no clause: "gas and oil" is one thing."""
_SHORT_WORD = 2
_ASKS = re.compile(r"\s*(?:what|how|who|where|when|which|whether)\b", re.IGNORECASE)


def clauses(text: str) -> list[Span]:
    """Divide a text where a clause may end; parts of too few words belong to the one before or after."""
    bounds = [0]
    for match in _BREAK.finditer(plain(text)):
        begun = text[bounds[-1] : match.start()]
        if min(len(words(begun)), len(words(text[match.end() :]))) >= _LEAST_WORDS:
            bounds += [match.start(), match.end()]
    bounds.append(len(text))
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return [Span(start, end, text[start:end]) for start, end in pairs]


@functools.lru_cache(maxsize=4096)
def content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning: not those of grammar, nor terms of likelihood.

    A country is its code, by whatever name: "Russian" and "Moscow" mean the same.
    """
    grammar = word_lists().claims.grammar
    bare = phrases(*word_lists().estimative.terms).sub(" ", text)
    countries = countries_in(bare)
    of_countries = {each.span.start for each in countries}
    stems = (
        stem(word.text)
        for word in words(bare)
        if len(word.text) > _SHORT_WORD and word.low not in grammar and word.start not in of_countries
    )
    return frozenset(stems).union(each.code for each in countries)


def has_verb(clause: str) -> bool:
    """Return whether a clause seems to have a finite verb."""
    return clause in phrases(*word_lists().claims.verbs, *word_lists().claims.certain, "*ed")


def asks(title: str) -> bool:
    """Return whether a title is a question, or begins as one: "What the treaty provides"."""
    return bool(_ASKS.match(title)) or title.rstrip().endswith("?")


def makes_claim(title: str) -> bool:
    """Return whether a title is a sentence that says something, and not the name of a topic."""
    lists = word_lists()
    if asks(title):
        return False
    if title in phrases(*lists.claims.verbs, *lists.estimative.terms):
        return True
    names = {country.span.end for country in countries_in(title)}
    every = words(title)
    return any(
        before.end in names and word.low in lists.claims.verbs_after_a_name
        for before, word in itertools.pairwise(every)
    )
