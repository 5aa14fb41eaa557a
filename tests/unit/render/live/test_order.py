"""The order in which the pages of a preview are drawn."""

from __future__ import annotations

import pytest

from briefing.render.live.order import by_distance


@pytest.mark.parametrize(
    ("in_view", "order"),
    [
        (range(1), [0, 1, 2, 3, 4]),
        (range(2, 3), [2, 3, 1, 4, 0]),
        (range(2, 4), [2, 3, 4, 1, 0]),
        (range(4, 6), [4, 3, 2, 1, 0]),
        (range(9, 11), [4, 3, 2, 1, 0]),
    ],
)
def test_pages_in_view_come_first_then_their_neighbours(in_view: range, order: list[int]) -> None:
    assert by_distance(5, in_view) == order


def test_of_no_page_there_is_no_order() -> None:
    assert by_distance(0, range(1)) == []
