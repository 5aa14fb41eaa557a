"""Dates as sources state them: EDTF (ISO 8601-2:2019), precise, partial, uncertain or open.

The `edtf` package parses them. It is imported on first use, because that is slow; plain calendar dates
are read without it.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass
from typing import Any

FIRST_DAY = datetime.date.min
LAST_DAY = datetime.date.max
_CALENDAR_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EXAMPLES = "Write it as 2025-01-17, 2025-01, 2025-01-XX, 2025?, 2025-10/.. or 2025-01/2025-04"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The days that an EDTF date may mean, first and last included.

    An open or unknown end reaches to `FIRST_DAY` or `LAST_DAY`. `doubtful` is set where the date is
    marked uncertain (``?``), approximate (``~``) or both (``%``), or has unspecified digits (``X``).
    """

    earliest: datetime.date
    latest: datetime.date
    doubtful: bool = False

    @property
    def is_one_day(self) -> bool:
        return self.earliest == self.latest


def check_edtf(text: str) -> None:
    """Raise ValueError, with examples of the right form, unless `text` is an EDTF date."""
    parse_edtf(text)


def check_calendar_date(text: str) -> None:
    """Raise ValueError unless `text` is one calendar day, year-month-day (ISO 8601-1)."""
    if not _CALENDAR_DATE.fullmatch(text):
        raise ValueError(f"'{text}' is not a calendar date. Write it as 2025-01-17.")
    _calendar_date(text)


@functools.lru_cache(maxsize=4096)
def parse_edtf(text: str) -> DateSpan:
    """Return the span of days that `text` may mean. Raises ValueError with examples of the right form."""
    if _CALENDAR_DATE.fullmatch(text):
        day = _calendar_date(text)
        return DateSpan(day, day)
    return _parse_other(text)


def _calendar_date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"'{text}' is not a day in the calendar ({error}).") from None


def _parse_other(text: str) -> DateSpan:
    import edtf

    open_ended = re.sub(r"^/|/$", lambda bar: "../" if bar.start() == 0 else "/..", text)
    try:
        parsed = edtf.parse_edtf(open_ended)
    except (edtf.EDTFParseException, TypeError, ValueError, AttributeError):
        # Some malformed texts, such as a lone slash, make the package fail with these errors.
        raise ValueError(f"'{text}' is not an EDTF date. {_EXAMPLES}.") from None
    first, last = (parsed.lower, parsed.upper) if hasattr(parsed, "upper") else (parsed, parsed)
    span = DateSpan(
        _bound(first, "lower_strict", FIRST_DAY),
        _bound(last, "upper_strict", LAST_DAY),
        any(mark in text for mark in "?~%X"),
    )
    if span.earliest > span.latest:
        raise ValueError(f"'{text}' ends before it begins. Put the earlier date first.")
    return span


def _bound(part: Any, method: str, when_open: datetime.date) -> datetime.date:
    """Return the calendar day at one end, or `when_open` where that end is open or unknown."""
    value: Any = getattr(part, method)() if hasattr(part, method) else None
    if not isinstance(value, tuple):
        return when_open
    year, month, day = value[:3]
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        return when_open
    return datetime.date(year, month, day)
