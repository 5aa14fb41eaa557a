"""The next issue of a series, and how a grade came about."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.editing import Batch, ClearGrade, GradeItem, SetDetails, SetReasoning
from briefing.model.briefing import Judgement, Status
from briefing.project import Session, next_issue
from briefing.project.grade_log import GradeLog
from tests.builders import FINISH, GRADE, a_full_session, a_reference, a_session, an_outline


def test_the_next_issue_keeps_rows_words_and_grades_and_clears_dates_and_status() -> None:
    session = a_full_session()
    session.apply(SetReasoning(item_id="j1", change_since_last="Firmer than in spring."))
    session.apply(SetDetails(cut_off="2025-10-31", issued="2025-11-03"))
    session.apply(FINISH)
    last = session.briefing
    begun, attachments = next_issue(session.project)
    assert (begun.version, begun.supersedes, begun.status) == (last.version + 1, last.id, Status.DRAFT)
    assert (begun.cut_off, begun.issued) == (None, None)
    assert begun.id != last.id
    assert attachments == session.project.attachments
    judgement = next(item for item in begun.walk_items() if isinstance(item, Judgement))
    assert judgement.change_since_last == ""
    kept = [replace(i, change_since_last="") if isinstance(i, Judgement) else i for i in last.walk_items()]
    assert list(begun.walk_items()) == kept


def test_the_third_issue_counts_on_and_begins_a_history_of_its_own() -> None:
    second, attachments = next_issue(a_full_session().project)
    session = Session.begin(second, a_reference(), author="A. Nalyst", attachments=attachments)
    third, _ = next_issue(session.project)
    assert (second.id, third.id) == ("gas-2", "gas-3")
    assert session.undo_label is None


def test_the_history_of_a_grade_tells_each_one_that_stands_in_order() -> None:
    session = a_full_session()
    high = replace(GRADE, confidence="high")
    session.apply(GradeItem(item_id="f1", grade=high))
    session.apply(Batch(edits=(ClearGrade(item_id="f1"),), name="Clear"))
    session.undo()
    low = replace(GRADE, confidence="low")
    session.apply(GradeItem(item_id="f2", grade=low))
    assert [note.grade for note in GradeLog(session.history).notes("f1")] == [GRADE, high]
    assert [note.grade for note in GradeLog(session.history).notes("f2")] == [low]
    assert {note.by for note in GradeLog(session.history).notes("f2")} == {"A. Nalyst"}


def test_a_row_that_was_never_graded_has_no_history_of_it() -> None:
    assert GradeLog(a_session(an_outline()).history).notes("f1") == []
