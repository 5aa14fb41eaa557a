"""Boxes of pages that are laid out, made smaller (`small_boxes`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.text_layer.small_boxes import make_small

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip


def compact(pages: Iterable[Page]) -> None:
    """Make the boxes of pages smaller, which are not to be laid out again."""
    for page in pages:
        for box in _within(page._page_box):  # noqa: SLF001 - there is no public way to the boxes
            if not isinstance(box, boxes.ReplacedBox | boxes.PageBox):
                make_small(box)
                _leave_out_unused(box)


def _leave_out_unused(box: Any) -> None:
    if box.background is not None:
        return
    if "background" in box.__dict__:
        del box.background
    if box.remove_decoration_sides:
        del box.remove_decoration_sides  # only read for the corners of a background


def _within(top: Any) -> Iterator[Any]:
    seen: set[int] = set()
    waiting = [top]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)
        if id(box) not in seen:
            seen.add(id(box))
            waiting.extend(box.all_children())
            yield box
