"""The lists of records that the tree of the library leads to."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.app.i18n import tr
from briefing.library.records import Record, RecordKind
from briefing.model.fact import Fact
from briefing.model.library import Material
from briefing.model.source import Source


@dataclass(frozen=True, slots=True)
class LibraryPlace:
    """All records of a kind, or those that belong to one treaty."""

    kind: RecordKind
    treaty_id: str = ""

    def records(self, material: Material) -> tuple[Record, ...]:
        """Return the records of the place, sorted by id."""
        from briefing.library.records import records_of_kind

        records = records_of_kind(material, self.kind)
        if not self.treaty_id or self.kind is RecordKind.TREATY:
            return tuple(each for each in records if not self.treaty_id or each.id == self.treaty_id)
        if self.kind is RecordKind.FACT:
            return tuple(
                each for each in records if isinstance(each, Fact) and self.treaty_id in each.treaty_ids
            )
        cited = _cited_in(material, self.treaty_id)
        return tuple(each for each in records if isinstance(each, Source) and each.id in cited)


def _cited_in(material: Material, treaty_id: str) -> frozenset[str]:
    """Return the ids of the sources that facts of a treaty, or its own record, cite."""
    from briefing.model.library import treaty_citations

    of_facts = (
        citation.source_id
        for fact in material.facts
        if treaty_id in fact.treaty_ids
        for citation in fact.citations
    )
    of_treaty = (
        citation.source_id
        for treaty in material.treaties
        if treaty.id == treaty_id
        for citation in treaty_citations(treaty)
    )
    return frozenset((*of_facts, *of_treaty))


def kind_names() -> dict[RecordKind, str]:
    """Return the kinds of records in words, in the plural."""
    return {
        RecordKind.TREATY: tr("Treaties"),
        RecordKind.FACT: tr("Facts"),
        RecordKind.SOURCE: tr("Sources"),
        RecordKind.PUBLISHER: tr("Publishers"),
        RecordKind.ACTOR: tr("People and bodies"),
    }
