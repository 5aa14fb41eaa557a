"""The list of changes since the last issue as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.composition.blocks.text import PhraseText, plain, written
from briefing.composition.formatting import capitalised
from briefing.composition.phrases import Phrases
from briefing.composition.views.annexes import ChangeGroup, ChangeView
from briefing.composition.views.blocks import (
    BlockGroup,
    Cell,
    Column,
    Heading,
    Inline,
    LineBreak,
    Mark,
    TableBlock,
    TableRow,
    TextRun,
)


def change_list(groups: tuple[ChangeGroup, ...], phrases: Phrases) -> BlockGroup | None:
    """Return a table for each group of changes; None where nothing changed."""
    if not groups:
        return None
    text = PhraseText(phrases)
    tables = (_table(group, text) for group in groups)
    return BlockGroup("section", (Heading(2, text("heading.changes"), "changes"), *tables))


def _table(group: ChangeGroup, text: PhraseText) -> TableBlock:
    columns = (
        Column(text("column.number"), 1, "narrow"),
        Column(text("column.change"), 3, "quarter"),
        Column(text("column.change_text"), 10),
    )
    rows = tuple(_row(change, text) for change in group.changes)
    return TableBlock("register", plain(group.heading), columns, rows)


def _row(change: ChangeView, text: PhraseText) -> TableRow:
    return TableRow(
        (
            Cell(plain(change.label or "–"), look="number"),
            Cell(plain(change.what)),
            Cell((*written(change.text), *_details(change, text)), change.direction),
        ),
        mention=change.anchor,
    )


def _details(change: ChangeView, text: PhraseText) -> Iterator[Inline]:
    """Yield the text before and after the change, and its reason, on a line of their own."""
    was = text.phrases("change.was", text=change.before) if change.before else ""
    now = text.phrases("change.now", text=change.after) if change.before else capitalised(change.after)
    asides = " ".join(part for part in (was, now if change.after else "", change.reason) if part)
    if asides:
        yield from (LineBreak(), TextRun(asides, Mark.REMARK, language=""))
