"""A map shows every party whole, where it lies, with its name, on either side of the antimeridian."""

from __future__ import annotations

import math

import pytest

from briefing.charts import Solidity
from briefing.charts.maps import world_map
from briefing.charts.maps.view import View
from tests.map_checks import STYLE, MapOf, drawn, generated_sets, map_labels, name_of
from tests.svg_boxes import text_boxes

SETS = {
    "on both sides of the antimeridian": ["RU", "US"],
    "islands on the antimeridian": ["FJ", "NZ", "KI", "TV", "TO"],
    "the Joint Comprehensive Plan of Action": ["CN", "FR", "DE", "IR", "RU", "GB", "US"],
    "two far apart": ["NO", "NZ"],
    "around the pole": ["AQ", "CL", "NO"],
    "the smallest": ["VA", "SM", "MC", "MT"],
    "fifty": generated_sets(50)[0],
}


@pytest.mark.parametrize("codes", SETS.values(), ids=SETS)
def test_every_party_is_whole_and_named_and_nothing_else_is_filled(codes: list[str]) -> None:
    assert MapOf(codes).faults() == []


@pytest.mark.parametrize(
    "name", ["the Joint Comprehensive Plan of Action", "two far apart", "the smallest"]
)
def test_names_of_places_and_routes_are_on_no_other_name_and_on_no_line(name: str) -> None:
    assert MapOf(SETS[name], with_places=True).faults() == []


def test_a_party_has_its_short_name_on_the_map_and_its_own_in_the_text_alternative() -> None:
    party = world_map.PartyOutline("KP", "Democratic People’s Republic of Korea", "North Korea")
    (picture,) = world_map.draw(world_map.Shown((party,), (), ()), STYLE)
    texts = [label.text for label in map_labels(text_boxes(picture.svg))]
    assert "North Korea" in texts
    assert "Democratic" not in " ".join(texts)
    assert "Democratic People’s Republic of Korea" in picture.alt


def test_a_route_that_has_no_room_beside_it_is_a_number_with_its_name_below() -> None:
    mentions = tuple(
        world_map.PlaceMention(f"{number}", "asserted by several") for number in range(100, 140)
    )
    through = ((30.0, 10.0), (32.0, 10.0))
    crowded = world_map.Route("A – B", through, mentions, Solidity.AHEAD)
    pictures = world_map.draw(world_map.Shown((), (), (crowded,)), STYLE)
    texts = [box.text for picture in pictures for box in text_boxes(picture.svg)]
    assert "1" in texts
    assert "Numbers on the map: 1 route A – B." in texts


def test_the_frame_is_on_the_side_of_the_globe_where_the_parties_are_closest() -> None:
    view = MapOf(["FJ", "NZ"]).view
    assert view.west < 180 < view.east
    assert view.east - view.west < 90


def test_the_same_parties_in_any_order_are_the_same_map() -> None:
    parties = [world_map.PartyOutline(code, name_of(code), name_of(code)) for code in SETS["fifty"]]
    pictures = [
        world_map.draw(world_map.Shown(tuple(order), (), ()), STYLE)[0].svg
        for order in (parties, parties[::-1])
    ]
    assert pictures[0] == pictures[1]


def test_a_party_too_small_to_be_seen_has_a_mark_that_the_key_explains() -> None:
    (picture,) = drawn(["MT", "IT"])
    assert picture.svg.count("<circle") == 2
    assert "too small to be seen" in picture.svg
    assert "<circle" not in drawn(["IT"])[0].svg


def test_a_name_without_room_is_a_number_with_its_name_below() -> None:
    svg = drawn(SETS["fifty"])[0].svg
    assert "Numbers on the map: 1 " in " ".join(box.text for box in text_boxes(svg))


def test_a_map_of_places_is_cropped_to_them_and_leaves_room_beside_it_for_its_legend() -> None:
    party = world_map.PartyOutline("RU", "Russian Federation", "Russia")
    mentions = (world_map.PlaceMention("1", "planned"),)
    spot = world_map.Spot("Baku", (49.9, 40.4), mentions, Solidity.AHEAD)
    shown = world_map.Shown((party,), (spot,), (route((37.6, 55.8), (51.4, 35.7)),))
    view = world_map.view_for(shown, STYLE)
    assert view.east - view.west < 60
    assert view.width < 0.7 * STYLE.width_pt
    (picture,) = world_map.draw(shown, STYLE)
    assert picture.height_mm < 56
    key = [box for box in text_boxes(picture.svg) if box.text == "party to a treaty"]
    assert [box.left > view.width for box in key] == [True]


def test_a_state_that_is_named_as_a_place_is_in_the_list_and_has_no_mark_at_its_capital() -> None:
    area = world_map.Area("Iran", (51.4, 35.7), (world_map.PlaceMention("7", "asserted"),))
    (picture,) = world_map.draw(world_map.Shown((), (), (), areas=(area,)), STYLE)
    assert "Iran: 7 (asserted)." in [box.text for box in text_boxes(picture.svg)]
    assert "<circle" not in picture.svg


def test_the_text_alternative_names_the_parties_or_counts_them() -> None:
    party = world_map.PartyOutline("NZ", "New Zealand", "New Zealand")
    shown = world_map.Shown((party,), (), (route((170.0, -40.0), (174.0, -41.0)),))
    assert world_map.draw(shown, STYLE)[0].alt == "Map of New Zealand, with 1 route."
    assert drawn(SETS["fifty"])[0].alt == "Map with 50 parties."


def route(*through: tuple[float, float]) -> world_map.Route:
    return world_map.Route("A – B", through, (world_map.PlaceMention("1", "planned"),), Solidity.AHEAD)


def test_a_route_across_the_antimeridian_takes_the_shorter_way() -> None:
    shown = world_map.Shown((), (), (route((140.0, 35.0), (-122.0, 37.0)),))
    (picture,) = world_map.draw(shown, STYLE)
    lines = [
        part for part in picture.svg.split("<path") if STYLE.accent in part and 'stroke-width="1.5"' in part
    ]
    assert len(lines) == 2  # the route, and its line in the key
    west, east = (float(step.split()[0]) for step in lines[0].split('d="M')[1].split('"')[0].split("L"))
    assert 0 < west < east < STYLE.width_pt


def test_a_route_that_leaves_a_map_of_the_whole_globe_comes_in_again_on_the_other_side() -> None:
    globe = View(-180.0, -90.0, 180.0, 90.0, squeeze=1.0, scale=1.0)
    out, back = globe.legs((140.0, 30.0), (-140.0, 50.0))
    assert [*out[0], *out[1]] == pytest.approx([320, 60, 360, 50])
    assert [*back[0], *back[1]] == pytest.approx([0, 50, 40, 40])
    assert len(globe.legs((0.0, 30.0), (140.0, 50.0))) == 1


def spot(name: str, east: float, north: float) -> world_map.Spot:
    mentions = tuple(world_map.PlaceMention(str(number), "asserted") for number in (7, 8))
    return world_map.Spot(name, (east, north), mentions, Solidity.CLAIMED)


def test_a_name_among_places_close_together_is_nearest_to_its_own_or_is_a_number() -> None:
    spots = (spot("Beijing", 116.4, 39.9), spot("Pyongyang", 125.8, 39.0), spot("Moscow", 37.6, 55.8))
    shown = world_map.Shown((), spots, ())
    view = world_map.view_for(shown, STYLE)
    boxes = {box.text: box for box in text_boxes(world_map.draw(shown, STYLE)[0].svg)}
    assert "Moscow 7, 8" in boxes
    assert "Numbers on the map: 1 Pyongyang." in boxes
    for name, near, far in (("Beijing", spots[0], spots[1]), ("1", spots[1], spots[0])):
        box = boxes[name]
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        assert math.dist(middle, view.at(near.position)) < math.dist(middle, view.at(far.position))


def test_the_list_of_places_is_beside_the_map_or_below_it_but_not_in_both() -> None:
    spots = tuple(
        spot(f"A place with a long name {number}", 30.0 + 9 * number, 50.0) for number in range(12)
    )
    shown = world_map.Shown((), spots, ())
    first, *rest = world_map.draw(shown, STYLE)
    listed = [
        [box.text for box in text_boxes(each.svg) if "(asserted)" in box.text] for each in (first, *rest)
    ]
    assert listed[0] == []
    assert any(listed[1:])
