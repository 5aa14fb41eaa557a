"""The ground of a map knows whose land is below a point or a label."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.label_placement import Box
from briefing.charts.maps.ground import Ground, Shares
from tests.unit.profile import repeatable


def square(left: float, top: float, side: float) -> list[tuple[float, float]]:
    return [(left, top), (left + side, top), (left + side, top + side), (left, top + side), (left, top)]


LEFT, RIGHT, INNER = square(0, 0, 60), square(60, 0, 60), square(15, 15, 30)
GROUND = Ground([[LEFT, INNER], [RIGHT], [INNER]], prominent=[1])


def test_a_place_is_on_the_land_around_it_and_not_on_one_that_has_a_hole_there() -> None:
    places = [(6.0, 6.0), (90.0, 30.0), (30.0, 30.0), (130.0, 30.0)]
    assert [GROUND.land_at(place) for place in places] == [0, 1, 2, None]


def test_a_label_across_a_border_is_on_both_lands_by_their_parts() -> None:
    shares = GROUND.shares(Box(54, 3, 66, 12), own=0)
    assert (shares.own, shares.others, shares.parties) == pytest.approx((0.5, 0.5, 0.5))


def test_the_own_land_of_a_party_is_not_that_of_another_party() -> None:
    assert GROUND.shares(Box(70, 6, 90, 15), own=1) == Shares(own=1, others=0, parties=0)


def test_over_water_a_label_is_on_no_land() -> None:
    assert GROUND.shares(Box(130, 6, 150, 15), own=1) == Shares(0, 0, 0)


@repeatable
@given(st.integers(0, 110), st.integers(0, 50), st.integers(3, 40), st.integers(3, 20))
def test_the_parts_of_a_label_are_those_that_small_squares_of_it_count(
    left: int, top: int, width: int, height: int
) -> None:
    box = Box(left, top, left + width, top + height)
    squares = [GROUND.land_at((left + x + 0.5, top + y + 0.5)) for x in range(width) for y in range(height)]
    shares = GROUND.shares(box, own=0)
    assert shares.own == pytest.approx(squares.count(0) / len(squares))
    assert shares.others == pytest.approx((squares.count(1) + squares.count(2)) / len(squares))
