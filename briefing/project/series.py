"""The next issue of a briefing that appears again and again."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.editing import CreateBriefing
from briefing.model.briefing import Briefing, Item, Judgement, Section, Status
from briefing.project.format import Project, attachment_ids


def next_issue(earlier: Project) -> tuple[Briefing, dict[str, bytes]]:
    """The briefing that a new issue starts from, and its attachments.

    Sections, rows, words and grades are kept, so that what changed can be told from the last issue; dates
    are cleared, and with them what was said of changes since the issue before.
    """
    last = earlier.briefing
    number = last.version + 1
    stem = last.id.removesuffix(f"-{last.version}")
    begun = replace(
        last,
        id=f"{stem[:70]}-{number}",
        version=number,
        supersedes=last.id,
        status=Status.DRAFT,
        issued=None,
        cut_off=None,
        sections=tuple(_begun(section) for section in last.sections),
    )
    used = attachment_ids(begun)
    return begun, {key: raw for key, raw in earlier.attachments.items() if key in used}


def issue_before(project: Project) -> Briefing | None:
    """The issue that this one continues, as it was when this one was begun; None for a first issue."""
    if project.briefing.supersedes is None or not project.history:
        return None
    first = project.history[0].edit
    return first.briefing if isinstance(first, CreateBriefing) else None


def _begun(section: Section) -> Section:
    return replace(
        section,
        items=tuple(_without_changes(item) for item in section.items),
        sections=tuple(_begun(child) for child in section.sections),
    )


def _without_changes(item: Item) -> Item:
    return replace(item, change_since_last="") if isinstance(item, Judgement) else item
