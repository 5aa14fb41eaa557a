"""The type of printed briefings: its least sizes, the longest lines, and large print."""

from __future__ import annotations

import pytest

from briefing.model.briefing import OptionValue
from briefing.render import load_templates
from tests.printed_lines import printed_lines
from tests.sized_briefings import SIZES, in_template

LEAST_PT, LEAST_REFERENCE_PT, LEAST_LARGE_PT = 9.0, 8.0, 12.0
LONGEST, LONGEST_REFERENCE = 75, 90
_ROUNDING_PT = 0.01


@pytest.mark.parametrize(
    ("template", "size", "options"),
    [
        ("assessment", "six facts", {}),
        ("assessment", "six facts", {"facts": "flowing", "paper": "Letter", "typeface": "sans"}),
        ("parliamentary", "six facts", {}),
        ("parliamentary", "six facts", {"paper": "Letter", "typeface": "sans"}),
        ("comparison", "six facts", {}),
        ("factsheet", "six facts", {"paper": "Letter", "typeface": "sans"}),
        ("one-page", "six facts", {}),
    ],
)
def test_what_is_read_is_large_enough_and_in_lines_of_75_characters(
    template: str, size: str, options: dict[str, OptionValue]
) -> None:
    lines = printed_lines(in_template(SIZES[size](), template, **options), load_templates()[template])
    assert len(lines) > 100
    for line in lines:
        least, longest = (
            (LEAST_REFERENCE_PT, LONGEST_REFERENCE) if line.is_reference else (LEAST_PT, LONGEST)
        )
        assert line.size_pt > least - _ROUNDING_PT, line
        assert len(line.text) <= longest, line


@pytest.mark.parametrize("template", ["assessment", "parliamentary"])
def test_in_large_print_nothing_is_smaller_than_12_points(template: str) -> None:
    briefing = in_template(SIZES["six facts"](), template, large_print=True)
    lines = printed_lines(briefing, load_templates()[template])
    assert len(lines) > 100
    assert [line for line in lines if line.size_pt < LEAST_LARGE_PT - _ROUNDING_PT] == []
