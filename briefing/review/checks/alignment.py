"""Check that a wording says nothing that its fact does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.support import Tracer
from briefing.review.alignment.trace import SupportKind, Trace, WordSupport
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.structure.events.added_clauses import added_clauses
from briefing.review.structure.events.other_events import other_events
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases, word_lists

_JOINT = re.compile(r"[\s-]*(?:(?:an?|the)\s+)?", re.IGNORECASE)
"""What may be between words that are reported together."""
NOT_IN_FACT = "not-in-the-fact"
CONTRAST_CHANGED = "contrast-changed"
EVENT_CHANGED = "event-changed"


def check_alignment(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    if context.parse(row.text) is None:
        return  # Without parts of speech, every second paraphrase would have a word without support.
    tracer = Tracer(row.text, fact, context)
    changed = tracer.contrasts
    yield from map(_changed, changed)
    trace = tracer.trace()
    events = _other_events(tracer, trace) if context.parse(fact.statement) else []
    yield from events
    judged = [(figure.start, figure.end) for figure in tracer.figures]
    judged += [(each.span.start, each.span.end) for each in events if each.span]
    judged += [(each.span.start, each.span.end) for each in changed]
    judged += _judged_elsewhere(row.text)
    missing = [
        word
        for word in trace.unsupported
        if not any(word.start < end and start < word.end for start, end in judged)
    ]
    added = _added_clauses(tracer, trace) if context.parse(fact.statement) else []
    missing = sorted({*missing, *added}, key=lambda each: each.start)
    is_aside = len(missing) == 1 and not changed and not added and tracer.is_aside(missing[0])
    for group in _groups(missing, row.text):
        yield _not_in_fact(group, row.text, is_aside=is_aside)


def _changed(word: ChangedWord) -> RawFinding:
    replacement = word.held.text if word.is_replaceable else None
    return RawFinding(
        CONTRAST_CHANGED, word.message, word.span, replacement=replacement, is_uncertain=word.is_uncertain
    )


def _other_events(tracer: Tracer, trace: Trace) -> list[RawFinding]:
    """Return the findings of verbs by which something else happens than by the statement."""
    return [
        RawFinding(
            EVENT_CHANGED,
            f"By the fact, something else happens: it does not have “{each.text}”.",
            Span(each.start, each.end, each.text),
        )
        for each in other_events(tracer.texts, tracer.kept_tokens(), tracer.free_tokens(trace))
    ]


def _added_clauses(tracer: Tracer, trace: Trace) -> list[WordSupport]:
    """Return the verbs of clauses that the wording adds in light words only."""
    found = added_clauses(tracer.texts, tracer.free_tokens(trace), tracer.own_tokens(trace))
    return [WordSupport(each.start, each.end, SupportKind.NONE) for each in found]


def _judged_elsewhere(text: str) -> Iterator[tuple[int, int]]:
    """Yield the characters of words for which other rules have findings of their own."""
    yield from ((mention.span.start, mention.span.end) for mention in countries_in(text))
    marks = (*word_lists().scope, *vocabulary().causes)
    yield from ((mark.start, mark.end) for mark in phrases(*marks).all(text))


def _groups(words: Sequence[WordSupport], text: str) -> Iterator[list[WordSupport]]:
    """Yield words that are next to each other together."""
    group: list[WordSupport] = []
    for word in words:
        if group and not _JOINT.fullmatch(text[group[-1].end : word.start]):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _not_in_fact(group: Sequence[WordSupport], text: str, *, is_aside: bool) -> RawFinding:
    span = Span(group[0].start, group[-1].end, text[group[0].start : group[-1].end])
    replaces = group[0].replaces if len(group) == 1 else None
    hint = f" It has “{replaces.text}” there." if replaces else ""
    replacement = replaces.text if replaces else None
    message = f"The fact does not have “{span.text}”.{hint}"
    return RawFinding(NOT_IN_FACT, message, span, replacement=replacement, is_uncertain=is_aside)


CHECKS = (RowCheck(check_alignment, frozenset({CONTRAST_CHANGED, EVENT_CHANGED, NOT_IN_FACT})),)
