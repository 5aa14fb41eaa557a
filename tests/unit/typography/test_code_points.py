"""Sets of code points are those of numbers, in less memory."""

from __future__ import annotations

import sys

from hypothesis import example, given
from hypothesis import strategies as st

from briefing.typography.code_points import CodePoints

codes = st.frozensets(st.integers(0, 3000), max_size=20)


@given(codes, codes)
@example(frozenset({0, sys.maxunicode}), frozenset({sys.maxunicode - 1}))
def test_a_set_has_the_code_points_that_it_was_made_of(
    first: frozenset[int], second: frozenset[int]
) -> None:
    made = CodePoints(first)
    assert set(made) == first
    assert len(made) == len(first)
    assert all((code in made) == (code in first) for code in second)
    assert set(made.union(CodePoints(second))) == first | second


def test_what_is_no_code_point_is_in_no_set() -> None:
    made = CodePoints([0, 7, 8, 0x4E00])
    assert -1 not in made
    assert sys.maxunicode + 1 not in made
    assert 0 not in CodePoints()


def test_the_characters_of_a_chinese_font_take_little_memory() -> None:
    ideographs = range(0x4E00, 0x9FFF)
    assert sys.getsizeof(CodePoints(ideographs)._bits) < sys.getsizeof(set(ideographs)) / 50
