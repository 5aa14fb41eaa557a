"""Grades: the number of statements and judgements at each level of confidence."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.charts import grades
from briefing.composition.chart_data.chart_input import ChartInput, FactRow, JudgementRow, row_ids
from briefing.composition.chart_data.chart_kind import (
    SCOPE_TREATIES_AND_TOPICS,
    BuiltChart,
    ChartKindSpec,
    GridCell,
    nothing_to_draw,
    numbers,
    table_of,
)
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.grading import Subject
from briefing.model.briefing import ChartKind, Grade


def _build(chart: ChartInput) -> BuiltChart:
    if not chart.facts and not chart.judgements:
        return nothing_to_draw(chart.phrases("chart.no_statement"))
    scale = chart.scheme.scale(Subject.CONFIDENCE)
    terms = sorted(scale.terms if scale else (), key=lambda term: -(term.level or 0))
    levels = [
        grades.Level(
            f"{term.term[:1].upper()}{term.term[1:]}",
            tuple(row.label for row in chart.facts if _confidence(row.item.grade) == term.id),
            tuple(row.label for row in chart.judgements if _confidence(row.item.grade) == term.id),
        )
        for term in terms
    ]
    ungraded = grades.Level(
        chart.phrases("chart.no_confidence"),
        tuple(row.label for row in chart.facts if not _confidence(row.item.grade)),
        tuple(row.label for row in chart.judgements if not _confidence(row.item.grade)),
    )
    if ungraded.count:
        levels.append(ungraded)
    rows = (*row_ids(chart.judgements), *row_ids(chart.facts))
    pictures = () if chart.is_table else chart.drawn(grades.draw, levels)
    return BuiltChart(pictures=pictures, grid=_table(chart, levels), rows=rows)


def _table(chart: ChartInput, levels: Iterable[grades.Level]) -> ComparisonGrid:
    columns = ("column.confidence", "column.count", "column.statements")
    by_label: dict[str, JudgementRow | FactRow] = {row.label: row for row in chart.judgements}
    by_label |= {row.label: row for row in chart.facts}
    rows = [
        (
            GridCell(level.name),
            GridCell(str(level.count)),
            numbers(by_label[label] for label in (*level.judgements, *level.facts)),
        )
        for level in levels
    ]
    return table_of(map(chart.phrases, columns), rows)


def _confidence(grade: Grade | None) -> str | None:
    return grade.confidence if grade else None


SPEC = ChartKindSpec(
    ChartKind.GRADES,
    name="Grades",
    help="The number of statements at each level of confidence",
    caption="Confidence of the statements",
    options=SCOPE_TREATIES_AND_TOPICS,
    build=_build,
    shows_words=False,
)
