"""Dates in a text, with their positions: Gregorian ones, and those of the Iranian calendar as the same day.

Dates of the Islamic lunar calendar are found, but not compared: their days depend on sightings of the
moon.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.dates import MONTHS_IN_A_YEAR, Day, days_in_month
from briefing.review.text import iranian_calendar
from briefing.review.text.iranian_calendar import LUNAR_MONTHS, SolarDate
from briefing.review.text.segmentation import Span, plain

MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_PERSIAN_NAMES = {
    "ژانویه": 1, "فوریه": 2, "مارس": 3, "آوریل": 4, "مه": 5, "ژوئن": 6, "ژوئیه": 7, "ژوییه": 7, "اوت": 8,
    "سپتامبر": 9, "اکتبر": 10, "نوامبر": 11, "دسامبر": 12,
}  # fmt: skip
"""The Gregorian months in Persian."""
_MONTH = "|".join(sorted(MONTH_NAMES, key=len, reverse=True))
_DATE = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)|(?P<dotted>\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b)"
    rf"|(?:\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<m>{_MONTH})\b\.?"
    rf"(?:\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)\b)?(?:,?\s+(?P<y>\d{{4}})\b)?",
    re.IGNORECASE,
)
_END_OF_MONTH = re.compile(
    rf"\b(?P<which>first|opening|last|final|closing)\s+day\s+of\s+(?P<m>{_MONTH}),?\s+(?P<y>\d{{4}})\b",
    re.IGNORECASE,
)
_FIRST = frozenset({"first", "opening"})
_DAY_OF_MONTH = re.compile(
    r"\bthe\s+(?P<d>\d{1,2})(?:st|nd|rd|th)(?:\s+(?:day\s+)?of\s+(?:that|the(?:\s+same)?|this)\s+month)?"
    r"(?=\s*(?:[.,;:)]|$)|\s+(?:of\s+(?:that|the|this)|and|in|at|was|is)\b)(?!\s+of\s+the\s+(?!month|same))",
    re.IGNORECASE,
)
"""A day of a month that the text before it names: the 18th of that month."""
_PERSIAN_DATE = re.compile(
    rf"(?<!\w)(?P<d1>\d{{1,2}})\s+(?P<m>{'|'.join(_PERSIAN_NAMES)})[هٔ]*(?:[\s\u200c]*ماه)?"
    r"(?:\s+(?P<y>\d{4}))?(?!\w)"
)
_YEAR = re.compile(
    r"(?:(?<![\d.,/-])|(?<=(?<!\d)1[89]\d\d-)|(?<=(?<!\d)20\d\d-))(1[89]\d\d|20\d\d)(?![\d/]|[.,]\d)"
)
_SHORT_YEAR = re.compile(
    r"(?<![\d.,/-])(?P<first>(?:1[89]|20)\d\d)(?P<joint>[-/])(?P<last>\d\d)(?![\d/-]|[.,]\d)"
)
"""A range of years whose end has no century, such as 2019-24."""
_SOLAR_MONTH = "|".join(sorted(iranian_calendar.MONTH_NAMES, key=len, reverse=True))
_SOLAR_YEAR = r"1[234]\d\d"
_SOLAR_DATE = re.compile(
    rf"(?<![\w/])(?:(?P<y0>{_SOLAR_YEAR})/(?P<m0>\d{{1,2}})/(?P<d0>\d{{1,2}})"
    rf"|(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m>{_SOLAR_MONTH})(?:[\s\u200c]*ماه)?"
    rf"(?:\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<y>{_SOLAR_YEAR}))?)(?![\w/])",
    re.IGNORECASE,
)
_LUNAR_MONTH = "|".join(LUNAR_MONTHS)
_LUNAR_DATE = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_LUNAR_MONTH})(?:,?\s+{_SOLAR_YEAR})?"
    rf"|(?:{_LUNAR_MONTH})(?:\s+\d{{1,2}})?,?\s+{_SOLAR_YEAR})(?:\s+AH\b)?(?!\w)",
    re.IGNORECASE,
)
_DIGITS_AND_LETTERS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩يىك", "01234567890123456789ییک")
"""Persian and Arabic digits as ASCII ones, and Arabic yeh and kaf as the Persian ones."""
_LONGEST_MONTH = 31
_NAMED = re.compile(
    r"\b(?:resolutions?|decrees?|directive|regulation|order|article|paragraph|numbers?|nos?\.?)\s+$",
    re.IGNORECASE,
)
"""Words before a number that is part of a name, such as "Resolution 1929", and no year."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as exact as the text gives it: year, month and day may each be None.

    `solar` is set where the text gives a date of the Iranian calendar without a year or a day, which no
    Gregorian date is; all parts are None then. `is_lunar` marks a date that cannot be compared.
    """

    year: int | None
    month: int | None
    day: int | None
    span: Span
    solar: SolarDate | None = None
    is_lunar: bool = False

    def agrees(self, other: Date) -> bool:
        """Return whether both may be the same day."""
        if self.solar or other.solar:
            return self.solar == other.solar or bool(self._solar_days(other) or other._solar_days(self))
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(one is None or two is None or one == two for one, two in pairs)

    def _solar_days(self, other: Date) -> list[Day]:
        """Return the days of another date that this one, of the Iranian calendar, may mean."""
        solar = self.solar
        return [day for day in other.days() if solar.holds(day)] if solar else []

    def days(self) -> list[Day]:
        """Return the days of a date that has year and month; none of any other."""
        if self.year is None or self.month is None:
            return []
        length = days_in_month(self.year, self.month)
        numbers = range(1, length + 1) if self.day is None else [self.day]
        return [Day(self.year, self.month, number) for number in numbers]


def dates_in(text: str) -> list[Date]:
    """Find dates with a month, years without one, and days of "that month", in the order of the text."""
    return list(_dates_in(text))


@functools.lru_cache(maxsize=4096)
def _dates_in(text: str) -> tuple[Date, ...]:
    searched = plain(text).translate(_DIGITS_AND_LETTERS)
    dates: list[Date] = []
    for find in (
        _lunar_dates,
        _solar_dates,
        _ends_of_months,
        _gregorian_dates,
        _days_of_months,
        _years,
    ):
        occupied = [(date.span.start, date.span.end) for date in dates]
        dates += [
            date
            for date in find(searched, text)
            if not any(date.span.start < end and start < date.span.end for start, end in occupied)
        ]
    return tuple(sorted(dates, key=lambda date: date.span.start))


def without_dates(text: str) -> str:
    """Replace dates by spaces of the same length, so that the month of May is not read as "may"."""
    for date in dates_in(text):
        text = text[: date.span.start] + " " * (date.span.end - date.span.start) + text[date.span.end :]
    return text


def _span(match: re.Match[str], text: str, group: int | str = 0) -> Span:
    return Span(match.start(group), match.end(group), text[match.start(group) : match.end(group)])


# Gregorian


def _gregorian_dates(searched: str, text: str) -> Iterator[Date]:
    for pattern in (_DATE, _PERSIAN_DATE):
        for match in pattern.finditer(searched):
            date = _date(match, text)
            if date is not None and _exists(date):
                yield date


def _ends_of_months(searched: str, text: str) -> Iterator[Date]:
    """Yield "the last day of February 2026" as the day that it is."""
    for match in _END_OF_MONTH.finditer(searched):
        month, year = MONTH_NAMES[match["m"].lower()], int(match["y"])
        day = 1 if match["which"].lower() in _FIRST else days_in_month(year, month)
        yield Date(year, month, day, _span(match, text))


def _days_of_months(searched: str, text: str) -> Iterator[Date]:
    """Yield "the 18th of that month", which has no month of its own."""
    for match in _DAY_OF_MONTH.finditer(searched):
        date = Date(None, None, int(match["d"]), _span(match, text))
        if 1 <= int(match["d"]) <= _LONGEST_MONTH:
            yield date


def _exists(date: Date) -> bool:
    """Return whether the calendar has the day; 29 February has one where the year is not given."""
    if date.month is None or not 1 <= date.month <= MONTHS_IN_A_YEAR:
        return date.month is None
    leap_year = 2000
    return date.day is None or 1 <= date.day <= days_in_month(date.year or leap_year, date.month)


def _years(searched: str, text: str) -> Iterator[Date]:
    for match in _YEAR.finditer(searched):
        if _NAMED.search(searched[: match.start()]) is None:
            yield Date(int(match[1]), None, None, _span(match, text))
    for match in _SHORT_YEAR.finditer(searched):
        # A number up to 12 is a month.
        if int(match["last"]) <= max(int(match["first"][2:]), MONTHS_IN_A_YEAR):
            continue
        if match["joint"] == "/":
            yield Date(int(match["first"]), None, None, _span(match, text, "first"))
        yield Date(int(match["first"][:2] + match["last"]), None, None, _span(match, text, "last"))


def _date(match: re.Match[str], text: str) -> Date | None:
    span = _span(match, text)
    parts = match.groupdict()
    if parts.get("iso"):
        year, month, day = map(int, parts["iso"].split("-"))
        return Date(year, month, day, span)
    if parts.get("dotted"):
        day, month, year = map(int, parts["dotted"].split("."))
        return Date(year, month, day, span)
    name = match["m"].lower()
    if name in MONTH_NAMES and not _is_month(match, text):
        return None
    day_digits = match["d1"] or parts.get("d2")
    number = MONTH_NAMES.get(name) or _PERSIAN_NAMES[name]
    date = Date(
        int(match["y"]) if match["y"] else None, number, int(day_digits) if day_digits else None, span
    )
    return date if _exists(date) else _month_of(match, date, text)


def _month_of(match: re.Match[str], date: Date, text: str) -> Date:
    """Return the month of a date whose day the calendar does not have: the number is none of a day."""
    start = match.start("m")
    end = match.end() if match["d1"] else match.end("m")
    return Date(date.year if match["d1"] else None, date.month, None, Span(start, end, text[start:end]))


def _is_month(match: re.Match[str], text: str) -> bool:
    """Distinguish months from other words: "may" and "march" without a day or year need a preposition."""
    name = match["m"].lower()
    if name not in {"may", "march", "mar", "sep", "dec", "jan"}:
        return True
    if not match["m"][0].isupper():
        return False
    has_day_or_year = bool(match["d1"] or match["d2"] or match["y"])
    return has_day_or_year or name not in {"may", "march"} or _is_after_preposition(text, match)


def _is_after_preposition(text: str, match: re.Match[str]) -> bool:
    preposition = r"\b(?:in|since|until|by|of|last|late|early|mid)[\s-]+$"
    return re.search(preposition, text[: match.start()], re.IGNORECASE) is not None


# Iranian and Islamic


def _solar_dates(searched: str, text: str) -> Iterator[Date]:
    """Yield dates of the Iranian calendar: whole ones as the Gregorian day that they are."""
    for match in _SOLAR_DATE.finditer(searched):
        name = match["m"]
        year, day = match["y0"] or match["y"], match["d0"] or match["d1"] or match["d2"]
        month = iranian_calendar.MONTH_NAMES[name.lower()] if name else int(match["m0"])
        if name and not (year or (day and _is_named_day(match, searched))):
            continue
        solar = SolarDate(int(year) if year else None, month, int(day) if day else None)
        if not _solar_exists(solar):
            continue
        if solar.year is not None and solar.day is not None:
            same = iranian_calendar.gregorian_day(solar.year, solar.month, solar.day)
            yield Date(same.year, same.month, same.day, _span(match, text))
        else:
            yield Date(None, None, None, _span(match, text), solar)


def _is_named_day(match: re.Match[str], searched: str) -> bool:
    """Distinguish a month without a year from other words, such as the name of an agency or a person.

    In Latin script it has a capital and follows a preposition: "on 17 Dey".
    """
    name = match["m"]
    if not name.isascii():
        return bool(match["d1"])
    preposition = r"\b(?:on|by|until|since|from|of|before|after|the|to)\s+$"
    return (
        name[0].isupper() and re.search(preposition, searched[: match.start()], re.IGNORECASE) is not None
    )


def _solar_exists(date: SolarDate) -> bool:
    if not 1 <= date.month <= MONTHS_IN_A_YEAR:
        return False
    return date.day is None or 1 <= date.day <= iranian_calendar.days_in_month(date.year, date.month)


def _lunar_dates(searched: str, text: str) -> Iterator[Date]:
    for match in _LUNAR_DATE.finditer(searched):
        yield Date(None, None, None, _span(match, text), is_lunar=True)
