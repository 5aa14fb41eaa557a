"""Backgrounds of boxes, of which most have none: those are found by their style, once for each.

WeasyPrint adds crop marks to the background of a page each time that it is drawn. Here a copy gets them,
so that they are in a PDF once, whether or not the page was drawn before.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from weasyprint import draw
from weasyprint.draw.color import get_color
from weasyprint.layout import background

from briefing.render.layout.styling.kept_values import derived

_CORNERS = tuple(f"border_{y}_{x}_radius" for y in ("top", "bottom") for x in ("left", "right"))
_NOTHING = {**dict.fromkeys(_CORNERS, (0, 0)), "background": None}
_lay_out, _draw = background.layout_box_backgrounds, draw.draw_background


def _lay_out_if_any(
    page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
) -> None:
    box = getattr(box, "_box", box)
    if style is not None or box is page or not _is_plain(box.style):
        _lay_out(page, box, get_image_from_uri, layout_children, style)
        return
    for name, value in _NOTHING.items():
        setattr(box, name, value)
    if layout_children:
        for child in box.all_children():
            _lay_out_if_any(page, child, get_image_from_uri)


def _is_plain(style: Any) -> bool:
    return bool(derived(style, "plain", partial(_found_plain, style)))


def _found_plain(style: Any) -> bool:
    """Return whether a style has no background, no shadow, no picture at its borders, no round corners."""
    images = (style["border_image_source"], style["mask_border_source"], *style["background_image"])
    return (
        all((0, "px") in style[corner] for corner in _CORNERS)
        and all(kind == "none" for kind, *_ in images)
        and not style["box_shadow"]
        and (style["visibility"] == "hidden" or get_color(style, "background_color").alpha == 0)
    )


def _draw_with_marks(
    stream: Any, drawn: Any, clip_box: bool = True, bleed: Any = None, marks: Any = ()
) -> None:
    if drawn is not None and bleed and marks:
        drawn = drawn._replace(layers=list(drawn.layers))  # a named tuple: this is public
    _draw(stream, drawn, clip_box, bleed, marks)


def apply() -> None:
    """Let WeasyPrint use these functions."""
    background.layout_box_backgrounds = _lay_out_if_any
    draw.draw_background = _draw_with_marks
