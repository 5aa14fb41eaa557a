"""Properties in which kinds of item differ for editing: one line a kind, which a test holds complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model.briefing import (
    ChartItem,
    Comparison,
    FactItem,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Table,
)


@dataclass(frozen=True, slots=True)
class ItemKind:
    """`name` is the word of the window for it, `id_prefix` begins the ids of new items.

    `text_field` is the field that `Reword` changes. With `is_one_line` that text has no line breaks.
    """

    name: str
    id_prefix: str
    text_field: str
    is_one_line: bool = True


ITEM_KINDS: Mapping[type[Item], ItemKind] = {
    FactItem: ItemKind("fact", "f", "wording"),
    Judgement: ItemKind("judgement", "j", "text"),
    Prose: ItemKind("text", "p", "text", is_one_line=False),
    ImageItem: ItemKind("picture", "g", "caption"),
    Table: ItemKind("table", "t", "caption"),
    Comparison: ItemKind("comparison", "c", "caption"),
    ChartItem: ItemKind("chart", "d", "caption"),
}


def kind_of(item: Item) -> ItemKind:
    return ITEM_KINDS[type(item)]


def text_of_item(item: Item, statements: Mapping[str, str]) -> str:
    """Return the text that a reader sees first of an item: its wording, statement, text or caption.

    `statements` are those of the briefing's facts by id.
    """
    text: str | None = getattr(item, kind_of(item).text_field)
    return text or statements[item.fact_id] if isinstance(item, FactItem) else text or ""
