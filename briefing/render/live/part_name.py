"""Recognise the parts of a document after a change."""

from __future__ import annotations

from briefing.composition.views.statements import SectionView
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import DocumentPart

PartName = tuple[PartKind, tuple[str, ...]]


def part_name(part: DocumentPart) -> PartName:
    """Return what tells a part from the others: its sections, and the rows that these begin with."""
    sections = [each.section for each in (part, *part.following) if each.section]
    return part.kind, tuple(name for section in sections for name in (section.anchor, _first_row(section)))


def _first_row(section: SectionView) -> str:
    if section.items:
        return section.items[0].row_id
    return _first_row(section.sections[0]) if section.sections else ""
