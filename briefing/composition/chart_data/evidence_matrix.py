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
    table_of,
)
from briefing.composition.phrases import Phrases
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.model.briefing import Bearing, ChartKind
from briefing.text.number_ranges import number_ranges


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
    pictures = () if chart.is_table else evidence_matrix.draw(chart.printed(matrix), chart.style)
    return BuiltChart(pictures=pictures, grid=_table(matrix, chart.phrases), rows=used)


def _table(matrix: evidence_matrix.Matrix, phrases: Phrases) -> ComparisonGrid:
    """Return the matrix by its judgements, with the numbers of the rows that bear on each."""
    rows = [
        (judgement, *(_bearing_on(matrix, number, supports=supports) for supports in (True, False)))
        for number, judgement in enumerate(matrix.judgements)
    ]
    columns = ("column.judgement", "argument.for", "argument.against")
    return table_of(map(phrases, columns), rows)


def _bearing_on(matrix: evidence_matrix.Matrix, judgement: int, *, supports: bool) -> str:
    labels = [row.label for row in matrix.rows if row.bearings[judgement] is supports]
    return ", ".join(number_ranges(labels)) or "–"


SPEC = ChartKindSpec(
    ChartKind.MATRIX,
    name="Evidence matrix",
    help="Which statements speak for and against which judgement",
    caption="Evidence for and against the judgements",
    options=SCOPE,
    build=_build,
)
