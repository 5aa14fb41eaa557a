"""The columns of each table of records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefing.app.i18n import tr
from briefing.app.library_side.forms.record_fields import FIELDS, RecordField
from briefing.app.library_side.origins import origin_text
from briefing.app.presentation.fact_text import admiralty_code
from briefing.composition.formatting import locator
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

    Of the fields with these `paths`, the first one that a record has is edited in it. In a narrow table the
    column with a `least` width, one of each table, leaves room for those that are `important`.
    """

    heading: str
    width: int
    text: Text
    paths: tuple[str, ...] = ()
    least: int = 0
    is_important: bool = False

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


def _cited(fact: Fact, shown: CellContext) -> str:
    """Return the place and publisher of the first source, and how many sources more are cited."""
    if not fact.citations:
        return ""
    first = fact.citations[0]
    source = shown.catalogue.sources.get(first.source_id)
    names = (locator(first.locator), _publisher(source, shown) if source else first.source_id)
    more = len({citation.source_id for citation in fact.citations}) - 1
    return ", ".join(filter(None, names)) + (f" +{more}" if more else "")


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
        RecordColumn("Statement", 400, lambda fact, _: fact.statement, ("statement",), least=220),
        RecordColumn(
            "Standing", 92, lambda fact, _: _words(fact.standing), ("standing",), is_important=True
        ),
        RecordColumn(
            "Grade",
            60,
            lambda fact, shown: admiralty_code(fact, shown.catalogue),
            ("credibility",),
            is_important=True,
        ),
        RecordColumn("Date", 84, lambda fact, _: str(fact.date or ""), ("date",), is_important=True),
        RecordColumn("Source", 126, _cited, is_important=True),
        RecordColumn("Topics", 150, lambda fact, _: _joined(fact.topics, ", "), ("topics",)),
        RecordColumn("Treaty", 130, _treaty, ("treaty_id",)),
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
            least=220,
        ),
        RecordColumn("Publisher", 150, _publisher, ("publisher_id",), is_important=True),
        RecordColumn("Kind", 120, lambda source, _: _words(source.kind), ("kind",), is_important=True),
        RecordColumn(
            "Issued", 84, lambda source, _: str(source.issued or ""), ("issued",), is_important=True
        ),
        RecordColumn("Language", 80, lambda source, _: source.language or "", ("language",)),
        RecordColumn("Address", 220, lambda source, _: source.url or "", ("url",)),
        RecordColumn("Marking", 90, lambda source, _: source.marking or "", ("marking",)),
        _ORIGIN,
    ),
    RecordKind.PUBLISHER: (
        RecordColumn("Name", 200, lambda publisher, _: publisher.name, ("name",), is_important=True),
        RecordColumn(
            "Kind", 130, lambda publisher, _: _words(publisher.kind), ("kind",), is_important=True
        ),
        RecordColumn("Reliability", 96, _reliability, ("reliability",), is_important=True),
        RecordColumn("Reasons", 420, lambda publisher, _: publisher.rationale, ("rationale",), least=160),
        RecordColumn("Country", 70, lambda publisher, _: publisher.country or "", ("country",)),
        _ORIGIN,
    ),
    RecordKind.ACTOR: (
        RecordColumn("Name", 220, lambda actor, _: actor.name, ("name",), is_important=True),
        RecordColumn("Kind", 120, lambda actor, _: _words(actor.kind), ("kind",), is_important=True),
        RecordColumn("Other names", 420, lambda actor, _: _joined(actor.also), ("also",), least=160),
        RecordColumn("Country", 70, lambda actor, _: actor.country or "", ("country",)),
        _ORIGIN,
    ),
    RecordKind.TREATY: (
        RecordColumn(
            "Short title", 190, lambda treaty, _: treaty.short_title, ("short_title",), is_important=True
        ),
        RecordColumn("Title", 420, lambda treaty, _: treaty.title, ("title",), least=180),
        RecordColumn(
            "Signed",
            84,
            lambda treaty, _: str(treaty.concluded.date or ""),
            ("concluded.date",),
            is_important=True,
        ),
        RecordColumn("Kind", 110, lambda treaty, _: _words(treaty.kind), ("kind",), is_important=True),
        RecordColumn("Parties", 240, _parties),
        _ORIGIN,
    ),
}
