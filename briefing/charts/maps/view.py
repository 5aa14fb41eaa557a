"""The region that a map shows: chosen so that all that is asked for lies in it, and what it cuts off.

The projection is the equidistant cylindrical one, with equal lengths along a parallel in the middle. The
region may cross the antimeridian; one that goes around the globe begins where it cuts the least.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

from briefing.charts.canvas import Point
from briefing.charts.label_placement import Box
from briefing.charts.maps.geography import TURN, Degrees, Ring, is_seam

_LEAST_SPAN = 14.0
"""Degrees of latitude that a map shows at the least, so that a single place has its surroundings."""
_MARGIN, _MARGIN_OF_PLACES = 0.06, 0.18
"""The margin on each side, as a part of what is between: lands fill theirs, places need room for names."""
_SHAPES = (1.25, 2.1)
"""The least and the most that a map is wider than high."""
_POLE = 90.0
_CLOSEST = 0.4
"""Points of an outline that are nearer to one another, in points of the page, are drawn as one."""
_NEARLY = 1e-6
_CORNERS = 4
"""Points of the smallest closed ring, a triangle."""


@dataclass(frozen=True, slots=True)
class View:
    """The region in view, in degrees, and its scale: points of the page to a degree of latitude.

    `squeeze` is the length of a degree of longitude as a part of one of latitude. `west` is in -180..180.
    """

    west: float
    south: float
    east: float
    north: float
    squeeze: float
    scale: float

    @property
    def width(self) -> float:
        return (self.east - self.west) * self.squeeze * self.scale

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    @property
    def frame(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def at(self, degrees: Degrees) -> Point:
        """Return the place on the page, on the turn of the globe that is in view."""
        longitude, latitude = degrees
        return self._placed((self.west + (longitude - self.west) % TURN, latitude))

    def _placed(self, degrees: Degrees) -> Point:
        longitude, latitude = degrees
        return (longitude - self.west) * self.squeeze * self.scale, (self.north - latitude) * self.scale

    def turned(self, ring: Ring) -> Iterator[Ring]:
        """Yield the ring in degrees, once for each turn of the globe on which some of it may be in view."""
        if min(north for _, north in ring) > self.north or max(north for _, north in ring) < self.south:
            return
        west, east = min(x for x, _ in ring), max(x for x, _ in ring)
        for turns in range(-1, 3):
            if west + turns * TURN < self.east and east + turns * TURN > self.west:
                yield [(x + turns * TURN, north) for x, north in ring] if turns else ring

    def placed(self, ring: Ring) -> list[Point]:
        """Return the points of a ring on the page, without those too close to the one before."""
        every = [self._placed(degrees) for degrees in ring]
        points = every[:1]
        for point in every[1:-1]:
            if _are_apart(points[-1], point):
                points.append(point)
        points += every[-1:]
        return points if len(points) >= _CORNERS else every

    def legs(self, start: Degrees, end: Degrees) -> list[tuple[Point, Point]]:
        """Return the straight way between two places, the shorter one around the globe, as it is in view.

        A way that leaves the region at one side comes in again at the other, so it may have two parts.
        """
        (x1, y1), (x2, y2) = self.at(start), self.at(end)
        turn = TURN * self.squeeze * self.scale
        if abs(x2 - x1) <= turn / 2 or self.width < turn - _NEARLY:
            return [((x1, y1), (x2, y2))]
        beyond = x2 - turn if x2 > x1 else x2 + turn
        if abs(beyond - x1) < _NEARLY:
            return [((x1, y1), (x1, y2))]  # along the meridian at which the map begins and ends
        side, other = (0.0, self.width) if beyond < x1 else (self.width, 0.0)
        y = y1 + (y2 - y1) * (side - x1) / (beyond - x1)
        return [((x1, y1), (side, y)), ((other, y), (x2, y2))]


def _are_apart(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) >= _CLOSEST or abs(one[1] - other[1]) >= _CLOSEST


# The choice of the region

Size = tuple[float, float]
"""A width and a height in points."""

Span = tuple[float, float]
"""From west to east, in degrees; the east is never the smaller number."""


def view_of(
    rings: Iterable[Ring], places: Iterable[Degrees], routes: Iterable[Sequence[Degrees]], size: Size
) -> View:
    """Return the smallest region with all of these, on the side of the globe where they are closest.

    `size` is the most that it may be wide and high on the page, in points.
    """
    rings = list(rings)
    points = [*places, *(place for route in routes for place in route)]
    spans = [(min(x for x, _ in ring), max(x for x, _ in ring)) for ring in rings]
    spans += [(x, x) for x, _ in points]
    legs = [_leg(start, end) for route in routes for start, end in itertools.pairwise(route)]
    west, east = _around([*spans, *legs])
    latitudes = [y for ring in rings for _, y in ring] + [y for _, y in points]
    margin = _MARGIN if rings else _MARGIN_OF_PLACES
    return _shaped((west, east), (min(latitudes), max(latitudes)), margin, size)


def _leg(start: Degrees, end: Degrees) -> Span:
    """Return the longitudes of the shorter way between two places."""
    way = (end[0] - start[0] + TURN / 2) % TURN - TURN / 2
    return (start[0], start[0] + way) if way >= 0 else (start[0] + way, start[0])


def _around(spans: Sequence[Span]) -> Span:
    """Return the longitudes that hold all spans: the globe without the widest gap between them."""
    short = [(west % TURN, west % TURN + east - west) for west, east in spans if east - west < TURN - 1]
    ordered = sorted(short)
    if not ordered:
        return -TURN / 2, TURN / 2
    gaps = []
    reached = max(east for _, east in ordered) - TURN
    for west, east in ordered:
        gaps.append((west - reached, west))
        reached = max(reached, east)
    gap, west = max(gaps)
    if gap <= 0:
        west = min((span[0] for span in ordered), key=lambda start: (_cut_by(start, ordered), start))
    west = (west + TURN / 2) % TURN - TURN / 2
    if len(short) < len(spans):  # what goes around the globe needs all of it, cut in the middle of the gap
        west -= max(gap, 0) / 2
        return west, west + TURN
    return west, west + TURN - max(gap, 0)


def _cut_by(meridian: float, spans: Sequence[Span]) -> int:
    """Count the spans that a meridian cuts in two."""
    return sum(west < meridian + turns < east for west, east in spans for turns in (0, TURN))


def _shaped(longitudes: Span, latitudes: Span, margin: float, size: Size) -> View:
    """Return the region with a margin, widened to a shape that a page can hold."""
    (west, east), (south, north) = longitudes, latitudes
    width = min((east - west) * (1 + 2 * margin), TURN)
    height = min(max((north - south) * (1 + 2 * margin), _LEAST_SPAN), 2 * _POLE)
    # Lengths are true where what is asked for lies. All around the globe, a region that is far from the
    # equator would be higher than wide: it is drawn to a parallel nearer to the equator.
    squeeze = max(cos(radians((south + north) / 2)), _SHAPES[0] * height / TURN)
    width = min(max(width, _SHAPES[0] * height / squeeze), TURN)
    height = min(max(height, width * squeeze / _SHAPES[1]), 2 * _POLE)
    middle = min(max((south + north) / 2, height / 2 - _POLE), _POLE - height / 2)
    left = (west + east - width) / 2
    left = (left + TURN / 2) % TURN - TURN / 2
    scale = min(size[0] / (width * squeeze), size[1] / height)
    return View(left, middle - height / 2, left + width, middle + height / 2, squeeze, scale)


# What is in view


def land_in_view(ring: Ring, view: View) -> Iterator[list[Point]]:
    """Yield what the region holds of the land within a ring, cut off at its four sides."""
    for turned in view.turned(ring):
        points = _cut(view.placed(turned), view.frame)
        if len(points) > 2:  # noqa: PLR2004 - a surface needs three corners
            yield points


def coast_in_view(ring: Ring, view: View) -> Iterator[list[Point]]:
    """Yield what the region holds of the edge of a land, in lines that end at its sides."""
    for turned in view.turned(ring):
        for coast in _coasts(turned):
            yield from _lines_within(view.placed(coast), view.frame)


def _coasts(ring: Ring) -> Iterator[Ring]:
    coast: list[Degrees] = [ring[0]]
    for start, end in itertools.pairwise(ring):
        if not is_seam(start, end):
            coast.append(end)
            continue
        if len(coast) > 1:
            yield coast
        coast = [end]
    if len(coast) > 1:
        yield coast


def _lines_within(points: Sequence[Point], frame: Box) -> Iterator[list[Point]]:
    line: list[Point] = []
    for start, end in itertools.pairwise(points):
        part = _segment_within(start, end, frame)
        if part is None or (line and line[-1] != part[0]):
            if len(line) > 1:
                yield line
            line = []
        if part is not None:
            line = [*part] if not line else [*line, part[1]]
    if len(line) > 1:
        yield line


def _segment_within(start: Point, end: Point, frame: Box) -> tuple[Point, Point] | None:
    """Return the part of a segment that is in a frame (Liang and Barsky); None where there is none."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in ((-dx, start[0] - frame.left), (dx, frame.right - start[0]),
                       (-dy, start[1] - frame.top), (dy, frame.bottom - start[1])):  # fmt: skip
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    whole_start, whole_end = first == 0, last == 1
    return (
        start if whole_start else (start[0] + dx * first, start[1] + dy * first),
        end if whole_end else (start[0] + dx * last, start[1] + dy * last),
    )


def _cut(points: Sequence[Point], frame: Box) -> list[Point]:
    """Cut off a ring at the four sides of a frame (Sutherland and Hodgman)."""
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, frame.left, lambda value, limit: value >= limit),
        (0, frame.right, lambda value, limit: value <= limit),
        (1, frame.top, lambda value, limit: value >= limit),
        (1, frame.bottom, lambda value, limit: value <= limit),
    )
    for axis, limit, keeps in sides:
        if not all(keeps(point[axis], limit) for point in points):
            points = _cut_at(points, axis, limit, keeps)
    return list(points)


def _cut_at(
    ring: Sequence[Point], axis: int, limit: float, keeps: Callable[[float, float], bool]
) -> list[Point]:
    points: list[Point] = []
    for number, point in enumerate(ring):
        before = ring[number - 1]
        inside, was_inside = keeps(point[axis], limit), keeps(before[axis], limit)
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            crossing = [before[other] + (point[other] - before[other]) * share for other in (0, 1)]
            crossing[axis] = limit
            points.append((crossing[0], crossing[1]))
        if inside:
            points.append(point)
    return points
