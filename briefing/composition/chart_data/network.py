"""Network: actors, linked where a statement names them together."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from briefing.charts import ChartStyle, Solidity, network
from briefing.composition import formatting
from briefing.composition.chart_data.chart_input import ChartInput, drawn_in, firmest, typeset_in
from briefing.composition.chart_data.chart_kind import (
    SCOPE_TREATIES_AND_TOPICS,
    BuiltChart,
    ChartKindSpec,
    GridCell,
    nothing_to_draw,
    numbers,
    table_of,
)
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.composition.views.references import EvidenceRef
from briefing.model.briefing import ChartKind
from briefing.text.number_ranges import number_ranges

_MOST_KEPT = 4096
_MOST_CHARTS = 16
_MOST_PAIRS = 8
_MOST_ACTORS = 2 * _MOST_PAIRS


@dataclass(frozen=True, slots=True)
class _NamingRow:
    """What a network shows of a fact that names actors."""

    ref: EvidenceRef
    row_id: str
    actors: tuple[str, ...]
    solidity: Solidity

    @property
    def label(self) -> str:
        return self.ref.label


@dataclass(frozen=True, slots=True)
class _NetworkInput:
    """All that a network is built from."""

    facts: tuple[_NamingRow, ...]
    language: str
    style: ChartStyle

    @property
    def phrases(self) -> Phrases:
        return phrases_in(self.language)


def _build(chart: ChartInput) -> BuiltChart:
    naming = tuple(
        _NamingRow(row.ref, row.item.id, _printed_actors(row.fact.actors, chart.language), row.solidity)
        for row in chart.facts
        if row.fact.actors
    )
    if not naming:
        return nothing_to_draw(chart.phrases("chart.no_actor"))
    return _built(_NetworkInput(naming, chart.language, chart.style))


@functools.lru_cache(_MOST_CHARTS)
def _built(chart: _NetworkInput) -> BuiltChart:
    """Build a network; most edits of a briefing change nothing that one shows."""
    by_actor: dict[str, list[_NamingRow]] = {}
    for row in chart.facts:
        for actor in row.actors:
            by_actor.setdefault(actor, []).append(row)
    order = sorted(by_actor, key=lambda actor: (-len(by_actor[actor]), actor))
    links = [
        network.Link(first, second, tuple(row.label for row in both), firmest(both))
        for (first, second), both in _pairs(chart.facts, order)
    ]
    strongest = sorted(links, key=lambda link: -len(link.labels))[:_MOST_PAIRS]
    linked = {actor for link in strongest for actor in (link.first, link.second)}
    alone = [actor for actor in order if not any(actor in (link.first, link.second) for link in links)]
    shown = linked | set(alone[: _MOST_ACTORS - len(linked)])
    actors: Mapping[str, tuple[str, ...]] = {
        actor: tuple(row.label for row in by_actor[actor]) for actor in order if actor in shown
    }
    drawn_links = tuple(link for link in links if link in strongest)
    remarks = (
        *_further_pairs(chart, [link for link in links if link not in strongest]),
        *_further_actors(chart, [actor for actor in alone if actor not in shown], by_actor),
    )
    drawn = drawn_in(chart.language, chart.style, network.draw, network.Network(actors, drawn_links))
    grid = _table(chart, actors, drawn_links)
    rows = tuple(row.row_id for row in chart.facts)
    return BuiltChart(pictures=drawn, grid=grid, rows=rows, remarks=remarks)


def _pairs(
    rows: Sequence[_NamingRow], order: Sequence[str]
) -> list[tuple[tuple[str, str], list[_NamingRow]]]:
    """Return the pairs of actors that rows name together, each with these rows, in an order of actors."""
    place = {actor: number for number, actor in enumerate(order)}
    together: dict[tuple[str, str], list[_NamingRow]] = {}
    for row in rows:
        for first, second in itertools.combinations(sorted(row.actors, key=place.__getitem__), 2):
            together.setdefault((first, second), []).append(row)
    return sorted(together.items(), key=lambda pair: (place[pair[0][0]], place[pair[0][1]]))


def _table(
    chart: _NetworkInput, actors: Mapping[str, tuple[str, ...]], links: Sequence[network.Link]
) -> ComparisonGrid:
    """Return the pairs and the actors that are named alone, with the numbers of their statements."""
    linked = {actor for link in links for actor in (link.first, link.second)}
    rows = [(formatting.joined([link.first, link.second]), link.labels) for link in links]
    rows += [(actor, labels) for actor, labels in actors.items() if actor not in linked]
    by_label = {row.label: row for row in chart.facts}
    cells = [(GridCell(name), numbers(by_label[label] for label in labels)) for name, labels in rows]
    return table_of(map(chart.phrases, ("column.actors", "column.statements")), cells)


def _further_pairs(chart: _NetworkInput, links: Sequence[network.Link]) -> tuple[str, ...]:
    labels = {label for link in links for label in link.labels}
    return _said(chart, "chart.further_pairs", len(links), labels)


def _further_actors(
    chart: _NetworkInput, actors: Sequence[str], by_actor: Mapping[str, Sequence[_NamingRow]]
) -> tuple[str, ...]:
    """Return the remark on actors that are named alone, and for which the figure has no room."""
    labels = {row.label for actor in actors for row in by_actor[actor]}
    return _said(chart, "chart.further_actors", len(actors), labels)


def _said(chart: _NetworkInput, phrase_id: str, count: int, labels: Collection[str]) -> tuple[str, ...]:
    if not count:
        return ()
    in_order = number_ranges([row.label for row in chart.facts if row.label in labels])
    return (chart.phrases(phrase_id, count=count, labels=formatting.joined(in_order)),)


@functools.lru_cache(_MOST_KEPT)
def _printed_actors(actors: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the actors of a fact as they are printed: names that differ in their apostrophes are one."""
    return tuple(dict.fromkeys(typeset_in(actors, language)))


SPEC = ChartKindSpec(
    ChartKind.NETWORK,
    name="Actors",
    help="Actors that are named together, and in which statements",
    caption="Actors named together",
    options=SCOPE_TREATIES_AND_TOPICS,
    build=_build,
    shows_words=False,
)
