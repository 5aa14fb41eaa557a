"""Places of the rows of a briefing on laid-out pages, and the lines of text that each takes."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.finished_pages.moved import MovedContent
from briefing.render.layout.finished_pages.stored import StoredRoot
from briefing.render.result import RowBox

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_PX_TO_PT = 0.75
_CONTINUES = "data-continues"
"""The attribute of the element of a section that an earlier part of the document began."""
_rows: WeakKeyDictionary[Any, tuple[tuple[RowBox, bool], ...]] = WeakKeyDictionary()
"""The rows in the boxes directly on a page, which do not change once a part is laid out.

With each, whether it is a section that an earlier part began.
"""
_PICTURE_LINE_PX = 18.0
"""A picture takes a line for so much of its height: about that of a line of running text."""


def row_boxes(pages: Sequence[Page]) -> list[RowBox]:
    """Return the box of each row on the pages; a row that breaks over a page has one on both.

    A section that several parts of the document share has one on each page all the same.
    """
    rows: list[RowBox] = []
    for number, page in enumerate(pages):
        places: dict[str, int] = {}
        for child in page._page_box.children:  # noqa: SLF001 - there is no public way to the boxes
            for place, continues in _rows_on_page(child):
                if continues and place.row in places:
                    rows[places[place.row]] = _around(rows[places[place.row]], place)
                else:
                    places[place.row] = len(rows)
                    rows.append(replace(place, page=number))
    # Rounded last, so that a part that was moved has the same places as if it was laid out there.
    return list(map(_rounded, rows))


def _around(first: RowBox, second: RowBox) -> RowBox:
    """Return the box of a row around both."""
    left, top = min(first.left, second.left), min(first.top, second.top)
    right = max(first.left + first.width, second.left + second.width)
    bottom = max(first.top + first.height, second.top + second.height)
    return replace(first, left=left, top=top, width=right - left, height=bottom - top)


def _rounded(place: RowBox) -> RowBox:
    left, top = round(place.left, 1), round(place.top, 1)
    return replace(place, left=left, top=top, width=round(place.width, 1), height=round(place.height, 1))


def _rows_on_page(child: Any) -> Iterable[tuple[RowBox, bool]]:
    """Return the rows in a box directly on a page, or in content that is moved."""
    if not isinstance(child, MovedContent):
        return rows_in(child)
    by_pt = child.by_px * _PX_TO_PT
    return [(replace(place, top=place.top + by_pt), continues) for place, continues in rows_in(child.root)]


def rows_in(top: Any) -> tuple[tuple[RowBox, bool], ...]:
    """Return the rows in a box on a page, which are looked up once."""
    if isinstance(top, StoredRoot):
        return top.rows
    known = _rows.get(top)
    if known is None:
        known = _rows[top] = tuple(
            (_place(row, box), _CONTINUES in box.element.attrib) for box, row in _outermost_boxes(top, None)
        )
    return known


def _place(row: str, box: Any) -> RowBox:
    return RowBox(
        row,
        0,
        left=box.position_x * _PX_TO_PT,
        top=box.position_y * _PX_TO_PT,
        width=box.margin_width() * _PX_TO_PT,
        height=box.margin_height() * _PX_TO_PT,
    )


def _outermost_boxes(box: Any, element: Any) -> Iterator[tuple[Any, str]]:
    """Yield the outermost box of each row's element; anonymous boxes share their parent's element."""
    box = getattr(box, "_box", box)
    own_element = getattr(box, "element", None)
    if own_element is not None and own_element is not element and own_element.get("data-row"):
        yield box, own_element.get("data-row")
    if not isinstance(box, boxes.MarginBox):
        for child in getattr(box, "children", ()):
            yield from _outermost_boxes(child, own_element)


def line_counts(pages: Sequence[Page]) -> list[Counter[str]]:
    """For each page, how many lines each row takes; what belongs to no row under the empty name.

    A picture counts as many lines as text in its place would have.
    """
    return [Counter(_lines(page._page_box, "")) for page in pages]  # noqa: SLF001 - there is no public way to the boxes


def _lines(box: Any, row: str) -> Iterator[str]:
    """Yield the row of each line of text; a line that is a block, such as a judgement, has lines itself."""
    box = getattr(box, "_box", box)
    element = getattr(box, "element", None)
    row = row if element is None else element.get("data-row", row)
    if isinstance(box, boxes.ReplacedBox):
        yield from itertools.repeat(row, round(box.margin_height() / _PICTURE_LINE_PX))
    elif isinstance(box, boxes.LineBox) and not _blocks_of_lines(box):
        row = next((inner for _, inner in _outermost_boxes(box, element)), row)
        yield from itertools.repeat(row, max(1, _picture_lines(box)))
    elif not isinstance(box, boxes.MarginBox):
        for child in getattr(box, "children", ()):
            yield from _lines(child, row)


def _picture_lines(line: Any) -> int:
    """Return how many lines of text the highest picture in a line is high."""
    pictures = [child for child in line.descendants() if isinstance(child, boxes.ReplacedBox)]
    return max((round(child.margin_height() / _PICTURE_LINE_PX) for child in pictures), default=0)


def _blocks_of_lines(line: Any) -> bool:
    """Return whether a line has nothing but blocks with lines of their own."""
    children = [child for child in line.children if not _is_blank(child)]
    return bool(children) and all(
        isinstance(child, boxes.InlineBlockBox)
        and any(isinstance(inner, boxes.LineBox) for inner in child.descendants())
        for child in children
    )


def _is_blank(box: Any) -> bool:
    return isinstance(box, boxes.TextBox) and not box.text.strip()
