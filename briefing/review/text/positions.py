"""Parts of months and of years in a text, such as "late August 2025", and the days that are in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.dates import days_in_month
from briefing.review.text.dates import MONTH_NAMES, Date
from briefing.review.text.segmentation import Span

_PART = re.compile(
    r"\b(?P<part>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end|first\s+day|last\s+day)\s+of)[\s-]+"
    rf"(?P<month>{'|'.join(MONTH_NAMES)})\b(?:,?\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_YEAR_PART = re.compile(
    r"\b(?P<part>early|mid|late|(?:the\s+)?(?:beginning|start|middle|end)\s+of)[\s-]+(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_YEAR_MONTHS = {
    "early": (1, 2, 3, 4),
    "beginning": (1, 2, 3, 4),
    "start": (1, 2, 3, 4),
    "mid": (5, 6, 7, 8),
    "middle": (5, 6, 7, 8),
}
_LATE_MONTHS = (9, 10, 11, 12)
_SEASON = re.compile(
    r"\b(?P<part>(?:early\s+|late\s+)?(?:spring|summer|autumn|winter))(?:\s+of)?\s+(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_DAYS = {
    "early": (1, 10),
    "beginning": (1, 10),
    "start": (1, 10),
    "mid": (10, 20),
    "middle": (10, 20),
    "first": (1, 1),
}
_LATE = (20, 31)
_MONTHS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2)}


@dataclass(frozen=True, slots=True)
class PartOfTime:
    """A part of a month by its first and last day, or one of a year by its months; `span` has its words."""

    span: Span
    year: int | None
    months: tuple[int, ...]
    days: tuple[int, int] | None = None
    is_last_day: bool = False

    def has(self, date: Date) -> bool:
        """Return whether a date is known as exactly as this, and in it."""
        if date.month not in self.months or (self.year is not None and date.year != self.year):
            return False
        if self.is_last_day:
            return date.year is not None and date.day == days_in_month(date.year, date.month)
        if self.days is None:
            return True
        return date.day is not None and self.days[0] <= date.day <= self.days[1]

    def is_same(self, other: PartOfTime) -> bool:
        """Return whether another part is the same one: mid-2021, the middle of 2021."""
        return (self.year, self.months, self.days) == (other.year, other.months, other.days)


def parts_of_time_in(text: str) -> Iterator[PartOfTime]:
    """Find the parts of months and of years in a text."""
    for match in _PART.finditer(text):
        month = MONTH_NAMES[match["month"].lower()]
        year = int(match["year"]) if match["year"] else None
        words = match["part"].lower().split()
        days = next((_DAYS[word] for word in words if word in _DAYS), _LATE)
        yield PartOfTime(_span(match), year, (month,), days, is_last_day="last" in words)
    for match in _YEAR_PART.finditer(text):
        words = match["part"].lower().split()
        months = next((_YEAR_MONTHS[word] for word in words if word in _YEAR_MONTHS), _LATE_MONTHS)
        yield PartOfTime(_span(match), int(match["year"]), months)
    for match in _SEASON.finditer(text):
        season = match["part"].lower().split()[-1]
        yield PartOfTime(_span(match), int(match["year"]), _MONTHS[season])


def _span(match: re.Match[str]) -> Span:
    return Span(match.start("part"), match.end("part"), match["part"])
