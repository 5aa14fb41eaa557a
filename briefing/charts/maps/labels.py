"""Names on a map, none over another or over the place that another one names.

A party's name is put on it, else near it with a line that leads to it; where there is no room, a number is,
and the name is in a list. Other states are named only where there is room.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from briefing.charts.canvas import PLAIN, SMALL, Canvas, Point, line_height
from briefing.charts.label_placement import Box
from briefing.charts.maps.geography import Ring, centre
from briefing.typography import text_metrics

_DIRECTIONS = (0, 180, -90, 90, -35, 35, 145, -145, -65, 65, 115, -115)
_DISTANCES = (6.0, 12.0, 20.0, 30.0, 44.0, 60.0, 76.0)
_NUMBER_DISTANCES = (4.0, 7.0, 12.0, 20.0, 30.0, 44.0, 60.0)
_GRID = 8.0
"""Points between the places of the page that are tried for a label for which there is no room near."""
_FEW = 12
"""Parties, up to which a name may be far from its place."""
_CELL = 16.0
_LEADER_FROM = 9.0
"""A label that is farther from its place, in points, has a line to it."""
_SIDE = 2.0
_SCANLINES = 9
_LEAST_AREA = 220.0
"""Square points of its land in view that a state needs to be named without being spoken of."""


Leader = tuple[Point, Point]
"""A line from a place to the label that names it."""


@dataclass(frozen=True, slots=True)
class _Look:
    """The lettering of a label."""

    size: float
    weight: int
    is_prominent: bool = True


_PARTY = _Look(PLAIN, text_metrics.BOLD)
_NUMBER = _SPOT = _Look(SMALL, text_metrics.BOLD)
_ROUTE = _Look(SMALL, text_metrics.REGULAR)
_OTHER = _Look(SMALL, text_metrics.REGULAR, is_prominent=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A name or number on the map: its text, the box for it, and the place that it names."""

    text: str
    box: Box
    place: Point
    look: _Look
    has_ground: bool

    @property
    def leader(self) -> Leader | None:
        """The line from the place to the label; None where the label is next to it or on it."""
        return _leader(self.place, self.box)

    def draw(self, canvas: Canvas) -> None:
        if self.has_ground:
            box = self.box
            canvas.shape("rect", x=box.left, y=box.top, width=box.right - box.left,
                         height=box.bottom - box.top, fill="#ffffff", fill_opacity="0.82")  # fmt: skip
        look = self.look
        colour = canvas.style.ink if look.is_prominent else canvas.style.quiet
        x, y = self.box.left + _SIDE, self.box.top + look.size * 0.92
        canvas.text(x, y, self.text, size=look.size, weight=look.weight, colour=colour)


@dataclass(frozen=True, slots=True)
class NamedLand:
    """A state in view: its name, its place, its largest surface in view, and the area of that.

    `has_mark` is set where a mark is drawn at its place, which its name leaves free.
    """

    name: str
    place: Point
    surface: Ring
    area: float
    has_mark: bool = False


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


def _chords(ring: Ring, y: float) -> list[tuple[float, float]]:
    """Return where a horizontal line is inside the ring, from left to right."""
    crossings = sorted(
        x1 + (x2 - x1) * (y - y1) / (y2 - y1)
        for (x1, y1), (x2, y2) in itertools.pairwise([*ring, *ring[:1]])
        if (y1 > y) != (y2 > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=False))


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


@dataclass
class LabelPlacer:
    """Places labels one after the other inside a frame.

    `places` are those that labels of other places leave free, each with the room around it, in points;
    those `marked` are of parties or spoken of.
    `numbered` are the parties with a number in the place of a name, `unplaced` those with neither.
    """

    frame: Box
    places: Mapping[Point, float]
    marked: frozenset[Point] = frozenset()
    labels: list[Label] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    _leaders: Cells[Leader] = field(init=False, default_factory=Cells)
    _taken: Cells[Box] = field(init=False, default_factory=Cells)
    _kept: Cells[tuple[Point, float]] = field(init=False, default_factory=Cells)

    def __post_init__(self) -> None:
        for place, room in self.places.items():
            self._kept.add(_square(place, room), (place, room))

    def name_spot(self, text: str, place: Point) -> None:
        """Name a place that is spoken of; where there is no room, the list below the map names it."""
        self._put(text, place, _around(place, text, _SPOT, _DISTANCES), _SPOT, spared=self.places)

    def name_route(self, text: str, place: Point) -> None:
        """Name a route at a place on it, under the same condition."""
        self._put(text, place, _around(place, text, _ROUTE, _DISTANCES), _ROUTE, spared=self.places)

    def name_parties(self, parties: Iterable[NamedLand]) -> None:
        """Name every party, the largest first: by its name, else by a number in `numbered`."""
        ordered = sorted(parties, key=lambda party: (-party.area, party.name))
        for party in ordered:
            text = party.name.upper()
            boxes = [*self._on(party, text, _PARTY), *_around(party.place, text, _PARTY, _DISTANCES)]
            if len(ordered) <= _FEW:  # many long lines would hide more than they name
                boxes += self._anywhere(party.place, text, _PARTY)
            if not any(
                self._put(text, party.place, boxes, _PARTY, party.surface, spared=spared)
                for spared in (self.places, self.marked)
            ):
                self._number(party)

    def _on(self, party: NamedLand, text: str, look: _Look) -> list[Box]:
        """Return the box on the place of a party, where it covers no mark."""
        return [] if party.has_mark else [_about(party.place, text, look)]

    def _number(self, party: NamedLand) -> None:
        text, place = str(len(self.numbered) + 1), party.place
        near = [*self._on(party, text, _NUMBER), *_around(place, text, _NUMBER, _NUMBER_DISTANCES)]
        # In a crowd of small states no line to a number is free of all their places.
        if any(
            self._put(text, place, near, _NUMBER, party.surface, spared=spared)
            for spared in (self.places, self.marked, ())
        ) or self._put(text, place, self._anywhere(place, text, _NUMBER), _NUMBER, spared=()):
            self.numbered.append(party.name)
        else:
            self.unplaced.append(party.name)

    def _anywhere(self, place: Point, text: str, look: _Look) -> Iterator[Box]:
        """Yield places all over the frame, the nearest first."""
        across = int((self.frame.right - self.frame.left) / _GRID)
        down = int((self.frame.bottom - self.frame.top) / _GRID)
        middles = [
            (self.frame.left + (column + 0.5) * _GRID, self.frame.top + (row + 0.5) * _GRID)
            for column in range(across)
            for row in range(down)
        ]
        for middle in sorted(middles, key=lambda middle: (math.dist(middle, place), middle)):
            yield _about(middle, text, look)

    def name_others(self, lands: Iterable[NamedLand]) -> None:
        """Name states that are no parties, where their land has room for it."""
        for land in lands:
            if land.name and land.area >= _LEAST_AREA:
                self._put(land.name, land.place, [_about(land.place, land.name, _OTHER)], _OTHER)

    def _put(
        self,
        text: str,
        place: Point,
        boxes: Iterable[Box],
        look: _Look,
        land: Ring = (),
        *,
        spared: Collection[Point] = (),
    ) -> bool:
        """Put a label into the first box that is free; return whether there is one.

        A prominent one that is not within `land` has a light ground, so that no border runs through its
        letters. A leader runs over no label, and over none of the `spared` places; where there are any, it
        crosses no other leader either.
        """
        for box in boxes:
            if not self._is_free(box, place):
                continue
            leader = _leader(place, box)
            if leader and not self._is_clear(leader, spared):
                continue
            has_ground = look.is_prominent and not _is_within(box, land)
            self.labels.append(Label(text, box, place, look, has_ground))
            if leader:
                self._leaders.add(_box_of(leader), leader)
            self._taken.add(box, box)
            return True
        return False

    def _is_free(self, box: Box, place: Point) -> bool:
        """Return whether a label in this box covers no other, no leader and no place but its own."""
        return (
            box.within(self.frame)
            and not any(box.meets(other) for other in self._taken.near(box))
            and not any(other != place and _holds(box, other, room) for other, room in self._kept.near(box))
            and not any(_crosses(leader, box) for leader in self._leaders.near(box))
        )

    def _is_clear(self, leader: Leader, spared: Collection[Point]) -> bool:
        around, (place, _) = _box_of(leader), leader
        if any(_crosses(leader, box) for box in self._taken.near(around)):
            return False
        return not spared or not (
            any(_cross(leader, other) for other in self._leaders.near(around))
            or any(
                other != place and other in spared and _is_on(other, leader, room)
                for other, room in self._kept.near(around)
            )
        )


def _box_of(line: Leader) -> Box:
    (x1, y1), (x2, y2) = line
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _square(place: Point, room: float) -> Box:
    return Box(place[0] - room, place[1] - room, place[0] + room, place[1] + room)


def _is_within(box: Box, land: Ring) -> bool:
    """Return whether the land is below all of a box: at its top, its middle and its bottom."""
    heights = (box.top, (box.top + box.bottom) / 2, box.bottom)
    return all(
        any(left <= box.left and box.right <= right for left, right in _chords(land, height))
        for height in heights
    )


def _box(left: float, top: float, text: str, look: _Look) -> Box:
    width = text_metrics.width(text, look.size, look.weight) + 2 * _SIDE
    return Box(left, top, left + width, top + line_height(look.size))


def _about(place: Point, text: str, look: _Look) -> Box:
    box = _box(0, 0, text, look)
    return _box(place[0] - box.right / 2, place[1] - box.bottom / 2, text, look)


def _around(place: Point, text: str, look: _Look, distances: Sequence[float]) -> Iterator[Box]:
    """Yield boxes beside a place, on all sides, the nearest first."""
    box = _box(0, 0, text, look)
    for distance, direction in itertools.product(distances, _DIRECTIONS):
        across, down = math.cos(math.radians(direction)), math.sin(math.radians(direction))
        left = place[0] + across * distance - box.right * (1 - across) / 2
        top = place[1] + down * distance - box.bottom * (1 - down) / 2
        yield Box(left, top, left + box.right, top + box.bottom)


def _leader(place: Point, box: Box) -> Leader | None:
    end = (min(max(place[0], box.left), box.right), min(max(place[1], box.top), box.bottom))
    return (place, end) if math.dist(place, end) > _LEADER_FROM else None


def _holds(box: Box, place: Point, room: float) -> bool:
    across = box.left - room < place[0] < box.right + room
    return across and box.top - room < place[1] < box.bottom + room


def _is_on(place: Point, line: Leader, room: float) -> bool:
    """Return whether a line runs over a place."""
    (x1, y1), (x2, y2) = line
    dx, dy = x2 - x1, y2 - y1
    share = ((place[0] - x1) * dx + (place[1] - y1) * dy) / (dx * dx + dy * dy)
    share = min(max(share, 0.0), 1.0)
    return math.dist(place, (x1 + dx * share, y1 + dy * share)) < room


def _crosses(line: Leader, box: Box) -> bool:
    """Return whether a line runs through a box."""
    (x1, y1), (x2, y2) = line
    if max(x1, x2) <= box.left or min(x1, x2) >= box.right or max(y1, y2) <= box.top:
        return False
    if min(y1, y2) >= box.bottom:
        return False
    corners = [(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    sides = [_side(line, corner) for corner in corners]
    return min(sides) < 0 < max(sides)


def _cross(one: Leader, other: Leader) -> bool:
    """Return whether two lines cross."""
    across = _side(one, other[0]) * _side(one, other[1]) < 0
    return across and _side(other, one[0]) * _side(other, one[1]) < 0


def _side(line: Leader, point: Point) -> float:
    """Return on which side of a line a point is: negative, 0 or positive."""
    (x1, y1), (x2, y2) = line
    return (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)
