"""Finding and rebuilding parts of a briefing's tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.editing import tree
from briefing.errors import EditError
from briefing.model.briefing import Prose, Section
from tests.builders import a_briefing


def test_ids_are_listed_in_reading_order() -> None:
    ids = ["s1", "j1", "s2", "f1", "f2", "s3", "p1", "g1", "t1", "c1", "d1"]
    assert tree.all_ids(a_briefing()) == ids


def test_a_new_id_has_a_number_above_every_one_used_retired_ones_included() -> None:
    assert tree.next_id(a_briefing(), "f") == "f3"
    assert tree.next_id(replace(a_briefing(), retired=("f9", "fx")), "f") == "f10"
    assert tree.next_id(a_briefing(), "new") == "new1"


def test_the_section_of_an_item_is_the_innermost_one() -> None:
    assert tree.section_of(a_briefing(), "t1").id == "s3"


@pytest.mark.parametrize("find", [tree.find_item, tree.find_section, tree.section_of])
def test_an_unknown_id_is_refused_by_name(find: object) -> None:
    with pytest.raises(EditError, match="'nothing'"):
        find(a_briefing(), "nothing")  # type: ignore[operator]


@given(st.lists(st.integers(), max_size=5), st.integers(), st.none() | st.integers(-2, 7))
def test_a_value_is_inserted_at_its_position_or_refused(
    values: list[int], value: int, position: int | None
) -> None:
    index = len(values) if position is None else position
    if not 0 <= index <= len(values):
        with pytest.raises(EditError, match="beyond the end"):
            tree.inserted(tuple(values), value, position)
        return
    after = tree.inserted(tuple(values), value, position)
    assert after[index] == value
    assert (*after[:index], *after[index + 1 :]) == tuple(values)


def test_an_item_added_and_removed_leaves_an_equal_briefing() -> None:
    added = tree.with_item_added(a_briefing(), Prose(id="p9", text="More"), "s3", 1)
    assert [item.id for item in tree.find_section(added, "s3").items][:2] == ["p1", "p9"]
    assert tree.without_item(added, "p9") == a_briefing()


def test_a_section_added_and_removed_leaves_an_equal_briefing() -> None:
    added = tree.with_section_added(a_briefing(), Section(id="s9", title="New"), "s2", 0)
    assert [section.id for section in tree.find_section(added, "s2").sections] == ["s9", "s3"]
    assert tree.without_section(added, "s9") == a_briefing()


def test_sections_nest_to_a_depth_and_no_deeper() -> None:
    briefing = a_briefing()
    parent_id = "s3"
    for level in range(tree.depth(briefing.sections), tree.MAX_SECTION_DEPTH):
        section = Section(id=f"n{level}", title="Deeper")
        briefing = tree.with_section_added(briefing, section, parent_id, None)
        parent_id = section.id
    assert tree.depth(briefing.sections) == tree.MAX_SECTION_DEPTH
    with pytest.raises(EditError, match="levels deep"):
        tree.with_section_added(briefing, Section(id="n9", title="Too deep"), parent_id, None)
