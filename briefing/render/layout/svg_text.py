"""Text in SVG pictures, set as in a paragraph.

WeasyPrint 70 sets it letter by letter, which leaves Arabic unjoined and in the wrong order.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - sets the fonts up before what follows

from weasyprint import svg as weasyprint_svg  # isort: skip
from weasyprint.css.properties import INITIAL_VALUES  # isort: skip
from weasyprint.draw.text import draw_first_line  # isort: skip
from weasyprint.matrix import Matrix  # isort: skip
from weasyprint.svg.text import Style, TextBox  # isort: skip
from weasyprint.text.line_break import split_first_line  # isort: skip


@contextmanager
def whole_lines() -> Iterator[None]:
    """Set each line of an SVG picture's text as one, so that it is shaped and ordered as in a paragraph."""
    letter_by_letter = weasyprint_svg.TAGS["text"]

    def text(svg: Any, node: Any, font_size: float) -> None:
        if list(node) or not {"x", "y"} <= node.attrib.keys():
            node.text_bounding_box = weasyprint_svg.EMPTY_BOUNDING_BOX
            letter_by_letter(svg, node, font_size)
        elif node.text:
            _draw_line(svg, node, font_size)

    weasyprint_svg.TAGS["text"] = text
    try:
        yield
    finally:
        weasyprint_svg.TAGS["text"] = letter_by_letter


def _draw_line(svg: Any, node: Any, font_size: float) -> None:
    style = _line_style(svg, node, font_size)
    layout, _, _, width, _, baseline = split_first_line(node.text, style, svg.context, float("inf"), 0)
    from_right = style["direction"] == "rtl"
    before = {"start": from_right, "middle": 0.5, "end": not from_right}[node.get("text-anchor", "start")]
    x, y = svg.point(node.get("x"), node.get("y"), font_size)
    svg.stream.push_state()
    fill, stroke = svg.set_graphical_state(node, font_size)
    svg.stream.begin_text()
    layout.reactivate(style)
    svg.fill_stroke(fill, stroke, text=True)
    box = TextBox(layout, style)
    box.baseline = baseline
    draw_first_line(svg.stream, box, "none", "none", Matrix(d=-1, e=x - width * before, f=y))
    svg.stream.end_text()
    svg.stream.pop_state()


def _line_style(svg: Any, node: Any, font_size: float) -> Any:
    style = Style(INITIAL_VALUES)
    style.font_config = svg.font_config
    style["font_family"] = [name.strip(" \"'") for name in node.get("font-family", "sans-serif").split(",")]
    style["font_style"] = node.get("font-style", "normal")
    weight = {"normal": "400", "bold": "700"}.get(node.get("font-weight"), node.get("font-weight", "400"))
    style["font_weight"] = int(weight) if weight.isdecimal() else 400
    style["font_size"] = font_size
    if node.get("direction") == "rtl":
        style["direction"] = "rtl"
    return style
