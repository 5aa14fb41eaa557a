"""A briefing: one analyst's selection, order, words and grades, with the evidence it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

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
    """How a piece of evidence bears on a judgement."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class ChartKind(StrEnum):
    """What can be drawn from a briefing's own data."""

    TIMELINE = "timeline"
    MAP = "map"
    NETWORK = "network"
    MATRIX = "matrix"
    GRADES = "grades"
    LIKELIHOODS = "likelihoods"
    OBLIGATIONS = "obligations"


class Scope(StrEnum):
    """The rows that a drawing takes: all of the briefing, or those of the section that it stands in."""

    BRIEFING = "briefing"
    SECTION = "section"


class Grade(Value, frozen=True):
    """What an analyst holds of a statement, on the briefing's scheme, and who held it when.

    `confidence` and `likelihood` are term ids of the scheme; `factors` rates what the confidence is made
    of, where the scheme has such factors; `credibility` is the Admiralty figure where the analyst departs
    from the library's.
    """

    graded_by: Line
    graded_on: CalendarDate
    confidence: TermId | None = None
    likelihood: TermId | None = None
    credibility: Annotated[int, Meta(ge=1, le=6)] | None = None
    rationale: Text = ""
    factors: dict[TermId, TermId] = {}


class Evidence(Value, frozen=True):
    """Another item of the same briefing, and how it bears on this one."""

    item_id: ItemId
    bearing: Bearing = Bearing.SUPPORTS


class FactItem(Value, tag="fact", frozen=True):
    """A fact of the library in this briefing; `wording` None stands for the fact's own statement."""

    id: ItemId
    fact_id: Slug
    wording: Line | None = None
    grade: Grade | None = None
    note: Text = ""
    hidden: bool = False


class Judgement(Value, tag="judgement", frozen=True):
    """What the analyst concludes, with its grade, its evidence and the reasoning behind it (ICD 203)."""

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
    """Connecting text by the author; it is printed as ungraded unless evidence is named for it."""

    id: ItemId
    text: Text
    evidence: tuple[Evidence, ...] = ()
    note: Text = ""
    hidden: bool = False


class ImageItem(Value, tag="figure", frozen=True):
    """A picture (PNG or JPEG) kept with the project, with its text alternative and its evidence."""

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
    """Treaties side by side by obligation, term and status; no `aspects` means all that are recorded."""

    id: ItemId
    caption: Line
    treaty_ids: tuple[Slug, ...]
    aspects: tuple[ObligationKind, ...] = ()
    note: Text = ""
    hidden: bool = False


class ChartItem(Value, tag="drawing", frozen=True):
    """A figure drawn anew from the briefing's own rows and treaties each time it is printed.

    No `treaty_ids` means every treaty that the briefing's facts belong to; no `topics` every topic. Rows
    that are left out of the pages are left out of it.
    """

    id: ItemId
    kind: ChartKind
    caption: Line
    treaty_ids: tuple[Slug, ...] = ()
    topics: tuple[Slug, ...] = ()
    scope: Scope = Scope.BRIEFING
    note: Text = ""
    hidden: bool = False


Item = FactItem | Judgement | Prose | ImageItem | Table | Comparison | ChartItem
Captioned = ImageItem | Table | Comparison | ChartItem
OnTreaties = Comparison | ChartItem
"""Items that name treaties, which the briefing's snapshot then holds."""
Graded = FactItem | Judgement
Reasoned = Judgement | Prose | ImageItem | Table


def item_kind(item: Item) -> str:
    """Return the tag by which files name the type of an item, such as ``fact`` or ``drawing``."""
    return str(item.__struct_config__.tag)


class Section(Value, frozen=True):
    id: ItemId
    title: Line
    items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all beneath it, in reading order."""
        yield self
        for child in self.sections:
            yield from child.walk()


class Waiver(Value, frozen=True):
    """A finding of the review that the analyst lets stand, with the reason.

    It holds for the `words` that were found in `context`, the sentence or row that they stand in: once
    those are changed the finding comes back. `row_id` is empty for the briefing as a whole.
    """

    rule_id: Slug
    row_id: str
    words: str
    context: str
    reason: Text
    by: Line
    on: CalendarDate


class Briefing(Value, frozen=True):
    """The whole of a briefing. `library` holds exactly the material that it uses.

    `cut_off` is the day after which nothing was considered; `issued` the date on the cover. `retired`
    lists ids that were once used and are never used again.
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

    def walk_sections(self) -> Iterator[Section]:
        for section in self.sections:
            yield from section.walk()

    def walk_items(self) -> Iterator[Item]:
        for section in self.walk_sections():
            yield from section.items
