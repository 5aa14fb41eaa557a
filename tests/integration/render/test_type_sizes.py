"""The type of printed briefings: its least sizes, the longest lines, and large print."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.model.briefing import Briefing, FactItem, OptionValue
from briefing.render import load_templates, render
from tests.builders import bundled_library, bundled_scales
from tests.examples import thorough
from tests.glyph_sizes import glyph_sizes
from tests.printed_lines import printed_lines
from tests.sized_briefings import SIZES, in_template

LEAST_PT, LEAST_REFERENCE_PT, LEAST_LARGE_PT = 9.0, 8.0, 12.0
LONGEST, LONGEST_REFERENCE = 75, 90
_ROUNDING_PT = 0.01
_BRIEF = {"scheme-box": False, "annexes": "omit"}
"""Options without the parts that all templates share."""


@pytest.mark.parametrize(
    ("template", "size", "options"),
    [
        ("assessment", "six facts", {"facts": "flowing", "paper": "Letter", "typeface": "sans"}),
        ("parliamentary", "six facts", {}),
        ("comparison", "six facts", {}),
        ("factsheet", "six facts", {"paper": "Letter", "typeface": "sans"}),
        ("one-page", "six facts", {}),
        *thorough(
            ("assessment", "six facts", {}),
            ("parliamentary", "six facts", {"paper": "Letter", "typeface": "sans"}),
        ),
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


@pytest.mark.parametrize(
    ("template", "options"),
    [
        ("comparison", _BRIEF),
        ("one-page", {"statements": "all"}),
        ("parliamentary", {**_BRIEF, "questions": False}),
        ("two-pages", {"figures": "all", "paper": "Letter"}),
        *thorough(("assessment", {}), ("factsheet", {**_BRIEF, "articles": False})),
    ],
)
def test_in_large_print_no_character_is_smaller_than_12_points_in_figures_too(
    template: str, options: dict[str, OptionValue]
) -> None:
    briefing = in_template(SIZES["six facts"](), template, large_print=True, **options)
    if template == "comparison":
        briefing = _with_two_treaties(briefing)
    rendering = render(briefing, load_templates()[template], bundled_scales(), allow_flaws=True)
    sizes = glyph_sizes(rendering.pdf)
    assert "asserted, reported, alleged or denied" in "".join(character for character, _size in sizes)
    # The marks that give right-to-left text its direction are small spaces: nobody reads them.
    read = [glyph for glyph in sizes if not glyph[0].isspace()]
    assert [glyph for glyph in read if glyph[1] < LEAST_LARGE_PT - _ROUNDING_PT] == []


def _with_two_treaties(briefing: Briefing) -> Briefing:
    facts = [item.fact_id for item in briefing.walk_items() if isinstance(item, FactItem)]
    material = bundled_library().material_for(facts, ["russia-iran-2025", "russia-dprk-2024"])
    return replace(briefing, library=material)
