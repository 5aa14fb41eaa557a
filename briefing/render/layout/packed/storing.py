"""Parts whose boxes are not needed soon, kept as bytes."""

from __future__ import annotations

import copy
from functools import partial
from typing import Any

from briefing.render.layout.finished_pages import stored
from briefing.render.layout.finished_pages.moved import can_move
from briefing.render.layout.laid_out_part import Document, Page, bounds_of
from briefing.render.layout.overflow import overflows_of
from briefing.render.layout.packed.documents import PackedPart, packed, unpacked
from briefing.render.layout.packed.style_references import stored_style
from briefing.render.layout.row_boxes import places_in

_PACKED = "briefing_packed"
_STORED = "briefing_stored_part"
_NOT_STORABLE = "briefing_not_storable"


def come_from(document: Document, part: PackedPart) -> None:
    """Note the bytes that a part was made of, so that they need not be made again."""
    document.__dict__[_PACKED] = part


def store(document: Document, url_fetcher: Any) -> None:
    """Keep the boxes of a part as bytes, where that can be done."""
    if _NOT_STORABLE in document.__dict__ or not all(map(stored.can_store, document.pages)):
        return
    part = document.__dict__.pop(_PACKED, None) or packed(document)
    if part is None:
        document.__dict__[_NOT_STORABLE] = True
        return
    # What is asked of a part again and again.
    bounds_of(document), can_move(document), overflows_of(document)
    for page in document.pages:
        _share_style(page._page_box)  # noqa: SLF001 - there is no public way to the boxes
    document.__dict__[_STORED] = part
    boxes = stored.StoredBoxes(partial(unpacked, part, url_fetcher, document.font_config))
    # Most are drawn next.
    boxes.take(document.copy([_with_own_content(page) for page in document.pages]))
    stored.store(document, boxes, places_in)


def stored_part(document: Document) -> PackedPart | None:
    """Return the bytes as which the boxes of a part are kept."""
    part: PackedPart | None = document.__dict__.get(_STORED)
    return part


def _with_own_content(page: Page) -> Page:
    """Return a copy of a page that keeps its content where the page gets another."""
    page = copy.copy(page)
    page._page_box = copy.copy(page._page_box)  # noqa: SLF001 - there is no public way to the boxes
    return page


def _share_style(page_box: Any) -> None:
    """Give a page and its backgrounds the style that pages with the same style share."""
    own = page_box.style
    style = page_box.style = stored_style(own)
    for name in ("background", "canvas_background"):
        background = getattr(page_box, name, None)
        if background is not None and background.style is own:
            setattr(page_box, name, background._replace(style=style))
