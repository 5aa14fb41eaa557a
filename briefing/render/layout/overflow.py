"""Text and images that would leave the page at its sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from briefing.errors import Problem
from briefing.render.layout.laid_out_part import Document, LaidOutPart

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_TOLERANCE_PX = 1.0
_known: WeakKeyDictionary[Any, tuple[Overflow, ...]] = WeakKeyDictionary()
"""What leaves the pages of documents, which do not change once they are laid out."""


def overflow_problems(part: LaidOutPart, title: str) -> list[Problem]:
    """Report what leaves the pages of a part, which is named by its title."""
    return [
        Problem(
            f"'{overflow.text}' leaves the page ({overflow.place}page {overflow.page} of {title}).",
            "Shorten it or break it up, or hide the row.",
            field=f"row {overflow.row} {overflow.field}".strip() if overflow.row else "",
        )
        for overflow in overflows_of(part.document)
    ]


def overflows_of(document: Document) -> tuple[Overflow, ...]:
    """Return what leaves the pages of a document."""
    known = _known.get(document)
    if known is None:
        known = _known[document] = tuple(overflows(document.pages))
    return known


@dataclass(frozen=True, slots=True)
class Overflow:
    """Something that would leave the page; `page` counts from 1 within its part.

    `cell` is that of a table, as ``row.column``; both count from 1, and row 0 is the heading.
    """

    row: str
    field: str
    page: int
    text: str
    cell: str = ""

    @property
    def place(self) -> str:
        """The cell in words."""
        row, _, column = self.cell.partition(".")
        if not column:
            return ""
        return f"heading of column {column}, " if row == "0" else f"row {row}, column {column}, "


def overflows(pages: Sequence[Page]) -> list[Overflow]:
    """Return what would leave the page at its sides, with the row and field that it comes from."""
    first: dict[tuple[str, str], Overflow] = {}
    for number, page in enumerate(pages, start=1):
        page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        left = -_TOLERANCE_PX
        right = page_box.margin_width() + _TOLERANCE_PX
        # Text may reach a little into the margin, as quotation marks do, but a column may not.
        inset = min(page_box.margin_left, page_box.margin_right) * 3 / 4
        for box, (row, field, cell) in _boxes(page_box, ("", "", "")):
            start, end = box.position_x, box.position_x + _width(box)
            if start < left + inset or end > right - inset:
                text = getattr(box, "text", "") or "an image"
                overflow = Overflow(row, field, number, text[:60], cell)
                known = first.setdefault((row, field), overflow)
                # Of the cells of a table, the longest pushes the others off the page.
                if cell and len(known.text) < len(overflow.text):
                    first[row, field] = overflow
    return list(first.values())


def _width(box: Any) -> float:
    return float(box.width) if isinstance(box, boxes.TextBox) else float(box.margin_width())


_Place = tuple[str, str, str]
"""The row, the field and the cell of a table that a box belongs to."""


def _boxes(box: Any, place: _Place) -> Iterator[tuple[Any, _Place]]:
    """Boxes with something to see, each with the place named by the nearest element above it."""
    box = getattr(box, "_box", box)
    element = getattr(box, "element", None)
    if element is not None and not isinstance(box, boxes.MarginBox):
        names = ("data-row", "data-field", "data-cell")
        place = tuple(map(element.get, names, place))
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        if not isinstance(box, boxes.TextBox) or box.text.strip():
            yield box, place
        return
    for child in getattr(box, "children", ()):
        yield from _boxes(child, place)
