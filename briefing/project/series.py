"""The next issue of a briefing that appears in a series."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.editing import CreateBriefing
from briefing.model.briefing import Briefing, Item, Judgement, Section, Status
from briefing.model.issue import Comment, IssueBlock
from briefing.project.format import Project, attachment_ids


def next_issue(earlier: Project) -> tuple[Briefing, dict[str, bytes]]:
    """Return the briefing that a new issue starts from, and its attachments.

    Sections, rows, texts and grades are kept, so that the new issue can be compared with the last; dates
    are cleared, and so are the notes on changes since the issue before. Open comments are kept.
    """
    last = earlier.briefing
    number = last.version + 1
    stem = last.id.removesuffix(f"-{last.version}")
    started = replace(
        last,
        id=f"{stem[:70]}-{number}",
        version=number,
        supersedes=last.id,
        status=Status.DRAFT,
        issued=None,
        cut_off=None,
        sections=tuple(_without_change_notes(section) for section in last.sections),
        issue=_undated(last.issue),
        comments=_open_threads(last.comments),
        reviewed_with=None,
    )
    used = attachment_ids(started)
    return started, {key: raw for key, raw in earlier.attachments.items() if key in used}


def issue_before(project: Project) -> Briefing | None:
    """Return the issue before this one, as it was when this one was started; None for a first issue."""
    if project.briefing.supersedes is None or not project.history:
        return None
    first = project.history[0].edit
    return first.briefing if isinstance(first, CreateBriefing) else None


def _undated(issue: IssueBlock) -> IssueBlock:
    """Return the block with the same names, none of whom has signed the new issue yet."""
    prepared, reviewed, approved = (
        replace(sign_off, on=None) if sign_off else None
        for sign_off in (issue.prepared, issue.reviewed, issue.approved)
    )
    return replace(issue, prepared=prepared, reviewed=reviewed, approved=approved, review_by=None)


def _open_threads(comments: tuple[Comment, ...]) -> tuple[Comment, ...]:
    """Return the comments that are not resolved, with the replies to them."""
    kept: dict[str, Comment] = {}
    for comment in comments:
        if (comment.reply_to in kept) if comment.reply_to else not comment.resolved:
            kept[comment.id] = comment
    return tuple(kept.values())


def _without_change_notes(section: Section) -> Section:
    return replace(
        section,
        items=tuple(_without_change_note(item) for item in section.items),
        sections=tuple(_without_change_notes(child) for child in section.sections),
    )


def _without_change_note(item: Item) -> Item:
    return replace(item, change_since_last="") if isinstance(item, Judgement) else item
