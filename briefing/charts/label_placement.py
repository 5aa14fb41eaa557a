"""Places for labels near to what they name, without one over another: on a map, and along an axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_DIRECTIONS = (0, 180, -90, 90, -35, 35, 145, -145)
_DISTANCES = (6.0, 12.0, 20.0, 30.0, 44.0, 60.0)


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


class Placer:
    """Finds boxes inside a frame that overlap none found before."""

    def __init__(self, frame: Box) -> None:
        self._frame = frame
        self._taken: list[Box] = []

    def reserve(self, box: Box) -> None:
        self._taken.append(box)

    def free(self, box: Box) -> bool:
        return box.within(self._frame) and not any(box.meets(other) for other in self._taken)

    def beside(self, x: float, y: float, width: float, height: float) -> Box | None:
        """Find and reserve a free box near a point; None where there is none."""
        for distance in _DISTANCES:
            for direction in _DIRECTIONS:
                angle = math.radians(direction)
                across, down = math.cos(angle), math.sin(angle)
                left = x + across * distance - width * (1 - across) / 2
                top = y + down * distance - height * (1 - down) / 2
                box = Box(left, top, left + width, top + height)
                if self.free(box):
                    self.reserve(box)
                    return box
        return None

    def about(self, x: float, y: float, width: float, height: float) -> Box | None:
        """Reserve the box with its middle at a point; None where it is not free."""
        box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if not self.free(box):
            return None
        self.reserve(box)
        return box


# Along an axis


def spread(positions: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return the start of each label: in the order given, none over another, near to its wanted position.

    All are between `top` and `bottom` if there is room; else they begin at `top`. Labels that would
    touch are moved together, by the mean of their positions (pooling of adjacent violators).
    """
    clusters: list[_Cluster] = []
    for position, height in zip(positions, heights, strict=True):
        clusters.append(_Cluster(position, 1, height))
        while len(clusters) > 1 and clusters[-2].end > clusters[-1].start:
            later = clusters.pop()
            clusters[-1].merge(later)
    starts: list[float] = []
    for cluster in clusters:
        position = cluster.start
        for _ in range(cluster.count):
            starts.append(position)
            position += heights[len(starts) - 1]
    return _within(starts, heights, top, bottom)


class _Cluster:
    """Labels below one another without a gap."""

    def __init__(self, start: float, count: int, height: float) -> None:
        self.start, self.count, self.height = start, count, height

    @property
    def end(self) -> float:
        return self.start + self.height

    def merge(self, later: _Cluster) -> None:
        total = self.start * self.count + (later.start - self.height) * later.count
        self.count += later.count
        self.start = total / self.count
        self.height += later.height


def _within(starts: list[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Move labels that are beyond either end: up from the bottom, then down from the top."""
    limit = bottom
    for number in reversed(range(len(starts))):
        starts[number] = min(starts[number], limit - heights[number])
        limit = starts[number]
    limit = top
    for number in range(len(starts)):
        starts[number] = max(starts[number], limit)
        limit = starts[number] + heights[number]
    return starts
