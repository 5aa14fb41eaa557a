"""A map of parties, of places that statements name, and of routes; below it who says what of which.

Routes are schematic: they run straight from one place that is named to the next.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from briefing.charts.canvas import DASH, SMALL, Canvas, Point, line_height, path_of
from briefing.charts.legend import LegendEntry, Swatch, draw_key, height_of
from briefing.charts.maps import geography
from briefing.charts.maps.geography import Degrees
from briefing.charts.maps.ground import Ground, place_of_label
from briefing.charts.maps.labels import Label, LabelPlacer, NamedLand
from briefing.charts.maps.view import View, coast_in_view, land_in_view, view_of
from briefing.charts.pagination import in_parts, part_of
from briefing.charts.style import SOLIDITY_WORDS, ChartStyle, ChartSvg, Solidity, alternative
from briefing.model.treaty import Place
from briefing.typography import text_metrics

_LEAST_VISIBLE = 0.3
"""Square points below which an island of a state that is no party is left out."""
_SMALL_LAND = 14.0
"""Square points below which a party has a mark, so that it is seen."""
_SMALL_MARK = 2.4
_MOST_KEPT = 16
"""Maps that are kept as they were drawn."""
_MORE_ATTEMPTS = 3
"""How often labels are placed again where some had no room, with those first."""
_ROOM, _ROOM_OF_SMALL, _ROOM_OF_SPOT = 1.6, 3.4, 4.5
"""Points that labels of others leave free around the place of a state, of a small party and of a spot."""
_MOST_BESIDE = 14
"""Parties, places and routes of a map that leaves room for its legend beside it."""
_MAP_BESIDE, _MAP_HEIGHT_MM, _GUTTER = 0.66, 50, 12.0
"""The part of the width of such a map, its greatest height, and the gap between it and its legend."""
_WIDE_HEIGHT_MM = 118
"""The greatest height of another map with its legend and the first lines of its list: half a page."""
_ENLARGED_HEIGHT_MM = 84
"""The greatest height of an enlarged map, which leaves room for its legend in the same half of a page."""
_OUTLINES = "Outlines after Natural Earth; they say nothing of the status of a territory."
_ROUTE_DASHES = {Solidity.SETTLED: "", Solidity.CLAIMED: "6 2", Solidity.AHEAD: DASH}


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
        return f"{self.name}: {mentions_text(self.mentions)}."


@dataclass(frozen=True, slots=True)
class Route:
    """Places that a route runs through, in order; `solidity` is that of the least firm statement."""

    name: str
    through: tuple[Degrees, ...]
    mentions: tuple[PlaceMention, ...]
    solidity: Solidity

    def in_words(self) -> str:
        return f"Route {self.name}: {mentions_text(self.mentions)}."


@dataclass(frozen=True, slots=True)
class Area:
    """A state that statements name as their place, without a place in it: it is in view and has no mark."""

    name: str
    position: Degrees
    mentions: tuple[PlaceMention, ...]

    def in_words(self) -> str:
        return f"{self.name}: {mentions_text(self.mentions)}."


@dataclass(frozen=True, slots=True)
class PartyOutline:
    """A party to the treaties that the map has an outline of, by its ISO 3166-1 code.

    `short_name` is on the map, where a long official name would lie on other states.
    """

    country: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Parties, places and routes on the map; other states in view are named in `language`."""

    parties: tuple[PartyOutline, ...]
    spots: tuple[Spot, ...]
    routes: tuple[Route, ...]
    language: str = "en"
    areas: tuple[Area, ...] = ()

    def in_words(self) -> list[str]:
        """Write a sentence for each route, each place and each state."""
        routes = [route.in_words() for route in self.routes]
        return [
            *routes,
            *(spot.in_words() for spot in self.spots),
            *(area.in_words() for area in self.areas),
        ]


def mentions_text(mentions: Sequence[PlaceMention]) -> str:
    return ", ".join(f"{mention.label} ({mention.standing})" for mention in mentions)


@dataclass(frozen=True, slots=True)
class _Land:
    """A state as it is in view: surfaces to fill, lines of coasts and borders, and its place for a name.

    `main` is its largest surface.
    """

    name: str
    is_party: bool
    surfaces: tuple[list[Point], ...]
    coasts: tuple[list[Point], ...]
    main: list[Point]
    place: Point

    @property
    def area(self) -> float:
        return abs(geography.area(self.main))

    @property
    def is_small_party(self) -> bool:
        return self.is_party and self.area < _SMALL_LAND

    @property
    def is_whole(self) -> bool:
        """Return whether the map cuts off nothing of it, so that its surfaces have its coasts as edges."""
        return len(self.surfaces) == len(self.coasts) and all(line[0] == line[-1] for line in self.coasts)

    def named(self, number: int, marked: Collection[Point]) -> NamedLand:
        has_mark = self.is_small_party or self.place in marked
        return NamedLand(number, self.name, self.place, self.main, self.area, has_mark)


@dataclass(frozen=True, slots=True)
class _Scene:
    """Everything on the map, in its place; `numbered` are the names that a number is for."""

    view: View
    lands: tuple[_Land, ...]
    labels: tuple[Label, ...]
    numbered: tuple[str, ...]
    unplaced: tuple[str, ...]

    def key_of_numbers(self) -> list[str]:
        """Return the sentences that name what is named on the map by a number, or not at all."""
        numbers = ", ".join(f"{number} {name}" for number, name in enumerate(self.numbered, start=1))
        unplaced = ", ".join(self.unplaced)
        return [
            *([f"Numbers on the map: {numbers}."] if numbers else []),
            *([f"On the map without a name, for lack of room: {unplaced}."] if unplaced else []),
        ]


@functools.lru_cache(maxsize=_MOST_KEPT)
def draw(shown: Shown, style: ChartStyle) -> tuple[ChartSvg, ...]:
    """Draw the map with its legend and list; the rest of a long list follows in further pictures.

    The maps drawn last are kept, since few edits of a briefing change one.
    """
    scene = _scene(shown, style)
    key = _key(shown, scene)
    left = _left_of_key(shown, scene, style)
    top = height_of(key, style.width_pt - left) + 3
    bottom = scene.view.height if left else _WIDE_HEIGHT_MM * style.pt_per_mm - scene.view.height
    lines = [*scene.key_of_numbers(), *shown.in_words()]
    beside = _fitting(lines, style.width_pt - left, bottom - top)
    if left and len(beside) < len(lines):
        # The list is in one place: all of it beside the map, or all of it below in running text.
        beside, lines = [], [*scene.key_of_numbers(), " ".join(shown.in_words())]
    blocks = [text_metrics.lines(line, SMALL, style.width_pt) for line in lines[len(beside) :]]
    rest = in_parts(blocks, [_height(block) for block in blocks], style.height_pt)
    count = 1 + len(rest)
    return (
        _draw_first(shown, scene, beside, style, part_of(1, count)),
        *(
            _draw_list(block, style, in_words(shown, part_of(number, count)))
            for number, block in enumerate(rest, start=2)
        ),
    )


def _is_beside(shown: Shown, style: ChartStyle) -> bool:
    """Return whether the legend is beside the map, which then needs little of a page.

    Beside an enlarged map is no room for a legend in large type.
    """
    return (
        style.enlargement == 1 and len(shown.parties) + len(shown.spots) + len(shown.routes) <= _MOST_BESIDE
    )


def _left_of_key(shown: Shown, scene: _Scene, style: ChartStyle) -> float:
    return scene.view.width + _GUTTER if _is_beside(shown, style) else 0.0


def _fitting(lines: Sequence[str], room: float, height: float) -> list[list[str]]:
    """Return the first lines of a list, broken, as many as there is height for."""
    blocks: list[list[str]] = []
    for line in lines:
        block = text_metrics.lines(line, SMALL, room)
        height -= _height(block)
        if height < 0:
            break
        blocks.append(block)
    return blocks


def _height(block: Sequence[str]) -> float:
    return len(block) * line_height(SMALL) + 2


def _draw_first(
    shown: Shown, scene: _Scene, beside: Sequence[list[str]], style: ChartStyle, which: str
) -> ChartSvg:
    canvas = Canvas(style)
    _draw_map(canvas, shown, scene)
    left = _left_of_key(shown, scene, style)
    y = draw_key(canvas, 0.0 if left else scene.view.height + 6, _key(shown, scene), left) + 3
    for block in beside:
        y = canvas.paragraph(left, y, block, size=SMALL) + 2
    return canvas.drawn(max(y, scene.view.height + 3), in_words(shown, which))


def _draw_list(blocks: Sequence[list[str]], style: ChartStyle, alt: str) -> ChartSvg:
    canvas = Canvas(style)
    y = 0.0
    for block in blocks:
        y = canvas.paragraph(0, y, block, size=SMALL) + 2
    return canvas.drawn(y, alt)


def in_words(shown: Shown, which: str = "") -> str:
    """Return the sentence that names a map: its parties, or how many there are, places and routes."""
    parties = [party.name for party in shown.parties]
    marks = [
        _counted([*shown.spots, *shown.areas], "place", "places"),
        _counted(shown.routes, "route", "routes"),
    ]
    others = _listed([mark for mark in marks if mark])
    counts = [_counted(parties, "party", "parties"), *marks]
    named = f"Map{which} of {_listed(parties)}{f', with {others}' if others else ''}."
    counted = f"Map{which} with {_listed([count for count in counts if count])}."
    return alternative(*([named] if parties else []), counted)


def _counted(marks: Sequence[object], one: str, several: str) -> str:
    return f"{len(marks)} {one if len(marks) == 1 else several}" if marks else ""


def _listed(words: Sequence[str]) -> str:
    *most, last = words or [""]
    return f"{', '.join(most)} and {last}" if most else last


# The scene


def view_for(shown: Shown, style: ChartStyle) -> View:
    """Return the region of a map: places and routes with seats of parties, or else whole parties."""
    size = (style.width_pt, style.width_pt)
    if _is_beside(shown, style):
        size = (style.width_pt * _MAP_BESIDE, _MAP_HEIGHT_MM * style.pt_per_mm)
    elif style.enlargement > 1:
        size = (style.width_pt, _ENLARGED_HEIGHT_MM * style.pt_per_mm)
    points = [*(spot.position for spot in shown.spots), *(area.position for area in shown.areas)]
    routes = [route.through for route in shown.routes]
    numbers = [geography.number_of(party.country) for party in shown.parties]
    if not points and not routes:
        return view_of([ring for number in numbers for ring in geography.rings_of(number)], (), (), size)
    seats = (geography.position(Place(country=party.country)) for party in shown.parties)
    return view_of((), [*points, *(seat for seat in seats if seat)], routes, size)


def _scene(shown: Shown, style: ChartStyle) -> _Scene:
    numbers = {geography.number_of(party.country): party.short_name for party in shown.parties}
    view = view_for(shown, style)
    lands = tuple(_lands(view, numbers, shown.language))
    urgent: frozenset[str] = frozenset()
    placer = _placer(shown, view, lands)
    for _ in range(_MORE_ATTEMPTS):
        if not placer.unplaced:
            break
        urgent = frozenset((*urgent, *placer.unplaced))
        placer = _placer(shown, view, lands, urgent)
    return _Scene(view, lands, tuple(placer.labels), tuple(placer.numbered), tuple(placer.unplaced))


def _placer(shown: Shown, view: View, lands: Sequence[_Land], urgent: Collection[str] = ()) -> LabelPlacer:
    """Return a placer that has placed every label: those of the names in `urgent` before the others."""
    placer = _empty_placer(shown, view, lands)
    marked = {view.at(spot.position) for spot in shown.spots}
    named = [(land.named(number, marked), land.is_party) for number, land in enumerate(lands)]
    parties = [land for land, is_party in named if is_party]
    for is_urgent in (True, False):
        for spot in shown.spots:
            if (spot.name in urgent) == is_urgent:
                placer.name_spot(_texts_of_spot(spot), view.at(spot.position))
        placer.name_parties(land for land in parties if (land.name in urgent) == is_urgent)
        for route in shown.routes:
            if (_name_of(route) in urgent) == is_urgent:
                start = view.at(route.through[0])
                legs = _legs(route, view) or [(start, start)]
                placer.name_route(_texts_of(route), _name_of(route), legs)
    placer.name_others(land for land, is_party in named if not is_party)
    return placer


def _empty_placer(shown: Shown, view: View, lands: Sequence[_Land]) -> LabelPlacer:
    spots = {view.at(spot.position): _ROOM_OF_SPOT for spot in shown.spots}
    places = {land.place: _ROOM_OF_SMALL if land.is_small_party else _ROOM for land in lands if land.name}
    return LabelPlacer(
        view.frame,
        Ground((land.surfaces for land in lands), [n for n, land in enumerate(lands) if land.is_party]),
        places | spots,
        marked=frozenset((*spots, *(land.place for land in lands if land.is_party))),
        spots=frozenset(spots),
        routes=[leg for route in shown.routes for leg in _legs(route, view)],
    )


def _texts_of_spot(spot: Spot) -> list[str]:
    return [f"{spot.name} {', '.join(mention.label for mention in spot.mentions)}", spot.name]


def _name_of(route: Route) -> str:
    return f"route {route.name}"


def _texts_of(route: Route) -> list[str]:
    """Return what may be written beside a route, the fullest first."""
    labels = ", ".join(mention.label for mention in route.mentions)
    return [f"route: {', '.join(f'{m.label} {m.standing}' for m in route.mentions)}", f"route: {labels}"]


def _lands(view: View, parties: dict[str, str], language: str) -> Iterator[_Land]:
    """Yield the states in view, parties last, so that their borders are over those of others."""
    for country in sorted(geography.countries(), key=lambda country: country.number in parties):
        is_party = country.number in parties
        least = 0.0 if is_party else _LEAST_VISIBLE / (view.scale**2 * view.squeeze)
        surfaces = [(ring, surface) for ring in country.rings for surface in land_in_view(ring, view)]
        if not surfaces:
            continue
        main_ring, main = max(surfaces, key=lambda entry: abs(geography.area(entry[1])))
        rings = [ring for ring in country.rings if ring is main_ring or _size(ring) >= least]
        coasts = tuple(coast for ring in rings for coast in coast_in_view(ring, view))
        drawn = tuple(surface for ring, surface in surfaces if ring is main_ring or _size(ring) >= least)
        name = parties.get(country.number) or geography.state_name(country.number, language)
        yield _Land(name, is_party, drawn, coasts, main, place_of_label(main))


def _size(ring: geography.Ring) -> float:
    """Return the area of the rectangle about a ring, in square degrees."""
    easts, norths = [east for east, _ in ring], [north for _, north in ring]
    return (max(easts) - min(easts)) * (max(norths) - min(norths))


def _legs(route: Route, view: View) -> list[tuple[Point, Point]]:
    return [leg for start, end in itertools.pairwise(route.through) for leg in view.legs(start, end)]


# Drawing


def _draw_map(canvas: Canvas, shown: Shown, scene: _Scene) -> None:
    for land in scene.lands:
        _draw_land(canvas, land)
    canvas.shape("rect", x=0.25, y=0.25, width=scene.view.width - 0.5, height=scene.view.height - 0.5,
                 fill="none", stroke=canvas.style.quiet, stroke_width=0.5)  # fmt: skip
    for land in scene.lands:
        if land.is_small_party:
            _draw_small_party(canvas, *land.place)
    for route in shown.routes:
        _draw_route(canvas, route, scene.view)
    for spot in shown.spots:
        canvas.mark(*scene.view.at(spot.position), spot.solidity, radius=3.2)
    for leader in (label.leader for label in scene.labels):
        if leader is not None:
            canvas.line(*leader, colour=canvas.style.quiet, width=0.4)
    for label in scene.labels:
        label.draw(canvas)


def _draw_route(canvas: Canvas, route: Route, view: View) -> None:
    legs = _legs(route, view)
    for leg in legs:
        canvas.path(leg, colour="#ffffff", width=3.4)
    for leg in legs:
        canvas.path(leg, colour=canvas.style.accent, width=1.5, dash=_ROUTE_DASHES[route.solidity])


def _draw_land(canvas: Canvas, land: _Land) -> None:
    fill = canvas.style.rule if land.is_party else canvas.style.wash
    stroke = canvas.style.ink if land.is_party else canvas.style.quiet
    width = 0.8 if land.is_party else 0.35
    surfaces = "".join(path_of(surface, closed=True) for surface in land.surfaces)
    if land.is_whole:
        canvas.shape("path", d=surfaces, fill=fill, fill_rule="evenodd", stroke=stroke, stroke_width=width)
        return
    # The edges of a surface that the map cuts off run along its sides, where there is no coast.
    canvas.shape("path", d=surfaces, fill=fill, fill_rule="evenodd")
    coasts = "".join(path_of(coast) for coast in land.coasts)
    if coasts:
        canvas.shape("path", d=coasts, fill="none", stroke=stroke, stroke_width=width)


def _draw_small_party(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape("circle", cx=x, cy=y, r=_SMALL_MARK, fill=canvas.style.rule, stroke=canvas.style.ink,
                 stroke_width=0.8)  # fmt: skip


def _key(shown: Shown, scene: _Scene) -> list[LegendEntry]:
    entries = []
    if shown.parties:
        entries.append(LegendEntry(_party_swatch, "party to a treaty"))
    if any(land.is_small_party for land in scene.lands):
        entries.append(LegendEntry(_draw_small_party, "party whose land is too small to be seen"))
    used = {spot.solidity for spot in shown.spots}
    entries += [
        LegendEntry(_spot_swatch(solidity), SOLIDITY_WORDS[solidity])
        for solidity in Solidity
        if solidity in used
    ]
    used = {route.solidity for route in shown.routes}
    entries += [
        LegendEntry(
            _route_swatch(_ROUTE_DASHES[solidity]),
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
