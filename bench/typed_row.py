"""A row in the middle of a document into which a sentence is typed, letter by letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.editing import Reword, apply
from briefing.model.briefing import Briefing, FactItem
from briefing.render.result import RowBox

SENTENCE = " Both sides have said so since, in public and more than once."


@dataclass(frozen=True)
class TypedRow:
    """The row, the text that it has at first, and the page from 0 that it is on."""

    row: str
    text: str
    page: int

    def typed(self, keystrokes: int) -> str:
        """Return the text after so many keystrokes; after the end of the sentence it begins again."""
        return self.text + SENTENCE[: keystrokes % len(SENTENCE) + 1]

    def after(self, briefing: Briefing, keystrokes: int) -> Briefing:
        return apply(briefing, Reword(item_id=self.row, text=self.typed(keystrokes)))


def row_in_the_middle(briefing: Briefing, boxes: Sequence[RowBox], pages: int) -> TypedRow:
    """Return the first fact on the page in the middle, or on the page nearest to it that has one."""
    texts = {fact.id: fact.statement for fact in briefing.library.facts}
    facts = {
        item.id: item.wording or texts[item.fact_id]
        for item in briefing.walk_items()
        if isinstance(item, FactItem)
    }
    on_pages = [box for box in boxes if box.row in facts]
    box = min(on_pages, key=lambda each: (abs(each.page - pages // 2), each.top))
    return TypedRow(box.row, facts[box.row], box.page)
