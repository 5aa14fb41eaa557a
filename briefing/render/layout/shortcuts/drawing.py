"""Draw boxes as WeasyPrint does, without work for what most of them do not have."""

from __future__ import annotations

from typing import Any

from briefing.render import checkpoints

from weasyprint import draw  # isort: skip
from weasyprint.formatting_structure import boxes
from weasyprint.matrix import Matrix

_draw_border = draw.draw_border


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


def apply() -> None:
    """Let WeasyPrint use these functions."""
    draw.draw_border = _draw_border_if_any
    Matrix.__matmul__ = _product
