"""Each text on a laid-out page with its colours and size, for the check of a template's contrast."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_PX_TO_PT = 0.75


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A run of text as it is laid out; colours are red, green and blue from 0 to 1.

    `ground` is the colour under it, None where there is a picture; `classes` are those of the
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
        names = tuple(str(element.get("class", "")).split())
        classes = (*names, *(name for name in classes if name not in names))
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
    """Lay a colour over the one under it."""
    colour = style["color"] if style[name] == "currentcolor" else style[name]
    if not colour.alpha:
        return ground
    red, green, blue = (min(1.0, max(0.0, float(part))) for part in colour.to("srgb").coordinates)
    if ground is None or colour.alpha == 1:
        return (red, green, blue) if colour.alpha == 1 else None
    mixed = [
        colour.alpha * over + (1 - colour.alpha) * behind
        for over, behind in zip((red, green, blue), ground, strict=True)
    ]
    return mixed[0], mixed[1], mixed[2]
