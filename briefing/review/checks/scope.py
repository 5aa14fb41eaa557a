"""Check that a wording says no more than its fact: by "all" or "only", without a limit, or with a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.language import Parse
from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.structure.limits import dropped_limits
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.polarity import negations_in
from briefing.review.structure.scopes import governing_verb
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.numerals import numbers_in
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, plain, sentences, stem, words
from briefing.review.text.word_lists import WordLists, phrases, word_lists

_REFERS_BACK = re.compile(r"\s+of\s+(?:that|this|it|these|those|them|which)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s+from\b[^.;:]+\bto\b", re.IGNORECASE)
_ONLY_ONE = re.compile(r"(?<=the )only\s+(?:one|ones)\s+of\b", re.IGNORECASE)
_LIST = re.compile(r",[^,.;:]+,?\s+and\s[^,.;:]+$")
_CONDITION = re.compile(r"\b(?:if|should|were|whether|once|first|largest|most)\b", re.IGNORECASE)
_RESULTING = frozenset({"as a result of", "because of", "as a consequence of", "owing to"})
_EFFECT = re.compile(r"\b(?:puts?|plunges?|drags?|draws?|brings?)\b.*\b(?:in|into|about)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\s+(?:the\s+)?(?:[A-Z][\w-]+\s?)+(?:[,.;]|$|\b(?:through|via|from|and|may|will|is)\b)"
)
"""A name after which its clause ends, or a phrase of place or a verb begins."""
_HARDLY = re.compile(r"\b(?:hardly|scarcely|barely)\s+$", re.IGNORECASE)
_ANY_KIND = re.compile(
    r"\s+((?:of|in)\s+(?:any|whatever)\s+(?:kind|sort|type|form|description))\b", re.IGNORECASE
)
_AUTOMATIC = re.compile(r"\bautomatic(?:ally)?\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b(?:(?:if|provided|unless)\b[^,.;]*\b(?:agree|agreed|decide|consent|approve)|"
    r"by\s+(?:\w+\s+)?(?:agreement|consent)|with\s+(?:the\s+)?(?:agreement|consent|approval))\b",
    re.IGNORECASE,
)
"""Words by which something depends on what the parties agree."""
_TO = r"\b(?:against|at|on|upon|to|towards?)\s+"
_TO_EACH_OTHER = re.compile(rf"{_TO}(?:each other|one another|the other)\b(?!['’]|\s+\w+ly)", re.IGNORECASE)
_MUTUAL = re.compile(
    r"\b(?:each other|one another|others?|mutual\w*|between|either|reciprocal\w*|partner|counterpart)\b",
    re.IGNORECASE,
)
"""Words by which a text says that something holds between the parties."""
_TO_IT = re.compile(rf"{_TO}(?:it|them|him)\b", re.IGNORECASE)
_BEFORE_PARTY = re.compile(rf"{_TO}(?:the\s+)?$", re.IGNORECASE)
_HAVING = frozenset({"have", "be", "hold", "make", "state"})
"""Verbs of states, which are between the parties in any case: have no claims."""
_COMPARATIVE = frozenset({"JJR", "RBR"})
_NEAR = 24
"""A comparative so many characters after "only" takes its force."""
_ANOTHER = re.compile(r"\b(another|an?\s+(?:further|additional|extra))\s+$", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:another|further|additional|extra|more|again|second|exten\w+|prolong\w*|renew\w*|next|new)\b",
    re.IGNORECASE,
)
"""Words by which a statement has more of something, too."""
_LITTLE = ("little", "few", "hardly", "scarcely", "barely")
_PERIOD = re.compile(r"\s+(day|week|month|year)\b", re.IGNORECASE)
_TERMS = re.compile(r"\s+(\w+)\s+years\b", re.IGNORECASE)
_RENEWAL = re.compile(r"\bunless\b.*\b(?:renewed|extended|prolonged)\b", re.IGNORECASE)
"""A treaty that goes on unless somebody gives notice does so automatically."""
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed|ing)|reject(?:s|ed|ing))\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have|had)\s+(?:\w+\s+)?\w+(?:ed|en|n|t|un|ne)\b", re.IGNORECASE)
_BEFORE_AN_ADJECTIVE = frozenset({"a", "the", "is", "are", "was", "were", "be", "been", "its", "their"})


def check_scope(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    text, lists = row.text, word_lists()
    stems = {stem(word.text) for word in words(fact.statement)}
    weaker = phrases(*lists.scope_is_weaker).all(text)
    for mark in phrases(*lists.scope).all(text):
        is_in_fact = stem(mark.text.split()[0]) in stems or _has_synonym(mark.low, fact.statement, lists)
        is_weaker = any(span.start <= mark.start < span.end for span in weaker)
        is_weaker = is_weaker and not _ONLY_ONE.match(text, mark.start)
        is_harmless = (
            _is_harmless(text, mark, fact.standing, context.parse(text))
            or _is_held(text, mark, fact, context)
            or _sums_up(text, mark, context)
            or _is_of_period(text, mark, fact.statement)
            or _is_little(text, mark, fact.statement)
            or (mark.low in {"automatically", "automatic"} and _RENEWAL.search(fact.statement))
            or (
                mark.low == "everything"
                and _RANGE.match(text, mark.end)
                and fact.statement in phrases("from")
            )
        )
        if not (is_in_fact or is_weaker or is_harmless):
            yield RawFinding("scope-added", f"The fact does not say “{mark.text}”.", mark, replacement="")
    yield from _of_any_kind(text, fact, context)
    yield from _more_than_before(text, fact.statement)


def _more_than_before(text: str, statement: str) -> Iterator[RawFinding]:
    """Find "another 1,000", by which there were some before, in place of "1,000"."""
    held = numbers_in(statement)
    if _AGAIN.search(statement):
        return
    for number in numbers_in(text):
        before = _ANOTHER.search(text[: number.span.start])
        if before is not None and any(number.equals(each) for each in held):
            span = Span(before.start(1), before.end(1), before[1])
            yield RawFinding("scope-added", f"The fact does not say “{span.text}”.", span, replacement="")


def _is_little(text: str, mark: Span, statement: str) -> bool:
    """Return whether a word is the "anything" of "hardly anything" for "little"."""
    is_any = mark.low.startswith("any")
    return is_any and _HARDLY.search(text[: mark.start]) is not None and statement in phrases(*_LITTLE)


def _is_of_period(text: str, mark: Span, statement: str) -> bool:
    """Return whether "every year" is in place of "a year"."""
    if mark.low not in {"every", "each"}:
        return False
    terms = _TERMS.match(text, mark.end)
    if terms is not None:
        held = re.search(rf"\b(?:terms|periods)\s+of\s+{re.escape(terms[1])}\s", statement)
    else:
        period = _PERIOD.match(text, mark.end)
        held = re.search(rf"\b(?:an?|per)\s+{period[1]}\b", statement) if period else None
    return held is not None


def _has_synonym(word: str, statement: str, lists: WordLists) -> bool:
    return any(word in group and statement in phrases(*group) for group in lists.scope_alike)


def _is_held(text: str, mark: Span, fact: Fact, context: ReviewContext) -> bool:
    """Return whether a statement says "already", "never before", or "never" in other words."""
    wording, statement = context.parse(text), context.parse(fact.statement)
    if wording is None or statement is None:
        return False
    if mark.low == "already":
        return _PERFECT.search(fact.statement) is not None
    if mark.low == "never" and fact.statement in phrases("first"):
        return True
    is_denied = fact.standing is Standing.DENIED or _DENIAL.search(text[: mark.start]) is not None
    return mark.low in {"ever", "never"} and is_denied and _keeps_nouns(wording, statement)


def _keeps_nouns(wording: Parse, statement: Parse) -> bool:
    """Return whether a wording has all nouns and countries of a statement, which may limit a denial."""
    kept = {pair.held for pair in pairs_of(wording, statement)}
    ours, theirs = ({each.code for each in countries_in(parse.text)} for parse in (statement, wording))
    return ours <= theirs and all(
        token.pos != "NOUN" or number in kept or token.dep == "compound"
        for number, token in enumerate(statement.tokens)
    )


def _is_harmless(text: str, mark: Span, standing: Standing, parse: Parse | None) -> bool:
    """Return whether the words around a word of scope take its force: "only more", "not full"."""
    before = [word.low for word in words(plain(text)) if word.end <= mark.start][-1:]
    following = [word.low for word in words(plain(text)) if word.start >= mark.end][:4]
    is_compared = (
        any(word in {"more", "less"} or word.endswith("er") for word in following)
        if parse is None
        else any(token.tag in _COMPARATIVE for token in parse.tokens if 0 <= token.start - mark.end < _NEAR)
    )
    if mark.low == "ever":
        return _CONDITION.search(text[: mark.start]) is not None
    if mark.low == "only" and (standing is Standing.CONDITIONAL or is_compared):
        return True
    if mark.low == "only" and following[:2] == ["one", "of"]:
        return False
    if before in (["not"], ["the"]) and mark.low in {"first", "full", "final"}:
        return True
    if before == ["not"] and mark.low == "only":
        return True
    return mark.low == "complete" and bool(before) and before[0] not in _BEFORE_AN_ADJECTIVE


def _sums_up(text: str, mark: Span, context: ReviewContext) -> bool:
    """Return whether "all" refers to what was just said: "all of that", "defence and energy all fall"."""
    if mark.low != "all":
        return False
    if _REFERS_BACK.match(text, mark.end):
        return True
    parse = context.parse(text) if _LIST.search(text[: mark.start]) else None
    if parse is None:
        return False
    (index, *_) = parse.tokens_in(mark.start, mark.end)
    head = parse.tokens[index].head
    return not (head > index and parse.tokens[head].pos in {"NOUN", "PROPN"})


def check_limits(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    wording, statement = context.parse(row.text), context.parse(fact.statement)
    if wording is None or statement is None:
        return
    tree = tree_of(statement)
    for limit in dropped_limits(tree_of(wording), tree, pairs_of(wording, statement)):
        message = f"The fact says “{tree.span(limit).text}”; without it, the wording says more."
        yield RawFinding("limit-dropped", message, sentences(row.text)[0])
    yield from _made_conditional(row.text, fact)
    yield from _not_only_mutual(row.text, fact, tree)


def _of_any_kind(text: str, fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    """Find "of any kind" after a noun that the fact limits: missiles of any kind, for nuclear ones."""
    wording, statement = context.parse(text), context.parse(fact.statement)
    if wording is None or statement is None or fact.statement in phrases("any"):
        return
    pairs = pairs_of(wording, statement)
    kept = {pair.held for pair in pairs}
    for match in _ANY_KIND.finditer(text):
        before = [each for each, token in enumerate(wording.tokens) if token.end <= match.start()]
        held = next((pair.held for pair in pairs if before and pair.word == before[-1]), None)
        if held is not None and any(each not in kept for each in _limits_of(statement, held)):
            message = f"The fact does not say “{match[0].strip()}”."
            span = Span(match.start(1), match.end(1), match[1])
            yield RawFinding("scope-added", message, span, replacement="")


def _limits_of(statement: Parse, noun: int) -> Iterator[int]:
    """Yield what limits a noun, or the one that it is joined to: nuclear, but not "other"."""
    token = statement.tokens[noun]
    for each in (
        *statement.children(noun),
        *(statement.children(token.head) if token.dep == "conj" else ()),
    ):
        if statement.tokens[each].dep in {"amod", "relcl"} and statement.tokens[each].lemma != "other":
            yield each


def _not_only_mutual(text: str, fact: Fact, statement: Tree) -> Iterator[RawFinding]:
    """Find that the parties do nobody what, by the fact, they do not do to each other."""
    mutual = _TO_EACH_OTHER.findall(fact.statement)
    kept = len(_MUTUAL.findall(text)) + (len(_TO_IT.findall(text)) if len(mutual) > 1 else 0)
    if kept >= len(mutual) or not negations_in(statement):
        return
    last = list(_TO_EACH_OTHER.finditer(fact.statement))[-1]
    (preposition, *_) = statement.parse.tokens_in(last.start(), last.end())
    verb = governing_verb(statement, preposition)
    towards = any(_BEFORE_PARTY.search(text[: each.span.start]) for each in countries_in(text))
    if not towards and verb is not None and statement.lemma(verb) not in _HAVING:
        message = f"The fact says “{last[0]}”; without it, the wording says more."
        yield RawFinding("limit-dropped", message, sentences(text)[0])


def _made_conditional(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find what goes on by itself told as depending on the parties' agreement."""
    is_automatic = _AUTOMATIC.search(fact.statement) is not None
    is_lost = is_automatic and _AUTOMATIC.search(text) is None
    consent = _CONSENT.search(text) if is_lost else None
    if consent is not None and fact.statement not in phrases("agree*"):
        message = "In the fact this happens automatically; the wording makes it depend on an agreement."
        span = Span(consent.start(), consent.end(), consent[0])
        yield RawFinding("limit-dropped", message, span)


def check_causes(row: ReviewRow, _context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    causes = phrases(*vocabulary().causes)
    cause = next((each for each in causes.all(row.text) if not _leads_somewhere(row.text, each)), None)
    if cause is not None and fact.statement not in causes and not _has_effect(fact, cause):
        yield RawFinding("cause-added", f"The fact does not say “{cause.text}”.", cause)


def _leads_somewhere(text: str, cause: Span) -> bool:
    """Return whether "leads to" is before the name of a place: a pipeline that leads to Iran."""
    is_leading = cause.low.endswith(("lead to", "leads to", "led to", "leading to"))
    return is_leading and _PLACE.match(text, cause.end) is not None


def _has_effect(fact: Fact, cause: Span) -> bool:
    """Return whether a statement has a verb for what follows: an attack puts it in a state of war."""
    return cause.low in _RESULTING and _EFFECT.search(fact.statement) is not None


CHECKS = (
    RowCheck(check_scope, frozenset({"scope-added"})),
    RowCheck(check_limits, frozenset({"limit-dropped"})),
    RowCheck(check_causes, frozenset({"cause-added"})),
)
