"""The annexes' register: each fact as the library holds it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.composition import formatting, printed_dates
from briefing.composition.citations import CitationRegister, printed_quotes
from briefing.composition.fact_fields import further_details, printed_standing
from briefing.composition.grades import Grades
from briefing.composition.phrases import phrases_in
from briefing.composition.rows import RowIndex
from briefing.composition.template_traits import ListedFacts, TemplateTraits
from briefing.composition.typed_words.unchanged_views import UnchangedViews
from briefing.composition.views.annexes import AnnexFact
from briefing.errors import Check, never_mind
from briefing.model.briefing import FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.typography.scripts import text_direction


@dataclass(frozen=True)
class FactAnnex:
    """Composes the entries of the annex of facts, whose sources are numbered as the entries are made.

    What is `unchanged` is not composed again.
    """

    catalogue: Catalogue
    grades: Grades
    citations: CitationRegister
    rows: RowIndex
    language: str
    check: Check = never_mind
    unchanged: UnchangedViews | None = None

    def used(self) -> tuple[AnnexFact, ...]:
        """Compose the fact of each row, in the order of the rows."""
        return tuple(self._fact(fact, row) for fact, row in self.rows.facts)

    def unused(self, traits: TemplateTraits) -> tuple[AnnexFact, ...]:
        """Facts that the briefing does not use but that contradict or supersede one that it shows.

        Where the annex has only what is new, they are not printed, and their sources have no numbers.
        """
        if traits.facts is ListedFacts.NEW:
            return ()
        used = self.rows.fact_rows
        shown = [fact_id for fact_id, row_id in used.items() if not self.rows.items[row_id].hidden]
        return tuple(
            self._fact(fact, None)
            for fact in self.catalogue.material.facts
            if fact.id not in used and self._bears_on(fact.id, shown)
        )

    def listed(
        self, facts: Sequence[AnnexFact], unseen: Sequence[AnnexFact], traits: TemplateTraits
    ) -> tuple[AnnexFact, ...]:
        """Select the facts that the annex lists; `facts` are those of all rows, in their order."""
        if traits.facts is ListedFacts.EVERY:
            return tuple(facts)
        if traits.facts is ListedFacts.UNSEEN:
            return tuple(unseen)
        return tuple(
            fact
            for fact, (_, row) in zip(facts, self.rows.facts, strict=True)
            if self._is_listed(fact, row, unseen, traits)
        )

    def _is_listed(
        self, fact: AnnexFact, row: FactItem, unseen: Sequence[AnnexFact], traits: TemplateTraits
    ) -> bool:
        known = self.unchanged.is_listed(row, fact.anchor) if self.unchanged else None
        if known is not None:
            return known
        return fact in unseen or self._is_new(fact, row, traits)

    def _is_new(self, fact: AnnexFact, row: FactItem, traits: TemplateTraits) -> bool:
        """Return whether the text does not say what the annex says of a fact."""
        if row.hidden:
            # The records of the treaties lead to the statements on them, shown or not.
            return traits.treaties
        return bool(fact.quotes) or self.rows.text(row) != fact.statement

    def _bears_on(self, fact_id: str, used: Iterable[str]) -> bool:
        contradicted = set(self.catalogue.contradicting(fact_id))
        return any(other in contradicted or fact_id in self.catalogue.superseding(other) for other in used)

    def _fact(self, fact: Fact, row: FactItem | None) -> AnnexFact:
        self.check()
        anchor = f"annex-{row.id}" if row else f"fact-{fact.id}"
        if self.unchanged and (known := self.unchanged.annexed(row, anchor)):
            return known
        return AnnexFact(
            label=self.rows.label(row.id) if row else "",
            anchor=anchor,
            statement=self.rows.statement(fact, row, as_recorded=True),
            direction=text_direction(fact.statement),
            standing=printed_standing(fact, self.catalogue, self.language, row.grade if row else None),
            attribution=fact.attributed_to or "",
            date=printed_dates.edtf(fact.date, self.language),
            code=self.grades.view(row.grade if row else None, fact).code,
            refs=self.citations.refs(fact.citations),
            origins=self.citations.origins(fact),
            remarks=tuple(self._remarks(fact, row)),
            details=further_details(fact, self.language),
            quotes=tuple(printed_quotes(fact.citations, self.citations.refs, self.language)),
        )

    def _remarks(self, fact: Fact, row: FactItem | None) -> Iterable[str]:
        phrases = phrases_in(self.language)
        if row and row.wording:
            yield phrases("fact.is_reworded")
        if row and row.hidden:
            yield phrases("fact.is_hidden")
        for numbered, unnumbered, others in (
            ("fact.contradicts", "fact.contradicts_unused", self.catalogue.contradicting(fact.id)),
            ("fact.superseded_by", "fact.superseded_by_unused", self.catalogue.superseding(fact.id)),
        ):
            rows = [self.rows.fact_rows[other] for other in others if other in self.rows.fact_rows]
            labels = [self.rows.label(row_id) for row_id in rows]
            if labels:
                yield phrases(numbered, rows=formatting.joined(labels))
            elif others and row and not row.hidden:
                yield phrases(unnumbered)
