"""A briefing: an analyst's selection of facts, their order, words and grades, with the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from briefing.model.issue import Comment, IssueBlock, MainMessage, RecordedReview
from briefing.model.library import Material
from briefing.model.terms import (
    CalendarDate,
    ItemId,
    LanguageTag,
    Line,
    ObligationKind,
    Sha256,
    Slug,
    TermId,
    Text,
)
from briefing.model.value import Value

OptionValue = bool | int | str


class Status(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    FINAL = "final"
    SUPERSEDED = "superseded"


class Bearing(StrEnum):
    """The relation of a piece of evidence to a judgement."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class ChartKind(StrEnum):
    """The kinds of chart that can be drawn from a briefing's own data."""

    TIMELINE = "timeline"
    MAP = "map"
    NETWORK = "network"
    MATRIX = "matrix"
    GRADES = "grades"
    LIKELIHOODS = "likelihoods"
    OBLIGATIONS = "obligations"


class Scope(StrEnum):
    """The rows that a chart shows: all of the briefing, or those of the section that contains it."""

    BRIEFING = "briefing"
    SECTION = "section"


class Grade(Value, frozen=True):
    """An analyst's assessment of a statement on the briefing's scheme, with author and day.

    `confidence` and `likelihood` are term ids of the scheme; `factors` rates the components of confidence,
    where the scheme has any; `credibility` is the Admiralty figure where the analyst departs from the
    library's.
    """

    graded_by: Line
    graded_on: CalendarDate
    confidence: TermId | None = None
    likelihood: TermId | None = None
    credibility: Annotated[int, Meta(ge=1, le=6)] | None = None
    rationale: Text = ""
    factors: dict[TermId, TermId] = {}


class Evidence(Value, frozen=True):
    """Another item of the same briefing, and whether it supports or contradicts this one."""

    item_id: ItemId
    bearing: Bearing = Bearing.SUPPORTS


class FactItem(Value, tag="fact", frozen=True):
    """A fact of the library in this briefing; a `wording` of None means the fact's own statement."""

    id: ItemId
    fact_id: Slug
    wording: Line | None = None
    grade: Grade | None = None
    note: Text = ""
    hidden: bool = False


class Judgement(Value, tag="judgement", frozen=True):
    """A conclusion of the analyst, with its grade, its evidence and its reasoning (ICD 203)."""

    id: ItemId
    text: Line
    grade: Grade | None = None
    evidence: tuple[Evidence, ...] = ()
    assumptions: tuple[Line, ...] = ()
    alternatives: tuple[Line, ...] = ()
    indicators: tuple[Line, ...] = ()
    change_since_last: Text = ""
    note: Text = ""
    hidden: bool = False


class Prose(Value, tag="prose", frozen=True):
    """Connecting text by the author; it is printed as ungraded unless it names evidence."""

    id: ItemId
    text: Text
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""
    hidden: bool = False


class ImageItem(Value, tag="figure", frozen=True):
    """An image (PNG or JPEG) stored with the project, with its alternative text and its evidence."""

    id: ItemId
    attachment: Sha256
    caption: Line
    alt: Line
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""
    hidden: bool = False


class Table(Value, tag="table", frozen=True):
    """Rows of text under column headings; every row is as long as `columns`."""

    id: ItemId
    caption: Line
    columns: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...]
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""
    hidden: bool = False


class Comparison(Value, tag="comparison", frozen=True):
    """Treaties side by side by obligation, term and status; no `aspects` means every type."""

    id: ItemId
    caption: Line
    treaty_ids: tuple[Slug, ...]
    aspects: tuple[ObligationKind, ...] = ()
    note: Text = ""
    hidden: bool = False


class ChartItem(Value, tag="drawing", frozen=True):
    """A figure that is drawn from the briefing's own rows and treaties each time it is printed.

    No `treaty_ids` means every treaty that the briefing's facts belong to; no `topics` every topic. Hidden
    rows are not drawn. A timeline has `every_act` of its treaties, or only those acts whose sources the
    briefing's facts cite.
    """

    id: ItemId
    kind: ChartKind
    caption: Line
    treaty_ids: tuple[Slug, ...] = ()
    topics: tuple[Slug, ...] = ()
    scope: Scope = Scope.BRIEFING
    note: Text = ""
    hidden: bool = False
    every_act: bool = False


Item = FactItem | Judgement | Prose | ImageItem | Table | Comparison | ChartItem
Captioned = ImageItem | Table | Comparison | ChartItem
OnTreaties = Comparison | ChartItem
"""Items that name treaties, which the briefing's snapshot then contains."""
Graded = FactItem | Judgement
Reasoned = Judgement | Prose | ImageItem | Table


class Section(Value, frozen=True):
    id: ItemId
    title: Line
    items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all its subsections, in reading order."""
        yield self
        for child in self.sections:
            yield from child.walk()


class Waiver(Value, frozen=True):
    """A finding of the review that the analyst accepts, with the reason.

    It applies to the `words` found in `context`, the sentence or row around them: once those are changed
    the finding returns. `row_id` is empty for the briefing as a whole.
    """

    rule_id: Slug
    row_id: str
    words: str
    context: str
    reason: Text
    by: Line
    on: CalendarDate


class Briefing(Value, frozen=True):
    """A whole briefing. `library` contains exactly the material that it uses.

    `cut_off` is the last day of which information was considered; `issued` is the date on the cover.
    `source_remark` is the author's own sentence on how good the sources are as a whole. `page_budget` is
    the number of pages that the briefing should take; None means as many as it needs. `retired` lists ids
    that were used once and are never used again. `reviewed_with` is the review that somebody recorded of
    the words and grades as they are.
    """

    id: Slug
    title: Line
    cut_off: CalendarDate | None = None
    issued: CalendarDate | None = None
    subtitle: str = ""
    author: str = ""
    organisation: str = ""
    requested_by: str = ""
    purpose: Text = ""
    language: LanguageTag = "en"
    marking: Line = "TLP:CLEAR"
    scheme_id: Slug = "icd-203"
    template_id: Slug = "assessment"
    template_options: dict[str, OptionValue] = {}
    status: Status = Status.DRAFT
    version: Annotated[int, Meta(ge=1)] = 1
    supersedes: Slug | None = None
    sections: tuple[Section, ...] = ()
    library: Material = Material()
    retired: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    main_message: MainMessage | None = None
    source_remark: Text = ""
    issue: IssueBlock = IssueBlock()
    page_budget: Annotated[int, Meta(ge=1, le=999)] | None = None
    comments: tuple[Comment, ...] = ()
    reviewed_with: RecordedReview | None = None

    @property
    def is_approved(self) -> bool:
        """Whether somebody has approved the words and grades as they are."""
        return self.issue.approved is not None and self.issue.approved.on is not None

    def walk_sections(self) -> Iterator[Section]:
        for section in self.sections:
            if section.sections:
                yield from section.walk()
            else:
                yield section

    def walk_items(self) -> Iterator[Item]:
        for section in self.walk_sections():
            yield from section.items
