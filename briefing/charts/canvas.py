"""An SVG document in the making. Measures are points from the top left corner; text is text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from briefing.charts.style import LEAST_LETTERING_PT, ChartStyle, ChartSvg, Solidity
from briefing.typography import text_metrics
from briefing.typography.scripts import text_direction

Point = tuple[float, float]
SMALL, PLAIN = LEAST_LETTERING_PT, 7.8
"""The sizes of lettering, in points; larger on paper where the style enlarges the drawing."""
DASH = "2.2 1.6"
_HEIGHTS = {"y", "cy"}
"""The attributes of a shape that say how far down it is."""
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
_PLAIN_SPACES = dict.fromkeys((0x00A0, 0x202F), " ")
"""A text that is read aloud has no lines: its spaces are plain."""


def xml_text(text: str) -> str:
    """Replace the characters that XML 1.0 cannot hold."""
    return _NOT_IN_XML.sub(_REPLACEMENT, text)


def line_height(size: float) -> float:
    return size * text_metrics.LINE_HEIGHT


class Canvas:
    """Takes shapes in the order in which they lie over one another."""

    def __init__(self, style: ChartStyle) -> None:
        self.style = style
        self.width = style.width_pt
        self._top = 0.0
        self._root = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", version="1.1")

    def move_down(self, height: float) -> None:
        """Draw from now on so much lower: below what is there already."""
        self._top += height

    def drawn(self, height: float, alt: str) -> ChartSvg:
        """Finish the document at this height, and with `alt` as its text alternative."""
        height += self._top
        width_mm, height_mm = self.style.width_mm, round(height / self.style.pt_per_mm, 2)
        size = {
            "width": f"{_number(width_mm)}mm",
            "height": f"{_number(height_mm)}mm",
            "viewBox": f"0 0 {_number(self.width)} {_number(height)}",
        }
        for name, value in size.items():
            self._root.set(name, value)
        in_words = xml_text(alt).translate(_PLAIN_SPACES)
        return ChartSvg(ET.tostring(self._root, encoding="unicode"), in_words, width_mm, height_mm)

    def shape(self, tag: str, **attributes: str | float) -> None:
        """Draw any element; numbers are rounded, underscores become hyphens."""
        for name in _HEIGHTS & attributes.keys():
            attributes[name] = float(attributes[name]) + self._top
        written = {
            name.replace("_", "-"): value if isinstance(value, str) else _number(value)
            for name, value in attributes.items()
        }
        ET.SubElement(self._root, tag, written)

    # Lettering

    def text(  # noqa: PLR0913 - a line of text has as many traits
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = PLAIN,
        weight: int = text_metrics.REGULAR,
        colour: str = "",
        anchor: str = "start",
        direction: str = "",
    ) -> None:
        """Draw a line of text; `x` is its left end, its middle or its right end, in either direction.

        The direction is that of the line's first letter, unless it is given.
        """
        attributes = {
            "x": _number(x),
            "y": _number(y + self._top),
            "font-family": ", ".join(text_metrics.FAMILIES),
            "font-size": _number(size),
            "fill": colour or self.style.ink,
        }
        if weight != text_metrics.REGULAR:
            attributes["font-weight"] = str(weight)
        if (direction or text_direction(text)) == "rtl":
            attributes["direction"] = "rtl"
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        if anchor != "start":
            attributes["text-anchor"] = anchor
        ET.SubElement(self._root, "text", attributes).text = xml_text(text)

    def paragraph(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        *,
        size: float = PLAIN,
        weight: int = text_metrics.REGULAR,
        colour: str = "",
    ) -> float:
        """Lines of text below one another, flush with where they begin; returns where they end."""
        direction = text_direction(" ".join(lines))
        widest = max((text_metrics.width(line, size, weight) for line in lines), default=0.0)
        for number, line in enumerate(lines):
            y = top + number * line_height(size) + size * text_metrics.ASCENT
            edge, anchor = (x + widest, "end") if direction == "rtl" else (x, "start")
            self.text(
                edge, y, line, size=size, weight=weight, colour=colour, anchor=anchor, direction=direction
            )
        return top + len(lines) * line_height(size)

    # Lines and marks

    def line(
        self, start: Point, end: Point, *, colour: str = "", width: float = 0.5, dash: str = ""
    ) -> None:
        self.path([start, end], colour=colour, width=width, dash=dash)

    def path(
        self,
        points: Iterable[Point],
        *,
        colour: str = "",
        width: float = 0.5,
        dash: str = "",
        fill: str = "none",
        closed: bool = False,
    ) -> None:
        stroke = {"stroke_dasharray": dash} if dash else {}
        self.shape(
            "path",
            d=path_of([(x, y + self._top) for x, y in points], closed=closed),
            fill=fill,
            stroke=colour or self.style.rule,
            stroke_width=width,
            stroke_linejoin="round",
            **stroke,
        )

    def mark(self, x: float, y: float, solidity: Solidity, radius: float = 2.9) -> None:
        """Draw a round mark: full if settled, a ring about a dot if claimed, a dashed ring if ahead."""
        ring: dict[str, str | float] = {"cx": x, "cy": y, "r": radius}
        ring |= {"stroke": self.style.accent, "stroke_width": 0.9}
        if solidity is Solidity.AHEAD:
            ring["stroke_dasharray"] = "1.5 1.1"
        self.shape("circle", **ring, fill=self.style.accent if solidity is Solidity.SETTLED else "#ffffff")
        if solidity is Solidity.CLAIMED:
            self.shape("circle", cx=x, cy=y, r=radius * 0.36, fill=self.style.accent)

    def diamond(self, x: float, y: float, *, full: bool, radius: float = 3.7) -> None:
        """Draw a square on its corner, full or hollow."""
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        fill = self.style.accent if full else "#ffffff"
        self.path(corners, colour=self.style.accent, width=0.9, fill=fill, closed=True)


def path_of(points: Iterable[Point], *, closed: bool = False) -> str:
    """Points as the data of an SVG path."""
    steps = [f"{_number(x)} {_number(y)}" for x, y in points]
    return f"M{'L'.join(steps)}{'Z' if closed else ''}"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
