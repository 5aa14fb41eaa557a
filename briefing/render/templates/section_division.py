"""Sections divided into parts of a few rows each, so that an edit lays out little again.

Where a section is divided depends on the ids of its rows and not on their number: a row that is inserted
or removed changes the parts next to it, and no others.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.composition.views.statements import FactView, ItemView, SectionView
from briefing.render.templates.manifest import SectionDivision

_MOST_ROWS = 4
_ONE_IN = 3
"""After one row in so many there is a division."""
_LETTERS_BESIDE_A_ROW = 36
"""So much of a heading that is in the margin is beside one row."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows that are not divided, and the sections that they are in, outermost first.

    `is_bound` keeps them with what follows.
    """

    sections: tuple[SectionView, ...]
    items: tuple[ItemView, ...]
    is_bound: bool


def divided(section: SectionView, division: SectionDivision) -> list[SectionView]:
    """Return the section as sections with its rows in their order, one for each part of the document.

    A heading is with the rows beside it and after it, and the last two rows of a section are together.
    """
    if division is SectionDivision.NEVER:
        return [section]
    groups = list(_groups(_stretches((section,), _UNITS[division])))
    begun: set[str] = set()
    pieces: list[SectionView] = []
    for group, following in itertools.zip_longest(groups, groups[1:]):
        open_after = {each.row_id for each in following[0].sections} if following else set()
        pieces.append(_piece(group, 0, begun, open_after))
        begun |= {each.row_id for stretch in group for each in stretch.sections}
    return pieces


def with_rows_apart(section: SectionView, rows: frozenset[str]) -> list[SectionView]:
    """Return a section with any of these rows as one for each row; one with subsections stays whole.

    The rows beside the heading are together, and the last two of the section, which no page break parts.
    """
    if (
        section.sections
        or len(section.items) == 1
        or rows.isdisjoint(item.row_id for item in section.items)
    ):
        return [section]
    beside_heading = 0 if section.is_continued else _rows_beside_heading(section)
    end = len(section.items) if section.goes_on else len(section.items) - 1
    groups: list[list[ItemView]] = []
    for place, item in enumerate(section.items):
        if place == 0 or beside_heading <= place < end:
            groups.append([])
        groups[-1].append(item)
    last = len(groups) - 1
    return [
        replace(
            section,
            items=tuple(items),
            is_continued=section.is_continued or number > 0,
            goes_on=section.goes_on or number < last,
        )
        for number, items in enumerate(groups)
    ]


def _stretches(path: tuple[SectionView, ...], units: _Units) -> Iterator[_Stretch]:
    section = path[-1]
    stretches = units(section.items) or [()]
    kept_first = _rows_beside_heading(section)
    for number, items in enumerate(stretches, start=1):
        is_bound = not items or number < kept_first or number == len(stretches) - 1
        is_last = number == len(stretches)
        yield _Stretch(path, items, is_bound and not (is_last and items))
    for child in section.sections:
        yield from _stretches((*path, child), units)


def _rows_beside_heading(section: SectionView) -> int:
    return 1 + len(section.title) // _LETTERS_BESIDE_A_ROW


_Units = Callable[[Sequence[ItemView]], list[tuple[ItemView, ...]]]


def _rows(items: Sequence[ItemView]) -> list[tuple[ItemView, ...]]:
    return [(item,) for item in items]


def _runs(items: Sequence[ItemView]) -> list[tuple[ItemView, ...]]:
    """Return facts that follow one another together: in some templates they are in columns or flow."""
    groups = itertools.groupby(items, lambda item: isinstance(item, FactView))
    return [unit for facts, group in groups for unit in ([tuple(group)] if facts else _rows(tuple(group)))]


_UNITS: dict[SectionDivision, _Units] = {SectionDivision.ROWS: _rows, SectionDivision.RUNS: _runs}


def _groups(stretches: Iterator[_Stretch]) -> Iterator[list[_Stretch]]:
    """Join the stretches to groups that are laid out together."""
    group: list[_Stretch] = []
    for stretch in stretches:
        group.append(stretch)
        rows = sum(len(each.items) for each in group)
        if not stretch.is_bound and (rows >= _MOST_ROWS or _ends_group(stretch.items[-1])):
            yield group
            group = []
    if group:
        yield group


def _ends_group(item: ItemView) -> bool:
    return not isinstance(item, FactView) or zlib.crc32(item.row_id.encode()) % _ONE_IN == 0


def _piece(group: Sequence[_Stretch], depth: int, begun: set[str], open_after: set[str]) -> SectionView:
    """Return the section at this depth of the group's paths, with only the group's rows in it."""
    section = group[0].sections[depth]
    own = [stretch for stretch in group if len(stretch.sections) == depth + 1]
    inner = [stretch for stretch in group if len(stretch.sections) > depth + 1]
    children = itertools.groupby(inner, lambda stretch: stretch.sections[depth + 1].row_id)
    return replace(
        section,
        items=tuple(item for stretch in own for item in stretch.items),
        sections=tuple(_piece(list(each), depth + 1, begun, open_after) for _, each in children),
        is_continued=section.row_id in begun,
        goes_on=section.row_id in open_after,
    )
