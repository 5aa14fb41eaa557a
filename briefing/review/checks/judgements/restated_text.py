"""Hold a text that is printed without a grade to the judgements and facts that it repeats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property

from briefing.grading import ScaleTerm
from briefing.model.briefing import Judgement
from briefing.model.fact import Fact
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.model.terms import Standing
from briefing.review.checks.estimative_language import TermUse, likelihood_uses
from briefing.review.checks.judgements.assertion import asserts_without_verb, has_finite_verb, has_predicate
from briefing.review.checks.judgements.held_to_statement import (
    ClauseInContext,
    Departure,
    departure_from,
    names_speaker,
)
from briefing.review.checks.judgements.likeness import (
    Contents,
    Likeness,
    RepeatedStatements,
    Statements,
    statements_of,
)
from briefing.review.checks.judgements.support import support_of
from briefing.review.checks.judgements.unheld_acts import (
    may_have_acts,
    may_have_status,
    unheld_acts,
    unheld_status,
)
from briefing.review.context import ReviewContext
from briefing.review.structure.clause_spans import subordinate_clauses, without_divided_lists
from briefing.review.structure.duties import duty_to_act
from briefing.review.structure.timing.completed import told_as_done
from briefing.review.structure.tree import tree_of
from briefing.review.text.claims import clauses, content
from briefing.review.text.dates import dates_in
from briefing.review.text.segmentation import Span, sentences, words
from briefing.review.text.word_lists import phrases, word_lists

_FEW = 8
_NOT_DONE = frozenset(
    {
        Standing.POSSIBLE,
        Standing.CONSIDERED,
        Standing.NEGOTIATING,
        Standing.PLANNED,
        Standing.CONDITIONAL,
        Standing.SIGNED,
        Standing.IN_FORCE,
    }
)
"""Standings by which nothing has been done: what is open, and what the parties have to do."""
_ABOUT = 2
"""A clause that has so many words of a statement may be about it."""
_ABILITY = frozenset({"can", "could"})
"""Words that leave something open, but with a "not" or "no" say that it is not so."""


class Excess(Enum):
    """In what a text says more than the judgements and facts that it is held to."""

    STRONGER = auto()
    """It leaves less open than a judgement, or says the opposite."""
    BEYOND_EVIDENCE = auto()
    """It repeats a statement without its attribution, condition, denial or standing."""
    SAID_BY_NONE = auto()
    """It says what no judgement and no statement says."""
    NOT_SUPPORTED = auto()
    """It has a number, date or name that none of them has."""
    ACT_OF_NONE = auto()
    """By it, a country does, or something is, what none of them says."""


@dataclass(frozen=True, slots=True)
class Excessive:
    """Words of a text that say too much, and why."""

    excess: Excess
    message: str
    span: Span
    is_uncertain: bool = False


@dataclass(frozen=True)
class RestatedText:
    """A text of the briefing, with the judgements and the facts that it is held to.

    One that is a `conclusion` is read by itself: each of its clauses says how likely it is, and it is
    certain of nothing of which no judgement speaks.
    """

    text: str
    judgements: tuple[Judgement, ...]
    facts: tuple[Fact, ...]
    context: ReviewContext
    is_conclusion: bool = True
    around: str = ""
    """What is printed next to the text, and may say for it by whom or how certainly something is said."""

    def too_strong(self) -> Iterator[Excessive]:
        """Yield the words that are stronger than a judgement or than a statement of the evidence."""
        for sentence in sentences(self.text):
            if sentence.text.rstrip().endswith("?"):
                continue
            found = [each for clause in self._clauses(sentence) for each in self._clause(clause, sentence)]
            yield from found or self._within_clauses(sentence)

    def _clauses(self, sentence: Span) -> Iterator[Span]:
        parts = [
            replace(part, start=part.start + sentence.start, end=part.end + sentence.start)
            for part in clauses(sentence.text)
        ]
        if len(parts) > 1 and not any(has_predicate(each, self.text, self.context) for each in parts):
            return iter([sentence])  # What is named after a comma belongs to the figure before it.
        parse = self.context.parse(self.text) if len(parts) > 1 else None
        return iter(parts) if parse is None else without_divided_lists(parts, tree_of(parse))

    def _within_clauses(self, sentence: Span) -> Iterator[Excessive]:
        """Hold the clauses to statements that depend on others: "that it came shows that it was sent"."""
        nearest = self._statements.contents.most_alike(sentence.text)
        parse = self.context.parse(self.text) if nearest.count_without_countries >= _ABOUT else None
        for clause in subordinate_clauses(tree_of(parse)) if parse else ():
            if sentence.start <= clause.start < sentence.end and not _is_hedged(sentence.text):
                repeated = self._statements.repeated_by(clause.text)
                if repeated.is_close:
                    yield from self._beyond(clause, sentence, repeated)

    @cached_property
    def _statements(self) -> Statements:
        return statements_of(self.facts, self.context.catalogue)

    # Strength

    def _clause(self, clause: Span, sentence: Span) -> Iterator[Excessive]:
        uses = likelihood_uses(clause.text, self.context)
        about = _contents_of_judgements(self.judgements).most_alike(clause.text)
        for use in uses:
            yield from self._term(clause, use, about)
        within = clause if self.is_conclusion else sentence
        if not uses and not phrases(*word_lists().estimative.terms).first(within.text):
            yield from self._unhedged(clause, sentence, about)

    def _graded(self, judgement: Judgement) -> ScaleTerm | None:
        scale, grade = self.context.likelihood, judgement.grade
        return scale.term(grade.likelihood) if scale and grade and grade.likelihood else None

    def _strength(self, term: ScaleTerm) -> float:
        """Return how far a term is from even chances, in steps of its scale; negative for unlikely."""
        terms = self.context.likelihood.terms if self.context.likelihood else (term,)
        return terms.index(term) - (len(terms) - 1) / 2

    def _term(self, clause: Span, use: TermUse, about: Likeness[Judgement]) -> Iterator[Excessive]:
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
            yield Excessive(Excess.STRONGER, message, self._moved(use.span, clause))
        elif repeated and self._strength(own) < 0:
            yield from self._unbounded(clause, held_to)

    def _unbounded(self, clause: Span, judgement: Judgement) -> Iterator[Excessive]:
        """Find that something is unlikely for longer than by the judgement, or for ever."""
        ends = [date.year for date in dates_in(judgement.text) if date.year]
        own = [date.year for date in dates_in(self.text) if date.year]
        is_limited = any(year <= max(ends) for year in own) if ends else True
        if is_limited or (not own and self.text in phrases(*word_lists().claims.bounded)):
            return
        message = f"{self._label(judgement)} is about the time up to {max(ends)} only: {judgement.text}"
        yield Excessive(Excess.STRONGER, message, clause, is_uncertain=True)

    def _is_reversed(self, clause: Span, term: ScaleTerm, judgement: Judgement, own: ScaleTerm) -> bool:
        negation = phrases(*word_lists().plain_negation)
        is_negated = (clause.text in negation) != (judgement.text in negation)
        return self._strength(term) * self._strength(own) < 0 and not is_negated

    def _unhedged(self, clause: Span, sentence: Span, about: Likeness[Judgement]) -> Iterator[Excessive]:
        """Find a clause that states as certain what a judgement holds to be likely."""
        if _is_hedged(clause.text):
            return
        nearest = self._statements.contents.most_alike(clause.text)
        certain = phrases(*word_lists().claims.certain).first(clause.text)
        own = self._graded(about.value) if about.value is not None else None
        is_restated = about.repeats or (certain is not None and about.concerns)
        if about.value is not None and own is not None and is_restated and about.share >= nearest.share:
            span = self._moved(certain, clause) if certain else clause
            message = f"{self._label(about.value)} says {own.term}; this leaves nothing open."
            is_topic = certain is None and not has_predicate(clause, self.text, self.context)
            yield Excessive(Excess.STRONGER, message, span, is_uncertain=is_topic)
        elif (repeated := self._repeated(clause, nearest, is_certain=certain is not None)).facts:
            yield from self._beyond(clause, sentence, repeated)
        elif self.is_conclusion and not (about.concerns or nearest.concerns):
            is_touched = bool(about.count_without_countries or nearest.count_without_countries)
            yield from self._said_by_none(clause, certain, is_touched=is_touched)

    def _said_by_none(self, clause: Span, certain: Span | None, *, is_touched: bool) -> Iterator[Excessive]:
        """Find a clause of which no judgement speaks; no word of one that is not `is_touched` is said."""
        if certain is not None and self.judgements:
            message = f"“{certain.text}” is stronger than any of the judgements."
            yield Excessive(Excess.STRONGER, message, self._moved(certain, clause))
        elif (
            not is_touched
            and clause.text == self.text
            and has_predicate(clause, self.text, self.context)
            and self.facts
        ):
            message = "No judgement and no statement says this."
            yield Excessive(Excess.SAID_BY_NONE, message, clause)

    def _beyond(self, clause: Span, sentence: Span, repeated: RepeatedStatements) -> Iterator[Excessive]:
        """Hold a clause that repeats statements to them, as a wording of their facts."""
        is_by_verb = has_predicate(clause, self.text, self.context)
        beside = self.around if is_by_verb else f"{self.around} {self.text}"
        passage = ClauseInContext(clause.text, self._passages_around(sentence), beside)
        departure = departure_from(repeated.facts, passage, self.context)
        is_wording = has_finite_verb(clause, self.text, self.context) and repeated.is_close
        if departure is None or (departure.of_content and not is_wording):
            return
        is_shortened = self.is_conclusion and departure.raw.rule_id == "limit-dropped"
        if is_shortened or self._is_of_other_speaker(clause.text, departure):
            return
        raw = departure.raw
        span = self._moved(raw.span, clause) if raw.span else clause
        message = f"{raw.message} The statement is: {departure.fact.statement}"
        is_attributed = raw.rule_id == "attribution-dropped" and names_speaker(
            passage.around[-1], self.facts, self.context
        )
        is_uncertain = (
            raw.is_uncertain
            or departure.of_content
            or is_attributed
            or repeated.in_other_words
            or not is_by_verb
        )
        yield Excessive(Excess.BEYOND_EVIDENCE, message, span, is_uncertain)

    def _is_of_other_speaker(self, clause: str, departure: Departure) -> bool:
        """Return whether a clause without a statement's speaker names that of another one it is about."""
        if departure.raw.rule_id != "attribution-dropped":
            return False
        others = (
            fact
            for fact in self.facts
            if fact is not departure.fact and len(content(clause) & content(fact.statement)) >= _ABOUT
        )
        is_own = names_speaker(clause, (departure.fact,), self.context)
        return not is_own and names_speaker(clause, others, self.context)

    def _repeated(self, clause: Span, nearest: Likeness[Fact], *, is_certain: bool) -> RepeatedStatements:
        """Return the statements that a clause repeats; a topic repeats none.

        One that is certain of something is held to the nearest, however little it is like it.
        """
        is_topic = not has_predicate(clause, self.text, self.context) and not self._is_fragment
        if is_topic or _opens_with_denial(clause.text):
            return RepeatedStatements(())
        repeated = self._statements.repeated_by(clause.text)
        is_alone = not repeated.facts and is_certain and nearest.repeats
        return RepeatedStatements((nearest.value,)) if is_alone and nearest.value else repeated

    @cached_property
    def _is_fragment(self) -> bool:
        return self.is_conclusion and asserts_without_verb(self.text, self.context)

    def _passages_around(self, sentence: Span) -> tuple[str, ...]:
        """Return a sentence, and it with those before and after it, which may say whose claim it is."""
        every = sentences(self.text)
        number = every.index(sentence)
        near = every[max(0, number - 1) : number + 2]
        return sentence.text, self.text[near[0].start : near[-1].end]

    # Numbers, dates, names

    def unsupported(self) -> Iterator[Excessive]:
        """Yield the dates, numbers, countries and persons that are in no judgement and no evidence."""
        support = support_of(self.facts, _words_of(self.judgements), self.context)
        yield from (self._unsupported("date", each.span) for each in support.missing_dates(self.text))
        yield from (self._unsupported("number", each.span) for each in support.missing_numbers(self.text))
        yield from (self._unsupported("name", each) for each in support.missing_parties(self.text))

    def acts_of_none(self) -> Iterator[Excessive]:
        """Yield the words by which a country does what is in no judgement and no statement."""
        if not self.facts or not may_have_acts(self.text):
            return
        parse = self.context.parse(self.text)
        yield from self._of_none(unheld_acts(parse, self._texts) if parse else ())

    def status_of_none(self) -> Iterator[Excessive]:
        """Yield the words by which something is settled, whole or known from several, in no statement."""
        has_any = bool(self.facts) and may_have_status(self.text)
        parse = self.context.parse(self.text) if has_any else None
        yield from self._of_none(unheld_status(parse, self._texts) if parse else ())

    @property
    def _texts(self) -> list[str]:
        return [fact.statement for fact in self.facts] + [each.text for each in self.judgements]

    def _of_none(self, spans: Iterable[Span]) -> Iterator[Excessive]:
        for span in spans:
            message = f"No judgement and no statement says “{span.text}”, or another word for it."
            yield Excessive(Excess.ACT_OF_NONE, message, span)

    def done_in_none(self) -> Iterator[Excessive]:
        """Yield the verbs of what is over by the text, or a duty, if no fact has done or requires it.

        The facts only foresee something, or say what is not to be done.
        """
        if not self.facts or any(fact.standing not in _NOT_DONE for fact in self.facts):
            return
        parse = self.context.parse(self.text)
        statements = tuple(filter(None, (self.context.parse(fact.statement) for fact in self.facts)))
        if parse is None or len(statements) < len(self.facts):
            return
        if duty := duty_to_act(parse, statements):
            message = (
                f"By the text, “{duty.text}” is a duty; the statements only say what is not to be done."
            )
            yield Excessive(Excess.BEYOND_EVIDENCE, message, duty, is_uncertain=True)
        for span in told_as_done(parse, statements):
            message = f"By the text, “{span.text}” is over; the statements foresee or require it at most."
            yield Excessive(Excess.BEYOND_EVIDENCE, message, span, is_uncertain=True)

    def _unsupported(self, kind: str, span: Span) -> Excessive:
        message = f"The {kind} {span.text} is in none of the judgements and none of their evidence."
        return Excessive(Excess.NOT_SUPPORTED, message, span)

    def _label(self, judgement: Judgement) -> str:
        """Return the number by which a judgement is printed."""
        ids = [row.item.id for row in self.context.rows if isinstance(row.item, Judgement)]
        return f"J{ids.index(judgement.id) + 1}"

    def _moved(self, span: Span, clause: Span) -> Span:
        return replace(span, start=span.start + clause.start, end=span.end + clause.start)


def _opens_with_denial(text: str) -> bool:
    """Return whether a text only says that a claim is denied: denied by Tehran."""
    return any(each.text in phrases(*word_lists().denial) for each in words(text)[:1])


def _is_hedged(text: str) -> bool:
    """Return whether a text leaves open whether it is so; "no gas can flow" does not."""
    hedges = phrases(*word_lists().estimative.hedges, *word_lists().possibility).all(text)
    if text in phrases(*word_lists().plain_negation):
        return any(each.low not in _ABILITY for each in hedges)
    return bool(hedges)


@remembered(MAX_ROWS)
def _content_of_judgement(judgement: Judgement) -> frozenset[str]:
    return content(judgement.text)


@remembered(_FEW)
def _words_of(judgements: tuple[Judgement, ...]) -> str:
    return " . ".join(
        text
        for each in judgements
        for text in (each.text, *each.assumptions, *each.alternatives, *each.indicators)
    )


@remembered(_FEW)
def _contents_of_judgements(judgements: tuple[Judgement, ...]) -> Contents[Judgement]:
    return Contents(judgements, _content_of_judgement)
