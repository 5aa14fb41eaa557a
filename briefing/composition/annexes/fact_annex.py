"""The annexes' register: each fact as the library holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.composition import formatting
from briefing.composition.accounts import Places
from briefing.composition.citations import CitationRegister
from briefing.composition.grades import Grades
from briefing.composition.views import document as v
from briefing.model.briefing import FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.typography.scripts import text_direction


@dataclass(frozen=True)
class FactAnnex:
    """`rows` are the facts in use with their rows, in reading order; `fact_rows` the first row of each."""

    catalogue: Catalogue
    grades: Grades
    cited: CitationRegister
    places: Places
    rows: Sequence[tuple[Fact, FactItem]]
    fact_rows: Mapping[str, str]
    language: str

    def used(self) -> tuple[v.AnnexFact, ...]:
        """The fact of each row, in the order of the rows."""
        return tuple(self._fact(fact, row) for fact, row in self.rows)

    def unused(self) -> tuple[v.AnnexFact, ...]:
        """Facts that the briefing does not use but that contradict or supersede one that it does."""
        used = self.fact_rows.keys()
        return tuple(
            self._fact(fact, None)
            for fact in self.catalogue.material.facts
            if fact.id not in used and self._bears_on(fact.id, used)
        )

    def _bears_on(self, fact_id: str, used: Iterable[str]) -> bool:
        contradicted = set(self.catalogue.contradicting(fact_id))
        return any(other in contradicted or fact_id in self.catalogue.superseding(other) for other in used)

    def _fact(self, fact: Fact, row: FactItem | None) -> v.AnnexFact:
        statement = formatting.sentence(fact.statement)
        return v.AnnexFact(
            label=self.places[row.id].label if row else "",
            anchor=f"annex-{row.id}" if row else f"fact-{fact.id}",
            statement=statement,
            direction=text_direction(statement),
            standing=formatting.STANDINGS[fact.standing],
            attribution=fact.attributed_to or "",
            date=formatting.edtf(fact.date, self.language),
            code=self.grades.view(row.grade if row else None, fact).code,
            refs=self.cited.refs(fact.citations),
            origins=self.cited.origins(fact),
            remarks=tuple(self._remarks(fact, row)),
        )

    def _remarks(self, fact: Fact, row: FactItem | None) -> Iterable[str]:
        if row and row.wording:
            yield "Reworded in the text."
        if row and row.hidden:
            yield "Not shown in the text."
        for verb, others in (
            ("Contradicts", self.catalogue.contradicting(fact.id)),
            ("Superseded by", self.catalogue.superseding(fact.id)),
        ):
            labels = [
                self.places[self.fact_rows[other]].label for other in others if other in self.fact_rows
            ]
            if labels:
                yield f"{verb}\u00a0{formatting.joined(labels)}."
            elif others and row:
                yield f"{verb} a fact listed below."
