"""Grades converted from one scheme to another."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import SetScheme
from briefing.editing.regrading import converted, terms_in_use, with_scheme
from briefing.errors import EditError
from briefing.model.briefing import Grade
from tests.builders import GRADE, a_briefing

TO_PHIA = SetScheme(
    scheme_id="phia",
    likelihood={"likely": "probable"},
    confidence={"moderate": "high"},
    graded_by="B. Riefer",
    graded_on="2025-12-01",
)


def test_terms_in_use_are_counted_over_facts_and_judgements() -> None:
    likelihoods, confidences = terms_in_use(a_briefing())
    assert likelihoods == {"likely": 1}
    assert confidences == {"moderate": 2}


def test_a_grade_takes_the_mapped_terms_and_the_name_of_whoever_converted_it() -> None:
    assert converted(GRADE, TO_PHIA) == Grade(
        graded_by="B. Riefer", graded_on="2025-12-01", confidence="high"
    )


def test_ratings_of_factors_do_not_reach_another_scheme() -> None:
    after = converted(replace(GRADE, factors={"sources": "good"}), TO_PHIA)
    assert after is not None
    assert after.factors == {}


def test_a_grade_without_a_term_of_the_scheme_keeps_its_author() -> None:
    grade = Grade(graded_by="A. Nalyst", graded_on="2025-11-03", credibility=2)
    assert converted(grade, TO_PHIA) is grade


def test_a_grade_of_which_nothing_remains_is_none() -> None:
    assert converted(GRADE, replace(TO_PHIA, confidence={"moderate": None})) is None
    kept_for_its_reason = replace(GRADE, rationale="Two origins")
    after = converted(kept_for_its_reason, replace(TO_PHIA, confidence={"moderate": None}))
    assert after is not None
    assert (after.confidence, after.rationale) == (None, "Two origins")


def test_every_term_in_use_needs_a_mapping_and_each_that_lacks_one_is_named() -> None:
    with pytest.raises(EditError) as refused:
        with_scheme(a_briefing(), SetScheme(scheme_id="phia"))
    assert [problem.field for problem in refused.value.problems] == [
        "SetScheme.likelihood.likely",
        "SetScheme.confidence.moderate",
    ]
    assert "2 rows have the confidence 'moderate'" in str(refused.value)


def test_the_scheme_that_a_briefing_has_already_changes_nothing() -> None:
    assert with_scheme(a_briefing(), SetScheme(scheme_id="icd-203")) == a_briefing()
