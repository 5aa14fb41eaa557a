"""What is done for all pages of a document can be ended between two of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.errors import Check
from briefing.render import checkpoints
from briefing.render.layout.laid_out_part import LaidOutPart, Page
from briefing.render.layout.page_joining import join_pages, put_furniture
from briefing.render.layout.row_boxes import row_boxes
from briefing.render.layout.typesetter import Typesetter
from briefing.render.templates.loader import STYLE

_PAGES = 5


class NotWantedError(Exception):
    """Raised by a check."""


@pytest.fixture
def part(tmp_path: Path) -> LaidOutPart:
    tmp_path.joinpath(STYLE).write_text("p { break-before: page }", encoding="utf-8")
    rows = "".join(f'<p data-row="f{number}">Gas flows.</p>' for number in range(_PAGES))
    return Typesetter(tmp_path, {}).lay_out(f"<html><body>{rows}</body></html>")


def _furnished(pages: list[Page]) -> None:
    put_furniture(pages, pages)


def wanted(times: int) -> Check:
    """A check that raises once it was called more often."""
    left = iter(range(times))

    def check() -> None:
        if next(left, None) is None:
            raise NotWantedError

    return check


@pytest.mark.parametrize("step", [row_boxes, _furnished])
def test_a_step_over_all_pages_ends_after_any_of_them(
    part: LaidOutPart, step: Callable[[list[Page]], object]
) -> None:
    pages = join_pages([part])
    assert len(pages) == _PAGES
    for times in range(_PAGES):
        with pytest.raises(NotWantedError), checkpoints.checked_by(wanted(times)):
            step(pages)
    with checkpoints.checked_by(wanted(_PAGES)):
        step(pages)


def test_parts_and_then_their_pages_are_joined_one_by_one(part: LaidOutPart) -> None:
    parts = [part] * 3
    for times in range(len(parts) * (_PAGES + 1)):
        with pytest.raises(NotWantedError), checkpoints.checked_by(wanted(times)):
            join_pages(parts)
    with checkpoints.checked_by(wanted(len(parts) * (_PAGES + 1))):
        assert len(join_pages(parts)) == len(parts) * _PAGES
