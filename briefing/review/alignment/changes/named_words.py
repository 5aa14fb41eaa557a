"""The names among the words of a text, and the parts that they have in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from briefing.review.alignment.figures import HeldFigure
from briefing.review.alignment.holdings import names_state
from briefing.review.alignment.matching import Entities
from briefing.review.alignment.words import ContentWord
from briefing.review.lexicon import NameMention
from briefing.review.lexicon.names import capital_of
from briefing.review.text.parties import name_in_text
from briefing.review.text.segmentation import Span

S = TypeVar("S", NameMention, HeldFigure, Span)
OwnedNames = dict[int, dict[ContentWord, str]]
"""By the index of a word: the names that belong to it, each with what it names."""

PLACES = frozenset({"in", "at", "near"})
_CITY = "place:"
_OWNING = frozenset({"modifier", "of"})
_ALIKE = 3
"""Forms of a country's name begin with the same letters, so many at least."""
_OTHER_NAMES = frozenset({"America", "Britain", "Burma", "Holland", "Persia"})


def overlap(word: ContentWord, start: int, end: int) -> bool:
    return word.start < end and start < word.end


def at_word(spans: Sequence[S], word: ContentWord) -> S | None:
    """Return the first of some names or figures that a word is a part of."""
    return next((each for each in spans if overlap(word, each.start, each.end)), None)


def span_of_word(word: ContentWord) -> Span:
    return Span(word.start, word.end, word.text)


def entities_of(words: Sequence[ContentWord], names: Sequence[NameMention]) -> Entities:
    """Map the names among words to what they name; a government is its country."""
    return {word.index: entity_of(word, mention) for word in words if (mention := at_word(names, word))}


def entity_of(word: ContentWord, mention: NameMention) -> str:
    """Return what a name is of: a government's country, but of "in Moscow" the city."""
    capital = capital_of(mention.country) if mention.entity.endswith("/capital") else None
    if capital is not None:
        return f"{_CITY}{capital.lower()}"
    if not names_state(mention):
        return mention.entity
    return f"{_CITY}{mention.text.lower()}" if _is_city(word, mention) else mention.country


def _is_city(word: ContentWord, mention: NameMention) -> bool:
    """Return whether a capital is a place and no government."""
    name = name_in_text(mention.country)
    is_form_of_name = mention.text[:_ALIKE] == name[:_ALIKE] or mention.text.isupper()
    return word.role in PLACES and not is_form_of_name and mention.text not in _OTHER_NAMES


def cities_of(words: Sequence[ContentWord], names: Sequence[NameMention]) -> dict[ContentWord, str]:
    """Map the words for capitals where something happens to their countries: in Moscow."""
    cities = {}
    for word in words:
        mention = at_word(names, word)
        if mention is not None and entity_of(word, mention).startswith(_CITY) and word.role in PLACES:
            cities[word] = mention.country
    return cities


def agents_of(words: Sequence[ContentWord], names: Sequence[NameMention]) -> OwnedNames:
    """Map predicates to the names of who acts."""
    return _by_head(words, names, lambda word: word.role == "subject")


def owners_of(words: Sequence[ContentWord], names: Sequence[NameMention]) -> OwnedNames:
    """Map the things that belong to somebody to the names of the owners, all as their countries."""
    owned = _by_head(words, names, lambda word: word.role in _OWNING)
    return {
        head: countries
        for head, owners in owned.items()
        if (countries := {o: m.country for o in owners if (m := at_word(names, o)) and m.country})
    }


def _by_head(
    words: Sequence[ContentWord],
    names: Sequence[NameMention],
    counts: Callable[[ContentWord], bool],
) -> OwnedNames:
    owned: OwnedNames = {}
    for word in words:
        mention = at_word(names, word)
        if mention is not None and counts(word):
            owned.setdefault(word.head, {})[word] = entity_of(word, mention)
    return owned
