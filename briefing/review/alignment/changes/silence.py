"""Answers that a wording gives to somebody who says nothing in the statement."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import Parse
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.negations import negated
from briefing.review.alignment.phrases import mentions_in, span_of
from briefing.review.lexicon import Lexicon
from briefing.review.text.segmentation import Span

_SILENT = "keep quiet"
"""The member of synonyms for saying nothing."""
_ANSWERING = frozenset(
    {"reject", "refuse", "deny", "dismiss", "oppose", "exclude", "veto", "decline", "block", "forbid"}
    | {"accept", "approve", "agree", "endorse", "support", "back", "welcome", "consent", "confirm"}
    | {"admit", "acknowledge", "condemn", "criticise", "criticize", "object", "promise", "deem"}
)
_WITH_PARTICLE = frozenset({("rule", "out"), ("turn", "down")})
_KEEPING_QUIET = frozenset({"say", "comment", "speak", "answer", "discuss", "talk", "respond", "mention"})
"""Verbs that are silence if somebody refuses to do it."""


def answered(parse: Parse, statement: Parse, lexicon: Lexicon) -> Iterator[ChangedWord]:
    """Yield each verb of refusal or consent in place of the statement's silence."""
    silent = [each for each in mentions_in(statement, lexicon) if each.membership.member == _SILENT]
    if not silent or any(_answers(statement, number) for number in range(len(statement.tokens))):
        return
    if any(each.membership.member == _SILENT for each in mentions_in(parse, lexicon)):
        return
    held = span_of(statement, silent[0])
    for number in range(len(parse.tokens)):
        if _answers(parse, number):
            span = _span(parse, number)
            message = f"The fact has “{held.text}”, which is no answer, and the wording “{span.text}”."
            yield ChangedWord(span, held, message)


def _answers(parse: Parse, number: int) -> bool:
    """Return whether a word is a verb by which somebody refuses or accepts something."""
    token = parse.tokens[number]
    if token.pos != "VERB" or number in negated(parse) - _own(parse, number):
        return False
    is_phrasal = any((token.lemma, parse.tokens[each].text.lower()) in _WITH_PARTICLE
                     for each in parse.children(number))  # fmt: skip
    acts = (
        parse.tokens[each].lemma for each in parse.children(number) if parse.tokens[each].dep == "xcomp"
    )
    return (token.lemma in _ANSWERING or is_phrasal) and not _KEEPING_QUIET & set(acts)


def _own(parse: Parse, number: int) -> set[int]:
    """Return a verb that only by its own meaning negates what follows it: refuse, decline."""
    is_negative = parse.tokens[number].lemma in {"refuse", "decline"}
    has_negation = any(parse.tokens[each].dep == "neg" for each in parse.children(number))
    return {number} if is_negative and not has_negation else set()


def _span(parse: Parse, number: int) -> Span:
    particles = [each for each in parse.children(number) if parse.tokens[each].dep == "prt"]
    start, end = parse.tokens[number].start, parse.tokens[max(number, *particles, number)].end
    return Span(start, end, parse.text[start:end])
