"""The key judgements, each with its grade and with the rows that support or contradict it."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.composition import formatting
from briefing.composition.grades import Grades
from briefing.composition.judgements.short_reason import short_reason
from briefing.composition.rows import RowIndex
from briefing.composition.views.statements import JudgementView
from briefing.model.briefing import Bearing, Item, Judgement
from briefing.typography.scripts import text_direction


def key_judgements(items: Iterable[Item], rows: RowIndex, grades: Grades) -> tuple[JudgementView, ...]:
    """Compose the judgements that are not hidden, in their order."""
    return tuple(
        _judgement(item, rows, grades) for item in items if isinstance(item, Judgement) and not item.hidden
    )


def _judgement(item: Judgement, rows: RowIndex, grades: Grades) -> JudgementView:
    text = formatting.sentence(item.text)
    evidence = {
        bearing: rows.refs({piece.item_id for piece in item.evidence if piece.bearing is bearing})
        for bearing in Bearing
    }
    return JudgementView(
        row_id=item.id,
        label=rows.label(item.id),
        anchor=f"row-{item.id}",
        text=text,
        direction=text_direction(text),
        grade=grades.view(item.grade, None),
        supporting=evidence[Bearing.SUPPORTS],
        opposing=evidence[Bearing.CONTRADICTS],
        rationale=item.grade.rationale if item.grade else "",
        assumptions=item.assumptions,
        alternatives=item.alternatives,
        indicators=item.indicators,
        change_since_last=item.change_since_last,
        why=short_reason(item.grade.rationale, rows.language) if item.grade else "",
    )
