"""The time of the system's clock, which may show a year that Python's calendar lacks."""

from __future__ import annotations

import datetime
import time

_FIRST = datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)
_LAST = datetime.datetime(9999, 12, 30, 23, 59, 59, tzinfo=datetime.UTC)
"""The ends of the calendar, a day short of it so that they have a local time in every zone."""


def utc_now() -> datetime.datetime:
    """Return the present time in UTC; a clock beyond the calendar shows its nearest end."""
    return at(time.time())


def at(seconds: float) -> datetime.datetime:
    """Return a time in seconds since 1970 in UTC, or the nearest end of the calendar."""
    if seconds <= _FIRST.timestamp():
        return _FIRST
    return datetime.datetime.fromtimestamp(min(seconds, _LAST.timestamp()), datetime.UTC)


def local(moment: datetime.datetime) -> datetime.datetime:
    """Return a time in the local time zone, or the nearest end of the calendar."""
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):
        return _FIRST if moment.year == 1 else _LAST


def to_the_minute(moment: datetime.datetime) -> str:
    """Return a time as local date and time, such as 2025-01-18 10:42; the year has four digits."""
    return local(moment).replace(tzinfo=None).isoformat(" ", "minutes")
