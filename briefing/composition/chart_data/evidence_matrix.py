"""Evidence matrix: what supports or contradicts each judgement."""

from __future__ import annotations

from briefing.charts import evidence_matrix
from briefing.composition import formatting
from briefing.composition.chart_data.chart_input import ChartInput, row_ids
from briefing.composition.chart_data.chart_kind import (
    SCOPE,
    BuiltChart,
    ChartKindSpec,
    nothing_to_draw,
)
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
    drawn = evidence_matrix.draw(chart.printed(matrix), chart.style)
    used = tuple(row.row_id for row in chart.evidence)
    return BuiltChart(pictures=drawn, rows=(*row_ids(judged), *used))


SPEC = ChartKindSpec(
    ChartKind.MATRIX,
    name="Evidence matrix",
    help="Which statements speak for and against which judgement",
    caption="Evidence for and against the judgements",
    options=SCOPE,
    build=_build,
)
