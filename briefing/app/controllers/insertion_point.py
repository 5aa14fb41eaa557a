"""Where something new goes: behind the row in hand, at the end of the section in hand, or in a new one."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.app.i18n import tr
from briefing.editing import AddSection, Edit, next_id, section_of
from briefing.model.briefing import Briefing, Item, Section


@dataclass(frozen=True, slots=True)
class InsertionPoint:
    """A section and a place in it; where there is no section yet, the edits that make one."""

    section_id: str | None
    position: int | None = None
    section_edits: tuple[Edit, ...] = ()

    @property
    def section(self) -> str:
        return self.section_id or ""


def place_for(briefing: Briefing, current: Section | Item | None) -> InsertionPoint:
    if isinstance(current, Section):
        return InsertionPoint(current.id)
    if current is not None:
        section = section_of(briefing, current.id)
        return InsertionPoint(section.id, [item.id for item in section.items].index(current.id) + 1)
    sections = list(briefing.walk_sections())
    if sections:
        return InsertionPoint(sections[-1].id)
    new_id = next_id(briefing, "s")
    return InsertionPoint(new_id, None, (AddSection(section_id=new_id, title=tr("New section")),))
