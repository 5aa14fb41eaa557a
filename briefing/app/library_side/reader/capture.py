"""A fact while it is captured: its passages, its draft, and what the review says of its statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from briefing.app.library_side.source_document import SourceDocument
from briefing.capture.draft import CapturedPassage, FactDraft, draft_fact
from briefing.capture.remarks import with_remark
from briefing.capture.statement import StatementReview, review_statements
from briefing.grading import Scales
from briefing.language.parses import RecordedParses
from briefing.library.editing import PutFact
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, treaty_citations
from briefing.review.parsed import AwaitedParses

_MOST_ROUNDS = 4
"""A check may ask for a further text once it has the parse of the first."""
_SEPARATORS = frozenset(";,:–—-·")
"""Signs between clauses, which belong to none of them."""


@dataclass(frozen=True, slots=True)
class CaptureContext:
    """Who captures when, and the library that a fact is captured for."""

    catalogue: Catalogue
    scales: Scales
    by: str
    today: str
    parses: AwaitedParses | None = None


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


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a passage without spaces and separators at its ends, and with words that were cut whole."""
    while start < end and (text[start].isspace() or text[start] in _SEPARATORS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _SEPARATORS):
        end -= 1
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def treaty_for(source_id: str, last: Fact | None, catalogue: Catalogue) -> str:
    """Return the treaty of the fact before, else one that cites the source, else one without facts."""
    if last is not None and last.treaty_id in catalogue.treaties:
        return last.treaty_id
    for fact in catalogue.material.facts:
        if any(citation.source_id == source_id for citation in fact.citations):
            return fact.treaty_id
    for treaty in catalogue.material.treaties:
        if any(citation.source_id == source_id for citation in treaty_citations(treaty)):
            return treaty.id
    with_facts = {fact.treaty_id for fact in catalogue.material.facts}
    begun = [each for each in reversed(list(catalogue.treaties)) if each not in with_facts]
    return next(iter(begun or catalogue.treaties), "")


def begin_capture(passage: CapturedSpan, treaty_id: str, context: CaptureContext) -> Capture:
    """Draft a fact from a passage.

    Raises SourceError for a passage that is too long for a quote.
    """
    draft = draft_fact(
        captured_passage(passage),
        passage.document.source,
        treaty_id,
        context.catalogue,
        by=context.by,
        today=context.today,
    )
    return Capture((passage,), draft)


def with_passage(capture: Capture, passage: CapturedSpan, context: CaptureContext) -> Capture:
    """Return the capture with a further passage: one more quote, of the same source or of another.

    Raises SourceError as before.
    """
    further = draft_fact(
        captured_passage(passage), passage.document.source, capture.fact.treaty_id, context.catalogue
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
    fresh = begin_capture(capture.passages[0], treaty_id, context)
    for passage in capture.passages[1:]:
        fresh = with_passage(fresh, passage, context)
    return fresh.with_changes(
        {name: value for name, value in capture.changes.items() if name != "treaty_id"}
    )


def review_capture(fact: Fact, context: CaptureContext, wait_s: float = 0.0) -> StatementReview:
    """Hold the statement of a fact to its quotes; wait so long for the parses of both.

    What is not parsed by then is reviewed on words alone.
    """
    parses = RecordedParses(context.parses)
    (review,) = review_statements((fact,), context.catalogue, context.scales, parses)
    for _ in range(_MOST_ROUNDS):
        missing, parses.missing = list(parses.missing), {}
        if context.parses is None or not missing or not context.parses.wait_for(missing, wait_s):
            break
        (review,) = review_statements((fact,), context.catalogue, context.scales, parses)
    return review


def stored_fact(capture: Capture, context: CaptureContext, wait_s: float = 0.0) -> PutFact:
    """Return the edit that stores the fact. What is not decided, or not supported, is a remark *To do*."""
    review = review_capture(capture.fact, context, wait_s)
    return PutFact(fact=with_remark(review, is_standing_decided=capture.is_standing_decided))


def captured_passage(passage: CapturedSpan) -> CapturedPassage:
    """Return a passage with the text that it is in."""
    document = passage.document
    return CapturedPassage(document.text, document.text_sha256, passage.start, passage.end)
