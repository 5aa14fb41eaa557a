"""Numbers and halves or quarters of years in a text, in digits and words, with their positions."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.review.text.dates import Date, dates_in
from briefing.review.text.segmentation import Span, plain
from briefing.text.numbers import FIGURE, parts, readings

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
    "mln": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "bln": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "trn": 1e12,
    "bcm": 1e9,
    "mcm": 1e6,
}
_LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9}
"""Letters right after a figure that multiply it: 20k, and after the sign of a currency €3m, $4b."""
_UNITS = {"GW": 1e9, "MW": 1e6, "GIGAWATT": 1e9, "MEGAWATT": 1e6}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
}  # fmt: skip
_TWO_WORDS = rf"(?:twenty|{'|'.join(_TENS)})[- ](?:{'|'.join(_SMALL[1:10])})"
_WORD = "|".join([_TWO_WORDS, *sorted(_WORDS, key=len, reverse=True), "dozen"])
_SCALE = rf"(?:hundred[\s-]+)?(?:{'|'.join(_SCALES)})"
_NUMBER = re.compile(
    rf"(?:(?<![\w.,-])(?P<minus>-(?=[\d.])|minus\s+(?=\d))?|(?<=[\d%]-)(?=\d))"
    rf"(?:(?P<digits>{FIGURE})|(?P<word>{_WORD}))"
    rf"(?:(?:[\s-]+|(?<=\d))(?P<scale>{_SCALE})(?![a-z])|(?<=\d)(?P<letter>[kmb])(?![a-z]))?"
    r"(?P<unit>\s*(?:%|per cent|percent|[GM]W|(?:giga|mega)watts?)\b|\s*%)?(?![\w])",
    re.IGNORECASE,
)
_CURRENCIES = "$€£¥₽"
_ROUND = re.compile(
    r"(?<![\w-])(?P<half>half\s+)?(?:an?|some|about|around|roughly|nearly|almost|over|than|to)\s+(?P<round>"
    r"(?:hundred[\s-]+)?(?:thousand|million|billion)|hundred)(?!\w)",
    re.IGNORECASE,
)
"""A number without a figure: a million, some hundred thousand."""
_RANGE_START = re.compile(r"(?<![\w.,:/-])(?!(?:1[89]|20)\d\d-)\d+(?:[.,]\d+)*\s?%?-$")
"""The beginning of a range up to its hyphen: not that of a name, such as S-300-400, nor of years."""
_ADDRESS = re.compile(r"\.[a-z]{2,}\b")
"""The rest of a web address that begins with a number, such as 444.hu."""
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written (`figure`) and its multiplier (`scale`): 55 and 1e9 for "55 bcm".

    `second_figure` is what "1.234" means where the point separates thousands. `parts` are the numbers that
    an ordinary space may part: 3 and 500 for "Article 3 500 copies".
    """

    figure: float
    scale: float
    span: Span
    second_figure: float | None = None
    parts: tuple[float, ...] = ()

    def equals(self, other: Number) -> bool:
        """Return whether both are the same number; one without a multiplier equals one with any."""
        return _equal(self, self.figure, other, other.figure)

    def may_equal(self, other: Number) -> bool:
        """Return whether both are the same number in one of their readings."""
        return any(
            _equal(self, own, other, its)
            for own in (self.figure, self.second_figure)
            for its in (other.figure, other.second_figure)
            if own is not None and its is not None
        )


def _equal(one: Number, figure: float, other: Number, its_figure: float) -> bool:
    if close(figure * one.scale, its_figure * other.scale):
        return True
    return close(figure, its_figure) and 1 in {one.scale, other.scale}


def close(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(1.0, abs(one), abs(other))


def numbers_in(text: str) -> list[Number]:
    """Find numbers in digits or words that are no part of a date; "one" and "zero" alone do not count."""
    return list(_numbers_in(text))


@functools.lru_cache(maxsize=4096)
def _numbers_in(text: str) -> tuple[Number, ...]:
    dates = [(date.span.start, date.span.end) for date in dates_in(text)]
    numbers = []
    lowered = plain(text)
    for match in _NUMBER.finditer(lowered):
        start = match.start()
        if any(first <= start < last for first, last in dates):
            continue
        if lowered[start - 1 : start] == "-" and not _RANGE_START.search(lowered[:start]):
            continue
        if _ADDRESS.match(lowered, match.end()) or _is_length(match, lowered):
            continue
        is_word_alone = (match["word"] or "").lower() in {"one", "zero"} and not match["scale"]
        if not is_word_alone:
            numbers.append(
                _number(match, Span(match.start(), match.end(), text[match.start() : match.end()]))
            )
    taken = [(number.span.start, number.span.end) for number in numbers]
    numbers += (each for each in _round_numbers(text) if not _is_in(each.span.start, taken))
    return tuple(_joined(text, sorted(numbers, key=lambda number: number.span.start)))


def _is_length(match: re.Match[str], text: str) -> bool:
    """Return whether a letter after a figure is a unit: 3m without the sign of a currency are metres."""
    start = match.start("digits") if match["digits"] else match.start()
    has_currency = text[:start].rstrip()[-1:] in {*_CURRENCIES}
    return match["letter"] is not None and match["letter"].lower() != "k" and not has_currency


def _joined(text: str, numbers: list[Number]) -> list[Number]:
    """Join the parts of a number in words: one hundred and ninety-one."""
    joined: list[Number] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if last is not None and _continues(text, last, number):
            value = last.figure * last.scale + number.figure * number.scale
            span = Span(last.span.start, number.span.end, text[last.span.start : number.span.end])
            joined[-1] = Number(value, 1, span)
        else:
            joined.append(number)
    return joined


def _continues(text: str, number: Number, following: Number) -> bool:
    between = text[number.span.end : following.span.start].lower().strip()
    is_in_words = not any(letter.isdigit() for letter in number.span.text + following.span.text)
    return is_in_words and between in {"", "and"} and following.figure * following.scale < _power(number)


def _power(number: Number) -> float:
    """Return the power of ten that a number in words ends with: a hundred for two hundred."""
    if number.scale > 1:
        return number.scale
    return number.figure if number.figure in _SCALES.values() else 1


def _round_numbers(text: str) -> Iterator[Number]:
    for match in _ROUND.finditer(plain(text)):
        scales = re.split(r"[\s-]+", match["round"].lower())
        value = math.prod(_SCALES[scale] for scale in scales) / (2 if match["half"] else 1)
        start = match.start() if match["half"] else match.start("round")
        yield Number(value, 1, Span(start, match.end(), text[start : match.end()]))


def _is_in(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _number(match: re.Match[str], span: Span) -> Number:
    scale = _scale(match)
    if not match["digits"]:
        return Number(_figure_of_word(match["word"].lower()), scale, span)
    sign = -1 if match["minus"] else 1
    figure, *others = (sign * float(value) for value in readings(match["digits"]))
    # In English texts a comma separates thousands; only a point leaves two readings.
    second = others[0] if others and abs(figure) < abs(others[0]) else None
    return Number(figure, scale, span, second, tuple(map(float, parts(match["digits"]))))


def _figure_of_word(word: str) -> float:
    return 12.0 if word == "dozen" else float(sum(_WORDS[part] for part in re.split(r"[- ]", word)))


def _scale(match: re.Match[str]) -> float:
    scales = re.split(r"[\s-]+", match["scale"].lower()) if match["scale"] else []
    if match["letter"]:
        return _LETTERS[match["letter"].lower()]
    unit = _UNITS.get((match["unit"] or "").strip().upper().removesuffix("S"), 1.0)
    return math.prod((_SCALES[scale] for scale in scales), start=unit)


_ORDINAL = re.compile(
    rf"(?<![\w-])(?:{'|'.join(ORDINALS)})(?![\w])(?!\s+(?:half|quarter)\b)", re.IGNORECASE
)


def ordinals_in(text: str) -> list[Number]:
    """Find "first" to "tenth", except those of halves and quarters of a year."""
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
    """Find halves and quarters of years: "half" or "quarter", its number, and its span."""
    return [
        (match["part"].lower(), _period_number(match), Span(match.start(), match.end(), match.group()))
        for match in _PERIOD.finditer(plain(text))
    ]


def _period_number(match: re.Match[str]) -> int:
    which = match["which"].lower()
    if which == "last":
        return _LAST[match["part"].lower()]
    return int(which[0]) if which[0].isdigit() else ORDINALS[which]


def months_in_periods(text: str) -> list[int]:
    """Return the length of each half or quarter of a text in months: "the first half" is six months."""
    return [_MONTHS_OF[part] for part, _number, _span in periods_in(text)]


def months_of_period(text: str) -> list[Date]:
    """Return the first and the last month of each half or quarter of a text."""
    dates = []
    for match in _PERIOD.finditer(plain(text)):
        months = _MONTHS_OF[match["part"].lower()]
        last = months * _period_number(match)
        year = int(match["year"]) if match["year"] else None
        dates += [Date(year, month, None, Span(0, 0, "")) for month in (last - months + 1, last)]
    return dates
