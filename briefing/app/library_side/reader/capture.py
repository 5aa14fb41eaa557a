"""A fact while it is captured: its passages, its draft, and what the review says of its statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from briefing.app.library_side.source_document import SourceDocument
from briefing.capture.draft import CapturedPassage, FactDraft, draft_fact
from briefing.capture.statement import StatementReview, review_statements
from briefing.grading import Scales
from briefing.library.editing import PutFact
from briefing.model.fact import Fact
from briefing.model.library import Catalogue

TO_DO = "To do: "
"""The beginning of the line of a fact's notes that says what is not decided yet."""


@dataclass(frozen=True, slots=True)
class CaptureContext:
    """Who captures when, and the library that a fact is captured for."""

    catalogue: Catalogue
    scales: Scales
    by: str
    today: str


@dataclass(frozen=True, slots=True)
class CapturedSpan:
    """A passage of a document, from `start` to `end`."""

    document: SourceDocument
    start: int
    end: int


@dataclass(frozen=True)
class Capture:
    """A fact that is captured from passages; `changes` are the fields that the user set."""

    passages: tuple[CapturedSpan, ...]
    draft: FactDraft
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def fact(self) -> Fact:
        """The fact as it would be stored, without remarks on what is not decided."""
        return replace(self.draft.fact, **self.changes)

    @property
    def is_standing_decided(self) -> bool:
        return self.draft.is_complete or "standing" in self.changes

    def spans_in(self, document: SourceDocument | None) -> list[tuple[int, int]]:
        """Return the passages of a document."""
        return [(each.start, each.end) for each in self.passages if each.document == document]

    def with_changes(self, changes: dict[str, Any]) -> Capture:
        return Capture(self.passages, self.draft, changes)


def begin_capture(passage: CapturedSpan, treaty_id: str, context: CaptureContext, **last: Any) -> Capture:
    """Draft a fact from a passage; `last` are fields that are as in the fact before, such as topics.

    Raises SourceError for a passage that is too long for a quote.
    """
    draft = draft_fact(
        _captured(passage),
        passage.document.source,
        treaty_id,
        context.catalogue,
        by=context.by,
        today=context.today,
        **last,
    )
    return Capture((passage,), draft)


def with_passage(capture: Capture, passage: CapturedSpan, context: CaptureContext) -> Capture:
    """Return the capture with a further passage: one more quote, of the same source or of another.

    Raises SourceError as before.
    """
    further = draft_fact(
        _captured(passage), passage.document.source, capture.fact.treaty_id, context.catalogue
    )
    (added,) = further.fact.citations
    citations = capture.draft.fact.citations
    if any(each.source_id == added.source_id for each in citations):
        citations = tuple(
            replace(each, quotes=(*each.quotes, *added.quotes))
            if each.source_id == added.source_id
            else each
            for each in citations
        )
    else:
        citations = (*citations, added)
    draft = FactDraft(replace(capture.draft.fact, citations=citations), capture.draft.suggestions)
    return Capture((*capture.passages, passage), draft, capture.changes)


def with_treaty(capture: Capture, treaty_id: str, context: CaptureContext) -> Capture:
    """Return the capture for another treaty: the state of a treaty decides what "shall" suggests."""
    fresh = begin_capture(capture.passages[0], treaty_id, context, topics=capture.draft.fact.topics)
    for passage in capture.passages[1:]:
        fresh = with_passage(fresh, passage, context)
    return fresh.with_changes(
        {name: value for name, value in capture.changes.items() if name != "treaty_id"}
    )


def review_capture(fact: Fact, context: CaptureContext) -> StatementReview:
    """Hold the statement of a fact to its quotes."""
    (review,) = review_statements((fact,), context.catalogue, context.scales)
    return review


def stored_fact(capture: Capture, context: CaptureContext) -> PutFact:
    """Return the edit that stores the fact. What is not decided, or not supported, is a remark *To do*."""
    fact = capture.fact
    open_points = [] if capture.is_standing_decided else ["standing"]
    review = review_capture(fact, context)
    if review.messages:
        open_points.append("statement and quote")
    if review.languages:
        open_points.append("translation of the quote")
    if open_points:
        remark = f"{TO_DO}{', '.join(open_points)}."
        fact = replace(fact, notes="\n".join(filter(None, (fact.notes, remark))))
    return PutFact(fact=fact)


def _captured(passage: CapturedSpan) -> CapturedPassage:
    document = passage.document
    return CapturedPassage(document.text, document.text_sha256, passage.start, passage.end)
