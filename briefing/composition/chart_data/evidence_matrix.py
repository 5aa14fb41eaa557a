"""Evidence matrix: what supports or contradicts each judgement."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.charts import evidence_matrix
from briefing.composition import formatting
from briefing.composition.chart_data.chart_input import ChartInput, JudgementRow, row_ids
from briefing.composition.chart_data.chart_kind import (
    SCOPE,
    BuiltChart,
    ChartKindSpec,
    GridCell,
    nothing_to_draw,
    numbers,
    table_of,
)
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.model.briefing import Bearing, ChartKind


def _build(chart: ChartInput) -> BuiltChart:
    judged = [row for row in chart.judgements if row.item.evidence]
    if not judged:
        return nothing_to_draw(chart.phrases("chart.no_evidence"))
    bearings = [{piece.item_id: piece.bearing for piece in row.item.evidence} for row in judged]
    rows = tuple(
        evidence_matrix.MatrixLine(
            row.label,
            formatting.sentence(row.text),
            row.standing,
            tuple(
                None if row.row_id not in column else column[row.row_id] is Bearing.SUPPORTS
                for column in bearings
            ),
        )
        for row in chart.evidence
    )
    matrix = evidence_matrix.Matrix(tuple(row.label for row in judged), rows)
    used = (*row_ids(judged), *(row.row_id for row in chart.evidence))
    pictures = () if chart.is_table else chart.drawn(evidence_matrix.draw, matrix)
    return BuiltChart(pictures=pictures, grid=_table(chart, judged), rows=used)


def _table(chart: ChartInput, judged: Iterable[JudgementRow]) -> ComparisonGrid:
    """Return the matrix by its judgements, with the numbers of the rows that bear on each."""
    rows = [(GridCell(row.label), *(_bearing(chart, row, each) for each in Bearing)) for row in judged]
    columns = ("column.judgement", "argument.for", "argument.against")
    return table_of(map(chart.phrases, columns), rows)


def _bearing(chart: ChartInput, judgement: JudgementRow, bearing: Bearing) -> GridCell:
    named = {piece.item_id for piece in judgement.item.evidence if piece.bearing is bearing}
    return numbers(row for row in chart.evidence if row.row_id in named) if named else GridCell("–")


SPEC = ChartKindSpec(
    ChartKind.MATRIX,
    name="Evidence matrix",
    help="Which statements speak for and against which judgement",
    caption="Evidence for and against the judgements",
    options=SCOPE,
    build=_build,
)
