"""What a reader may ask, drawn from a briefing's assumptions, alternatives, indicators and contradictions.

The program brings the question; what it is asked about is the analyst's words or the library's.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.composition.judgements.argument_map import contradictions
from briefing.composition.views.arguments import Inquiry, Question, Questions
from briefing.composition.views.statements import JudgementView, SectionView

_ASKED = (
    ("Does this still hold?", "assumptions"),
    ("Can this be ruled out?", "alternatives"),
    ("Has this been seen?", "indicators"),
)
"""The questions on a judgement, and the field of it that each is asked about."""


def questions(judgements: Iterable[JudgementView], sections: Iterable[SectionView]) -> Questions:
    """Return the questions in the order of the judgements; one that gives nothing to ask about has none."""
    inquiries = (Inquiry(judgement, _on(judgement)) for judgement in judgements)
    return Questions(tuple(inquiry for inquiry in inquiries if inquiry.questions), contradictions(sections))


def _on(judgement: JudgementView) -> tuple[Question, ...]:
    asked = ((question, getattr(judgement, field)) for question, field in _ASKED)
    return tuple(Question(question, about) for question, about in asked if about)
