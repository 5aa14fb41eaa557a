"""Numbers, dates and what bounds them: none may change on the way from a fact to its wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.model.fact import Fact
from briefing.model.terms import Qualifier
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.text.numerals import (  # fmt: skip
    ORDINALS,
    Date,
    Number,
    close,
    dates_in,
    months_in_periods,
    months_of_period,
    numbers_in,
    ordinals_in,
    periods_in,
)
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases, word_lists


def figures(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:
    """Numbers, dates and bounds of a wording that its fact does not have."""
    fact = row.fact
    if fact is None or not row.is_own_wording:
        return
    yield from _dates(row.text, fact, setting)
    yield from _numbers(row.text, fact, setting)
    yield from _units(row.text, fact)
    yield from _crowds(row.text, fact)
    yield from _ordinals(row.text, fact)
    yield from _periods(row.text, fact)
    yield from _bounds(row.text, fact)
    yield from _time_bounds(row.text, fact)


def _dates(text: str, fact: Fact, setting: ReviewContext) -> Iterator[RawFinding]:
    allowed = [*dates_in(fact.statement), *dates_in(fact.date or ""), *_issued(fact, setting)]
    if fact.date:
        allowed += [
            Date(int(part[:4]), _part(part, 5), _part(part, 8), Span(0, 0, ""))
            for part in fact.date.split("/")
            if part[:4].isdigit()
        ]
    allowed += [date for each in (fact.statement, fact.date or "") for date in months_of_period(each)]
    numbers = numbers_in(fact.statement)
    for date in dates_in(text):
        is_number = date.month is None and any(each.figure == date.year for each in numbers)
        if not is_number and not any(_is_within(date, other) for other in allowed):
            message = f"The fact has no such date as {date.span.text}."
            instead = _the_only(dates_in(text), dates_in(fact.statement))
            yield RawFinding("date-changed", message, date.span, instead=instead)


def _the_only(mine: Sequence[Date | Number], its: Sequence[Date | Number]) -> str | None:
    """The statement's date or number where it has one, and the wording one in its place."""
    return its[0].span.text if len(mine) == len(its) == 1 else None


def _is_within(date: Date, allowed: Date) -> bool:
    """Whether the allowed date has what this one says: a year may not become a day."""
    pairs = ((date.year, allowed.year), (date.month, allowed.month), (date.day, allowed.day))
    return all(mine is None or mine == its for mine, its in pairs) or (
        date.year is None
        and date.agrees(allowed)
        and (date.day is None or date.day == allowed.day)
        and date.month == allowed.month
    )


def _part(text: str, at: int) -> int | None:
    digits = text[at : at + 2]
    return int(digits) if digits.isdigit() else None


def _issued(fact: Fact, setting: ReviewContext) -> list[Date]:
    """When the sources of a fact came out: "reported in March 2025" is no change."""
    sources = [setting.catalogue.sources[citation.source_id] for citation in fact.citations]
    return [
        Date(int(each.issued[:4]), _part(each.issued, 5), _part(each.issued, 8), Span(0, 0, ""))
        for each in sources
        if each.issued and each.issued[:4].isdigit()
    ]


def _numbers(text: str, fact: Fact, setting: ReviewContext) -> Iterator[RawFinding]:
    allowed = numbers_in(fact.statement)
    if fact.quantity:
        allowed += numbers_in(f"{fact.quantity.value:g} {fact.quantity.unit}".replace("/", " a "))
    for citation in fact.citations:
        place = citation.locator
        for part in (place.article, place.page, place.paragraph) if place else ():
            allowed += numbers_in(part or "")
    nowhere = Span(0, 0, "")
    allowed += [Number(months, 1, nowhere) for months in months_in_periods(fact.statement)]
    allowed += [Number(n, 1, nowhere) for word, n in ORDINALS.items() if word in fact.statement.lower()]
    both = len({*fact.actors}) > 1 or len(_parties(fact, setting)) > 1
    for number in numbers_in(text):
        if not any(number.equals(other) for other in allowed) and not (both and number.span.low == "two"):
            message = f"The fact has no such number as {number.span.text}."
            instead = _the_only(numbers_in(text), numbers_in(fact.statement))
            yield RawFinding("number-changed", message, number.span, instead=instead)


def _crowds(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Thousands where the fact counts nothing: "thousands" is a number as well."""
    crowds = phrases(*word_lists().crowds)
    said = crowds.first(text)
    if said and not numbers_in(fact.statement) and fact.statement not in crowds and not fact.quantity:
        yield RawFinding("number-changed", f"The fact has no such number as “{said.text}”.", said)


def _ordinals(text: str, fact: Fact) -> Iterator[RawFinding]:
    """The fourth where the fact has the third."""
    mine, theirs = ordinals_in(text), ordinals_in(fact.statement)
    known = {each.figure for each in theirs}
    if theirs and not known & {each.figure for each in mine}:
        for number in mine[:1]:
            yield RawFinding("number-changed", f"The fact has no “{number.span.text}”.", number.span)


def _periods(text: str, fact: Fact) -> Iterator[RawFinding]:
    """The second half for the first, or one quarter for another."""
    theirs = periods_in(fact.statement)
    for name, number, span in periods_in(text):
        if theirs and (name, number) not in {(each[0], each[1]) for each in theirs}:
            yield RawFinding("date-changed", f"The fact has no such time as {span.text}.", span)


_UNIT_REACH = 34
"""How many characters behind a figure its unit, and what it is counted by, may stand."""


def _units(text: str, fact: Fact) -> Iterator[RawFinding]:
    """A figure of the fact with another unit behind it, or counted by another period."""
    lists = word_lists()
    theirs = numbers_in(fact.statement)
    for number in numbers_in(text):
        same = next((each for each in theirs if close(each.figure, number.figure)), None)
        if same is None:
            continue
        for groups in (lists.units, lists.periods):
            mine, its = _group(text, number, groups), _group(fact.statement, same, groups)
            if mine and its and mine[0] != its[0]:
                said = Span(number.span.start, mine[1].end, text[number.span.start : mine[1].end])
                message = f"The fact counts {number.span.text} by “{its[1].text}”, not by “{mine[1].text}”."
                yield RawFinding("number-changed", message, said)


def _group(text: str, number: Number, groups: tuple[tuple[str, ...], ...]) -> tuple[int, Span] | None:
    """Which group of units stands behind a number, and where; a unit that is part of the number counts."""
    others = [each.span.start for each in numbers_in(text) if each.span.start >= number.span.end]
    end = min([number.span.end + _UNIT_REACH, *others])
    found = [
        (span.start, which, span)
        for which, group in enumerate(groups)
        for span in phrases(*group).all(text[:end])
        if span.start >= number.span.start
    ]
    return min(found)[1:] if found else None


def _parties(fact: Fact, setting: ReviewContext) -> tuple[object, ...]:
    treaty = setting.catalogue.treaties.get(fact.treaty_id)
    return treaty.parties if treaty else ()


_BOUNDS = {Qualifier.UP_TO: "up_to", Qualifier.ABOUT: "about", Qualifier.AT_LEAST: "at_least"}
_SAID = {"up_to": "“up to”", "about": "“about”", "at_least": "“at least”"}
_BEFORE, _AFTER = 34, 22
"""How many characters before and after a number its bound may stand."""


def _bounds(text: str, fact: Fact) -> Iterator[RawFinding]:
    """A number whose bound is gone or another."""
    wanted = [
        (number, name)
        for number in numbers_in(fact.statement)
        if (name := _bound_of(fact.statement, number, _BOUNDS.values()))
    ]
    if fact.quantity and fact.quantity.qualifier in _BOUNDS and not wanted:
        said = numbers_in(f"{fact.quantity.value:g} {fact.quantity.unit}")
        wanted += [(number, _BOUNDS[fact.quantity.qualifier]) for number in said]
    exactly = fact.quantity is not None and fact.quantity.qualifier is Qualifier.EXACTLY
    for number in numbers_in(text):
        bound = next((name for other, name in wanted if number.equals(other)), None)
        if bound and not _has_bound(text, number, bound):
            message = f"The fact says {_SAID[bound]} {number.span.text}."
            instead = None if _bound_of(text, number, _SAID) else f"{_SAID[bound][1:-1]} {number.span.text}"
            yield RawFinding("qualifier-lost", message, number.span, instead=instead)
        elif exactly and not wanted and (added := _bound_of(text, number, ("up_to", "at_least"))):
            message = f"The fact has {number.span.text} without {_SAID[added]}."
            yield RawFinding("qualifier-lost", message, number.span)


_PREPOSITIONS = frozenset({"under", "below", "within", "over", "some", "as long as", "as far as"})
"""Words that bound a figure in a wording, and in a statement may stand before one by chance."""


def _around(text: str, number: Number) -> tuple[str, str]:
    """What stands before and after a number, no further than the clause and the next number."""
    others = [each for each in numbers_in(text) if each != number]
    first = max([each.span.end for each in others if each.span.end <= number.span.start], default=0)
    last = min(
        [each.span.start for each in others if each.span.start >= number.span.end], default=len(text)
    )
    before = text[max(first, number.span.start - _BEFORE) : number.span.start]
    after = text[number.span.end : min(last, number.span.end + _AFTER)]
    return re.split(r"[;:]", before)[-1], re.split(r"[;:]|,\s", after)[0]


def _has_bound(text: str, number: Number, bound: str) -> bool:
    before, after = _around(text, number)
    marks = phrases(*word_lists().qualifier[bound])
    return before in marks or after in marks or _compared(text[: number.span.start]) == bound


_COMPARED = re.compile(
    r"\b(?:not|no|never|cannot|nothing|n't)\b[^.;,]*?\b"
    r"(?:(?P<least>less|lower|fewer|smaller|below|under|cheaper|shorter)|(?:more|\w{3,}er|above|over|beyond))"
    r"(?:\s+than)?\s+[^\w]?$",
    re.IGNORECASE,
)


def _compared(before: str) -> str:
    """The bound that a "not less than" or "cannot be more than" right before a figure sets."""
    found = _COMPARED.search(before)
    return "" if found is None else "at_least" if found["least"] else "up_to"


def _bound_of(text: str, number: Number, names: Iterable[str]) -> str | None:
    """The bound right before a number, where there is one."""
    before, _after = _around(text, number)
    for name in names:
        for mark in phrases(*word_lists().qualifier[name]).all(before):
            if len(before[mark.end :].split()) <= 1 and mark.low not in _PREPOSITIONS:
                return name
    return None


def _time_bounds(text: str, fact: Fact) -> Iterator[RawFinding]:
    """ "Eventually" in the statement, and nothing of the kind in a wording that gives the same number."""
    eventually = phrases(*word_lists().qualifier["eventually"])
    mark = phrases("eventually", "in time", "one day", "ultimately", "in the long run").first(
        fact.statement
    )
    if mark is None or text in eventually:
        return
    beneath = [number for number in numbers_in(fact.statement) if number.span.start > mark.start]
    for number in numbers_in(text):
        if any(number.equals(other) for other in beneath):
            yield RawFinding("qualifier-lost", f"The fact says “{mark.text}” of this figure.", number.span)
            return
