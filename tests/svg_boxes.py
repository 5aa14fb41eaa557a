"""Where the text of a drawing stands, read from its SVG and measured with the fonts that print it."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from briefing.typography import text_metrics

SVG = "{http://www.w3.org/2000/svg}"
_TOUCH = 0.35
"""Points by which boxes may meet: the rounding of coordinates, and the air above and below letters."""


@dataclass(frozen=True)
class TextBox:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: TextBox) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _TOUCH and down > _TOUCH


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - the program's own


def text_boxes(svg: str) -> list[TextBox]:
    return [_box(element) for element in parsed(svg).iter(f"{SVG}text")]


def _box(element: ET.Element) -> TextBox:
    text, size = element.text or "", float(element.get("font-size", "0"))
    width = text_metrics.width(text, size, int(element.get("font-weight", "400")))
    from_right = element.get("direction") == "rtl"
    share = {"start": float(from_right), "middle": 0.5, "end": float(not from_right)}
    left = float(element.get("x", "0")) - width * share[element.get("text-anchor", "start")]
    y = float(element.get("y", "0"))
    return TextBox(text, left, y - size * 0.7, left + width, y + size * 0.2)


def collisions(svg: str) -> list[tuple[str, str]]:
    boxes = text_boxes(svg)
    return [
        (one.text, other.text)
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if one.overlaps(other)
    ]


def size_pt(svg: str) -> tuple[float, float]:
    _, _, width, height = parsed(svg).get("viewBox", "").split()
    return float(width), float(height)


def outside(svg: str) -> list[str]:
    """Texts that leave the drawing."""
    width, height = size_pt(svg)
    return [
        box.text
        for box in text_boxes(svg)
        if box.left < -_TOUCH
        or box.right > width + _TOUCH
        or box.top < -_TOUCH
        or box.bottom > height + _TOUCH
    ]
