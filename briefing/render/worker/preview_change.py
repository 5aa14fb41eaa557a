"""A preview request as its difference from the one before: a keystroke sends one row, not the briefing.

What did not change is the same object in the worker, too, so that comparing it takes hardly any time.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from briefing.model.briefing import Briefing, Item, Section
from briefing.model.library import Material
from briefing.render.worker.protocol import ChangedSection, PreviewChange, PreviewRequest


def change_of(before: PreviewRequest, after: PreviewRequest) -> PreviewChange | None:
    """Return the difference of two requests; None where another issue is the earlier one."""
    if after.earlier is not before.earlier:
        return None
    briefing = after.briefing
    is_same_library = briefing.library is before.briefing.library
    new = after.attachments.keys() - before.attachments.keys()
    return PreviewChange(
        base=before.number,
        details=replace(briefing, sections=(), library=Material()),
        sections=_changed_sections(before.briefing.sections, briefing.sections),
        library=None if is_same_library else briefing.library,
        template_folder=after.template_folder,
        attachment_ids=tuple(after.attachments),
        attachments={key: after.attachments[key] for key in new},
        first_page=after.first_page,
        last_page=after.last_page,
        has_pages=after.has_pages,
        number=after.number,
    )


def changed(before: PreviewRequest, change: PreviewChange) -> PreviewRequest:
    """Return the request after a change. Raises ValueError where the change is of another request."""
    if change.base != before.number:
        raise ValueError(f"a change of request {change.base}, not of {before.number}")
    old = before.briefing
    briefing = replace(
        change.details,
        sections=_sections(old.sections, change.sections),
        library=old.library if change.library is None else change.library,
    )
    known = {**before.attachments, **change.attachments}
    return PreviewRequest(
        briefing=_same_where_equal(old, briefing),
        template_folder=change.template_folder,
        attachments={key: known[key] for key in change.attachment_ids},
        earlier=before.earlier,
        first_page=change.first_page,
        last_page=change.last_page,
        has_pages=change.has_pages,
        number=change.number,
    )


def _changed_sections(
    before: tuple[Section, ...], after: tuple[Section, ...]
) -> tuple[ChangedSection | str, ...]:
    """Return the sections, each unchanged one as its id."""
    old = {section.id: section for section in before}
    # Sections may be new objects with the same rows; comparing these is cheap.
    return tuple(
        section.id if old.get(section.id) == section else _changed_section(old.get(section.id), section)
        for section in after
    )


def _changed_section(before: Section | None, after: Section) -> ChangedSection:
    old: Mapping[str, Item] = {item.id: item for item in before.items} if before else {}
    return ChangedSection(
        after.id,
        after.title,
        tuple(item.id if old.get(item.id) is item else item for item in after.items),
        _changed_sections(before.sections if before else (), after.sections),
    )


def _sections(
    before: tuple[Section, ...], changes: tuple[ChangedSection | str, ...]
) -> tuple[Section, ...]:
    old = {section.id: section for section in before}
    return tuple(
        old[change] if isinstance(change, str) else _section(old.get(change.id), change)
        for change in changes
    )


def _section(before: Section | None, change: ChangedSection) -> Section:
    old: Mapping[str, Item] = {item.id: item for item in before.items} if before else {}
    items = tuple(old[item] if isinstance(item, str) else item for item in change.items)
    sections = _sections(before.sections if before else (), change.sections)
    return Section(change.id, change.title, items, sections)


def _same_where_equal(before: Briefing, after: Briefing) -> Briefing:
    """Return the later briefing with the objects of the earlier one in all fields that are equal."""
    kept = {
        field: getattr(before, field)
        for field in before.__struct_fields__
        if getattr(after, field) == getattr(before, field)
    }
    return replace(after, **kept)
