"""Find and rebuild parts of a briefing's tree; every function returns a new value."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import TypeVar

import msgspec

from briefing.errors import EditError
from briefing.model.briefing import Briefing, Item, Section
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.sections import contents_of, rows_in

MAX_SECTION_DEPTH = 4

T = TypeVar("T")
Sections = tuple[Section, ...]


def all_ids(briefing: Briefing) -> list[str]:
    """List the ids of sections and items in reading order, duplicates included."""
    return [
        value_id
        for section in briefing.walk_sections()
        for value_id in (section.id, *(item.id for item in section.items))
    ]


def has_id(briefing: Briefing, value_id: str) -> bool:
    """Return whether a section or an item has this id."""
    sections = briefing.walk_sections()
    return any(value_id == each.id or value_id in contents_of(each).positions for each in sections)


def next_id(briefing: Briefing, prefix: str) -> str:
    """Return a new id such as ``f12``: a number above every one that was ever used with this prefix."""
    numbers = [_numbers(each).get(prefix, 0) for each in briefing.walk_sections()]
    retired = _highest_numbers(briefing.retired).get(prefix, 0)
    return f"{prefix}{max(*numbers, retired, 0) + 1}"


@remembered(MAX_ROWS, rows_in)
def _numbers(section: Section) -> dict[str, int]:
    return _highest_numbers((section.id, *contents_of(section).positions))


def _highest_numbers(ids: Iterable[str]) -> dict[str, int]:
    """Return the highest number that follows each prefix."""
    highest = dict[str, int]()
    for value_id in ids:
        prefix = value_id.rstrip("0123456789")
        if number := value_id[len(prefix) :]:
            highest[prefix] = max(int(number), highest.get(prefix, 0))
    return highest


def find_item(briefing: Briefing, item_id: str) -> Item:
    """Return the item of that id. Raises EditError."""
    section = section_of(briefing, item_id)
    return section.items[contents_of(section).positions[item_id]]


def find_section(briefing: Briefing, section_id: str) -> Section:
    """Return the section of that id. Raises EditError."""
    for section in briefing.walk_sections():
        if section.id == section_id:
            return section
    raise EditError(f"There is no section '{section_id}' in the briefing.", "Check the id with 'show'.")


def section_of(briefing: Briefing, item_id: str) -> Section:
    """Return the section that contains the item. Raises EditError."""
    for section in briefing.walk_sections():
        if item_id in contents_of(section).positions:
            return section
    raise EditError(f"There is no item '{item_id}' in the briefing.", "Check the id with 'show'.")


def with_section(briefing: Briefing, section_id: str, change: Callable[[Section], Section]) -> Briefing:
    """Return the briefing with one section changed. Raises EditError for an unknown id."""
    find_section(briefing, section_id)
    return msgspec.structs.replace(briefing, sections=_mapped(briefing.sections, section_id, change))


def _mapped(sections: Sections, section_id: str, change: Callable[[Section], Section]) -> Sections:
    """Return the sections with one of them changed; all but it and those around it are the same objects."""

    def mapped(section: Section) -> Section:
        if section.id == section_id:
            return change(section)
        if not section.sections:
            return section
        return _with_sections(section, _mapped(section.sections, section_id, change))

    return _same_or(sections, tuple(map(mapped, sections)))


def _same_or(before: Sections, after: Sections) -> Sections:
    """Return `before` itself where nothing in it has changed."""
    is_same = len(before) == len(after) and all(map(operator.is_, before, after))
    return before if is_same else after


def _with_sections(section: Section, sections: Sections) -> Section:
    return section if sections is section.sections else msgspec.structs.replace(section, sections=sections)


def with_item(briefing: Briefing, item: Item) -> Briefing:
    """Return the briefing with the item of the same id replaced."""

    def change(section: Section) -> Section:
        place = contents_of(section).positions[item.id]
        items = (*section.items[:place], item, *section.items[place + 1 :])
        return msgspec.structs.replace(section, items=items)

    return with_section(briefing, section_of(briefing, item.id).id, change)


def with_item_added(briefing: Briefing, item: Item, section_id: str, position: int | None) -> Briefing:
    def change(section: Section) -> Section:
        return msgspec.structs.replace(section, items=inserted(section.items, item, position))

    return with_section(briefing, section_id, change)


def without_item(briefing: Briefing, item_id: str) -> Briefing:
    def change(section: Section) -> Section:
        place = contents_of(section).positions[item_id]
        return msgspec.structs.replace(section, items=(*section.items[:place], *section.items[place + 1 :]))

    return with_section(briefing, section_of(briefing, item_id).id, change)


def with_section_added(
    briefing: Briefing, section: Section, parent_id: str | None, position: int | None
) -> Briefing:
    """Return the briefing with a section inserted. Raises EditError where that nests too deep."""
    if parent_id is None:
        added = msgspec.structs.replace(briefing, sections=inserted(briefing.sections, section, position))
    else:
        added = with_section(
            briefing,
            parent_id,
            lambda parent: msgspec.structs.replace(
                parent, sections=inserted(parent.sections, section, position)
            ),
        )
    if depth(added.sections) > MAX_SECTION_DEPTH:
        raise EditError(
            f"Sections would nest more than {MAX_SECTION_DEPTH} levels deep.", "Choose a place further up."
        )
    return added


def without_section(briefing: Briefing, section_id: str) -> Briefing:
    find_section(briefing, section_id)
    return msgspec.structs.replace(briefing, sections=_without(briefing.sections, section_id))


def _without(sections: Sections, section_id: str) -> Sections:
    remaining = tuple(
        _with_sections(section, _without(section.sections, section_id))
        for section in sections
        if section.id != section_id
    )
    return _same_or(sections, remaining)


def depth(sections: Sections) -> int:
    """Count the levels of sections."""
    return max((1 + depth(section.sections) for section in sections), default=0)


def inserted(values: tuple[T, ...], value: T, position: int | None) -> tuple[T, ...]:
    """Return `values` with `value` at `position`, None for the end. Raises EditError beyond the end."""
    index = len(values) if position is None else position
    if not 0 <= index <= len(values):
        raise EditError(
            f"Position {position} is beyond the end of the list, which has {len(values)} entries.",
            f"Use a number from 0 to {len(values)}.",
        )
    return (*values[:index], value, *values[index:])
