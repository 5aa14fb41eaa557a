"""Numbers, dates and periods of a wording, each with what of the fact supports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.fact import Fact
from briefing.review.checks.numbers import dates_of, is_among, is_as_exact, numbers_of
from briefing.review.context import ReviewContext
from briefing.review.text.dates import dates_in
from briefing.review.text.numerals import numbers_in, ordinals_in, periods_in
from briefing.review.text.segmentation import Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a wording, and whether the fact holds it; `basis` is its form in the fact."""

    start: int
    end: int
    is_held: bool
    basis: str = ""


def figures_in(text: str, fact: Fact, context: ReviewContext) -> tuple[Figure, ...]:
    """Find the figures of a wording."""
    return (*_dates(text, fact, context), *_numbers(text, fact), *_ordinals(text, fact))


def _figure(span: Span, basis: str | None) -> Figure:
    return Figure(span.start, span.end, basis is not None, basis or "")


def _dates(text: str, fact: Fact, context: ReviewContext) -> Iterator[Figure]:
    allowed = dates_of(fact, context)
    for date in dates_in(text):
        basis = next((each.span.text or "date" for each in allowed if is_as_exact(date, each)), None)
        yield _figure(date.span, basis)


def _numbers(text: str, fact: Fact) -> Iterator[Figure]:
    allowed = numbers_of(fact)
    for number in numbers_in(text):
        same = next((each.span.text or "figure" for each in allowed if number.equals(each)), None)
        yield _figure(number.span, same or ("figure" if is_among(number, allowed) else None))


def _ordinals(text: str, fact: Fact) -> Iterator[Figure]:
    held = {ordinal.figure: ordinal.span.text for ordinal in ordinals_in(fact.statement)}
    for ordinal in ordinals_in(text):
        if ordinal.figure in held:
            yield _figure(ordinal.span, held[ordinal.figure])
    periods = {(name, number): span.text for name, number, span in periods_in(fact.statement)}
    for name, number, span in periods_in(text):
        yield _figure(span, periods.get((name, number)))
