"""The share of a page that is filled."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.finished_pages.moved import MovedContent
from briefing.render.layout.finished_pages.stored import StoredRoot

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip


def filled_share(page: Page) -> float:
    """Return the share of the height of the text area down to the last text or picture, from 0 to 1."""
    page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
    top, height = page_box.content_box_y(), page_box.height
    lowest = max(map(_placed_foot, page_box.children), default=-math.inf)
    return round(min(1.0, max(0.0, float(max(lowest, top) - top) / float(height))), 3)


def _placed_foot(child: Any) -> float:
    root, by_px = (child.root, child.by_px) if isinstance(child, MovedContent) else (child, 0.0)
    # The annexes are one part, whose boxes are read for its last page.
    foot = root.found(_lowest_foot) if isinstance(root, StoredRoot) else _lowest_foot(root)
    return foot + by_px


def _lowest_foot(root: Any) -> float:
    return max(_feet(root), default=-math.inf)


def _feet(box: Any) -> Iterator[float]:
    """Yield the lower edge of each text and picture, apart from headers and footers."""
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        if not isinstance(box, boxes.TextBox) or box.text.strip():
            yield float(box.position_y + box.margin_height())
    elif not isinstance(box, boxes.MarginBox):
        for child in getattr(box, "children", ()):
            yield from _feet(child)
