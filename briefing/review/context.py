"""What the rules look at: rows as texts, and the briefing that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefing.grading import Scale, Scales, Scheme, Subject
from briefing.model.briefing import Briefing, FactItem, Item, Judgement, Prose
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.review.finding import Fix
from briefing.review.text.segmentation import Span


@dataclass(frozen=True, slots=True)
class RawFinding:
    """What a rule says before it is filed: which rule, where and why; no span means the row itself.

    `instead` are the words that would mend it in place of those found, empty to take them out.
    """

    rule_id: str
    message: str
    span: Span | None = None
    fix: Fix | None = None
    row_id: str | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An item with the text that is printed of it, and its fact where it is one."""

    item: Item
    text: str
    fact: Fact | None = None

    @property
    def is_own_wording(self) -> bool:
        return isinstance(self.item, FactItem) and self.item.wording is not None


@dataclass(frozen=True)
class ReviewContext:
    """A briefing with all that its rules need to know beside it."""

    briefing: Briefing
    catalogue: Catalogue
    scales: Scales
    library: Catalogue | None = None

    @cached_property
    def scheme(self) -> Scheme | None:
        return self.scales.schemes.get(self.briefing.scheme_id)

    @cached_property
    def likelihood(self) -> Scale | None:
        return self.scheme.scale(Subject.LIKELIHOOD) if self.scheme else None

    @cached_property
    def confidence(self) -> Scale | None:
        return self.scheme.scale(Subject.CONFIDENCE) if self.scheme else None

    @cached_property
    def rows(self) -> tuple[ReviewRow, ...]:
        return tuple(self._rows())

    @cached_property
    def voices(self) -> frozenset[str]:
        """Everybody who acts or says something in the snapshot and in the library at hand."""
        library = self.library.material.facts if self.library else ()
        facts = (*self.catalogue.material.facts, *library)
        return frozenset(
            name for fact in facts for name in (*fact.actors, fact.attributed_to or "") if name
        )

    def _rows(self) -> Iterator[ReviewRow]:
        for item in self.briefing.walk_items():
            if isinstance(item, FactItem):
                fact = self.catalogue.facts[item.fact_id]
                yield ReviewRow(item, item.wording or fact.statement, fact)
            elif isinstance(item, Judgement | Prose):
                yield ReviewRow(item, item.text)
            else:
                yield ReviewRow(item, item.caption)
