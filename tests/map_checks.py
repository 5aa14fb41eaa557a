"""Faults of a map of parties, found in its SVG and checked against the outlines in degrees."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

import pycountry

from briefing.charts.maps import geography, world_map
from briefing.charts.maps.geography import Degrees, Ring, is_seam
from briefing.charts.maps.labels import place_of_label
from briefing.charts.maps.view import View, land_in_view, view_of
from briefing.charts.style import ChartStyle, ChartSvg
from tests.svg_boxes import SVG, TextBox, collisions, outside, parsed, text_boxes

STYLE = ChartStyle()
Point = tuple[float, float]
_NEARLY = 0.02
"""Points: the rounding of coordinates in the SVG."""
_THINNED = 0.6
"""Points: by how much an edge grows where points between its ends are left out."""
_SAMPLES = 60


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


def drawn(codes: Sequence[str]) -> tuple[ChartSvg, ...]:
    parties = tuple(world_map.PartyOutline(code, name_of(code)) for code in codes)
    return world_map.draw(world_map.Shown(parties, (), ()), STYLE)


def name_of(code: str) -> str:
    return geography.state_name(geography.number_of(code), "en")


@dataclass
class MapOf:
    """The first picture of a map of these parties."""

    codes: Sequence[str]

    def __post_init__(self) -> None:
        self.rings = {code: geography.rings_of(geography.number_of(code)) for code in self.codes}
        every = [ring for rings in self.rings.values() for ring in rings]
        self.view: View = view_of(every, [], [], STYLE)
        self.pictures = drawn(self.codes)
        self.svg = self.pictures[0].svg

    def faults(self) -> list[str]:
        return [
            *self._parties_outside(),
            *(f"{one!r} is over {other!r}" for one, other in collisions(self.svg)),
            *(f"{text!r} is outside" for text in outside(self.svg)),
            *self._unnamed(),
            *self._covered_places(),
            *self._false_edges(),
            *self._false_fills(),
        ]

    def _parties_outside(self) -> Iterator[str]:
        for code, rings in self.rings.items():
            if not all(self._holds(point) for ring in rings for point in ring):
                yield f"{code} is not all in the frame"

    def _holds(self, point: Degrees) -> bool:
        across = any(
            self.view.west - _NEARLY <= point[0] + turns * 360 <= self.view.east + _NEARLY
            for turns in range(-2, 4)
        )
        return across and self.view.south - _NEARLY <= point[1] <= self.view.north + _NEARLY

    def _labels(self) -> list[TextBox]:
        return [box for box in text_boxes(self.svg) if box.bottom <= self.view.height]

    def _unnamed(self) -> Iterator[str]:
        texts = [label.text for label in self._labels()]
        below = " ".join(box.text for box in text_boxes(self.svg) if box.bottom > self.view.height)
        for code in self.codes:
            numbered = re.search(rf"(?:map:|,) (\d+) {re.escape(name_of(code))}(?:,|\.)", below)
            if name_of(code).upper() not in texts and not (numbered and numbered[1] in texts):
                yield f"{code} has no label in the frame"

    def _covered_places(self) -> Iterator[str]:
        labels = self._labels()
        for country in geography.countries():
            surfaces = [surface for ring in country.rings for surface in land_in_view(ring, self.view)]
            name = geography.state_name(country.number, "en")
            if not surfaces or not name:
                continue
            x, y = place_of_label(max(surfaces, key=lambda surface: abs(geography.area(surface))))
            for label in labels:
                is_own = label.text in {name, name.upper()} or label.text.isdigit()
                if not is_own and label.left < x < label.right and label.top < y < label.bottom:
                    yield f"{label.text!r} covers the place of {name}"

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


def _lines(path: str) -> list[list[Point]]:
    """The lines of a path that has only moves, lines and ends; one that is closed ends where it began."""
    lines = []
    for part in path.split("M")[1:]:
        numbers = [tuple(map(float, step.split())) for step in part.rstrip("Z").split("L")]
        points = [(x, y) for x, y in numbers]
        lines.append([*points, points[0]] if part.endswith("Z") else points)
    return lines


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
