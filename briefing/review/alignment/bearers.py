"""Figures that are exchanged between two things that a statement counts, measures or dates."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.language import Parse
from briefing.review.lexicon import Lexicon
from briefing.review.text.dates import dates_in
from briefing.review.text.numerals import numbers_in
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases, word_lists


_SIDES = frozenset({"for", "against"})


@dataclass(frozen=True, slots=True)
class BorneFigure:
    """A figure in a text, and the words that say what it belongs to."""

    value: float
    span: Span
    bearers: frozenset[str]


def exchanged(parse: Parse, statement: Parse, lexicon: Lexicon) -> Iterator[tuple[Span, Span]]:
    """Yield each figure of a wording that belongs to what another figure of the statement belongs to.

    With it is the other figure. Both figures are in both texts.
    """
    ours, theirs = figures_of(statement), figures_of(parse)
    for one, two in itertools.combinations(theirs, 2):
        for first, second in ((one, two), (two, one)):
            held = next((each for each in ours if each.value == first.value), None)
            other = next((each for each in ours if each.value == second.value), None)
            if held is None or other is None or held.value == other.value:
                continue
            is_moved = _share(first, other, lexicon) and not _share(first, held, lexicon)
            if is_moved and _share(second, held, lexicon) and not _share(second, other, lexicon):
                yield first.span, other.span


def figures_of(parse: Parse) -> list[BorneFigure]:
    """Find the numbers and years of a text with the words that they belong to."""
    figures = [(number.figure, number.span) for number in numbers_in(parse.text)]
    figures += [(float(d.year), d.span) for d in dates_in(parse.text) if d.year and d.month is None]
    return [BorneFigure(value, span, _bearers(parse, span)) for value, span in figures]


def _bearers(parse: Parse, span: Span) -> frozenset[str]:
    """Return the lemma of the word that a figure belongs to, or the side of a vote."""
    tokens = parse.tokens_in(span.start, span.end)
    if not tokens:
        return frozenset()
    index = tokens[-1]
    following = [token.text.lower() for token in parse.tokens[index + 1 : index + 3]]
    side = next((word for word in following if word in _SIDES), None)
    if side is not None:
        return frozenset({side})
    for number in parse.ancestors(index):
        token = parse.tokens[number]
        if token.pos in {"NUM", "ADP"} or _is_unit(token.text):
            continue
        return frozenset({token.lemma.lower()})
    return frozenset()


def _is_unit(text: str) -> bool:
    lists = word_lists()
    return any(text in phrases(*group) for group in (*lists.units, *lists.periods))


def _share(figure: BorneFigure, other: BorneFigure, lexicon: Lexicon) -> bool:
    """Return whether two figures belong to the same thing."""
    return any(
        one == two or lexicon.relation(two, one) is not None
        for one in figure.bearers
        for two in other.bearers
    )
