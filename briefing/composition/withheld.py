"""Withhold comments, the rows that the analyst leaves out, and what the cut-off date excludes.

The labels, grades and sources of such rows remain, because a judgement may rest on them; their texts do
not. All formats compose the briefing that is returned here, so no format can print such a text.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection
from typing import Any

from msgspec.structs import replace

from briefing.composition.phrases import phrases_in
from briefing.composition.treaties.cut_off import treaty_at_cut_off
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    Comparison,
    FactItem,
    Grade,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.model.fact import Fact
from briefing.model.library import Material
from briefing.model.remembered import remembered
from briefing.model.sections import fact_ids_after_cut_off

_MOST_LIBRARIES = 4


def withheld(briefing: Briefing, later: Briefing | None = None) -> Briefing:
    """Return the briefing without comments and without the texts of its hidden rows.

    What is hidden in a `later` issue, against which the briefing is compared, is withheld too. So is a fact
    from after the cut-off that would be printed only because it contradicts or supersedes another, and what
    only sources from after it say of treaties.
    """
    row_ids, fact_ids = _hidden(briefing)
    if later is not None:
        later_row_ids, later_fact_ids = _hidden(later)
        row_ids, fact_ids = row_ids | later_row_ids, fact_ids | later_fact_ids
    if briefing.comments:
        briefing = replace(briefing, comments=())
    briefing = _at_cut_off(briefing)
    if not row_ids:
        return briefing
    words = phrases_in(briefing.language)("fact.withheld")
    facts = tuple(
        _without_text(fact, words) if fact.id in fact_ids else fact for fact in briefing.library.facts
    )
    return replace(
        briefing,
        sections=tuple(_section(section, row_ids, words) for section in briefing.sections),
        waivers=tuple(waiver for waiver in briefing.waivers if waiver.row_id not in row_ids),
        library=replace(briefing.library, facts=facts),
    )


def _at_cut_off(briefing: Briefing) -> Briefing:
    """Return the briefing with what its snapshot has up to the cut-off; the same one where that is all."""
    latest, later_ids = _latest(briefing.library), fact_ids_after_cut_off(briefing)
    key = briefing.cut_off, later_ids
    if key not in latest:
        latest.clear()
        latest[key] = _library_at_cut_off(briefing, later_ids)
    return briefing if latest[key] is briefing.library else replace(briefing, library=latest[key])


@remembered(_MOST_LIBRARIES)
def _latest(_library: Material) -> dict[tuple[str | None, frozenset[str]], Material]:
    """Return what of a snapshot is printed, as last asked for, by the cut-off and the facts from after it.

    What is remembered for a snapshot, such as its catalogue, so holds for many edits.
    """
    return {}


def _library_at_cut_off(briefing: Briefing, later_ids: Collection[str]) -> Material:
    library = briefing.library
    treaties = tuple(treaty_at_cut_off(treaty, briefing) for treaty in library.treaties)
    if not later_ids and all(map(operator.is_, treaties, library.treaties)):
        return library
    facts = tuple(fact for fact in library.facts if fact.id not in later_ids)
    return replace(library, facts=facts, treaties=treaties)


def _hidden(briefing: Briefing) -> tuple[set[str], set[str]]:
    """Return the ids of the hidden rows, and of the facts that are in hidden rows alone."""
    rows = {item.id for item in briefing.walk_items() if item.hidden}
    facts = [item for item in briefing.walk_items() if isinstance(item, FactItem)]
    shown = {item.fact_id for item in facts if not item.hidden}
    return rows, {item.fact_id for item in facts} - shown


def _section(section: Section, row_ids: Collection[str], words: str) -> Section:
    return replace(
        section,
        items=tuple(
            _WITHHELD[type(item)](item, words) if item.id in row_ids else item for item in section.items
        ),
        sections=tuple(_section(child, row_ids, words) for child in section.sections),
    )


def _without_text(fact: Fact, words: str) -> Fact:
    """Leave of a fact its standing, its sources and its relations."""
    return Fact(
        id=fact.id,
        statement=words,
        standing=fact.standing,
        citations=tuple(replace(citation, quotes=(), note="") for citation in fact.citations),
        credibility=fact.credibility,
        treaty_id=fact.treaty_id,
        further_treaty_ids=fact.further_treaty_ids,
        relations=fact.relations,
    )


def _grade(grade: Grade | None) -> Grade | None:
    return replace(grade, rationale="") if grade else None


def _fact(item: FactItem, _words: str) -> Item:
    return replace(item, wording=None, grade=_grade(item.grade), note="")


def _judgement(item: Judgement, words: str) -> Item:
    return Judgement(id=item.id, text=words, grade=_grade(item.grade), hidden=item.hidden)


def _prose(item: Prose, words: str) -> Item:
    return replace(item, text=words, note="")


def _image(item: ImageItem, words: str) -> Item:
    return replace(item, caption=words, alt=words, note="")


def _table(item: Table, words: str) -> Item:
    return replace(item, caption=words, columns=(words,), rows=(), note="")


def _captioned(item: Comparison | ChartItem, words: str) -> Item:
    return replace(item, caption=words, note="")


_WITHHELD: dict[type[Item], Callable[[Any, str], Item]] = {
    FactItem: _fact,
    Judgement: _judgement,
    Prose: _prose,
    ImageItem: _image,
    Table: _table,
    Comparison: _captioned,
    ChartItem: _captioned,
}
