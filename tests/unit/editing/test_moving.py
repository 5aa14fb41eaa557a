"""Moving rows and sections: several at once, a step up or down, a level in or out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.editing import (
    apply,
    broken_invariants,
    indent_section,
    move_rows,
    move_sections,
    outdent_section,
    step_rows,
    step_section,
)
from briefing.errors import EditError
from tests.builders import a_briefing
from tests.unit.editing.outline import ROWS, SECTIONS, order, tree

SOME_ROWS = st.lists(st.sampled_from(ROWS), min_size=1, unique=True)
SOME_SECTIONS = st.lists(st.sampled_from(SECTIONS), min_size=1, unique=True)


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
