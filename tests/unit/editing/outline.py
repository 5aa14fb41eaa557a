"""The outline of a briefing in plain lists, for tests of moving and copying."""

from __future__ import annotations

from briefing.model.briefing import Briefing, Section

ROWS = ["j1", "f1", "f2", "p1", "g1", "t1", "c1", "d1"]
"""The rows of `builders.a_briefing` in reading order."""

SECTIONS = ["s1", "s2", "s3"]


def order(briefing: Briefing) -> dict[str, list[str]]:
    """The ids of each section's own rows."""
    return {s.id: [item.id for item in s.items] for s in briefing.walk_sections()}


def tree(sections: tuple[Section, ...]) -> list[object]:
    """The ids of sections, nested as the sections are."""
    return [[section.id, *tree(section.sections)] for section in sections]
