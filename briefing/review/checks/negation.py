"""Check that a wording neither adds nor loses a "not", and does not use the opposite word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.language import Parse
from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.alignment.negations import turns_twice
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.polarity import negations_in
from briefing.review.structure.reversal import (
    Reversal,
    denial_in,
    has_denial,
    reversal,
    without_effect,
)
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.text.numerals import numbers_in
from briefing.review.text.segmentation import Span, sentences, stem, words
from briefing.review.text.word_lists import WordLists, phrases, word_lists

_OPEN = frozenset(
    {Standing.NEGOTIATING, Standing.CONSIDERED, Standing.PLANNED, Standing.POSSIBLE, Standing.CONDITIONAL}
)
_UNCONFIRMED = frozenset(
    {"confirmed", "confirm", "verified", "official", "officially", "independently", "only", "just"}
)
_COMPARISON = re.compile(
    r"^\w+\s+(?:more|less|fewer|later|earlier)\b|^\w+\s+(?:\w+\s+){0,9}(?:more|less|fewer|\w{2,}er)\s+than\b"
)
"""A "no" that compares: no later, not less than, nothing cheaper than."""
_ENDLESS = ("unlimited", "indefinite", "indefinitely", "permanent", "open-ended")
_NO_END = ("no expiry", "no end", "no fixed", "no set", "no time", "no limit", "not limited", "not expire")
"""What a text says of a treaty that is unlimited in time."""
_PROHIBITION = re.compile(
    r"\b(?:no|neither|none|nobody|nothing)\b(?=[^.;:]{0,40}\b(?:shall|must)\b)", re.IGNORECASE
)
"""The "not" of a provision that forbids, not of one that is not binding yet."""
_TWICE = 2
_BOUND_REACH = 20
"""A bound and its number are at most so many characters apart."""
_NEXT_WORDS = 3


def check_negation(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    lists = word_lists()
    wording, statement = context.parse(row.text), context.parse(fact.statement)
    compared = _compared(wording, statement, fact.standing) if wording and statement else Reversal(False)
    if compared.index is not None and wording and statement and turns_twice(wording, statement):
        compared = Reversal(True)
    if compared.is_comparable and wording is not None:
        yield from _reversed(tree_of(wording), compared)
    else:
        yield from _on_words(row.text, fact, wording, statement, lists)
    if wording is not None and statement is not None:
        yield from _denial_added(tree_of(wording), tree_of(statement), fact.standing)
    yield from _opposite(row.text, fact.statement, lists)


def _on_words(
    text: str, fact: Fact, wording: Parse | None, statement: Parse | None, lists: WordLists
) -> Iterator[RawFinding]:
    """Compare by the words, and drop what the grammar of the wording shows to be no negation, or one."""
    for raw in _negation(text, fact.statement, fact.standing, lists):
        if wording is None or statement is None or raw.span is None:
            yield raw
            continue
        apart = without_effect(tree_of(wording), tree_of(statement))
        negations = (each for each in negations_in(tree_of(wording)) if each.index not in apart)
        marks = {wording.tokens[each.index].start for each in negations}
        is_loss = raw.span == sentences(text)[0]
        if not is_loss and len(marks) == _TWICE:
            continue  # "Neither was spared friction"
        if (is_loss and not marks) or (not is_loss and raw.span.start in marks):
            yield raw


def _compared(wording: Parse, statement: Parse, standing: Standing) -> Reversal:
    return reversal(
        tree_of(wording),
        tree_of(statement),
        pairs_of(wording, statement),
        has_answer=standing is Standing.ALLEGED,
        is_open=standing in _OPEN,
    )


def _denial_added(wording: Tree, statement: Tree, standing: Standing) -> Iterator[RawFinding]:
    """Find somebody who denies, where in the fact nobody does, but somebody perhaps does not confirm."""
    if standing in {Standing.DENIED, Standing.ALLEGED} or has_denial(statement):
        return
    index = denial_in(wording)
    if index is not None:
        token = wording.tokens[index]
        message = f"In the fact, nobody denies; the wording says “{token.text}”."
        yield RawFinding("negation-changed", message, Span(token.start, token.end, token.text))


def _reversed(wording: Tree, compared: Reversal) -> Iterator[RawFinding]:
    if compared.index is not None:
        token = wording.tokens[compared.index]
        verb = "denies" if compared.is_added else "affirms"
        opposite = "affirms" if compared.is_added else "denies"
        message = f"The wording {verb} “{token.text}”, which the fact {opposite}."
        span = Span(token.start, token.end, token.text)
        yield RawFinding("negation-changed", message, span, is_uncertain=not compared.is_certain)


def _negation(text: str, statement: str, standing: Standing, lists: WordLists) -> Iterator[RawFinding]:
    is_signed = standing is Standing.SIGNED
    before = (
        _prohibition(statement) or _reversing_negation(statement, standing, lists)
        if is_signed
        else phrases(*lists.plain_negation).first(statement)
    )
    after = _reversing_negation(text, standing, lists, statement)
    if before is not None and not _denies(text, statement, lists):
        message = f"The fact says “{before.text}”, and the wording does not."
        yield RawFinding("negation-changed", message, sentences(text)[0])
    elif after is not None and before is None and (is_signed or not _denies(statement, text, lists)):
        yield RawFinding("negation-changed", f"The fact does not say “{after.text}”.", after)


def _prohibition(statement: str) -> Span | None:
    match = _PROHIBITION.search(statement)
    return Span(match.start(), match.end(), match[0]) if match else None


def _denies(text: str, other: str, lists: WordLists) -> bool:
    """Return whether a text has a "not", or a word of denial that the other text does not have too."""
    common = {stem(word.text) for word in words(other)}
    return text in phrases(*lists.plain_negation) or any(
        stem(mark.text.split()[0]) not in common or mark.text in phrases(*lists.denial)
        for mark in phrases(*lists.negation).all(text)
    )


def _reversing_negation(
    text: str, standing: Standing, lists: WordLists, statement: str = ""
) -> Span | None:
    """Find the first "not" that reverses the claim.

    Not counted are those that say only that the matter is open, not in force or not confirmed.
    """
    harmless = _harmless(text, standing, lists, statement)
    claim = {stem(word.text) for word in words(statement)}
    for mark in phrases(*lists.plain_negation).all(text):
        is_harmless = any(span.start <= mark.start < span.end for span in harmless)
        if not is_harmless and not _leaves_claim(text, mark, standing, claim, lists):
            return mark
    return None


def _leaves_claim(text: str, mark: Span, standing: Standing, claim: set[str], lists: WordLists) -> bool:
    """Return whether the words around a "not" show that it does not reverse the claim."""
    following = [word.low for word in words(text) if word.start >= mark.end][:5]
    previous = [word.low for word in words(text) if word.end <= mark.start][-2:]
    from_mark = " ".join(word.low for word in words(text) if word.start >= mark.start)
    return (
        (standing in _OPEN and _leaves_open(following, claim, lists))
        or (standing is Standing.SIGNED and " ".join(following) in phrases(*lists.in_force, "ratified"))
        or bool(set(following) & _UNCONFIRMED)
        or _COMPARISON.search(from_mark) is not None
        or previous[-1:] == ["or"]
        or following[:1] == ["doubt"]
    )


def _harmless(text: str, standing: Standing, lists: WordLists, statement: str) -> list[Span]:
    """Find phrases with a "not" that reverses nothing: "does not rule out", "does not exceed" a number."""
    numbers = numbers_in(text)
    bounds = [span for entries in lists.qualifier.values() for span in phrases(*entries).all(text)]
    harmless = [span for span in bounds if any(0 < n.span.start - span.end < _BOUND_REACH for n in numbers)]
    if standing in _OPEN:
        harmless += phrases(*lists.possibility, *lists.negotiation).all(text)
    if statement in phrases(*_ENDLESS):
        harmless += phrases(*_NO_END).all(text)
    return harmless


def _leaves_open(following: list[str], claim: set[str], lists: WordLists) -> bool:
    """Return whether a "not" is about the settling of an open matter, and about nothing in the fact."""
    if set(following) & set(lists.settling):
        return True
    near = {stem(word) for word in following[:_NEXT_WORDS]}
    hedges = phrases(*lists.consideration, *lists.plan, "negotiat*", "talk*")
    return bool(claim) and not near & claim and " ".join(following[:_NEXT_WORDS]) not in hedges


def _opposite(text: str, statement: str, lists: WordLists) -> Iterator[RawFinding]:
    """Find a word where the fact has its opposite: fell for rose, rejected for approved."""
    if text in phrases(*lists.plain_negation) or statement in phrases(*lists.plain_negation):
        return
    for one, other in (*lists.opposites, *((b, a) for a, b in lists.opposites)):
        in_text, in_fact = phrases(*other).first(text), phrases(*one).first(statement)
        if in_text and in_fact and text not in phrases(*one) and statement not in phrases(*other):
            message = f"The fact says “{in_fact.text}”, not “{in_text.text}”."
            yield RawFinding("negation-changed", message, in_text)
            return


CHECKS = (RowCheck(check_negation, frozenset({"negation-changed"})),)
