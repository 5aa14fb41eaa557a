"""Between which heights two pages differ, found without drawing them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.finished_pages.identity import (
    MARK,
    has_line,
    piece_identity,
    shown_children,
)
from briefing.render.layout.finished_pages.moved import MovedContent
from briefing.render.layout.finished_pages.reach import Band, reach_of
from briefing.render.layout.finished_pages.stored import StoredRoot

from weasyprint.document import Page  # isort: skip

_MARGIN_PX = 16.0
"""Letters and outlines reach so far out of their boxes at most."""


def changed_band(before: Page, after: Page) -> Band | None:
    """Return the band outside of which two pages look alike; None where that is not known."""
    before_box, after_box = before._page_box, after._page_box  # noqa: SLF001 - there is no public way to the boxes
    is_same = getattr(before_box, MARK) == getattr(after_box, MARK)
    if not is_same and not (_is_bare(before_box) and _is_bare(after_box)):
        return None
    former = {piece_identity(child): child for child in shown_children(before_box)}
    present = {piece_identity(child): child for child in shown_children(after_box)}
    # Those that are on both pages must be drawn in the same order.
    if [name for name in former if name in present] != [name for name in present if name in former]:
        return None
    gone = (child for name, child in former.items() if name not in present)
    come = (child for name, child in present.items() if name not in former)
    return _around([_reach(child) for child in (*gone, *come)])


def _is_bare(page_box: Any) -> bool:
    """Return whether a page shows nothing but what is on it."""
    grounds = [each for each in (page_box.background, page_box.canvas_background) if each is not None]
    is_empty = all(
        each.color.alpha == 0 and not any(layer.image for layer in each.layers) for each in grounds
    )
    return is_empty and page_box.style["mask_border_source"][0] == "none" and not has_line(page_box)


def _around(bands: Iterable[Band | None]) -> Band | None:
    top, bottom = [], []
    for band in bands:
        if band is None:
            return None
        top.append(band[0])
        bottom.append(band[1])
    return (min(top) - _MARGIN_PX, max(bottom) + _MARGIN_PX) if top else None


def _reach(child: Any) -> Band | None:
    """Return the band that a child of a page is drawn in, as far as that is known."""
    by_px = 0.0
    if isinstance(child, MovedContent):
        child, by_px = child.root, child.by_px
    reach = child.reach if isinstance(child, StoredRoot) else reach_of(child)
    return (reach[0] + by_px, reach[1] + by_px) if reach else None
