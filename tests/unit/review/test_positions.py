"""A part of a month or a season has the days that are in it, and no others."""

from __future__ import annotations

import pytest

from briefing.review.text.dates import Date
from briefing.review.text.positions import parts_of_time_in
from briefing.review.text.segmentation import Span


def day(year: int, month: int, number: int | None) -> Date:
    return Date(year, month, number, Span(0, 0, ""))


@pytest.mark.parametrize(
    ("text", "words", "within", "outside"),
    [
        ("By late August 2025 it was open.", "late", day(2025, 8, 29), day(2025, 8, 9)),
        ("In early September 2024 they came.", "early", day(2024, 9, 3), day(2024, 9, 13)),
        ("In mid-July 2001 they signed.", "mid", day(2001, 7, 16), day(2001, 7, 26)),
        ("In the middle of July 2001 they signed.", "the middle of", day(2001, 7, 16), day(2001, 7, 2)),
        ("At the end of March 2025 it came.", "the end of", day(2025, 3, 27), day(2025, 4, 27)),
        ("On the last day of February they met.", "the last day of", day(2002, 2, 28), day(2024, 2, 28)),
        ("On the first day of May 2024 they met.", "the first day of", day(2024, 5, 1), day(2024, 5, 2)),
        ("In the spring of 2025 they fought.", "spring", day(2025, 4, None), day(2024, 4, None)),
        ("In late August 2025 it was open.", "late", day(2025, 8, 31), day(2025, 8, None)),
    ],
)
def test_a_part_has_the_days_in_it_and_no_others(
    text: str, words: str, within: Date, outside: Date
) -> None:
    (part,) = parts_of_time_in(text)
    assert part.span.text == words
    assert part.has(within)
    assert not part.has(outside)


@pytest.mark.parametrize(
    "text", ["It was late.", "In July 2001.", "An early reply in 2024.", "Midway in 2025."]
)
def test_other_words_are_no_part_of_a_month(text: str) -> None:
    assert list(parts_of_time_in(text)) == []
