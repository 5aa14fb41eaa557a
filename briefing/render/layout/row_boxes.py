"""What can be read from laid-out pages: where rows stand, what leaves the page, each text as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - the engine before what follows
from briefing.render.result import RowBox

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_TOLERANCE_PX = 1.0
_PX_TO_PT = 0.75


@dataclass(frozen=True, slots=True)
class Overflow:
    """Something that would leave the page; `page` counts from 1 within its part."""

    row: str
    field: str
    page: int
    text: str


def row_places(pages: Sequence[Page]) -> list[RowBox]:
    """Where each row of the briefing stands on the pages; one that breaks over a page stands on both."""
    return [
        RowBox(
            row,
            number,
            left=round(box.position_x * _PX_TO_PT, 1),
            top=round(box.position_y * _PX_TO_PT, 1),
            width=round(box.margin_width() * _PX_TO_PT, 1),
            height=round(box.margin_height() * _PX_TO_PT, 1),
        )
        for number, page in enumerate(pages)
        for box, row in _row_boxes(page._page_box, None)  # noqa: SLF001 - there is no public way to the boxes
    ]


def _row_boxes(box: Any, element: Any) -> Iterator[tuple[Any, str]]:
    """The outermost box of each element that stands for a row; anonymous boxes share their parent's."""
    box = getattr(box, "_box", box)
    own = getattr(box, "element", None)
    if own is not None and own is not element and own.get("data-row"):
        yield box, own.get("data-row")
    if not isinstance(box, boxes.MarginBox):
        for child in getattr(box, "children", ()):
            yield from _row_boxes(child, own)


def line_counts(pages: Sequence[Page]) -> list[Counter[str]]:
    """For each page, how many lines of text each row takes; what belongs to no row under the empty name."""
    return [Counter(_lines(page._page_box, "")) for page in pages]  # noqa: SLF001 - there is no public way to the boxes


def _lines(box: Any, row: str) -> Iterator[str]:
    """The row of each line of text."""
    box = getattr(box, "_box", box)
    element = getattr(box, "element", None)
    row = row if element is None else element.get("data-row", row)
    if isinstance(box, boxes.LineBox):
        yield next((each for _, each in _row_boxes(box, element)), row)
    elif not isinstance(box, boxes.MarginBox):
        for child in getattr(box, "children", ()):
            yield from _lines(child, row)


def overflows(pages: Sequence[Page]) -> list[Overflow]:
    """What would leave the page at its sides, with the row and field that it comes from."""
    found: dict[tuple[str, str], Overflow] = {}
    for number, page in enumerate(pages, start=1):
        page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        left = -_TOLERANCE_PX
        right = page_box.margin_width() + _TOLERANCE_PX
        # Text may hang a little into the margin, as quotation marks do, but a column may not stand in it.
        inset = min(page_box.margin_left, page_box.margin_right) * 3 / 4
        for box, row, field in _boxes(page_box, "", ""):
            start, end = box.position_x, box.position_x + _width(box)
            if start < left + inset or end > right - inset:
                text = getattr(box, "text", "") or "an image"
                found.setdefault((row, field), Overflow(row, field, number, text[:60]))
    return list(found.values())


def _width(box: Any) -> float:
    return float(box.width) if isinstance(box, boxes.TextBox) else float(box.margin_width())


def _boxes(box: Any, row: str, field: str) -> Iterator[tuple[Any, str, str]]:
    """Boxes with something to see, each with the row and field named by the nearest element above it."""
    box = getattr(box, "_box", box)
    element = getattr(box, "element", None)
    if element is not None and not isinstance(box, boxes.MarginBox):
        row = element.get("data-row", row)
        field = element.get("data-field", field)
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        if not isinstance(box, boxes.TextBox) or box.text.strip():
            yield box, row, field
        return
    for child in getattr(box, "children", ()):
        yield from _boxes(child, row, field)


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A run of text as it is laid out; colours are red, green and blue from 0 to 1.

    `ground` is what is declared behind it, None where that is a picture; `classes` are those of the
    elements around it, innermost first.
    """

    text: str
    colour: tuple[float, float, float]
    ground: tuple[float, float, float] | None
    size_pt: float
    weight: int
    tag: str
    classes: tuple[str, ...]


_Colour = tuple[float, float, float]


def printed_texts(page: Page) -> Iterator[PrintedText]:
    """All text on a page, headers and footers included."""
    yield from _texts(page._page_box, (1.0, 1.0, 1.0), ())  # noqa: SLF001 - there is no public way to the boxes


def _texts(box: Any, ground: _Colour | None, classes: tuple[str, ...]) -> Iterator[PrintedText]:
    box = getattr(box, "_box", box)
    style, element = box.style, getattr(box, "element", None)
    if element is not None and hasattr(element, "get") and not isinstance(box, boxes.TextBox):
        own = tuple(str(element.get("class", "")).split())
        classes = (*own, *(each for each in classes if each not in own))
    ground = _over(style, "background_color", ground)
    if any(kind != "none" for kind, _ in style["background_image"]):
        ground = None
    if isinstance(box, boxes.TextBox):
        colour = _over(style, "color", ground or (1.0, 1.0, 1.0))
        if box.text.strip() and style["visibility"] == "visible" and colour is not None:
            size, weight = style["font_size"] * _PX_TO_PT, int(style["font_weight"])
            yield PrintedText(box.text, colour, ground, size, weight, box.element_tag or "", classes)
        return
    for child in getattr(box, "children", ()):
        yield from _texts(child, ground, classes)


def _over(style: Any, name: str, ground: _Colour | None) -> _Colour | None:
    """A colour laid over what is behind it."""
    colour = style["color"] if style[name] == "currentcolor" else style[name]
    if not colour.alpha:
        return ground
    red, green, blue = (min(1.0, max(0.0, float(part))) for part in colour.to("srgb").coordinates)
    if ground is None or colour.alpha == 1:
        return (red, green, blue) if colour.alpha == 1 else None
    mixed = [
        colour.alpha * own + (1 - colour.alpha) * behind
        for own, behind in zip((red, green, blue), ground, strict=True)
    ]
    return mixed[0], mixed[1], mixed[2]
