"""Tell whether two pages have the same content, without drawing them.

Parts that are laid out do not change, and pages are joined from copies of theirs. So pages are the same if
the same boxes are on them in the same places.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterable
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

MARK = "briefing_number"
PART = "briefing_part"
"""The attribute of what is directly on a page, and of the boxes of links, with the number of their part."""
_numbers = itertools.count(1)
_BLANK = 0


def new_part() -> int:
    """Return a number for a part that is laid out."""
    return next(_numbers)


def mark(pages: Iterable[Page], part: int | None = None) -> None:
    """Give numbers to the boxes of pages that were just laid out, and to those directly on them.

    What shows nothing gets 0: a part that runs on has only its empty space on a page without room for more.
    """
    part = new_part() if part is None else part
    for page in pages:
        page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        setattr(page_box, MARK, next(_numbers))
        for box in page_box.children:
            setattr(box, MARK, next(_numbers) if shows_something(box) else _BLANK)
            setattr(box, PART, part)
        for _kind, _target, _place, box in page.links:
            setattr(box, PART, part)


def mark_content(box: Any) -> None:
    """Give numbers to a box that is to be directly on a page, as content of a part of its own."""
    setattr(box, MARK, next(_numbers))
    setattr(box, PART, new_part())


def identity(page: Page) -> Hashable:
    """Return a value that only pages with the same content share."""
    page_box = page._page_box  # noqa: SLF001 - likewise
    return (getattr(page_box, MARK), *map(piece_identity, shown_children(page_box)))


def shown_children(page_box: Any) -> list[Any]:
    """Return the boxes directly on a page that show something."""
    return [child for child in page_box.children if getattr(child, MARK) != _BLANK]


def piece_identity(child: Any) -> Hashable:
    """Return a value that only children of pages share that are the same in the same place."""
    return getattr(child, MARK), child.position_x, child.position_y


def shows_something(top: Any) -> bool:
    """Return whether any box has text, a picture, a background, a border or an outline."""
    waiting = [top]
    while waiting:
        box = waiting.pop()
        if not isinstance(box, boxes.ParentBox) or box.background is not None or _has_line(box):
            return True
        waiting.extend(box.all_children())
    return False


def _has_line(box: Any) -> bool:
    widths = (box.border_top_width, box.border_right_width, box.border_bottom_width, box.border_left_width)
    return any(widths) or box.style["outline_style"] != "none"
