"""The boxes of labels, and places for labels along an axis: none is over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
