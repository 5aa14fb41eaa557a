"""Measures of boxes, added up without a call for each edge, and the place of lines that no float is beside.

The lengths are added in the order in which WeasyPrint adds them, so that the sums have the same digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout import float as floats

_avoid_collisions = floats.avoid_collisions


def _border_width(box: Any) -> Any:
    padded = box.width + box.padding_left + box.padding_right
    return padded + box.border_left_width + box.border_right_width


def _border_height(box: Any) -> Any:
    padded = box.height + box.padding_top + box.padding_bottom
    return padded + box.border_top_width + box.border_bottom_width


def _margin_width(box: Any) -> Any:
    padded = box.width + box.padding_left + box.padding_right
    return padded + box.border_left_width + box.border_right_width + box.margin_left + box.margin_right


def _margin_height(box: Any) -> Any:
    padded = box.height + box.padding_top + box.padding_bottom
    return padded + box.border_top_width + box.border_bottom_width + box.margin_top + box.margin_bottom


def _collapsed_margin(adjoining_margins: Iterable[float]) -> float:
    """Return the sum of the highest and the lowest of margins, which are not below and above 0."""
    highest: float = 0
    lowest: float = 0
    for margin in adjoining_margins:
        if margin > highest:
            highest = margin
        elif margin < lowest:
            lowest = margin
    return highest + lowest


def _place_beside_floats(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
    """Return where a box may begin and how wide it may be, as WeasyPrint does where there are floats."""
    if (
        context.excluded_shapes
        or box.style["float"] != "none"
        or containing_block.style["direction"] != "ltr"
    ):
        return _avoid_collisions(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    right = left + containing_block.width
    if outer:
        return left, box.position_y, right - left
    margin, top = box.margin_left, box.margin_top
    left += margin
    right -= box.margin_right
    return left - margin, box.position_y + top - top, right - left


def apply() -> None:
    """Let WeasyPrint use these functions."""
    boxes.Box.border_width, boxes.Box.border_height = _border_width, _border_height
    boxes.Box.margin_width, boxes.Box.margin_height = _margin_width, _margin_height
    block.collapse_margin = _collapsed_margin
    for module in (block, floats, inline):
        module.avoid_collisions = _place_beside_floats
