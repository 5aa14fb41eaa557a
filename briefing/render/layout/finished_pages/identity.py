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

MARK = "briefing_number"
_numbers = itertools.count(1)


def mark(pages: Iterable[Page]) -> None:
    """Give numbers to the boxes of pages that were just laid out, and to those directly on them."""
    for page in pages:
        page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        for box in (page_box, *page_box.children):
            setattr(box, MARK, next(_numbers))


def identity(page: Page) -> Hashable:
    """Return a value that only pages with the same content share."""
    page_box = page._page_box  # noqa: SLF001 - likewise
    return (getattr(page_box, MARK), *map(piece_identity, page_box.children))


def piece_identity(child: Any) -> Hashable:
    """Return a value that only children of pages share that are the same in the same place."""
    return getattr(child, MARK), child.position_x, child.position_y
