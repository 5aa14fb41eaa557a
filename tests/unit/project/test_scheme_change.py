"""Another grading scheme: no grade changes without a word on what becomes of it, and none is lost."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import Edit, GradeItem, SetScheme
from briefing.errors import EditError
from briefing.model.briefing import FactItem, Judgement
from briefing.project import Session
from briefing.project.grade_log import GradeLog
from tests.builders import GRADE, a_full_session

THREE: dict[str, str | None] = {"low": "low", "moderate": "moderate", "high": "moderate"}


def refusal(session: Session, edit: Edit) -> str:
    with pytest.raises(EditError) as refused:
        session.apply(edit)
    return str(refused.value)


def phia(**mappings: dict[str, str | None]) -> SetScheme:
    mapped = {"likelihood": {"likely": "likely"}, "confidence": THREE, **mappings}
    return SetScheme(scheme_id="phia", **mapped)  # type: ignore[arg-type]


def test_a_scheme_is_changed_only_with_a_word_on_every_term_in_use() -> None:
    session = a_full_session()
    before = session.briefing
    said = refusal(session, SetScheme(scheme_id="phia"))
    assert "has the likelihood 'likely', and the edit does not map it" in said
    assert "the confidence 'moderate', and" in said
    assert session.briefing == before


def test_every_grade_goes_to_the_new_scheme_in_one_step_that_is_undone_in_one() -> None:
    session = a_full_session()
    session.apply(GradeItem(item_id="f1", grade=replace(GRADE, confidence="high")))
    before = session.briefing
    after = session.apply(phia())
    assert after.scheme_id == "phia"
    graded = {item.id: item.grade for item in after.walk_items() if isinstance(item, FactItem | Judgement)}
    assert graded["f1"] is not None
    assert (graded["f1"].confidence, graded["f1"].graded_by) == ("moderate", session.author)
    assert graded["f1"].rationale == GRADE.rationale
    assert session.undo() == before


def test_a_term_that_is_let_go_leaves_the_rest_of_the_grade_and_the_earlier_one_in_the_history() -> None:
    session = a_full_session()
    session.apply(GradeItem(item_id="f1", grade=replace(GRADE, confidence="high", rationale="")))
    after = session.apply(phia(confidence={**THREE, "high": None}))
    assert next(item.grade for item in after.walk_items() if item.id == "f1") is None  # type: ignore[union-attr]
    notes = GradeLog(session.history).notes("f1")
    assert [(note.scheme_id, note.grade.confidence if note.grade else None) for note in notes][-2:] == [
        ("icd-203", "high"),
        ("phia", None),
    ]


def test_factors_are_rated_where_the_scheme_has_them_and_refused_where_it_has_not() -> None:
    rated = replace(GRADE, confidence="low", factors={"information-base": "weak"})
    assert "'information-base' is not a factor of ICD 203" in refusal(
        a_full_session(), GradeItem(item_id="f1", grade=rated)
    )
    session = a_full_session()
    session.apply(phia())
    session.apply(GradeItem(item_id="f1", grade=rated))
    wrong = replace(rated, factors={"information-base": "splendid"})
    assert "Use one of: weak, fair, strong." in refusal(session, GradeItem(item_id="f1", grade=wrong))


def test_a_fact_takes_no_likelihood() -> None:
    edit = GradeItem(item_id="f1", grade=replace(GRADE, likelihood="likely"))
    assert "ICD 203 does not grade facts by likelihood" in refusal(a_full_session(), edit)
