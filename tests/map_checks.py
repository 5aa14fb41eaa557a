"""Faults of a map of parties, found in its SVG and checked against the outlines in degrees."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import dist, hypot

import pycountry

from briefing.charts.canvas import line_height
from briefing.charts.maps import geography, world_map
from briefing.charts.maps.geography import Degrees, Ring, is_seam
from briefing.charts.maps.ground import place_of_label
from briefing.charts.maps.view import View, land_in_view
from briefing.charts.style import ChartStyle, ChartSvg, Solidity
from briefing.model.treaty import Place
from tests.svg_boxes import SVG, TextBox, collisions, outside, parsed, text_boxes

STYLE = ChartStyle()
Point = tuple[float, float]
_NEARLY = 0.02
"""Points: the rounding of coordinates in the SVG."""
_THINNED = 0.6
"""Points: by how much an edge grows where points between its ends are left out."""
_SAMPLES = 60
_ACROSS, _DOWN = 12, 10
"""Points of a label at which the land below it is asked for."""
_ROUNDING, _SPILL = 0.05, 0.34
"""Parts of a label with a line to it, and of one without, that may be over the land of another state."""
_LEADER_WIDTH = "0.4"


def every_code() -> list[str]:
    """The ISO 3166-1 codes that the map has an outline of."""
    return sorted(state.alpha_2 for state in pycountry.countries if geography.rings_of(state.numeric))


def generated_sets(count: int) -> list[list[str]]:
    """Sets of parties, from two to fifty; every code that has an outline is in one of them at least."""
    chance = random.Random(14)  # noqa: S311 - the same sets at every run
    codes = every_code()
    chance.shuffle(codes)
    shares = [codes[number::count] for number in range(count)]
    sizes = [50 if number % 5 == 0 else chance.randint(2, 12) for number in range(count)]
    sets = [[*share, *chance.sample(codes, 50)] for share in shares]
    return [
        list(dict.fromkeys(codes))[: max(size, len(share))]
        for codes, size, share in zip(sets, sizes, shares, strict=True)
    ]


def drawn(codes: Sequence[str], *, with_places: bool = False) -> tuple[ChartSvg, ...]:
    return world_map.draw(shown(codes, with_places=with_places), STYLE)


def shown(codes: Sequence[str], *, with_places: bool = False) -> world_map.Shown:
    """The parties and, `with_places`, places in the first six of them and two routes through those."""
    parties = tuple(world_map.PartyOutline(code, name_of(code), name_of(code)) for code in codes)
    positions = [geography.position(Place(country=code)) for code in codes[:6]] if with_places else []
    spots = tuple(
        world_map.Spot(f"Port {code}", at, _mentions(number), Solidity.CLAIMED)
        for number, (code, at) in enumerate(zip(codes, positions, strict=False))
        if at
    )
    ways = [tuple(spot.position for spot in spots[:3]), tuple(spot.position for spot in spots[3:5])]
    routes = tuple(
        world_map.Route(f"way {number}", way, _mentions(number), Solidity.AHEAD)
        for number, way in enumerate(ways)
        if len(way) > 1
    )
    return world_map.Shown(parties, spots, routes)


def _mentions(number: int) -> tuple[world_map.PlaceMention, ...]:
    return tuple(
        world_map.PlaceMention(str(label), "conditional") for label in (number + 101, number + 140)
    )


def name_of(code: str) -> str:
    return geography.state_name(geography.number_of(code), "en")


@dataclass(frozen=True)
class MapLabel:
    """The lines of a label as one text, and the box around them."""

    text: str
    box: TextBox

    def samples(self) -> Iterator[Point]:
        """Points all over the label."""
        for across, down in itertools.product(range(_ACROSS), range(_DOWN)):
            yield (
                self.box.left + (self.box.right - self.box.left) * (across + 0.5) / _ACROSS,
                self.box.top + (self.box.bottom - self.box.top) * (down + 0.5) / _DOWN,
            )


def map_labels(boxes: Iterable[TextBox]) -> list[MapLabel]:
    """Texts below one another with the same middle, a line apart, are one label."""
    labels: list[MapLabel] = []
    last = None
    for box in boxes:
        if last and _is_next_line(last, box):
            one = labels.pop()
            around = TextBox(
                "", min(one.box.left, box.left), one.box.top, max(one.box.right, box.right), box.bottom
            )
            labels.append(MapLabel(f"{one.text} {box.text}", around))
        else:
            labels.append(MapLabel(box.text, box))
        last = box
    return labels


def _is_next_line(one: TextBox, other: TextBox) -> bool:
    size = (one.bottom - one.top) / 0.9
    middles = (other.left + other.right - one.left - one.right) / 2
    return abs(middles) < _NEARLY and abs(other.top - one.top - line_height(size)) < _NEARLY


@dataclass
class MapOf:
    """The first picture of a map of these parties, and of places and routes if asked for."""

    codes: Sequence[str]
    with_places: bool = False

    def __post_init__(self) -> None:
        self.shown = shown(self.codes, with_places=self.with_places)
        self.rings = {code: geography.rings_of(geography.number_of(code)) for code in self.codes}
        self.view: View = world_map.view_for(self.shown, STYLE)
        self.pictures = world_map.draw(self.shown, STYLE)
        self.svg = self.pictures[0].svg
        inside = [box for box in text_boxes(self.svg) if not self._is_off_the_map(box)]
        self.labels = map_labels(inside)
        self.lands = {
            number: [surface for ring in country.rings for surface in land_in_view(ring, self.view)]
            for number, country in enumerate(geography.countries())
        }
        self.surfaces = {
            number: [([*ring, ring[0]], _bounds(ring)) for ring in rings]
            for number, rings in self.lands.items()
        }

    def faults(self) -> list[str]:
        return [
            *self._parties_outside(),
            *(f"{one!r} is over {other!r}" for one, other in collisions(self.svg)),
            *(f"{text!r} is outside" for text in outside(self.svg)),
            *self._unnamed(),
            *self._covered_places(),
            *self._on_other_land(),
            *self._crossed_labels(),
            *self._bare_labels(),
            *self._false_edges(),
            *self._false_fills(),
        ]

    def _is_off_the_map(self, box: TextBox) -> bool:
        return box.bottom > self.view.height or box.right > self.view.width

    def numbered(self) -> list[str]:
        """The numbers on the map."""
        return [label.text for label in self.labels if label.text.isdigit()]

    def _parties_outside(self) -> Iterator[str]:
        for code, rings in self.rings.items():
            # With places the map shows these, and of each party its seat of government.
            points = [geography.position(Place(country=code))] if self.shown.spots else _points(rings)
            if not all(self._holds(point) for point in points if point):
                yield f"{code} is not all in the frame"

    def _holds(self, point: Degrees) -> bool:
        across = any(
            self.view.west - _NEARLY <= point[0] + turns * 360 <= self.view.east + _NEARLY
            for turns in range(-2, 4)
        )
        return across and self.view.south - _NEARLY <= point[1] <= self.view.north + _NEARLY

    def _unnamed(self) -> Iterator[str]:
        texts = [label.text for label in self.labels]
        texts_of = [box for picture in self.pictures for box in text_boxes(picture.svg)]
        in_frame = {box.text for box in text_boxes(self.svg) if not self._is_off_the_map(box)}
        below = " ".join(box.text for box in texts_of if box.text not in in_frame)
        wanted = {name_of(code): [name_of(code)] for code in self.codes}
        for spot in self.shown.spots:
            wanted[spot.name] = [spot.name, f"{spot.name} {_numbers_of(spot.mentions)}"]
        for route in self.shown.routes:
            in_words = ", ".join(f"{mention.label} {mention.standing}" for mention in route.mentions)
            wanted[f"route {route.name}"] = [f"route: {in_words}", f"route: {_numbers_of(route.mentions)}"]
        for name, labels in wanted.items():
            numbered = re.search(rf"(?:map:|,) (\d+) {re.escape(name)}(?:,|\.)", below)
            if not any(label in texts for label in labels) and not (numbered and numbered[1] in texts):
                yield f"{name} has no label in the frame"

    def _covered_places(self) -> Iterator[str]:
        """Yield labels over the place of a state or of a spot that is not their own."""
        places = [(spot.name, self.view.at(spot.position)) for spot in self.shown.spots]
        for number, country in enumerate(geography.countries()):
            surfaces, name = self.lands[number], geography.state_name(country.number, "en")
            if surfaces and name:
                largest = max(surfaces, key=lambda surface: abs(geography.area(surface)))
                places.append((name, place_of_label(largest)))
        for label, (name, (x, y)) in itertools.product(self.labels, places):
            is_own = label.text == name or label.text.isdigit()
            if not is_own and label.box.left < x < label.box.right and label.box.top < y < label.box.bottom:
                yield f"{label.text!r} covers the place of {name}"

    def _leaders(self) -> Iterator[tuple[Point, MapLabel]]:
        """Yield the place at which a line to a label begins, with the label."""
        for element in parsed(self.svg).iter(f"{SVG}path"):
            if element.get("stroke-width") == _LEADER_WIDTH:
                ((start, end),) = _lines(element.attrib["d"])
                yield start, min(self.labels, key=lambda label: _distance(label.box, end))

    def _on_other_land(self) -> Iterator[str]:
        """Yield labels with a line to them on land of another state, and names mostly beyond borders."""
        led = {label: place for place, label in self._leaders()}
        names = {name_of(code): geography.number_of(code) for code in self.codes}
        for label in self.labels:
            if label in led:
                own, most = self._land_at(led[label]), _ROUNDING
            elif label.text in names:
                own, most = self._land_of(names[label.text]), _SPILL
            else:
                continue
            lands = [self._land_at(sample) for sample in label.samples()]
            others = sum(land not in {own, None} for land in lands)
            if others > most * len(lands):
                yield f"{label.text!r} is on the land of another state"

    def _land_of(self, code: str) -> int:
        return next(n for n, country in enumerate(geography.countries()) if country.number == code)

    def _land_at(self, point: Point) -> int | None:
        x, y = point
        for number, surfaces in self.surfaces.items():
            near = [ring for ring, box in surfaces if box[0] <= x <= box[1] and box[2] <= y <= box[3]]
            if near and _inside(near, point):
                return number
        return None

    def _crossed_labels(self) -> Iterator[str]:
        """Yield labels that the line of a route, or a line to another label, runs through."""
        ways = [
            leg
            for route in self.shown.routes
            for start, end in itertools.pairwise(route.through)
            for leg in self.view.legs(start, end)
        ]
        leaders = [(place, _nearest(label.box, place), label) for place, label in self._leaders()]
        for label in self.labels:
            lines = [*ways, *((start, end) for start, end, other in leaders if other != label)]
            if any(_runs_through(line, label.box) for line in lines):
                yield f"a line runs through {label.text!r}"

    def _bare_labels(self) -> Iterator[str]:
        """Yield labels that a coast or border runs through without a ground of their own."""
        grounds = [
            (float(ground.get("x", "0")), float(ground.get("y", "0")), float(ground.get("width", "0")))
            for ground in parsed(self.svg).iter(f"{SVG}rect")
            if ground.get("fill-opacity")
        ]
        edges = [
            (start, end)
            for surfaces in self.lands.values()
            for surface in surfaces
            for start, end in itertools.pairwise([*surface, surface[0]])
        ]
        for label in self.labels:
            box = label.box
            has_ground = any(
                left <= box.left and box.right <= left + width and top <= box.top <= top + 5
                for left, top, width in grounds
            )
            if not has_ground and any(_runs_through(edge, box) for edge in edges if _meets(edge, box)):
                yield f"a border runs through {label.text!r}"

    def _false_edges(self) -> Iterator[str]:
        """Yield strokes that run along the frame, or that are longer than every edge of an outline."""
        scale = self.view.scale
        edges = [
            hypot((end[0] - start[0]) * self.view.squeeze, end[1] - start[1]) * scale
            for rings in self.rings.values()
            for ring in rings
            for start, end in itertools.pairwise(ring)
            if not is_seam(start, end)
        ]
        longest = max(edges) + _THINNED
        for start, end in self._strokes():
            along_side = any(
                abs(start[axis] - side) < _NEARLY and abs(end[axis] - side) < _NEARLY
                for axis, side in ((0, 0), (0, self.view.width), (1, 0), (1, self.view.height))
            )
            if along_side and hypot(end[0] - start[0], end[1] - start[1]) > _NEARLY:
                yield f"an edge runs along the frame at {start}"
            if hypot(end[0] - start[0], end[1] - start[1]) > longest:
                yield f"an edge from {start} to {end} is none of an outline"

    def _party_paths(self) -> Iterator[dict[str, str]]:
        for element in parsed(self.svg).iter(f"{SVG}path"):
            if STYLE.rule in {element.get("fill")} or element.get("stroke") == STYLE.ink:
                yield dict(element.attrib)

    def _strokes(self) -> Iterator[tuple[Point, Point]]:
        for attributes in self._party_paths():
            if attributes.get("stroke") == STYLE.ink:
                for line in _lines(attributes["d"]):
                    yield from itertools.pairwise(line)

    def _false_fills(self) -> Iterator[str]:
        """Compare the fill with the outlines at places of the frame chosen by chance."""
        chance = random.Random(7)  # noqa: S311 - the same places at every run
        filled = [
            ring
            for path in self._party_paths()
            if path.get("fill") == STYLE.rule
            for ring in _lines(path["d"])
        ]
        outlines = [
            [(x + turns * 360, y) for x, y in ring]
            for rings in self.rings.values()
            for ring in rings
            for turns in (-1, 0, 1, 2)
        ]
        for _ in range(_SAMPLES):
            x, y = chance.uniform(0, self.view.width), chance.uniform(0, self.view.height)
            east = self.view.west + x / (self.view.squeeze * self.view.scale)
            north = self.view.north - y / self.view.scale
            near = any(_is_near(ring, (x, y)) for ring in filled)
            if not near and _inside(filled, (x, y)) != _inside(outlines, (east, north)):
                yield f"the fill is wrong at {east:.1f} east, {north:.1f} north"


def _points(rings: Iterable[Ring]) -> list[Degrees]:
    return [point for ring in rings for point in ring]


def _lines(path: str) -> list[list[Point]]:
    """The lines of a path that has only moves, lines and ends; one that is closed ends where it began."""
    lines = []
    for part in path.split("M")[1:]:
        numbers = [tuple(map(float, step.split())) for step in part.rstrip("Z").split("L")]
        points = [(x, y) for x, y in numbers]
        lines.append([*points, points[0]] if part.endswith("Z") else points)
    return lines


def _numbers_of(mentions: Iterable[world_map.PlaceMention]) -> str:
    return ", ".join(mention.label for mention in mentions)


def _bounds(ring: Ring) -> tuple[float, float, float, float]:
    across, down = [x for x, _ in ring], [y for _, y in ring]
    return min(across), max(across), min(down), max(down)


def _nearest(box: TextBox, point: Point) -> Point:
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)


def _distance(box: TextBox, point: Point) -> float:
    return dist(_nearest(box, point), point)


def _meets(line: tuple[Point, Point], box: TextBox) -> bool:
    (x1, y1), (x2, y2) = line
    across = min(x1, x2) < box.right and max(x1, x2) > box.left
    return across and min(y1, y2) < box.bottom and max(y1, y2) > box.top


def _runs_through(line: tuple[Point, Point], box: TextBox) -> bool:
    """Whether a line is in a box at one of many points along it."""
    (x1, y1), (x2, y2) = line
    steps = max(int(dist(*line)), 1)
    return any(
        box.left + 1 < x1 + (x2 - x1) * step / steps < box.right - 1
        and box.top + 1 < y1 + (y2 - y1) * step / steps < box.bottom - 1
        for step in range(steps + 1)
    )


def _inside(rings: Sequence[Ring], point: Point) -> bool:
    """Whether a point is in an odd number of rings."""
    x, y = point
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
                crossings += 1
    return crossings % 2 == 1


def _is_near(ring: Ring, point: Point) -> bool:
    """Whether a point is so near to a corner that rounding decides on which side it is."""
    return any(abs(x - point[0]) < 1 and abs(y - point[1]) < 1 for x, y in ring)
