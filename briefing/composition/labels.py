"""Labels under which items are printed: judgements J1…, facts 1…, figures and tables by their own count."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Container, Iterator, Mapping
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
from briefing.model.sections import contents_of, rows_in

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
    return {
        row_id: PrintedLabel(label, numbered.section.id)
        for numbered in numbered_sections(briefing)
        for row_id, label in numbered.labels().items()
    }


@dataclass(frozen=True, slots=True)
class NumberedSection:
    """A section and what its rows are numbered by.

    `first` has the number before that of its first row by the text before the numbers; `tables` are the ids
    of the charts that are printed as tables.
    """

    section: Section
    first: Mapping[str, int]
    tables: Container[str]

    def labels(self) -> dict[str, str]:
        """Return the label of each row that is numbered, by its id."""
        counts, labels = dict(self.first), dict[str, str]()
        for item in self.section.items:
            prefix = label_prefix(item, self.tables)
            if prefix is not None:
                counts[prefix] += 1
                labels[item.id] = f"{prefix}{counts[prefix]}"
        return labels


def numbered_sections(briefing: Briefing) -> Iterator[NumberedSection]:
    """Yield all sections in reading order with what their rows are numbered by."""
    tables, counts = tables_among(briefing), dict[str, int]()
    for section in briefing.walk_sections():
        kinds = _kinds_in(section, tables)
        yield NumberedSection(section, {prefix: counts.get(prefix, 0) for prefix in kinds}, tables)
        for prefix, number in kinds.items():
            counts[prefix] = counts.get(prefix, 0) + number


def _kinds_in(section: Section, tables: Container[str]) -> Mapping[str, int]:
    """Return how many rows of a section have a number of each kind, by the text before the number."""
    without_charts = _kinds_besides_charts(section)
    charts = contents_of(section).charts
    if not charts:
        return without_charts
    return without_charts + Counter(label_prefix(chart, tables) or "" for chart in charts)


@remembered(MAX_ROWS, rows_in)
def _kinds_besides_charts(section: Section) -> Counter[str]:
    prefixes = (label_prefix(item, ()) for item in section.items if not isinstance(item, ChartItem))
    return Counter(prefix for prefix in prefixes if prefix is not None)


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
