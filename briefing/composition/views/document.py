"""The printed briefing as a whole, and its cover.

A view of a row of the briefing has its `row_id`, so that an error can name the row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.composition.views.annexes import (
    AnnexFact,
    ChangeGroup,
    MatrixView,
    SchemeView,
    SharedReason,
    SourceView,
    WaiverView,
)
from briefing.composition.views.arguments import Abridgement, Argument, Questions
from briefing.composition.views.blocks import NO_BLOCKS, ComposedBlocks
from briefing.composition.views.issue import IssueView
from briefing.composition.views.statements import JudgementView, SectionView
from briefing.composition.views.summary import MainMessageView, SourceSummaryView
from briefing.composition.views.treaties import ComparedGroup, TreatyView
from briefing.faults import Fault
from briefing.model.briefing import OptionValue

FOOTNOTES = "footnotes"
"""The value of the option `notes` with which sources are at the foot of the page."""


@dataclass(frozen=True, slots=True)
class CoverView:
    title: str
    subtitle: str
    direction: str
    status: str
    issued: str
    cut_off: str
    requested_by: str
    author: str
    organisation: str
    purpose: tuple[str, ...]
    version: int
    language: str
    created: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkingView:
    label: str
    colour: str
    audience: str


@dataclass(frozen=True, slots=True)
class PrintedBriefing:
    """The whole briefing as it is printed; treaties and their comparison where the template prints these.

    `drawings` are SVG documents by the name in their address, `annexes` titles by anchor; `blocks` are the
    scheme box, the change list and the lettered annexes as every format prints them. The arguments,
    the questions, the unseen facts, those that the annex lists and the abridgement arrange the same
    statements in other orders; `short_argument` leaves out what no judgement rests on. `faults`
    are the errors that kept a figure from being drawn, by row. `companion` names the file that has the
    annexes; it is empty where there is none. `page_budget` is None where the author set no number of pages.
    """

    cover: CoverView
    marking: MarkingView
    issue: IssueView
    main_message: MainMessageView | None
    source_summary: SourceSummaryView
    options: dict[str, OptionValue]
    judgements: tuple[JudgementView, ...]
    sections: tuple[SectionView, ...]
    facts: tuple[AnnexFact, ...]
    other_facts: tuple[AnnexFact, ...]
    sources: tuple[SourceView, ...]
    shared_reasons: tuple[SharedReason, ...]
    scheme: SchemeView
    matrix: MatrixView | None
    waivers: tuple[WaiverView, ...]
    changes: tuple[ChangeGroup, ...]
    drawings: dict[str, str]
    treaties: tuple[TreatyView, ...]
    comparison: tuple[ComparedGroup, ...]
    argument: Argument
    short_argument: Argument
    questions: Questions
    unseen_facts: tuple[AnnexFact, ...]
    listed_facts: tuple[AnnexFact, ...]
    abridgement: Abridgement
    annexes: dict[str, str] = field(default_factory=dict)
    blocks: ComposedBlocks = NO_BLOCKS
    faults: dict[str, Fault] = field(default_factory=dict)
    companion: str = ""
    page_budget: int | None = None


REARRANGED = frozenset(
    {
        "argument",
        "short_argument",
        "questions",
        "unseen_facts",
        "listed_facts",
        "abridgement",
        "annexes",
        "blocks",
        "faults",
    }
)
"""Fields of a PrintedBriefing that repeat the texts of others, in another order or as titles, or are not
printed."""
