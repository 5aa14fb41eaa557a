"""Balanced columns hold the same text as WeasyPrint's, and are about as low."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import paths
from briefing.render.layout import balanced_columns
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import BASE

from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.layout import block, column  # isort: skip
from tests.examples import examples

_LINE_PX = 20.0
_STYLE = """
@page { size: 600px 400px; margin: 0 }
body { margin: 0; font: 16px/20px 'Source Sans 3' }
p { margin: 0 0 6px; orphans: 2; widows: 2 }
.whole { break-inside: avoid }
h2 { font: inherit; margin: 10px 0 2px; break-after: avoid }
.boxed { padding: 3px 0 9px; border-bottom: 2px solid }
"""
_BLOCK = st.tuples(st.sampled_from(["<p>", "<p class=whole>", "<h2>"]), st.integers(1, 60))


def _page(blocks: list[tuple[str, int]], count: int, before: int) -> str:
    numbers = iter(range(10_000))
    text = "".join(
        f"{tag}{' '.join(f'w{next(numbers)}' for _ in range(words))}</{tag[1:3].rstrip(' >')}>"
        for tag, words in blocks
    )
    return (
        f"<style>{_STYLE}</style><div style='height:{before}px'></div>"
        f"<div id=columns style='columns:{count};column-gap:10px'>{text}</div>"
    )


@pytest.fixture(scope="module")
def ours() -> Typesetter:
    return Typesetter(paths.templates() / BASE, {})


@pytest.fixture(scope="module")
def theirs() -> Typesetter:
    """A typesetter for WeasyPrint's columns, as one lays out the same HTML once."""
    return Typesetter(paths.templates() / BASE, {})


def _words_and_height(typesetter: Typesetter, html: str) -> tuple[list[str], list[float]]:
    words: list[str] = []
    heights = []
    for page in typesetter.lay_out(html).pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox):
                words += box.text.split()
            if isinstance(box, boxes.BlockBox) and box.element is not None and not box.is_column:
                heights += [float(box.height)] if box.element.get("id") == "columns" else []
    return words, heights


@settings(max_examples=examples(25))
@given(
    blocks=st.lists(_BLOCK, min_size=1, max_size=9),
    count=st.integers(2, 4),
    before=st.sampled_from([0, 150, 380]),
)
def test_columns_hold_each_word_once_in_order_and_are_about_as_low_as_weasyprints(
    ours: Typesetter, theirs: Typesetter, blocks: list[tuple[str, int]], count: int, before: int
) -> None:
    html = _page(blocks, count, before)
    words, heights = _words_and_height(ours, html)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block, "columns_layout", column.columns_layout)
        their_words, their_heights = _words_and_height(theirs, html)
    assert words == their_words
    assert len(heights) == len(their_heights)
    assert all(own <= other + _LINE_PX for own, other in zip(heights, their_heights, strict=True))


def test_columns_are_laid_out_a_few_times_however_long_they_are(
    ours: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    layouts: list[Any] = []
    lay_out = block.block_box_layout

    def counted(context: Any, box: Any, *others: Any, **options: Any) -> Any:
        layouts.extend([box] if box.is_column else [])
        return lay_out(context, box, *others, **options)

    monkeypatch.setattr("briefing.render.layout.balanced_columns.block_box_layout", counted)
    ours.lay_out(_page([("<p class=whole>", 12)] * 14, 2, 0))
    assert 0 < len(layouts) <= 6


_PARAGRAPH = st.tuples(st.sampled_from(["<p>", "<p class=whole>", "<p class=boxed>"]), st.integers(1, 60))


@settings(max_examples=examples(25))
@given(
    blocks=st.lists(_PARAGRAPH, min_size=1, max_size=9),
    count=st.integers(2, 4),
    before=st.sampled_from([0, 150, 380]),
)
def test_heights_that_are_not_tried_are_those_that_do_not_fit(
    ours: Typesetter, theirs: Typesetter, blocks: list[tuple[str, int]], count: int, before: int
) -> None:
    html = _page(blocks, count, before)
    heights = _words_and_height(ours, html)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(balanced_columns, "_needed_height", lambda _units, _count: 0.0)
        assert _words_and_height(theirs, html) == heights


def test_columns_of_boxed_paragraphs_are_laid_out_twice(
    ours: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    heights: list[float] = []
    fill = balanced_columns._Columns.fill

    def counted(columns: Any, height: float) -> Any:
        heights.append(height)
        return fill(columns, height)

    monkeypatch.setattr(balanced_columns._Columns, "fill", counted)
    ours.lay_out(_page([("<p class=boxed>", 2)] * 14, 2, 0))
    assert len(heights) == 2
