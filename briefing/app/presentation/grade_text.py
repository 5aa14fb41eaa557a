"""Grades in the words of the briefing's grading scheme, and the codes and signs of a grade in words."""

from __future__ import annotations

import re
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


CONTRADICTED = "⇄"
"""The sign on a fact that another one contradicts."""

_CODE = re.compile(r"\b[A-F][1-6]\b")
_CODES = {
    "A": "A completely reliable source",
    "B": "B usually reliable source",
    "C": "C fairly reliable source",
    "D": "D not usually reliable source",
    "E": "E unreliable source",
    "F": "F source whose reliability cannot be judged",
    "1": "1 confirmed by other sources",
    "2": "2 probably true",
    "3": "3 possibly true",
    "4": "4 doubtful",
    "5": "5 improbable",
    "6": "6 truth cannot be judged",
    CONTRADICTED: "contradicted by another fact",
}
"""The Admiralty code, NATO's grading of sources (letters) and information (figures), and other signs."""


def code_in_words(code: str) -> str:
    """Return what a code or sign of a grade means: C2 as "C fairly reliable source, 2 probably true".

    A letter or a figure alone is explained too. Text that is not a code is returned unchanged.
    """
    words = [_CODES.get(sign) for sign in code]
    return ", ".join(tr(word) for word in words if word) if words and all(words) else code


def explained_codes(text: str) -> str:
    """Return the codes in a text with their meanings, a line each; empty where there are none."""
    codes = dict.fromkeys(_CODE.findall(text))
    return "\n".join(f"{code}: {code_in_words(code)}" for code in codes)


def confidence_in_words(words: GradeWords) -> str:
    """Return what the marks of confidence mean: "confidence moderate, 2 of 3"."""
    if not words.confidence:
        return tr("not graded")
    if not words.level:
        return tr("confidence {term}", term=words.confidence)
    return tr(
        "confidence {term}, {level} of {levels}",
        term=words.confidence,
        level=words.level,
        levels=words.levels,
    )
