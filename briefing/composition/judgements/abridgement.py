"""The sections of a briefing without the figures and tables that no judgement rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.composition import formatting
from briefing.composition.judgements.argument_map import cited_sources, evidence_anchors, items
from briefing.composition.views.annexes import AnnexFact, SourceView
from briefing.composition.views.arguments import Abridgement
from briefing.composition.views.statements import (
    ChartView,
    ImageView,
    ItemView,
    JudgementView,
    SectionView,
    TableView,
)


def abridgement(
    judgements: Iterable[JudgementView],
    sections: Sequence[SectionView],
    unseen: Sequence[AnnexFact],
    sources: Sequence[SourceView],
) -> Abridgement:
    """Keep every statement and paragraph; a section of which nothing is kept goes too.

    `unseen` are the facts that are not shown and whose grades and sources are printed all the same.
    """
    evidence = evidence_anchors(judgements)
    kept = tuple(_kept(sections, evidence))
    left = [item.label for item in items(sections) if not _is_kept(item, evidence) and hasattr(item, "label")]
    return Abridgement(kept, formatting.joined(left), cited_sources(sources, (kept, tuple(unseen))))


def _kept(sections: Iterable[SectionView], evidence: set[str]) -> Iterator[SectionView]:
    for section in sections:
        inner = tuple(_kept(section.sections, evidence))
        shown = tuple(item for item in section.items if _is_kept(item, evidence))
        if shown or inner or not (section.items or section.sections):
            yield replace(section, items=shown, sections=inner)


def _is_kept(item: ItemView, evidence: set[str]) -> bool:
    return not isinstance(item, ImageView | TableView | ChartView) or item.anchor in evidence
