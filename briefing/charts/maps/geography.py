"""Outlines of states and where places are, from the files shipped with the program."""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from msgspec import Meta

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.terms import CountryCode, Line
from briefing.model.treaty import Place
from briefing.model.value import Value
from briefing.text.spelling import folded

Degrees = tuple[float, float]
"""Longitude and latitude."""
Ring = Sequence[Degrees]
TURN = 360.0
"""Degrees from a meridian around the globe to itself."""
_SOUTH_POLE = -90.0


class _KnownPlace(Value, frozen=True):
    country: CountryCode
    name: Line
    east: Annotated[float, Meta(ge=-180, le=180)]
    north: Annotated[float, Meta(ge=-90, le=90)]
    also: tuple[Line, ...] = ()
    seat: bool = False

    @property
    def at(self) -> Degrees:
        return self.east, self.north


class _Gazetteer(Value, frozen=True):
    places: tuple[_KnownPlace, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A state by its ISO 3166-1 numeric code, empty for none, with the rings of its land.

    A ring is closed and without a jump: one that crosses the antimeridian has longitudes above 180. The
    ring of a land around the South Pole is closed along the pole (`is_seam`).
    """

    number: str
    rings: tuple[Ring, ...]


@functools.cache
def _gazetteer() -> tuple[_KnownPlace, ...]:
    path = paths.resources() / "maps" / "places.yaml"
    return read_value(read_document(path), _Gazetteer, str(path)).places


@functools.cache
def countries() -> tuple[Country, ...]:
    """Every state of the shipped map."""
    atlas = json.loads((paths.resources() / "maps" / "countries.json").read_text(encoding="utf-8"))
    arcs = [tuple(_degrees(arc, atlas["transform"])) for arc in atlas["arcs"]]
    return tuple(
        Country(geometry["id"], tuple(_unrolled(_joined(ring, arcs)) for ring in _rings(geometry)))
        for geometry in atlas["objects"]["countries"]["geometries"]
    )


def _degrees(arc: Sequence[Sequence[int]], transform: dict[str, Any]) -> Iterator[Degrees]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _rings(geometry: dict[str, Any]) -> Iterator[Sequence[int]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def _joined(ring: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """Arcs end to end; one with a negative number runs backwards (TopoJSON)."""
    points: list[Degrees] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else tuple(reversed(arcs[~number]))
        points += arc[1:] if points else arc
    return points


def _unrolled(ring: Ring) -> Ring:
    """Return the ring with longitudes that never jump from 180 to -180; its western end is in -180..180."""
    first = ring[0]
    points = [first]
    for (before, _), (east, north) in itertools.pairwise(ring):
        last = points[-1][0]
        points.append((last + (east - before + TURN / 2) % TURN - TURN / 2, north))
    if abs(points[-1][0] - first[0]) > TURN / 2:
        points += [(points[-1][0], _SOUTH_POLE), (first[0], _SOUTH_POLE), first]
    west = min(east for east, _ in points)
    turns = (west + TURN / 2) // TURN * TURN
    return [(east - turns, north) for east, north in points]


def is_seam(start: Degrees, end: Degrees) -> bool:
    """Return whether an edge of a ring is no coast or border: it leads to the South Pole or along it."""
    return _SOUTH_POLE in {start[1], end[1]}


@functools.cache
def rings_of(number: str) -> tuple[Ring, ...]:
    """Return the rings of a state by its ISO 3166-1 numeric code; none where the map lacks it."""
    return tuple(
        ring for country in countries() if number and country.number == number for ring in country.rings
    )


def number_of(code: str) -> str:
    """Return the ISO 3166-1 numeric code of an alpha-2 code; empty where there is none."""
    import pycountry

    country = pycountry.countries.get(alpha_2=code)
    return country.numeric if country else ""


def state_name(number: str, language: str) -> str:
    """Return the usual name of a state in a language, by its ISO 3166-1 numeric code; empty for none."""
    import babel
    import pycountry

    country = pycountry.countries.get(numeric=number) if number else None
    if country is None:
        return ""
    return str(babel.Locale.parse(language, sep="-").territories.get(country.alpha_2, country.name))


def position(place: Place) -> Degrees | None:
    """Locate a place: a named one by its name, a state by its seat of government or its middle."""
    named = folded(place.name) if place.name else None
    for known in _gazetteer():
        here = place.country in {None, known.country}
        if named and here and named in {folded(word) for word in (known.name, *known.also)}:
            return known.at
        if named is None and known.country == place.country and known.seat:
            return known.at
    return _middle_of(place.country) if named is None and place.country else None


def _middle_of(code: str) -> Degrees | None:
    rings = rings_of(number_of(code))
    return centre(max(rings, key=lambda ring: abs(area(ring)))) if rings else None


def area(ring: Ring) -> float:
    """Return the signed area of a ring in the plane, in square degrees."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def centre(ring: Ring) -> Degrees:
    """Return the centre of gravity of a ring."""
    whole = area(ring)
    if abs(whole) < 1e-9:  # noqa: PLR2004 - a ring without a surface
        return ring[0]
    x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x / (6 * whole), y / (6 * whole)
