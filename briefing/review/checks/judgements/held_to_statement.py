"""Hold a clause that repeats a statement to that statement, as if it were a wording of its fact."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from briefing.model.briefing import FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.remembered import remembered
from briefing.review.checks.alignment import CONTRAST_CHANGED, EVENT_CHANGED, check_alignment
from briefing.review.checks.attribution import check_attribution
from briefing.review.checks.direction import check_direction, check_time_order
from briefing.review.checks.modal_drift import check_modal_drift
from briefing.review.checks.negation import check_negation
from briefing.review.checks.numbers import check_numbers
from briefing.review.checks.parties import check_parties
from briefing.review.checks.scope import check_causes, check_limits, check_scope
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.lexicon import load_lexicon
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import plain
from briefing.review.text.word_lists import phrases, word_lists

_Check = Callable[[ReviewRow, ReviewContext], Iterator[RawFinding]]

_MOST_PASSAGES = 20_000
_OF_STANDING: tuple[_Check, ...] = (
    check_modal_drift,
    functools.partial(check_attribution, needs_name=False),  # "is said to be" leaves open whether it is.
)
_OF_CONTENT: tuple[_Check, ...] = (
    check_negation,
    check_direction,
    check_time_order,
    check_numbers,
    check_scope,
    check_limits,
    check_causes,
    check_parties,
    check_alignment,
)
_RULES_OF_CONTENT = frozenset(
    {
        "negation-changed",
        "direction-changed",
        "time-order-changed",
        "qualifier-lost",
        "scope-added",
        "limit-dropped",
        "cause-added",
        "party-changed",
        CONTRAST_CHANGED,
        EVENT_CHANGED,
    }
)
"""What a clause may change of a statement. A number or word that is not in it may be in another one."""


@dataclass(frozen=True, slots=True)
class ClauseInContext:
    """A clause with longer texts around it: its sentence, and that with the sentences next to it.

    `beside` is what is printed next to the text, as the other cells of its row.
    """

    clause: str
    around: tuple[str, ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """What a clause changes of a statement; one `of_content` changes more than how settled it is."""

    raw: RawFinding
    fact: Fact
    of_content: bool = False


def departure_from(
    facts: tuple[Fact, ...], passage: ClauseInContext, context: ReviewContext
) -> Departure | None:
    """Return how a clause departs from the first of the statements that it repeats.

    It departs from none if it keeps one of them. What it leaves out may be said around it.
    """
    known = _known(context.catalogue)
    key = tuple(map(id, facts)), passage, context.library, load_lexicon()
    if key in known:
        return known[key]
    found = _departure_from(facts, passage, context)
    if all(context.parse(text) for text in (passage.clause, *passage.around)):
        if len(known) >= _MOST_PASSAGES:
            known.clear()
        known[key] = found
    return found


@remembered(8)
def _known(_catalogue: Catalogue) -> dict[Hashable, Departure | None]:
    """Return what is remembered of passages that are held to statements of a library.

    A briefing is reviewed after each letter, and holding a clause to a statement takes milliseconds.
    """
    return {}


def _departure_from(
    facts: tuple[Fact, ...], passage: ClauseInContext, context: ReviewContext
) -> Departure | None:
    departures = []
    for fact in facts:
        found = _departure(fact, passage, context)
        if found is None:
            return None
        departures.append(found)
    return departures[0] if departures else None


def _departure(fact: Fact, passage: ClauseInContext, context: ReviewContext) -> Departure | None:
    for check in _OF_STANDING:
        raw = next(check(_wording(fact, passage.clause), context), None)
        if raw is not None and _remains(raw, check, fact, passage, context):
            return Departure(raw, fact)
    for check in _OF_CONTENT:
        for raw in check(_wording(fact, passage.clause), context):
            if _counts(raw) and _remains(raw, check, fact, passage, context):
                return Departure(raw, fact, of_content=True)
    return None


def _remains(
    raw: RawFinding, check: _Check, fact: Fact, passage: ClauseInContext, context: ReviewContext
) -> bool:
    """Return whether each of the texts around the clause has the finding too."""
    if _is_said_beside(passage.beside, fact, context):
        return False
    return all(
        any(each.rule_id == raw.rule_id for each in check(_wording(fact, text), context))
        for text in dict.fromkeys(passage.around)
        if text != passage.clause
    )


def _counts(raw: RawFinding) -> bool:
    """Return whether a finding is about what is said. An "only" rather says that there is no more."""
    is_only = raw.span is not None and raw.span.low == "only"
    return raw.rule_id in _RULES_OF_CONTENT and not is_only


def names_speaker(
    text: str, facts: Iterable[Fact], context: ReviewContext, *, with_states: bool = False
) -> bool:
    """Return whether a text names somebody who says what one of the facts holds.

    A state that speaks may be named for what it does, so it counts only `with_states`.
    """
    low = plain(text).lower()
    return any(
        name in low
        for fact in facts
        for speaker in _speakers(fact, context)
        if with_states or not any(each.span.text == speaker for each in countries_in(speaker))
        for name in _names_of(plain(speaker).lower())
    )


def _names_of(speaker: str) -> Iterator[str]:
    """Yield a name, and the last word of it, by which a text calls a person after the first time."""
    yield speaker
    yield from speaker.rsplit(maxsplit=1)[-1:]


def _is_said_beside(beside: str, fact: Fact, context: ReviewContext) -> bool:
    """Return whether the text beside names who says it, or leaves it open or denies it."""
    lists = word_lists()
    open_words = (*lists.possibility, *lists.consideration, *lists.negotiation, *lists.plan)
    if not beside or beside in phrases(*open_words, *lists.condition, *lists.denial, *lists.hope):
        return bool(beside)
    return names_speaker(beside, (fact,), context, with_states=True)


def _speakers(fact: Fact, context: ReviewContext) -> Iterator[str]:
    if fact.attributed_to:
        yield from context.catalogue.other_names(fact.attributed_to)
        yield fact.attributed_to
    for source in context.cited_sources(fact):
        publisher = context.catalogue.publisher_of(source)
        yield from (publisher.name, *publisher.also)


def _wording(fact: Fact, text: str) -> ReviewRow:
    return ReviewRow(FactItem(id="clause", fact_id=fact.id, wording=text), text, fact)
