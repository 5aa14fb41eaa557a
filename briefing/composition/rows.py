"""The rows of a briefing by id, with the labels and anchors by which the document refers to them."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import cast

from briefing.composition import formatting
from briefing.composition.labels import printed_labels
from briefing.composition.treaties.naming import TreatyNaming
from briefing.composition.views.references import EvidenceRef
from briefing.model.briefing import Briefing, FactItem, Item, Judgement, Prose
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.typography.scripts import text_direction


class RowIndex:
    """Items by id, and the facts among them.

    `labels` is in reading order, and so are `facts`, each fact in use with its row; `places` has the place
    of each label in it. `fact_rows` has the first row of each fact that is shown, or else its first row.
    """

    def __init__(self, briefing: Briefing, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.language = briefing.language
        self._refs: dict[str, EvidenceRef] = {}
        self._naming = TreatyNaming(briefing, catalogue)
        self.labels = printed_labels(briefing)
        self.places = {item_id: place for place, item_id in enumerate(self.labels)}
        self.items = {item.id: item for item in briefing.walk_items()}
        rows = [item for item_id in self.labels if isinstance(item := self.items[item_id], FactItem)]
        self.facts: list[tuple[Fact, FactItem]] = [(catalogue.facts[row.fact_id], row) for row in rows]
        self.citing: dict[str, list[str]] = {}
        """The ids of the rows whose facts cite a source, in reading order, by the id of the source."""
        for fact, row in self.facts:
            for source_id in {citation.source_id for citation in fact.citations}:
                self.citing.setdefault(source_id, []).append(row.id)
        shown_first = sorted(rows, key=lambda row: row.hidden)
        self.fact_rows = {row.fact_id: row.id for row in reversed(shown_first)}

    def with_words_of(self, briefing: Briefing) -> RowIndex:
        """Return the rows of a briefing that differs in words alone, which no label depends on."""
        other = copy.copy(self)
        other.items = {item.id: item for item in briefing.walk_items()}
        other.facts = [(fact, cast("FactItem", other.items[row.id])) for fact, row in self.facts]
        return other

    def fact(self, row: FactItem) -> Fact:
        return self._catalogue.facts[row.fact_id]

    def label(self, item_id: str) -> str:
        return self.labels[item_id].label

    def anchor(self, item_id: str) -> str:
        """Return where an item is printed: a hidden fact in the annex, anything else hidden nowhere."""
        item = self.items[item_id]
        if item.hidden:
            return f"annex-{item_id}" if isinstance(item, FactItem) else ""
        return f"row-{item_id}"

    def ref(self, item_id: str) -> EvidenceRef:
        known = self._refs.get(item_id)
        if known is None:
            known = self._refs[item_id] = EvidenceRef(self.label(item_id), self.anchor(item_id))
        return known

    def refs(self, item_ids: Iterable[str]) -> tuple[EvidenceRef, ...]:
        """Refer to those of the items that are printed with a label, in reading order."""
        return tuple(map(self.ref, self.in_order(item_ids)))

    def in_order(self, item_ids: Iterable[str]) -> list[str]:
        """Return the ids of those of the items that are printed with a label, in reading order."""
        labelled = {item_id for item_id in item_ids if item_id in self.places}
        return sorted(labelled, key=self.places.__getitem__)

    def text(self, item: Item) -> str:
        """Return the item's words: of a fact those of its statement, of a table its caption."""
        if isinstance(item, FactItem):
            return self.statement(self._catalogue.facts[item.fact_id], item)
        return item.text if isinstance(item, Judgement | Prose) else item.caption

    def statement(self, fact: Fact, row: FactItem | None, *, as_recorded: bool = False) -> str:
        """Return the printed statement on a fact: the words of its row, or those that the library records.

        The name of its treaty is before it where a reader could take it for one on another treaty.
        """
        words = formatting.sentence((not as_recorded and row and row.wording) or fact.statement)
        if row is None:
            return self._naming.named(fact, words)
        # The words of a row that is not shown are withheld, so there is nothing to name.
        return words if row.hidden else self._naming.named(fact, words, self.labels[row.id].section_id)

    def direction(self, fact: Fact, row: FactItem | None) -> str:
        """Return the direction of the statement's own words."""
        return text_direction((row and row.wording) or fact.statement)
