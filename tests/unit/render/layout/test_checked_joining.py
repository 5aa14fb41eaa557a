"""What is done for all pages of a document can be ended between two of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.render import checkpoints
from briefing.render.layout.laid_out_part import LaidOutPart, Page
from briefing.render.layout.page_joining import join_pages, put_furniture
from briefing.render.layout.row_boxes import row_boxes
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import STYLE
from tests.ended_checks import EndedError, ended_after

_PAGES = 5


@pytest.fixture
def part(tmp_path: Path) -> LaidOutPart:
    tmp_path.joinpath(STYLE).write_text("p { break-before: page }", encoding="utf-8")
    rows = "".join(f'<p data-row="f{number}">Gas flows.</p>' for number in range(_PAGES))
    return Typesetter(tmp_path, {}).lay_out(f"<html><body>{rows}</body></html>")


def _furnished(pages: list[Page]) -> None:
    put_furniture(pages, pages)


@pytest.mark.parametrize("step", [row_boxes, _furnished])
def test_a_step_over_all_pages_ends_after_any_of_them(
    part: LaidOutPart, step: Callable[[list[Page]], object]
) -> None:
    pages = join_pages([part])
    assert len(pages) == _PAGES
    for times in range(_PAGES):
        with pytest.raises(EndedError), checkpoints.checked_by(ended_after(times)):
            step(pages)
    with checkpoints.checked_by(ended_after(_PAGES)):
        step(pages)


def test_parts_and_then_their_pages_are_joined_one_by_one(part: LaidOutPart) -> None:
    parts = [part] * 3
    for times in range(len(parts) * (_PAGES + 1)):
        with pytest.raises(EndedError), checkpoints.checked_by(ended_after(times)):
            join_pages(parts)
    with checkpoints.checked_by(ended_after(len(parts) * (_PAGES + 1))):
        assert len(join_pages(parts)) == len(parts) * _PAGES
