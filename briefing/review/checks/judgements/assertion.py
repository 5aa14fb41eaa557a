"""Tell texts that say something from those that name a topic."""

from __future__ import annotations

import functools

from briefing.language import Parse
from briefing.review.context import ReviewContext
from briefing.review.structure.events.nominal import (
    acts_as_nouns,
    announced,
    held_by_other,
    led_by_participle,
)
from briefing.review.structure.modality import Certainties, Certainty
from briefing.review.structure.tree import SUBJECTS, Tree, tree_of
from briefing.review.text.claims import asks, has_verb, makes_claim
from briefing.review.text.dates import dates_in
from briefing.review.text.numerals import numbers_in
from briefing.review.text.segmentation import Span, words
from briefing.review.text.word_lists import phrases, word_lists

_LEAST_WORDS = 3
"""Of fewer words only those count that are verbs in the word lists."""
_SMALL_NUMBER = 2.0
_PRESUPPOSING = frozenset({"how", "when", "where", "why"})
"""Words that begin a question, or the name of something that is so: "how Russia armed Iran"."""


def asserts(text: str, context: ReviewContext) -> bool:
    """Return whether a heading, title or caption is a sentence that says something, not a topic."""
    if asks(text):
        parse = context.parse(text) if words(text)[0].low in _PRESUPPOSING else None
        return parse is not None and not text.rstrip().endswith("?") and _presupposes(tree_of(parse))
    if makes_claim(text):
        return True
    if len(words(text)) < _LEAST_WORDS:
        return False
    parse = context.parse(text)
    return parse is not None and (_is_sentence(tree_of(parse)) or asserts_without_verb(text, context))


def _presupposes(tree: Tree) -> bool:
    """Return whether the first verb follows its subject, as in no question."""
    verbs = [index for index in range(len(tree.tokens)) if tree.is_finite_verb(index)]
    first = verbs[0] if verbs else 0
    verb = tree.tokens[first].head if tree.tokens[first].dep in {"aux", "auxpass"} else first
    return any(each < first for each in tree.children(verb, *SUBJECTS)) and first > 1


def _is_sentence(tree: Tree) -> bool:
    """Return whether a text has a predicate, or begins with one: "Crosses Azerbaijan"."""
    roots = list(tree.roots())
    begins = any(index == 0 and tree.is_finite_verb(index) for index in roots)
    return begins or any(map(tree.is_predicate, roots)) or announced(tree)


def asserts_without_verb(text: str, context: ReviewContext) -> bool:
    """Return whether a text without a finite verb says what happens, or how much of something there is."""
    parse = context.parse(text)
    is_settled = text in phrases(*word_lists().settled)
    return parse is not None and (is_settled or _names_event(parse) or has_figure(text))


@functools.lru_cache(maxsize=2048)
def _names_event(parse: Parse) -> bool:
    tree = tree_of(parse)
    certainties = Certainties(tree)
    has_act = any(certainties.of(each) is Certainty.FACT for each in acts_as_nouns(tree))
    return has_act or held_by_other(tree) or led_by_participle(tree)


def has_figure(text: str) -> bool:
    """Return whether a text has a number that is no date and no small one."""
    dates = dates_in(text)
    return any(
        number.figure > _SMALL_NUMBER
        and not any(date.span.start <= number.span.start < date.span.end for date in dates)
        for number in numbers_in(text)
    )


def has_predicate(clause: Span, text: str, context: ReviewContext) -> bool:
    """Return whether a clause of a text seems to have a finite verb, as by its form."""
    return has_verb(clause.text) or has_finite_verb(clause, text, context)


def has_finite_verb(clause: Span, text: str, context: ReviewContext) -> bool:
    """Return whether a clause of a text has a finite verb, or an infinitive as headlines have."""
    parse = context.parse(text)
    if parse is None:
        return has_verb(clause.text)
    tree = tree_of(parse)
    within = parse.tokens_in(clause.start, clause.end)
    return any(map(tree.is_finite_verb, within)) or announced(tree)
