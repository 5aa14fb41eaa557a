"""The dates and numbers that a fact holds, and the forms in which a wording may have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.model.edtf import Bound, DateSet, Edtf, EdtfDate, Interval, edtf_tree
from briefing.model.fact import Fact
from briefing.review.context import ReviewContext
from briefing.review.text.dates import Date, dates_in
from briefing.review.text.numerals import (
    ORDINALS,
    Number,
    months_in_periods,
    months_of_period,
    numbers_in,
)
from briefing.review.text.positions import parts_of_time_in
from briefing.review.text.segmentation import Span
from briefing.text.numbers import written

_NOWHERE = Span(0, 0, "")
"""The span of a date or number that is derived and not in a text."""


def dates_of(fact: Fact, context: ReviewContext) -> list[Date]:
    """List the dates of a fact and of its sources: "reported in March 2025" changes nothing."""
    return [*stated_dates(fact), *recorded_dates(fact, context)]


def stated_dates(fact: Fact) -> list[Date]:
    """List the dates that a fact's statement has."""
    parts = parts_of_time_in(fact.statement)
    years = [Date(part.year, None, None, part.span) for part in parts if part.year is not None]
    return dates_in(fact.statement) + months_of_period(fact.statement) + years


def recorded_dates(fact: Fact, context: ReviewContext) -> list[Date]:
    """List the dates of a fact and of its sources, but not those of its statement."""
    recorded = [fact.date, *(source.issued for source in context.cited_sources(fact))]
    return [date for text in recorded if text for date in _dates_of(edtf_tree(text))]


def held_dates_in(text: str, fact: Fact, context: ReviewContext) -> list[Date]:
    """Return the dates of a text that a fact or its sources have, as exact as there."""
    allowed = dates_of(fact, context)
    return [date for date in dates_in(text) if any(is_as_exact(date, other) for other in allowed)]


def _dates_of(tree: Edtf | Bound) -> Iterator[Date]:
    """Yield the dates in an EDTF date, each as exact as it is: both ends of an interval, all of a set."""
    if isinstance(tree, Interval):
        yield from (*_dates_of(tree.first), *_dates_of(tree.last))
    elif isinstance(tree, DateSet):
        yield from (date for member in tree.members for date in _dates_of(member))
    elif isinstance(tree, EdtfDate) and tree.first_year == tree.last_year:
        month = int(tree.month) if tree.month.isdigit() else None
        day = int(tree.day) if tree.day.isdigit() and month else None
        yield Date(tree.first_year, month, day, _NOWHERE)


def is_as_exact(date: Date, allowed: Date) -> bool:
    """Return whether the allowed date is at least as exact: a year may not become a day."""
    if date.solar or allowed.solar:
        return date.agrees(allowed) and (date.solar is not None or date.day is None)
    pairs = ((date.year, allowed.year), (date.month, allowed.month), (date.day, allowed.day))
    return all(part is None or part == other for part, other in pairs) or (
        date.year is None
        and date.agrees(allowed)
        and (date.day is None or date.day == allowed.day)
        and date.month == allowed.month
    )


def is_among(number: Number, allowed: Sequence[Number]) -> bool:
    """Return whether a number, or each that a space in it may part, is one of those allowed."""
    if any(number.equals(other) for other in allowed):
        return True
    pieces = [Number(part, 1, _NOWHERE) for part in number.parts]
    return bool(pieces) and all(any(piece.equals(other) for other in allowed) for piece in pieces)


def numbers_of(fact: Fact) -> list[Number]:
    """List the numbers of a fact: in its statement and quantity, and in the locators of its citations."""
    allowed = numbers_in(fact.statement)
    if fact.quantity:
        allowed += numbers_in(f"{written(fact.quantity.value)} {fact.quantity.unit}".replace("/", " a "))
    for citation in fact.citations:
        locator = citation.locator
        for part in (locator.article, locator.page, locator.paragraph) if locator else ():
            allowed += numbers_in(part or "")
    allowed += [Number(months, 1, _NOWHERE) for months in months_in_periods(fact.statement)]
    return allowed + [
        Number(n, 1, _NOWHERE) for word, n in ORDINALS.items() if word in fact.statement.lower()
    ]


def has_two_parties(fact: Fact, context: ReviewContext) -> bool:
    """Return whether "the two" can mean those who act in a fact, or the parties of its treaty."""
    treaty = context.catalogue.treaties.get(fact.treaty_id)
    return len({*fact.actors}) > 1 or (treaty is not None and len(treaty.parties) > 1)
