"""Copying, pasting and duplicating rows and sections."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.editing import Clipping, apply, broken_invariants, clip, duplicate, paste, text_of
from briefing.errors import EditError
from briefing.model.briefing import Briefing, FactItem, Judgement, Section
from tests.builders import PICTURE, PICTURE_ID, a_briefing
from tests.unit.editing.outline import ROWS, SECTIONS, order, tree


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
