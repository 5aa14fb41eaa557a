"""The next issue of a briefing that appears in a series."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.editing import CreateBriefing
from briefing.model.briefing import Briefing, Item, Judgement, Section, Status
from briefing.project.format import Project, attachment_ids


def next_issue(earlier: Project) -> tuple[Briefing, dict[str, bytes]]:
    """Return the briefing that a new issue starts from, and its attachments.

    Sections, rows, texts and grades are kept, so that the new issue can be compared with the last; dates
    are cleared, and so are the notes on changes since the issue before.
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
    )
    used = attachment_ids(started)
    return started, {key: raw for key, raw in earlier.attachments.items() if key in used}


def issue_before(project: Project) -> Briefing | None:
    """Return the issue before this one, as it was when this one was started; None for a first issue."""
    if project.briefing.supersedes is None or not project.history:
        return None
    first = project.history[0].edit
    return first.briefing if isinstance(first, CreateBriefing) else None


def _without_change_notes(section: Section) -> Section:
    return replace(
        section,
        items=tuple(_without_change_note(item) for item in section.items),
        sections=tuple(_without_change_notes(child) for child in section.sections),
    )


def _without_change_note(item: Item) -> Item:
    return replace(item, change_since_last="") if isinstance(item, Judgement) else item
