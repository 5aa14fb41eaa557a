"""The lists of records that the tree of the library leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.app.i18n import tr
from briefing.app.library_side.slices import Work
from briefing.library.records import Record, RecordKind
from briefing.model.fact import Fact
from briefing.model.library import Material

_STEP = 500
"""Facts between two interruptions."""


@dataclass(frozen=True, slots=True)
class LibraryPlace:
    """All records of a kind, or those that belong to one treaty."""

    kind: RecordKind
    treaty_id: str = ""

    def select(self, material: Material) -> Work[Sequence[Record]]:
        """Return the records of the place, sorted by id."""
        from briefing.library.records import records_of_kind

        records: Sequence[Record] = records_of_kind(material, self.kind)
        if not self.treaty_id:
            return records
        if self.kind is RecordKind.SOURCE:
            cited = yield from _cited_in(material, self.treaty_id)
            return [each for each in records if each.id in cited]
        if self.kind is RecordKind.TREATY:
            return [each for each in records if each.id == self.treaty_id]
        return (yield from _facts_of(material, self.treaty_id))


def _facts_of(material: Material, treaty_id: str) -> Work[list[Fact]]:
    facts = []
    for number, fact in enumerate(material.facts):
        if not number % _STEP:
            yield
        if treaty_id == fact.treaty_id or treaty_id in fact.further_treaty_ids:
            facts.append(fact)
    return facts


def _cited_in(material: Material, treaty_id: str) -> Work[set[str]]:
    """Return the ids of the sources that facts of a treaty, or its own record, cite."""
    from briefing.model.library import treaty_citations

    facts = yield from _facts_of(material, treaty_id)
    cited = {citation.source_id for fact in facts for citation in fact.citations}
    for treaty in material.treaties:
        if treaty.id == treaty_id:
            cited.update(citation.source_id for citation in treaty_citations(treaty))
    return cited


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
