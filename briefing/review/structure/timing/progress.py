"""Find what a statement says is going on and a wording that it is over."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.scopes import governing_verb
from briefing.review.structure.tree import Tree

_OVER = frozenset({"complete", "finish", "conclude", "end", "stop", "cease", "collapse", "fail", "cancel"})
_ARRIVING = frozenset({"reach", "arrive", "land", "come", "complete", "finish", "conclude", "deliver"})
_NOW = frozenset({"is", "are", "am", "'s", "'re"})


def finished(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> int | None:
    """Return the word of a wording that is over, while in the statement it is going on."""
    polarity = Polarity(wording)
    for pair in pairs:
        if pair.is_verbal and _is_going_on(statement, pair.held) and not polarity.is_negative(pair.word):
            verb = pair.word if wording.is_verb(pair.word) else governing_verb(wording, pair.word)
            if verb is not None and _is_over(wording, pair.word, verb):
                return pair.word
    paired = {pair.held for pair in pairs}
    going_on = [each for each in range(len(statement.tokens)) if _is_going_on(statement, each)]
    if not going_on or paired & set(going_on):
        return None
    return next((each for each in range(len(wording.tokens)) if _has_arrived(wording, each)), None)


def _has_arrived(tree: Tree, index: int) -> bool:
    """Return whether a verb says that something has got where it was going."""
    is_negative = Polarity(tree).is_negative(index)
    return tree.lemma(index) in _ARRIVING and not is_negative and _is_over(tree, index, index)


def _is_going_on(tree: Tree, index: int) -> bool:
    """Return whether a verb is in the present progressive: "is being transferred"."""
    auxiliaries = {tree.low(each) for each in tree.children(index, "aux", "auxpass")}
    is_passive = "being" in auxiliaries and bool(auxiliaries & _NOW)
    is_active = tree.tokens[index].tag == "VBG" and bool(auxiliaries & _NOW)
    return (is_passive or is_active) and not auxiliaries & {"may", "might", "could", "would"}


def _is_over(tree: Tree, index: int, verb: int) -> bool:
    """Return whether a verb is in the perfect or past, or an event is said to have ended."""
    auxiliaries = {tree.low(each) for each in tree.children(verb, "aux", "auxpass")}
    is_perfect = bool(auxiliaries & {"has", "have", "had"}) and "being" not in auxiliaries
    is_past = tree.tokens[verb].tag == "VBD" or bool(auxiliaries & {"was", "were"})
    is_progressive = tree.tokens[verb].tag == "VBG" or "being" in auxiliaries
    if verb == index:
        return (is_perfect or is_past) and not is_progressive
    return tree.lemma(verb) in _OVER and (is_perfect or is_past)
