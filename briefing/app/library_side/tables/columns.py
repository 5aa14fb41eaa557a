"""The columns of each table of records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefing.app.i18n import tr
from briefing.app.presentation.fact_text import admiralty_code
from briefing.library.records import RecordKind
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Publisher
from briefing.model.treaty import Treaty

Text = Callable[[Any, Catalogue], str]


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column: its heading, untranslated, its width in logical pixels, and the text of a record in it."""

    heading: str
    width: int
    text: Text


def _joined(values: tuple[str, ...]) -> str:
    return ", ".join(values)


def _words(value: object) -> str:
    return str(value or "").replace("_", " ")


def _reliability(publisher: Publisher, _catalogue: Catalogue) -> str:
    return str(publisher.reliability) if publisher.graded else tr("not graded")


def _parties(treaty: Treaty, _catalogue: Catalogue) -> str:
    return _joined(tuple(party.name for party in treaty.parties))


def _treaty(fact: Fact, catalogue: Catalogue) -> str:
    treaty = catalogue.treaties.get(fact.treaty_id)
    return treaty.short_title if treaty else fact.treaty_id


COLUMNS: dict[RecordKind, tuple[RecordColumn, ...]] = {
    RecordKind.FACT: (
        RecordColumn("Statement", 520, lambda fact, _: fact.statement),
        RecordColumn("Treaty", 150, _treaty),
        RecordColumn("Standing", 100, lambda fact, _: _words(fact.standing)),
        RecordColumn("Grade", 60, admiralty_code),
        RecordColumn("Date", 100, lambda fact, _: str(fact.date or "")),
        RecordColumn("Topics", 160, lambda fact, _: _joined(fact.topics)),
        RecordColumn("Attributed to", 160, lambda fact, _: fact.attributed_to or ""),
    ),
    RecordKind.SOURCE: (
        RecordColumn("Title or description", 460, lambda source, _: source.title or source.description),
        RecordColumn(
            "Publisher",
            180,
            lambda source, catalogue: catalogue.publisher_of(source).name,
        ),
        RecordColumn("Kind", 140, lambda source, _: _words(source.kind)),
        RecordColumn("Issued", 100, lambda source, _: str(source.issued or "")),
        RecordColumn("Language", 80, lambda source, _: source.language or ""),
        RecordColumn("Address", 260, lambda source, _: source.url or ""),
    ),
    RecordKind.PUBLISHER: (
        RecordColumn("Name", 320, lambda publisher, _: publisher.name),
        RecordColumn("Kind", 160, lambda publisher, _: _words(publisher.kind)),
        RecordColumn(
            "Reliability",
            90,
            _reliability,
        ),
        RecordColumn("Reasons", 460, lambda publisher, _: publisher.rationale),
        RecordColumn("Country", 70, lambda publisher, _: publisher.country or ""),
    ),
    RecordKind.ACTOR: (
        RecordColumn("Name", 320, lambda actor, _: actor.name),
        RecordColumn("Kind", 120, lambda actor, _: _words(actor.kind)),
        RecordColumn("Other names", 460, lambda actor, _: _joined(actor.also)),
        RecordColumn("Country", 70, lambda actor, _: actor.country or ""),
    ),
    RecordKind.TREATY: (
        RecordColumn("Short title", 240, lambda treaty, _: treaty.short_title),
        RecordColumn("Title", 460, lambda treaty, _: treaty.title),
        RecordColumn("Parties", 260, _parties),
        RecordColumn("Signed", 100, lambda treaty, _: str(treaty.concluded.date or "")),
        RecordColumn("Kind", 120, lambda treaty, _: _words(treaty.kind)),
    ),
}
