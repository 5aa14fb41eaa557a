"""The columns of each table of records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefing.app.i18n import tr
from briefing.app.library_side.forms.record_fields import FIELDS, RecordField
from briefing.app.library_side.origins import origin_text
from briefing.app.presentation.fact_text import admiralty_code
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKind, key_of
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

TO_DO = "To do:"
"""Notes that begin so are what is still to be done about a fact."""


@dataclass(frozen=True)
class CellContext:
    """What the text of a cell is made from, beside the record."""

    library: LayeredLibrary
    catalogue: Catalogue


Text = Callable[[Any, CellContext], str]


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column: its heading, untranslated, its width in logical pixels, and the text of a record in it.

    Of the fields with these `paths`, the first one that a record has is edited in it.
    """

    heading: str
    width: int
    text: Text
    paths: tuple[str, ...] = ()

    def field_of(self, record: Record) -> RecordField | None:
        """Return the field of the record that is edited in the column; None where none is."""
        fields = [_FIELDS[key_of(record).kind][path] for path in self.paths]
        return next((field for field in fields if field.text(record)), fields[0] if fields else None)


def _joined(values: tuple[str, ...], mark: str = "; ") -> str:
    return mark.join(values)


def _words(value: object) -> str:
    return tr(str(value).replace("_", " ")) if value else ""


def _reliability(publisher: Publisher, _shown: CellContext) -> str:
    return str(publisher.reliability) if publisher.graded else tr("not graded")


def _parties(treaty: Treaty, _shown: CellContext) -> str:
    return _joined(tuple(party.name for party in treaty.parties), ", ")


def _treaty(fact: Fact, shown: CellContext) -> str:
    treaty = shown.catalogue.treaties.get(fact.treaty_id)
    return treaty.short_title if treaty else fact.treaty_id


def _publisher(source: Source, shown: CellContext) -> str:
    publisher = shown.catalogue.publishers.get(source.publisher_id)
    return publisher.name if publisher else source.publisher_id


def _to_do(fact: Fact, _shown: CellContext) -> str:
    """Return what is still to be done about a fact, with the words by which a filter finds it."""
    notes = (fact.notes or "").strip()
    if notes.startswith(TO_DO):
        return tr("To do: {reason}", reason=notes.removeprefix(TO_DO).strip().splitlines()[0])
    return "" if fact.graded else tr("To do: {reason}", reason=tr("not graded"))


_ORIGIN = RecordColumn("Origin", 170, lambda record, shown: origin_text(shown.library, key_of(record)))
_FIELDS = {kind: {field.path: field for field in fields} for kind, fields in FIELDS.items()}

COLUMNS: dict[RecordKind, tuple[RecordColumn, ...]] = {
    RecordKind.FACT: (
        RecordColumn("Statement", 400, lambda fact, _: fact.statement, ("statement",)),
        RecordColumn("Treaty", 130, _treaty, ("treaty_id",)),
        RecordColumn("Standing", 96, lambda fact, _: _words(fact.standing), ("standing",)),
        RecordColumn(
            "Grade", 62, lambda fact, shown: admiralty_code(fact, shown.catalogue), ("credibility",)
        ),
        RecordColumn("Date", 96, lambda fact, _: str(fact.date or ""), ("date",)),
        RecordColumn("Topics", 150, lambda fact, _: _joined(fact.topics, ", "), ("topics",)),
        RecordColumn("Attributed to", 130, lambda fact, _: fact.attributed_to or "", ("attributed_to",)),
        RecordColumn("To do", 160, _to_do),
        RecordColumn("Marking", 90, lambda fact, _: fact.marking or "", ("marking",)),
        _ORIGIN,
    ),
    RecordKind.SOURCE: (
        RecordColumn(
            "Title or description",
            420,
            lambda source, _: source.title or source.description,
            ("title", "description"),
        ),
        RecordColumn("Publisher", 170, _publisher, ("publisher_id",)),
        RecordColumn("Kind", 130, lambda source, _: _words(source.kind), ("kind",)),
        RecordColumn("Issued", 96, lambda source, _: str(source.issued or ""), ("issued",)),
        RecordColumn("Language", 80, lambda source, _: source.language or "", ("language",)),
        RecordColumn("Address", 220, lambda source, _: source.url or "", ("url",)),
        RecordColumn("Marking", 90, lambda source, _: source.marking or "", ("marking",)),
        _ORIGIN,
    ),
    RecordKind.PUBLISHER: (
        RecordColumn("Name", 300, lambda publisher, _: publisher.name, ("name",)),
        RecordColumn("Kind", 150, lambda publisher, _: _words(publisher.kind), ("kind",)),
        RecordColumn("Reliability", 90, _reliability, ("reliability",)),
        RecordColumn("Reasons", 420, lambda publisher, _: publisher.rationale, ("rationale",)),
        RecordColumn("Country", 70, lambda publisher, _: publisher.country or "", ("country",)),
        _ORIGIN,
    ),
    RecordKind.ACTOR: (
        RecordColumn("Name", 320, lambda actor, _: actor.name, ("name",)),
        RecordColumn("Kind", 120, lambda actor, _: _words(actor.kind), ("kind",)),
        RecordColumn("Other names", 420, lambda actor, _: _joined(actor.also), ("also",)),
        RecordColumn("Country", 70, lambda actor, _: actor.country or "", ("country",)),
        _ORIGIN,
    ),
    RecordKind.TREATY: (
        RecordColumn("Short title", 220, lambda treaty, _: treaty.short_title, ("short_title",)),
        RecordColumn("Title", 420, lambda treaty, _: treaty.title, ("title",)),
        RecordColumn("Parties", 240, _parties),
        RecordColumn("Signed", 96, lambda treaty, _: str(treaty.concluded.date or ""), ("concluded.date",)),
        RecordColumn("Kind", 120, lambda treaty, _: _words(treaty.kind), ("kind",)),
        _ORIGIN,
    ),
}
