"""Labels along an axis are near what they name, between its ends, and never over one another."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.label_placement import Box, spread
from tests.unit.profile import repeatable

NEARLY = 1e-6
ROOM = 600.0
BOXES = st.builds(
    lambda left, top, width, height: Box(left, top, left + width, top + height),
    st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 9), st.integers(1, 9),
)  # fmt: skip


# Boxes


@repeatable
@given(BOXES, BOXES)
def test_boxes_meet_exactly_where_they_share_a_surface(one: Box, other: Box) -> None:
    def cells(box: Box) -> set[tuple[int, int]]:
        across, down = range(int(box.left), int(box.right)), range(int(box.top), int(box.bottom))
        return set(itertools.product(across, down))

    assert one.meets(other) == other.meets(one) == bool(cells(one) & cells(other))
    assert one.within(other) == (cells(one) <= cells(other))


# Along one edge


@repeatable
@given(st.lists(st.tuples(st.floats(-100, 700), st.floats(1, 60)), max_size=30))
def test_spread_labels_keep_their_order_and_never_overlap(raw: list[tuple[float, float]]) -> None:
    wanted, heights = [want for want, _ in raw], [height for _, height in raw]
    starts = spread(wanted, heights, 0, ROOM)
    assert len(starts) == len(raw)
    ends = [start + height for start, height in zip(starts, heights, strict=True)]
    assert all(end <= start + NEARLY for end, start in zip(ends, starts[1:], strict=False))
    if sum(heights) <= ROOM:
        assert all(start >= -NEARLY for start in starts)
        assert all(end <= ROOM + NEARLY for end in ends)
    else:
        assert starts[0] == 0


@repeatable
@given(st.lists(st.integers(0, 29), unique=True, max_size=20))
def test_labels_that_have_room_are_put_exactly_where_they_are_wanted(numbers: list[int]) -> None:
    wanted = [number * 20.0 for number in sorted(numbers)]
    assert spread(wanted, [20.0] * len(wanted), 0, ROOM) == pytest.approx(wanted)


@repeatable
@given(st.integers(1, 12), st.floats(200, 400))
def test_labels_that_want_one_place_are_put_evenly_about_it(count: int, want: float) -> None:
    starts = spread([want] * count, [10.0] * count, 0, ROOM)
    assert sum(starts) / count == pytest.approx(want)
    assert all(later - sooner == pytest.approx(10) for sooner, later in itertools.pairwise(starts))


@repeatable
@given(st.lists(st.integers(0, 200), min_size=1, max_size=12))
def test_labels_that_touch_are_moved_together_by_the_mean_of_what_they_want(raw: list[int]) -> None:
    wanted = [float(want) for want in sorted(raw)]
    starts = spread(wanted, [10.0] * len(wanted), -1000, 1000)
    group: list[int] = []
    for number, start in enumerate(starts):
        group.append(number)
        is_last = number + 1 == len(starts) or starts[number + 1] - start > 10 + NEARLY
        if is_last:
            moved = sum(starts[each] - wanted[each] for each in group)
            assert moved == pytest.approx(0, abs=NEARLY)
            group = []
