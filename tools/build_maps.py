"""Makes `resources/maps/countries.json` from the package world-atlas (Natural Earth 1:50m).

    python tools/build_maps.py PACKAGE_FOLDER

Every ISO 3166-1 code has the outline that Natural Earth has of it: territories with a code of their own are
parted from the state to which they belong, and states too small for 1:50m are taken from 1:10m. Rings that
the antimeridian cuts in two are joined; the ring of the pole itself, which has no surface, is left out.

Borders keep their shared arcs (TopoJSON), so neighbours still meet; of each arc those points stay that lie
further than `TOLERANCE` from the line without them (Douglas and Peucker). The licence is copied beside it.
"""

from __future__ import annotations

import itertools
import json
import shutil
import sys
from pathlib import Path
from typing import Any

MAPS = Path(__file__).parents[1] / "resources" / "maps"
TOLERANCE = 0.05
"""In degrees."""
CRIMEA = (32.0, 44.0, 37.0, 46.5)
"""West, south, east, north: what lies within is the peninsula."""
TERRITORIES = {
    "312": ("250", [(-62.0, 15.7, -60.9, 16.7)]),  # Guadeloupe
    "474": ("250", [(-61.4, 14.2, -60.6, 15.0)]),  # Martinique
    "254": ("250", [(-55.0, 1.9, -51.0, 6.2)]),  # French Guiana
    "175": ("250", [(44.8, -13.2, 45.5, -12.5)]),  # Mayotte
    "638": ("250", [(55.0, -21.6, 56.1, -20.6)]),  # Reunion
    "744": ("578", [(-10.0, 70.5, -7.0, 71.5), (9.0, 73.0, 36.0, 81.5)]),  # Svalbard and Jan Mayen
    "535": ("528", [(-69.0, 11.5, -62.0, 18.0)]),  # Bonaire, Sint Eustatius and Saba
    "162": ("Indian Ocean Ter.", [(105.0, -11.0, 106.0, -10.0)]),  # Christmas Island
    "166": ("Indian Ocean Ter.", [(96.0, -13.0, 97.5, -11.0)]),  # Cocos (Keeling) Islands
}
"""Territories with an ISO 3166-1 code: the state that Natural Earth counts them to, and where they lie."""
SMALL = ("292", "581", "798")
"""Gibraltar, the Minor Outlying Islands of the United States and Tuvalu: only on the map at 1:10m."""
Point = tuple[float, float]


def main(package: Path) -> None:
    atlas = json.loads((package / "countries-50m.json").read_text(encoding="utf-8"))
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [_simplified(_absolute(arc), scale) for arc in atlas["arcs"]]
    places = [_degrees(arc, scale, shift) for arc in arcs]
    countries = atlas["objects"]["countries"]
    _with_crimea_in_ukraine(countries, places)
    _part_territories(countries, places)
    _add_small_states(countries, arcs, package, (scale, shift))
    places = [_degrees(arc, scale, shift) for arc in arcs]
    _join_at_the_antimeridian(countries, arcs, places)
    _drop_rings_without_surface(countries, places)
    _merge_same_codes(countries)
    arcs = _used_alone(countries, arcs)
    content = {
        "type": "Topology",
        "transform": {"scale": scale, "translate": shift},
        "arcs": [_relative(arc) for arc in arcs],
        "objects": {"countries": _bare(countries)},
    }
    target = MAPS / "countries.json"
    target.write_text(
        json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8"
    )
    shutil.copy(package / "LICENSE", MAPS / "LICENSE-world-atlas.txt")
    before, after = sum(map(len, atlas["arcs"])), sum(map(len, arcs))
    print(f"{before} points became {after}: {target.stat().st_size // 1024} KB")


def _bare(countries: dict[str, Any]) -> dict[str, Any]:
    """The shapes with their ISO number, and nothing else."""
    kept = [
        {"type": each["type"], "arcs": each["arcs"], "id": each.get("id", "")}
        for each in countries["geometries"]
        if each.get("type")
    ]
    return {"type": "GeometryCollection", "geometries": kept}


def _with_crimea_in_ukraine(countries: dict[str, Any], arcs: list[list[Point]]) -> None:
    """Natural Earth draws lines as they are held; this goes by resolution 68/262 of the UN."""
    shapes = {each.get("id"): each for each in countries["geometries"]}
    russia, ukraine = shapes["643"], shapes["804"]
    crimea = [polygon for polygon in russia["arcs"] if _lies_in_crimea(polygon, arcs)]
    assert len(crimea) == 1, "the edition of the atlas draws it otherwise"
    russia["arcs"] = [polygon for polygon in russia["arcs"] if polygon not in crimea]
    own = ukraine["arcs"] if ukraine["type"] == "MultiPolygon" else [ukraine["arcs"]]
    ukraine["type"], ukraine["arcs"] = "MultiPolygon", [*own, *crimea]


def _lies_in_crimea(polygon: list[list[int]], arcs: list[list[Point]]) -> bool:
    return _lies_in(polygon, arcs, CRIMEA)


def _lies_in(polygon: list[list[int]], arcs: list[list[Point]], box: tuple[float, ...]) -> bool:
    west, south, east, north = box
    return all(west < x < east and south < y < north for x, y in _points(polygon[0], arcs))


def _points(ring: list[int], arcs: list[list[Any]]) -> list[Any]:
    """The points of a ring, without those at which one arc follows another twice; the last is the first."""
    points: list[Any] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    if shape["type"] == "MultiPolygon":
        return list(shape["arcs"])
    return [shape["arcs"]]


def _part_territories(countries: dict[str, Any], arcs: list[list[Point]]) -> None:
    for code, (owner, boxes) in TERRITORIES.items():
        (shape,) = (
            each
            for each in countries["geometries"]
            if each.get("id") == owner or each["properties"]["name"] == owner
        )
        own = [each for each in _polygons(shape) if any(_lies_in(each, arcs, box) for box in boxes)]
        assert own, f"the edition of the atlas does not draw {code}"
        shape["type"] = "MultiPolygon"
        shape["arcs"] = [each for each in _polygons(shape) if each not in own]
        territory = {"type": "MultiPolygon", "arcs": own, "id": code, "properties": {"name": code}}
        countries["geometries"].append(territory)


def _add_small_states(
    countries: dict[str, Any], arcs: list[list[Any]], package: Path, grid: tuple[list[float], list[float]]
) -> None:
    """Add states of the more detailed map, with arcs of their own on the grid of this one."""
    detailed = json.loads((package / "countries-10m.json").read_text(encoding="utf-8"))
    scale, shift = detailed["transform"]["scale"], detailed["transform"]["translate"]
    for shape in detailed["objects"]["countries"]["geometries"]:
        if shape.get("id") in SMALL:
            polygons = []
            for polygon in _polygons(shape):
                ring = _points(polygon[0], [_absolute(arc) for arc in detailed["arcs"]])
                points = [_on_grid(point, grid) for point in _degrees(ring, scale, shift)]
                arcs.append(points if len(set(points)) > 2 else _least_square(points[0]))
                polygons.append([[len(arcs) - 1]])
            countries["geometries"].append({**shape, "type": "MultiPolygon", "arcs": polygons})


def _least_square(corner: tuple[int, int]) -> list[tuple[int, int]]:
    """An island that the grid has as a point or a line."""
    x, y = corner
    return [(x, y), (x, y + 1), (x + 1, y + 1), (x + 1, y), (x, y)]


def _on_grid(point: Point, grid: tuple[list[float], list[float]]) -> tuple[int, int]:
    scale, shift = grid
    return round((point[0] - shift[0]) / scale[0]), round((point[1] - shift[1]) / scale[1])


def _join_at_the_antimeridian(
    countries: dict[str, Any], arcs: list[list[Any]], places: list[list[Point]]
) -> None:
    """Join an island whose halves both have an edge on the antimeridian, such as Taveuni in Fiji."""
    for shape in countries["geometries"]:
        cut = [each for each in _polygons(shape) if _edge_on_antimeridian(each, places) is not None]
        if len(cut) == 2:
            rings = []
            for polygon in cut:
                at = _edge_on_antimeridian(polygon, places)
                assert at is not None
                ring = _points(polygon[0], arcs)[:-1]
                rings.append(ring[at + 1 :] + ring[: at + 1])
            arcs.append([*rings[0], *rings[1], rings[0][0]])
            places.append([])
            kept = [each for each in _polygons(shape) if each not in cut]
            shape["type"], shape["arcs"] = "MultiPolygon", [*kept, [[len(arcs) - 1]]]


def _edge_on_antimeridian(polygon: list[list[int]], places: list[list[Point]]) -> int | None:
    """Where in a ring an edge of some length runs along the antimeridian."""
    ring = _points(polygon[0], places)
    for at, ((x1, y1), (x2, y2)) in enumerate(itertools.pairwise(ring)):
        if abs(x1) > 179.999 and abs(x2) > 179.999 and x1 == x2 and abs(y1 - y2) > 0.1:
            return at
    return None


def _drop_rings_without_surface(countries: dict[str, Any], places: list[list[Point]]) -> None:
    """Leave out what lies on the antimeridian or at the pole alone: the seam of the data, and no land."""
    for shape in countries["geometries"]:
        if shape.get("type"):
            polygons = [
                [ring for ring in polygon if not _is_seam(_points(ring, places))]
                for polygon in _polygons(shape)
            ]
            shape["type"], shape["arcs"] = "MultiPolygon", [each for each in polygons if each]


def _is_seam(ring: list[Point]) -> bool:
    on_antimeridian = all(abs(x) > 179.999 for x, _ in ring)
    return bool(ring) and (on_antimeridian or all(y < -89.9 for _, y in ring))


def _merge_same_codes(countries: dict[str, Any]) -> None:
    """One shape for each code; shapes without a code stay apart."""
    shapes: dict[str, dict[str, Any]] = {}
    for number, shape in enumerate(countries["geometries"]):
        known = shapes.setdefault(shape.get("id") or f"none {number}", {**shape, "arcs": []})
        known["arcs"] += _polygons(shape)
    countries["geometries"] = [shape for shape in shapes.values() if shape["arcs"]]


def _used_alone(countries: dict[str, Any], arcs: list[list[Any]]) -> list[list[Any]]:
    """The arcs that a shape uses; the shapes number them as they are now."""
    used: dict[int, int] = {}

    def renumbered(number: int) -> int:
        at = used.setdefault(number if number >= 0 else ~number, len(used))
        return at if number >= 0 else ~at

    for shape in countries["geometries"]:
        shape["arcs"] = [[[renumbered(n) for n in ring] for ring in polygon] for polygon in shape["arcs"]]
    return [arcs[number] for number in used]


def _degrees(arc: list[Any], scale: list[float], shift: list[float]) -> list[Point]:
    return [(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in arc]


def _absolute(arc: list[list[int]]) -> list[tuple[int, int]]:
    x = y = 0
    found = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def _relative(points: list[tuple[int, int]]) -> list[list[int]]:
    before = (0, 0)
    found = []
    for point in points:
        found.append([point[0] - before[0], point[1] - before[1]])
        before = point
    return found


def _simplified(points: list[tuple[int, int]], scale: list[float]) -> list[tuple[int, int]]:
    """The points that matter; both ends stay, and of a closed ring at least a triangle."""
    places = [(x * scale[0], y * scale[1]) for x, y in points]
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        inner = range(first + 1, last)
        if not inner:
            continue
        farthest = max(inner, key=lambda at: _distance(places[at], places[first], places[last]))
        ring = points[first] == points[last]
        if ring or _distance(places[farthest], places[first], places[last]) > TOLERANCE:
            keep.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    if points[0] == points[-1] and len(keep) == 3 and len(points) > 4:
        # The farthest point and the first make a line; one more makes a surface.
        middle = next(at for at in keep if at not in {0, len(points) - 1})
        keep.add(
            max(
                set(range(len(points))) - keep,
                key=lambda at: _distance(places[at], places[0], places[middle]),
            )
        )
    return [point for at, point in enumerate(points) if at in keep]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two, or from both where they are one."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    if length == 0:
        return float(((point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2) ** 0.5)
    return float(abs(dx * (start[1] - point[1]) - (start[0] - point[0]) * dy) / length)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
