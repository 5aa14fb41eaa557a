"""Dates as people and tables write them, as EDTF."""

from __future__ import annotations

import re

from briefing.interchange.values import edtf_or_none
from briefing.model.edtf import check_edtf

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?")
_WITH_MONTH = re.compile(r"(?:(\d{1,2})\.?[\s-]+)?([a-z]{3,9})\.?,?[\s-]+(\d{4})", re.IGNORECASE)
_AMERICAN = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})", re.IGNORECASE)


def written_date(text: str) -> str | None:
    """Return a date such as "26 Mar 2001", "16.04.1983" or "2001-03" as EDTF; None for another text.

    Of "03/04/2001", which may be in March or April, both days are returned, as one of a set.
    """
    text = " ".join(text.split())
    for read in (edtf_or_none, _by_name, _in_numbers):
        if date := read(text):
            return date
    return None


def entered_date(text: str) -> str:
    """Return a date that somebody typed in EDTF, such as "14 March 2025"; any other text unchanged."""
    stripped = " ".join(text.split())
    try:
        check_edtf(stripped)
    except ValueError:
        return written_date(stripped) or stripped
    return stripped


def _by_name(text: str) -> str | None:
    if match := _WITH_MONTH.fullmatch(text):
        day, month, year = match.groups()
    elif match := _AMERICAN.fullmatch(text):
        month, day, year = match.groups()
    else:
        return None
    number = _month(month)
    return _edtf(int(year), number, int(day) if day else 0) if number else None


def _month(name: str) -> int:
    names = [number for number, each in enumerate(_MONTHS, start=1) if each.startswith(name.lower())]
    if name.lower() == "sept":
        return _MONTHS.index("september") + 1
    return names[0] if len(names) == 1 else 0


def _in_numbers(text: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _edtf(int(match[1]), int(match[2]), int(match[3] or 0))
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day_first, month_first = _edtf(year, second, first), _edtf(year, first, second)
    if match[2] != "/" or day_first == month_first:
        return day_first
    if day_first and month_first:
        return f"[{','.join(sorted((day_first, month_first)))}]"
    return day_first or month_first


def _edtf(year: int, month: int, day: int) -> str | None:
    if not month:
        return None
    return edtf_or_none(f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else ""))
