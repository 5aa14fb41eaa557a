"""Find what a statement says that somebody has to do, and a wording that it has been done."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.review.structure.conditions import conditions_in
from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.tree import Tree

_PRESENT = frozenset({"VBP", "VBZ"})
_UNDERTAKING = frozenset(
    {
        "agree",
        "promise",
        "pledge",
        "undertake",
        "commit",
        "renounce",
        "oblige",
        "bind",
        "guarantee",
        "assure",
    }
    | {"accept", "affirm", "reaffirm", "recognise", "recognize", "oppose", "reject", "condemn", "forgo"}
)
"""Verbs for what the parties did by concluding the treaty: have promised each other help."""
_SUPPOSING = frozenset({"after", "once", "when", "where", "if", "until", "unless", "should", "as"})
_PERFECT = frozenset({"has", "have", "'ve"})


def carried_out(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> int | None:
    """Return the verb of a wording that is in the perfect, while the statement has it in the present."""
    polarity = Polarity(wording)
    supposed = {each for found in conditions_in(wording, with_temporal=True) for each in found.own}
    for pair in pairs:
        if (
            statement.is_verb(pair.held)
            and wording.is_verb(pair.word)
            and _is_provided(statement, pair.held)
            and _is_perfect(wording, pair.word)
            and pair.word not in supposed
            and not _is_supposed(wording, pair.word)
            and wording.lemma(pair.word) not in _UNDERTAKING
            and not polarity.is_negative(pair.word)
        ):
            return pair.word
    return None


def _is_provided(tree: Tree, index: int) -> bool:
    """Return whether a verb is in the simple present; the parser takes "set" for the past."""
    token = tree.tokens[index]
    is_present = token.tag in _PRESENT or (token.tag == "VBD" and tree.low(index) == tree.lemma(index))
    helpers = {tree.lemma(each) for each in tree.children(index, "aux", "auxpass")}
    return is_present and not helpers


def _is_supposed(tree: Tree, index: int) -> bool:
    """Return whether a word before a verb makes a condition or a time of it: after one has given notice."""
    before = range(tree.sentence(index).start, index)
    return any(tree.low(each) in _SUPPOSING for each in before)


def _is_perfect(tree: Tree, index: int) -> bool:
    helpers = {tree.low(each) for each in tree.children(index, "aux", "auxpass")}
    return tree.tokens[index].tag == "VBN" and bool(helpers & _PERFECT)
