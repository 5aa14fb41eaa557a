"""The differences in how two briefings are arranged: their sections, the places of rows, hidden rows."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.changes.change import Change, ChangeKind
from briefing.model.briefing import Briefing, FactItem, Item, Judgement, Prose, Section


@dataclass(frozen=True, slots=True)
class _Place:
    """The section that a row or section is in, "" for the whole briefing, and its number there."""

    section_id: str
    title: str
    number: int

    @property
    def words(self) -> str:
        number = f"place {self.number}"
        return f"{number} in “{self.title}”" if self.title else number


def arrangement_changes(
    before: Briefing, after: Briefing, same_rows: Mapping[str, str]
) -> Iterator[Change]:
    """Yield the changes of sections and places; `same_rows` maps ids of rows to those they had before."""
    yield from _sections(before, after)
    old_items, new_items = _items(before), _items(after)
    facts = {fact.id: fact.statement for fact in after.library.facts}
    texts = {row_id: _text(new_items[row_id], facts) for row_id in same_rows}
    places = _row_places(before), _row_places(after)
    yield from _moved(ChangeKind.ROW_MOVED, texts, same_rows, *places)
    for row_id, old_id in same_rows.items():
        item = new_items[row_id]
        if item.hidden != old_items[old_id].hidden:
            kind = ChangeKind.ROW_HIDDEN if item.hidden else ChangeKind.ROW_SHOWN
            yield Change(kind, row_id, texts[row_id])


def _items(briefing: Briefing) -> dict[str, Item]:
    return {item.id: item for item in briefing.walk_items()}


def _text(item: Item, statements: Mapping[str, str]) -> str:
    if isinstance(item, FactItem):
        return item.wording or statements[item.fact_id]
    return item.text if isinstance(item, Judgement | Prose) else item.caption


# Sections


def _sections(before: Briefing, after: Briefing) -> Iterator[Change]:
    old = {section.id: section.title for section in before.walk_sections()}
    new = {section.id: section.title for section in after.walk_sections()}
    for section_id, title in new.items():
        if section_id not in old:
            yield Change(ChangeKind.SECTION_ADDED, section_id, title)
        elif old[section_id] != title:
            yield Change(ChangeKind.SECTION_RENAMED, section_id, title, old[section_id], title)
    for section_id, title in old.items():
        if section_id not in new:
            yield Change(ChangeKind.SECTION_DROPPED, section_id, title)
    same = {section_id: section_id for section_id in new if section_id in old}
    places = _section_places(before), _section_places(after)
    yield from _moved(ChangeKind.SECTION_MOVED, new, same, *places)


def _section_places(briefing: Briefing) -> dict[str, _Place]:
    places = dict[str, _Place]()

    def walk(parent_id: str, title: str, sections: Sequence[Section]) -> None:
        for number, section in enumerate(sections, start=1):
            places[section.id] = _Place(parent_id, title, number)
            walk(section.id, section.title, section.sections)

    walk("", "", briefing.sections)
    return places


def _row_places(briefing: Briefing) -> dict[str, _Place]:
    return {
        item.id: _Place(section.id, section.title, number)
        for section in briefing.walk_sections()
        for number, item in enumerate(section.items, start=1)
    }


# Places


def _moved(
    kind: ChangeKind,
    texts: Mapping[str, str],
    same: Mapping[str, str],
    old: Mapping[str, _Place],
    new: Mapping[str, _Place],
) -> Iterator[Change]:
    """Yield what is in another section, or in another place among what was there with it before."""
    together = dict[str, list[str]]()
    for each, place in new.items():
        if each in same and old[same[each]].section_id == place.section_id:
            together.setdefault(place.section_id, []).append(each)
    unmoved = set[str]()
    for ids in together.values():
        numbers = [old[same[each]].number for each in ids]
        unmoved.update(ids[index] for index in _longest_rise(numbers))
    for each in new:
        if each in same and each not in unmoved:
            yield Change(kind, each, texts[each], old[same[each]].words, new[each].words)


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the indexes of a longest rising subsequence of different numbers."""
    ends, lasts = (
        list[int](),
        list[int](),
    )  # the lowest number that ends a rise of each length, and its index
    previous = dict[int, int]()
    for index, number in enumerate(numbers):
        length = bisect.bisect_left(ends, number)
        if length:
            previous[index] = lasts[length - 1]
        ends[length : length + 1] = [number]
        lasts[length : length + 1] = [index]
    rise = lasts[-1:]
    while rise and rise[-1] in previous:
        rise.append(previous[rise[-1]])
    return rise
