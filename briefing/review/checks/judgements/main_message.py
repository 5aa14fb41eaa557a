"""Hold the main message, and a title that makes a claim, to the judgements and their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from briefing.grading import ScaleTerm
from briefing.model.briefing import FactItem, Judgement, Status
from briefing.model.fact import Fact
from briefing.review.check import BriefingCheck
from briefing.review.checks.attribution import check_attribution
from briefing.review.checks.estimative_language import TermUse, check_estimative_language, likelihood_uses
from briefing.review.checks.judgements.support import ConclusionSupport, facts_reached
from briefing.review.checks.modal_drift import check_modal_drift
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import BRIEFING, FindingField, RawFinding
from briefing.review.text.claims import clauses, content, has_verb, makes_claim, share
from briefing.review.text.segmentation import Span, words
from briefing.review.text.word_lists import phrases, word_lists

T = TypeVar("T")

_MOST_WORDS = 35
_REPEATS = 0.5
"""A clause repeats a judgement or a statement if this share of its meaning is in it."""
_CONCERNS = 0.3
_LEAST_STEMS = 2


def check_main_message(context: ReviewContext) -> Iterator[RawFinding]:
    """Hold the main message and the title to the judgements; in review a briefing has a message."""
    briefing = context.briefing
    message = briefing.main_message
    judgements = _judgements(context)
    if message is None or not message.text.strip():
        if briefing.status in {Status.IN_REVIEW, Status.FINAL}:
            yield RawFinding("no-main-message", "The briefing has no main message.", row_id=BRIEFING)
    else:
        named = [judgements[each] for each in message.judgement_ids if each in judgements]
        if judgements and not message.judgement_ids:
            text = "The main message names no judgement."
            yield RawFinding("message-without-judgement", text, row_id=BRIEFING)
        count = len(words(message.text))
        if count > _MOST_WORDS:
            span = Span(0, len(message.text), message.text)
            yield RawFinding(
                "message-long", f"The main message has {count} words.", span, field="main_message"
            )
        yield from _Held(message.text, "main_message", tuple(named or judgements.values()), context).all()
    if makes_claim(briefing.title):
        yield from _Held(briefing.title, "title", tuple(judgements.values()), context).all()


def _judgements(context: ReviewContext) -> dict[str, Judgement]:
    return {row.item.id: row.item for row in context.rows if isinstance(row.item, Judgement)}


@dataclass(frozen=True, slots=True)
class _Likeness(Generic[T]):
    """The value that a clause is most like, with the share and the number of its words that are in it."""

    value: T | None
    share: float
    count: int

    @property
    def repeats(self) -> bool:
        return self.share >= _REPEATS and self.count >= _LEAST_STEMS

    @property
    def concerns(self) -> bool:
        return self.share >= _CONCERNS


@dataclass(frozen=True)
class _Held:
    """A text of the briefing, with the judgements that it is held to."""

    text: str
    field: FindingField
    judgements: tuple[Judgement, ...]
    context: ReviewContext

    def all(self) -> Iterator[RawFinding]:
        yield from self._wording()
        for clause in clauses(self.text):
            yield from self._clause(clause)
        yield from self._figures_and_names()

    # The evidence

    @cached_property
    def _facts(self) -> tuple[Fact, ...]:
        """The facts of the evidence; of a title those of all rows that are shown."""
        items = self.context.briefing.walk_items() if self.field == "title" else ()
        shown = [item for item in items if not item.hidden]
        pieces = [piece for each in self.judgements for piece in each.evidence]
        return facts_reached(pieces, self.context, shown)

    @cached_property
    def _words_of_judgements(self) -> str:
        return " . ".join(
            text
            for each in self.judgements
            for text in (each.text, *each.assumptions, *each.alternatives, *each.indicators)
        )

    # Strength

    def _clause(self, clause: Span) -> Iterator[RawFinding]:
        uses = likelihood_uses(clause.text, self.context)
        about = _most_alike(clause, ((each.text, each) for each in self.judgements))
        for use in uses:
            yield from self._term(clause, use, about)
        if not uses and not phrases(*word_lists().estimative.terms).first(clause.text):
            yield from self._unhedged(clause, about)

    def _graded(self, judgement: Judgement) -> ScaleTerm | None:
        scale, grade = self.context.likelihood, judgement.grade
        return scale.term(grade.likelihood) if scale and grade and grade.likelihood else None

    def _strength(self, term: ScaleTerm) -> float:
        """Return how far a term is from even chances, in steps of its scale; negative for unlikely."""
        terms = self.context.likelihood.terms if self.context.likelihood else (term,)
        return terms.index(term) - (len(terms) - 1) / 2

    def _term(self, clause: Span, use: TermUse, about: _Likeness[Judgement]) -> Iterator[RawFinding]:
        """Hold a term to the judgement that its clause repeats, or else to the weakest of them."""
        repeated = [about.value] if about.value is not None and about.repeats else []
        graded = [(each, self._graded(each)) for each in (repeated or self.judgements)]
        known = [(each, own) for each, own in graded if own is not None]
        if not known or (not repeated and any(own.id == use.term.id for _, own in known)):
            return
        held_to, own = min(known, key=lambda pair: abs(self._strength(pair[1])))
        is_stronger = abs(self._strength(use.term)) > abs(self._strength(own))
        if is_stronger or (repeated and self._is_reversed(clause, use.term, held_to, own)):
            is_what = "stronger than" if is_stronger else "the opposite of"
            message = f"“{use.span.text}” is {is_what} {self._label(held_to)}, which says {own.term}."
            yield self._raw("message-stronger", message, self._moved(use.span, clause))

    def _is_reversed(self, clause: Span, term: ScaleTerm, judgement: Judgement, own: ScaleTerm) -> bool:
        negation = phrases(*word_lists().plain_negation)
        is_negated = (clause.text in negation) != (judgement.text in negation)
        return self._strength(term) * self._strength(own) < 0 and not is_negated

    def _unhedged(self, clause: Span, about: _Likeness[Judgement]) -> Iterator[RawFinding]:
        """Find a clause that states as certain what a judgement holds to be likely."""
        if phrases(*word_lists().estimative.hedges, *word_lists().possibility).first(clause.text):
            return
        nearest = _most_alike(clause, ((fact.statement, fact) for fact in self._facts))
        certain = phrases(*word_lists().claims.certain).first(clause.text)
        own = self._graded(about.value) if about.value is not None else None
        is_restated = about.repeats or (certain is not None and about.concerns)
        if about.value is not None and own is not None and is_restated and about.share >= nearest.share:
            span = self._moved(certain, clause) if certain else clause
            message = f"{self._label(about.value)} says {own.term}; this leaves nothing open."
            yield self._raw("message-stronger", message, span)
        elif nearest.value is not None and nearest.repeats and has_verb(clause.text):
            yield from self._beyond(clause, nearest.value)
        elif certain is not None and self.judgements and not (about.concerns or nearest.concerns):
            message = f"“{certain.text}” is stronger than any of the judgements."
            yield self._raw("message-stronger", message, self._moved(certain, clause))

    def _beyond(self, clause: Span, fact: Fact) -> Iterator[RawFinding]:
        """Hold a clause that repeats a statement to it, as a wording of its fact."""
        row = ReviewRow(FactItem(id="clause", fact_id=fact.id, wording=clause.text), clause.text, fact)
        for check in (check_modal_drift, check_attribution):
            for raw in check(row, self.context):
                span = self._moved(raw.span, clause) if raw.span else clause
                message = f"{raw.message} The statement is: {fact.statement}"
                yield self._raw("message-beyond-evidence", message, span)
                return

    # Numbers, dates, names

    def _figures_and_names(self) -> Iterator[RawFinding]:
        support = ConclusionSupport(self._facts, self._words_of_judgements, self.context)
        yield from (self._unsupported("date", each.span) for each in support.missing_dates(self.text))
        yield from (self._unsupported("number", each.span) for each in support.missing_numbers(self.text))
        yield from (self._unsupported("name", each) for each in support.missing_parties(self.text))

    def _unsupported(self, kind: str, span: Span) -> RawFinding:
        message = f"The {kind} {span.text} is in none of the judgements and none of their evidence."
        return self._raw("message-not-supported", message, span)

    # The words themselves

    def _wording(self) -> Iterator[RawFinding]:
        """Review the text as that of a judgement without a grade."""
        row = ReviewRow(Judgement(id="message", text=self.text), self.text)
        for raw in check_estimative_language(row, self.context):
            yield self._raw("message-wording", raw.message, raw.span)

    def _label(self, judgement: Judgement) -> str:
        """Return the number by which a judgement is printed."""
        ids = [row.item.id for row in self.context.rows if isinstance(row.item, Judgement)]
        return f"J{ids.index(judgement.id) + 1}"

    def _raw(self, rule_id: str, message: str, span: Span | None) -> RawFinding:
        return RawFinding(rule_id, message, span, row_id=BRIEFING, field=self.field)

    def _moved(self, span: Span, clause: Span) -> Span:
        return replace(span, start=span.start + clause.start, end=span.end + clause.start)


def _most_alike(clause: Span, texts: Iterable[tuple[str, T]]) -> _Likeness[T]:
    """Return the value whose text has most of the meaning of a clause."""
    stems = content(clause.text)
    alike = (
        _Likeness(value, share(stems, own := content(text)), len(stems & own)) for text, value in texts
    )
    nothing: _Likeness[T] = _Likeness(None, 0.0, 0)
    return max(alike, key=lambda each: each.share, default=nothing)


CHECKS = (
    BriefingCheck(
        check_main_message,
        frozenset(
            {
                "no-main-message",
                "message-without-judgement",
                "message-stronger",
                "message-beyond-evidence",
                "message-not-supported",
                "message-wording",
                "message-long",
            }
        ),
    ),
)
