"""Likelihood ruler: the band of each judgement on the briefing's scale."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.charts import likelihoods
from briefing.composition import formatting
from briefing.composition.chart_data.chart_input import ChartInput, JudgementRow, row_ids
from briefing.composition.chart_data.chart_kind import (
    SCOPE,
    BuiltChart,
    ChartKindSpec,
    GridCell,
    nothing_to_draw,
    table_of,
)
from briefing.composition.phrases import Phrases
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.grading import End, Scale, ScaleTerm, Subject, band_text
from briefing.model.briefing import ChartKind


def _build(chart: ChartInput) -> BuiltChart:
    scale = chart.scheme.scale(Subject.LIKELIHOOD)
    if scale is None:
        return nothing_to_draw(chart.phrases("chart.no_scale", scheme=chart.scheme.name))
    if not chart.judgements:
        return nothing_to_draw(chart.phrases("chart.no_judgement"))
    bands = [drawn_band for term in scale.terms if (drawn_band := _band(term))]
    judged = [_judged(row, scale) for row in chart.judgements]
    what = chart.printed((scale.name, bands, judged))
    pictures = () if chart.is_table else likelihoods.draw(*what, chart.style)
    return BuiltChart(pictures=pictures, grid=_table(judged, chart.phrases), rows=row_ids(chart.judgements))


def _table(judged: Iterable[likelihoods.Judged], phrases: Phrases) -> ComparisonGrid:
    columns = ("column.number", "column.judgement", "column.likelihood")
    rows = [tuple(map(GridCell, (each.label, each.text, each.likelihood()))) for each in judged]
    return table_of(map(phrases, columns), rows)


def _judged(row: JudgementRow, scale: Scale) -> likelihoods.Judged:
    term = scale.term(row.item.grade.likelihood) if row.item.grade and row.item.grade.likelihood else None
    return likelihoods.Judged(
        row.label,
        formatting.sentence(row.item.text),
        term.term if term else "",
        _band(term) if term else None,
    )


def _band(term: ScaleTerm) -> likelihoods.Band | None:
    if term.low is None or term.high is None:
        return None
    exact = (term.low_end is End.EXACT, term.high_end is End.EXACT)
    return likelihoods.Band(term.term, band_text(term), float(term.low), float(term.high), *exact)


SPEC = ChartKindSpec(
    ChartKind.LIKELIHOODS,
    name="Likelihood ruler",
    help="The likelihood of each judgement as a band on the scale of the grading scheme",
    caption="The judgements on the scale of likelihood",
    options=SCOPE,
    build=_build,
)
