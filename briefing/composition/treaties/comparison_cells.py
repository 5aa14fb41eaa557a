"""Treaties side by side: what each provides, with the sources of every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.composition import formatting
from briefing.composition.citations import CitationRegister
from briefing.composition.treaties.records import PRESENCES, concluded, length
from briefing.composition.views import document as v
from briefing.model.source import Citation
from briefing.model.terms import ObligationKind
from briefing.model.treaty import Obligation, Treaty

_NOT_RECORDED = "not recorded"
_Cell = tuple[str, tuple[Citation, ...]]


@dataclass(frozen=True, slots=True)
class ComparisonGrid:
    """The cells of a table, each row begun with its heading, and the references of each cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refs: tuple[tuple[tuple[v.SourceRef, ...], ...], ...]


def compared(
    treaties: Sequence[Treaty], aspects: Sequence[ObligationKind], cited: CitationRegister, language: str
) -> ComparisonGrid:
    """When concluded, for how long, and each obligation; no aspects means all that are recorded."""
    rows: list[tuple[str, list[_Cell]]] = [
        ("Concluded", [(concluded(treaty, language), ()) for treaty in treaties]),
        ("Term", [(_term(treaty), treaty.term.citations) for treaty in treaties]),
    ]
    return _grid(treaties, [*rows, *_obligations(treaties, aspects)], cited)


def obligations(treaties: Sequence[Treaty], cited: CitationRegister) -> ComparisonGrid:
    """Every obligation that is recorded of any of the treaties, one a row."""
    return _grid(treaties, _obligations(treaties, ()), cited)


def _obligations(
    treaties: Sequence[Treaty], aspects: Sequence[ObligationKind]
) -> list[tuple[str, list[_Cell]]]:
    rows = []
    for kind in aspects or sorted({o.kind for treaty in treaties for o in treaty.obligations}):
        found = [next((o for o in t.obligations if o.kind is kind), None) for t in treaties]
        heading = formatting.kind(kind).capitalize()
        rows.append((heading, [(_obligation(o), o.citations if o else ()) for o in found]))
    return rows


def _grid(
    treaties: Sequence[Treaty], rows: Sequence[tuple[str, list[_Cell]]], cited: CitationRegister
) -> ComparisonGrid:
    return ComparisonGrid(
        ("", *(treaty.short_title for treaty in treaties)),
        tuple((heading, *(text for text, _ in cells)) for heading, cells in rows),
        tuple(((), *(cited.refs(citations) for _, citations in cells)) for _, cells in rows),
    )


def _term(treaty: Treaty) -> str:
    return ", then ".join(part for part in (length(treaty), treaty.term.renewal) if part) or _NOT_RECORDED


def _obligation(obligation: Obligation | None) -> str:
    if obligation is None:
        return _NOT_RECORDED
    article = f" (art.\u00a0{obligation.article})" if obligation.article else ""
    said = f"{PRESENCES[obligation.presence]}{article}"
    return f"{said}{'. ' + obligation.note if obligation.note else ''}"
