"""Round the places of boxes to a grid.

Places are sums, and the sum of the same lengths from another start differs in its last digits. On a grid
whose steps are binary fractions, a part that is moved by such steps is where it would have been laid out.
"""

from __future__ import annotations

from typing import Any

_STEPS_PER_PX = 1024
"""Pango measures text in such steps."""
_MOVES_PER_PX = 64


def on_grid(px: float) -> float:
    """Round a length in pixels to the grid of places."""
    return round(px * _STEPS_PER_PX) / _STEPS_PER_PX


def as_move(px: float) -> float:
    """Round a length in pixels to the grid of the distances by which parts are moved."""
    return round(px * _MOVES_PER_PX) / _MOVES_PER_PX


def put_on_grid(box: Any) -> None:
    """Round the places and heights of a box and of all boxes in it."""
    waiting = [box]
    while waiting:
        each = waiting.pop()
        each = getattr(each, "_box", each)
        each.position_y = on_grid(each.position_y)
        height = each.height
        if height.__class__ is float:
            each.height = round(height * _STEPS_PER_PX) / _STEPS_PER_PX
        waiting.extend(each.all_children())
