"""The key judgements, each with its grade and with the rows that support or contradict it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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


def judgement_words(item: Judgement, language: str) -> dict[str, Any]:
    """Return the fields of a judgement's view that have its own words."""
    text = formatting.sentence(item.text)
    rationale = item.grade.rationale if item.grade else ""
    return {
        "text": text,
        "direction": text_direction(text),
        "rationale": rationale,
        "assumptions": item.assumptions,
        "alternatives": item.alternatives,
        "indicators": item.indicators,
        "change_since_last": item.change_since_last,
        "why": short_reason(rationale, language),
    }


def _judgement(item: Judgement, rows: RowIndex, grades: Grades) -> JudgementView:
    evidence = {
        bearing: rows.refs({piece.item_id for piece in item.evidence if piece.bearing is bearing})
        for bearing in Bearing
    }
    return JudgementView(
        row_id=item.id,
        label=rows.label(item.id),
        anchor=f"row-{item.id}",
        grade=grades.view(item.grade, None),
        supporting=evidence[Bearing.SUPPORTS],
        opposing=evidence[Bearing.CONTRADICTS],
        **judgement_words(item, rows.language),
    )
