"""A number has one value in whatever convention it is written, and both where the form is ambiguous."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.numbers import numerals_in, parts, written

DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "０１２３４５６７８９"]
GROUPS = ["", ",", ".", " ", "\u00a0", "\u202f", "\u2009", "\u2007", "'", "’", "٬", "،"]
CONVENTIONS = [(group, point) for group in GROUPS for point in [".", ",", "٫", "·"] if group != point]
MINUS = ["-", "−", "‑", "–", "－"]


def grouped(digits: str, sign: str, sizes: Callable[[int], int]) -> str:
    groups: list[str] = []
    while digits:
        size = sizes(len(groups))
        groups.insert(0, digits[-size:])
        digits = digits[:-size]
    return sign.join(groups)


def western(_number: int) -> int:
    return 3


def indian(number: int) -> int:
    return 2 if number else 3


@given(
    whole=st.integers(0, 10**12),
    fraction=st.text("0123456789", max_size=5),
    convention=st.sampled_from(CONVENTIONS),
    script=st.sampled_from(DIGITS),
    minus=st.sampled_from(["", *MINUS]),
)
def test_a_number_in_any_convention_has_its_value(
    whole: int, fraction: str, convention: tuple[str, str], script: str, minus: str
) -> None:
    group, point = convention
    text = grouped(str(whole), group, western) + (f"{point}{fraction}" if fraction else "")
    value = Decimal(f"{'-' if minus else ''}{whole}.{fraction or 0}")
    (numeral,) = numerals_in(f"about {minus}{text.translate(str.maketrans('0123456789', script))} tonnes")
    assert value in numeral.readings
    assert len(numeral.readings) == 1 or group in ".," or point in ".,"


@given(st.integers(0, 10**12), st.sampled_from(DIGITS))
def test_indian_grouping_has_the_value(whole: int, script: str) -> None:
    text = grouped(str(whole), ",", indian).translate(str.maketrans("0123456789", script))
    (numeral,) = numerals_in(text)
    assert whole in numeral.readings


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.234", ["1.234", "1234"]),
        ("1,234", ["1234", "1.234"]),
        ("0.500", ["0.5"]),
        ("1234.567", ["1234.567"]),
        ("1.234.567", ["1234567"]),
        ("1.234,5", ["1234.5"]),
        ("1,8", ["1.8"]),
        (".5", ["0.5"]),
        ("10 000", ["10000"]),
        ("+7", ["7"]),
        ("−3", ["-3"]),
    ],
)
def test_a_form_with_two_meanings_keeps_both_and_english_first(text: str, readings: list[str]) -> None:
    (numeral,) = numerals_in(text)
    assert [written(value) for value in numeral.readings] == readings
    assert (numeral.start, numeral.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S-300 and 5-10", ["5", "10"]),
        ("31.10.2025", []),
        ("version 1.2.3", []),
        ("in 2024 100 trucks", ["2024", "100"]),
        ("5 10 15", ["5", "10", "15"]),
        ("3,5; 4", ["3.5", "4"]),
        ("B2 or 2B", []),
    ],
)
def test_what_is_no_number_or_several_is_read_so(text: str, expected: list[str]) -> None:
    assert [written(numeral.readings[0]) for numeral in numerals_in(text)] == expected


def test_an_ordinary_space_may_part_two_numbers() -> None:
    assert [written(value) for value in parts("3 500")] == ["3", "500"]
    assert parts("3\u00a0500") == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e16, "10000000000000000"), (1234567.0, "1234567"), (0.1, "0.1"), (-0.0, "0"), (5, "5")],
)
def test_a_number_is_written_in_plain_digits(value: float, text: str) -> None:
    assert written(value) == text
