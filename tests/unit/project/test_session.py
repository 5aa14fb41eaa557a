"""The one door for change: undo, redo, replay, and what a session holds edits against."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from briefing.editing import (
    AddFact,
    AddItem,
    Batch,
    CreateBriefing,
    Edit,
    GradeItem,
    HideItem,
    RefreshFact,
    Reword,
    SetDetails,
    SetNote,
    SetScheme,
)
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Comparison, ImageItem
from briefing.model.library import Catalogue
from briefing.project import HistoryEntry, Session, pack, replay, unpack
from briefing.project.history import HistoryAction
from tests.builders import (
    GRADE,
    LIBRARY,
    PICTURE,
    PICTURE_ID,
    a_briefing,
    a_full_session,
    a_project,
    a_reference,
    a_session,
    an_outline,
    with_fact_changed,
)
from tests.examples import examples
from tests.unit.project.strategies import LIVES, Do


def refusal(session: Session, edit: Edit) -> str:
    with pytest.raises(EditError) as refused:
        session.apply(edit)
    return str(refused.value)


def undone_to_the_start(session: Session) -> list[Briefing]:
    passed = [session.briefing]
    while session.undo_label is not None:
        passed.append(session.undo())
    return passed[::-1]


def redone_to_the_end(session: Session) -> list[Briefing]:
    passed = [session.briefing]
    while session.redo_label is not None:
        passed.append(session.redo())
    return passed


@settings(max_examples=examples(100), deadline=None)
@given(LIVES)
def test_undoing_to_the_start_and_redoing_to_the_end_passes_equal_briefings(steps: list[Do]) -> None:
    session = a_full_session()
    for step in steps:
        step.on(session)
    redone_to_the_end(session)
    back = undone_to_the_start(session)
    assert back[0] == a_full_session().briefing
    assert redone_to_the_end(session) == back


@settings(max_examples=examples(100), deadline=None)
@given(LIVES)
def test_undo_gives_back_the_very_briefing_before_the_edit(steps: list[Do]) -> None:
    session = a_full_session()
    for step in steps:
        before = session.briefing
        if step.on(session) and step.edit is not None:
            after = session.briefing
            assert session.undo() == before
            assert session.redo() == after


@settings(max_examples=examples(60), deadline=None)
@given(LIVES)
def test_replaying_the_history_always_leads_to_the_briefing(steps: list[Do]) -> None:
    session = a_full_session()
    for step in steps:
        step.on(session)
        assert replay(session.project.history) == session.briefing


@settings(max_examples=examples(60), deadline=None)
@given(LIVES, LIVES)
def test_a_project_reopened_in_the_middle_goes_on_with_a_history_that_replays(
    earlier: list[Do], later: list[Do]
) -> None:
    first = a_full_session()
    for step in earlier:
        step.on(first)
    reopened = Session(unpack(pack(first.project), "p"), a_reference(), author="B. Other")
    reopened.attach(PICTURE)
    for step in later:
        step.on(reopened)
    assert replay(reopened.project.history) == reopened.briefing


@settings(max_examples=examples(60), deadline=None)
@given(LIVES)
def test_a_refused_step_leaves_the_session_as_it_was(steps: list[Do]) -> None:
    session = a_full_session()
    for step in steps:
        before = (session.project, session.undo_label, session.redo_label)
        if not step.on(session):
            assert (session.project, session.undo_label, session.redo_label) == before


def test_there_is_nothing_to_undo_or_redo_at_first() -> None:
    session = a_session()
    with pytest.raises(EditError, match="There is nothing to undo"):
        session.undo()
    with pytest.raises(EditError, match="There is nothing to redo"):
        session.redo()


def test_a_new_edit_after_an_undo_leaves_nothing_to_redo() -> None:
    session = a_full_session()
    session.apply(HideItem(item_id="f1"))
    session.undo()
    session.apply(Reword(item_id="f1", text="Anew"))
    assert (session.undo_label, session.redo_label) == ("Reword", None)


def test_undo_and_redo_say_which_edit_they_are_about() -> None:
    session = a_full_session()
    session.apply(HideItem(item_id="f1"))
    assert (session.undo_label, session.redo_label) == ("Leave row out", None)
    session.undo()
    assert (session.undo_label, session.redo_label) == (None, "Leave row out")


def test_the_history_keeps_an_edit_that_was_undone_with_time_and_author() -> None:
    session = a_full_session()
    session.apply(HideItem(item_id="f1"))
    session.undo()
    applied, undone = session.project.history[-2:]
    assert (applied.action, applied.edit) == ("apply", HideItem(item_id="f1"))
    assert (undone.action, undone.edit) == ("undo", None)
    assert (undone.by, undone.at) == ("A. Nalyst", "2025-11-03T12:00:00Z")


def step(action: HistoryAction, edit: Edit | None = None) -> HistoryEntry:
    return HistoryEntry(at="2025-11-03T12:00:00Z", by="A. Nalyst", action=action, edit=edit)


BEGUN = step(HistoryAction.APPLY, CreateBriefing(briefing=an_outline()))
RENAMED = step(HistoryAction.APPLY, SetDetails(title="Anew"))


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ([], "The history is empty"),
        ([RENAMED], "A history begins with CreateBriefing"),
        ([step(HistoryAction.UNDO)], "Step 0"),
        ([BEGUN, step(HistoryAction.UNDO)], "Step 1"),
        ([BEGUN, step(HistoryAction.REDO)], "Step 1"),
        ([BEGUN, step(HistoryAction.APPLY)], "Step 1"),
        ([BEGUN, RENAMED, step(HistoryAction.UNDO), RENAMED, step(HistoryAction.REDO)], "Step 4"),
    ],
    ids=["empty", "beginning", "undo first", "undo beyond", "redo beyond", "no edit", "redo after an edit"],
)
def test_a_history_that_cannot_be_followed_is_refused_with_its_step(
    history: list[HistoryEntry], said: str
) -> None:
    with pytest.raises(EditError, match=said):
        replay(history)


@pytest.mark.parametrize(
    ("edit", "meant"),
    [
        (AddFact(item_id="f9", fact_id="price-opened", section_id="s1"), "fact 'price-opened'"),
        (RefreshFact(fact_id="price-opened"), "fact 'price-opened'"),
        (Batch(edits=(AddFact(item_id="f9", fact_id="price-opened", section_id="s1"),)), "'price-opened'"),
        (
            AddItem(
                item=Comparison(id="c9", caption="Two", treaty_ids=("alpha", "betta")), section_id="s1"
            ),
            "treaty 'betta'",
        ),
    ],
    ids=["add", "refresh", "batch", "comparison"],
)
def test_an_unknown_id_is_refused_with_the_one_that_was_meant(edit: Edit, meant: str) -> None:
    said = refusal(a_session(), edit)
    assert meant in said
    assert "Did you mean 'price-open'?" in said or "Did you mean 'beta'?" in said


def test_an_id_like_no_other_is_refused_with_where_to_look() -> None:
    edit = AddFact(item_id="f9", fact_id="zzz", section_id="s1")
    assert "List them with 'briefing facts'." in refusal(a_session(), edit)


def test_an_edit_that_names_a_fact_alone_takes_the_rest_from_the_library() -> None:
    session = a_session()
    session.apply(AddFact(item_id="f1", fact_id="nothing-else", section_id="s1"))
    assert session.briefing.library == Catalogue(LIBRARY).material_for(["nothing-else"])


def test_a_fact_that_the_library_has_lost_can_be_added_again_from_the_snapshot() -> None:
    lacking = replace(LIBRARY, facts=())
    session = Session(a_project(), a_reference(lacking), author="A. Nalyst")
    session.apply(AddFact(item_id="f9", fact_id="price-open", section_id="s1"))
    assert session.briefing.library == a_briefing().library


def test_a_fact_is_refreshed_from_the_library_of_the_session() -> None:
    newer = with_fact_changed("price-open", "The price is set")
    session = Session(a_project(), a_reference(newer), author="A. Nalyst")
    after = session.apply(RefreshFact(fact_id="price-open"))
    assert Catalogue(after.library).facts["price-open"].statement == "The price is set"


def test_an_unknown_confidence_is_refused_with_the_terms_of_the_scheme() -> None:
    edit = GradeItem(item_id="f1", grade=replace(GRADE, confidence="certain"))
    said = refusal(a_full_session(), edit)
    assert "'certain' is not a confidence of ICD 203" in said
    assert "Use one of: low, moderate, high." in said


def test_a_likelihood_in_the_other_row_of_words_is_refused_with_the_terms() -> None:
    edit = GradeItem(item_id="j1", grade=replace(GRADE, likelihood="remote"))
    assert "almost-no-chance, very-unlikely, unlikely" in refusal(a_full_session(), edit)


def test_a_scheme_that_lacks_a_scale_in_use_is_refused() -> None:
    edit = SetScheme("admiralty", {"likely": "likely"}, {"low": "low", "moderate": "moderate"})
    assert "has no scale of confidence" in refusal(a_full_session(), edit)


def test_an_unknown_scheme_is_refused_with_those_that_are_known() -> None:
    assert "Use one of: admiralty, icd-203" in refusal(a_session(), SetScheme(scheme_id="kent"))


def test_an_unknown_marking_is_refused_with_those_that_are_known() -> None:
    said = refusal(a_session(), SetDetails(marking="TLP:WHITE"))
    assert "'TLP:WHITE' is not a known marking" in said
    assert "TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, TLP:RED" in said


def test_a_session_cannot_begin_with_an_unknown_marking() -> None:
    with pytest.raises(EditError, match="not a known marking"):
        a_session(replace(an_outline(), marking="TLP:WHITE"))


def test_a_figure_whose_picture_was_not_attached_is_refused() -> None:
    session = Session.begin(an_outline(), a_reference(), author="A. Nalyst")
    figure = ImageItem(id="g1", attachment=PICTURE_ID, caption="A square", alt="A square")
    assert "The picture is not attached" in refusal(session, AddItem(item=figure, section_id="s1"))


def test_a_project_carries_the_pictures_that_are_in_use_alone() -> None:
    session = a_full_session()
    session.attach(b"another picture")
    assert dict(session.project.attachments) == {PICTURE_ID: PICTURE}


def test_a_clock_before_the_year_1000_writes_moments_that_can_be_read_again() -> None:
    early = Session(
        a_project(),
        a_reference(),
        author="A",
        clock=lambda: datetime.datetime(7, 1, 2, tzinfo=datetime.UTC),
    )
    early.apply(SetNote(item_id="f1", note="Early"))
    assert early.history[-1].at == "0007-01-02T00:00:00Z"
    assert unpack(pack(early.project), "p").history == early.history
