"""Build edits that move several rows or sections at once, one step up or down, or one level in or out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.editing.apply import apply
from briefing.editing.clipping import parent_of
from briefing.editing.edits import Batch, Edit, MoveItem, MoveSection
from briefing.editing.tree import find_section, section_of
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Section


def move_rows(briefing: Briefing, ids: Sequence[str], section_id: str, position: int | None) -> Batch:
    """Move rows, in reading order, before the row that is now at `position` of a section.

    None means the end. Raises EditError where nothing would move.
    """
    moving = [item.id for item in briefing.walk_items() if item.id in set(ids)]
    present = [item.id for item in find_section(briefing, section_id).items]
    following = present[position:] if position is not None else []
    anchor = next((item_id for item_id in following if item_id not in moving), None)
    edits: list[Edit] = []
    current = briefing
    for item_id in moving:
        others = [item.id for item in find_section(current, section_id).items if item.id != item_id]
        index = len(others) if anchor is None else others.index(anchor)
        edit = MoveItem(item_id=item_id, section_id=section_id, position=index)
        current = apply(current, edit)
        edits.append(edit)
    return _batch(briefing, current, edits, "row")


def move_sections(
    briefing: Briefing, ids: Sequence[str], parent_id: str | None, position: int | None
) -> Batch:
    """Move sections into another or, with None, to the top level, before the one now at `position`."""
    moving = _outermost(briefing, ids)
    siblings = find_section(briefing, parent_id).sections if parent_id else briefing.sections
    following = [section.id for section in siblings][position:] if position is not None else []
    anchor = next((section_id for section_id in following if section_id not in moving), None)
    edits: list[Edit] = []
    current = briefing
    for section_id in moving:
        level = find_section(current, parent_id).sections if parent_id else current.sections
        others = [section.id for section in level if section.id != section_id]
        index = len(others) if anchor is None else others.index(anchor)
        edit = MoveSection(section_id=section_id, parent_id=parent_id, position=index)
        current = apply(current, edit)
        edits.append(edit)
    return _batch(briefing, current, edits, "section")


def _outermost(briefing: Briefing, ids: Collection[str]) -> list[str]:
    """Return the ids of sections that are in none of the others, in reading order."""
    outermost: list[str] = []

    def walk(sections: tuple[Section, ...]) -> None:
        for section in sections:
            if section.id in ids:
                outermost.append(section.id)
            else:
                walk(section.sections)

    walk(briefing.sections)
    return outermost


def _batch(before: Briefing, after: Briefing, edits: list[Edit], noun: str) -> Batch:
    if not edits or after == before:
        raise EditError("Nothing would move.", "Choose another place.")
    objects = f"{len(edits)} {noun}s" if len(edits) > 1 else noun
    return Batch(edits=tuple(edits), name=f"Move {objects}")


def step_rows(briefing: Briefing, ids: Collection[str], step: int) -> Batch:
    """Move rows of one section one place up (-1) or down (1); at its end, into the next section.

    Raises EditError where the rows are in several sections, or where there is no further section.
    """
    rows = [item.id for item in briefing.walk_items() if item.id in ids]
    home = section_of(briefing, rows[0])
    if any(section_of(briefing, row).id != home.id for row in rows):
        raise EditError("The rows are in several sections.", "Select rows of one section.")
    order = [item.id for item in home.items]
    edge = order.index(rows[0]) if step < 0 else order.index(rows[-1])
    target = edge + step
    if 0 <= target < len(order):
        return move_rows(briefing, rows, home.id, target if step < 0 else target + 1)
    sections = list(briefing.walk_sections())
    neighbour = [section.id for section in sections].index(home.id) + step
    if not 0 <= neighbour < len(sections):
        raise EditError("There is no further section in that direction.", "Add one first.")
    return move_rows(briefing, rows, sections[neighbour].id, None if step < 0 else 0)


def step_section(briefing: Briefing, section_id: str, step: int) -> Edit:
    """Move a section one place up (-1) or down (1) on its level. Raises EditError at the end."""
    parent_id, siblings = parent_of(briefing, section_id)
    position = [section.id for section in siblings].index(section_id) + step
    if not 0 <= position < len(siblings):
        raise EditError("The section is at the end of its level.", "Move it out a level first.")
    return MoveSection(section_id=section_id, parent_id=parent_id, position=position)


def indent_section(briefing: Briefing, section_id: str) -> Edit:
    """Move a section into the one before it. Raises EditError where there is none, or it nests too deep."""
    _, siblings = parent_of(briefing, section_id)
    position = [section.id for section in siblings].index(section_id)
    if not position:
        raise EditError("There is no section before it on its level.", "Move the section down first.")
    edit = MoveSection(section_id=section_id, parent_id=siblings[position - 1].id)
    apply(briefing, edit)
    return edit


def outdent_section(briefing: Briefing, section_id: str) -> Edit:
    """Move a section out of its parent, directly after it. Raises EditError at the top level."""
    parent_id, _ = parent_of(briefing, section_id)
    if parent_id is None:
        raise EditError("The section is at the top level already.", "Only subsections can be moved out.")
    outer_id, level = parent_of(briefing, parent_id)
    position = [section.id for section in level].index(parent_id) + 1
    return MoveSection(section_id=section_id, parent_id=outer_id, position=position)
