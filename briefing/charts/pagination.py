"""Long content over several drawings: runs that each fit into a height, about equally full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

_Piece = TypeVar("_Piece")
_TRIES = 12


def in_parts(
    pieces: Sequence[_Piece], heights: Sequence[float], room: float, most: int | None = None
) -> list[list[_Piece]]:
    """Divide the pieces, in order, into as few runs as fit into `room`, with at most so many in each."""
    fewest = len(_runs(pieces, heights, room, most))
    even = sum(heights) / fewest if fewest else room
    for step in range(_TRIES):
        runs = _runs(pieces, heights, even + (room - even) * step / _TRIES, most)
        if len(runs) <= fewest:
            return runs
    return _runs(pieces, heights, room, most)


def _runs(
    pieces: Sequence[_Piece], heights: Sequence[float], room: float, most: int | None
) -> list[list[_Piece]]:
    runs: list[list[_Piece]] = []
    used = 0.0
    for piece, height in zip(pieces, heights, strict=True):
        if not runs or used + height > room or (most is not None and len(runs[-1]) >= most):
            runs.append([])
            used = 0.0
        runs[-1].append(piece)
        used += height
    return runs


def with_legend(
    pieces: Sequence[_Piece],
    heights: Sequence[float],
    legend: float,
    room: float,
    most: int | None = None,
) -> list[list[_Piece]]:
    """Divide the pieces as `in_parts` does, with room for a legend of this height in the first run."""
    runs = in_parts([None, *pieces], [legend, *heights], room, most)
    bare = [[piece for piece in run if piece is not None] for run in runs]
    if len(bare) > 1 and not bare[0]:  # the legend has the company of one piece at least
        bare[0] = [bare[1].pop(0)]
    return [run for run in bare if run]


def part_of(number: int, count: int) -> str:
    """Such as ", part 2 of 3"; empty where there is one part only."""
    return f", part {number} of {count}" if count > 1 else ""
