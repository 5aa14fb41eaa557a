"""Places of the rows of a briefing on laid-out pages, those that mention them, and the lines of each."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast
from weakref import WeakKeyDictionary

from briefing.render import checkpoints
from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.finished_pages.moved import MovedContent
from briefing.render.layout.finished_pages.stored import StoredRoot
from briefing.render.result import MentionBox, RowBox

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_PX_TO_PT = 0.75
_CONTINUES = "data-continues"
"""The attribute of the element of a section that an earlier part of the document began."""
_MENTION = "data-mention"
"""The attribute of an element that is about what is printed at an anchor elsewhere: its value."""
_found: WeakKeyDictionary[Any, FoundPlaces] = WeakKeyDictionary()
"""What is in the boxes directly on a page, which do not change once a part is laid out."""
_PICTURE_LINE_PX = 18.0
"""A picture takes a line for so much of its height: about that of a line of running text."""


@dataclass(slots=True)
class FoundPlaces:
    """The rows in a box directly on a page, and what mentions rows and sources there outside of rows.

    With each row, whether it is a section that an earlier part began.
    """

    rows: list[tuple[RowBox, bool]] = field(default_factory=list)
    mentions: list[MentionBox] = field(default_factory=list)

    def look_into(self, box: Any, element: Any = None, *, is_in_row: bool = False) -> None:
        """Note the outermost box of each element; anonymous boxes share their parent's element."""
        box = getattr(box, "_box", box)
        own = getattr(box, "element", None)
        if own is not None and own is not element:
            if row := own.get("data-row"):
                is_in_row = True
                self.rows.append((RowBox(row, 0, *_place(box)), _CONTINUES in own.attrib))
            elif not is_in_row and (anchor := _mentioned(own)):
                self.mentions.append(MentionBox(anchor, *_place(box)))
        if not isinstance(box, boxes.MarginBox):
            for child in getattr(box, "children", ()):
                self.look_into(child, own, is_in_row=is_in_row)


def _mentioned(element: Any) -> str:
    """Return the anchor that an element is about; empty for none."""
    if anchor := element.get(_MENTION):
        return str(anchor)
    address = (element.get("href") or "") if element.tag == "a" else ""
    return address[1:] if address.startswith("#") else ""


def row_boxes(pages: Sequence[Page]) -> list[RowBox]:
    """Return the box of each row on the pages; a row that breaks over a page has one on both.

    A section that several parts of the document share has one on each page all the same.
    """
    rows: list[RowBox] = []
    for number, page in enumerate(pages):
        checkpoints.pass_by()
        places: dict[str, int] = {}
        for found, by_pt in _places_on(page):
            for place, continues in found.rows:
                moved = RowBox(place.row, number, place.left, place.top + by_pt, place.width, place.height)
                if continues and place.row in places:
                    rows[places[place.row]] = _around(rows[places[place.row]], moved)
                else:
                    places[place.row] = len(rows)
                    rows.append(moved)
    # Rounded last, so that a part that was moved has the same places as if it was laid out there.
    return [RowBox(each.row, each.page, *_rounded(each)) for each in rows]


def mentions_on(page: Page) -> list[MentionBox]:
    """Return what mentions rows and sources on a page, outside of rows."""
    return [
        MentionBox(mention.anchor, *_rounded(mention, by_pt))
        for places, by_pt in _places_on(page)
        for mention in places.mentions
    ]


def mentioned_on(page: Page) -> list[str]:
    """Return the anchors of what is mentioned on a page, outside of rows."""
    return [mention.anchor for places, _ in _places_on(page) for mention in places.mentions]


def _places_on(page: Page) -> Iterator[tuple[FoundPlaces, float]]:
    """Yield what is found in the boxes directly on a page, and by how many points it is moved down."""
    for child in page._page_box.children:  # noqa: SLF001 - there is no public way to the boxes
        if isinstance(child, MovedContent):
            yield places_in(child.root), child.by_px * _PX_TO_PT
        else:
            yield places_in(child), 0.0


def _around(first: RowBox, second: RowBox) -> RowBox:
    """Return the box of a row around both."""
    left, top = min(first.left, second.left), min(first.top, second.top)
    right = max(first.left + first.width, second.left + second.width)
    bottom = max(first.top + first.height, second.top + second.height)
    return replace(first, left=left, top=top, width=right - left, height=bottom - top)


def _rounded(place: RowBox | MentionBox, by_pt: float = 0.0) -> tuple[float, float, float, float]:
    """Return left edge, top, width and height of a place that is moved down."""
    top = place.top + by_pt
    return round(place.left, 1), round(top, 1), round(place.width, 1), round(place.height, 1)


def places_in(top: Any) -> FoundPlaces:
    """Return what is found in a box on a page, which is looked up once."""
    if isinstance(top, StoredRoot):
        return cast("FoundPlaces", top.places)
    known = _found.get(top)
    if known is None:
        known = _found[top] = FoundPlaces()
        known.look_into(top)
    return known


def _place(box: Any) -> tuple[float, float, float, float]:
    """Return left edge, top, width and height of a box in points."""
    return (
        box.position_x * _PX_TO_PT,
        box.position_y * _PX_TO_PT,
        box.margin_width() * _PX_TO_PT,
        box.margin_height() * _PX_TO_PT,
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
