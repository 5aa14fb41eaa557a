"""The arrangement of the panes by the size of the window and by choice."""

from __future__ import annotations

import pytest

from briefing.app.panes.arrangement import AUTOMATIC, CHOICES, Arrangement, arrangement_for, stacked_heights
from briefing.app.services.settings import ARRANGEMENT


@pytest.mark.parametrize(
    ("width", "height", "has_library", "expected"),
    [
        (1920, 950, True, Arrangement.COLUMNS),
        (1440, 780, True, Arrangement.STACKED),
        (1440, 780, False, Arrangement.COLUMNS),
        (1280, 690, True, Arrangement.STACKED),
        (1280, 500, True, Arrangement.TABS),
        (960, 900, True, Arrangement.TABS),
    ],
)
def test_panes_are_arranged_by_the_room_there_is(
    width: int, height: int, has_library: bool, expected: Arrangement
) -> None:
    assert arrangement_for(AUTOMATIC, width, height, has_library=has_library) is expected


@pytest.mark.parametrize(
    ("choice", "width", "expected"),
    [
        ("columns", 1200, Arrangement.COLUMNS),
        ("columns", 1000, Arrangement.STACKED),
        ("columns", 800, Arrangement.TABS),
        ("stacked", 2500, Arrangement.STACKED),
        ("stacked", 950, Arrangement.STACKED),
        ("tabs", 2500, Arrangement.TABS),
    ],
)
def test_a_choice_holds_as_long_as_there_is_room_for_it(
    choice: str, width: int, expected: Arrangement
) -> None:
    assert arrangement_for(choice, width, 700, has_library=True) is expected


def test_every_choice_can_be_stored() -> None:
    assert ARRANGEMENT.choices == CHOICES


@pytest.mark.parametrize("height", [480, 600, 700, 800, 1000])
def test_a_preview_below_the_inspector_has_more_than_half_of_the_height_and_at_most_two_thirds(
    height: int,
) -> None:
    inspector, preview = stacked_heights(height)
    assert inspector + preview == height
    assert 0.54 * height < preview < 0.67 * height


def test_the_inspector_is_lower_in_a_lower_window() -> None:
    heights = [stacked_heights(height)[0] for height in range(480, 1100)]
    assert heights == sorted(heights)
