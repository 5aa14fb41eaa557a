"""Grades as text, in the words of their scheme."""

from __future__ import annotations

from briefing.grading.scales import Scales
from briefing.grading.scheme import Subject
from briefing.model.briefing import Grade


def grade_in_words(grade: Grade | None, scheme_id: str, scales: Scales) -> str:
    """Return such as "likely, moderate confidence", or "not graded".

    A term that no installed scheme has appears with its id.
    """
    if grade is None:
        return "not graded"
    parts = []
    for subject, term_id, ending in (
        (Subject.LIKELIHOOD, grade.likelihood, ""),
        (Subject.CONFIDENCE, grade.confidence, " confidence"),
    ):
        if term_id:
            scheme = scales.schemes.get(scheme_id)
            scale = scheme.scale(subject) if scheme else None
            term = scale.term(term_id) if scale else None
            parts.append(f"{term.term if term else term_id}{ending}")
    if grade.credibility:
        parts.append(f"credibility {grade.credibility}")
    return ", ".join(parts) or "not graded"
