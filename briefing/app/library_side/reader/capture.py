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


@dataclass(frozen=True)
class Capture:
    """A fact that is captured from passages of a document; `changes` are the fields that the user set."""

    document: SourceDocument
    spans: tuple[tuple[int, int], ...]
    draft: FactDraft
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def fact(self) -> Fact:
        """The fact as it would be stored, without remarks on what is not decided."""
        return replace(self.draft.fact, **self.changes)

    @property
    def is_standing_decided(self) -> bool:
        return self.draft.is_complete or "standing" in self.changes

    def with_value(self, name: str, value: Any) -> Capture:
        return Capture(self.document, self.spans, self.draft, {**self.changes, name: value})


def begin_capture(
    document: SourceDocument, span: tuple[int, int], treaty_id: str, context: CaptureContext, **last: Any
) -> Capture:
    """Draft a fact from a passage; `last` are fields that are as in the fact before, such as topics.

    Raises SourceError for a passage that is too long for a quote.
    """
    draft = draft_fact(
        _passage(document, span),
        document.source,
        treaty_id,
        context.catalogue,
        by=context.by,
        today=context.today,
        **last,
    )
    return Capture(document, (span,), draft)


def with_passage(capture: Capture, span: tuple[int, int], context: CaptureContext) -> Capture:
    """Return the capture with a further passage, as one more quote. Raises SourceError as before."""
    further = draft_fact(
        _passage(capture.document, span), capture.document.source, capture.fact.treaty_id, context.catalogue
    )
    (citation,), (added,) = capture.draft.fact.citations, further.fact.citations
    both = replace(citation, quotes=(*citation.quotes, *added.quotes))
    draft = FactDraft(replace(capture.draft.fact, citations=(both,)), capture.draft.suggestions)
    return Capture(capture.document, (*capture.spans, span), draft, capture.changes)


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


def _passage(document: SourceDocument, span: tuple[int, int]) -> CapturedPassage:
    return CapturedPassage(document.text, document.text_sha256, *span)
