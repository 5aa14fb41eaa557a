"""Grades in the words of the briefing's grading scheme."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.app.presentation.grade_text import (
    GradeWords,
    code_in_words,
    confidence_in_words,
    grade_words,
    scheme_of,
    term_of,
)
from briefing.grading import Subject
from tests.builders import GRADE, a_briefing, bundled_scales

SCALES = bundled_scales()
SCHEME = SCALES.schemes[a_briefing().scheme_id]


def test_a_grade_has_the_words_and_the_level_of_its_scheme() -> None:
    words = grade_words(replace(GRADE, likelihood="likely"), SCHEME)
    assert (words.confidence, words.likelihood) == ("moderate", "likely")
    assert 0 < words.level < words.levels


def test_without_a_grade_only_the_number_of_levels_is_known() -> None:
    words = grade_words(None, SCHEME)
    assert words == GradeWords(levels=words.levels)
    assert words.levels > 0


@pytest.mark.parametrize("scheme", [None, SCHEME], ids=["no scheme", "unknown term"])
def test_a_term_that_the_scheme_does_not_know_has_no_words(scheme: object) -> None:
    grade = replace(GRADE, confidence="never-heard-of")
    words = grade_words(grade, scheme)  # type: ignore[arg-type]
    assert (words.confidence, words.level) == ("", 0)


def test_a_briefing_with_an_unknown_scheme_has_none() -> None:
    assert scheme_of(a_briefing(), SCALES) is SCHEME
    assert scheme_of(replace(a_briefing(), scheme_id="lost"), SCALES) is None
    assert term_of(None, Subject.CONFIDENCE, "moderate") is None
    assert term_of(SCHEME, Subject.CONFIDENCE, None) is None


def test_every_letter_and_figure_of_the_admiralty_code_has_the_words_of_its_scheme() -> None:
    scales = SCALES.schemes["admiralty"].scales
    assert {scale.subject for scale in scales} == {Subject.RELIABILITY, Subject.CREDIBILITY}
    for scale in scales:
        for term in scale.terms:
            words = code_in_words(term.id)
            assert words.startswith(f"{term.id} ")
            assert term.term in words


def test_a_code_is_explained_letter_and_figure_and_other_text_is_left_alone() -> None:
    assert code_in_words("C2") == "C fairly reliable source, 2 probably true"
    assert code_in_words("⇄") == "contradicted by another fact"
    assert (code_in_words(""), code_in_words("C2 and more")) == ("", "C2 and more")


def test_the_marks_of_confidence_are_explained_with_their_number() -> None:
    assert confidence_in_words(grade_words(GRADE, SCHEME)) == "confidence moderate, 2 of 3"
    assert confidence_in_words(grade_words(None, SCHEME)) == "not graded"
