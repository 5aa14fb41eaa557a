"""A "not" that came or went, and words that widen what a fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.terms import Standing
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.text.numerals import numbers_in
from briefing.review.text.segmentation import Span, plain, sentences, stem, words
from briefing.review.text.word_lists import WordLists, phrases, word_lists

_OPEN = frozenset(
    {Standing.NEGOTIATING, Standing.CONSIDERED, Standing.PLANNED, Standing.POSSIBLE, Standing.CONDITIONAL}
)
_UNCONFIRMED = frozenset(
    {"confirmed", "confirm", "verified", "official", "officially", "independently", "only", "just"}
)


def polarity(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:  # noqa: ARG001 - the signature of all checks
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    lists = word_lists()
    yield from _negation(row.text, fact.statement, fact.standing, lists)
    yield from _opposite(row.text, fact.statement, lists)
    yield from _scope(row.text, fact.statement, fact.standing, lists)


def _negation(text: str, statement: str, standing: Standing, lists: WordLists) -> Iterator[RawFinding]:
    narrow = phrases(*lists.plain_negation)
    is_signed = standing is Standing.SIGNED
    before = _plain_negation(statement, standing, lists) if is_signed else narrow.first(statement)
    after = _plain_negation(text, standing, lists, statement)
    if before is not None and not _denies(text, statement, lists):
        yield RawFinding(
            "negation-changed",
            f"The fact says “{before.text}”, and the wording does not.",
            sentences(text)[0],
        )
    elif after is not None and before is None and (is_signed or not _denies(statement, text, lists)):
        yield RawFinding("negation-changed", f"The fact has no “{after.text}”.", after)


def _denies(text: str, other: str, lists: WordLists) -> bool:
    """Whether a text has a "not", or a word that denies and that the other text does not have as well."""
    common = {stem(word.text) for word in words(other)}
    return text in phrases(*lists.plain_negation) or any(
        stem(found.text.split()[0]) not in common or found.text in phrases(*lists.denial)
        for found in phrases(*lists.negation).all(text)
    )


def _plain_negation(text: str, standing: Standing, lists: WordLists, statement: str = "") -> Span | None:
    """A "not" that turns the claim: not one about how open it still is, nor about what is not confirmed."""
    harmless = _harmless(text, standing, lists)
    claim = {stem(word.text) for word in words(statement)}
    for found in phrases(*lists.plain_negation).all(text):
        if any(span.start <= found.start < span.end for span in harmless):
            continue
        following = [word.low for word in words(text) if word.start >= found.end][:5]
        previous = [word.low for word in words(text) if word.end <= found.start][-2:]
        if standing in _OPEN and _leaves_open(following, claim, lists):
            continue
        if standing is Standing.SIGNED and " ".join(following) in phrases(*lists.in_force, "ratified"):
            continue
        if set(following) & _UNCONFIRMED:
            continue
        if _COMPARISON.search(" ".join(word.low for word in words(text) if word.start >= found.start)):
            continue
        if previous[-1:] == ["or"] or following[:1] == ["doubt"]:
            continue
        return found
    return None


def _harmless(text: str, standing: Standing, lists: WordLists) -> list[Span]:
    """Phrases with a "not" that turn nothing: "does not rule out" an event, "does not exceed" 5."""
    numbers = numbers_in(text)
    bounds = [span for entries in lists.qualifier.values() for span in phrases(*entries).all(text)]
    harmless = [span for span in bounds if any(0 < each.span.start - span.end < _NEAR for each in numbers)]
    if standing in _OPEN:
        harmless += phrases(*lists.possibility, *lists.negotiation).all(text)
    return harmless


_NEAR = 20
"""Within how many characters behind its bound a figure stands."""


def _opposite(text: str, statement: str, lists: WordLists) -> Iterator[RawFinding]:
    """A word where the fact has the opposite one: fell for rose, rejected for approved."""
    if text in phrases(*lists.plain_negation) or statement in phrases(*lists.plain_negation):
        return
    for one, other in (*lists.opposites, *((b, a) for a, b in lists.opposites)):
        mine, its = phrases(*other).first(text), phrases(*one).first(statement)
        if mine and its and text not in phrases(*one) and statement not in phrases(*other):
            yield RawFinding("negation-changed", f"The fact says “{its.text}”, not “{mine.text}”.", mine)
            return


_COMPARISON = re.compile(
    r"^\w+\s+(?:more|less|fewer|later|earlier)\b|^\w+\s+(?:\w+\s+){0,9}(?:more|less|fewer|\w{2,}er)\s+than\b"
)
"""A "no" that compares: no later, not less than, nothing cheaper than."""


def _leaves_open(following: list[str], claim: set[str], lists: WordLists) -> bool:
    """Whether what is not so is the settling of an open matter, and nothing that the fact says."""
    if set(following) & set(lists.settling):
        return True
    near = {stem(word) for word in following[:_NEXT]}
    hedges = phrases(*lists.consideration, *lists.plan, "negotiat*", "talk*")
    return bool(claim) and not near & claim and " ".join(following[:_NEXT]) not in hedges


_NEXT = 3


_BEFORE_AN_ADJECTIVE = frozenset({"a", "the", "is", "are", "was", "were", "be", "been", "its", "their"})


def _is_said_otherwise(word: str, statement: str, lists: WordLists) -> bool:
    return any(word in group and statement in phrases(*group) for group in lists.scope_alike)


def _scope(text: str, statement: str, standing: Standing, lists: WordLists) -> Iterator[RawFinding]:
    own = {stem(word.text) for word in words(statement)}
    weaker = [(span.start, span.end) for span in phrases(*lists.scope_is_weaker).all(text)]
    for found in phrases(*lists.scope).all(text):
        if stem(found.text.split()[0]) in own or any(a <= found.start < b for a, b in weaker):
            continue
        if _is_said_otherwise(found.low, statement, lists):
            continue
        before = [word.low for word in words(plain(text)) if word.end <= found.start][-1:]
        following = [word.low for word in words(plain(text)) if word.start >= found.end][:4]
        if found.low == "only" and standing is Standing.CONDITIONAL:
            continue
        if found.low == "only" and any(
            word in {"more", "less"} or word.endswith("er") for word in following
        ):
            continue
        if before in (["not"], ["the"]) and found.low in {"only", "first", "full", "final"}:
            continue
        if found.low == "complete" and before and before[0] not in _BEFORE_AN_ADJECTIVE:
            continue
        yield RawFinding("scope-added", f"The fact does not say “{found.text}”.", found, instead="")
