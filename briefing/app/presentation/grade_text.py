"""Grades in the words of the briefing's grading scheme."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.app.i18n import tr
from briefing.grading import Scales, ScaleTerm, Scheme, Shape, Subject
from briefing.model.briefing import Briefing, Grade


@dataclass(frozen=True, slots=True)
class GradeWords:
    """A grade in words; confidence is `level` of `levels`, 0 where none is given."""

    confidence: str = ""
    level: int = 0
    levels: int = 0
    likelihood: str = ""
    shape: Shape = Shape.DOT


def scheme_of(briefing: Briefing, scales: Scales) -> Scheme | None:
    return scales.schemes.get(briefing.scheme_id)


def term_of(scheme: Scheme | None, subject: Subject, term_id: str | None) -> ScaleTerm | None:
    scale = scheme.scale(subject) if scheme else None
    return scale.term(term_id) if scale and term_id else None


def grade_words(grade: Grade | None, scheme: Scheme | None) -> GradeWords:
    """Return a grade in words; without a grade, only the number of confidence levels is filled."""
    scale = scheme.scale(Subject.CONFIDENCE) if scheme else None
    levels = scale.top_level if scale else 0
    if grade is None:
        return GradeWords(levels=levels)
    confidence = term_of(scheme, Subject.CONFIDENCE, grade.confidence)
    likelihood = term_of(scheme, Subject.LIKELIHOOD, grade.likelihood)
    return GradeWords(
        confidence=tr(confidence.term) if confidence else "",
        level=(confidence.level or 0) if confidence else 0,
        levels=levels,
        likelihood=tr(likelihood.term) if likelihood else "",
        shape=scale.shape if scale else Shape.DOT,
    )
