"""The sections of a briefing without figures and tables, and those of these that a judgement rests on."""

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
    JudgementView,
    SectionView,
    TableView,
)

_NO_BREAK = "\u00a0"
_Shown = ImageView | TableView | ChartView


def abridgement(
    judgements: Iterable[JudgementView],
    sections: Sequence[SectionView],
    unseen: Sequence[AnnexFact],
    sources: Sequence[SourceView],
    former: Abridgement | None = None,
) -> Abridgement:
    """Divide the items of the sections; a section without a statement or paragraph goes.

    `unseen` are the facts that are not shown and whose grades and sources are printed all the same.
    `former` is what was returned for the same items in other words.
    """
    evidence = evidence_anchors(judgements)
    kept = tuple(_with_texts_only(sections))
    shown = [item for item in items(sections) if isinstance(item, _Shown)]
    needed = tuple(item for item in shown if item.anchor in evidence)
    others = tuple(item for item in shown if item.anchor not in evidence)
    left_out = formatting.joined([item.label.replace(" ", _NO_BREAK) for item in others])
    cited = former.sources if former else cited_sources(sources, (kept, needed, tuple(unseen)))
    return Abridgement(kept, needed, others, left_out, cited)


def _with_texts_only(sections: Iterable[SectionView]) -> Iterator[SectionView]:
    for section in sections:
        inner = tuple(_with_texts_only(section.sections))
        texts = tuple(item for item in section.items if not isinstance(item, _Shown))
        if texts or inner:
            yield replace(section, items=texts, sections=inner)
