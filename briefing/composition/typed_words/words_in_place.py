"""Put words that are being typed into a printed briefing, without composing the whole again.

The row is as it will be composed. What else names its words, such as the annexes, is left as it was: that
is for a page that is shown while the briefing is composed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec.structs

from briefing.composition import formatting
from briefing.composition.rows import RowIndex
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import FactView, ItemView, ProseView, SectionView
from briefing.composition.withheld import withheld
from briefing.model.briefing import Briefing, FactItem, Item, Prose, Section
from briefing.model.library import Catalogue
from briefing.typography.scripts import text_direction

_WORDS = {FactItem: "wording", Prose: "text"}
"""The field with the words of each type of row whose words can be replaced."""


@dataclass(frozen=True, slots=True)
class TypedBriefing:
    """What is printed with the words that were typed in some rows."""

    printed: PrintedBriefing
    row_ids: frozenset[str]


class WordsInPlace:
    """A briefing and what is printed of it, in which words can be replaced."""

    def __init__(self, briefing: Briefing, printed: PrintedBriefing) -> None:
        self._briefing, self._printed = briefing, printed
        self._rows: RowIndex | None = None
        self._places: defaultdict[str, set[int]] = defaultdict(set)
        """The top-level sections that show the words of a row."""
        for place, section in enumerate(printed.sections):
            for row_id in _rows_in(section):
                self._places[row_id].add(place)

    def prepare(self) -> None:
        """Look all rows up in advance, which takes the longer the more there are."""
        self._row_index()

    def _row_index(self) -> RowIndex:
        if self._rows is None:
            briefing = withheld(self._briefing)
            self._rows = RowIndex(briefing, Catalogue(briefing.library))
        return self._rows

    def with_words_of(self, after: Briefing) -> TypedBriefing | None:
        """Return what is printed with the words of a later state; None where more than words changed."""
        if msgspec.structs.replace(after, sections=self._briefing.sections) != self._briefing:
            return None
        changes = _changes(self._briefing.sections, after.sections)
        if changes is None or not all(map(_is_of_words, changes)):
            return None
        rows = {now.id: now for _, now in changes}
        places = {row_id: self._places.get(row_id, set()) for row_id in rows}
        if not all(places.values()):
            return None
        sections = list(self._printed.sections)
        for place in set().union(*places.values()):
            sections[place] = self._section(sections[place], rows)
        return TypedBriefing(replace(self._printed, sections=tuple(sections)), frozenset(rows))

    def _section(self, section: SectionView, rows: Mapping[str, Item]) -> SectionView:
        items = tuple(self._item(item, rows) for item in section.items)
        children = tuple(self._section(child, rows) for child in section.sections)
        if _all_same(items, section.items) and _all_same(children, section.sections):
            return section
        return replace(section, items=items, sections=children)

    def _item(self, view: ItemView, rows: Mapping[str, Item]) -> ItemView:
        row = rows.get(view.row_id)
        if isinstance(view, FactView):
            opposed = tuple(
                replace(other, **self._words(rows.get(other.row_id))) if other.row_id in rows else other
                for other in view.opposed
            )
            own = self._words(row)
            return (
                view
                if not own and _all_same(opposed, view.opposed)
                else replace(view, opposed=opposed, **own)
            )
        if isinstance(view, ProseView) and isinstance(row, Prose):
            return replace(
                view, paragraphs=formatting.paragraphs(row.text), direction=text_direction(row.text)
            )
        return view

    def _words(self, row: Item | None) -> dict[str, Any]:
        """Return the text of a fact in print, and its direction."""
        if not isinstance(row, FactItem):
            return {}
        rows = self._row_index()
        fact = rows.fact(row)
        return {"text": rows.statement(fact, row), "direction": rows.direction(fact, row)}


def _changes(before: Sequence[Section], after: Sequence[Section]) -> list[tuple[Item, Item]] | None:
    """Return the items that changed, before and after; None where sections or the order changed."""
    if len(before) != len(after):
        return None
    changes: list[tuple[Item, Item]] = []
    for old, new in zip(before, after, strict=True):
        if old == new:
            continue
        inner = _changes(old.sections, new.sections)
        emptied = msgspec.structs.replace(new, items=old.items, sections=old.sections)
        if inner is None or emptied != old or len(old.items) != len(new.items):
            return None
        changes += [pair for pair in zip(old.items, new.items, strict=True) if pair[0] != pair[1]]
        changes += inner
    return changes


def _is_of_words(change: tuple[Item, Item]) -> bool:
    """Return whether nothing but the words of a row changed."""
    old, new = change
    name = _WORDS.get(type(old))
    if name is None or type(old) is not type(new) or old.hidden:
        return False
    return bool(msgspec.structs.replace(new, **{name: getattr(old, name)}) == old)


def _rows_in(section: SectionView) -> Iterator[str]:
    for item in section.items:
        yield item.row_id
        if isinstance(item, FactView):
            yield from (other.row_id for other in item.opposed)
    for child in section.sections:
        yield from _rows_in(child)


def _all_same(one: Sequence[object], other: Sequence[object]) -> bool:
    return all(left is right for left, right in zip(one, other, strict=True))
