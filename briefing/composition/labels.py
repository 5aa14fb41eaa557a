"""Labels under which items are printed: judgements J1…, facts 1…, figures and tables by their own count."""

from __future__ import annotations

import functools
from collections.abc import Container, Mapping
from dataclasses import dataclass

from briefing.composition.phrases import phrases_in
from briefing.composition.scope.chart_scope import tables_among
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    Comparison,
    FactItem,
    ImageItem,
    Item,
    Judgement,
    Section,
    Table,
)
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.sections import rows_in

_PREFIXES: dict[type[Item], str] = {
    Judgement: "J",
    FactItem: "",
    ImageItem: "Figure ",
    Table: "Table ",
    Comparison: "Table ",
}


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """An item's label and the section that it is printed in."""

    label: str
    section_id: str


Labels = Mapping[str, PrintedLabel]
"""The labels of a briefing by item id, in reading order."""


def printed_labels(briefing: Briefing) -> dict[str, PrintedLabel]:
    """Label every item that is numbered, hidden ones included, in reading order."""
    labels: dict[str, PrintedLabel] = {}
    counts: dict[str, int] = {}
    tables = tables_among(briefing)
    for section in briefing.walk_sections():
        for item in section.items:
            prefix = label_prefix(item, tables)
            if prefix is None:
                continue
            counts[prefix] = counts.get(prefix, 0) + 1
            labels[item.id] = PrintedLabel(f"{prefix}{counts[prefix]}", section.id)
    return labels


def label_prefix(item: Item, tables: Container[str]) -> str | None:
    """Return the text before the number of an item; None where it has no number.

    `tables` are the ids of the charts that are printed as tables.
    """
    if isinstance(item, ChartItem):
        return "Table " if item.id in tables else "Figure "
    return _PREFIXES.get(type(item))


@remembered(MAX_ROWS, rows_in)
def prints(section: Section) -> bool:
    """Return whether a section prints anything in its place; judgements are printed at the front."""
    here = any(not item.hidden and not isinstance(item, Judgement) for item in section.items)
    return here or any(prints(child) for child in section.sections)


def is_headless(section: Section, language: str) -> bool:
    """Return whether a section has the heading of its judgements, which is printed at the front.

    What it has besides the judgements, such as a ruler of their likelihoods, is printed without it.
    """
    if section.title.strip().casefold() != _heading_of_judgements(language):
        return False
    judged = any(isinstance(item, Judgement) and not item.hidden for item in section.items)
    return judged and not any(map(prints, section.sections))


@functools.lru_cache(maxsize=16)
def _heading_of_judgements(language: str) -> str:
    return phrases_in(language)("heading.key_judgements").casefold()


def prints_nothing(section: Section) -> bool:
    """Return whether no row of a section is printed, be it here or, as a judgement, at the front."""
    return all(item.hidden for child in section.walk() for item in child.items)
