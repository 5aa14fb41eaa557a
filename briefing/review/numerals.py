"""Numbers and dates in a text, with their places: in digits and words, with scales, in several forms."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.review.language import Span, plain

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = dict(
    zip(
        ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(30, 100, 10),
        strict=True,
    )
)
_WORDS: Mapping[str, float] = {word: n for n, word in enumerate(_SMALL)} | _TENS
_SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "bcm": 1e9,
    "mcm": 1e6,
}
_UNITS = {"GW": 1e9, "MW": 1e6}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_MONTHS = {
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
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)|(?P<dotted>\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b)"
    rf"|(?:\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<m>{_MONTH})\b\.?"
    rf"(?:\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)\b)?(?:,?\s+(?P<y>\d{{4}})\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,/-])(1[89]\d\d|20\d\d)(?![\d/]|[.,]\d)")
_NAMED = re.compile(
    r"\b(?:resolutions?|decrees?|directive|regulation|order|article|paragraph|numbers?|nos?\.?)\s+$",
    re.IGNORECASE,
)
"""What stands before a number that is a name, and no year."""
_TWO_WORDS = rf"(?:twenty|{'|'.join(_TENS)})[- ](?:{'|'.join(_SMALL[1:10])})"
_WORD = "|".join([_TWO_WORDS, *sorted(_WORDS, key=len, reverse=True), "dozen"])
_SCALE = rf"(?:hundred[\s-]+)?(?:{'|'.join(_SCALES)})"
_NUMBER = re.compile(
    rf"(?:(?<![\w.,-])|(?<=[\d%]-)(?=\d))(?:(?P<digits>\d+(?:[.,]\d+)*)|(?P<word>{_WORD}))"
    rf"(?:[\s-]+(?P<scale>{_SCALE}))?(?P<unit>\s*(?:%|per cent|percent|[GM]W)\b|\s*%)?(?![\w])",
    re.IGNORECASE,
)
_RANGE_START = re.compile(r"(?<![\w.,:/-])(?!(?:1[89]|20)\d\d-)\d+(?:[.,]\d+)*\s?%?-$")
"""The beginning of a range up to its hyphen: not that of a name, such as S-300-400, nor of years."""
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written and what it is multiplied by: 55 and a milliard for "55 bcm"."""

    figure: float
    scale: float
    span: Span

    def equals(self, other: Number) -> bool:
        """Whether both say the same; a number without a unit agrees with one that has it."""
        if close(self.figure * self.scale, other.figure * other.scale):
            return True
        return close(self.figure, other.figure) and 1 in {self.scale, other.scale}


def close(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(1.0, abs(one), abs(other))


@dataclass(frozen=True, slots=True)
class Date:
    """Year, month and day as far as a text gives them."""

    year: int | None
    month: int | None
    day: int | None
    span: Span

    def agrees(self, other: Date) -> bool:
        """Whether both may be the same day."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or its is None or mine == its for mine, its in pairs)


def dates_in(text: str) -> list[Date]:
    """Dates with a month, and years that stand alone."""
    low = plain(text)
    found: list[Date] = []
    for match in _DATE.finditer(low):
        date = _date(match, text)
        if date is not None:
            found.append(date)
    taken = [(date.span.start, date.span.end) for date in found]
    for match in _YEAR.finditer(low):
        is_name = _NAMED.search(low[: match.start()]) is not None
        if not is_name and not any(start <= match.start() < end for start, end in taken):
            span = Span(match.start(), match.end(), match.group())
            found.append(Date(int(match.group(1)), None, None, span))
    return sorted(found, key=lambda date: date.span.start)


def _date(match: re.Match[str], text: str) -> Date | None:
    span = Span(match.start(), match.end(), text[match.start() : match.end()])
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return Date(year, month, day, span)
    if match["dotted"]:
        day, month, year = map(int, match["dotted"].split("."))
        return Date(year, month, day, span)
    name = match["m"].lower()
    day_text = match["d1"] or match["d2"]
    if name in {"may", "march", "mar", "sep", "dec", "jan"} and not (
        match["m"][0].isupper()
        and (day_text or match["y"] or name not in {"may", "march"} or _is_after_in(text, match))
    ):
        return None
    return Date(
        int(match["y"]) if match["y"] else None, _MONTHS[name], int(day_text) if day_text else None, span
    )


def _is_after_in(text: str, match: re.Match[str]) -> bool:
    return (
        re.search(
            r"\b(?:in|since|until|by|of|last|late|early|mid)[\s-]+$", text[: match.start()], re.IGNORECASE
        )
        is not None
    )


def numbers_in(text: str) -> list[Number]:
    """Numbers in digits or words, with thousands, millions and gigawatts worked out; dates are left out."""
    dated = [(date.span.start, date.span.end) for date in dates_in(text)]
    low = plain(text)
    found = []
    for match in _NUMBER.finditer(low):
        start = match.start()
        if any(first <= start < end for first, end in dated):
            continue
        if low[start - 1 : start] == "-" and not _RANGE_START.search(low[:start]):
            continue
        figure = _figure(match)
        if figure is None or (
            match["word"] and match["word"].lower() in {"one", "zero"} and not match["scale"]
        ):
            continue
        span = Span(match.start(), match.end(), text[match.start() : match.end()])
        found.append(Number(figure, _scale(match), span))
    return found


def _figure(match: re.Match[str]) -> float | None:
    if match["digits"]:
        return _digits(match["digits"])
    word = match["word"].lower()
    return 12.0 if word == "dozen" else float(sum(_WORDS[part] for part in re.split(r"[- ]", word)))


def _scale(match: re.Match[str]) -> float:
    scales = re.split(r"[\s-]+", match["scale"].lower()) if match["scale"] else []
    unit = _UNITS.get((match["unit"] or "").strip().upper(), 1.0)
    return math.prod((_SCALES[scale] for scale in scales), start=unit)


def _digits(text: str) -> float | None:
    """A number as English writes it: commas part thousands, a point begins the fraction."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return float(text.replace(",", ""))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    return None


def without_dates(text: str) -> str:
    """The text with its dates blanked, place for place: the month of May is no permission."""
    for date in dates_in(text):
        text = text[: date.span.start] + " " * (date.span.end - date.span.start) + text[date.span.end :]
    return text


_ORDINAL = re.compile(
    rf"(?<![\w-])(?:{'|'.join(ORDINALS)})(?![\w])(?!\s+(?:half|quarter)\b)", re.IGNORECASE
)


def ordinals_in(text: str) -> list[Number]:
    """First to tenth, but of halves and quarters of a year."""
    return [
        Number(ORDINALS[match.group().lower()], 1, Span(match.start(), match.end(), match.group()))
        for match in _ORDINAL.finditer(plain(text))
    ]


_PERIOD = re.compile(
    r"\b(?P<which>first|second|third|fourth|1st|2nd|3rd|4th|last)\s+(?P<part>half|quarter)\b"
    r"(?:\s+(?:of\s+)?(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_MONTHS_OF = {"half": 6, "quarter": 3}
_LAST = {"half": 2, "quarter": 4}


def periods_in(text: str) -> list[tuple[str, int, Span]]:
    """Halves and quarters of years: what part, which one, and where it stands."""
    return [
        (match["part"].lower(), _which(match), Span(match.start(), match.end(), match.group()))
        for match in _PERIOD.finditer(plain(text))
    ]


def _which(match: re.Match[str]) -> int:
    which = match["which"].lower()
    if which == "last":
        return _LAST[match["part"].lower()]
    return int(which[0]) if which[0].isdigit() else ORDINALS[which]


def months_in_periods(text: str) -> list[int]:
    """How many months the halves and quarters of a text have: the first half is the first six."""
    return [_MONTHS_OF[part] for part, _which_one, _span in periods_in(text)]


def months_of_period(text: str) -> list[Date]:
    """The first and the last month of each half or quarter of a text."""
    dates = []
    for match in _PERIOD.finditer(plain(text)):
        months = _MONTHS_OF[match["part"].lower()]
        last = months * _which(match)
        year = int(match["year"]) if match["year"] else None
        dates += [Date(year, month, None, Span(0, 0, "")) for month in (last - months + 1, last)]
    return dates
