"""Which rows can be left out, and in which order."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from briefing.editing import ClearGrade, GradeItem, HideItem, SetEvidence, apply
from briefing.model.briefing import Briefing, Evidence
from briefing.render.page_budget.cuttable_rows import cuttable_rows, proposals
from briefing.render.page_budget.proposal import Cut, applied, fitting_edit
from tests.builders import GRADE, bundled_scales
from tests.small_briefing import a_briefing

LINES = Counter({"f1": 3, "f2": 2, "f3": 4, "p1": 1, "c1": 9, "t1": 5, "g1": 0, "j1": 4})


def proposed(briefing: Briefing, lines: Counter[str] = LINES) -> list[Cut]:
    return proposals(cuttable_rows(briefing, bundled_scales()), lines)


def test_rows_come_uncited_first_then_by_grade_then_by_length() -> None:
    assert [each.row_ids for each in proposed(a_briefing())] == [
        ("c1",), ("t1",), ("p1",), ("f3",), ("f1", "f2"),
    ]  # fmt: skip


def test_the_lowest_grade_goes_first_among_rows_that_nothing_cites() -> None:
    high = apply(a_briefing(), GradeItem(item_id="f3", grade=replace(GRADE, confidence="high")))
    assert [each.row_ids for each in proposed(high)][-2:] == [("f3",), ("f1", "f2")]
    ungraded = apply(a_briefing(), ClearGrade(item_id="f3"))
    assert [each.row_ids for each in proposed(ungraded)][:3] == [("c1",), ("t1",), ("f3",)]


def test_statements_that_contradict_each_other_go_together_and_name_the_judgement() -> None:
    pair = proposed(a_briefing())[-1]
    assert (pair.name, pair.lines, pair.judgements) == ("statements 1 and 2", 5, ("J1",))


def test_what_a_judgement_rests_on_through_another_row_is_cited_too() -> None:
    through = apply(a_briefing(), SetEvidence(item_id="p1", evidence=(Evidence(item_id="f3"),)))
    through = apply(through, SetEvidence(item_id="j1", evidence=(Evidence(item_id="p1"),)))
    by_row = {each.row_ids[0]: each.judgements for each in proposed(through)}
    assert by_row["f3"] == by_row["p1"] == ("J1",)
    assert by_row["f1"] == ()


def test_judgements_hidden_rows_and_rows_without_lines_are_never_proposed() -> None:
    rows = {row_id for each in proposed(a_briefing()) for row_id in each.row_ids}
    assert "j1" not in rows
    assert "g1" not in rows
    hidden = apply(a_briefing(), HideItem(item_id="f1"))
    assert ("f2",) in [each.row_ids for each in proposed(hidden)]


def test_what_is_laid_out_is_what_the_edit_gives() -> None:
    chosen = tuple(proposed(a_briefing())[2:])
    edit = fitting_edit(chosen, 2)
    assert edit.label == "Fit on 2 pages"
    assert apply(a_briefing(), edit) == applied(a_briefing(), chosen)
