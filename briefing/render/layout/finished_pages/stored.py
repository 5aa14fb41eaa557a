"""The root box of a page whose boxes are kept as bytes, and are read when they are drawn.

What the layout of the parts after it needs of a page is in the page and in the root, so that boxes are
seldom read.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.finished_pages.identity import MARK, PART
from briefing.render.layout.finished_pages.tag_numbers import LINK, NO_LINK

from weasyprint.document import Document, Page  # isort: skip

_FEW, _FEW_PAGES = 6, 12
"""Parts whose boxes stay for a moment, and their pages: those of a page that is drawn."""


class StoredBoxes:
    """The boxes of one part, which `read` makes again."""

    def __init__(self, read: Callable[[], Document]) -> None:
        self._read = read

    def document(self) -> Document:
        """Return the part with all its boxes, the same ones as long as few others are read."""
        known = _recent.parts.pop(self, None) or self._read()
        self.take(known)
        return known

    def take(self, document: Document) -> None:
        """Take this for the part with all its boxes, as long as few others are read."""
        _recent.parts[self] = document
        _recent.forget_first()


class _Recent(threading.local):
    """The parts whose boxes were read last in a thread."""

    def __init__(self) -> None:
        self.parts: OrderedDict[StoredBoxes, Document] = OrderedDict()

    def forget_first(self) -> None:
        """Forget the parts that were read longest ago, but not the last, where they are many or large."""
        pages = sum(len(part.pages) for part in self.parts.values())
        while len(self.parts) > 1 and (len(self.parts) > _FEW or pages > _FEW_PAGES):
            _, former = self.parts.popitem(last=False)
            pages -= len(former.pages)


_recent = _Recent()


def forget_recent() -> None:
    """Forget the boxes that were read last in this thread: no page is to be drawn for now."""
    _recent.parts.clear()


class StoredRoot:
    """Takes the place of a root box; `find_places` returns those of rows in it, and of what mentions them.

    Places are found at once, unless the root box stays at hand and need not be read from bytes for it.
    """

    def __init__(
        self,
        root: Any,
        find_places: Callable[[Any], Any],
        boxes: StoredBoxes,
        number: int,
        *,
        is_at_hand: bool,
    ) -> None:
        self.style = root.style
        self.position_x, self.position_y = root.position_x, root.position_y
        self._find_places = find_places
        self._places = None if is_at_hand else find_places(root)
        self._margin_height = root.margin_height()
        self._boxes, self._number = boxes, number
        self._found: tuple[Callable[[Any], float], float] | None = None
        setattr(self, MARK, getattr(root, MARK))
        setattr(self, PART, getattr(root, PART))

    def margin_height(self) -> float:
        return float(self._margin_height)

    @property
    def places(self) -> Any:
        """The places of rows in the box, and of what mentions them; they are found once."""
        if self._places is None:
            self._places = self._find_places(self.whole)
        return self._places

    @property
    def _box(self) -> Any:
        return self.whole

    @property
    def whole(self) -> Any:
        """The root box itself."""
        return self._boxes.document().pages[self._number]._page_box.children[0]  # noqa: SLF001 - likewise

    def found(self, find: Callable[[Any], float]) -> float:
        """Return what a function finds in the root box, which is read for it once."""
        if self._found is None or self._found[0] is not find:
            self._found = find, find(self.whole)
        return self._found[1]


class StoredLinkBox:
    """Takes the place of the box of a link."""

    def __init__(self, box: Any, boxes: StoredBoxes, number: int, place: int) -> None:
        self._boxes, self._number, self._place = boxes, number, place
        setattr(self, PART, getattr(box, PART))
        setattr(self, LINK, getattr(box, LINK, NO_LINK))

    @property
    def whole(self) -> Any:
        return self._boxes.document().pages[self._number].links[self._place][3]


def whole(box: Any) -> Any:
    """Return a box, which is read where it is stored."""
    return box.whole if isinstance(box, StoredRoot | StoredLinkBox) else box


def can_store(page: Page) -> bool:
    """Return whether there is nothing but a root box on a page, which is not stored yet."""
    children = page._page_box.children  # noqa: SLF001 - there is no public way to the boxes
    return len(children) == 1 and not isinstance(children[0], StoredRoot)


def store(
    document: Document, boxes: StoredBoxes, find_places: Callable[[Any], Any], *, is_at_hand: bool = False
) -> None:
    """Take the boxes from the pages of a part; `find_places` returns those of the rows in a root box.

    With `is_at_hand` they are not bytes for now.
    """
    for number, page in enumerate(document.pages):
        page_box = page._page_box  # noqa: SLF001 - likewise
        root = page_box.children[0]
        page_box.children = (StoredRoot(root, find_places, boxes, number, is_at_hand=is_at_hand),)
        page.links = [
            (kind, target, where, StoredLinkBox(box, boxes, number, place))
            for place, (kind, target, where, box) in enumerate(page.links)
        ]
    document.__dict__.pop("_html", None)
