"""Network: actors, linked where a statement names them together."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from briefing.charts import network
from briefing.composition.chart_data.chart_input import ChartInput, FactRow, firmest, row_ids
from briefing.composition.chart_data.chart_kind import (
    SCOPE_TREATIES_AND_TOPICS,
    BuiltChart,
    ChartKindSpec,
    nothing_to_draw,
)
from briefing.model.briefing import ChartKind


def _build(chart: ChartInput) -> BuiltChart:
    naming = [row for row in chart.facts if row.fact.actors]
    if not naming:
        return nothing_to_draw(chart.phrases("chart.no_actor"))
    actors_of = {row.item.id: _actors(row, chart) for row in naming}
    by_actor: dict[str, list[FactRow]] = {}
    for row in naming:
        for actor in actors_of[row.item.id]:
            by_actor.setdefault(actor, []).append(row)
    order = sorted(by_actor, key=lambda actor: (-len(by_actor[actor]), actor))
    links = []
    for first, second in itertools.combinations(order, 2):
        both = [row for row in by_actor[first] if second in actors_of[row.item.id]]
        if both:
            links.append(network.Link(first, second, tuple(row.label for row in both), firmest(both)))
    actors: Mapping[str, tuple[str, ...]] = {
        actor: tuple(row.label for row in by_actor[actor]) for actor in order
    }
    drawn = network.draw(chart.printed(network.Network(actors, tuple(links))), chart.style)
    return BuiltChart(pictures=drawn, rows=row_ids(naming))


def _actors(row: FactRow, chart: ChartInput) -> tuple[str, ...]:
    """Return the actors of a fact as they are printed: names that differ in their apostrophes are one."""
    return tuple(dict.fromkeys(chart.printed(row.fact.actors)))


SPEC = ChartKindSpec(
    ChartKind.NETWORK,
    name="Actors",
    help="Actors that are named together, and in which statements",
    caption="Actors named together",
    options=SCOPE_TREATIES_AND_TOPICS,
    build=_build,
)
