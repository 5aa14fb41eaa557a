"""The main message with the judgements that it draws on, and the lowest confidence among these."""

from __future__ import annotations

from typing import Any

from briefing.composition import formatting
from briefing.composition.grades import Grades
from briefing.composition.rows import RowIndex
from briefing.composition.views.statements import GradeView
from briefing.composition.views.summary import MainMessageView
from briefing.model.briefing import Graded
from briefing.model.issue import MainMessage
from briefing.typography.scripts import text_direction


def main_message(message: MainMessage | None, rows: RowIndex, grades: Grades) -> MainMessageView | None:
    """Compose the main message; None where the briefing has none."""
    if message is None or not message.text.strip():
        return None
    return MainMessageView(
        drawn_from=rows.refs(message.judgement_ids),
        grade=_lowest(message, rows, grades),
        **message_words(message),
    )


def message_words(message: MainMessage) -> dict[str, Any]:
    """Return the fields of a main message's view that have its own words."""
    text = formatting.sentence(message.text)
    return {"text": text, "direction": text_direction(text)}


def _lowest(message: MainMessage, rows: RowIndex, grades: Grades) -> GradeView | None:
    """Return the grade with the lowest confidence; a judgement without one is below every other."""
    items = (rows.items[item_id] for item_id in message.judgement_ids)
    views = [grades.view(item.grade, None) for item in items if isinstance(item, Graded)]
    return min((view for view in views if view.levels), key=lambda view: view.level, default=None)
