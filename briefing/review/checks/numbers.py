"""Check that a wording keeps its fact's numbers and dates, their units and their bounds ("up to")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.model.fact import Fact
from briefing.model.terms import Qualifier
from briefing.review.alignment.changes.bearers import exchanged, exchanged_dates
from briefing.review.alignment.held_figures import (
    dates_of,
    has_two_parties,
    held_dates_in,
    is_among,
    is_as_exact,
    numbers_of,
    stated_dates,
)
from briefing.review.alignment.lists import counts_list
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.lexicon import load_lexicon
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.timing.dating import redated
from briefing.review.structure.tree import tree_of
from briefing.review.text.dates import Date, dates_in
from briefing.review.text.durations import counts_from_before, durations_in, links_in
from briefing.review.text.numerals import (  # fmt: skip
    Number,
    close,
    numbers_in,
    ordinals_in,
    periods_in,
)
from briefing.review.text.positions import parts_of_time_in
from briefing.review.text.segmentation import Span, stem, words
from briefing.review.text.word_lists import phrases, word_lists
from briefing.text.numbers import written


def check_numbers(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording:
        return
    yield from _dates(row.text, fact, context)
    yield from _redated(row.text, fact, context)
    yield from _parts_of_time(row.text, fact, context)
    yield from _numbers(row.text, fact, context)
    yield from _units(row.text, fact)
    yield from _crowds(row.text, fact)
    yield from _ordinals(row.text, fact)
    yield from _ranks(row.text, fact)
    yield from _periods(row.text, fact)
    yield from _bounds(row.text, fact)
    yield from _time_bounds(row.text, fact)
    yield from _exchanged(row.text, fact, context)


# Dates


def _dates(text: str, fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    allowed = dates_of(fact, context)
    numbers = numbers_in(fact.statement)
    for date in dates_in(text):
        is_number = date.month is None and any(number.figure == date.year for number in numbers)
        if not date.is_lunar and not is_number and not any(is_as_exact(date, other) for other in allowed):
            message = f"The fact does not have the date {date.span.text}."
            replacement = _only_counterpart(dates_in(text), dates_in(fact.statement))
            yield RawFinding("date-changed", message, date.span, replacement=replacement)


def _redated(text: str, fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    """Find the date of a record or report in the place of the one at which the fact says it happens."""
    wording, statement = context.parse(text), context.parse(fact.statement)
    if wording is None or statement is None:
        return
    dates = held_dates_in(text, fact, context)
    texts = tree_of(wording), tree_of(statement)
    found = redated(*texts, pairs_of(wording, statement), dates, stated_dates(fact))
    if found is not None:
        span = found.date.span
        message = f"The fact says “{found.held.span.text}” there, not “{span.text}”."
        replacement = _only_counterpart(dates_in(text), dates_in(fact.statement))
        yield RawFinding(
            "date-changed", message, span, replacement=replacement, is_uncertain=not found.is_certain
        )


def _parts_of_time(text: str, fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    """Find the end of a year or month for its middle."""
    held = tuple(parts_of_time_in(fact.statement))
    for part in parts_of_time_in(text):
        others = [each for each in held if each.year == part.year]
        is_held = any(part.is_same(each) for each in others)
        if others and not is_held and not any(part.has(date) for date in dates_of(fact, context)):
            message = f"The fact says “{others[0].span.text}” there, not “{part.span.text}”."
            yield RawFinding("date-changed", message, part.span)


def _periods(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find the second half of a year for the first, or one quarter for another."""
    expected = {(name, number) for name, number, _ in periods_in(fact.statement)}
    for name, number, span in periods_in(text):
        if expected and (name, number) not in expected:
            yield RawFinding("date-changed", f"The fact does not have the period {span.text}.", span)


# Numbers


def _numbers(text: str, fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    allowed = numbers_of(fact)
    has_parties = has_two_parties(fact, context)
    for number in numbers_in(text):
        is_both = has_parties and number.span.low == "two" and not _is_of_unit(text, number)
        is_both = is_both and not _is_counted(number, text, fact)
        is_held = is_both or is_among(number, allowed) or _is_of_time(text, number, fact, context)
        if is_held or _is_of_list(text, number, fact, context):
            continue
        replacement = _only_counterpart(numbers_in(text), numbers_in(fact.statement))
        if any(number.may_equal(other) for other in allowed):
            message = (
                f"{number.span.text} is a number of the fact only if its point separates thousands, or not."
            )
            yield RawFinding("number-ambiguous", message, number.span, replacement=replacement)
            continue
        message = f"The fact does not have the number {number.span.text}."
        counts = not durations_in(fact.statement) and counts_from_before(text, number.span.start)
        yield RawFinding(
            "number-changed", message, number.span, replacement=replacement, is_uncertain=counts
        )


def _is_of_list(text: str, number: Number, fact: Fact, context: ReviewContext) -> bool:
    """Return whether a number says how many names or things the fact or the wording lists."""
    wording, statement = context.parse(text), context.parse(fact.statement)
    if wording is None or statement is None or _is_of_unit(text, number) or _is_counted(number, text, fact):
        return False
    return counts_list(wording, statement, number.span.start, number.figure)


def _is_of_time(text: str, number: Number, fact: Fact, context: ReviewContext) -> bool:
    """Return whether a number is of a length of time of the fact, or counts the time up to its date."""
    held = durations_in(fact.statement)
    if any(
        each.span.start <= number.span.start < each.span.end and any(each.equals(other) for other in held)
        for each in durations_in(text)
    ):
        return True
    dates = held_dates_in(text, fact, context)
    if _is_between(text, number, dates):
        return True
    links = links_in(text, dates)
    return any(link.start <= number.span.start < link.end for link in links)


def _is_between(text: str, number: Number, dates: Sequence[Date]) -> bool:
    """Return whether a number counts the years between two dates: five years, from 2019 to 2024."""
    duration = next((each for each in durations_in(text) if each.span.start == number.span.start), None)
    years = [date.year for date in dates if date.year is not None]
    if duration is None or not duration.is_in_months or len(set(years)) != _ENDS:
        return False
    return close(duration.value, (max(years) - min(years)) * _MONTHS_IN_A_YEAR)


def _is_of_unit(text: str, number: Number) -> bool:
    """Return whether a unit or a length of time is right after a number: "two months", not "two states"."""
    lists = word_lists()
    units = phrases(*(word for group in (*lists.units, *lists.periods, _LENGTHS) for word in group))
    after = text[number.span.end : number.span.end + _AFTER].lstrip(" -")
    mark = units.first(after)
    return mark is not None and mark.start == 0


def _is_counted(number: Number, text: str, fact: Fact) -> bool:
    """Return whether the statement has another number of what a number counts: two, three officials."""
    counted = _counted(number, text)
    return any(
        counted & _counted(other, fact.statement)
        for other in numbers_in(fact.statement)
        if not number.equals(other)
    )


def _counted(number: Number, text: str) -> set[str]:
    """Return the stems of the two words after a number, but for short ones."""
    clause = re.split(r"[,;:.]", text[number.span.end :], maxsplit=1)[0]
    following = words(clause)[:2]
    if following and following[0].low in _BOTH:
        following = following[:1]
    return {stem(word.text) for word in following if len(word.text) > _SHORT_WORD}


def _only_counterpart(in_text: Sequence[Date | Number], in_fact: Sequence[Date | Number]) -> str | None:
    """Return the statement's date or number if it has exactly one, and so has the wording."""
    return in_fact[0].span.text if len(in_text) == len(in_fact) == 1 else None


def _crowds(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find "thousands" and the like where the fact has no number."""
    crowds = phrases(*word_lists().crowds)
    crowd = crowds.first(text)
    if crowd and not numbers_in(fact.statement) and fact.statement not in crowds and not fact.quantity:
        yield RawFinding("number-changed", f"The fact does not have the number “{crowd.text}”.", crowd)


def _ordinals(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find "the fourth" where the fact has "the third"."""
    in_text, in_fact = ordinals_in(text), ordinals_in(fact.statement)
    expected = {ordinal.figure for ordinal in in_fact}
    if in_text and in_fact and not expected & {ordinal.figure for ordinal in in_text}:
        span = in_text[0].span
        yield RawFinding("number-changed", f"The fact does not say “{span.text}”.", span)


def _ranks(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find "the largest" where the fact has "the second-largest"."""
    rank = _RANK.search(fact.statement)
    if rank is None or _LOWER_RANK.search(text):
        return
    superlative = _UNSURPASSED.search(text) or re.search(
        rf"(?<!\w)(?:{re.escape(rank[2])}|biggest|greatest|largest)(?!\w)", text, re.IGNORECASE
    )
    if superlative is not None:
        span = Span(superlative.start(), superlative.end(), superlative.group())
        message = f"In the fact, it is “{rank.group()}”, not “{span.text}”."
        yield RawFinding("number-changed", message, span, replacement=rank.group())


# Units

_BOTH = frozenset(
    {"countries", "parties", "sides", "states", "nations", "capitals", "neighbours", "neighbors"}
)
_SIGNS = {"$": "USD", "€": "EUR", "₽": "RUB"}
"""The signs of currencies before a figure, each with a unit of words.yaml."""
_LENGTHS = ("day*", "week*", "month*", "year*", "decade*", "hour*", "quarter*")
_SHORT_WORD = 3
_ENDS, _MONTHS_IN_A_YEAR = 2, 12
_UNIT_REACH = 34
"""A number and its unit are at most so many characters apart."""


def _units(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find a number of the fact with another unit, or counted by another period."""
    lists = word_lists()
    in_fact = numbers_in(fact.statement)
    for number in numbers_in(text):
        same = next((other for other in in_fact if close(other.figure, number.figure)), None)
        if same is None:
            continue
        for groups in (lists.units, lists.periods):
            unit, expected = _unit(text, number, groups), _unit(fact.statement, same, groups)
            if unit and expected and unit[0] != expected[0]:
                start, end = number.span.start, unit[1].end
                message = (
                    f"In the fact, the unit of {number.span.text} is “{expected[1].text}”, "
                    f"not “{unit[1].text}”."
                )
                yield RawFinding("number-changed", message, Span(start, end, text[start:end]))


def _unit(text: str, number: Number, groups: tuple[tuple[str, ...], ...]) -> tuple[int, Span] | None:
    """Find the group and place of the unit after a number, also where it is a part of the number."""
    if number.span.text.endswith("%"):
        percent = next((index for index, group in enumerate(groups) if "per cent" in group), None)
        return None if percent is None else (percent, Span(number.span.end - 1, number.span.end, "%"))
    currency = _SIGNS.get(text[: number.span.start].rstrip()[-1:])
    for index, group in enumerate(groups):
        if currency in group:
            return index, number.span
    others = [other.span.start for other in numbers_in(text) if other.span.start >= number.span.end]
    end = min([number.span.end + _UNIT_REACH, *others])
    matches = [
        (span.start, index, span)
        for index, group in enumerate(groups)
        for span in phrases(*group).all(text[:end])
        if span.start >= number.span.start
    ]
    return min(matches)[1:] if matches else None


# Bounds

_BOUNDS = {Qualifier.UP_TO: "up_to", Qualifier.ABOUT: "about", Qualifier.AT_LEAST: "at_least"}
_BOUND_WORDS = {"up_to": "up to", "about": "about", "at_least": "at least"}
_BEFORE, _AFTER = 34, 22
"""A bound is at most so many characters before or after its number."""
_PERIODS = ("day*", "week*", "month*", "year*", "hour*", "decade*")
"""After "over", these make a time during which something happens."""
_MORE_OR_LESS = (
    "nearly",
    "almost",
    "just under",
    "just over",
    "well over",
    "barely",
    "short of",
)
_PREPOSITIONS = frozenset({"under", "below", "within", "over", "some", "as long as", "as far as"})
"""Words that bound a number in a wording, but may precede one by chance in a statement."""
_RANK = re.compile(r"\b(second|third|fourth|fifth)[-\s]+(\w+est|most(?:\s\w+)?)\b", re.IGNORECASE)
_LOWER_RANK = re.compile(
    r"\b(?:second|third|fourth|fifth|number\s(?:two|three)|2nd|3rd|runner-up|after|behind|next\s+(?:only\s+)?to"
    r"|apart\s+from|except|outside|other\s+than|bar)\b",
    re.IGNORECASE,
)
"""Words that rank something below the first, or set the first apart."""
_UNSURPASSED = re.compile(
    r"\b(?:no|none|nobody|nowhere)\b[^.;,]*?\b(?:more|\w{3,}er)\b[^.;,]*?\bthan\b|\bunsurpassed\b|\bunmatched\b",
    re.IGNORECASE,
)
"""Words by which something is the first: no country has larger ones."""
_UP_TO = re.compile(
    r"(\b(?:(?:sign|add|live|face|match|measure|own|wake|cosy|cozy)(?:s|d|ed|ing)?|living|facing|waking|woke)\s+)"
    r"(up\s+to)(?!\w)",
    re.IGNORECASE,
)
"""A verb with a particle, and "to"."""
_COMPARED = re.compile(
    r"\b(?:not|no|never|cannot|nothing|n't)\b[^.;,]*?\b"
    r"(?:(?P<least>less|lower|fewer|smaller|below|under|cheaper|shorter)|(?:more|\w{3,}er|above|over|beyond))"
    r"(?:\s+than)?\s+[^\w]?$",
    re.IGNORECASE,
)


_MAY_RISE = re.compile(
    r"\b(?:may|might|could|potentially|possibly)\b[^.;]*?\b(?:ris(?:e|ing)|reach(?:ing)?|grow(?:ing)?|increas(?:e|ing)"
    r"|expand(?:ing)?|climb(?:ing)?)\s+(?:to\s+)?(?:a\s+)?$",
    re.IGNORECASE,
)
"""Words by which a number is as much as something may come to."""


def _without_particles(text: str) -> str:
    """Blank out the "up to" of a verb such as "sign up to", which bounds no number that follows."""
    return _UP_TO.sub(lambda match: match[1] + " " * len(match[2]), text)


def _bounds(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find numbers whose bound is missing or another, or that have one without need."""
    expected = _expected_bounds(fact)
    is_exact = fact.quantity is None or fact.quantity.qualifier is Qualifier.EXACTLY
    for number in numbers_in(text):
        bound = next((name for other, name in expected if number.may_equal(other)), None)
        if bound and not _has_bound(text, number, bound):
            phrase = f"{_BOUND_WORDS[bound]} {number.span.text}"
            message = f"“{_BOUND_WORDS[bound]}” before {number.span.text} is dropped."
            replacement = None if _bound_of(text, number, _BOUND_WORDS) else phrase
            is_uncertain = _may_bound(text, number, bound)
            yield RawFinding(
                "qualifier-lost", message, number.span, replacement=replacement, is_uncertain=is_uncertain
            )
        elif is_exact and not bound and (added := _added_bound(text, number)):
            message = f"The fact gives {number.span.text} without “{added}”."
            yield RawFinding("qualifier-lost", message, number.span)


def _added_bound(text: str, number: Number) -> str:
    """Return the words right before a number that make more or less of it: nearly, more than."""
    if bound := _bound_of(text, number, ("up_to", "at_least")):
        return _BOUND_WORDS[bound]
    before, after = _around(text, number)
    is_period = after in phrases(*_PERIODS)
    marks = phrases(*_MORE_OR_LESS, *(() if is_period else ("over", "under")))
    mark = next(iter(marks.all(before)[-1:]), None)
    return mark.low if mark and not before[mark.end :].strip() else ""


def _expected_bounds(fact: Fact) -> list[tuple[Number, str]]:
    """List the bounded numbers of the statement, or else the fact's quantity if that is bounded."""
    bounds = [
        (number, name)
        for number in numbers_in(fact.statement)
        if (name := _bound_of(fact.statement, number, _BOUNDS.values()))
    ]
    if fact.quantity and fact.quantity.qualifier in _BOUNDS and not bounds:
        numbers = numbers_in(f"{written(fact.quantity.value)} {fact.quantity.unit}")
        bounds += [(number, _BOUNDS[fact.quantity.qualifier]) for number in numbers]
    return bounds


def _around(text: str, number: Number) -> tuple[str, str]:
    """Return the text before and after a number, up to the ends of its clause or the next numbers."""
    others = [other for other in numbers_in(text) if other != number]
    first = max([o.span.end for o in others if o.span.end <= number.span.start], default=0)
    last = min([o.span.start for o in others if o.span.start >= number.span.end], default=len(text))
    before = _without_particles(text[max(first, number.span.start - _BEFORE) : number.span.start])
    after = text[number.span.end : min(last, number.span.end + _AFTER)]
    return re.split(r"[;:]", before)[-1], re.split(r"[;:]|,\s", after)[0]


def _has_bound(text: str, number: Number, bound: str) -> bool:
    before, after = _around(text, number)
    marks = phrases(*word_lists().qualifier[bound])
    is_most = bound == "up_to" and bool(_MAY_RISE.search(text[: number.span.start]))
    return (
        is_most or before in marks or after in marks or _compared_bound(text[: number.span.start]) == bound
    )


def _may_bound(text: str, number: Number, bound: str) -> bool:
    """Return whether a bound elsewhere in a text may be that of a number."""
    others = (each for each in numbers_in(text) if each.span.start != number.span.start)
    if any(_has_bound(text, each, bound) for each in others):
        return False
    marks = (mark for mark in phrases(*word_lists().qualifier[bound]).all(text))
    return any(mark.low not in _PREPOSITIONS for mark in marks)


def _compared_bound(before: str) -> str:
    """Return the bound set by "not less than" or "cannot be more than" right before a number, else ""."""
    match = _COMPARED.search(before)
    return "" if match is None else "at_least" if match["least"] else "up_to"


def _bound_of(text: str, number: Number, names: Iterable[str]) -> str | None:
    """Return the first of the named bounds that is right before a number."""
    before, _after = _around(text, number)
    for name in names:
        for mark in phrases(*word_lists().qualifier[name]).all(before):
            if len(before[mark.end :].split()) <= 1 and mark.low not in _PREPOSITIONS:
                return name
    return None


def _time_bounds(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find a number that the fact gives with "eventually" or the like, and the wording without."""
    eventually = phrases(*word_lists().qualifier["eventually"])
    mark = phrases("eventually", "in time", "one day", "ultimately", "in the long run").first(
        fact.statement
    )
    if mark is None or text in eventually:
        return
    bounded = [number for number in numbers_in(fact.statement) if number.span.start > mark.start]
    for number in numbers_in(text):
        if any(number.equals(other) for other in bounded):
            message = f"“{mark.text}”, which the fact says of this number, is dropped."
            yield RawFinding("qualifier-lost", message, number.span)
            return


def _exchanged(text: str, fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    """Find numbers of the fact that belong to something else in the wording."""
    parse, statement = context.parse(text), context.parse(fact.statement)
    if parse is None or statement is None:
        return
    found = (*exchanged(parse, statement, load_lexicon()), *exchanged_dates(text, fact.statement))
    for span, other in found:
        message = f"In the fact, {other.text} is there, and {span.text} belongs to something else."
        yield RawFinding("number-changed", message, span, replacement=other.text)


CHECKS = (
    RowCheck(
        check_numbers, frozenset({"number-changed", "number-ambiguous", "date-changed", "qualifier-lost"})
    ),
)
