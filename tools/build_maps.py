"""Makes `resources/maps/countries.json` from the package world-atlas (Natural Earth 1:50m).

    python tools/build_maps.py PACKAGE_FOLDER

Borders keep their shared arcs (TopoJSON), so neighbours still meet; of each arc those points stay that lie
further than `TOLERANCE` from the line without them (Douglas and Peucker). The licence is copied beside it.
"""

from __future__ import annotations

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
Point = tuple[float, float]


def main(package: Path) -> None:
    atlas = json.loads((package / "countries-50m.json").read_text(encoding="utf-8"))
    scale, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [_simplified(_absolute(arc), scale) for arc in atlas["arcs"]]
    places = [[(x * scale[0] + shift[0], y * scale[1] + shift[1]) for x, y in arc] for arc in arcs]
    _with_crimea_in_ukraine(atlas["objects"]["countries"], places)
    content = {
        "type": "Topology",
        "transform": {"scale": scale, "translate": shift},
        "arcs": [_relative(arc) for arc in arcs],
        "objects": {"countries": _bare(atlas["objects"]["countries"])},
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
    points = [point for number in polygon[0] for point in arcs[number if number >= 0 else ~number]]
    west, south, east, north = CRIMEA
    return all(west < x < east and south < y < north for x, y in points)


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
