"""Words that rules of their own judge: presentation, bounds, negation, legal force, decisions."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import Parse, Token
from briefing.model.terms import Standing
from briefing.review.alignment.frame import frame
from briefing.review.alignment.holdings import Holdings, content_of
from briefing.review.alignment.negations import negated, opposed_stems
from briefing.review.alignment.treaties import concluded_texts, effective_notices, recent_texts
from briefing.review.text.segmentation import Span, stem
from briefing.review.text.word_lists import phrases, word_lists

_CONDITIONAL = ("given", "if", "provided", "once", "depends", "subject to")
_WITHOUT_NAME = (
    "on condition of anonymity", "anonymity", "asked not to be named", "not named", "without a name",
    "without being named", "not be identified", "not to be identified",
)  # fmt: skip
_OF_FORCE = frozenset(
    {"commitment", "undertaking", "obligation", "pledge", "duty", "promise", "prohibition"}
)
_TIMES = frozenset({"since", "before", "after", "until", "during", "under", "without", "except"})
_OF_STANDING = {
    Standing.SIGNED: ("signed", "signature"),
    Standing.IN_FORCE: ("in force", "into force", "applies", "valid", "in effect"),
}
"""Words that say in what state a fact is, which its record says too."""


def judged_spans(parse: Parse, held: Holdings) -> list[Span]:
    """Find the words and phrases of a wording that need no support, since other rules judge them."""
    lists = word_lists()
    spans = frame().spans(parse.text)
    for marks in lists.qualifier.values():
        spans += phrases(*marks).all(parse.text)
    if held.fact.statement in phrases(*lists.negation):
        spans += phrases(*lists.negation).all(parse.text)
        spans += [
            Span(word.start, word.end, word.text)
            for word in content_of(parse)
            if word.lemma in frame().absence
        ]
    spans += phrases(*_OF_STANDING.get(held.fact.standing, ())).all(parse.text)
    if held.fact.standing is Standing.DENIED or held.fact.statement in phrases(*lists.denial):
        spans += phrases(*lists.falsity, *lists.denial).all(parse.text)
    if held.fact.statement in phrases("unless"):
        spans += phrases("absent", "barring", "failing", "lacking", "absence").all(parse.text)
    if held.fact.statement in phrases("unnamed", "unsigned", "anonymous"):
        spans += phrases(*_WITHOUT_NAME).all(parse.text)
    if any(token.tag in {"JJS", "RBS"} for token in held.statement.tokens):
        spans += phrases("in the world", "worldwide", "in the whole world", "on earth").all(parse.text)
    if len(held.parties) > 1:
        spans += phrases("bilateral", "bilaterally", "two-way").all(parse.text)
    spans += _opposites(parse.text, held.fact.statement)
    return [
        *spans,
        *_of_force(parse, held),
        *_open_decisions(parse, held),
        *_denied(parse, held),
        *_of_treaty(parse),
    ]


def _denied(parse: Parse, held: Holdings) -> Iterator[Span]:
    """Yield what a wording negates and its statement does not: the rule of negations judges it."""
    if not negated(held.statement):
        opposites = opposed_stems(held.statement)
        for number in negated(parse):
            if not _dates(parse, number) or stem(parse.tokens[number].text) in opposites:
                yield _span(parse.tokens[number])


def _dates(parse: Parse, number: int) -> bool:
    """Return whether a word says since or until when something is not so, which limits the denial."""
    preposition = parse.tokens[parse.tokens[number].head]
    return preposition.dep == "prep" and preposition.text.lower() in _TIMES


def _of_treaty(parse: Parse) -> Iterator[Span]:
    """Yield what is said of a treaty only by the way."""
    yield from (_span(parse.tokens[each]) for each in _by_the_way(parse))


def _by_the_way(parse: Parse) -> frozenset[int]:
    return concluded_texts(parse) | recent_texts(parse) | effective_notices(parse)


def _span(token: Token) -> Span:
    return Span(token.start, token.end, token.text)


def _opposites(text: str, statement: str) -> Iterator[Span]:
    """Yield words on the same side of a pair of opposites as one of the statement: lower, fell."""
    for pair in word_lists().opposites:
        for side in pair:
            if statement in phrases(*side):
                yield from phrases(*side).all(text)


def _of_force(parse: Parse, held: Holdings) -> Iterator[Span]:
    """Yield the verbs and nouns by which a provision binds, for a fact that is in force."""
    if held.fact.standing is not Standing.IN_FORCE:
        return
    for token in parse.tokens:
        if token.lemma.lower() in {*frame().force, *_OF_FORCE}:
            yield _span(token)


def _open_decisions(parse: Parse, held: Holdings) -> Iterator[Span]:
    """Yield words of decision that the wording negates or makes a condition: not yet agreed, if agreed."""
    open_ = {number for number, token in enumerate(parse.tokens) if _remains_to_be(parse, number)}
    if held.fact.statement in phrases(*_CONDITIONAL):
        open_ |= {number for number in range(len(parse.tokens)) if _is_conditional(parse, number)}
    for number in negated(parse) | open_:
        token = parse.tokens[number]
        if token.lemma.lower() in frame().settling:
            yield _span(token)


def _is_conditional(parse: Parse, number: int) -> bool:
    """Return whether a verb is the "agreed" of "provided that the price is agreed"."""
    token = parse.tokens[number]
    marks = [parse.tokens[each].text.lower() for each in parse.children(number)]
    over = parse.tokens[token.head].text.lower()
    is_clause = token.dep in {"advcl", "ccomp", "pcomp"}
    return is_clause and bool({*marks, over} & {"if", "provided", "providing", "once", "assuming"})


def _remains_to_be(parse: Parse, number: int) -> bool:
    """Return whether a verb is the "sorted out" of "remains to be sorted out"."""
    token = parse.tokens[number]
    marks = {parse.tokens[child].text.lower() for child in parse.children(number)}
    head = parse.tokens[token.head]
    before = {parse.tokens[child].text.lower() for child in parse.children(token.head)}
    is_remaining = head.lemma in {"remain", "need", "leave"} or bool(before & {"still", "yet"})
    is_infinitive = token.tag == "VBN" and {"to", "be"} <= marks
    return is_infinitive and token.dep in {"xcomp", "conj", "relcl", "ccomp"} and is_remaining
