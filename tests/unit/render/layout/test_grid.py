"""Boxes are put on a grid, and words on one line keep one baseline."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import paths
from briefing.render.layout.grid import on_grid
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import BASE

from weasyprint.formatting_structure import boxes  # isort: skip
from tests.examples import examples

_TYPESETTER = Typesetter(paths.templates() / BASE, {})


@settings(max_examples=examples(40))
@given(st.floats(5, 30), st.floats(5, 30), st.floats(0, 100), st.integers(8, 40))
def test_words_of_two_sizes_on_a_line_have_one_baseline(
    large: float, small: float, above: float, leading: int
) -> None:
    (page,) = _TYPESETTER.lay_out(
        f"<div style='height: {above}px'></div>"
        f"<p style=\"font: {large}px/{leading}px 'Source Serif 4'\">Large "
        f"<span style=\"display: inline-block; font: {small}px/1.3 'Source Sans 3'\">small</span></p>"
    ).pages
    words = [
        box for box in page._page_box.descendants() if isinstance(box, boxes.TextBox) if box.text.strip()
    ]
    baselines = {round(word.position_y + word.baseline, 9) for word in words}
    assert len(words) == 2
    assert len(baselines) == 1


@given(st.integers(-100_000, 100_000), st.floats(-1e-9, 1e-9))
def test_places_between_two_steps_are_rounded_up_whatever_their_last_digits(
    half_steps: int, noise: float
) -> None:
    assert on_grid((half_steps + 0.5) / 1024 + noise) == (half_steps + 1) / 1024
