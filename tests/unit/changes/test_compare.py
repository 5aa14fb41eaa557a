"""What changed is told row by row, whole and nothing twice; a newer library is taken fact by fact."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.changes import Change, ChangeKind, changes, newer_in
from briefing.editing import (
    AddFact,
    AddItem,
    AddSection,
    ClearGrade,
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
    SetReasoning,
    apply,
)
from briefing.errors import EditError
from briefing.grading import grade_in_words
from briefing.model.briefing import Briefing, Evidence, Grade, Judgement, Prose, Table
from briefing.model.issue import MainMessage
from briefing.model.library import Catalogue
from briefing.project.format import Project
from briefing.project.series import next_issue
from tests.builders import LIBRARY, a_briefing, bundled_scales, with_fact_changed
from tests.examples import examples
from tests.unit.editing.strategies import SINGLE_EDITS

BASE = a_briefing()
_MIRRORED = (
    AddFact, RemoveItem, Reword, ClearGrade, GradeItem,
    AddSection, RenameSection, MoveSection, MoveItem, HideItem, SetReasoning,
)  # fmt: skip
HIGH = Grade(
    graded_by="A", graded_on="2025-11-05", confidence="high", likelihood=None, rationale="A second source."
)


def told(before: Briefing, after: Briefing) -> list[Change]:
    return changes(before, after, lambda b, grade: grade_in_words(grade, b.scheme_id, bundled_scales()))


def after(*edits: Edit) -> Briefing:
    briefing = BASE
    for edit in edits:
        briefing = apply(briefing, edit)
    return briefing


def test_nothing_changed_in_what_is_the_same() -> None:
    assert told(BASE, BASE) == []


def test_a_main_message_that_is_written_reworded_drawn_from_others_or_removed_is_one_change() -> None:
    first = MainMessage(text="It holds", judgement_ids=("j1",))
    other_words, other_basis = replace(first, text="It is over"), replace(first, judgement_ids=())
    written = [
        (None, first, ("It holds", "", "It holds")),
        (first, other_words, ("It is over", "It holds", "It is over")),
        (first, other_basis, ("It holds", "j1", "")),
        (first, None, ("It holds", "It holds", "")),
    ]
    for old, new, words in written:
        before, later = replace(BASE, main_message=old), replace(BASE, main_message=new)
        assert told(before, later) == [Change(ChangeKind.MESSAGE_CHANGED, "", *words)]


def test_each_kind_of_change_is_told_with_before_after_and_reason() -> None:
    judgement = Judgement(id="j9", text="It is likely so.", grade=replace(HIGH, likelihood="likely"))
    changed = after(
        SetDetails(cut_off="2025-12-01"),
        AddFact(item_id="f9", fact_id="bases-offered", section_id="s1", material=LIBRARY),
        Reword("f1", "Other words"),
        GradeItem("f2", HIGH),
        AddItem(judgement, "s1"),
        AddItem(Prose(id="p9", text="In between."), "s1"),
        SetEvidence("j1", (Evidence(item_id="f2"),)),
        GradeItem("j1", replace(HIGH, likelihood="unlikely")),
        SetReasoning("j1", change_since_last="The talks broke off."),
    )
    found = {(each.kind, each.row_id): each for each in told(BASE, changed)}
    assert set(found) == {
        (ChangeKind.DETAILS_CHANGED, ""),
        (ChangeKind.FACT_ADDED, "f9"),
        (ChangeKind.FACT_REWORDED, "f1"),
        (ChangeKind.FACT_REGRADED, "f2"),
        (ChangeKind.JUDGEMENT_ADDED, "j9"),
        (ChangeKind.PROSE_CHANGED, "p9"),
        (ChangeKind.EVIDENCE_CHANGED, "j1"),
        (ChangeKind.JUDGEMENT_MOVED, "j1"),
    }
    moved = found[ChangeKind.JUDGEMENT_MOVED, "j1"]
    assert (moved.after, moved.reason) == ("unlikely, high confidence", "The talks broke off.")
    assert found[ChangeKind.FACT_REGRADED, "f2"].reason == "A second source."
    assert found[ChangeKind.FACT_REWORDED, "f1"].after == "Other words"


def test_an_added_fact_has_the_rationale_of_its_grade_as_reason() -> None:
    added = AddFact(item_id="f9", fact_id="bases-offered", section_id="s1", material=LIBRARY)
    (one,) = told(BASE, after(added, GradeItem("f9", HIGH)))
    assert (one.text, one.after, one.reason) == (
        "It is reported that bases-offered", "high confidence", "A second source.",
    )  # fmt: skip


def test_sections_and_the_places_of_rows_are_compared() -> None:
    changed = after(
        RenameSection("s1", "Provisions and deeds"),
        AddSection("s9", "Outlook"),
        MoveItem("f2", "s1", 0),
        HideItem("f1"),
        RemoveSection("s3", release_evidence=True),
    )
    names = {each.id: each.title for each in BASE.walk_sections()}
    statement = "It is reported that price-open"
    found = {each.kind: each for each in told(BASE, changed)}
    old_place = f"place 2 in “{names['s2']}”"
    assert found[ChangeKind.SECTION_RENAMED] == Change(
        ChangeKind.SECTION_RENAMED, "s1", "Provisions and deeds", names["s1"], "Provisions and deeds"
    )
    assert (found[ChangeKind.SECTION_ADDED].row_id, found[ChangeKind.SECTION_ADDED].text) == (
        "s9",
        "Outlook",
    )
    assert found[ChangeKind.SECTION_DROPPED].text == names["s3"]
    assert found[ChangeKind.ROW_MOVED] == Change(
        ChangeKind.ROW_MOVED, "f2", statement, old_place, "place 1 in “Provisions and deeds”"
    )
    assert found[ChangeKind.ROW_HIDDEN].row_id == "f1"
    assert {each.kind for each in told(changed, BASE)} >= {ChangeKind.ROW_SHOWN, ChangeKind.ROW_MOVED}


def test_of_rows_in_one_section_only_the_one_that_was_moved_is_listed() -> None:
    texts = [AddItem(Prose(id=f"p{number}", text=f"Text {number}"), "s1") for number in range(10, 15)]
    before = after(*texts)
    place = len(next(each for each in before.walk_sections() if each.id == "s1").items) - 1
    moved = apply(before, MoveItem("p10", "s1", place))
    assert [(each.kind, each.row_id) for each in told(before, moved)] == [(ChangeKind.ROW_MOVED, "p10")]
    gone = apply(before, RemoveItem("p10"))
    assert ChangeKind.ROW_MOVED not in {each.kind for each in told(before, gone)}


def test_figures_and_tables_are_compared_by_caption_and_content() -> None:
    (table,) = (item for item in BASE.walk_items() if isinstance(item, Table))
    other_rows = after(ReplaceContent(replace(table, rows=(("2026", "60"),))))
    (change,) = told(BASE, other_rows)
    assert (change.kind, change.row_id, change.text) == (ChangeKind.FIGURE_CHANGED, table.id, table.caption)
    renamed = after(ReplaceContent(replace(table, caption="Gas")))
    (change,) = told(BASE, renamed)
    assert (change.before, change.after) == (table.caption, "Gas")
    assert [each.kind for each in told(BASE, after(RemoveItem(table.id)))] == [ChangeKind.FIGURE_DROPPED]
    assert told(BASE, after(SetNote(table.id, "To check"))) == []


def test_reasoning_is_compared_and_another_rationale_without_another_grade() -> None:
    first = after(GradeItem("f2", HIGH), SetReasoning("j1", alternatives=("It fails.",)))
    second = apply(first, GradeItem("f2", replace(HIGH, rationale="Three sources.")))
    second = apply(second, SetReasoning("j1", alternatives=("It is put off.",)))
    by_row = {each.row_id: each for each in told(first, second)}
    assert {each.kind for each in by_row.values()} == {ChangeKind.REASONING_CHANGED}
    assert by_row["f2"].before == "rationale: A second source."
    assert by_row["f2"].after == "rationale: Three sources."
    assert by_row["j1"].after == "alternatives: It is put off."


def test_every_printed_detail_is_compared() -> None:
    details = {"subtitle": "Sub", "purpose": "To know", "requested_by": "Director", "issued": "2026-01-02"}
    listed = told(BASE, replace(BASE, **details))
    assert {each.text: each.after for each in listed} == {
        name.replace("_", " "): value for name, value in details.items()
    }
    (options,) = told(BASE, replace(BASE, template_options={"paper": "A4", "facts": "flowing"}))
    assert (options.text, options.before, options.after) == (
        "template options", "none", "facts=flowing, paper=A4",
    )  # fmt: skip


def test_what_was_dropped_is_told_with_the_grade_it_had() -> None:
    dropped = after(RemoveItem("f1", release_evidence=True), RemoveItem("j1", release_evidence=True))
    kinds = [each.kind for each in told(BASE, dropped)]
    assert ChangeKind.FACT_DROPPED in kinds
    assert ChangeKind.JUDGEMENT_DROPPED in kinds


def test_a_fact_in_another_row_is_the_same_fact() -> None:
    moved = after(RemoveItem("f1", release_evidence=True))
    fact_id = next(item.fact_id for item in BASE.walk_items() if item.id == "f1")  # type: ignore[union-attr]
    again = apply(moved, AddFact(item_id="f8", fact_id=fact_id, section_id="s1", material=LIBRARY))
    kinds = {each.kind for each in told(BASE, again)}
    assert not {ChangeKind.FACT_ADDED, ChangeKind.FACT_DROPPED} & kinds


def test_the_next_issue_begins_without_a_change_but_in_its_details() -> None:
    begun, _ = next_issue(Project(BASE))
    assert {each.kind for each in told(BASE, begun)} <= {ChangeKind.DETAILS_CHANGED}


@settings(max_examples=examples(100), deadline=None)
@given(
    st.lists(
        st.one_of(*(SINGLE_EDITS[k] for k in _MIRRORED)),
        max_size=8,
    )
)
def test_there_and_back_tells_the_same_rows_the_other_way(edits: list[Edit]) -> None:
    changed = BASE
    for edit in edits:
        try:
            changed = apply(changed, edit)
        except EditError:
            continue
    there, back = told(BASE, changed), told(changed, BASE)
    assert (there == []) == (back == [])
    mirrored = {
        ChangeKind.FACT_ADDED: ChangeKind.FACT_DROPPED,
        ChangeKind.JUDGEMENT_ADDED: ChangeKind.JUDGEMENT_DROPPED,
        ChangeKind.FIGURE_ADDED: ChangeKind.FIGURE_DROPPED,
        ChangeKind.SECTION_ADDED: ChangeKind.SECTION_DROPPED,
        ChangeKind.ROW_HIDDEN: ChangeKind.ROW_SHOWN,
    }
    mirrored |= {other: kind for kind, other in mirrored.items()}
    assert sorted(mirrored.get(each.kind, each.kind) for each in there) == sorted(
        each.kind for each in back
    )
    assert len({(each.kind, each.row_id, each.text) for each in there}) == len(there)


# A newer library


def test_only_facts_that_the_library_holds_otherwise_are_told_and_each_is_taken_by_itself() -> None:
    assert newer_in(BASE, Catalogue(LIBRARY)) == []
    newer_library = with_fact_changed("price-open", "The price is set")
    used = [item.fact_id for item in BASE.walk_items() if hasattr(item, "fact_id")]
    (found,) = newer_in(BASE, Catalogue(newer_library))
    assert found.in_briefing.id == "price-open"
    assert "price-open" in used
    assert found.in_library.statement == "The price is set"
    taken = apply(BASE, RefreshFact(fact_id="price-open", material=newer_library))
    assert newer_in(taken, Catalogue(newer_library)) == []
    (told_of,) = told(BASE, taken)
    assert told_of.kind is ChangeKind.FACT_REFRESHED
    assert told_of.after.startswith("The price is set")
