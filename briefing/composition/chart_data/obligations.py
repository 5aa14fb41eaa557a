"""Obligations: a table of what each treaty provides, with the sources of every cell."""

from __future__ import annotations

from briefing.composition.chart_data.chart_input import ChartInput
from briefing.composition.chart_data.chart_kind import (
    SCOPE_TREATIES_AND_TOPICS,
    BuiltChart,
    ChartKindSpec,
    nothing_to_draw,
)
from briefing.composition.treaties.comparison import obligation_grid
from briefing.model.briefing import ChartKind


def _build(chart: ChartInput) -> BuiltChart:
    grid = obligation_grid(chart.treaties, chart.citations, chart.language)
    if not grid.rows:
        return nothing_to_draw(chart.phrases("chart.no_obligation"))
    return BuiltChart(grid=grid)


SPEC = ChartKindSpec(
    ChartKind.OBLIGATIONS,
    name="Obligations",
    help="A table of the obligations of each treaty, with sources for every cell",
    caption="Obligations of the treaties",
    options=SCOPE_TREATIES_AND_TOPICS,
    build=_build,
    shows_words=False,
)
