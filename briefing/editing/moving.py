"""Moves as hands make them: several rows at once, a step up or down, a level in or out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from briefing.editing.apply import apply
from briefing.editing.clipping import parent_of
from briefing.editing.edits import Batch, Edit, MoveItem, MoveSection
from briefing.editing.tree import find_section, section_of
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Section


def move_rows(briefing: Briefing, ids: Sequence[str], section_id: str, position: int | None) -> Batch:
    """Rows, in reading order, put into a section before the row that now stands at `position`.

    None stands for the end. Raises EditError where nothing would move.
    """
    wanted = [item.id for item in briefing.walk_items() if item.id in set(ids)]
    there = [item.id for item in find_section(briefing, section_id).items]
    behind = there[position:] if position is not None else []
    anchor = next((item_id for item_id in behind if item_id not in wanted), None)
    edits: list[Edit] = []
    current = briefing
    for item_id in wanted:
        left = [each.id for each in find_section(current, section_id).items if each.id != item_id]
        at = len(left) if anchor is None else left.index(anchor)
        edit = MoveItem(item_id=item_id, section_id=section_id, position=at)
        current = apply(current, edit)
        edits.append(edit)
    return _batch(briefing, current, edits, "row")


def move_sections(
    briefing: Briefing, ids: Sequence[str], parent_id: str | None, position: int | None
) -> Batch:
    """Sections, with all in them, put beneath another or, with None, at the top, before `position`."""
    wanted = _outermost(briefing, ids)
    siblings = find_section(briefing, parent_id).sections if parent_id else briefing.sections
    behind = [section.id for section in siblings][position:] if position is not None else []
    anchor = next((section_id for section_id in behind if section_id not in wanted), None)
    edits: list[Edit] = []
    current = briefing
    for section_id in wanted:
        level = find_section(current, parent_id).sections if parent_id else current.sections
        left = [section.id for section in level if section.id != section_id]
        at = len(left) if anchor is None else left.index(anchor)
        edit = MoveSection(section_id=section_id, parent_id=parent_id, position=at)
        current = apply(current, edit)
        edits.append(edit)
    return _batch(briefing, current, edits, "section")


def _outermost(briefing: Briefing, ids: Collection[str]) -> list[str]:
    """The sections of those ids that are in none of the others, in reading order."""
    found: list[str] = []

    def walk(sections: tuple[Section, ...]) -> None:
        for section in sections:
            if section.id in ids:
                found.append(section.id)
            else:
                walk(section.sections)

    walk(briefing.sections)
    return found


def _batch(before: Briefing, after: Briefing, edits: list[Edit], noun: str) -> Batch:
    if not edits or after == before:
        raise EditError("It stands there already.", "Choose another place.")
    many = f"{len(edits)} {noun}s" if len(edits) > 1 else noun
    return Batch(edits=tuple(edits), name=f"Move {many}")


def step_rows(briefing: Briefing, ids: Collection[str], step: int) -> Batch:
    """Rows one place up (-1) or down (1); at the end of their section into the next one.

    The rows must stand in one section. Raises EditError where there is nowhere to go.
    """
    rows = [item.id for item in briefing.walk_items() if item.id in ids]
    home = section_of(briefing, rows[0])
    if any(section_of(briefing, row).id != home.id for row in rows):
        raise EditError("The rows stand in several sections.", "Choose rows of one section.")
    order = [item.id for item in home.items]
    edge = order.index(rows[0]) if step < 0 else order.index(rows[-1])
    target = edge + step
    if 0 <= target < len(order):
        return move_rows(briefing, rows, home.id, target if step < 0 else target + 1)
    sections = list(briefing.walk_sections())
    neighbour = [section.id for section in sections].index(home.id) + step
    if not 0 <= neighbour < len(sections):
        raise EditError("There is no section further on.", "Add one first.")
    return move_rows(briefing, rows, sections[neighbour].id, None if step < 0 else 0)


def step_section(briefing: Briefing, section_id: str, step: int) -> Edit:
    """A section one place up (-1) or down (1) on its level. Raises EditError at the end."""
    parent_id, siblings = parent_of(briefing, section_id)
    position = [section.id for section in siblings].index(section_id) + step
    if not 0 <= position < len(siblings):
        raise EditError("The section is at the end of its level.", "Move it out a level first.")
    return MoveSection(section_id=section_id, parent_id=parent_id, position=position)


def indent_section(briefing: Briefing, section_id: str) -> Edit:
    """A section beneath the one before it. Raises EditError where there is none, or it nests too deep."""
    _, siblings = parent_of(briefing, section_id)
    position = [section.id for section in siblings].index(section_id)
    if not position:
        raise EditError("There is no section before it on its level.", "Move it down first.")
    edit = MoveSection(section_id=section_id, parent_id=siblings[position - 1].id)
    apply(briefing, edit)
    return edit


def outdent_section(briefing: Briefing, section_id: str) -> Edit:
    """A section behind the one above it, a level further out. Raises EditError at the top."""
    parent_id, _ = parent_of(briefing, section_id)
    if parent_id is None:
        raise EditError("The section is at the top level.", "There is nothing further out.")
    outer_id, level = parent_of(briefing, parent_id)
    position = [section.id for section in level].index(parent_id) + 1
    return MoveSection(section_id=section_id, parent_id=outer_id, position=position)
