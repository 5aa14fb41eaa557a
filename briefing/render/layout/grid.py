"""Round the places of boxes to a grid.

Places are sums, and the sum of the same lengths from another start differs in its last digits. On a grid
whose steps are binary fractions, a part that is moved by such steps is where it would have been laid out.
"""

from __future__ import annotations

import math
from typing import Any

from weasyprint.formatting_structure import boxes

_STEPS_PER_PX = 1024
"""Pango measures text in such steps."""
_MOVES_PER_PX = 64
_TIE = 0.5 + 1e-4
"""Added before rounding down. The room above and below letters is halved, so that places are often in the
middle between two steps: all words of a line are then rounded up, whatever their last digits."""


def on_grid(px: float) -> float:
    """Round a length in pixels to the grid of places."""
    return math.floor(px * _STEPS_PER_PX + _TIE) / _STEPS_PER_PX


def as_move(px: float) -> float:
    """Round a length in pixels to the grid of the distances by which parts are moved."""
    return round(px * _MOVES_PER_PX) / _MOVES_PER_PX


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
