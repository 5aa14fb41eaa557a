"""What hands do to rows and sections: moving several at once, copying, pasting, duplicating."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.editing import (
    Clipping,
    apply,
    broken_invariants,
    clip,
    duplicate,
    indent_section,
    move_rows,
    move_sections,
    outdent_section,
    paste,
    step_rows,
    step_section,
    text_of,
)
from briefing.errors import EditError
from briefing.model.briefing import Briefing, FactItem, Judgement, Section
from tests.builders import PICTURE, PICTURE_ID, a_briefing

ROWS = ["j1", "f1", "f2", "p1", "g1", "t1", "c1", "d1"]
SECTIONS = ["s1", "s2", "s3"]
SOME_ROWS = st.lists(st.sampled_from(ROWS), min_size=1, unique=True)
SOME_SECTIONS = st.lists(st.sampled_from(SECTIONS), min_size=1, unique=True)


def order(briefing: Briefing) -> dict[str, list[str]]:
    return {s.id: [item.id for item in s.items] for s in briefing.walk_sections()}


def tree(sections: tuple[Section, ...]) -> list[object]:
    return [[section.id, *tree(section.sections)] for section in sections]


@given(SOME_ROWS, st.sampled_from(SECTIONS), st.none() | st.integers(0, 5))
def test_moved_rows_stand_together_in_reading_order_before_the_row_that_was_pointed_at(
    ids: list[str], section_id: str, position: int | None
) -> None:
    before = a_briefing()
    there = order(before)[section_id]
    moved = [each for each in ROWS if each in ids]
    try:
        after = apply(before, move_rows(before, ids, section_id, position))
    except EditError:
        after = before  # refused because they stand there already
    got = order(after)[section_id]
    at = got.index(moved[0])
    assert got[at : at + len(moved)] == moved
    behind = [each for each in (there[position:] if position is not None else []) if each not in ids]
    assert got[at + len(moved) :][: len(behind)] == behind
    everything = sorted(each for level in order(after).values() for each in level)
    assert everything == sorted(ROWS)
    assert not list(broken_invariants(after))


@given(SOME_SECTIONS, st.none() | st.sampled_from(SECTIONS), st.none() | st.integers(0, 3))
def test_moved_sections_keep_all_that_is_in_them_and_none_is_lost(
    ids: list[str], parent_id: str | None, position: int | None
) -> None:
    before = a_briefing()
    try:
        after = apply(before, move_sections(before, ids, parent_id, position))
    except EditError:
        return
    assert sorted(order(after)) == sorted(order(before))
    assert order(after) == {key: order(before)[key] for key in order(after)}


def test_a_step_up_from_the_head_of_a_section_goes_to_the_end_of_the_one_before() -> None:
    before = a_briefing()
    up = apply(before, step_rows(before, ["f1"], -1))
    assert order(up)["s1"] == ["j1", "f1"]
    back = apply(up, step_rows(up, ["f1"], 1))
    assert order(back) == order(before)


def test_a_step_takes_several_rows_along_and_keeps_their_order() -> None:
    before = a_briefing()
    after = apply(before, step_rows(before, ["g1", "t1"], 1))
    assert order(after)["s3"] == ["p1", "c1", "g1", "t1", "d1"]


@pytest.mark.parametrize(("row", "step"), [("j1", -1), ("d1", 1)])
def test_at_the_ends_of_the_briefing_a_step_is_refused_with_a_reason(row: str, step: int) -> None:
    with pytest.raises(EditError, match="no further section in that direction"):
        step_rows(a_briefing(), [row], step)


def test_rows_of_several_sections_are_not_moved_by_a_step() -> None:
    with pytest.raises(EditError, match="several sections"):
        step_rows(a_briefing(), ["j1", "f1"], 1)


def test_a_section_goes_in_a_level_and_out_again() -> None:
    before = a_briefing()
    inside = apply(before, indent_section(before, "s2"))
    assert tree(inside.sections) == [["s1", ["s2", ["s3"]]]]
    assert tree(apply(inside, outdent_section(inside, "s2")).sections) == tree(before.sections)
    with pytest.raises(EditError, match="no section before"):
        indent_section(before, "s1")
    with pytest.raises(EditError, match="top level"):
        outdent_section(before, "s1")


def test_a_section_steps_among_its_neighbours_and_not_beyond() -> None:
    before = a_briefing()
    after = apply(before, step_section(before, "s2", -1))
    assert tree(after.sections) == [["s2", ["s3"]], ["s1"]]
    with pytest.raises(EditError, match="end of its level"):
        step_section(before, "s1", -1)


@given(st.lists(st.sampled_from([*ROWS, *SECTIONS]), min_size=1, unique=True))
def test_what_is_pasted_is_what_was_copied_under_new_ids(ids: list[str]) -> None:
    briefing = a_briefing()
    clipping = clip(briefing, ids, {PICTURE_ID: PICTURE})
    after = apply(briefing, paste(briefing, clipping, "s1", 0))
    assert not list(broken_invariants(after))
    assert text_of(clip(after, _new(briefing, after))) == text_of(clipping)
    copied = [*clipping.items, *(i for s in clipping.sections for c in s.walk() for i in c.items)]
    assert len(list(after.walk_items())) == len(list(briefing.walk_items())) + len(copied)


def _new(before: Briefing, after: Briefing) -> list[str]:
    old = {*SECTIONS, *ROWS}
    assert {item.id for item in before.walk_items()} <= old
    return [
        *(s.id for s in after.walk_sections() if s.id not in old),
        *(i.id for i in after.walk_items() if i.id not in old),
    ]


def test_a_clipping_brings_facts_with_their_sources_into_a_briefing_that_never_had_them() -> None:
    clipping = clip(a_briefing(), ["f1", "g1"], {PICTURE_ID: PICTURE, "0" * 64: b"another"})
    assert clipping.attachments == {PICTURE_ID: PICTURE}
    elsewhere = Briefing(id="new", title="New", sections=(Section(id="s1", title="One"),))
    after = apply(elsewhere, paste(elsewhere, clipping, "s1", None))
    assert {fact.id for fact in after.library.facts} >= {"route-agreed"}
    assert after.library.sources


def test_a_grade_on_another_scale_is_not_carried_over() -> None:
    clipping = clip(a_briefing(), ["j1", "f1"])
    other = replace(a_briefing(), scheme_id="phia")
    after = apply(other, paste(other, clipping, "s1", None))
    added = [item for item in after.walk_items() if item.id not in ROWS]
    assert [item.grade for item in added if isinstance(item, FactItem | Judgement)] == [None, None]


def test_evidence_follows_the_copy_and_points_at_what_is_there() -> None:
    briefing = a_briefing()
    both = apply(briefing, paste(briefing, clip(briefing, ["j1", "f1"]), "s2", None))
    judgement = next(i for i in both.walk_items() if isinstance(i, Judgement) and i.id != "j1")
    copied_fact = next(i.id for i in both.walk_items() if isinstance(i, FactItem) and i.id not in ROWS)
    assert [piece.item_id for piece in judgement.evidence] == [copied_fact, "f2"]
    elsewhere = Briefing(id="new", title="New", sections=(Section(id="s1", title="One"),))
    alone = apply(elsewhere, paste(elsewhere, clip(briefing, ["j1"]), "s1", None))
    [pasted] = [item for item in alone.walk_items() if isinstance(item, Judgement)]
    assert pasted.evidence == ()


def test_a_duplicate_stands_right_behind_what_it_copies() -> None:
    briefing = a_briefing()
    after = apply(briefing, duplicate(briefing, ["f1"]))
    assert order(after)["s2"] == ["f1", "f3", "f2"]
    assert duplicate(briefing, ["f1"]).label == "Duplicate 1 row"
    assert tree(apply(briefing, duplicate(briefing, ["s1"])).sections) == [["s1"], ["s4"], ["s2", ["s3"]]]


def test_pasting_rows_where_there_is_no_section_says_what_to_do() -> None:
    with pytest.raises(EditError, match="Select a section first"):
        paste(a_briefing(), clip(a_briefing(), ["f1"]), None, None)
    with pytest.raises(EditError, match="nothing to paste"):
        paste(a_briefing(), Clipping(briefing_id="gas", scheme_id="icd-203"), "s1", None)


def test_the_text_for_other_programs_keeps_standing_source_and_grade() -> None:
    text = text_of(clip(a_briefing(), ["f1", "j1"]))
    assert "reported" in text
    assert "confidence moderate" in text
