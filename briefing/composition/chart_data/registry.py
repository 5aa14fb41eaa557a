"""The kinds of drawing, declared once: what each is called, what it shows, how its caption begins."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.briefing import ChartKind


@dataclass(frozen=True, slots=True)
class ChartKindSpec:
    """A kind of drawing; `takes` tells which of its options make a difference to it."""

    name: str
    help: str
    caption: str
    takes: frozenset[str]


_ALL = frozenset({"treaty_ids", "topics", "scope"})
KINDS = {
    ChartKind.TIMELINE: ChartKindSpec(
        "Timeline",
        "Treaty actions and dated statements, uncertain dates and open times drawn as such",
        "Treaty actions and dated statements",
        _ALL,
    ),
    ChartKind.MAP: ChartKindSpec(
        "Map",
        "Parties, places and routes that statements name",
        "Parties, places and routes",
        _ALL,
    ),
    ChartKind.NETWORK: ChartKindSpec(
        "Actors", "Who is named together with whom, and where", "Actors named together", _ALL
    ),
    ChartKind.MATRIX: ChartKindSpec(
        "Evidence matrix",
        "What speaks for and against each judgement",
        "Evidence for and against the judgements",
        frozenset({"scope"}),
    ),
    ChartKind.GRADES: ChartKindSpec(
        "Grades", "How many statements have which confidence", "Confidence of the statements", _ALL
    ),
    ChartKind.LIKELIHOODS: ChartKindSpec(
        "Likelihood ruler",
        "The band of each judgement on the briefing's scale",
        "The judgements on the scale of likelihood",
        frozenset({"scope"}),
    ),
    ChartKind.OBLIGATIONS: ChartKindSpec(
        "Obligations",
        "A table of what each treaty obliges to, with the sources of every cell",
        "Obligations of the treaties",
        _ALL,
    ),
}
