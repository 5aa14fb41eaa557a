"""Approval, issue block and comments of a briefing."""

from __future__ import annotations

import re
from collections.abc import Set

import msgspec
from msgspec.structs import replace

from briefing.editing import edits as e
from briefing.editing.tree import all_ids
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Status
from briefing.model.issue import Comment, SignOff

UNLOCKED = (
    e.SetIssue | e.WithdrawApproval | e.SetTemplate | e.SetOption
    | e.AddComment | e.ChangeComment | e.RemoveComment | e.RecordReview
)  # fmt: skip
"""Edits of an approved briefing that change neither its words nor its grades."""
_UNLOCKED_DETAILS = frozenset({"status", "issued", "page_budget"})


def require_unlocked(briefing: Briefing, edit: e.Edit) -> None:
    """Raise EditError where the briefing is approved and the edit would change its words or grades."""
    if not briefing.is_approved:
        return
    if _keeps_words_and_grades(edit):
        return
    approved = briefing.issue.approved
    by = approved.name if approved else ""
    raise EditError(
        f"The briefing was approved by {by}, so its words and grades are locked.",
        "Withdraw the approval first (WithdrawApproval, or --withdraw-approval); the briefing is then in "
        "review again.",
    )


def _keeps_words_and_grades(edit: e.Edit) -> bool:
    if isinstance(edit, e.SetDetails):
        values = msgspec.structs.asdict(edit)
        return {name for name, value in values.items() if value is not msgspec.UNSET} <= _UNLOCKED_DETAILS
    return isinstance(edit, UNLOCKED | e.Batch)


def without_ended_review(briefing: Briefing, edit: e.Edit) -> Briefing:
    """Return the briefing after an edit without the record of its review, where that was of other words."""
    if briefing.reviewed_with is None or isinstance(edit, e.Approve | e.WaiveFinding | e.WithdrawWaiver):
        return briefing
    return briefing if _keeps_words_and_grades(edit) else replace(briefing, reviewed_with=None)


def with_approval_withdrawn(briefing: Briefing, edit: e.Edit) -> e.Edit:
    """Return the edit with the approval withdrawn before it, as one step, where the approval forbids it."""
    if not _is_locked(briefing, edit):
        return edit
    return e.Batch(edits=(e.WithdrawApproval(), edit), name=f"{edit.label} (approval withdrawn)")


def _is_locked(briefing: Briefing, edit: e.Edit) -> bool:
    if isinstance(edit, e.Batch):
        return any(_is_locked(briefing, part) for part in edit.edits)
    try:
        require_unlocked(briefing, edit)
    except EditError:
        return True
    return False


def require_main_message(briefing: Briefing) -> None:
    """Raise EditError where the briefing has no main message, which a final one needs."""
    if briefing.main_message is None or not briefing.main_message.text.strip():
        raise EditError(
            "The briefing has no main message, so it cannot be final.",
            "Say in a sentence what follows from its judgements (SetDetails with main_message) first.",
        )


def with_issue(briefing: Briefing, edit: e.SetIssue) -> Briefing:
    """Return the briefing with another issue block, which neither gives nor withdraws an approval."""
    if briefing.is_approved and edit.issue.approved != briefing.issue.approved:
        raise EditError("The briefing is approved.", "Withdraw the approval before you name somebody else.")
    if not briefing.is_approved and edit.issue.approved is not None and edit.issue.approved.on is not None:
        raise EditError("SetIssue cannot approve a briefing.", "Use Approve, or leave out 'approved.on'.")
    return replace(briefing, issue=edit.issue)


def approved(briefing: Briefing, edit: e.Approve) -> Briefing:
    if briefing.status is not Status.IN_REVIEW:
        raise EditError("Only a briefing in review can be approved.", "Set its status to in review first.")
    sign_off = SignOff(name=edit.by, post=edit.post, on=edit.on)
    return replace(briefing, issue=replace(briefing.issue, approved=sign_off))


def without_approval(briefing: Briefing) -> Briefing:
    """Return the briefing in review, its approver named and the date of the approval removed."""
    sign_off = briefing.issue.approved
    if sign_off is None or sign_off.on is None:
        raise EditError("The briefing is not approved.", "There is nothing to withdraw.")
    issue = replace(briefing.issue, approved=replace(sign_off, on=None))
    return replace(briefing, issue=issue, status=Status.IN_REVIEW)


def with_comment(briefing: Briefing, comment: Comment) -> Briefing:
    if comment.id in {each.id for each in briefing.comments}:
        raise EditError(f"The comment '{comment.id}' exists already.", "Choose another id.")
    changed = replace(briefing, comments=(*briefing.comments, comment))
    if sentences := comment_problems(changed):
        raise EditError(sentences[0], "Check the ids with 'show'.")
    return changed


def next_comment_id(briefing: Briefing) -> str:
    """Return an id that no comment has."""
    numbers = [int(each.id[1:]) for each in briefing.comments if re.fullmatch(r"k\d{1,9}", each.id)]
    return f"k{max(numbers, default=0) + 1}"


def with_changed_comment(briefing: Briefing, edit: e.ChangeComment) -> Briefing:
    comment = _comment(briefing, edit.comment_id)
    if edit.text is not msgspec.UNSET:
        comment = replace(comment, text=edit.text)
    if edit.resolved is not msgspec.UNSET:
        comment = replace(comment, resolved=edit.resolved)
    if sentences := comment_problems(briefing := _with(briefing, comment)):
        raise EditError(sentences[0], "Enter a text, or delete the comment.")
    return briefing


def without_comment(briefing: Briefing, comment_id: str) -> Briefing:
    _comment(briefing, comment_id)
    removed = {comment_id}
    while more := {each.id for each in briefing.comments if each.reply_to in removed} - removed:
        removed |= more
    return replace(briefing, comments=tuple(each for each in briefing.comments if each.id not in removed))


def without_references(briefing: Briefing, row_ids: Set[str]) -> Briefing:
    """Return the briefing in which no comment and no main message refers to these rows."""
    comments = tuple(each for each in briefing.comments if each.row_id not in row_ids)
    message = briefing.main_message
    if message is not None:
        kept = tuple(each for each in message.judgement_ids if each not in row_ids)
        message = replace(message, judgement_ids=kept)
    return replace(briefing, comments=comments, main_message=message)


def comment_problems(briefing: Briefing) -> list[str]:
    """Return a sentence for each comment without a row, without text, or in reply to no earlier one."""
    rows, earlier, problems = set(all_ids(briefing)), dict[str, Comment](), list[str]()
    for comment in briefing.comments:
        if comment.row_id and comment.row_id not in rows:
            problems.append(
                f"The comment '{comment.id}' is on the row '{comment.row_id}', which does not exist."
            )
        if not comment.text.strip():
            problems.append(f"The comment '{comment.id}' has no text.")
        if comment.id in earlier:
            problems.append(f"The comment id '{comment.id}' is used twice.")
        answered = earlier.get(comment.reply_to) if comment.reply_to else comment
        if answered is None or answered.row_id != comment.row_id:
            problems.append(f"The comment '{comment.id}' replies to no earlier comment on the same row.")
        earlier[comment.id] = comment
    return problems


def _comment(briefing: Briefing, comment_id: str) -> Comment:
    for comment in briefing.comments:
        if comment.id == comment_id:
            return comment
    raise EditError(f"There is no comment '{comment_id}'.", "List the comments with 'show'.")


def _with(briefing: Briefing, comment: Comment) -> Briefing:
    changed = tuple(comment if each.id == comment.id else each for each in briefing.comments)
    return replace(briefing, comments=changed)
