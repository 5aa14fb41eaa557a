"""Outlines of states are closed rings on the globe, and places are found by name, state or seat."""

from __future__ import annotations

import itertools

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.maps.geography import (
    Degrees,
    area,
    centre,
    countries,
    is_seam,
    number_of,
    position,
    state_name,
)
from briefing.model.treaty import Place
from tests.unit.profile import repeatable

RINGS = st.lists(
    st.tuples(st.integers(-90, 90), st.integers(-45, 45)), min_size=3, max_size=8, unique=True
).map(lambda points: [(float(x), float(y)) for x, y in points])


# Rings


@repeatable
@given(RINGS)
def test_the_area_of_a_ring_changes_its_sign_with_the_direction_and_ignores_the_beginning(
    ring: list[Degrees],
) -> None:
    assert area(ring[::-1]) == pytest.approx(-area(ring))
    assert area([*ring[2:], *ring[:2]]) == pytest.approx(area(ring))


@repeatable
@given(st.integers(-90, 90), st.integers(-45, 45), st.integers(1, 40), st.integers(1, 40))
def test_a_rectangle_has_its_sides_product_as_area_and_its_middle_as_centre(
    west: int, south: int, width: int, height: int
) -> None:
    east, north = west + width, south + height
    ring = [(float(west), float(south)), (float(east), float(south)), (float(east), float(north)),
            (float(west), float(north))]  # fmt: skip
    assert area(ring) == width * height
    assert centre(ring) == pytest.approx((west + width / 2, south + height / 2))
    assert centre(ring[::-1]) == pytest.approx(centre(ring))


@repeatable
@given(RINGS, st.integers(-30, 30), st.integers(-30, 30))
def test_a_ring_that_is_moved_takes_its_centre_with_it(ring: list[Degrees], east: int, north: int) -> None:
    moved = [(x + east, y + north) for x, y in ring]
    assert area(moved) == pytest.approx(area(ring))
    if abs(area(ring)) >= 1:
        x, y = centre(ring)
        assert centre(moved) == pytest.approx((x + east, y + north))


def test_a_ring_without_a_surface_has_its_first_point_as_centre() -> None:
    assert centre([(1.0, 2.0), (3.0, 4.0)]) == (1.0, 2.0)


# The map that is shipped


def test_every_state_has_closed_rings_on_the_globe() -> None:
    for country in countries():
        assert country.rings
        for ring in country.rings:
            assert ring[0] == pytest.approx(ring[-1], abs=1e-6)
            assert all(-90 <= north <= 90 for _, north in ring)
            assert -180 <= min(east for east, _ in ring) <= 180


def test_no_edge_of_a_ring_jumps_from_one_end_of_the_map_to_the_other() -> None:
    for country in countries():
        for ring in country.rings:
            for (start, north), (end, other) in itertools.pairwise(ring):
                assert abs(end - start) < 60 or is_seam((start, north), (end, other))


def test_every_code_has_one_outline_but_two_that_the_source_lacks() -> None:
    numbers = [country.number for country in countries() if country.number]
    assert len(numbers) == len(set(numbers))
    every = {state.alpha_2: state.numeric for state in pycountry.countries}
    assert {code for code, number in every.items() if number not in numbers} == {"BV", "TK"}


def test_the_rings_of_a_state_have_about_its_share_of_the_globe() -> None:
    russia = next(country for country in countries() if country.number == "643")
    iran = next(country for country in countries() if country.number == "364")
    russian, iranian = (sum(abs(area(ring)) for ring in each.rings) for each in (russia, iran))
    assert 2800 < russian < 3000
    assert 150 < iranian < 170


@pytest.mark.parametrize(
    ("code", "number", "name"),
    [("IR", "364", "Iran"), ("RU", "643", "Russia"), ("KP", "408", "North Korea")],
)
def test_a_state_has_its_number_and_its_usual_name(code: str, number: str, name: str) -> None:
    assert number_of(code) == number
    assert state_name(number, "en") == name
    assert number in {country.number for country in countries()}


def test_a_state_is_named_in_the_language_asked_for() -> None:
    assert state_name("276", "fr") == "Allemagne"
    assert state_name("364", "fa") == "ایران"


@pytest.mark.parametrize("number", ["", "000"])
def test_what_is_no_state_has_no_name(number: str) -> None:
    assert state_name(number, "en") == ""
    assert number_of("XX") == ""


# Places


MOSCOW, TEHRAN = (37.6, 55.75), (51.39, 35.69)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(name="Tehran"), TEHRAN),
        (Place(name="teheran", country="IR"), TEHRAN),
        (Place(country="IR"), TEHRAN),
        (Place(name="Moscow", country="RU"), MOSCOW),
        (Place(name="Bushehr plant", country="IR"), (50.89, 28.83)),
        (Place(name="Sirik", country="IR"), (57.1, 26.5)),
        (Place(name="Port Olya", country="RU"), (47.5, 45.8)),
        (Place(name="Alabuga", country="RU"), (52.0, 55.8)),
    ],
)
def test_a_place_is_found_by_any_spelling_of_its_name_or_as_the_seat_of_its_state(
    place: Place, expected: Degrees
) -> None:
    assert position(place) == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("place", [Place(name="Tehran", country="RU"), Place(name="Nowhere", country="IR")])
def test_a_name_that_its_state_does_not_have_is_nowhere(place: Place) -> None:
    assert position(place) is None


def test_a_state_without_a_known_seat_is_at_the_middle_of_its_largest_land() -> None:
    middle = position(Place(country="BR"))
    assert middle is not None
    east, north = middle
    assert -60 < east < -48
    assert -16 < north < -5
