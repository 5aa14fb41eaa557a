"""Recognise numbers in digits of any script, with any sign, space and separator.

Some forms mean two numbers, depending on the language: 1.234 and 1,234 have both readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SPACES = "\u0020\u00a0\u2004-\u200a\u202f\u205f"
_APOSTROPHES = "'’ʼ‘＇"
_ONLY_GROUPING = f"{_SPACES}{_APOSTROPHES}٬،"
_POINTS, _COMMAS, _ONLY_DECIMAL = ".．", ",，", "٫·"
_DECIMAL_SIGNS = _POINTS + _COMMAS + _ONLY_DECIMAL
FIGURE = (
    r"(?:"
    # 1 234 567,8: spaces, apostrophes and Arabic separators only group.
    rf"\d{{1,3}}(?:[{_ONLY_GROUPING}]\d{{3}})+(?:[{_DECIMAL_SIGNS}]\d+)?"
    # 1.234.567,8 and 1,234,567.8, and with one group if a fraction follows
    rf"|\d{{1,3}}(?:[{_POINTS}]\d{{3}})+[{_COMMAS}{_ONLY_DECIMAL}]\d+"
    rf"|\d{{1,3}}(?:[{_COMMAS}]\d{{3}})+[{_POINTS}{_ONLY_DECIMAL}]\d+"
    rf"|\d{{1,3}}(?:[{_POINTS}]\d{{3}}){{2,}}|\d{{1,3}}(?:[{_COMMAS}]\d{{3}}){{2,}}"
    # 12,34,567: lakh and crore
    rf"|\d{{1,2}}(?:[{_COMMAS}]\d{{2}})+[{_COMMAS}]\d{{3}}(?:[{_POINTS}]\d+)?"
    rf"|\d+(?:[{_DECIMAL_SIGNS}]\d+)?|[{_POINTS}{_ONLY_DECIMAL}]\d+"
    rf")(?![{_DECIMAL_SIGNS}{_APOSTROPHES}٬،]?\d)"
)
"""The pattern of an unsigned number; the digits after it belong to no part of it."""
MINUS_SIGNS = "\\-−‐‑–﹣－"
_NUMERAL = re.compile(
    rf"(?<![\w.,٫٬،])(?<![^\W\d][{MINUS_SIGNS}])(?P<sign>[{MINUS_SIGNS}+＋](?=[\d.٫]))?(?P<figure>{FIGURE})(?!\w)"
)
_TWO_READINGS = re.compile(rf"(?!0)\d{{1,3}}[{_POINTS}{_COMMAS}]\d{{3}}")
_PLAIN_SPACE = re.compile(r"(?<=\d) (?=\d)")
_NO_DIGIT = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text from `start` to `end` (not included).

    `readings` are the numbers that it may mean, the one of English texts first.
    """

    start: int
    end: int
    readings: tuple[Decimal, ...]


def numerals_in(text: str) -> Iterator[Numeral]:
    """Find numbers, in the order of the text; parts of names, dates and versions are none."""
    for match in _NUMERAL.finditer(text):
        is_negative = match["sign"] is not None and match["sign"] not in "+＋"
        values = readings(match["figure"])
        yield Numeral(match.start(), match.end(), tuple(-v if is_negative else v for v in values))


def readings(figure: str) -> tuple[Decimal, ...]:
    """Return the numbers that a text of the form `FIGURE` may mean, the one of English texts first."""
    if _TWO_READINGS.fullmatch(figure):
        both = (_value(figure, has_fraction=True), _value(figure, has_fraction=False))
        return both if figure[-4] in _POINTS else both[::-1]
    return (_value(figure, has_fraction=_has_fraction(figure)),)


def parts(figure: str) -> tuple[Decimal, ...]:
    """Return the numbers that ordinary spaces may part, as in "Article 3 500 copies"; else nothing."""
    pieces = _PLAIN_SPACE.split(figure)
    return tuple(readings(piece)[0] for piece in pieces) if len(pieces) > 1 else ()


def written(value: Decimal | float) -> str:
    """Write a number in plain digits, the same for equal numbers: 10000, -2.5."""
    text = f"{Decimal(str(value)):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _has_fraction(figure: str) -> bool:
    """Return whether the last separator begins a fraction; one that occurs twice groups."""
    separators = _NO_DIGIT.findall(figure)
    if not separators or separators[-1] not in _DECIMAL_SIGNS:
        return False
    return separators[-1] in _ONLY_DECIMAL or len(separators) == 1 or separators[-1] not in separators[:-1]


def _value(figure: str, *, has_fraction: bool) -> Decimal:
    groups = _NO_DIGIT.split(figure)
    digits = [str(int(group)).zfill(len(group)) if group else "" for group in groups]
    if not has_fraction:
        return Decimal("".join(digits))
    return Decimal(f"{''.join(digits[:-1]) or '0'}.{digits[-1]}")
