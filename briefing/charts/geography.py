"""Outlines of states and where places are, from the files shipped with the program."""

from __future__ import annotations

import functools
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

Degrees = tuple[float, float]
"""Longitude and latitude."""
Ring = Sequence[Degrees]


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
    """A state by its ISO 3166-1 numeric code, empty for none, with the rings of its land."""

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
        Country(geometry["id"], tuple(_joined(ring, arcs) for ring in _rings(geometry)))
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
    named = place.name.casefold() if place.name else None
    for known in _gazetteer():
        here = place.country in {None, known.country}
        if named and here and named in {word.casefold() for word in (known.name, *known.also)}:
            return known.at
        if named is None and known.country == place.country and known.seat:
            return known.at
    return _middle_of(place.country) if named is None and place.country else None


def _middle_of(code: str) -> Degrees | None:
    number = number_of(code)
    rings = [ring for country in countries() if country.number == number for ring in country.rings]
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
