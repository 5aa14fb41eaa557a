"""Parts whose boxes are not needed soon, kept as bytes."""

from __future__ import annotations

import copy
import threading
import weakref
from collections.abc import Callable
from functools import partial
from typing import Any

from briefing.errors import Check, never_mind
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
_LEAST_PAGES = 3
"""Parts of so many pages take longer to store than a letter may be late."""
_MOST_WAITING = 4
"""The annexes with both endings, after this change and before it."""


def come_from(document: Document, part: PackedPart) -> None:
    """Note the bytes that a part was made of, so that they need not be made again."""
    document.__dict__[_PACKED] = part


def store(document: Document, url_fetcher: Any) -> None:
    """Keep the boxes of a part as bytes, where that can be done; of a long part once there is time."""
    if _NOT_STORABLE in document.__dict__ or not all(map(stored.can_store, document.pages)):
        return
    part = document.__dict__.pop(_PACKED, None)
    is_later = part is None and len(document.pages) >= _LEAST_PAGES
    if part is None and not is_later:
        part = packed(document)
        if part is None:
            document.__dict__[_NOT_STORABLE] = True
            return
    # What is asked of a part again and again.
    bounds_of(document), can_move(document)
    if part is not None:
        overflows_of(document)
        _share_styles(document)
    whole = document.copy([_with_own_content(page) for page in document.pages])
    boxes = _BoxesOfPart(url_fetcher, whole, part)
    document.__dict__[_STORED] = boxes
    stored.store(document, boxes, places_in, is_at_hand=is_later)
    if is_later:
        boxes.stored = weakref.ref(document)
        _waiting.add(boxes)


def stored_part(document: Document) -> PackedPart | None:
    """Return the bytes as which the boxes of a part are kept; None where they are not."""
    boxes: _BoxesOfPart | None = document.__dict__.get(_STORED)
    return boxes.part() if boxes else None


def store_waiting(check: Check = never_mind) -> None:
    """Make the boxes of long parts into bytes; `check` is called before each part, and may raise."""
    _waiting.store_all(check)


def is_waiting(document: Document) -> bool:
    """Return whether the boxes of a part are to be kept as bytes, and are not yet."""
    boxes: _BoxesOfPart | None = document.__dict__.get(_STORED)
    return boxes is not None and not boxes.are_bytes


class _BoxesOfPart(stored.StoredBoxes):
    """The boxes of a part: as they were laid out, or as bytes once there was time to make these."""

    def __init__(self, url_fetcher: Any, whole: Document, part: PackedPart | None) -> None:
        super().__init__(_reading(part, url_fetcher, whole.font_config) if part else lambda: whole)
        self._url_fetcher = url_fetcher
        self._part = part
        self._whole: Document | None = None if part else whole
        self.stored: Callable[[], Document | None] = lambda: None
        """Returns the part whose pages these are the boxes of."""
        if part is not None:
            self.take(whole)  # most are drawn next

    @property
    def are_bytes(self) -> bool:
        return self._whole is None

    def document(self) -> Document:
        return super().document() if self._whole is None else self._whole

    def part(self) -> PackedPart | None:
        """Return the boxes as bytes, which are made now at the latest; None where they cannot be."""
        whole = self._whole
        if whole is not None and (document := self.stored()):
            # While the boxes need not be read for it.
            overflows_of(document)
            for page in document.pages:
                places_in(page._page_box.children[0])  # noqa: SLF001 - there is no public way to the boxes
        if whole is not None and (part := packed(whole)) is not None:
            self._read = _reading(part, self._url_fetcher, whole.font_config)
            self._part, self._whole = part, None
            if document := self.stored():
                _share_styles(document)
        return self._part


def _reading(part: PackedPart, url_fetcher: Any, font_config: Any) -> Callable[[], Document]:
    return partial(unpacked, part, url_fetcher, font_config)


class _PartsToStore(threading.local):
    """The long parts of a thread that are not made into bytes yet."""

    def __init__(self) -> None:
        self._boxes: list[weakref.ref[_BoxesOfPart]] = []

    def add(self, boxes: _BoxesOfPart) -> None:
        """Have boxes made into bytes later; of many those that have waited longest are made at once."""
        self._boxes = [each for each in self._boxes if each() is not None]
        self._boxes.append(weakref.ref(boxes))
        while len(self._boxes) > _MOST_WAITING:
            self._store_first()

    def store_all(self, check: Check) -> None:
        while self._boxes:
            check()
            self._store_first()

    def _store_first(self) -> None:
        boxes = self._boxes[0]()
        if boxes is not None:
            boxes.part()
        del self._boxes[0]


_waiting = _PartsToStore()


def _with_own_content(page: Page) -> Page:
    """Return a copy of a page that keeps its content where the page gets another."""
    page = copy.copy(page)
    page._page_box = copy.copy(page._page_box)  # noqa: SLF001 - there is no public way to the boxes
    return page


def _share_styles(document: Document) -> None:
    for page in document.pages:
        _share_style(page._page_box)  # noqa: SLF001 - likewise


def _share_style(page_box: Any) -> None:
    """Give a page and its backgrounds the style that pages with the same style share."""
    own = page_box.style
    style = page_box.style = stored_style(own)
    for name in ("background", "canvas_background"):
        background = getattr(page_box, name, None)
        if background is not None and background.style is own:
            setattr(page_box, name, background._replace(style=style))
