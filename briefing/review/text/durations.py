"""Lengths of time in a text, in any unit: two decades, a fortnight, half a year, 20-year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.review.text.dates import Date
from briefing.review.text.numerals import close, numbers_in
from briefing.review.text.segmentation import Span, plain

_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0}
_MONTHS = {"month": 1.0, "quarter": 3.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
_UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|years?|decades?|century|centuries)(?:['’]s?)?(?!\w)"
_AFTER_NUMBER = re.compile(
    rf"[\s-]*(?:(?:more|further|additional|full|whole|calendar|consecutive|extra|another)\s+)?{_UNIT}",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<!\w)(?:(?P<part>half|quarter)(?:\s+of)?(?:\s+an?|-)\s*|(?P<one>an?|one|single|another)\s+"
    rf"(?:(?P<inner>half|quarter)(?:[\s-]|\s+of\s+an?\s+))?){_UNIT}",
    re.IGNORECASE,
)
_PARTS = {"half": 0.5, "quarter": 0.25}
_COUNTED_FROM = re.compile(
    r"\s*(?:later|on|after(?:wards|\s+that)|earlier|before(?:hand|\s+that|(?=,))|thereafter)(?!\w)",
    re.IGNORECASE,
)
"""The words after a length of time that is counted from what a text says before."""
_TO_DATE = re.compile(r"[\s,–—(]*(?:(?:on|in)\s+)?(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: so many days, or so many months."""

    span: Span
    value: float
    is_in_months: bool

    def equals(self, other: Duration) -> bool:
        return self.is_in_months == other.is_in_months and close(self.value, other.value)


def durations_in(text: str) -> list[Duration]:
    """Find lengths of time in the order of the text."""
    found: list[Duration] = []
    for number in numbers_in(text):
        unit = _AFTER_NUMBER.match(plain(text), number.span.end)
        if unit is not None:
            found.append(_duration(text, number.span.start, unit, number.figure * number.scale))
    for match in _PART.finditer(plain(text)):
        if not any(each.span.start <= match.start() < each.span.end for each in found):
            part = (match["part"] or match["inner"] or "").lower()
            found.append(_duration(text, match.start(), match, _PARTS.get(part, 1.0)))
    return sorted(found, key=lambda each: each.span.start)


def _duration(text: str, start: int, match: re.Match[str], value: float) -> Duration:
    unit = match["unit"].lower()
    unit = "century" if unit in {"century", "centuries"} else unit.removesuffix("s")
    span = Span(start, match.end(), text[start : match.end()])
    if unit in _DAYS:
        return Duration(span, value * _DAYS[unit], is_in_months=False)
    return Duration(span, value * _MONTHS[unit], is_in_months=True)


def links_in(text: str, dates: list[Date]) -> list[Span]:
    """Find the words that count the time up to a date next to them: five days later, on 21 April."""
    return [span for each in durations_in(text) if (span := _link(text, each, dates)) is not None]


def counts_from_before(text: str, position: int) -> bool:
    """Return whether a length of time is counted from what a text says before: two days on."""
    return any(
        each.span.start <= position < each.span.end and _COUNTED_FROM.match(text, each.span.end)
        for each in durations_in(text)
    )


def _link(text: str, duration: Duration, dates: list[Date]) -> Span | None:
    counted = _COUNTED_FROM.match(text, duration.span.end)
    if counted is None:
        return None
    start, end = duration.span.start, counted.end()
    following = (text[end : each.span.start] for each in dates if each.span.start >= end)
    preceding = (text[each.span.end : start] for each in dates if each.span.end < start)
    if any(_TO_DATE.fullmatch(between) for between in following) or any(
        between.strip() == "," for between in preceding
    ):
        return Span(start, end, text[start:end])
    return None
