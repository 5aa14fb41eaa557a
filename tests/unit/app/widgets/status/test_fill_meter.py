"""The pages of a briefing and their budget, in words and as they are drawn."""

from __future__ import annotations

import pytest

from briefing.app.widgets.status.fill_meter import FillMeter, drawn_pages, fill_text


@pytest.mark.parametrize(
    ("pages", "fraction", "budget", "text"),
    [
        (3, 0.4, 2, "3 of 2 pages, last page 40 % full"),
        (1, 0.155, 1, "1 of 1 page, last page 16 % full"),
        (12, 1.0, None, "12 pages, last page 100 % full"),
        (2, None, None, "2 pages"),
        (0, None, 2, ""),
    ],
)
def test_pages_are_counted_against_their_budget(
    pages: int, fraction: float | None, budget: int | None, text: str
) -> None:
    assert fill_text(pages, fraction, budget) == text


def test_pages_are_drawn_as_full_as_they_are_and_marked_over_the_budget() -> None:
    assert drawn_pages(3, 0.5, 2) == [(1.0, False), (1.0, False), (0.5, True)]
    assert drawn_pages(1, 0.25, 3) == [(0.25, False), (0.0, False), (0.0, False)]
    assert drawn_pages(0, 0.0, None) == []


def test_of_many_pages_a_few_are_drawn_in_proportion() -> None:
    drawn = drawn_pages(50, 1.0, 100)
    assert drawn == [(1.0, False)] * 4 + [(0.0, False)] * 4
    assert [is_over for _fill, is_over in drawn_pages(101, 0.1, 100)] == [False] * 7 + [True]


@pytest.mark.usefixtures("qapp")
def test_the_meter_explains_an_excess_and_is_hidden_without_pages() -> None:
    meter = FillMeter()
    meter.show_fill(3, 0.4, 2)
    assert not meter.isHidden()
    assert meter.accessibleName() == "3 of 2 pages, last page 40 % full"
    assert "1 page more" in meter.accessibleDescription()
    meter.show_fill(2, 0.4, 2)
    assert "more" not in meter.accessibleDescription()
    meter.show_fill(0, None, 2)
    assert meter.isHidden()
    meter.deleteLater()
