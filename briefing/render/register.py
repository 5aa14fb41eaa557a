"""The annexes' registers: each fact as the library holds it, and who uses a source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from briefing.model.briefing import FactItem, Item
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.render import views as v
from briefing.render import wording
from briefing.render.accounts import Places
from briefing.render.cited import Sources
from briefing.render.graded import Grades


@dataclass(frozen=True)
class Register:
    """`fact_rows` gives the row that uses a fact, `anchor` where a row is found."""

    catalogue: Catalogue
    grades: Grades
    cited: Sources
    places: Places
    items: Mapping[str, Item]
    fact_rows: Mapping[str, str]
    anchor: Callable[[str], str]
    language: str

    def users(self, source_id: str) -> tuple[v.EvidenceRef, ...]:
        """The rows that cite a source."""
        return tuple(
            v.EvidenceRef(place.label, self.anchor(item_id))
            for item_id, place in self.places.items()
            if isinstance(item := self.items[item_id], FactItem)
            and any(c.source_id == source_id for c in self.catalogue.facts[item.fact_id].citations)
        )

    def used(self) -> tuple[v.AnnexFact, ...]:
        """The fact of each row, in the order of the rows."""
        rows = [self.items[item_id] for item_id in self.places]
        return tuple(
            self._fact(self.catalogue.facts[row.fact_id], row) for row in rows if isinstance(row, FactItem)
        )

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
        statement = wording.sentence(fact.statement)
        return v.AnnexFact(
            label=self.places[row.id].label if row else "",
            anchor=f"annex-{row.id}" if row else f"fact-{fact.id}",
            statement=statement,
            direction=wording.direction(statement),
            standing=wording.STANDINGS[fact.standing],
            attribution=fact.attributed_to or "",
            date=wording.edtf(fact.date, self.language),
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
                yield f"{verb}\u00a0{wording.joined(labels)}."
            elif others and row:
                yield f"{verb} a fact listed below."
