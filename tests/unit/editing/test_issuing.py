"""Approval, the issue block and comments, through the edits that change them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import (
    AddComment,
    Approve,
    Batch,
    ChangeComment,
    Edit,
    GradeItem,
    RecordReview,
    RemoveComment,
    RemoveItem,
    Reword,
    SetDetails,
    SetIssue,
    SetOption,
    WithdrawApproval,
    apply,
)
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Status
from briefing.model.issue import Comment, IssueBlock, MainMessage, RecordedReview, SignOff
from tests.builders import GRADE, a_briefing

APPROVE = Approve(by="C. Hief", on="2025-11-03", post="Head of unit")
LOCKED: list[Edit] = [
    Reword("f1", "Other words"),
    GradeItem("f1", GRADE),
    SetDetails(title="Another"),
    SetDetails(status=Status.FINAL, main_message=None),
    RemoveItem("p1"),
    Batch((SetOption("contents", value=True), Reword("f1", "Other words"))),
]


def applied(*edits: Edit) -> Briefing:
    briefing = a_briefing()
    for edit in edits:
        briefing = apply(briefing, edit)
    return briefing


def approved() -> Briefing:
    return applied(SetDetails(status=Status.IN_REVIEW), APPROVE)


def refusal(briefing: Briefing, edit: Edit) -> str:
    with pytest.raises(EditError) as caught:
        apply(briefing, edit)
    return str(caught.value)


def comment(comment_id: str, row_id: str = "j1", reply_to: str | None = None) -> Comment:
    return Comment(
        id=comment_id, row_id=row_id, text="Why?", by="R. Eader", on="2025-11-03", reply_to=reply_to
    )


def test_a_briefing_without_a_main_message_cannot_be_final() -> None:
    briefing = replace(a_briefing(), main_message=None)
    with pytest.raises(EditError, match="no main message"):
        apply(briefing, SetDetails(status=Status.FINAL))
    message = MainMessage(text="It holds")
    assert apply(briefing, SetDetails(status=Status.FINAL, main_message=message)).status is Status.FINAL
    with_message = replace(briefing, main_message=message)
    with pytest.raises(EditError, match="no main message"):
        apply(with_message, SetDetails(status=Status.FINAL, main_message=None))


def test_only_a_briefing_in_review_is_approved_and_only_once() -> None:
    assert "in review first" in refusal(a_briefing(), APPROVE)
    assert approved().issue.approved == SignOff("C. Hief", "Head of unit", "2025-11-03")
    assert "approved by C. Hief" in refusal(approved(), APPROVE)


@pytest.mark.parametrize("edit", LOCKED, ids=lambda edit: type(edit).__name__)
def test_an_approval_locks_words_and_grades(edit: Edit) -> None:
    assert "approved by C. Hief" in refusal(approved(), edit)


def test_layout_comments_and_the_issue_block_are_not_locked_by_an_approval() -> None:
    block = IssueBlock(reference="PPU 1", approved=approved().issue.approved)
    edits = (SetOption("contents", value=True), AddComment(comment("k1")), SetIssue(block))
    assert apply(approved(), Batch(edits)).is_approved


def test_a_change_after_the_approval_returns_the_briefing_to_in_review() -> None:
    message = SetDetails(status=Status.IN_REVIEW, main_message=MainMessage(text="It holds"))
    final = apply(applied(message, APPROVE), SetDetails(status=Status.FINAL))
    changed = apply(apply(final, SetDetails(status=Status.IN_REVIEW)), Reword("f1", "Other words"))
    assert (changed.status, changed.is_approved) == (Status.IN_REVIEW, False)
    again = apply(approved(), Batch((WithdrawApproval(), Reword("f1", "Other words"))))
    assert (again.status, again.issue.approved) == (Status.IN_REVIEW, SignOff("C. Hief", "Head of unit"))


def test_the_issue_block_neither_gives_nor_withdraws_an_approval() -> None:
    dated = IssueBlock(approved=SignOff("C. Hief", on="2025-11-03"))
    assert "Use Approve" in refusal(a_briefing(), SetIssue(dated))
    assert "Withdraw the approval" in refusal(approved(), SetIssue(IssueBlock()))
    assert "not approved" in refusal(a_briefing(), WithdrawApproval())


def test_a_comment_is_answered_resolved_and_deleted_with_its_replies() -> None:
    thread = applied(AddComment(comment("k1")), AddComment(comment("k2", reply_to="k1")))
    resolved = apply(thread, ChangeComment("k1", resolved=True))
    assert [each.resolved for each in resolved.comments] == [True, False]
    assert apply(resolved, RemoveComment("k1")).comments == ()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (comment("k2", row_id="nowhere"), "does not exist"),
        (comment("k1"), "exists already"),
        (comment("k2", reply_to="k9"), "no earlier comment"),
        (comment("k2", row_id="f1", reply_to="k1"), "no earlier comment"),
    ],
)
def test_a_comment_out_of_place_is_refused(wrong: Comment, reason: str) -> None:
    assert reason in refusal(applied(AddComment(comment("k1"))), AddComment(wrong))


def test_what_refers_to_a_deleted_row_goes_with_it() -> None:
    message = MainMessage("It will probably not flow.", ("j1",))
    briefing = applied(SetDetails(main_message=message), AddComment(comment("k1")), RemoveItem("j1"))
    assert briefing.comments == ()
    assert briefing.main_message == MainMessage("It will probably not flow.")


def test_a_main_message_names_only_judgements_and_each_once() -> None:
    for ids, reason in ((("f1",), "not a judgement"), (("j1", "j1"), "twice")):
        assert reason in refusal(a_briefing(), SetDetails(main_message=MainMessage("So.", ids)))


REVIEWED = RecordReview(RecordedReview(engine="Toy 1", on="2025-11-03"))


def test_a_recorded_review_lasts_until_words_or_grades_change() -> None:
    kept = applied(
        REVIEWED, SetDetails(status=Status.IN_REVIEW), AddComment(comment("k1")), APPROVE, REVIEWED
    )
    assert kept.reviewed_with == REVIEWED.review
    assert apply(kept, SetDetails(status=Status.DRAFT)).reviewed_with == REVIEWED.review
    for edit in LOCKED:
        if edit != LOCKED[3]:
            assert applied(REVIEWED, edit).reviewed_with is None


def test_a_final_briefing_cannot_be_said_to_be_reviewed_once_more() -> None:
    message = SetDetails(main_message=MainMessage(text="It holds"))
    final = applied(message, Batch((REVIEWED, SetDetails(status=Status.FINAL))))
    assert final.reviewed_with == REVIEWED.review
    assert "final" in refusal(final, REVIEWED)
