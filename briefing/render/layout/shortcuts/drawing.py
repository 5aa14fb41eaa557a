"""Draw boxes as WeasyPrint does, without work for what most of them do not have."""

from __future__ import annotations

from typing import Any

from tinycss2.color4 import Color

from briefing.render import checkpoints

from weasyprint import draw  # isort: skip
from weasyprint.draw import border as draw_border_of
from weasyprint.draw import color as draw_color
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream

_draw_border = draw.draw_border
_set_color, _hash = Stream.set_color, Color.__hash__
_CHANNELS, _HASH = "_briefing_channels", "_briefing_hash"


def _draw_border_if_any(stream: Any, box: Any) -> None:
    checkpoints.pass_by()  # this is called for each box
    style = box.style
    if (
        box.border_top_width
        == box.border_bottom_width
        == box.border_left_width
        == box.border_right_width
        == 0
        and style["border_image_source"][0] == "none"
        and not (isinstance(box, boxes.BlockContainerBox) and style["column_rule_width"])
    ):
        return
    _draw_border(stream, box)


def _product(one: Any, other: Any) -> Any:
    """Multiply two matrices of three columns, in the order of WeasyPrint's sums."""
    (a, b, c), (d, e, f), (g, h, i) = other
    return Matrix(
        matrix=[
            [0 + x * a + y * d + z * g, 0 + x * b + y * e + z * h, 0 + x * c + y * f + z * i]
            for x, y, z in one
        ]
    )


def _color(style: Any, key: str) -> Any:
    """Return a color as `get_color`, without comparing colors with a text one by one."""
    value = style[key]
    return style["color"] if isinstance(value, str) and value == "currentcolor" else value


def _set_color_if_other(stream: Any, color: Any, stroke: bool = False) -> None:
    """Set a color as WeasyPrint does; most are those that are set."""
    known = color.__dict__.get(_CHANNELS)
    if known is None:
        known = color.__dict__[_CHANNELS] = color.space, *color.coordinates
    current = stream._current_color_stroke if stroke else stream._current_color  # noqa: SLF001 - no public way
    if known == current:
        stream.set_alpha(color.alpha, stroke)
    else:
        _set_color(stream, color, stroke)


def _hash_of(color: Any) -> int:
    """Return the hash of a color, which is made of its text, once."""
    known: int | None = color.__dict__.get(_HASH)
    if known is None:
        known = color.__dict__[_HASH] = _hash(color)
    return known


def apply() -> None:
    """Let WeasyPrint use these functions."""
    draw.draw_border = _draw_border_if_any
    Matrix.__matmul__ = _product
    draw_text.get_color = draw_border_of.get_color = draw_color.get_color = _color
    Stream.set_color = _set_color_if_other
    Color.__hash__ = _hash_of
