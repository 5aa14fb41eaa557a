"""Numbers by which structure elements and links are recognised when boxes are read or copied.

Tags of a page are made when its pieces are drawn, and joined with those of other pages when the PDF is
written. By then the boxes, and the HTML elements that they come from, may have been read again.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

SOURCE = "briefing_source"
"""The attribute of a box with the number of its HTML element in the part."""
LINK = "briefing_link"
"""The attribute of the box of a link with its number in the part."""
PRINTED_AGAIN = "briefing_printed_again"
"""The attribute of all boxes in a header or footer, or in a header of a table that an earlier page has."""
NO_LINK = 0


class TagNumbers:
    """Numbers the elements and the links of one part, page by page."""

    def __init__(self) -> None:
        self._sources: dict[Any, int] = {}
        self._headers: set[Any] = set()
        self._links = itertools.count(NO_LINK + 1)

    def put_on(self, page: Page) -> None:
        """Give the boxes of the next page their numbers."""
        for box in within(page._page_box):  # noqa: SLF001 - there is no public way to the boxes
            if isinstance(box, boxes.MarginBox):
                _mark_as_printed_again(box)
            if isinstance(box, boxes.TextBox | boxes.LineBox) or box.element is None:
                continue
            if box.element_tag == box.element.tag:
                setattr(box, SOURCE, self._sources.setdefault(box.element, len(self._sources)))
            if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
                self._note_header(box)
        for _kind, _target, _place, box in page.links:
            is_again = getattr(box, PRINTED_AGAIN, False)
            setattr(box, LINK, NO_LINK if is_again else next(self._links))

    def _note_header(self, header: Any) -> None:
        if header.element in self._headers:
            _mark_as_printed_again(header)
        self._headers.add(header.element)


def _mark_as_printed_again(top: Any) -> None:
    for box in within(top):
        setattr(box, PRINTED_AGAIN, True)


def within(top: Any) -> Iterator[Any]:
    """Yield a box and every box in it."""
    waiting = [top]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)
        yield box
        waiting.extend(getattr(box, "children", ()))
