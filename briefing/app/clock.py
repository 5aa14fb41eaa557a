"""The clock on the wall where the analyst is."""

from __future__ import annotations

import datetime


def today() -> str:
    """The day on which a grade is given, year-month-day."""
    return datetime.datetime.now().astimezone().date().isoformat()


def time_of_day() -> str:
    """Hours and minutes, such as 10:42."""
    return datetime.datetime.now().astimezone().strftime("%H:%M")
