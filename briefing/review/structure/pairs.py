"""Pair the words of a wording with those of its statement, without names and figures."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.language import Parse
from briefing.review.alignment.matching import Alignment, align
from briefing.review.alignment.words import ContentWord, words_of
from briefing.review.lexicon import RelationKind, load_lexicon

_PAIRED = frozenset({"NOUN", "VERB", "ADJ"})
_CLOSE = frozenset({RelationKind.SAME, RelationKind.FORM, RelationKind.SYNONYM, RelationKind.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words with one meaning: of the wording and of the statement, each the index of its token."""

    word: int
    held: int
    is_verbal: bool
    """Whether one of them is a verb, and so perhaps both are about an event."""


@functools.lru_cache(maxsize=512)
def pairs_of(wording: Parse, statement: Parse) -> tuple[Pair, ...]:
    """Return the pairs of words that correspond, in the order of the wording."""
    return tuple(_pairs(wording, statement))


def _pairs(wording: Parse, statement: Parse) -> Iterator[Pair]:
    words, held = words_of(wording), words_of(statement)
    alignment = align(words, held, load_lexicon())
    best = _best(alignment)
    for number in sorted(alignment.matches):
        match = alignment.matches[number]
        if number not in best and match.relation.kind is RelationKind.SYNONYM:
            continue  # A second word for what another one says better: "has given", beside "furnishing".
        one, other = words[number], held[match.held]
        if match.relation.kind in _CLOSE and _is_paired(one) and _is_paired(other):
            is_event = one.pos == other.pos == "VERB" or match.relation.kind is not RelationKind.SYNONYM
            yield Pair(one.index, other.index, is_event and "VERB" in {one.pos, other.pos})


def _best(alignment: Alignment) -> frozenset[int]:
    """Return for each word of the statement the word of the wording that says most exactly the same."""
    strengths = list(RelationKind)
    chosen: dict[int, int] = {}
    for number, match in alignment.matches.items():
        other = chosen.get(match.held)
        rank = strengths.index(match.relation.kind)
        if other is None or rank < strengths.index(alignment.matches[other].relation.kind):
            chosen[match.held] = number
    return frozenset(chosen.values())


def _is_paired(word: ContentWord) -> bool:
    return word.pos in _PAIRED and not word.is_name
