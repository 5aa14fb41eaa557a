"""A copy for sending has no comments and no names that are not printed; its history leads to the same."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings
from msgspec.structs import replace

from briefing.editing import (
    AddComment,
    Approve,
    Batch,
    Edit,
    Reword,
    SetDetails,
    SetIssue,
    WithdrawApproval,
)
from briefing.model.briefing import Status
from briefing.model.issue import Comment, IssueBlock, SignOff
from briefing.project import Project, pack, replay, unpack
from briefing.project.sending import for_sending
from tests.builders import a_full_session
from tests.examples import examples
from tests.unit.project.strategies import PROJECTS

COMMENT = AddComment(
    Comment(id="k1", row_id="f1", text="A SECRET remark", by="R. Eviewer", on="2025-11-03")
)


def project_after(*edits: Edit | None) -> Project:
    session = a_full_session()
    for edit in edits:
        if edit is None:
            session.undo()
        else:
            session.apply(edit)
    return session.project


def sent(project: Project) -> Project:
    """Return the copy as a recipient reads it."""
    return unpack(pack(for_sending(project)), "copy")


def test_comments_leave_the_briefing_and_every_step_of_the_history() -> None:
    project = project_after(
        COMMENT,
        Batch((Reword("f1", "Other words"), replace(COMMENT, comment=replace(COMMENT.comment, id="k2")))),
    )
    copy = sent(project)
    assert "SECRET" in repr(project)
    assert copy.briefing == replace(project.briefing, comments=())
    assert "SECRET" not in repr(copy)
    assert replay(copy.history) == copy.briefing


def test_an_undone_comment_takes_its_undo_with_it() -> None:
    project = project_after(Reword("f1", "Other words"), COMMENT, None, SetDetails(title="Another"), None)
    copy = sent(project)
    assert len(copy.history) == len(project.history) - 2
    assert replay(copy.history) == copy.briefing


def test_names_that_are_no_longer_printed_stay_behind() -> None:
    first = IssueBlock(
        prepared=SignOff(name="P. Repared"), reviewed=SignOff(name="O. Ld"), contact="old@example.org"
    )
    last = replace(first, reviewed=SignOff(name="N. Ew"), contact="new@example.org")
    project = project_after(
        SetIssue(first),
        SetDetails(status=Status.IN_REVIEW),
        Approve(by="O. Ther", on="2025-11-03"),
        WithdrawApproval(),
        SetIssue(last),
    )
    copy = sent(project)
    words = repr(copy)
    assert "N. Ew" in words
    assert "new@example.org" in words
    assert not [name for name in ("O. Ld", "O. Ther", "old@example.org") if name in words]
    assert replay(copy.history) == copy.briefing == project.briefing


@settings(max_examples=examples(25))
@given(project=PROJECTS)
def test_the_history_of_a_copy_leads_to_its_briefing(project: Project) -> None:
    copy = for_sending(project)
    assert copy.briefing == replace(project.briefing, comments=())
    assert replay(copy.history) == copy.briefing
    assert for_sending(copy) == dataclasses.replace(copy)
