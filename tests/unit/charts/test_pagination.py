"""Long content is divided into as few parts as fit, in order, none lost, about equally full."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.pagination import in_parts, part_of, with_legend
from tests.unit.profile import repeatable

HEIGHTS = st.lists(st.floats(1, 80), max_size=40)
ROOMS = st.floats(80, 400)
MOST = st.none() | st.integers(1, 9)


@repeatable
@given(HEIGHTS, ROOMS, MOST)
def test_every_piece_is_in_one_part_in_order_and_every_part_fits(
    heights: list[float], room: float, most: int | None
) -> None:
    parts = in_parts(range(len(heights)), heights, room, most)
    assert [piece for part in parts for piece in part] == [*range(len(heights))]
    for part in parts:
        assert part
        assert sum(heights[piece] for piece in part) <= room * (1 + 1e-9)
        assert most is None or len(part) <= most


@repeatable
@given(HEIGHTS, ROOMS, MOST)
def test_there_are_no_more_parts_than_filling_each_to_the_brim_makes(
    heights: list[float], room: float, most: int | None
) -> None:
    brimful: list[list[float]] = []
    for height in heights:
        full = not brimful or sum(brimful[-1]) + height > room
        if full or (most is not None and len(brimful[-1]) >= most):
            brimful.append([])
        brimful[-1].append(height)
    assert len(in_parts(heights, heights, room, most)) == len(brimful)


@repeatable
@given(st.integers(1, 60), st.integers(1, 12))
def test_of_pieces_of_one_height_no_part_takes_more_than_its_even_share(count: int, room: int) -> None:
    parts = in_parts(range(count), [1.0] * count, float(room))
    assert max(map(len, parts)) == math.ceil(count / len(parts))


def test_eleven_pieces_of_ten_to_a_part_are_shared_evenly() -> None:
    assert [len(part) for part in in_parts(range(11), [1.0] * 11, 10.0)] == [6, 5]


def test_pieces_that_fill_the_room_exactly_fit_into_it() -> None:
    assert in_parts("abc", [5.0, 5.0, 10.0], 10.0) == [["a", "b"], ["c"]]


def test_a_piece_that_is_higher_than_the_room_has_a_part_of_its_own() -> None:
    assert in_parts("abc", [1.0, 99.0, 1.0], 10.0) == [["a"], ["b"], ["c"]]


def test_the_legend_has_room_with_the_first_pieces_and_is_never_alone() -> None:
    assert with_legend("abcd", [4.0] * 4, 2.0, 10.0) == [["a", "b"], ["c", "d"]]
    assert with_legend("abc", [5.0] * 3, 5.0, 10.0) == [["a"], ["b", "c"]]
    assert with_legend("ab", [5.0, 5.0], 8.0, 10.0) == [["a"], ["b"]]
    assert with_legend("a", [9.0], 8.0, 10.0) == [["a"]]
    assert with_legend("", [], 8.0, 10.0) == []


@repeatable
@given(st.lists(st.floats(1, 9), max_size=20), st.floats(0, 12))
def test_with_a_legend_every_piece_is_in_one_part_and_in_order(heights: list[float], legend: float) -> None:
    parts = with_legend(range(len(heights)), heights, legend, 10.0)
    assert [piece for part in parts for piece in part] == list(range(len(heights)))
    assert all(parts)


def test_nothing_has_no_parts() -> None:
    assert in_parts([], [], 10.0) == []


@pytest.mark.parametrize(
    ("number", "count", "text"), [(1, 1, ""), (1, 3, ", part 1 of 3"), (3, 3, ", part 3 of 3")]
)
def test_a_part_is_numbered_only_where_there_are_several(number: int, count: int, text: str) -> None:
    assert part_of(number, count) == text
