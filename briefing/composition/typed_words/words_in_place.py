"""Put words that are being typed into a printed briefing, without composing the whole again.

The row, heading or field of the cover is as it will be composed. What else names its words, such as the
annexes, is left as it was: that is for a page that is shown while the briefing is composed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec.structs

from briefing.composition import formatting
from briefing.composition.cover import cover_words
from briefing.composition.issue.issue_block import issue_view
from briefing.composition.judgements.key_judgements import judgement_words
from briefing.composition.judgements.main_message import message_words
from briefing.composition.labels import is_headless
from briefing.composition.rows import RowIndex
from briefing.composition.sourcing.source_summary import remark_words, source_summary_beside
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.statements import (
    ChartView,
    FactView,
    ImageView,
    ItemView,
    JudgementView,
    ProseView,
    SectionView,
    TableView,
)
from briefing.composition.withheld import withheld
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    Comparison,
    FactItem,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.model.issue import MainMessage
from briefing.typography.scripts import text_direction

_OF_BRIEFING = (
    "title",
    "subtitle",
    "author",
    "organisation",
    "requested_by",
    "purpose",
    "source_remark",
    "main_message",
    "issue",
)
"""The fields of a briefing whose words can be replaced."""
_OF_ROWS: dict[type[Item], tuple[str, ...]] = {
    FactItem: ("wording", "note"),
    Prose: ("text", "note"),
    Judgement: ("text", "assumptions", "alternatives", "indicators", "change_since_last", "note"),
    ImageItem: ("caption", "alt", "note"),
    Table: ("caption", "columns", "rows", "note"),
    Comparison: ("caption", "note"),
    ChartItem: ("caption", "note"),
}
"""The fields of each type of row whose words can be replaced, besides the rationale of a judgement."""


@dataclass(frozen=True, slots=True)
class TypedBriefing:
    """What is printed with the words that were typed in some rows, if in any, or elsewhere.

    `section_ids` are the sections in whose titles words were typed.
    """

    printed: PrintedBriefing
    row_ids: frozenset[str]
    section_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WordChanges:
    """The items whose words changed, by id, and the titles that did, by the id of their section."""

    rows: dict[str, Item] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    former_titles: list[str] = field(default_factory=list)


class WordsInPlace:
    """A briefing and what is printed of it, in which words can be replaced.

    `rows` are those of the briefing, from which texts that are not shown are withheld.
    """

    def __init__(self, briefing: Briefing, printed: PrintedBriefing, rows: RowIndex) -> None:
        self._briefing, self._printed, self._rows = briefing, printed, rows
        self._places: defaultdict[str, set[int]] = defaultdict(set)
        """The top-level sections that show the words of a row, or the title of a section."""
        for place, section in enumerate(printed.sections):
            for row_id in _ids_in(section):
                self._places[row_id].add(place)
        self._judgements = {judgement.row_id for judgement in printed.judgements}

    def with_words_of(self, after: Briefing) -> TypedBriefing | None:
        """Return what is printed with the words of a later state; None where more than words changed."""
        changes = word_changes(self._briefing, after)
        if changes is None:
            return None
        changed = {*changes.rows, *changes.titles}
        printed = self._with_front(after)
        if printed is None or not changed <= self._places.keys() | self._judgements:
            return None
        if any(title in printed.source_summary.text for title in changes.former_titles):
            # A section whose statements rest on one source is named there.
            printed = replace(
                printed, source_summary=source_summary_beside(printed.sources, withheld(after))
            )
        sections = list(printed.sections)
        for place in set[int]().union(*(self._places.get(each, ()) for each in changed)):
            sections[place] = self._section(sections[place], changes)
        judgements = tuple(self._judgement(view, changes.rows) for view in printed.judgements)
        return TypedBriefing(
            replace(printed, sections=tuple(sections), judgements=judgements),
            frozenset(changes.rows),
            frozenset(changes.titles),
        )

    def _with_front(self, after: Briefing) -> PrintedBriefing | None:
        """Return what is printed with the words of the cover, the main message and the issue block."""
        before, printed = self._briefing, self._printed
        message = _with_message(printed, before.main_message, after.main_message)
        if message is None or before.issue.emblem != after.issue.emblem:
            return None
        return replace(
            message,
            cover=replace(printed.cover, **cover_words(after)),
            issue=issue_view(after),
            source_summary=replace(printed.source_summary, **remark_words(after.source_remark)),
        )

    def _judgement(self, view: JudgementView, rows: Mapping[str, Item]) -> JudgementView:
        row = rows.get(view.row_id)
        if not isinstance(row, Judgement):
            return view
        return replace(view, **judgement_words(row, self._briefing.language))

    def _section(self, section: SectionView, changes: WordChanges) -> SectionView:
        title = changes.titles.get(section.row_id, section.title)
        items = tuple(self._item(item, changes.rows) for item in section.items)
        children = tuple(self._section(child, changes) for child in section.sections)
        if (
            title == section.title
            and _all_same(items, section.items)
            and _all_same(children, section.sections)
        ):
            return section
        return replace(section, title=title, items=items, sections=children)

    def _item(self, view: ItemView, rows: Mapping[str, Item]) -> ItemView:
        if isinstance(view, FactView):
            return self._fact(view, rows)
        row = rows.get(view.row_id)
        return replace(view, **_own_words(view, row)) if row is not None else view

    def _fact(self, view: FactView, rows: Mapping[str, Item]) -> FactView:
        """Return a fact with its own words, and those of facts that are printed with it."""
        own = self._words(rows.get(view.row_id))
        if not own and rows.keys().isdisjoint(rows_with(view)):
            return view
        opposed, superseded = (
            tuple(replace(other, **self._words(rows.get(other.row_id))) for other in others)
            for others in (view.opposed, view.superseded)
        )
        return replace(view, opposed=opposed, superseded=superseded, **own)

    def _words(self, row: Item | None) -> dict[str, Any]:
        """Return the text of a fact in print, and its direction."""
        if not isinstance(row, FactItem):
            return {}
        fact = self._rows.fact(row)
        return {"text": self._rows.statement(fact, row), "direction": self._rows.direction(fact, row)}


def word_changes(before: Briefing, after: Briefing) -> WordChanges | None:
    """Return what changed in the words of a briefing; None where more than words did."""
    words = {name: getattr(after, name) for name in _OF_BRIEFING}
    if msgspec.structs.replace(before, sections=after.sections, **words) != after:
        return None
    changes = WordChanges()
    return changes if _note_changes(before.sections, after.sections, changes, after.language) else None


def _with_message(
    printed: PrintedBriefing, before: MainMessage | None, after: MainMessage | None
) -> PrintedBriefing | None:
    """Return what is printed with the words of the main message; None where more than these changed."""
    if before == after:
        return printed
    if printed.main_message is None or before is None or after is None or not after.text.strip():
        return None
    if msgspec.structs.replace(after, text=before.text) != before:
        return None
    return replace(printed, main_message=replace(printed.main_message, **message_words(after)))


def _own_words(view: ItemView, row: Item) -> dict[str, Any]:
    """Return the fields with the words of a row that is no fact."""
    match view, row:
        case ProseView(), Prose():
            words = formatting.paragraphs(row.text)
            return {"paragraphs": words, "direction": text_direction(row.text)}
        case ImageView(), ImageItem():
            return {"caption": formatting.sentence(row.caption), "alt": row.alt}
        case TableView(), Table():
            refs = tuple(tuple(() for _ in cells) for cells in row.rows)
            caption = formatting.sentence(row.caption)
            return {"caption": caption, "columns": row.columns, "rows": row.rows, "refs": refs}
        case TableView(), Comparison():
            return {"caption": formatting.sentence(row.caption)}
        case ChartView(), ChartItem():
            caption = formatting.sentence(row.caption)
            return {"caption": caption, **_captioned_tables(view, caption)}
    return {}


def _captioned_tables(view: ChartView, caption: str) -> dict[str, TableView]:
    return {
        name: replace(table, caption=caption)
        for name in ("table", "content")
        if (table := getattr(view, name)) is not None
    }


def _note_changes(
    before: Sequence[Section], after: Sequence[Section], changes: WordChanges, language: str
) -> bool:
    """Note what changed in sections; return whether that is no more than words."""
    if len(before) != len(after):
        return False
    for old, new in zip(before, after, strict=True):
        if old == new:
            continue
        emptied = msgspec.structs.replace(new, items=old.items, sections=old.sections, title=old.title)
        if emptied != old or len(old.items) != len(new.items):
            return False
        if old.title != new.title:
            if is_headless(old, language) or is_headless(new, language):
                return False
            changes.titles[new.id] = new.title
            changes.former_titles.append(old.title)
        pairs = [pair for pair in zip(old.items, new.items, strict=True) if pair[0] != pair[1]]
        if not all(_is_of_words(*pair) for pair in pairs):
            return False
        changes.rows.update((item.id, item) for _, item in pairs)
        if not _note_changes(old.sections, new.sections, changes, language):
            return False
    return True


def _is_of_words(old: Item, new: Item) -> bool:
    """Return whether nothing but the words of a row changed."""
    if type(old) is not type(new) or old.hidden:
        return False
    words = {name: getattr(old, name) for name in _OF_ROWS[type(old)]}
    if isinstance(old, Judgement) and isinstance(new, Judgement) and old.grade and new.grade:
        words["grade"] = msgspec.structs.replace(new.grade, rationale=old.grade.rationale)
    return bool(msgspec.structs.replace(new, **words) == old)


def _ids_in(section: SectionView) -> Iterator[str]:
    yield section.row_id
    for item in section.items:
        yield item.row_id
        if isinstance(item, FactView):
            yield from rows_with(item)
    for child in section.sections:
        yield from _ids_in(child)


def rows_with(view: FactView) -> Iterator[str]:
    """Yield the rows whose words are printed with a fact; of a fact without a row an empty id."""
    return (other.row_id for other in (*view.opposed, *view.superseded))


def _all_same(one: Sequence[object], other: Sequence[object]) -> bool:
    return all(left is right for left, right in zip(one, other, strict=True))
