"""A grade is written in the words of its scheme, and by its ids where no scheme knows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grading import Scheme, Subject
from briefing.grading.grade_text import grade_in_words
from briefing.model.briefing import Grade
from tests.builders import bundled_scales
from tests.unit.profile import repeatable

SCALES = bundled_scales()
SCHEMES = list(SCALES.schemes.values())


def a_grade(
    likelihood: str | None = None, confidence: str | None = None, credibility: int | None = None
) -> Grade:
    return Grade(
        graded_by="A", graded_on="2025-11-03", likelihood=likelihood, confidence=confidence,
        credibility=credibility,
    )  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES, ids=[scheme.id for scheme in SCHEMES])
def test_every_term_of_a_scheme_is_written_in_its_words(scheme: Scheme) -> None:
    likelihood, confidence = scheme.scale(Subject.LIKELIHOOD), scheme.scale(Subject.CONFIDENCE)
    for term in likelihood.terms if likelihood else ():
        assert grade_in_words(a_grade(likelihood=term.id), scheme.id, SCALES) == term.term
    for term in confidence.terms if confidence else ():
        written = grade_in_words(a_grade(confidence=term.id), scheme.id, SCALES)
        assert written == f"{term.term} confidence"


@repeatable
@given(st.none() | st.just("likely"), st.none() | st.just("moderate"), st.none() | st.integers(1, 6))
def test_likelihood_confidence_and_credibility_come_in_this_order(
    likelihood: str | None, confidence: str | None, credibility: int | None
) -> None:
    parts = [
        likelihood and "likely",
        confidence and "moderate confidence",
        credibility and f"credibility {credibility}",
    ]
    expected = ", ".join(part for part in parts if part) or "not graded"
    assert grade_in_words(a_grade(likelihood, confidence, credibility), "icd-203", SCALES) == expected


@pytest.mark.parametrize("scheme_id", ["unknown", "icd-203"])
def test_a_term_that_no_scheme_knows_is_written_by_its_id(scheme_id: str) -> None:
    grade = a_grade(likelihood="house-term", confidence="shaky")
    assert grade_in_words(grade, scheme_id, SCALES) == "house-term, shaky confidence"


def test_no_grade_is_said_to_be_none() -> None:
    assert grade_in_words(None, "icd-203", SCALES) == "not graded"
