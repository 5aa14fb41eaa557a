"""Hold a text that is printed without a grade to the judgements and facts that it repeats."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property
from typing import Generic, TypeVar

from briefing.grading import ScaleTerm
from briefing.model.briefing import FactItem, Judgement
from briefing.model.fact import Fact
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.review.checks.attribution import check_attribution
from briefing.review.checks.estimative_language import TermUse, likelihood_uses
from briefing.review.checks.judgements.support import ConclusionSupport
from briefing.review.checks.modal_drift import check_modal_drift
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.text.claims import asks, clauses, content, has_verb, makes_claim
from briefing.review.text.segmentation import Span, sentences, words
from briefing.review.text.word_lists import phrases, word_lists

T = TypeVar("T")

_REPEATS = 0.5
"""A clause repeats a judgement or a statement if this share of its meaning is in it."""
_CONCERNS = 0.3
_LEAST_STEMS = 2
_FEW = 8
_NOUNS = frozenset({"NOUN", "PROPN"})
_TO, _INFINITIVE = "TO", "VB"
_LEAST_WORDS = 3
"""Of fewer words only those count that are verbs in the word lists."""


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


@dataclass(frozen=True, slots=True)
class Excessive:
    """Words of a text that say too much, and why."""

    excess: Excess
    message: str
    span: Span
    is_uncertain: bool = False


def asserts(text: str, context: ReviewContext) -> bool:
    """Return whether a heading, title or caption is a sentence that says something, not a topic."""
    if makes_claim(text):
        return True
    if asks(text) or len(words(text)) < _LEAST_WORDS:
        return False
    parse = context.parse(text)
    if parse is None:
        return False
    tree = tree_of(parse)
    return any(map(tree.is_predicate, tree.roots())) or _announces(tree)


def _announces(tree: Tree) -> bool:
    """Return whether a noun is followed by an infinitive, as in the headline "Russia to supply Iran"."""
    pairs = itertools.pairwise(tree.tokens)
    return any(
        noun.pos in _NOUNS and to.tag == _TO and tree.tokens[to.head].tag == _INFINITIVE
        for noun, to in pairs
    )


@dataclass(frozen=True, slots=True)
class _Likeness(Generic[T]):
    """The value that a clause is most like, with the share and the number of its words that are in it."""

    value: T | None
    share: float
    count: int
    share_without_countries: float = 0.0
    count_without_countries: int = 0

    @property
    def repeats(self) -> bool:
        """Return whether the clause says what the value says, and not only of the same countries."""
        with_countries = self.share >= _REPEATS and self.count >= _LEAST_STEMS
        without = self.share_without_countries >= _REPEATS and self.count_without_countries >= _LEAST_STEMS
        return without or (with_countries and self.count_without_countries > 0)

    @property
    def concerns(self) -> bool:
        return self.share >= _CONCERNS and self.count_without_countries > 0


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

    def too_strong(self) -> Iterator[Excessive]:
        """Yield the words that are stronger than a judgement or than a statement of the evidence."""
        for sentence in sentences(self.text):
            if sentence.text.rstrip().endswith("?"):
                continue
            for part in clauses(sentence.text):
                clause = replace(part, start=part.start + sentence.start, end=part.end + sentence.start)
                yield from self._clause(clause, sentence)

    @cached_property
    def _words_of_judgements(self) -> str:
        return " . ".join(
            text
            for each in self.judgements
            for text in (each.text, *each.assumptions, *each.alternatives, *each.indicators)
        )

    @cached_property
    def _contents_of_facts(self) -> _Contents[Fact]:
        return _Contents(self.facts, _content_of_fact)

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

    def _term(self, clause: Span, use: TermUse, about: _Likeness[Judgement]) -> Iterator[Excessive]:
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

    def _is_reversed(self, clause: Span, term: ScaleTerm, judgement: Judgement, own: ScaleTerm) -> bool:
        negation = phrases(*word_lists().plain_negation)
        is_negated = (clause.text in negation) != (judgement.text in negation)
        return self._strength(term) * self._strength(own) < 0 and not is_negated

    def _unhedged(self, clause: Span, sentence: Span, about: _Likeness[Judgement]) -> Iterator[Excessive]:
        """Find a clause that states as certain what a judgement holds to be likely."""
        if phrases(*word_lists().estimative.hedges, *word_lists().possibility).first(clause.text):
            return
        nearest = self._contents_of_facts.most_alike(clause.text)
        certain = phrases(*word_lists().claims.certain).first(clause.text)
        own = self._graded(about.value) if about.value is not None else None
        is_restated = about.repeats or (certain is not None and about.concerns)
        if about.value is not None and own is not None and is_restated and about.share >= nearest.share:
            span = self._moved(certain, clause) if certain else clause
            message = f"{self._label(about.value)} says {own.term}; this leaves nothing open."
            yield Excessive(Excess.STRONGER, message, span)
        elif nearest.value is not None and nearest.repeats and self._has_verb(clause):
            yield from self._beyond(clause, sentence, nearest.value)
        elif self.is_conclusion and not (about.concerns or nearest.concerns):
            is_touched = bool(about.count_without_countries or nearest.count_without_countries)
            yield from self._said_by_none(clause, certain, is_touched=is_touched)

    def _said_by_none(self, clause: Span, certain: Span | None, *, is_touched: bool) -> Iterator[Excessive]:
        """Find a clause of which no judgement speaks; no word of one that is not `is_touched` is said."""
        if certain is not None and self.judgements:
            message = f"“{certain.text}” is stronger than any of the judgements."
            yield Excessive(Excess.STRONGER, message, self._moved(certain, clause))
        elif not is_touched and clause.text == self.text and self._has_verb(clause) and self.facts:
            message = "No judgement and no statement says this."
            yield Excessive(Excess.SAID_BY_NONE, message, clause)

    def _has_verb(self, clause: Span) -> bool:
        parse = self.context.parse(self.text)
        if has_verb(clause.text) or parse is None:
            return has_verb(clause.text)
        tree = tree_of(parse)
        within = (n for n, each in enumerate(tree.tokens) if clause.start <= each.start < clause.end)
        return any(map(tree.is_finite_verb, within)) or _announces(tree)

    def _beyond(self, clause: Span, sentence: Span, fact: Fact) -> Iterator[Excessive]:
        """Hold a clause that repeats a statement to it, as a wording of its fact.

        What the clause leaves out may be said by the rest of its sentence, as by whom it is said.
        """
        for check in (check_modal_drift, check_attribution):
            raw = next(check(_wording(fact, clause.text), self.context), None)
            if raw is not None and any(check(_wording(fact, sentence.text), self.context)):
                span = self._moved(raw.span, clause) if raw.span else clause
                message = f"{raw.message} The statement is: {fact.statement}"
                yield Excessive(Excess.BEYOND_EVIDENCE, message, span, raw.is_uncertain)
                return

    # Numbers, dates, names

    def unsupported(self) -> Iterator[Excessive]:
        """Yield the dates, numbers, countries and persons that are in no judgement and no evidence."""
        support = ConclusionSupport(self.facts, self._words_of_judgements, self.context)
        yield from (self._unsupported("date", each.span) for each in support.missing_dates(self.text))
        yield from (self._unsupported("number", each.span) for each in support.missing_numbers(self.text))
        yield from (self._unsupported("name", each) for each in support.missing_parties(self.text))

    def _unsupported(self, kind: str, span: Span) -> Excessive:
        message = f"The {kind} {span.text} is in none of the judgements and none of their evidence."
        return Excessive(Excess.NOT_SUPPORTED, message, span)

    def _label(self, judgement: Judgement) -> str:
        """Return the number by which a judgement is printed."""
        ids = [row.item.id for row in self.context.rows if isinstance(row.item, Judgement)]
        return f"J{ids.index(judgement.id) + 1}"

    def _moved(self, span: Span, clause: Span) -> Span:
        return replace(span, start=span.start + clause.start, end=span.end + clause.start)


def _wording(fact: Fact, text: str) -> ReviewRow:
    return ReviewRow(FactItem(id="clause", fact_id=fact.id, wording=text), text, fact)


@remembered(MAX_ROWS)
def _content_of_judgement(judgement: Judgement) -> frozenset[str]:
    return content(judgement.text)


@remembered(MAX_ROWS)
def _content_of_fact(fact: Fact) -> frozenset[str]:
    return content(fact.statement)


class _Contents(Generic[T]):
    """Values by the stems of the words that carry their meaning."""

    def __init__(self, values: tuple[T, ...], content_of: Callable[[T], frozenset[str]]) -> None:
        self._values = values
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for number, value in enumerate(values):
            for stem in content_of(value):
                self._having[stem].append(number)

    def most_alike(self, clause: str) -> _Likeness[T]:
        """Return the value that has most of the meaning of a clause."""
        stems = content(clause)
        bare = {stem for stem in stems if not stem.isupper()}  # countries are codes
        counts = Counter(number for stem in stems for number in self._having.get(stem, ()))
        if not counts:
            return _Likeness(None, 0.0, 0)
        without = Counter(number for stem in bare for number in self._having.get(stem, ()))
        best = min(counts, key=lambda number: (-without[number], -counts[number], number))
        return _Likeness(
            self._values[best],
            counts[best] / len(stems),
            counts[best],
            without[best] / len(bare) if bare else 0.0,
            without[best],
        )


@remembered(_FEW)
def _contents_of_judgements(judgements: tuple[Judgement, ...]) -> _Contents[Judgement]:
    return _Contents(judgements, _content_of_judgement)
