"""Numbers in succession are written as ranges, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.number_ranges import number_ranges


@pytest.mark.parametrize(
    ("labels", "short"),
    [
        ([], []),
        (["4"], ["4"]),
        (["4", "5"], ["4", "5"]),
        (["4", "5", "6"], ["4–6"]),
        (["1", "2", "3", "5", "8", "9", "10"], ["1–3", "5", "8–10"]),
        (["J1", "J2", "J3", "4", "5", "6"], ["J1–J3", "4–6"]),
        (["J2", "3", "4"], ["J2", "3", "4"]),
        (["Figure 1", "Figure 2", "Figure 3"], ["Figure 1", "Figure 2", "Figure 3"]),
        (["3", "2", "1", "1", "1"], ["3", "2", "1", "1", "1"]),
    ],
)
def test_three_or_more_numbers_in_succession_are_a_range(labels: list[str], short: list[str]) -> None:
    assert number_ranges(labels) == short


@given(st.sets(st.integers(1, 60)))
def test_a_list_in_short_names_the_same_numbers(numbers: set[int]) -> None:
    named: list[int] = []
    for text in number_ranges([str(number) for number in sorted(numbers)]):
        first, _, last = text.partition("–")
        named += range(int(first), int(last or first) + 1)
    assert named == sorted(numbers)
