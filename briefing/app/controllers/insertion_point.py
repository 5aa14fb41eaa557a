"""Where something new goes: behind the row in hand, at the end of the section in hand, or in a new one."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.app.i18n import tr
from briefing.editing import AddSection, Edit, next_id, section_of
from briefing.model.briefing import Briefing, Item, Section


@dataclass(frozen=True, slots=True)
class Place:
    """A section and a place in it; where there is no section yet, the edits that make one."""

    section_id: str | None
    position: int | None = None
    section_edits: tuple[Edit, ...] = ()

    @property
    def section(self) -> str:
        return self.section_id or ""


def place_for(briefing: Briefing, current: Section | Item | None) -> Place:
    if isinstance(current, Section):
        return Place(current.id)
    if current is not None:
        section = section_of(briefing, current.id)
        return Place(section.id, [item.id for item in section.items].index(current.id) + 1)
    sections = list(briefing.walk_sections())
    if sections:
        return Place(sections[-1].id)
    new_id = next_id(briefing, "s")
    return Place(new_id, None, (AddSection(section_id=new_id, title=tr("New section")),))
