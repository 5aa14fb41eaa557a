"""Lists of names, dates and things in a text, for numbers that say how many are listed."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from briefing.language import Parse

_MOST = 12
"""Longer lists are not counted in words."""
_NAMING = frozenset({"NOUN", "PROPN", "NUM"})


def counts_list(wording: Parse, statement: Parse, start: int, number: float) -> bool:
    """Return whether the number at a character of a wording is that of a list in one of the two texts.

    It is "the three governments" where the statement names three, or "four documents, the treaties of 1961
    and 2000 and the declarations of 2000 and 2001".
    """
    token = next((each for each, t in enumerate(wording.tokens) if t.start == start), None)
    if token is None or not wording.tokens[token].text.isalpha() or not 1 < number <= _MOST:
        return False
    if wording.tokens[token].dep != "nummod":
        return False
    noun = wording.tokens[token].head
    own = {_size(wording, each) for each in _appositions(wording, noun)}
    own |= {_years(wording, noun), *_sizes_after(wording, noun)}
    return number in own | _sizes_of_names(statement)


def _appositions(parse: Parse, noun: int) -> Iterator[int]:
    yield from (each for each in parse.children(noun) if parse.tokens[each].dep == "appos")


def _sizes_after(parse: Parse, noun: int) -> Iterator[int]:
    """Yield the size of the list after a colon that follows a noun: four texts: the treaties of 1961."""
    if noun + 1 < len(parse.tokens) and parse.tokens[noun + 1].text == ":":
        firsts = (
            each
            for each in range(noun + 2, len(parse.tokens))
            if parse.tokens[each].pos in _NAMING and parse.tokens[each].dep not in {"conj", "compound"}
        )
        yield from (_size(parse, each) for each in list(firsts)[:1])


@functools.lru_cache(maxsize=1024)
def _sizes_of_names(parse: Parse) -> frozenset[int]:
    """Return how many names each list of names in a text has."""
    return frozenset(
        _size(parse, number)
        for number, token in enumerate(parse.tokens)
        if token.pos == "PROPN" and token.dep != "conj" and _joined(parse, number)
    )


def _size(parse: Parse, first: int) -> int:
    """Return how many things a list has; one that is named by several years counts as so many."""
    return sum(_years(parse, each) for each in (first, *_joined(parse, first)))


def _joined(parse: Parse, first: int) -> list[int]:
    """Return what is joined to a word, directly or in turn."""
    found = [each for each in parse.children(first) if parse.tokens[each].dep == "conj"]
    return [member for each in found for member in (each, *_joined(parse, each))]


def _years(parse: Parse, noun: int) -> int:
    """Return the number of years after "of", as in "the treaties of 1961 and 2000", or one."""
    for preposition in parse.children(noun):
        for year in parse.children(preposition):
            if parse.tokens[preposition].text == "of" and parse.tokens[year].pos == "NUM":
                return 1 + len(_joined(parse, year))
    return 1
