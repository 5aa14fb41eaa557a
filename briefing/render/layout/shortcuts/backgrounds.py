"""Backgrounds of boxes, of which most have none: those are found by their style, once for each."""

from __future__ import annotations

from functools import partial
from typing import Any

from weasyprint.draw.color import get_color
from weasyprint.layout import background

from briefing.render.layout.styling.kept_values import derived

_CORNERS = tuple(f"border_{y}_{x}_radius" for y in ("top", "bottom") for x in ("left", "right"))
_NOTHING = {**dict.fromkeys(_CORNERS, (0, 0)), "background": None}
_lay_out = background.layout_box_backgrounds


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


def apply() -> None:
    """Let WeasyPrint use this function."""
    background.layout_box_backgrounds = _lay_out_if_any
