"""Map: parties of treaties, and the places and routes that statements name."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.charts.maps import geography, world_map
from briefing.composition.chart_data.chart_input import (
    ChartInput,
    FactRow,
    firmest,
    least_firm,
    row_ids,
)
from briefing.composition.chart_data.chart_kind import (
    SCOPE_TREATIES_AND_TOPICS,
    BuiltChart,
    ChartKindSpec,
    GridCell,
    left_out,
    nothing_to_draw,
    table_of,
)
from briefing.composition.phrases import Phrases
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.model.briefing import ChartKind
from briefing.model.countries import country_name
from briefing.model.treaty import Place


def _build(chart: ChartInput) -> BuiltChart:
    parties = {party.id: party for treaty in chart.treaties for party in treaty.parties}
    outlined = {code for code in parties if geography.rings_of(geography.number_of(code))}
    shown_parties = tuple(
        world_map.PartyOutline(code, party.name, country_name(code, chart.language))
        for code, party in sorted(parties.items())
        if code in outlined
    )
    missing = tuple(party.name for code, party in sorted(parties.items()) if code not in outlined)
    spots, unknown = _spots(chart)
    areas, unknown_areas = _areas(chart)
    routes, unknown_routes = _routes(chart)
    remarks = (
        *left_out(chart.phrases, "chart.no_outline", missing),
        *left_out(chart.phrases, "chart.not_on_map", [*unknown, *unknown_areas, *unknown_routes]),
    )
    if not (shown_parties or spots or routes or areas):
        return nothing_to_draw(chart.phrases("chart.no_place"), remarks)
    named = [row for row in chart.facts if row.fact.place or row.fact.route]
    shown = world_map.Shown(shown_parties, spots, routes, chart.language, areas)
    return BuiltChart(
        pictures=() if chart.is_table else chart.drawn(world_map.draw, shown),
        grid=_table(shown, chart.phrases),
        rows=row_ids(named),
        remarks=remarks,
    )


def _table(shown: world_map.Shown, phrases: Phrases) -> ComparisonGrid:
    """Return the routes, places and states with the statements that name them, after the parties."""
    named: tuple[world_map.Route | world_map.Spot | world_map.Area, ...]
    named = (*shown.routes, *shown.spots, *shown.areas)
    parties = ", ".join(party.name for party in shown.parties)
    rows = [(phrases("chart.parties"), parties)] if parties else []
    rows += [(each.name, world_map.mentions_text(each.mentions)) for each in named]
    columns = ("column.place_or_route", "column.statements")
    return table_of(map(phrases, columns), [tuple(map(GridCell, row)) for row in rows])


def _spots(chart: ChartInput) -> tuple[tuple[world_map.Spot, ...], list[str]]:
    """Return the places that facts name, each once, and the names of those whose position is unknown."""
    rows: dict[tuple[str, geography.Degrees], list[FactRow]] = {}
    unknown = []
    for row in chart.facts:
        if row.fact.place is None or not row.fact.place.name:
            continue
        name, position = place_name(row.fact.place, chart.language), geography.position(row.fact.place)
        if position is None:
            unknown.append(f"{name} ({row.label})")
        else:
            rows.setdefault((name, position), []).append(row)
    spots = tuple(
        world_map.Spot(name, position, _mentions(mentioning), firmest(mentioning))
        for (name, position), mentioning in rows.items()
    )
    return spots, unknown


def _areas(chart: ChartInput) -> tuple[tuple[world_map.Area, ...], list[str]]:
    """Return the states that facts name as their place without a place in them, as `_spots` does."""
    rows: dict[str, list[FactRow]] = {}
    for row in chart.facts:
        if row.fact.place and not row.fact.place.name and row.fact.place.country:
            rows.setdefault(row.fact.place.country, []).append(row)
    areas, unknown = [], []
    for country, naming in rows.items():
        name, position = country_name(country, chart.language), geography.position(Place(country=country))
        if position is None:
            unknown += [f"{name} ({row.label})" for row in naming]
        else:
            areas.append(world_map.Area(name, position, _mentions(naming)))
    return tuple(areas), unknown


def _routes(chart: ChartInput) -> tuple[tuple[world_map.Route, ...], list[str]]:
    rows: dict[tuple[Place, ...], list[FactRow]] = {}
    for row in chart.facts:
        if len(row.fact.route) > 1:
            rows.setdefault(row.fact.route, []).append(row)
    routes, unknown = [], []
    for places, mentioning in rows.items():
        name = " – ".join(place_name(place, chart.language) for place in places)
        points = [position for place in places if (position := geography.position(place))]
        if len(points) < len(places):
            labels = ", ".join(row.label for row in mentioning)
            unknown.append(chart.phrases("chart.unknown_route", route=name, rows=labels))
        else:
            routes.append(
                world_map.Route(name, tuple(points), _mentions(mentioning), least_firm(mentioning))
            )
    return tuple(routes), unknown


def place_name(place: Place, language: str) -> str:
    """Return the name of a place, else of its state."""
    return place.name or (country_name(place.country, language) if place.country else "")


def _mentions(rows: Iterable[FactRow]) -> tuple[world_map.PlaceMention, ...]:
    return tuple(world_map.PlaceMention(row.label, row.standing) for row in rows)


SPEC = ChartKindSpec(
    ChartKind.MAP,
    name="Map",
    help="Parties, places and routes named in statements",
    caption="Parties, places and routes",
    options=SCOPE_TREATIES_AND_TOPICS,
    build=_build,
    shows_words=False,
)
