"""Numbers, dates and periods of a wording, each with what of the fact supports it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.language import Parse
from briefing.model.fact import Fact
from briefing.review.alignment.held_figures import (
    dates_of,
    has_two_parties,
    held_dates_in,
    is_among,
    is_as_exact,
    numbers_of,
)
from briefing.review.alignment.lists import counts_list
from briefing.review.context import ReviewContext
from briefing.review.text.dates import dates_in
from briefing.review.text.durations import durations_in, links_in
from briefing.review.text.numerals import Number, numbers_in, ordinals_in, periods_in
from briefing.review.text.positions import parts_of_time_in
from briefing.review.text.segmentation import PhraseMatcher, Span
from briefing.review.text.word_lists import phrases, word_lists


@dataclass(frozen=True, slots=True)
class HeldFigure:
    """A figure of a wording, and whether the fact holds it; `basis` is its form in the fact."""

    start: int
    end: int
    is_held: bool
    basis: str = ""


def figures_in(text: str, fact: Fact, context: ReviewContext) -> tuple[HeldFigure, ...]:
    """Find the figures of a wording."""
    figures = (*_dates(text, fact, context), *_durations(text, fact), *_numbers(text, fact, context))
    return (*figures, *_ordinals(text, fact), *_units(text, fact))


def _figure(span: Span, basis: str | None) -> HeldFigure:
    return HeldFigure(span.start, span.end, basis is not None, basis or "")


def _dates(text: str, fact: Fact, context: ReviewContext) -> Iterator[HeldFigure]:
    allowed = dates_of(fact, context)
    for date in dates_in(text):
        basis = next((each.span.text or "date" for each in allowed if is_as_exact(date, each)), None)
        yield _figure(date.span, basis)
    held = tuple(parts_of_time_in(fact.statement))
    for part in parts_of_time_in(text):
        if any(part.has(each) for each in allowed) or any(part.is_same(each) for each in held):
            yield _figure(part.span, "date")


def _durations(text: str, fact: Fact) -> Iterator[HeldFigure]:
    """Yield the lengths of time that the statement has too, perhaps in another unit."""
    held = durations_in(fact.statement)
    for duration in durations_in(text):
        basis = next((each.span.text for each in held if each.equals(duration)), None)
        if basis is not None:
            yield _figure(duration.span, basis)


def _numbers(text: str, fact: Fact, context: ReviewContext) -> Iterator[HeldFigure]:
    allowed = numbers_of(fact)
    both = has_two_parties(fact, context)
    links = links_in(text, held_dates_in(text, fact, context))
    yield from (_figure(link, "date") for link in links)
    for number in numbers_in(text):
        if any(link.start <= number.span.start < link.end for link in links):
            continue
        if both and number.span.low == "two":
            yield _figure(number.span, "both parties")
            continue
        if _counts_list(number, context.parse(text), context.parse(fact.statement)):
            yield _figure(number.span, "list")
            continue
        same = next((each.span.text or "figure" for each in allowed if number.equals(each)), None)
        yield _figure(number.span, same or ("figure" if is_among(number, allowed) else None))


def _counts_list(number: Number, wording: Parse | None, statement: Parse | None) -> bool:
    if wording is None or statement is None:
        return False
    return counts_list(wording, statement, number.span.start, number.figure)


def _ordinals(text: str, fact: Fact) -> Iterator[HeldFigure]:
    held = {ordinal.figure: ordinal.span.text for ordinal in ordinals_in(fact.statement)}
    held = {number.figure: number.span.text for number in numbers_in(fact.statement)} | held
    for ordinal in ordinals_in(text):
        if ordinal.figure in held:
            yield _figure(ordinal.span, held[ordinal.figure])
    periods = {(name, number): span.text for name, number, span in periods_in(fact.statement)}
    for name, number, span in periods_in(text):
        yield _figure(span, periods.get((name, number)))


def _units(text: str, fact: Fact) -> Iterator[HeldFigure]:
    """Yield the units that the statement or the quantity has, in another form."""
    lists = word_lists()
    quantity = fact.quantity.unit if fact.quantity else ""
    held = f"{fact.statement} {quantity}"
    for group in (*lists.units, *lists.periods):
        unit = phrases(*group)
        basis = unit.first(held) or _within_number(unit, held)
        if basis is not None:
            yield from (_figure(span, basis.text) for span in unit.all(text))


def _within_number(unit: PhraseMatcher, text: str) -> Span | None:
    """Find a unit that is written as a part of its number: 20GW."""
    spaced = re.sub(r"(?<=\d)(?=[A-Za-z])", " ", text)
    return unit.first(spaced) if spaced != text else None
