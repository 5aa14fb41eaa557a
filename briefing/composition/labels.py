"""Labels under which items are printed: judgements J1…, facts 1…, figures and tables by their own count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model.briefing import (
    Briefing,
    ChartItem,
    ChartKind,
    Comparison,
    FactItem,
    ImageItem,
    Item,
    Judgement,
    Section,
    Table,
)

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
    for section in briefing.walk_sections():
        for item in section.items:
            prefix = label_prefix(item)
            if prefix is None:
                continue
            counts[prefix] = counts.get(prefix, 0) + 1
            labels[item.id] = PrintedLabel(f"{prefix}{counts[prefix]}", section.id)
    return labels


def label_prefix(item: Item) -> str | None:
    """Return the text before the number of an item; None where it has no number."""
    if isinstance(item, ChartItem):
        return "Table " if item.kind is ChartKind.OBLIGATIONS else "Figure "
    return _PREFIXES.get(type(item))


def prints(section: Section) -> bool:
    """Return whether a section prints anything in its place; judgements are printed at the front."""
    here = any(not item.hidden and not isinstance(item, Judgement) for item in section.items)
    return here or any(prints(child) for child in section.sections)


def prints_nothing(section: Section) -> bool:
    """Return whether no row of a section is printed, be it here or, as a judgement, at the front."""
    return all(item.hidden for child in section.walk() for item in child.items)
