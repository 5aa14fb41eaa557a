"""Boxes of labels and the straight lines between them on a map: which meet, and which are near."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Generic, TypeVar

from briefing.charts.canvas import Point
from briefing.charts.label_placement import Box

_CELL = 16.0

Line = tuple[Point, Point]
"""A straight line between two points of the page."""

_Thing = TypeVar("_Thing")


class Cells(Generic[_Thing]):
    """Things on the page by the square cells that their boxes are in, to find those near a box."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[_Thing]] = {}

    def add(self, box: Box, thing: _Thing) -> None:
        for cell in _cells_of(box):
            self._cells.setdefault(cell, []).append(thing)

    def near(self, box: Box) -> Iterator[_Thing]:
        """Yield the things whose cells a box is in; one in several of them more than once."""
        for cell in _cells_of(box):
            yield from self._cells.get(cell, ())


def _cells_of(box: Box) -> Iterator[tuple[int, int]]:
    return itertools.product(
        range(int(box.left // _CELL), int(box.right // _CELL) + 1),
        range(int(box.top // _CELL), int(box.bottom // _CELL) + 1),
    )


def box_of(line: Line) -> Box:
    (x1, y1), (x2, y2) = line
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def grown(box: Box, room: float) -> Box:
    return Box(box.left - room, box.top - room, box.right + room, box.bottom + room)


def about(place: Point, width: float, height: float) -> Box:
    """Return the box of this size with its middle at a place."""
    x, y = place
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def nearest_in(box: Box, place: Point) -> Point:
    """Return the point of a box that is nearest to a place."""
    return min(max(place[0], box.left), box.right), min(max(place[1], box.top), box.bottom)


def holds(box: Box, place: Point, room: float) -> bool:
    """Return whether a place is in a box or nearer to it than `room`."""
    across = box.left - room < place[0] < box.right + room
    return across and box.top - room < place[1] < box.bottom + room


def is_on(place: Point, line: Line, room: float) -> bool:
    """Return whether a line runs over a place."""
    (x1, y1), (x2, y2) = line
    dx, dy = x2 - x1, y2 - y1
    share = ((place[0] - x1) * dx + (place[1] - y1) * dy) / (dx * dx + dy * dy)
    share = min(max(share, 0.0), 1.0)
    return math.dist(place, (x1 + dx * share, y1 + dy * share)) < room


def crosses(line: Line, box: Box) -> bool:
    """Return whether a line runs through a box."""
    (x1, y1), (x2, y2) = line
    if max(x1, x2) <= box.left or min(x1, x2) >= box.right or max(y1, y2) <= box.top:
        return False
    if min(y1, y2) >= box.bottom:
        return False
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    sides = [_side(line, corner) for corner in corners]
    return min(sides) < 0 < max(sides)


def cross(one: Line, other: Line) -> bool:
    """Return whether two lines cross."""
    across = _side(one, other[0]) * _side(one, other[1]) < 0
    return across and _side(other, one[0]) * _side(other, one[1]) < 0


def _side(line: Line, point: Point) -> float:
    """Return on which side of a line a point is: negative, 0 or positive."""
    (x1, y1), (x2, y2) = line
    return (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)
