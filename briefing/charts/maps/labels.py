"""Names on a map, none over another, over the place that another one names, or far out on another land.

A party's name is put on its own land, else next to it, else over water with a line that leads to it; a
place is named next to it, a route beside its line. Where there is no room, a number is, and the name is in
a list. Other states are named only where their land has room.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.charts.canvas import PLAIN, SMALL, Canvas, Point, line_height
from briefing.charts.label_placement import Box
from briefing.charts.maps import boxes
from briefing.charts.maps.boxes import Cells, Line
from briefing.charts.maps.geography import Ring
from briefing.charts.maps.ground import Ground, Shares
from briefing.typography import text_metrics

_DIRECTIONS = (0, 180, -90, 90, -35, 35, 145, -145, -65, 65, 115, -115)
_DISTANCES = (6.0, 12.0, 20.0, 30.0, 44.0)
_NUMBER_DISTANCES = (4.0, 5.5, 7.0, 8.5, 12.0, 20.0, 30.0, 44.0, 60.0)
_ROUTE_DISTANCES = (5.0, 8.0)
_ALONG = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.2, 0.8, 0.12, 0.88)
"""Parts of the length of a route at which its label may be."""
_GRID, _FINE_GRID = 6.0, 5.0
"""Points between the places that are tried all over the page, and all over a land."""
_FARTHEST = 48.0
"""The longest line to a party's name, in points: longer ones would hide more than they name."""
_FAR = 80.0
"""Points from a place to a number that is put near it rather than over the land of another party."""
_LEADER_FROM = 9.0
"""A label that is farther from its place, in points, has a line to it."""
_NEARER = 0.75
"""The most that a name is from its place, as a part of its distance from any other place spoken of."""
_CROWD = 40.0
"""Points between places that are spoken of within which a name is written without its statements."""
_SAME = 8.0
"""Points between places whose marks are over each other: no name can be nearer to one of them."""
_SIDE = 2.0
_INSET = 1.5
"""Points between a label and the frame."""
_ROUTE_ROOM = 1.5
"""Points that labels leave free on both sides of a route."""
_LEAST_AREA = 220.0
"""Square points of its land in view that a state needs to be named without being spoken of."""
_ALL, _NEARLY_ALL, _MOST, _SPILL, _NONE = 0.98, 0.75, 0.5, 0.06, 0.005
"""Parts of a label from which or up to which it counts as over a land or as not over it."""


@dataclass(frozen=True, slots=True)
class _Look:
    """The lettering of a label, and whether a border is drawn around it."""

    size: float
    weight: int
    is_prominent: bool = True
    has_border: bool = False


_PARTY = _Look(PLAIN, text_metrics.BOLD)
_SMALL_PARTY = _Look(SMALL, text_metrics.BOLD)
_SPOT = _Look(SMALL, text_metrics.BOLD)
_NUMBER = _Look(SMALL, text_metrics.BOLD, has_border=True)
_ROUTE = _Look(SMALL, text_metrics.REGULAR)
_OTHER = _Look(SMALL, text_metrics.REGULAR, is_prominent=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A name or number on the map: its lines, the box for them, and the line from its place, if any.

    `has_ground` is set where the map is lightened below it.
    """

    lines: tuple[str, ...]
    box: Box
    leader: Line | None
    look: _Look
    has_ground: bool

    def draw(self, canvas: Canvas) -> None:
        box, look = self.box, self.look
        if self.has_ground:
            stroke = canvas.style.quiet if look.has_border else "none"
            canvas.shape("rect", x=box.left, y=box.top, width=box.right - box.left,
                         height=box.bottom - box.top, rx=1.5, fill="#ffffff", fill_opacity="0.86",
                         stroke=stroke, stroke_width=0.4)  # fmt: skip
        colour = canvas.style.ink if look.is_prominent else canvas.style.quiet
        middle = (box.left + box.right) / 2
        for number, line in enumerate(self.lines):
            y = box.top + number * line_height(look.size) + look.size * 0.92
            canvas.text(middle, y, line, size=look.size, weight=look.weight, colour=colour, anchor="middle")


@dataclass(frozen=True, slots=True)
class NamedLand:
    """A state in view: its number on the ground, its name, place, largest surface, and the area of that.

    `has_mark` is set where a mark is drawn at its place, which its name leaves free.
    """

    land: int
    name: str
    place: Point
    surface: Ring
    area: float
    has_mark: bool = False


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where a label would be: what it would be over, and its leader."""

    over: Shares
    leader: Line | None

    @property
    def is_on_own_land(self) -> bool:
        return self.over.own >= _ALL

    @property
    def is_off_other_land(self) -> bool:
        return self.over.others <= _NONE

    @property
    def is_off_other_parties(self) -> bool:
        return self.over.parties <= _NONE

    @property
    def is_mostly_on_own_land(self) -> bool:
        return self.over.own >= _MOST and self.over.others <= _SPILL

    @property
    def length(self) -> float:
        """The length of the leader, in points."""
        return math.dist(*self.leader) if self.leader else 0.0


_Rank = Callable[[_Setting], float | None]
"""The better a setting, the lower its rank; None for one that will not do."""
_Candidate = tuple[tuple[str, ...], Box]


def _rank_of_party(setting: _Setting) -> float | None:
    if setting.is_on_own_land:
        return 0
    if setting.leader is None:
        if setting.is_off_other_land:
            return 1
        return 2 + setting.over.others if setting.is_mostly_on_own_land else None
    return 3 + setting.length if setting.is_off_other_land and setting.length <= _FARTHEST else None


def _rank_without_line(setting: _Setting) -> float | None:
    return None if setting.leader else _rank_of_party(setting)


def _rank_of_number(setting: _Setting) -> float | None:
    if setting.is_on_own_land:
        return 0
    if setting.leader is None:
        if setting.is_off_other_land:
            return 1
        if setting.is_mostly_on_own_land:
            return 2
        return 3 if setting.is_off_other_parties else None
    return 4 + setting.length if setting.is_off_other_land else None


def _rank_of_other(setting: _Setting) -> float | None:
    if setting.is_on_own_land:
        return 0
    may_be_there = not setting.leader and setting.over.own >= _NEARLY_ALL and setting.is_off_other_land
    return 1 if may_be_there else None


def _rank_next_to(setting: _Setting) -> float | None:
    """Rank a label that is next to its place, over any land, or over water with a leader."""
    if setting.leader is None:
        return 0
    return 1 + setting.length if setting.is_off_other_land else None


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a label names: its place, the land it is on, and the look and the ranks of the label.

    The label may be over the place itself if that has no mark. A box with the rank `enough` or a lower one
    is taken without a look at the boxes after it.
    """

    place: Point
    land: int | None
    look: _Look
    rank: _Rank
    has_mark: bool = True
    enough: float = 0


@dataclass
class LabelPlacer:
    """Places labels one after the other inside a frame.

    `places` are those that labels of other places leave free, each with the room around it, in points;
    those `marked` are of parties or spoken of, the `spots` spoken of. Over `routes` no name is put.
    `numbered` are the names with a number in their place, `unplaced` those with neither.
    """

    frame: Box
    ground: Ground
    places: Mapping[Point, float]
    marked: frozenset[Point] = frozenset()
    spots: frozenset[Point] = frozenset()
    routes: Sequence[Line] = ()
    labels: list[Label] = field(default_factory=list)
    numbered: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    _leaders: Cells[Line] = field(init=False, default_factory=Cells)
    _taken: Cells[Box] = field(init=False, default_factory=Cells)
    _kept: Cells[tuple[Point, float]] = field(init=False, default_factory=Cells)
    _ways: Cells[Line] = field(init=False, default_factory=Cells)

    def __post_init__(self) -> None:
        for place, room in self.places.items():
            self._kept.add(boxes.about(place, 2 * room, 2 * room), (place, room))
        for way in self.routes:
            self._ways.add(boxes.grown(boxes.box_of(way), _ROUTE_ROOM), way)

    # What is named

    def name_spot(self, texts: Sequence[str], place: Point) -> None:
        """Name a place that is spoken of by the first of the texts that has room, else by a number.

        Where other such places are close, it has the last text only, nearest to its own place.
        """
        subject = _Subject(place, self.ground.land_at(place), _SPOT, _rank_next_to)
        others = [other for other in self.spots if other != place]
        if any(math.dist(place, other) < _CROWD for other in others):
            texts = texts[-1:]
        apart = [other for other in others if math.dist(place, other) > _SAME]
        near = [list(_around(place, (text,), _SPOT, _DISTANCES)) for text in texts]
        clear = [[each for each in boxed if _is_clearly_at(place, each[1], apart)] for boxed in near]
        is_crowded = any(math.dist(place, other) < _CROWD for other in apart)
        tried = clear if is_crowded else [*clear, *near]
        if not any(self._put(subject, boxed, self.places) for boxed in tried):
            self._number(texts[-1], place, subject.land, has_mark=True)

    def name_route(self, texts: Sequence[str], name: str, legs: Sequence[Line]) -> None:
        """Name a route beside its line by the first of the texts that has room, else by a number."""
        along = [_point_along(legs, part) for part in _ALONG]
        for text, place in itertools.product(texts, along):
            subject = _Subject(place, None, _ROUTE, _rank_next_to)
            if self._put(subject, _around(place, (text,), _ROUTE, _ROUTE_DISTANCES), ()):
                return
        number = (str(len(self.numbered) + 1),)
        for distances, place in itertools.product((_ROUTE_DISTANCES, _DISTANCES), along):
            subject = _Subject(place, None, _NUMBER, _rank_next_to)
            if self._put(subject, _around(place, number, _NUMBER, distances), ()):
                self.numbered.append(name)
                return
        subject = _Subject(along[0], None, _NUMBER, _rank_next_to)
        (self.numbered if self._put_far(subject, number) else self.unplaced).append(name)

    def name_parties(self, parties: Iterable[NamedLand]) -> None:
        """Name every party, the largest first: by its name, else by a number in `numbered`."""
        ordered = sorted(parties, key=lambda party: (-party.area, party.name))
        for party in ordered:
            # A smaller name on its own land is better than a larger one with a line to it.
            styles = itertools.product((_rank_without_line, _rank_of_party), (_PARTY, _SMALL_PARTY))
            if not any(self._name_party(party, rank, look) for rank, look in styles):
                self._number(party.name, party.place, party.land, has_mark=party.has_mark)

    def _name_party(self, party: NamedLand, rank: _Rank, look: _Look) -> bool:
        subject = _Subject(party.place, party.land, look, rank, party.has_mark)
        layouts = _layouts(party.name)
        near = [
            *self._on(party, layouts, look),
            *(entry for lines in layouts for entry in _around(party.place, lines, look, _DISTANCES)),
        ]
        return self._put(subject, near, self.marked)

    def name_others(self, lands: Iterable[NamedLand]) -> None:
        """Name states that are no parties, the largest first, where their land has room for it."""
        for land in sorted(lands, key=lambda land: (-land.area, land.name)):
            if land.name and land.area >= _LEAST_AREA:
                subject = _Subject(land.place, land.land, _OTHER, _rank_of_other, land.has_mark)
                self._put(subject, self._on(land, _layouts(land.name), _OTHER), ())

    def _number(self, name: str, place: Point, land: int | None, *, has_mark: bool) -> None:
        """Put a number in the place of a name: on its land or next to it, else with a line to it."""
        subject = _Subject(place, land, _NUMBER, _rank_of_number, has_mark)
        lines = (str(len(self.numbered) + 1),)

        def near() -> Iterator[_Candidate]:
            if not has_mark:
                yield lines, _about(place, lines, _NUMBER)
            yield from _around(place, lines, _NUMBER, _NUMBER_DISTANCES)

        beside = replace(subject, rank=_rank_next_to)
        # In a crowd of small states no line to a number is free of all their places.
        if (
            self._put(subject, near(), self.marked)
            or self._put_far(subject, lines, spared=self.marked, limit=_FAR)
            or self._put_far(subject, lines, limit=_FAR)
            or self._put(beside, near(), ())
            or self._put_far(subject, lines)
        ):
            self.numbered.append(name)
        else:
            self.unplaced.append(name)

    # Candidates

    def _on(self, land: NamedLand, layouts: Sequence[tuple[str, ...]], look: _Look) -> Iterator[_Candidate]:
        """Yield boxes about the place of a state, if it has no mark, and all over its largest surface."""
        if not land.has_mark:
            for lines in layouts:
                yield lines, _about(land.place, lines, look)
        sizes = [_size(lines, look) for lines in layouts]
        middles = _grid_about(land.place, _box_around(land.surface), _FINE_GRID)
        for middle, (lines, size) in itertools.product(middles, zip(layouts, sizes, strict=True)):
            if size[0] * size[1] <= land.area:
                yield lines, boxes.about(middle, *size)

    # The choice

    def _put_far(
        self,
        subject: _Subject,
        lines: tuple[str, ...],
        *,
        spared: Collection[Point] = (),
        limit: float = math.inf,
    ) -> bool:
        """Put a label into the nearest box of the frame that will do, no farther than `limit` points."""
        candidates = (
            (lines, _about(middle, lines, subject.look))
            for middle in _grid_about(subject.place, self.frame, _GRID)
            if math.dist(middle, subject.place) <= limit
        )
        return self._put(replace(subject, enough=math.inf), candidates, spared)

    def _put(self, subject: _Subject, candidates: Iterable[_Candidate], spared: Collection[Point]) -> bool:
        """Put a label into the best box of those that are free; return whether there is one.

        A leader runs over no label, and over none of the `spared` places; where there are any, it crosses
        no other leader either.
        """
        best: tuple[float, _Candidate, _Setting] | None = None
        for candidate in candidates:
            setting = self._setting(subject, candidate[1])
            rank = subject.rank(setting) if setting else None
            if setting is None or rank is None or (best and rank >= best[0]):
                continue
            if setting.leader is None or self._is_clear(setting.leader, spared):
                best = rank, candidate, setting
                if rank <= subject.enough:
                    break
        if best is not None:
            self._take(subject.look, best[1], best[2])
        return best is not None

    def _setting(self, subject: _Subject, box: Box) -> _Setting | None:
        """Return where a label in this box would be; None if it would cover what it must not."""
        if not self._is_free(box, subject):
            return None
        over = self.ground.shares(box, subject.land)
        end = boxes.nearest_in(box, subject.place)
        is_far = over.own < _ALL and math.dist(subject.place, end) > _LEADER_FROM
        return _Setting(over, (subject.place, end) if is_far else None)

    def _take(self, look: _Look, candidate: _Candidate, setting: _Setting) -> None:
        lines, box = candidate
        # No border and no coast runs through the letters of a label.
        has_ground = look.has_border or setting.over.own < 1
        self.labels.append(Label(lines, box, setting.leader, look, has_ground))
        if setting.leader:
            self._leaders.add(boxes.box_of(setting.leader), setting.leader)
        self._taken.add(box, box)

    def _is_free(self, box: Box, subject: _Subject) -> bool:
        """Return whether a label in this box covers no other, no line, no mark and no place but its own."""
        return (
            boxes.grown(box, _INSET).within(self.frame)
            and not any(box.meets(other) for other in self._taken.near(box))
            and not any(
                boxes.holds(box, place, room) and (subject.has_mark or place != subject.place)
                for place, room in self._kept.near(box)
            )
            and not any(boxes.crosses(leader, box) for leader in self._leaders.near(box))
            and not any(boxes.crosses(way, boxes.grown(box, _ROUTE_ROOM)) for way in self._ways.near(box))
        )

    def _is_clear(self, leader: Line, spared: Collection[Point]) -> bool:
        around, (place, _) = boxes.box_of(leader), leader
        if any(boxes.crosses(leader, box) for box in self._taken.near(around)):
            return False
        return not spared or not (
            any(boxes.cross(leader, other) for other in self._leaders.near(around))
            or any(
                other != place and other in spared and boxes.is_on(other, leader, room)
                for other, room in self._kept.near(around)
            )
        )


def _layouts(text: str) -> list[tuple[str, ...]]:
    """Return a name in one line and, where it has several words, in the two lines that are narrowest."""
    words = text.split(" ")
    pairs = [(" ".join(words[:end]), " ".join(words[end:])) for end in range(1, len(words))]
    narrowest = sorted(pairs, key=lambda pair: max(map(len, pair)))[:1]
    return [(text,), *narrowest]


def _size(lines: Sequence[str], look: _Look) -> tuple[float, float]:
    width = max(text_metrics.width(line, look.size, look.weight) for line in lines)
    return width + 2 * _SIDE, len(lines) * line_height(look.size)


def _about(place: Point, lines: Sequence[str], look: _Look) -> Box:
    return boxes.about(place, *_size(lines, look))


def _around(
    place: Point, lines: tuple[str, ...], look: _Look, distances: Sequence[float]
) -> Iterator[_Candidate]:
    """Yield boxes beside a place, on all sides, the nearest first."""
    width, height = _size(lines, look)
    for distance, direction in itertools.product(distances, _DIRECTIONS):
        across, down = math.cos(math.radians(direction)), math.sin(math.radians(direction))
        x, y = place[0] + across * (distance + width / 2), place[1] + down * (distance + height / 2)
        yield lines, boxes.about((x, y), width, height)


def _is_clearly_at(place: Point, box: Box, others: Iterable[Point]) -> bool:
    """Return whether a label in this box is much nearer to its place than to any of the others."""
    distance = math.dist(place, boxes.nearest_in(box, place))
    return all(distance <= _NEARER * math.dist(other, boxes.nearest_in(box, other)) for other in others)


def _grid_about(place: Point, box: Box, step: float) -> list[Point]:
    """Return points all over a box, the nearest to a place first."""
    across, down = int((box.right - box.left) / step), int((box.bottom - box.top) / step)
    middles = [
        (box.left + (column + 0.5) * step, box.top + (row + 0.5) * step)
        for column in range(across)
        for row in range(down)
    ]
    return sorted(middles, key=lambda middle: (math.dist(middle, place), middle))


def _box_around(ring: Ring) -> Box:
    across, down = [x for x, _ in ring], [y for _, y in ring]
    return Box(min(across), min(down), max(across), max(down))


def _point_along(legs: Sequence[Line], part: float) -> Point:
    """Return the point at a part of the length of lines that follow one another."""
    left = sum(math.dist(*leg) for leg in legs) * part
    for (x1, y1), (x2, y2) in legs:
        length = math.dist((x1, y1), (x2, y2))
        if left <= length and length:
            return x1 + (x2 - x1) * left / length, y1 + (y2 - y1) * left / length
        left -= length
    return legs[0][0]
