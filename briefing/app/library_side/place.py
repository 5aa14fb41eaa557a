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


def beginning(place: LibraryPlace) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Return what to do where a place has no record: a title, a hint, and buttons with their actions."""
    add, paste = (tr("Add source…"), "add_source"), (tr("Add source from the clipboard…"), "paste_source")
    importing = (tr("Import…"), "import_records")
    if place.kind is RecordKind.TREATY:
        hint = tr("A treaty has a title, parties, and the day and place on which it was concluded.")
        return tr("No treaty yet"), hint, ((tr("New treaty…"), "new_treaty"), importing)
    if place.kind is RecordKind.FACT:
        hint = tr(
            "Add the text of the treaty, or a report on it, as a source. Then select a passage in it and "
            "press Enter: it becomes a fact with its quote and its place."
        )
        return tr("No fact yet"), hint, (add, paste, importing)
    if place.kind is RecordKind.SOURCE:
        hint = tr("A PDF, a Word document, a saved web page or copied text: its text is read and archived.")
        return tr("No source yet"), hint, (add, paste, importing)
    hint = tr("They come with the sources and facts that name them.")
    return tr("Nothing here yet"), hint, (add, importing)


def kind_names() -> dict[RecordKind, str]:
    """Return the kinds of records in words, in the plural."""
    return {
        RecordKind.TREATY: tr("Treaties"),
        RecordKind.FACT: tr("Facts"),
        RecordKind.SOURCE: tr("Sources"),
        RecordKind.PUBLISHER: tr("Publishers"),
        RecordKind.ACTOR: tr("People and bodies"),
    }
