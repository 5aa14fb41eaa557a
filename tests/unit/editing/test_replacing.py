"""Finding and replacing text in a whole briefing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import TextPlace, apply, find_item, find_passages, replaced, replacement_edit
from briefing.editing.replacing import texts_of
from briefing.model.briefing import Briefing, FactItem, Graded, Judgement, Table
from briefing.model.issue import MainMessage
from tests.builders import a_briefing


def full_briefing() -> Briefing:
    """A briefing in which every text that can be searched contains the word "river"."""
    briefing = a_briefing()
    places = {place: f"{text} river".strip() for place, text in texts_of(briefing)}
    judgement = find_item(briefing, "j1")
    assert isinstance(judgement, Judgement)
    places |= {TextPlace("j1", "change_since_last"): "The river rose"}
    edit = replacement_edit(briefing, places, "Prepare")
    return apply(briefing, edit)


def test_the_main_message_and_the_remark_on_sources_are_searched_and_replaced() -> None:
    message = MainMessage(text="Gas flows", judgement_ids=("j1",))
    briefing = replace(a_briefing(), main_message=message, source_remark="Gas is known from one voice.")
    found = find_passages(briefing, "gas")
    passages = [each for each in found if each.place.field in {"main_message", "source_remark"}]
    assert [each.place.field for each in passages] == ["source_remark", "main_message"]
    edit = replacement_edit(briefing, replaced(passages, "Oil"), "Replace")
    after = apply(briefing, edit)
    assert after.main_message == replace(message, text="Oil flows")
    assert after.source_remark == "Oil is known from one voice."
    emptied = replacement_edit(briefing, {passages[-1].place: ""}, "Replace")
    assert apply(briefing, emptied).main_message is None


def test_texts_of_every_kind_are_found_in_reading_order() -> None:
    places = [passage.place for passage in find_passages(full_briefing(), "RIVER")]
    fields = {(place.row_id, place.field) for place in places}
    assert {("", "title"), ("s1", "title"), ("f1", "text"), ("f1", "rationale"), ("f1", "note")} <= fields
    assert {("j1", "text"), ("j1", "change_since_last"), ("p1", "text"), ("t1", "cells")} <= fields
    assert {("g1", "text"), ("g1", "alt"), ("c1", "text"), ("d1", "text")} <= fields
    assert len(places) == len(list(texts_of(full_briefing())))


def test_all_passages_are_replaced_by_one_edit() -> None:
    briefing = full_briefing()
    edit = replacement_edit(briefing, replaced(find_passages(briefing, "river"), "lake"), "Replace")
    after = apply(briefing, edit)
    assert edit.label == "Replace"
    assert find_passages(after, "river") == []
    assert len(find_passages(after, "lake")) == len(find_passages(briefing, "river"))


def test_replacing_changes_nothing_of_a_grade_but_its_rationale() -> None:
    briefing = full_briefing()
    after = apply(
        briefing, replacement_edit(briefing, replaced(find_passages(briefing, "river"), "lake"), "Replace")
    )
    for before in briefing.walk_items():
        if isinstance(before, Graded) and before.grade is not None:
            grade = find_item(after, before.id)
            assert isinstance(grade, Graded)
            assert grade.grade is not None
            assert replace(grade.grade, rationale=before.grade.rationale) == before.grade


def test_a_fact_without_a_wording_gets_one_and_keeps_its_statement() -> None:
    briefing = a_briefing()
    passages = [each for each in find_passages(briefing, "route") if each.place.row_id == "f1"]
    if not passages:
        passages = [each for each in find_passages(briefing, "a") if each.place == TextPlace("f1", "text")][
            :1
        ]
    after = apply(briefing, replacement_edit(briefing, replaced(passages, "XY"), "Replace"))
    item = find_item(after, "f1")
    assert isinstance(item, FactItem)
    assert item.wording is not None
    assert "XY" in item.wording
    assert after.library == briefing.library


def test_only_the_passages_that_are_given_are_replaced() -> None:
    briefing = full_briefing()
    cells = [each for each in find_passages(briefing, "river") if each.place.field == "cells"]
    after = apply(briefing, replacement_edit(briefing, replaced(cells[1:], "lake"), "Replace"))
    table = find_item(after, "t1")
    assert isinstance(table, Table)
    assert table.columns[0].endswith("river")
    assert all(cell.endswith("lake") for cell in (table.columns[1], *table.rows[0]))


@pytest.mark.parametrize(("whole", "count"), [(False, 2), (True, 1)])
def test_several_passages_of_one_text_keep_their_places(whole: bool, count: int) -> None:
    briefing = apply(
        a_briefing(), replacement_edit(a_briefing(), {TextPlace("p1", "text"): "Oil and oiler"}, "x")
    )
    passages = find_passages(briefing, "oil", whole_words=whole)
    assert len(passages) == count
    assert replaced(passages, "Gas")[TextPlace("p1", "text")] == (
        "Gas and oiler" if whole else "Gas and Gaser"
    )
