"""Every way in which a briefing can change, as a value.

An edit contains all that it needs: the ids of what it creates and the library material that it adds.
A list of edits can therefore be stored, sent, replayed and undone without access to the library.
Positions count from 0; None means the end. Each `label` is the text of the undo menu. The class names are
the tags of the file format and never change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from briefing.editing.item_kinds import kind_of
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    Comparison,
    Evidence,
    Grade,
    ImageItem,
    Judgement,
    OptionValue,
    Prose,
    Status,
    Table,
    Waiver,
)
from briefing.model.issue import Comment, IssueBlock, MainMessage, RecordedReview
from briefing.model.library import Material
from briefing.model.terms import CalendarDate, ItemId, LanguageTag, Line, Slug, TermId, Text
from briefing.model.value import Value
from briefing.text.joint_label import joint_label

Position = Annotated[int, Meta(ge=0, description="a place in a list, counted from 0")]
Content = ImageItem | Table | Comparison | ChartItem
_DETAILS = {
    "cut_off": "cut-off date",
    "issued": "date on the cover",
    "requested_by": "who requested it",
    "source_remark": "remark on the sources",
}
"""Words of the window for fields whose names are others."""
NewItem = Judgement | Prose | ImageItem | Table | Comparison | ChartItem


class CreateBriefing(Value, tag=True, frozen=True):
    """The first edit of every history: a briefing, empty or with an outline or with earlier content."""

    briefing: Briefing

    @property
    def label(self) -> str:
        return "Create briefing"


class SetDetails(Value, tag=True, frozen=True):
    """Change details of the cover; a field that is left out stays as it is."""

    title: Line | UnsetType = UNSET
    subtitle: str | UnsetType = UNSET
    author: str | UnsetType = UNSET
    organisation: str | UnsetType = UNSET
    requested_by: str | UnsetType = UNSET
    purpose: Text | UnsetType = UNSET
    cut_off: CalendarDate | UnsetType | None = UNSET
    issued: CalendarDate | UnsetType | None = UNSET
    language: LanguageTag | UnsetType = UNSET
    marking: Line | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    main_message: MainMessage | UnsetType | None = UNSET
    source_remark: Text | UnsetType = UNSET
    page_budget: Annotated[int, Meta(ge=1, le=999)] | UnsetType | None = UNSET

    @property
    def label(self) -> str:
        changed = [name for name in self.__struct_fields__ if getattr(self, name) is not UNSET]
        if len(changed) != 1:
            return "Change details"
        return f"Change {_DETAILS.get(changed[0], changed[0].replace('_', ' '))}"


class SetIssue(Value, tag=True, frozen=True):
    """Replace the issue block; the date of the approval stays what it is."""

    issue: IssueBlock

    @property
    def label(self) -> str:
        return "Change issue block"


class Approve(Value, tag=True, frozen=True):
    """Approve the words and grades as they are, which locks them; the briefing must be in review."""

    by: Line
    on: CalendarDate
    post: str = ""

    @property
    def label(self) -> str:
        return "Approve"


class WithdrawApproval(Value, tag=True, frozen=True):
    """Withdraw the approval, so that words and grades can change; the briefing is in review again."""

    @property
    def label(self) -> str:
        return "Withdraw approval"


class AddComment(Value, tag=True, frozen=True):
    comment: Comment

    @property
    def label(self) -> str:
        return "Add comment" if self.comment.reply_to is None else "Reply to comment"


class ChangeComment(Value, tag=True, frozen=True):
    """Change the text of a comment, or whether it is resolved; a field that is left out stays as it is."""

    comment_id: ItemId
    text: Text | UnsetType = UNSET
    resolved: bool | UnsetType = UNSET

    @property
    def label(self) -> str:
        if self.resolved is UNSET:
            return "Change comment"
        return "Resolve comment" if self.resolved else "Reopen comment"


class RemoveComment(Value, tag=True, frozen=True):
    """Remove a comment with the replies to it."""

    comment_id: ItemId

    @property
    def label(self) -> str:
        return "Delete comment"


class AddSection(Value, tag=True, frozen=True):
    section_id: ItemId
    title: Line
    parent_id: ItemId | None = None
    position: Position | None = None

    @property
    def label(self) -> str:
        return "Add section"


class RenameSection(Value, tag=True, frozen=True):
    section_id: ItemId
    title: Line

    @property
    def label(self) -> str:
        return "Rename section"


class MoveSection(Value, tag=True, frozen=True):
    """Move a section with its subsections; the position is counted after it was taken out."""

    section_id: ItemId
    parent_id: ItemId | None = None
    position: Position | None = None

    @property
    def label(self) -> str:
        return "Move section"


class RemoveSection(Value, tag=True, frozen=True):
    """Remove a section with all in it; `release_evidence` also removes references to it as evidence."""

    section_id: ItemId
    release_evidence: bool = False

    @property
    def label(self) -> str:
        return "Delete section"


class AddFact(Value, tag=True, frozen=True):
    """Add a fact to a section; `material` contains it with its treaty, sources and publishers."""

    item_id: ItemId
    fact_id: Slug
    section_id: ItemId
    position: Position | None = None
    wording: Line | None = None
    material: Material = Material()

    @property
    def label(self) -> str:
        return "Add fact"


class AddItem(Value, tag=True, frozen=True):
    """Add anything but a fact; `material` contains the treaties that a comparison or chart needs."""

    item: NewItem
    section_id: ItemId
    position: Position | None = None
    material: Material = Material()

    @property
    def label(self) -> str:
        return f"Add {kind_of(self.item).name}"


class MoveItem(Value, tag=True, frozen=True):
    """Move an item, within a section or to another; the position is counted after it was taken out."""

    item_id: ItemId
    section_id: ItemId
    position: Position | None = None

    @property
    def label(self) -> str:
        return "Move row"


class RemoveItem(Value, tag=True, frozen=True):
    """Remove an item; `release_evidence` also removes it from the evidence of other items."""

    item_id: ItemId
    release_evidence: bool = False

    @property
    def label(self) -> str:
        return "Delete row"


class Reword(Value, tag=True, frozen=True):
    """Change the words of a fact, judgement, prose or caption; None gives a fact its own statement."""

    item_id: ItemId
    text: Text | None = None

    @property
    def label(self) -> str:
        return "Reword" if self.text is not None else "Restore wording"


class GradeItem(Value, tag=True, frozen=True):
    item_id: ItemId
    grade: Grade

    @property
    def label(self) -> str:
        return "Grade row"


class ClearGrade(Value, tag=True, frozen=True):
    item_id: ItemId

    @property
    def label(self) -> str:
        return "Clear grade"


class SetNote(Value, tag=True, frozen=True):
    item_id: ItemId
    note: Text = ""

    @property
    def label(self) -> str:
        return "Change note"


class HideItem(Value, tag=True, frozen=True):
    """Leave an item out of the pages, or show it again."""

    item_id: ItemId
    hidden: bool = True

    @property
    def label(self) -> str:
        return "Leave row out" if self.hidden else "Show row"


class SetEvidence(Value, tag=True, frozen=True):
    item_id: ItemId
    evidence: tuple[Evidence, ...] = ()

    @property
    def label(self) -> str:
        return "Change evidence"


class SetReasoning(Value, tag=True, frozen=True):
    """Change the reasoning of a judgement; a field that is left out stays as it is."""

    item_id: ItemId
    assumptions: tuple[Line, ...] | UnsetType = UNSET
    alternatives: tuple[Line, ...] | UnsetType = UNSET
    indicators: tuple[Line, ...] | UnsetType = UNSET
    change_since_last: Text | UnsetType = UNSET

    @property
    def label(self) -> str:
        return "Change reasoning"


class ReplaceContent(Value, tag=True, frozen=True):
    """Replace an image, table, comparison or chart by another of the same kind and id."""

    item: Content
    material: Material = Material()

    @property
    def label(self) -> str:
        return f"Change {kind_of(self.item).name}"


class SetTemplate(Value, tag=True, frozen=True):
    """Choose a template; options that belong to the earlier one are dropped."""

    template_id: Slug

    @property
    def label(self) -> str:
        return "Change template"


class SetOption(Value, tag=True, frozen=True):
    """Set an option of the template; None restores its default."""

    name: Slug
    value: OptionValue | None = None

    @property
    def label(self) -> str:
        return f"Change {self.name.replace('-', ' ')}"


class SetScheme(Value, tag=True, frozen=True):
    """Change the grading scheme, and every grade with it.

    `likelihood` and `confidence` map each term in use to a term of the new scheme, or to None to remove it
    from the grades. Ratings of factors, which belong to one scheme alone, are removed too. `graded_by` and
    `graded_on` say who converted the grades, and when.
    """

    scheme_id: Slug
    likelihood: dict[TermId, TermId | None] = {}
    confidence: dict[TermId, TermId | None] = {}
    graded_by: Line | None = None
    graded_on: CalendarDate | None = None

    @property
    def label(self) -> str:
        return "Change grading scheme"


class WaiveFinding(Value, tag=True, frozen=True):
    """Accept a finding of the review, with the reason; an earlier waiver of the same one is replaced."""

    waiver: Waiver

    @property
    def label(self) -> str:
        return "Waive finding"


class WithdrawWaiver(Value, tag=True, frozen=True):
    """Withdraw a waiver, so that the finding counts again."""

    waiver: Waiver

    @property
    def label(self) -> str:
        return "Withdraw waiver"


class RecordReview(Value, tag=True, frozen=True):
    """Record the engine with which the briefing was reviewed; it applies until words or grades change."""

    review: RecordedReview

    @property
    def label(self) -> str:
        return "Record the review"


class RefreshFact(Value, tag=True, frozen=True):
    """Update a fact of the snapshot, with its sources and publishers, from a newer library."""

    fact_id: Slug
    material: Material = Material()

    @property
    def label(self) -> str:
        return "Take fact from library"


class Batch(Value, tag=True, frozen=True):
    """Edits that happen together or not at all, and are undone together."""

    edits: tuple[Edit, ...]
    name: str = ""

    @property
    def label(self) -> str:
        """The name, else the label that the edits have in common: "Delete row ×3"."""
        return self.name or joint_label([edit.label for edit in self.edits])


Edit = (
    CreateBriefing
    | SetDetails
    | SetIssue
    | Approve
    | WithdrawApproval
    | AddComment
    | ChangeComment
    | RemoveComment
    | AddSection
    | RenameSection
    | MoveSection
    | RemoveSection
    | AddFact
    | AddItem
    | MoveItem
    | RemoveItem
    | Reword
    | GradeItem
    | ClearGrade
    | SetNote
    | HideItem
    | SetEvidence
    | SetReasoning
    | ReplaceContent
    | SetTemplate
    | SetOption
    | SetScheme
    | WaiveFinding
    | WithdrawWaiver
    | RecordReview
    | RefreshFact
    | Batch
)


def parts_of(edit: Edit) -> Iterator[Edit]:
    """Yield the edit, or the edits of a batch at any depth."""
    if isinstance(edit, Batch):
        for part in edit.edits:
            yield from parts_of(part)
    else:
        yield edit
