"""Questions of a reader, drawn from the assumptions, alternatives, indicators and contradictions.

The question is the program's; its subject is in the words of the analyst or the library.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.composition.judgements.argument_map import contradictions
from briefing.composition.phrases import Phrases
from briefing.composition.views.arguments import Inquiry, Question, Questions
from briefing.composition.views.statements import JudgementView, SectionView

_ASKED = (
    ("questions.assumption", "assumptions"),
    ("questions.alternative", "alternatives"),
    ("questions.indicator", "indicators"),
)
"""The phrases of the questions on a judgement, and the field of it that each is asked about."""


def questions(
    judgements: Iterable[JudgementView], sections: Iterable[SectionView], phrases: Phrases
) -> Questions:
    """Return the questions in the order of the judgements; one that gives nothing to ask about has none."""
    inquiries = (Inquiry(judgement, _on(judgement, phrases)) for judgement in judgements)
    return Questions(tuple(inquiry for inquiry in inquiries if inquiry.questions), contradictions(sections))


def _on(judgement: JudgementView, phrases: Phrases) -> tuple[Question, ...]:
    asked = ((phrases(question), getattr(judgement, field)) for question, field in _ASKED)
    return tuple(Question(question, about) for question, about in asked if about)
