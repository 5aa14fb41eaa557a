"""The ground of a map: which state's land is below a point or a box of the page."""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.charts.canvas import Point
from briefing.charts.label_placement import Box
from briefing.charts.maps.geography import Ring, centre

_STEP = 1.0
"""Points between the horizontal lines along which land is measured."""
_SCANLINES = 9

Span = tuple[float, float]
"""From left to right, in points."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The parts of a box over its own land, over all other lands, and over those of other parties."""

    own: float
    others: float
    parties: float


class _Row:
    """Spans along a horizontal line, and how much of it they cover."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._lefts = [left for left, _ in ordered]
        self._lengths = [right - left for left, right in ordered]
        self._before = [0.0, *itertools.accumulate(self._lengths)]

    def covered(self, left: float, right: float) -> float:
        return self._up_to(right) - self._up_to(left)

    def _up_to(self, x: float) -> float:
        last = bisect.bisect_right(self._lefts, x) - 1
        return self._before[last] + min(x - self._lefts[last], self._lengths[last]) if last >= 0 else 0.0


_Rows = dict[int, _Row]


class Ground:
    """The lands in view, each a number of rings; where rings of a land overlap, the inner is a hole.

    `prominent` are the numbers of the lands that are parties.
    """

    def __init__(self, lands: Iterable[Sequence[Ring]], prominent: Collection[int] = ()) -> None:
        self._rings = tuple(lands)
        every: dict[int, list[Span]] = {}
        parties: dict[int, list[Span]] = {}
        self._lands: list[_Rows] = []
        for land, rings in enumerate(self._rings):
            spans = _spans(rings)
            self._lands.append(_rows(spans))
            for row, in_row in spans.items():
                every.setdefault(row, []).extend(in_row)
                if land in prominent:
                    parties.setdefault(row, []).extend(in_row)
        self._all, self._parties, self._prominent = _rows(every), _rows(parties), prominent

    def land_at(self, place: Point) -> int | None:
        """Return the number of the land below a place, the last of several; None over water."""
        x, y = place
        for land, rings in reversed(tuple(enumerate(self._rings))):
            chords = [chord for ring in rings for chord in _chords(ring, y)]
            if sum(left <= x < right for left, right in chords) % 2:
                return land
        return None

    def shares(self, box: Box, own: int | None) -> Shares:
        """Measure what a box is over; its own land is that with the number `own`."""
        land = _share(box, self._all)
        if not land:
            return Shares(0, 0, 0)
        on_own = _share(box, self._lands[own]) if own is not None else 0.0
        on_parties = _share(box, self._parties) - (on_own if own in self._prominent else 0.0)
        return Shares(on_own, land - on_own, on_parties)


def _rows(spans: Mapping[int, Iterable[Span]]) -> _Rows:
    return {row: _Row(in_row) for row, in_row in spans.items()}


def _share(box: Box, lands: _Rows) -> float:
    rows = range(math.floor(box.top / _STEP), math.ceil(box.bottom / _STEP))
    covered = sum(lands[row].covered(box.left, box.right) for row in rows if row in lands)
    return covered / ((box.right - box.left) * len(rows))


def _spans(rings: Iterable[Ring]) -> dict[int, list[Span]]:
    """Return by row where its middle is within rings."""
    return {
        row: list(zip(crossings[::2], crossings[1::2], strict=False))
        for row, crossings in _crossings(rings).items()
    }


def _crossings(rings: Iterable[Ring]) -> dict[int, list[float]]:
    """Return by row, from left to right, where its middle crosses the edges of rings."""
    rows: dict[int, list[float]] = {}
    for ring in rings:
        for (x1, y1), (x2, y2) in _edges(ring):
            low, high = min(y1, y2), max(y1, y2)
            for row in range(math.ceil(low / _STEP - 0.5), math.ceil(high / _STEP - 0.5)):
                y = (row + 0.5) * _STEP
                rows.setdefault(row, []).append(x1 + (x2 - x1) * (y - y1) / (y2 - y1))
    return {row: sorted(crossings) for row, crossings in rows.items()}


def _edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return itertools.pairwise([*ring, *ring[:1]])


def place_of_label(ring: Ring) -> Point:
    """Return a point inside a ring for a name: its centre, or the middle of a wide part."""
    x, y = centre(ring)
    if any(left < x < right for left, right in _chords(ring, y)):
        return x, y
    low, high = min(point[1] for point in ring), max(point[1] for point in ring)
    heights = [low + (high - low) * (number + 0.5) / _SCANLINES for number in range(_SCANLINES)]
    chords = [(right - left, left, height) for height in heights for left, right in _chords(ring, height)]
    width, left, height = max(chords, default=(0.0, ring[0][0], ring[0][1]))
    return left + width / 2, height


def _chords(ring: Ring, y: float) -> list[Span]:
    """Return where a horizontal line is inside the ring, from left to right."""
    crossings = sorted(
        x1 + (x2 - x1) * (y - y1) / (y2 - y1) for (x1, y1), (x2, y2) in _edges(ring) if (y1 > y) != (y2 > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))
