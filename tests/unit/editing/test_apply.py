"""What single edits do and refuse, as sentences."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import (
    AddFact,
    AddItem,
    AddSection,
    Batch,
    ClearGrade,
    CreateBriefing,
    Edit,
    GradeItem,
    HideItem,
    MoveItem,
    MoveSection,
    RefreshFact,
    RemoveItem,
    RemoveSection,
    RenameSection,
    ReplaceContent,
    Reword,
    SetDetails,
    SetEvidence,
    SetNote,
    SetOption,
    SetReasoning,
    SetTemplate,
    apply,
    create,
    find_item,
    next_id,
)
from briefing.errors import EditError
from briefing.model.briefing import (
    Briefing,
    Captioned,
    Comparison,
    Evidence,
    FactItem,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Status,
    Table,
)
from briefing.model.library import Catalogue
from tests.builders import (
    DRAWING,
    FINISH,
    GRADE,
    LIBRARY,
    PICTURE_ID,
    a_briefing,
    an_outline,
    with_fact_changed,
)


def refusal(briefing: Briefing, edit: Edit) -> str:
    with pytest.raises(EditError) as refused:
        apply(briefing, edit)
    return str(refused.value)


def item(briefing: Briefing, item_id: str) -> Item:
    return find_item(briefing, item_id)


def section_ids(briefing: Briefing) -> list[str]:
    return [section.id for section in briefing.walk_sections()]


def item_ids(briefing: Briefing) -> list[str]:
    return [each.id for each in briefing.walk_items()]


def statement(briefing: Briefing, fact_id: str) -> str:
    return Catalogue(briefing.library).facts[fact_id].statement


def held_facts(briefing: Briefing) -> list[str]:
    return [fact.id for fact in briefing.library.facts]


# Removal and evidence


def test_removing_a_fact_that_a_judgement_leans_on_says_so_first() -> None:
    said = refusal(a_briefing(), RemoveItem(item_id="f1"))
    assert "'j1' uses what would be removed as evidence" in said
    assert "release_evidence" in said


def test_removing_with_release_evidence_lets_go_of_that_evidence_alone() -> None:
    after = apply(a_briefing(), RemoveItem(item_id="f1", release_evidence=True))
    judgement = item(after, "j1")
    assert isinstance(judgement, Judgement)
    assert [evidence.item_id for evidence in judgement.evidence] == ["f2"]
    assert "f1" not in item_ids(after)


def test_removing_a_section_that_a_judgement_leans_on_says_so_first() -> None:
    assert "'j1' uses what would be removed" in refusal(a_briefing(), RemoveSection(section_id="s2"))


def test_removing_a_section_takes_all_beneath_it_and_retires_every_id() -> None:
    after = apply(a_briefing(), RemoveSection(section_id="s2", release_evidence=True))
    assert item_ids(after) == ["j1"]
    assert set(after.retired) == {"s2", "s3", "f1", "f2", "p1", "g1", "t1", "c1", "d1"}


def test_a_section_whose_items_lean_on_each_other_alone_can_be_removed() -> None:
    within = SetEvidence(item_id="p1", evidence=(Evidence(item_id="t1"),))
    after = apply(apply(a_briefing(), within), RemoveSection(section_id="s3"))
    assert section_ids(after) == ["s1", "s2"]


@pytest.mark.parametrize(
    "added",
    [
        AddItem(item=Prose(id="p1", text="Again"), section_id="s1"),
        AddSection(section_id="p1", title="Again"),
        AddFact(item_id="p1", fact_id="price-open", section_id="s1"),
    ],
    ids=lambda edit: edit.label,
)
def test_the_id_of_something_removed_is_refused_for_something_new(added: Edit) -> None:
    removed = apply(a_briefing(), RemoveItem(item_id="p1"))
    assert "was in use earlier and is never used again" in refusal(removed, added)


def test_a_new_id_is_above_every_one_that_was_ever_used() -> None:
    removed = apply(a_briefing(), RemoveItem(item_id="f2", release_evidence=True))
    assert next_id(removed, "f") == "f3"


def test_circular_evidence_is_refused_over_any_number_of_steps() -> None:
    second = Judgement(id="j2", text="And so on", evidence=(Evidence(item_id="p1"),))
    briefing = apply(a_briefing(), AddItem(item=second, section_id="s1"))
    closing = SetEvidence(item_id="p1", evidence=(Evidence(item_id="j2"),))
    assert "Item 'j2' is its own evidence" in refusal(briefing, closing)


def test_a_judgement_cannot_be_its_own_evidence() -> None:
    assert "is its own evidence" in refusal(
        a_briefing(), SetEvidence(item_id="j1", evidence=(Evidence(item_id="j1"),))
    )


def test_evidence_that_is_not_there_is_refused() -> None:
    edit = SetEvidence(item_id="j1", evidence=(Evidence(item_id="f9"),))
    assert "'f9' as evidence, which does not exist" in refusal(a_briefing(), edit)


def test_the_same_evidence_twice_is_refused() -> None:
    twice = (Evidence(item_id="f1"), Evidence(item_id="f1"))
    assert "the same evidence twice" in refusal(a_briefing(), SetEvidence(item_id="j1", evidence=twice))


def test_a_fact_carries_its_own_sources_and_takes_no_evidence() -> None:
    edit = SetEvidence(item_id="f1", evidence=(Evidence(item_id="f2"),))
    assert "facts have their own sources" in refusal(a_briefing(), edit)


# Batches


def test_a_batch_that_cannot_be_finished_changes_nothing_and_names_the_edit() -> None:
    briefing = a_briefing()
    batch = Batch(
        edits=(SetNote(item_id="f1", note="n"), RemoveItem(item_id="f9"), ClearGrade(item_id="f1"))
    )
    with pytest.raises(EditError) as refused:
        apply(briefing, batch)
    assert [problem.field for problem in refused.value.problems] == ["edits[1] RemoveItem"]
    assert briefing == a_briefing()


def test_a_batch_within_a_batch_names_the_path_to_the_edit() -> None:
    inner = Batch(edits=(HideItem(item_id="f1"), HideItem(item_id="f9")))
    with pytest.raises(EditError) as refused:
        apply(a_briefing(), Batch(edits=(HideItem(item_id="f1"), inner)))
    assert [problem.field for problem in refused.value.problems] == ["edits[1].edits[1] HideItem"]


def test_later_edits_of_a_batch_see_what_earlier_ones_made() -> None:
    batch = Batch(
        edits=(
            AddSection(section_id="s9", title="Later"),
            AddItem(item=Prose(id="p9", text="Words"), section_id="s9"),
        )
    )
    assert item_ids(apply(a_briefing(), batch))[-1] == "p9"


def test_batches_nest_only_so_deep_that_a_history_of_them_can_be_read_back() -> None:
    nested: Edit = HideItem(item_id="f1")
    for _ in range(8):
        nested = Batch(edits=(nested,))
    assert apply(a_briefing(), nested) == apply(a_briefing(), HideItem(item_id="f1"))
    assert "Batches nest more than 8 levels deep. Flatten them." in refusal(
        a_briefing(), Batch(edits=(nested,))
    )


# Status


@pytest.mark.parametrize(
    "edit",
    [
        SetNote(item_id="f1", note="n"),
        SetDetails(title="Another"),
        SetDetails(status=Status.FINAL),
        Batch(edits=()),
    ],
    ids=lambda edit: edit.label,
)
def test_a_final_briefing_refuses_edits(edit: Edit) -> None:
    final = replace(a_briefing(), status=Status.FINAL)
    assert "The briefing is final. Set its status to draft first." in refusal(final, edit)


def test_a_final_briefing_takes_edits_again_once_it_is_reopened() -> None:
    final = apply(a_briefing(), FINISH)
    reopened = apply(final, SetDetails(status=Status.DRAFT))
    assert apply(reopened, SetNote(item_id="f1", note="n")) != reopened


def test_a_briefing_cannot_be_created_over_another() -> None:
    assert "exists already" in refusal(a_briefing(), CreateBriefing(briefing=an_outline()))


def test_a_history_cannot_begin_with_an_unsound_briefing() -> None:
    without_library = replace(a_briefing(), library=Catalogue(LIBRARY).material_for([]))
    with pytest.raises(EditError, match="which its library does not contain"):
        create(CreateBriefing(briefing=without_library))


# Words and grades


def test_rewording_a_fact_with_its_own_statement_restores_it() -> None:
    reworded = apply(a_briefing(), Reword(item_id="f1", text="In other words"))
    restored = apply(reworded, Reword(item_id="f1", text=statement(reworded, "route-agreed")))
    assert restored == a_briefing()


def test_rewording_a_fact_with_nothing_restores_its_statement() -> None:
    reworded = apply(a_briefing(), Reword(item_id="f1", text="In other words"))
    assert apply(reworded, Reword(item_id="f1")) == a_briefing()


@pytest.mark.parametrize("item_id", ["f1", "j1", "t1"])
@pytest.mark.parametrize("text", ["Two\nlines", "Two\rlines", "w" * 2_001, "  ", ""])
def test_words_that_do_not_fit_on_one_line_are_refused_where_one_is_wanted(item_id: str, text: str) -> None:
    refusal(a_briefing(), Reword(item_id=item_id, text=text))


def test_prose_may_run_over_several_paragraphs() -> None:
    prose = item(apply(a_briefing(), Reword(item_id="p1", text="One.\n\nTwo.")), "p1")
    assert isinstance(prose, Prose)
    assert prose.text == "One.\n\nTwo."


@pytest.mark.parametrize("item_id", ["g1", "t1", "c1", "d1"])
def test_rewording_something_shown_changes_its_caption(item_id: str) -> None:
    changed = item(apply(a_briefing(), Reword(item_id=item_id, text="Anew")), item_id)
    assert isinstance(changed, Captioned)
    assert changed.caption == "Anew"


@pytest.mark.parametrize("item_id", ["p1", "t1", "c1", "g1"])
def test_only_facts_and_judgements_carry_a_grade(item_id: str) -> None:
    assert "cannot be graded" in refusal(a_briefing(), GradeItem(item_id=item_id, grade=GRADE))
    assert "cannot be graded" in refusal(a_briefing(), ClearGrade(item_id=item_id))


CREDIBLE = replace(GRADE, credibility=2)


@pytest.mark.parametrize(
    "edit",
    [
        GradeItem(item_id="j1", grade=CREDIBLE),
        AddItem(item=Judgement(id="j2", text="So", grade=CREDIBLE), section_id="s1"),
    ],
    ids=lambda edit: edit.label,
)
def test_a_judgement_cannot_carry_a_credibility(edit: Edit) -> None:
    assert "cannot have a credibility" in refusal(a_briefing(), edit)


def test_clearing_a_grade_leaves_everything_else() -> None:
    before = item(a_briefing(), "f1")
    assert isinstance(before, FactItem)
    assert item(apply(a_briefing(), ClearGrade(item_id="f1")), "f1") == replace(before, grade=None)


def test_changing_one_part_of_the_reasoning_leaves_the_rest() -> None:
    once = apply(a_briefing(), SetReasoning(item_id="j1", assumptions=("Peace holds",)))
    twice = item(apply(once, SetReasoning(item_id="j1", indicators=("A tender",))), "j1")
    assert isinstance(twice, Judgement)
    assert (twice.assumptions, twice.indicators) == (("Peace holds",), ("A tender",))


def test_only_a_judgement_carries_reasoning() -> None:
    assert "is not a judgement" in refusal(a_briefing(), SetReasoning(item_id="f1", assumptions=("x",)))


# Places


def test_a_section_cannot_move_into_itself_or_beneath_itself() -> None:
    for parent_id in ("s2", "s3"):
        moved = MoveSection(section_id="s2", parent_id=parent_id)
        assert "cannot move into itself" in refusal(a_briefing(), moved)


def test_sections_nest_four_deep_and_no_deeper() -> None:
    deep = an_outline()
    for parent, child in (("s1", "a"), ("a", "b"), ("b", "c")):
        deep = apply(deep, AddSection(section_id=child, title="Deep", parent_id=parent))
    assert "4 levels" in refusal(deep, AddSection(section_id="d", title="Too deep", parent_id="c"))
    assert "4 levels" in refusal(deep, MoveSection(section_id="s2", parent_id="c"))


@pytest.mark.parametrize(
    "edit",
    [
        AddSection(section_id="s9", title="Late", position=3),
        MoveSection(section_id="s1", position=2),
        AddItem(item=Prose(id="p9", text="Late"), section_id="s2", position=3),
        MoveItem(item_id="f1", section_id="s2", position=2),
        MoveItem(item_id="f1", section_id="s1", position=-1),
    ],
    ids=lambda edit: edit.label,
)
def test_a_position_beyond_the_end_is_refused_with_the_range(edit: Edit) -> None:
    assert "Use a number from 0 to" in refusal(a_briefing(), edit)


def test_an_item_moves_to_the_position_counted_without_it() -> None:
    after = apply(a_briefing(), MoveItem(item_id="f1", section_id="s2", position=1))
    assert item_ids(after)[1:3] == ["f2", "f1"]


def test_a_section_moves_with_all_beneath_it() -> None:
    after = apply(a_briefing(), MoveSection(section_id="s2", parent_id="s1"))
    assert section_ids(after) == ["s1", "s2", "s3"]
    assert set(item_ids(after)) == set(item_ids(a_briefing()))


# Content


def test_a_table_with_ragged_rows_is_refused() -> None:
    ragged = Table(id="t9", caption="Ragged", columns=("A", "B"), rows=(("1", "2"), ("3",)))
    assert "a row that is not 2 cells long" in refusal(a_briefing(), AddItem(item=ragged, section_id="s1"))
    assert "a row" in refusal(a_briefing(), ReplaceContent(item=replace(ragged, id="t1")))


@pytest.mark.parametrize("treaty_ids", [(), ("alpha",), ("alpha", "alpha")])
def test_a_comparison_of_fewer_than_two_treaties_is_refused(treaty_ids: tuple[str, ...]) -> None:
    lone = Comparison(id="c1", caption="Lone", treaty_ids=treaty_ids)
    assert "two or more different treaties" in refusal(
        a_briefing(), ReplaceContent(item=lone, material=LIBRARY)
    )


def test_content_is_replaced_by_its_own_kind_alone() -> None:
    prose_as_figure = ImageItem(id="t1", attachment=PICTURE_ID, caption="A square", alt="A square")
    assert "another kind of item" in refusal(a_briefing(), ReplaceContent(item=prose_as_figure))


# The snapshot


def test_adding_a_fact_does_not_refresh_facts_that_are_held_already() -> None:
    newer = with_fact_changed("route-agreed", "The route is settled")
    added = AddFact(item_id="f9", fact_id="route-refused", section_id="s2", material=newer)
    after = apply(a_briefing(), added)
    assert statement(after, "route-agreed") == statement(a_briefing(), "route-agreed")


def test_refreshing_a_fact_takes_it_from_the_newer_library() -> None:
    newer = with_fact_changed("route-agreed", "The route is settled")
    after = apply(a_briefing(), RefreshFact(fact_id="route-agreed", material=newer))
    assert statement(after, "route-agreed") == "The route is settled"


def test_refreshing_a_fact_leaves_the_facts_that_it_relates_to_as_they_were() -> None:
    newer = with_fact_changed("route-refused", "All was well")
    after = apply(a_briefing(), RefreshFact(fact_id="route-agreed", material=newer))
    assert after == a_briefing()


def test_refreshing_a_fact_that_is_not_used_is_refused() -> None:
    edit = RefreshFact(fact_id="bases-offered", material=LIBRARY)
    assert "does not use the fact 'bases-offered'" in refusal(a_briefing(), edit)


def test_the_snapshot_holds_a_fact_with_what_it_stands_on_while_it_is_used_and_no_longer() -> None:
    added = AddFact(item_id="f9", fact_id="nothing-else", section_id="s1", material=LIBRARY)
    after = apply(an_outline(), added)
    held = after.library
    assert held_facts(after) == ["nothing-else"]
    assert [each.id for each in held.treaties] == ["gamma"]
    assert [each.id for each in held.sources] == ["echo", "text-gamma", "wire"]
    assert [each.id for each in held.publishers] == ["agency", "forum", "ministry"]
    assert apply(after, RemoveItem(item_id="f9")).library == an_outline().library


def test_the_snapshot_holds_the_contradiction_of_a_fact_that_is_used() -> None:
    assert held_facts(a_briefing()) == ["price-open", "route-agreed", "route-refused"]


def test_a_fact_used_twice_stays_until_its_last_use_is_removed() -> None:
    briefing = an_outline()
    for item_id in ("f1", "f2"):
        added = AddFact(item_id=item_id, fact_id="price-open", section_id="s1", material=LIBRARY)
        briefing = apply(briefing, added)
    once = apply(briefing, RemoveItem(item_id="f1"))
    assert held_facts(once) == ["price-open"]
    assert held_facts(apply(once, RemoveItem(item_id="f2"))) == []


def test_a_fact_that_came_without_what_it_stands_on_is_refused() -> None:
    bare = replace(LIBRARY, sources=())
    for edit in (
        AddFact(item_id="f9", fact_id="nothing-else", section_id="s1", material=bare),
        RefreshFact(fact_id="price-open", material=bare),
    ):
        assert "The material of the edit lacks" in refusal(a_briefing(), edit)


# Settings and labels


def test_choosing_another_template_drops_the_options_of_the_earlier_one() -> None:
    optioned = apply(a_briefing(), SetOption(name="cover", value=False))
    assert apply(optioned, SetTemplate(template_id="assessment")) == optioned
    assert apply(optioned, SetTemplate(template_id="other")).template_options == {}


def test_an_option_set_to_nothing_has_its_default_again() -> None:
    optioned = apply(a_briefing(), SetOption(name="cover", value=False))
    assert apply(optioned, SetOption(name="cover")) == a_briefing()


@pytest.mark.parametrize(
    ("edit", "label"),
    [
        (SetDetails(cut_off=None), "Change cut-off date"),
        (SetDetails(title="A", author="B"), "Change details"),
        (RenameSection(section_id="s1", title="A"), "Rename section"),
        (AddItem(item=Prose(id="p9", text="A"), section_id="s1"), "Add text"),
        (AddItem(item=DRAWING, section_id="s1"), "Add chart"),
        (ReplaceContent(item=Table(id="t1", caption="A", columns=(), rows=())), "Change table"),
        (Reword(item_id="f1", text="A"), "Reword"),
        (Reword(item_id="f1"), "Restore wording"),
        (HideItem(item_id="f1"), "Leave row out"),
        (HideItem(item_id="f1", hidden=False), "Show row"),
        (SetOption(name="page-size", value="a4"), "Change page size"),
        (Batch(edits=(HideItem(item_id="f1"),)), "Leave row out"),
        (Batch(edits=(HideItem(item_id="f1"), HideItem(item_id="f2"))), "Leave row out ×2"),
        (Batch(edits=(HideItem(item_id="f1"), RemoveItem(item_id="f2"))), "2 changes"),
        (Batch(edits=(HideItem(item_id="f1"),), name="Tidy up"), "Tidy up"),
    ],
)
def test_an_undo_menu_says_what_an_edit_did(edit: Edit, label: str) -> None:
    assert edit.label == label
