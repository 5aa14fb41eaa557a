"""Find a duty to do something in a text whose statements only say what is not to be done."""

from __future__ import annotations

import functools

from briefing.language import Parse
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases, word_lists

_MODALS = frozenset({"must", "shall"})
_UNDERTAKING = frozenset(
    {"undertake", "oblige", "bind", "commit", "pledge", "promise", "vow", "have", "need"}
)
"""Verbs with an infinitive for what somebody has to do."""
_LEAVING_ALONE = frozenset({"keep", "remain", "stay", "leave", "respect", "observe", "be"})
"""Verbs by which things are to stay as they are: keep the peace."""


@functools.lru_cache(maxsize=512)
def duty_to_act(text: Parse, statements: tuple[Parse, ...]) -> Span | None:
    """Return the verb of what somebody has to do by a text, where each statement says what nobody does.

    Who must not help one side need not help the other. A text with a negation may keep that of a statement.
    """
    wording = tree_of(text)
    if not all(map(_only_forbids, map(tree_of, statements))):
        return None
    if _has_negation(wording):
        return None
    for index, token in enumerate(wording.tokens):
        head = wording.tokens[token.head]
        is_undertaken = token.dep == "xcomp" and wording.lemma(token.head) in _UNDERTAKING
        modals = {wording.low(each) for each in wording.children(index, "aux")}
        is_infinitive = is_undertaken and head.pos == "VERB" and "to" in modals
        is_duty = is_infinitive or bool(modals & _MODALS)
        if wording.is_verb(index) and is_duty and wording.lemma(index) not in _LEAVING_ALONE:
            return Span(token.start, token.end, token.text)
    return None


def _has_negation(tree: Tree) -> bool:
    """Return whether a text has a word that is like a "not": stay out of, but not bring to an end."""
    spans = phrases(*word_lists().negation).all(tree.parse.text)
    found = {each for span in spans for each in tree.parse.tokens_in(span.start, span.end)}
    found |= {each.index for each in Polarity(tree).negations}
    ends = {each for each in found if tree.tokens[each].pos == "NOUN"}
    return any(tree.lemma(each) not in vocabulary().ending for each in ends) or bool(found - ends)


def _only_forbids(tree: Tree) -> bool:
    """Return whether what a statement says is negative: gives no help, neither lets its soil be used."""
    polarity = Polarity(tree)
    return all(polarity.is_negative(index) for index in tree.roots())
