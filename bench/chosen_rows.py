"""The rows of a document that are typed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.long_documents import TEMPLATE, reference
from bench.typed_row import TypedRow
from briefing.composition.judgements.argument_map import items
from briefing.composition.views.statements import FactView
from briefing.model.briefing import Briefing, FactItem
from briefing.render import load_templates
from briefing.render.pipeline import composed
from briefing.render.result import RowBox

_USUAL_LETTERS = range(100, 150)
"""Of a statement that takes two lines."""


def row_in_the_middle(briefing: Briefing, boxes: Sequence[RowBox], pages: int) -> TypedRow:
    """Return a fact of usual length next to which no other is printed, on the page nearest to the middle.

    So the rows that are typed in documents of different lengths are alike.
    """
    texts, printed = _texts(briefing), _statements_printed(briefing)

    def order(box: RowBox) -> tuple[object, ...]:
        is_usual = len(texts[box.row]) in _USUAL_LETTERS
        return printed[box.row], not is_usual, abs(box.page - pages // 2), box.top

    box = min((box for box in boxes if box.row in printed), key=order)
    return TypedRow(box.row, texts[box.row], box.page)


def row_with_most_statements(briefing: Briefing, boxes: Sequence[RowBox]) -> tuple[TypedRow, int]:
    """Return the fact on one page that is printed with the most others, and how many these are."""
    texts, printed = _texts(briefing), _statements_printed(briefing)
    times = Counter(box.row for box in boxes)
    unbroken = [box for box in boxes if box.row in printed and times[box.row] == 1]
    box = max(unbroken, key=lambda each: printed[each.row])
    return TypedRow(box.row, texts[box.row], box.page), printed[box.row]


def _texts(briefing: Briefing) -> dict[str, str]:
    """Return the texts of the facts by row."""
    statements = {fact.id: fact.statement for fact in briefing.library.facts}
    return {
        item.id: item.wording or statements[item.fact_id]
        for item in briefing.walk_items()
        if isinstance(item, FactItem)
    }


def _statements_printed(briefing: Briefing) -> dict[str, int]:
    """Return how many statements are printed next to each fact that contradict it or that it supersedes."""
    printed = composed(briefing, load_templates()[TEMPLATE], reference().scales)
    return {
        view.row_id: sum(not each.repeated for each in (*view.opposed, *view.superseded))
        for view in items(printed.sections)
        if isinstance(view, FactView)
    }
