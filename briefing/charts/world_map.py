"""A map of parties, of places that statements name, and of routes; below it who says what of which.

Routes are schematic: they run straight from one place that is named to the next.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from briefing.charts import geography
from briefing.charts.canvas import DASH, PLAIN, SMALL, Canvas, Point, line_height, path_of
from briefing.charts.geography import Country, Degrees, Ring
from briefing.charts.label_placement import Box, Placer
from briefing.charts.legend import LegendEntry, Swatch, draw_key, height_of
from briefing.charts.pagination import in_parts, part_of
from briefing.charts.style import SOLIDITY_WORDS, ChartStyle, ChartSvg, Solidity
from briefing.typography import text_metrics

_LEAST_SPAN = 14.0
"""Degrees of latitude that a map shows at the least, so that a single place has its surroundings."""
_MARGIN = 0.16
_SHAPES = (1.25, 2.1)
"""The least and the most that a map is wider than high."""
_LEAST_AREA = 220.0
"""Square points of its land in view that a state needs to be named without being spoken of."""
_MARK = 4.5
_OUTLINES = "Outlines after Natural Earth; they say nothing of the status of a territory."


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A statement that names a place: its paragraph and its standing in words."""

    label: str
    standing: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that statements name; `solidity` is that of the firmest of them."""

    name: str
    position: Degrees
    mentions: tuple[PlaceMention, ...]
    solidity: Solidity

    def in_words(self) -> str:
        return f"{self.name}: {_mentions_text(self.mentions)}."


@dataclass(frozen=True, slots=True)
class Route:
    """Places that a route runs through, in order; `solidity` is that of the least firm statement."""

    name: str
    through: tuple[Degrees, ...]
    mentions: tuple[PlaceMention, ...]
    solidity: Solidity

    def in_words(self) -> str:
        return f"Route {self.name}: {_mentions_text(self.mentions)}."


@dataclass(frozen=True, slots=True)
class PartyOutline:
    """A party to the treaties, by its ISO 3166-1 code."""

    country: str
    name: str
    position: Degrees


@dataclass(frozen=True, slots=True)
class Shown:
    """Parties, places and routes on the map; other states in view are named in `language`."""

    parties: tuple[PartyOutline, ...]
    spots: tuple[Spot, ...]
    routes: tuple[Route, ...]
    language: str = "en"

    def in_words(self) -> list[str]:
        """Write a sentence for each route and each place."""
        return [*(route.in_words() for route in self.routes), *(spot.in_words() for spot in self.spots)]


def _mentions_text(mentions: Sequence[PlaceMention]) -> str:
    return ", ".join(f"{mention.label} ({mention.standing})" for mention in mentions)


@dataclass(frozen=True, slots=True)
class _View:
    """The region in view, in degrees, and its scale: equal lengths along the middle parallel."""

    west: float
    south: float
    east: float
    north: float
    scale: float

    @property
    def squeeze(self) -> float:
        return cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def at(self, degrees: Degrees) -> Point:
        longitude, latitude = degrees
        return (longitude - self.west) * self.squeeze * self.scale, (self.north - latitude) * self.scale


def draw(shown: Shown, style: ChartStyle) -> tuple[ChartSvg, ...]:
    """Draw the map with its list; where the list is long, its rest follows in further pictures."""
    view = _view(shown, style)
    lines = shown.in_words()
    blocks = [text_metrics.lines(line, SMALL, style.width_pt) for line in lines]
    heights = [len(block) * line_height(SMALL) + 2 for block in blocks]
    key = _key(shown)
    room = style.height_pt - view.height - height_of(key, style.width_pt) - 20
    parts = in_parts(blocks, heights, room) or [[]]
    return tuple(
        _draw_part(shown, view if number == 1 else None, part, style, part_of(number, len(parts)))
        for number, part in enumerate(parts, start=1)
    )


def _draw_part(
    shown: Shown, view: _View | None, blocks: Sequence[list[str]], style: ChartStyle, which: str
) -> ChartSvg:
    canvas = Canvas(style)
    y = 0.0
    if view is not None:
        _draw_map(canvas, shown, view)
        y = draw_key(canvas, view.height + 6, _key(shown)) + 3
    for block in blocks:
        y = canvas.paragraph(0, y, block, size=SMALL) + 2
    alt = in_words(shown) if view is not None else f"Map{which}. {' '.join(' '.join(b) for b in blocks)}"
    return canvas.drawn(y, alt)


def in_words(shown: Shown) -> str:
    """Write the map as a text: parties, then routes and places with the statements that name them."""
    parties = ", ".join(party.name for party in shown.parties)
    sentences = [f"Map. Parties: {parties}." if parties else "Map."]
    return " ".join([*sentences, *shown.in_words()])


# The view


def _view(shown: Shown, style: ChartStyle) -> _View:
    points = [party.position for party in shown.parties] + [spot.position for spot in shown.spots]
    points += [point for route in shown.routes for point in route.through]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    height = max((north - south) * (1 + 2 * _MARGIN), _LEAST_SPAN)
    squeeze = cos(radians(min(abs(south + north) / 2, 75)))
    width = (east - west) * (1 + 2 * _MARGIN) * squeeze
    width = max(width, height * _SHAPES[0])
    height = max(height, width / _SHAPES[1])
    south, north = _widened(south, north, height, 85.0)
    squeeze = cos(radians((south + north) / 2))
    west, east = _widened(west, east, width / squeeze, 180.0)
    return _View(west, south, east, north, style.width_pt / ((east - west) * squeeze))


def _widened(low: float, high: float, size: float, limit: float) -> tuple[float, float]:
    """Return an interval of that size about the middle of another, within the limits where it fits."""
    size = min(size, 2 * limit)
    start = min(max((low + high - size) / 2, -limit), limit - size)
    return start, start + size


# Drawing


def _draw_map(canvas: Canvas, shown: Shown, view: _View) -> None:
    frame = Box(0, 0, canvas.width, view.height)
    numbers = {geography.number_of(party.country) for party in shown.parties}
    named: list[tuple[Country, Ring]] = []
    for country in sorted(geography.countries(), key=lambda country: country.number in numbers):
        rings = _in_view(country, view, frame)
        if not rings:
            continue
        is_party = country.number in numbers
        canvas.shape(
            "path",
            d="".join(path_of(ring, closed=True) for ring in rings),
            fill=canvas.style.rule if is_party else canvas.style.wash,
            fill_rule="evenodd",
            stroke=canvas.style.ink if is_party else canvas.style.quiet,
            stroke_width=0.8 if is_party else 0.35,
        )
        named.append((country, max(rings, key=lambda ring: abs(geography.area(ring)))))
    canvas.shape("rect", x=0.25, y=0.25, width=canvas.width - 0.5, height=view.height - 0.5, fill="none",
                 stroke=canvas.style.quiet, stroke_width=0.5)  # fmt: skip
    for route in shown.routes:
        _draw_route(canvas, route, view)
    for spot in shown.spots:
        canvas.mark(*view.at(spot.position), spot.solidity, radius=3.2)
    _draw_names(canvas, shown, view, named, Placer(frame))


def _draw_route(canvas: Canvas, route: Route, view: _View) -> None:
    points = [view.at(point) for point in route.through]
    canvas.path(points, colour="#ffffff", width=3.4)
    dash = {Solidity.SETTLED: "", Solidity.CLAIMED: "6 2", Solidity.AHEAD: DASH}[route.solidity]
    canvas.path(points, colour=canvas.style.accent, width=1.5, dash=dash)


def _draw_names(
    canvas: Canvas, shown: Shown, view: _View, named: Sequence[tuple[Country, Ring]], placer: Placer
) -> None:
    """Draw names of places and routes, then of parties, then of other states; none over another."""
    for spot in shown.spots:
        x, y = view.at(spot.position)
        placer.reserve(Box(x - _MARK, y - _MARK, x + _MARK, y + _MARK))
    for spot in shown.spots:
        labels = ", ".join(mention.label for mention in spot.mentions)
        _draw_label(canvas, placer, view.at(spot.position), f"{spot.name} {labels}", text_metrics.BOLD)
    for route in shown.routes:
        labels = ", ".join(f"{mention.label} {mention.standing}" for mention in route.mentions)
        middle = _half_way([view.at(point) for point in route.through])
        _draw_label(canvas, placer, middle, f"route: {labels}", text_metrics.REGULAR)
    numbers = {geography.number_of(party.country): party.name for party in shown.parties}
    for country, ring in sorted(named, key=lambda entry: entry[0].number not in numbers):
        name = geography.state_name(country.number, shown.language)
        _draw_country(canvas, placer, ring, name, numbers.get(country.number, ""))


def _draw_label(canvas: Canvas, placer: Placer, position: Point, text: str, weight: int) -> None:
    width, height = text_metrics.width(text, SMALL, weight) + 2, line_height(SMALL)
    box = placer.beside(*position, width, height)
    if box is None:
        return  # it is in the list below
    x, y = min(max(position[0], box.left), box.right), min(max(position[1], box.top), box.bottom)
    if hypot(x - position[0], y - position[1]) > 2 * _MARK:
        canvas.line(position, (x, y), colour=canvas.style.quiet, width=0.4)
    canvas.shape(
        "rect", x=box.left, y=box.top, width=width, height=height, fill="#ffffff", fill_opacity="0.82"
    )
    canvas.text(box.left + 1, box.top + SMALL * 0.9, text, size=SMALL, weight=weight)


def _draw_country(canvas: Canvas, placer: Placer, ring: Ring, name: str, party: str) -> None:
    if not party and (not name or abs(geography.area(ring)) < _LEAST_AREA):
        return
    text = party.upper() or name
    weight = text_metrics.BOLD if party else text_metrics.REGULAR
    size = PLAIN if party else SMALL
    x, y = geography.centre(ring)
    box = placer.about(x, y, text_metrics.width(text, size, weight) + 4, line_height(size))
    if box is None and party:
        box = placer.beside(x, y, text_metrics.width(text, size, weight) + 4, line_height(size))
    if box is not None:
        colour = canvas.style.ink if party else canvas.style.quiet
        canvas.text(box.left + 2, box.top + size * 0.92, text, size=size, weight=weight, colour=colour)


def _half_way(points: Sequence[Point]) -> Point:
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(points)]
    left = sum(lengths) / 2
    for (a, b), length in zip(itertools.pairwise(points), lengths, strict=True):
        if left <= length and length:
            return a[0] + (b[0] - a[0]) * left / length, a[1] + (b[1] - a[1]) * left / length
        left -= length
    return points[0]


def _in_view(country: Country, view: _View, frame: Box) -> list[Ring]:
    """Return the rings of a state, cut off at the frame; those too small to see are left out."""
    rings: list[Ring] = []
    for ring in country.rings:
        points = [view.at(point) for point in ring]
        if min(x for x, _ in points) > frame.right or max(x for x, _ in points) < frame.left:
            continue
        if min(y for _, y in points) > frame.bottom or max(y for _, y in points) < frame.top:
            continue
        cut = _cut(points, frame)
        if len(cut) > 2 and abs(geography.area(cut)) > 0.3:  # noqa: PLR2004 - a surface needs three corners
            rings.append(cut)
    return rings


def _cut(points: Sequence[Point], frame: Box) -> list[Point]:
    """Cut off a ring at the four sides of a frame (Sutherland and Hodgman)."""
    for axis, limit, keeps_less in ((0, frame.left, False), (0, frame.right, True),
                                    (1, frame.top, False), (1, frame.bottom, True)):  # fmt: skip
        points = _cut_at(points, axis, limit, keeps_less=keeps_less)
    return list(points)


def _cut_at(ring: Sequence[Point], axis: int, limit: float, *, keeps_less: bool) -> list[Point]:
    points: list[Point] = []
    for number, point in enumerate(ring):
        before = ring[number - 1]
        inside, was_inside = (
            (end[axis] <= limit) == keeps_less or end[axis] == limit for end in (point, before)
        )
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            points.append(
                (before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share)
            )
        if inside:
            points.append(point)
    return points


def _key(shown: Shown) -> list[LegendEntry]:
    entries = []
    if shown.parties:
        entries.append(LegendEntry(_party_swatch, "party to a treaty"))
    used = {spot.solidity for spot in shown.spots}
    entries += [
        LegendEntry(_spot_swatch(solidity), SOLIDITY_WORDS[solidity])
        for solidity in Solidity
        if solidity in used
    ]
    used = {route.solidity for route in shown.routes}
    dashes = {Solidity.SETTLED: "", Solidity.CLAIMED: "6 2", Solidity.AHEAD: DASH}
    entries += [
        LegendEntry(
            _route_swatch(dashes[solidity]),
            f"route, not its course but what it runs through: {SOLIDITY_WORDS[solidity]}",
        )
        for solidity in Solidity
        if solidity in used
    ]
    return [*entries, LegendEntry(_no_swatch, _OUTLINES)]


def _no_swatch(_canvas: Canvas, _x: float, _y: float) -> None:
    """Draw nothing: a line of the legend without a shape."""


def _party_swatch(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape("rect", x=x - 7, y=y - 3.5, width=14, height=7, fill=canvas.style.rule,
                 stroke=canvas.style.ink, stroke_width=0.8)  # fmt: skip


def _spot_swatch(solidity: Solidity) -> Swatch:
    return lambda canvas, x, y: canvas.mark(x, y, solidity)


def _route_swatch(dash: str) -> Swatch:
    return lambda canvas, x, y: canvas.line(
        (x - 8, y), (x + 8, y), colour=canvas.style.accent, width=1.5, dash=dash
    )
