"""Texts with which the program begins a row or a section, for the author to replace."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.briefing import ImageItem, Item, Judgement, Prose, Table

JUDGEMENT = "New judgement"
PARAGRAPH = "New paragraph"
TABLE = "New table"
SECTION = "New section"
COLUMN = "Column {number}"
PICTURE = "Describe what the picture shows"


def placeholders_of(item: Item) -> Iterator[str]:
    """Yield the texts of a row that are still those with which it was begun."""
    texts: tuple[str, ...]
    if isinstance(item, Judgement | Prose):
        begun, texts = {JUDGEMENT, PARAGRAPH}, (item.text,)
    elif isinstance(item, Table):
        begun = {TABLE, *(COLUMN.format(number=number) for number in range(1, len(item.columns) + 1))}
        texts = (item.caption, *item.columns)
    elif isinstance(item, ImageItem):
        begun, texts = {PICTURE}, (item.alt,)
    else:
        return
    yield from (text for text in texts if text.strip() in begun)
