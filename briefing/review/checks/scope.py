"""Check that a wording has no word, such as "all" or "only", that widens what its fact says."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.model.terms import Standing
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.text.segmentation import Span, plain, stem, words
from briefing.review.text.word_lists import WordLists, phrases, word_lists

_BEFORE_AN_ADJECTIVE = frozenset({"a", "the", "is", "are", "was", "were", "be", "been", "its", "their"})


def check_scope(row: ReviewRow, _context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    text, lists = row.text, word_lists()
    stems = {stem(word.text) for word in words(fact.statement)}
    weaker = phrases(*lists.scope_is_weaker).all(text)
    for mark in phrases(*lists.scope).all(text):
        is_in_fact = stem(mark.text.split()[0]) in stems or _has_synonym(mark.low, fact.statement, lists)
        is_weaker = any(span.start <= mark.start < span.end for span in weaker)
        if not (is_in_fact or is_weaker or _is_harmless(text, mark, fact.standing)):
            yield RawFinding("scope-added", f"The fact does not say “{mark.text}”.", mark, replacement="")


def _has_synonym(word: str, statement: str, lists: WordLists) -> bool:
    return any(word in group and statement in phrases(*group) for group in lists.scope_alike)


def _is_harmless(text: str, mark: Span, standing: Standing) -> bool:
    """Return whether the words around a word of scope take its force: "only more", "not full"."""
    before = [word.low for word in words(plain(text)) if word.end <= mark.start][-1:]
    following = [word.low for word in words(plain(text)) if word.start >= mark.end][:4]
    is_compared = any(word in {"more", "less"} or word.endswith("er") for word in following)
    if mark.low == "only" and (standing is Standing.CONDITIONAL or is_compared):
        return True
    if before in (["not"], ["the"]) and mark.low in {"only", "first", "full", "final"}:
        return True
    return mark.low == "complete" and bool(before) and before[0] not in _BEFORE_AN_ADJECTIVE


CHECKS = (RowCheck(check_scope, frozenset({"scope-added"})),)
