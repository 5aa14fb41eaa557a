"""Figures that are exchanged between two things that a statement counts, measures or dates."""

from __future__ import annotations

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
    """A figure in a text, and the lemma of the word that it belongs to, or the side of a vote.

    It counts the word if it belongs to it directly: eight abstentions.
    """

    value: float
    span: Span
    bearer: str
    counts: bool = False


def exchanged(parse: Parse, statement: Parse, lexicon: Lexicon) -> Iterator[tuple[Span, Span]]:
    """Yield each figure of a wording that belongs to what another figure of the statement belongs to.

    With it is the other figure. Both figures are in both texts, unless they are votes.
    """
    ours, theirs = figures_of(statement), figures_of(parse)
    for figure in theirs:
        held = next((each for each in ours if each.value == figure.value), None)
        if held is None or _shares(figure, held, lexicon):
            continue
        for other in ours:
            if other.value == figure.value or not _shares(figure, other, lexicon):
                continue
            second = next((each for each in theirs if each.value == other.value), None)
            is_exchanged = second is not None and (
                _shares(second, held, lexicon)
                or (figure.counts and other.counts and not _shares(second, other, lexicon))
            )
            if is_exchanged or (figure.bearer in _SIDES and held.bearer in _SIDES):
                yield figure.span, other.span
                break


def exchanged_dates(text: str, statement: str) -> Iterator[tuple[Span, Span]]:
    """Yield two figures of a wording of which each has the date that the other has in the statement.

    With the first one is what the statement has at its date.
    """
    ours, theirs = _dated(statement), _dated(text)
    for figure, date in theirs.items():
        held = ours.get(figure)
        other = next((each for each, when in ours.items() if when[0] == date[0] and each != figure), None)
        second = theirs.get(other) if other is not None else None
        if held is None or other is None or second is None or held[0] == date[0]:
            continue
        if second[0] == held[0]:
            yield date[1], ours[other][1]
            return


def _dated(text: str) -> dict[float, tuple[tuple[int | None, int | None], Span]]:
    """Map figures to their dates, each the next in the text without another figure between them."""
    numbers, dates = numbers_in(text), dates_in(text)
    found: dict[float, tuple[tuple[int | None, int | None], Span]] = {}
    for number in numbers:
        others = [each.span.start for each in numbers if each.span.start != number.span.start]
        after = [d for d in dates if d.span.start >= number.span.end]
        before = [d for d in dates if d.span.end <= number.span.start]
        for date in (*after[:1], *before[-1:]):
            first, last = sorted((number.span.start, date.span.start))
            if not any(first < other < last for other in others):
                found.setdefault(number.figure, ((date.year, date.month), number.span))
                break
    return found


def figures_of(parse: Parse) -> list[BorneFigure]:
    """Find the numbers and years of a text with the words that they belong to."""
    figures = [(number.figure, number.span) for number in numbers_in(parse.text)]
    figures += [(float(d.year), d.span) for d in dates_in(parse.text) if d.year and d.month is None]
    return [BorneFigure(value, span, _bearer(parse, span), _counts(parse, span)) for value, span in figures]


def _bearer(parse: Parse, span: Span) -> str:
    """Return the lemma of the word that a figure belongs to, or the side of a vote."""
    tokens = parse.tokens_in(span.start, span.end)
    if not tokens:
        return ""
    index = tokens[-1]
    following = [token.text.lower() for token in parse.tokens[index + 1 : index + 3]]
    before = parse.tokens[max(tokens[0] - 1, 0)]
    is_name = before.pos in {"NOUN", "PROPN"}  # "resolution 2231 for six months"
    side = None if is_name else next((word for word in following if word in _SIDES), None)
    if side is not None:
        return side
    for number in parse.ancestors(index):
        token = parse.tokens[number]
        if token.pos in {"NUM", "ADP"} or _is_unit(token.text):
            continue
        return token.lemma.lower()
    return ""


def _counts(parse: Parse, span: Span) -> bool:
    tokens = parse.tokens_in(span.start, span.end)
    return bool(tokens) and parse.tokens[tokens[-1]].dep == "nummod"


def _is_unit(text: str) -> bool:
    lists = word_lists()
    return any(text in phrases(*group) for group in (*lists.units, *lists.periods))


def _shares(figure: BorneFigure, other: BorneFigure, lexicon: Lexicon) -> bool:
    """Return whether two figures belong to the same thing."""
    one, two = figure.bearer, other.bearer
    return bool(one and two) and (one == two or lexicon.relation(two, one) is not None)
