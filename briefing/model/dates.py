"""Days of the proleptic Gregorian calendar, before year 1 too, and spans of them.

Years are numbered as astronomers do (ISO 8601): year 0 is 1 BCE, year -1258 is 1259 BCE. Python's own dates
end at years 1 and 9999.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import NamedTuple

MONTHS_IN_A_YEAR = 12
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_CALENDAR_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FAR = 10**9
"""A year beyond every year that a date may have."""


class Day(NamedTuple):
    """A day of the calendar. Days are in the order of time."""

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, date: datetime.date) -> Day:
        return cls(date.year, date.month, date.day)

    @property
    def ordinal(self) -> int:
        """The number of the day; day 1 is 1 January of year 1, as for `datetime.date.toordinal`."""
        before = self.year - 1
        days = before * 365 + before // 4 - before // 100 + before // 400
        days += sum(_LENGTHS[: self.month - 1]) + self.day
        return days + (self.month > _FEBRUARY and is_leap_year(self.year))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


FIRST_DAY = Day(-_FAR, 1, 1)
LAST_DAY = Day(_FAR, 12, 31)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days that a date may mean, first and last included.

    An open or unknown end reaches to `FIRST_DAY` or `LAST_DAY`. `doubtful` is set where the date is
    uncertain, approximate, one of several, or has unspecified digits; `lasts` where it is an interval.
    """

    earliest: Day
    latest: Day
    doubtful: bool = False
    lasts: bool = False

    @property
    def is_one_day(self) -> bool:
        return self.earliest == self.latest

    @property
    def opens(self) -> bool:
        """Return whether its beginning is open or not known."""
        return self.earliest == FIRST_DAY

    @property
    def stays_open(self) -> bool:
        """Return whether its end is open or not known."""
        return self.latest == LAST_DAY


def is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    return _LENGTHS[month - 1] + (month == _FEBRUARY and is_leap_year(year))


def day_of_ordinal(ordinal: int) -> Day:
    """Return the day with this number; the inverse of `Day.ordinal`."""
    # 400 years have as many days each time, and Python knows the days of one such cycle.
    cycles, within = divmod(ordinal - 1, _DAYS_IN_CYCLE)
    date = datetime.date.fromordinal(within + 1)
    return Day(date.year + cycles * _YEARS_IN_CYCLE, date.month, date.day)


_YEARS_IN_CYCLE, _DAYS_IN_CYCLE = 400, 146_097


def check_calendar_date(text: str) -> None:
    """Raise ValueError unless `text` is one calendar day, year-month-day (ISO 8601-1)."""
    if not _CALENDAR_DATE.fullmatch(text):
        raise ValueError(f"'{text}' is not a calendar date. Write it as 2025-01-17.")
    try:
        datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"'{text}' is not a day in the calendar ({error}).") from None


def calendar_day(text: str) -> Day:
    """Return the day that a calendar date (`check_calendar_date`) denotes."""
    return Day.of(datetime.date.fromisoformat(text))
