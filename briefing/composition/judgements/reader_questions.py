"""What a reader may ask, drawn from a briefing's assumptions, alternatives, indicators and contradictions.

The program brings the question; what it is asked about is the analyst's words or the library's.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.composition.judgements.argument_map import ArgumentStatement, contradictions
from briefing.composition.views import document as v

_ASKED = (
    ("Does this still hold?", "assumptions"),
    ("Can this be ruled out?", "alternatives"),
    ("Has this been seen?", "indicators"),
)
"""The questions on a judgement, and the field of it that each is asked about."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the words of a judgement that it is asked about."""

    asked: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The questions on one judgement."""

    judgement: v.JudgementView
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """All that may be asked; each of the `contradictions` is statements that cannot all hold."""

    inquiries: tuple[Inquiry, ...]
    contradictions: tuple[tuple[ArgumentStatement, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.inquiries or self.contradictions)


def questions(context: v.PrintedBriefing) -> Questions:
    """The questions in the order of the judgements; one that names nothing to ask about is passed over."""
    inquiries = (Inquiry(judgement, _on(judgement)) for judgement in context.judgements)
    return Questions(tuple(each for each in inquiries if each.questions), contradictions(context.sections))


def _on(judgement: v.JudgementView) -> tuple[Question, ...]:
    asked = ((question, getattr(judgement, field)) for question, field in _ASKED)
    return tuple(Question(question, about) for question, about in asked if about)
