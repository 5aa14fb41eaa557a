"""The audit trail: the briefing that it leads to, and the grades that a row had."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.editing import AddItem, Batch, ClearGrade, CreateBriefing, GradeItem, HideItem
from briefing.model.briefing import Grade, Judgement
from briefing.project import HistoryAction, HistoryEntry, replay
from briefing.project.grade_log import GradeLog
from tests.builders import GRADE, a_briefing

CREATED = HistoryEntry(at="2025-11-03T12:00:00Z", by="A", edit=CreateBriefing(briefing=a_briefing()))
UNDO = HistoryEntry(at="2025-11-03T12:00:09Z", by="A", action=HistoryAction.UNDO)
REDO = HistoryEntry(at="2025-11-03T12:00:10Z", by="A", action=HistoryAction.REDO)
HIGH = replace(GRADE, confidence="high")


def entry(edit: GradeItem | ClearGrade | HideItem | AddItem | Batch, by: str = "B") -> HistoryEntry:
    return HistoryEntry(at="2025-11-03T12:00:05Z", by=by, edit=edit)


def grades(*entries: HistoryEntry, item_id: str = "f1") -> list[Grade | None]:
    return [note.grade for note in GradeLog([CREATED, *entries]).notes(item_id)]


def test_a_replayed_history_leads_to_the_briefing_after_its_last_step() -> None:
    hidden = replay([CREATED, entry(HideItem(item_id="f1"))])
    assert next(item.hidden for item in hidden.walk_items() if item.id == "f1")
    assert replay([CREATED, entry(HideItem(item_id="f1")), UNDO]) == a_briefing()
    assert replay([CREATED, entry(HideItem(item_id="f1")), UNDO, REDO]) == hidden


def test_the_grades_of_a_row_begin_with_the_one_that_it_came_with() -> None:
    assert grades() == [GRADE]
    assert grades(item_id="f2") == []


def test_every_grade_of_a_row_is_noted_in_order_a_cleared_one_as_none() -> None:
    given = [entry(GradeItem(item_id="f1", grade=HIGH)), entry(ClearGrade(item_id="f1"))]
    assert grades(*given) == [GRADE, HIGH, None]
    assert [note.by for note in GradeLog([CREATED, *given]).notes("f1")] == ["A", "B", "B"]


def test_a_grade_that_was_undone_is_not_noted_and_one_redone_is() -> None:
    graded = entry(GradeItem(item_id="f1", grade=HIGH))
    assert grades(graded, UNDO) == [GRADE]
    assert grades(graded, UNDO, REDO) == [GRADE, HIGH]


def test_grades_in_nested_batches_and_of_new_judgements_are_noted() -> None:
    inner = Batch(edits=(GradeItem(item_id="f1", grade=HIGH),))
    assert grades(entry(Batch(edits=(inner,)))) == [GRADE, HIGH]
    new = AddItem(item=Judgement(id="j9", text="It is so", grade=HIGH), section_id="s1")
    assert grades(entry(new), item_id="j9") == [HIGH]
