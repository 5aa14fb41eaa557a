"""Putting labels as near to where they belong as they can stand without touching."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Where each label begins: in the order given, none over another, near to where it is wanted.

    All stand between `top` and `bottom` if there is room; else they begin at `top`. Labels that would
    touch are moved together, by the mean of what they want (pooling of adjacent violators).
    """
    clusters: list[_Cluster] = []
    for want, height in zip(wanted, heights, strict=True):
        clusters.append(_Cluster(want, 1, height))
        while len(clusters) > 1 and clusters[-2].end > clusters[-1].start:
            later = clusters.pop()
            clusters[-1].take(later)
    starts: list[float] = []
    for cluster in clusters:
        at = cluster.start
        for _ in range(cluster.count):
            starts.append(at)
            at += heights[len(starts) - 1]
    return _within(starts, heights, top, bottom)


class _Cluster:
    """Labels that stand below one another without a gap."""

    def __init__(self, start: float, count: int, height: float) -> None:
        self.start, self.count, self.height = start, count, height

    @property
    def end(self) -> float:
        return self.start + self.height

    def take(self, later: _Cluster) -> None:
        wanted = self.start * self.count + (later.start - self.height) * later.count
        self.count += later.count
        self.start = wanted / self.count
        self.height += later.height


def _within(starts: list[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Pushed up from the bottom and then down from the top, where they stand beyond either."""
    limit = bottom
    for number in reversed(range(len(starts))):
        starts[number] = min(starts[number], limit - heights[number])
        limit = starts[number]
    limit = top
    for number in range(len(starts)):
        starts[number] = max(starts[number], limit)
        limit = starts[number] + heights[number]
    return starts
