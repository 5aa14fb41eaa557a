"""Dates as sources state them: EDTF (ISO 8601-2:2019, levels 0 to 2) as a tree, and the days it may mean.

Read are calendar dates with a time, seasons and parts of a year, years of more than four digits and before
year 1, unspecified digits, doubts of the date or of a part of it, intervals, and sets.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from briefing.model.dates import FIRST_DAY, LAST_DAY, MONTHS_IN_A_YEAR, DateSpan, Day, days_in_month

_EXAMPLES = "Write it as 2025-01-17, 2025-01, 2025-01-XX, 2025?, 2025-10/.. or 2025-01/2025-04"
_MOST_YEAR_DIGITS = 6
_LEAST_LONG_YEAR = 10_000
_DIGITS_OF_A_YEAR = 4
_DOUBT = "[?~%]?"
_DATE = re.compile(
    rf"(?P<year_before>{_DOUBT})(?P<year>-?[0-9X]{{4}}|Y-?[0-9]+(?:E[0-9]+)?)(?:S(?P<significant>[0-9]+))?"
    rf"(?P<year_after>{_DOUBT})"
    rf"(?:-(?P<month_before>{_DOUBT})(?P<month>[0-9X]{{2}})(?P<month_after>{_DOUBT})"
    rf"(?:-(?P<day_before>{_DOUBT})(?P<day>[0-9X]{{2}})(?P<day_after>{_DOUBT}))?)?"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?P<zone>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
)
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00")
_ZONE = re.compile(r"Z|[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?)")
_OPEN = ".."
DIVISIONS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
"""The first and last month of each season, quarter and other part of a year, by its number in EDTF.

Seasons without a hemisphere are taken for those of the northern one; a winter runs into the next year,
which months 13 and 14 denote.
"""


class Doubt(Enum):
    """The qualification of a date or of a part of it."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"

    def joined(self, other: Doubt) -> Doubt:
        """Return the doubt of a part that both apply to."""
        if self is other or other is Doubt.NONE:
            return self
        return other if self is Doubt.NONE else Doubt.BOTH


class Bound(Enum):
    """An end of an interval that is no date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One date. `month` and `day` are two digits, empty for none; X is an unspecified digit.

    `first_year` and `last_year` are the years that it may mean. `doubts` are those of year, month and day.
    `division` numbers a season or part of the year (`DIVISIONS`), 0 for none; `significant` counts the
    digits of the year that are certain, 0 where all are.
    """

    year: str
    first_year: int
    last_year: int
    month: str = ""
    day: str = ""
    division: int = 0
    significant: int = 0
    doubts: tuple[Doubt, Doubt, Doubt] = (Doubt.NONE, Doubt.NONE, Doubt.NONE)
    time: str = ""
    zone: str = ""

    @property
    def parts(self) -> int:
        """The number of parts: 1 for a year, 2 for a month or season, 3 for a day."""
        return 3 if self.day else 2 if self.month or self.division else 1

    @property
    def has_unspecified_digits(self) -> bool:
        return "X" in f"{self.year}{self.month}{self.day}"

    @property
    def span(self) -> DateSpan:
        doubtful = self.has_unspecified_digits or bool(self.significant)
        doubtful = doubtful or any(doubt is not Doubt.NONE for doubt in self.doubts)
        first, last = next(self._days(), None), next(self._days(backwards=True), None)
        if first is None or last is None:
            raise ValueError("the month has no such day")
        return DateSpan(first, last, doubtful)

    def _days(self, *, backwards: bool = False) -> Iterator[Day]:
        """Yield the first (last) day of each month that it may mean, in (against) the order of time."""
        years = range(self.first_year, self.last_year + 1)
        months = self.months()
        if backwards:
            years, months = years[::-1], months[::-1]
        for year in years:
            if not _fits(f"{abs(year):04}", self.year.removeprefix("-")) and "X" in self.year:
                continue
            for month in months:
                days = _days_of(year + (month - 1) // MONTHS_IN_A_YEAR, (month - 1) % 12 + 1, self.day)
                if days:
                    yield days[-1] if backwards else days[0]

    def months(self) -> list[int]:
        """Return the months that it may mean; those of a winter after December are 13 and 14."""
        if self.division:
            return list(DIVISIONS[self.division])
        return _matching(self.month, MONTHS_IN_A_YEAR)


@dataclass(frozen=True, slots=True)
class Interval:
    """The time from one date to another, either of which may be open or unknown."""

    first: EdtfDate | Bound
    last: EdtfDate | Bound

    @property
    def span(self) -> DateSpan:
        first = self.first.span if isinstance(self.first, EdtfDate) else None
        last = self.last.span if isinstance(self.last, EdtfDate) else None
        return DateSpan(
            first.earliest if first else FIRST_DAY,
            last.latest if last else LAST_DAY,
            doubtful=any(end.doubtful for end in (first, last) if end),
            lasts=True,
        )


@dataclass(frozen=True, slots=True)
class DateSet:
    """Dates of which one is meant, or all (`every`). An interval in it is a run of dates."""

    members: tuple[EdtfDate | Interval, ...]
    every: bool

    @property
    def span(self) -> DateSpan:
        spans = [member.span for member in self.members]
        return DateSpan(
            min(span.earliest for span in spans),
            max(span.latest for span in spans),
            doubtful=not self.every or any(span.doubtful for span in spans),
        )


@dataclass(frozen=True, slots=True)
class InvalidDate:
    """A text in a project of an earlier version, which accepted it as a date; it may mean any day."""

    text: str

    @property
    def span(self) -> DateSpan:
        return DateSpan(FIRST_DAY, LAST_DAY, doubtful=True, lasts=True)


Edtf = EdtfDate | Interval | DateSet | InvalidDate


def check_edtf(text: str) -> None:
    """Raise ValueError, with examples of the right form, unless `text` is an EDTF date."""
    _valid_tree(text)


def check_saved_edtf(text: str) -> None:
    """Raise ValueError for a text that no version accepted as a date, unlike `check_edtf`."""
    if not any(character.isdigit() or character in "X." for character in text):
        check_edtf(text)


@functools.lru_cache(maxsize=4096)
def parse_edtf(text: str) -> DateSpan:
    """Return the span of days that `text` may mean; every day for an invalid date of a saved project."""
    return edtf_tree(text).span


@functools.lru_cache(maxsize=4096)
def edtf_tree(text: str) -> Edtf:
    """Return the date as a tree: an `InvalidDate` where `check_edtf` raises."""
    try:
        return _valid_tree(text)
    except ValueError:
        return InvalidDate(text)


@functools.lru_cache(maxsize=65536)
def _valid_tree(text: str) -> EdtfDate | Interval | DateSet:
    tree = _tree(text)
    try:
        span = tree.span
    except ValueError as error:
        raise ValueError(f"'{text}' is not a day in the calendar ({error}).") from None
    if span.earliest > span.latest:
        raise ValueError(f"'{text}' ends before it begins. Put the earlier date first.")
    return tree


def _tree(text: str) -> EdtfDate | Interval | DateSet:
    bare = text.strip(" ")
    if bare[:1] + bare[-1:] in {"[]", "{}"}:
        return _set(bare, text)
    if "/" not in bare:
        return _date(bare, text)
    first, _, last = bare.partition("/")
    interval = Interval(_end(first, text), _end(last, text))
    if isinstance(interval.first, Bound) and isinstance(interval.last, Bound):
        message = f"'{text}' names no date at either end. {_EXAMPLES}, or leave it out."
        raise ValueError(message)  # noqa: TRY004 - it is a text that is wrong, not a type
    return interval


def _end(part: str, text: str) -> EdtfDate | Bound:
    if part in {_OPEN, ""}:
        return Bound(part)
    date = _date(part, text)
    if date.time:
        raise ValueError(f"'{text}' has a time of day in an interval. Write its ends as days.")
    return date


def _set(bare: str, text: str) -> DateSet:
    parts = [part.strip(" ") for part in bare[1:-1].split(",")]
    members = tuple(_member(part, text) for part in parts)
    ends = [number for number, part in enumerate(parts) if part.endswith(_OPEN)]
    starts = [number for number, part in enumerate(parts) if part.startswith(_OPEN)]
    if any(number != 0 for number in starts) or any(number != len(parts) - 1 for number in ends):
        raise ValueError(f"'{text}' is open in its middle. Only a set's first or last date can be open.")
    return DateSet(members, every=bare.startswith("{"))


def _member(part: str, text: str) -> EdtfDate | Interval:
    first, run, last = part.partition(_OPEN)
    if not run:
        return _date(part, text)
    ends = [_date(end, text) if end else Bound.OPEN for end in (first, last)]
    interval = Interval(ends[0], ends[1])
    if ends == [Bound.OPEN, Bound.OPEN] or interval.span.earliest > interval.span.latest:
        raise ValueError(f"'{text}' has a run of dates that ends before it begins. {_EXAMPLES}.")
    return interval


def _date(part: str, text: str) -> EdtfDate:
    match = _DATE.fullmatch(part)
    if match is None:
        raise ValueError(f"'{text}' is not an EDTF date. {_EXAMPLES}.")
    first_year, last_year = _years(match["year"], text)
    significant = int(match["significant"] or 0)
    if significant:
        first_year, last_year = _rounded(first_year, significant, match, text)
    month, day = match["month"] or "", match["day"] or ""
    division = int(month) if month.isdigit() and int(month) in DIVISIONS else 0
    date = EdtfDate(
        year=match["year"], first_year=first_year, last_year=last_year,
        month="" if division else month, day=day, division=division, significant=significant,
        doubts=_doubts(match), time=match["time"] or "", zone=match["zone"] or "",
    )  # fmt: skip
    _check_parts(date, text)
    return date


def _years(year: str, text: str) -> tuple[int, int]:
    """Return the first and the last year that the digits may mean."""
    if year.startswith("Y"):
        base, _, exponent = year[1:].partition("E")
        if len(base.lstrip("-")) + int(exponent[:3] or 0) > _MOST_YEAR_DIGITS:
            raise ValueError(
                f"'{text}' has a year of more than {_MOST_YEAR_DIGITS} digits. Write a nearer one."
            )
        number = int(base) * 10 ** int(exponent or 0)
        if abs(number) < _LEAST_LONG_YEAR:
            raise ValueError(
                f"'{text}' has Y before a year of less than five digits. Write it as -1258 or 2025."
            )
        return number, number
    if year == "-0000":
        raise ValueError(f"'{text}' has a year that is not used. Write 1 BCE as 0000, 2 BCE as -0001.")
    digits = year.removeprefix("-")
    least, most = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return (-most, -least) if year.startswith("-") else (least, most)


def _rounded(year: int, significant: int, match: re.Match[str], text: str) -> tuple[int, int]:
    """Return the first and the last year with the same significant digits."""
    digits = max(len(str(abs(year))), _DIGITS_OF_A_YEAR)
    if match["month"] or "X" in match["year"] or significant >= digits:
        raise ValueError(
            f"'{text}' counts the certain digits of a year, which S can do for a year alone, as in 1950S2."
        )
    size: int = 10 ** (digits - significant)
    least = abs(year) // size * size
    return (least, least + size - 1) if year >= 0 else (-least - size + 1, -least)


def _doubts(match: re.Match[str]) -> tuple[Doubt, Doubt, Doubt]:
    """Return the doubt of each part: a mark after a part is that of all parts before it too."""
    doubts = []
    after = [Doubt(match[f"{name}_after"] or "") for name in ("year", "month", "day")]
    for number, name in enumerate(("year", "month", "day")):
        doubt = Doubt(match[f"{name}_before"] or "")
        if match[name]:
            doubt = functools.reduce(Doubt.joined, after[number:], doubt)
        doubts.append(doubt)
    return doubts[0], doubts[1], doubts[2]


def _check_parts(date: EdtfDate, text: str) -> None:
    if date.division and date.day:
        raise ValueError(f"'{text}' has a day in a season. Write the month as 01 to 12.")
    if date.month and not date.months():
        raise ValueError(f"'{text}' is not an EDTF date. It has no such month. {_EXAMPLES}.")
    if date.time and (not date.day or date.has_unspecified_digits):
        raise ValueError(f"'{text}' has a time of day without a day. {_EXAMPLES}.")
    if date.time and not (_TIME.fullmatch(date.time) and _ZONE.fullmatch(date.zone or "Z")):
        raise ValueError(f"'{text}' has no such time of day. Write it as 2025-01-17T14:30:00Z.")


def _fits(digits: str, pattern: str) -> bool:
    """Return whether the digits are those of the pattern, in which X may be any."""
    return len(digits) == len(pattern) and all(
        wanted in {"X", digit} for digit, wanted in zip(digits, pattern, strict=True)
    )


def _matching(pattern: str, last: int) -> list[int]:
    """Return the numbers from 1 to `last` that a pattern of two digits may mean; all for an empty one."""
    if pattern.isdecimal():
        return [int(pattern)] if 1 <= int(pattern) <= last else []
    return [number for number in range(1, last + 1) if not pattern or _fits(f"{number:02}", pattern)]


def _days_of(year: int, month: int, pattern: str) -> list[Day]:
    """Return the first and the last day of a month that a pattern may mean; none where there is none."""
    length = days_in_month(year, month)
    if not pattern:
        return [Day(year, month, 1), Day(year, month, length)]
    days = _matching(pattern, length)
    return [Day(year, month, day) for day in (days[0], days[-1])] if days else []
