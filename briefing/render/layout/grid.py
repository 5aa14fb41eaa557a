"""Round the places of boxes to a grid.

Places are sums, and the sum of the same lengths from another start differs in its last digits. On a grid
whose steps are binary fractions, a part that is moved by such steps is where it would have been laid out.

Blocks end on a coarser grid, of the distances by which parts are moved. So a block is at the same place
whether it is laid out below another one in the same part of the document, or as a part by itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

_STEPS_PER_PX = 1024
"""Pango measures text in such steps."""
_MOVES_PER_PX = 64
_TIE = 0.5 + 1e-4
"""Added before rounding down. The room above and below letters is halved, so that places are often in the
middle between two steps: all words of a line are then rounded up, whatever their last digits."""
_NEARLY_A_STEP = 1e-5
"""So little less than a step of a move is one, whatever the last digits of a sum are."""
_FLOW = "_briefing_flow"


def on_grid(px: float) -> float:
    """Round a length in pixels to the grid of places."""
    return math.floor(px * _STEPS_PER_PX + _TIE) / _STEPS_PER_PX


def as_move(px: float) -> float:
    """Round a length in pixels to the grid of the distances by which parts are moved."""
    return round(px * _MOVES_PER_PX) / _MOVES_PER_PX


@dataclass(frozen=True, slots=True)
class _Flow:
    """The block that is laid out, in which blocks are below one another, and the top of the page's text."""

    block: Any
    top_px: float


def ending_on_grid(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that lays out a block as WeasyPrint's does, and ends it on the grid of moves.

    That is so of blocks in blocks from the root on: neither in columns, cells and lines, nor in notes. A
    block is shortened, so that it fits where it did; one with a height of its own, or that goes on on the
    next page, stays as it is.
    """

    def laid_out(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        *more: Any,
        **named: Any,
    ) -> Any:
        outer: _Flow | None = context.__dict__.get(_FLOW)
        flow: _Flow | None = None
        if box.is_for_root_element:
            flow = _Flow(box, box.position_y)
        elif outer is not None and outer.block is containing_block:
            flow = _Flow(box, outer.top_px)
        context.__dict__[_FLOW] = flow
        try:
            result = lay_out(context, box, bottom_space, skip_stack, containing_block, *more, **named)
        finally:
            context.__dict__[_FLOW] = outer
        new_box, resume_at, _, _, collapses_through, _ = result
        if flow is not None and new_box is not None and resume_at is None and not collapses_through:
            _end_on_grid(new_box, flow.top_px)
        return result

    return laid_out


def _end_on_grid(box: Any, top_px: float) -> None:
    """Shorten a block so that it ends at a multiple of a move below the top of the page's text."""
    if not isinstance(box, boxes.BlockBox | boxes.FlexBox | boxes.GridBox) or box.style["height"] != "auto":
        return
    end_px = box.border_box_y() + box.border_height() - top_px
    steps = math.floor(end_px * _MOVES_PER_PX + _NEARLY_A_STEP)
    box.height = max(0.0, box.height - end_px + steps / _MOVES_PER_PX)


def put_on_grid(box: Any) -> None:
    """Round the places and heights of a box and of all boxes in it; of text the place of its baseline."""
    waiting = [box]
    while waiting:
        each = waiting.pop()
        each = getattr(each, "_box", each)
        if isinstance(each, boxes.TextBox):
            # Words of several sizes on a line share their baseline; readers of PDFs go by it.
            baseline = on_grid(each.position_y + each.baseline)
            each.baseline = on_grid(each.baseline)
            each.position_y = baseline - each.baseline
        else:
            each.position_y = on_grid(each.position_y)
        height = each.height
        if height.__class__ is float:
            each.height = on_grid(height)
        waiting.extend(each.all_children())
