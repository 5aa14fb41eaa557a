"""Which elements of the foot have room on the pages of a template."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.render.layout.room import FootElement, without_room

TIMELINE, MAP = FootElement("timeline", 500, True), FootElement("map", 300, True)
SOURCES = FootElement("sources", 200, True)
ELEMENTS = [TIMELINE, MAP, SOURCES]


def test_in_a_full_briefing_nothing_has_room() -> None:
    assert without_room(ELEMENTS, [150.0]) == ("timeline", "map", "sources")
    assert without_room(ELEMENTS, []) == ("timeline", "map", "sources")


def test_the_list_of_sources_has_room_before_the_figures() -> None:
    assert without_room(ELEMENTS, [550.0]) == ("timeline",)


def test_an_element_is_not_divided_between_two_pages() -> None:
    assert without_room(ELEMENTS, [250.0, 550.0]) == ("timeline",)
    assert without_room(ELEMENTS, [100.0, 1000.0]) == ()


def test_the_list_of_sources_has_no_page_of_its_own() -> None:
    assert without_room(ELEMENTS, [400.0, 400.0]) == ("timeline", "sources")
    assert without_room([SOURCES], [100.0, 1000.0]) == ("sources",)
    assert without_room([SOURCES], [1000.0]) == ()


def test_what_is_needed_is_never_left_out() -> None:
    needed = FootElement("figure", 900, False)
    assert without_room([needed, SOURCES], [100.0]) == ("sources",)


@given(
    st.lists(st.integers(1, 900), max_size=6),
    st.lists(st.integers(0, 900), max_size=3),
)
def test_what_is_kept_goes_on_the_pages_in_its_order(heights: list[int], room: list[int]) -> None:
    elements = [FootElement(str(number), height, True) for number, height in enumerate(heights)]
    omitted = without_room(elements, room)
    left = list(room)
    for element in elements:
        if element.name not in omitted:
            while left[0] < element.height_px:
                left.pop(0)
            left[0] -= int(element.height_px)
