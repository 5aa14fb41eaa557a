"""What sections contain, remembered for each section: an edit leaves all but a few of them as they are."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from briefing.model.briefing import (
    Briefing,
    ChartItem,
    FactItem,
    ImageItem,
    Item,
    Judgement,
    OnTreaties,
    Section,
)
from briefing.model.dates import calendar_day
from briefing.model.edtf import parse_edtf
from briefing.model.library import Catalogue, Material
from briefing.model.remembered import MAX_ROWS, remembered

_MOST_BRIEFINGS = 8


def rows_in(section: Section) -> int:
    """Return the number of rows of a section itself, and one for its title."""
    return 1 + len(section.items)


@dataclass(frozen=True, slots=True)
class SectionContents:
    """What the rows of a section itself, without its subsections, refer to.

    `positions` has the place of each row by its id.
    """

    positions: Mapping[str, int]
    fact_ids: frozenset[str]
    treaty_ids: frozenset[str]
    picture_ids: frozenset[str]
    charts: tuple[ChartItem, ...]
    judgements: tuple[Judgement, ...]


@remembered(MAX_ROWS, rows_in)
def contents_of(section: Section) -> SectionContents:
    """Return what the rows of a section refer to."""
    items = section.items
    return SectionContents(
        {item.id: place for place, item in enumerate(items)},
        frozenset(item.fact_id for item in items if isinstance(item, FactItem)),
        frozenset(key for item in items if isinstance(item, OnTreaties) for key in item.treaty_ids),
        frozenset(item.attachment for item in items if isinstance(item, ImageItem)),
        tuple(item for item in items if isinstance(item, ChartItem)),
        tuple(item for item in items if isinstance(item, Judgement)),
    )


def items_with(briefing: Briefing, ids: Set[str]) -> dict[str, Item]:
    """Return the items that have one of these ids, by id; other ids are passed over."""
    items = dict[str, Item]()
    for section in briefing.walk_sections():
        places = contents_of(section).positions
        items |= {each: section.items[places[each]] for each in ids if each in places}
    return items


def judgements_in(briefing: Briefing) -> list[Judgement]:
    """Return the judgements of a briefing in reading order."""
    return [each for section in briefing.walk_sections() for each in contents_of(section).judgements]


@remembered(_MOST_BRIEFINGS)
def used_fact_ids(briefing: Briefing) -> frozenset[str]:
    """Return the ids of the facts that the briefing's rows show."""
    return frozenset[str]().union(*(contents_of(section).fact_ids for section in briefing.walk_sections()))


def fact_ids_after_cut_off(briefing: Briefing) -> frozenset[str]:
    """Return the ids of the snapshot's facts from after the cut-off that no row shows.

    A fact is from after it by its own date, or where no source of it was issued before. The snapshot has
    such facts because they contradict or supersede facts of the briefing.
    """
    if briefing.cut_off is None:
        return frozenset()
    shown = used_fact_ids(briefing)
    others = [fact for fact in briefing.library.facts if fact.id not in shown]
    if not others:
        return frozenset()
    cut_off, late = calendar_day(briefing.cut_off), source_ids_after_cut_off(briefing)
    return frozenset(
        fact.id
        for fact in others
        if (fact.date is not None and parse_edtf(fact.date).earliest > cut_off)
        or (fact.citations and all(citation.source_id in late for citation in fact.citations))
    )


@remembered(8)
def source_ids_after_cut_off(briefing: Briefing) -> frozenset[str]:
    """Return the ids of the snapshot's sources that were issued after the cut-off.

    An undated source is one of them where it repeats another.
    """
    if briefing.cut_off is None:
        return frozenset()
    cut_off = calendar_day(briefing.cut_off)
    sources, late = briefing.library.sources, set[str]()
    late.update(each.id for each in sources if each.issued and parse_edtf(each.issued).earliest > cut_off)
    undated = [each for each in sources if not each.issued and each.derives_from]
    while repeating := [each for each in undated if not late.isdisjoint(each.derives_from)]:
        late.update(each.id for each in repeating)
        undated = [each for each in undated if each.id not in late]
    return frozenset(late)


def used_treaty_ids(briefing: Briefing) -> set[str]:
    """Return the ids of the treaties that comparisons and charts name."""
    return set().union(*(contents_of(section).treaty_ids for section in briefing.walk_sections()))


def used_picture_ids(briefing: Briefing) -> set[str]:
    """Return the ids of the pictures in the briefing's rows."""
    return set().union(*(contents_of(section).picture_ids for section in briefing.walk_sections()))


@remembered(8)
def catalogue_of(material: Material) -> Catalogue:
    """Return the catalogue of a briefing's snapshot."""
    return Catalogue(material)
