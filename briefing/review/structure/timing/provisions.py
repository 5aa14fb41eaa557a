"""Find what a statement says that somebody has to do, and a wording that it has been done."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.review.structure.conditions import conditions_in
from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.word_lists import phrases

_PRESENT = frozenset({"VBP", "VBZ"})
_BY_NOW = (
    "by now",
    "already",
    "since",
    "meanwhile",
    "in the meantime",
    "so far",
    "to date",
    "by this time",
)
"""Words with which the perfect is about what was done after the treaty, and not in it: have agreed."""
_BY_TREATY = frozenset(
    {"found", "base", "establish", "create", "form", "set", "set_up", "lay", "give", "take", "make", "have"}
    | {
        "oppose",
        "support",
        "recognise",
        "recognize",
        "reject",
        "condemn",
        "bind",
        "commit",
        "exclude",
        "end",
    }
    | {"renounce", "undertake", "guarantee", "allow", "permit", "forbid", "prohibit", "grant", "include"}
)
"""Verbs for what the parties do by the treaty itself; so are those of saying: have promised."""
_TEXTS = frozenset({"treaty", "article", "pact", "agreement", "accord", "text", "preamble", "document"})
_SUPPOSING = frozenset({"after", "once", "when", "where", "if", "until", "unless", "should", "as"})
PERFECT_AUXILIARIES = frozenset({"has", "have", "'ve"})


def carried_out(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> int | None:
    """Return the verb of a wording that has already been done, and is in the present in the statement."""
    is_later = wording.parse.text in phrases(*_BY_NOW)
    polarity = Polarity(wording)
    supposed = {each for found in conditions_in(wording, with_temporal=True) for each in found.own}
    for pair in pairs:
        if (
            statement.is_verb(pair.held)
            and wording.is_verb(pair.word)
            and _is_provided(statement, pair.held)
            and (_is_perfect(wording, pair.word) or (not is_later and _is_past(wording, pair.word)))
            and (is_later or not is_done_by_treaty(wording, pair.word))
            and pair.word not in supposed
            and not _is_supposed(wording, pair.word)
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


def is_done_by_treaty(tree: Tree, index: int) -> bool:
    """Return whether a verb may say what the treaty does: have promised, Article 1 founded."""
    lists = vocabulary()
    if tree.lemma(index) in {*_BY_TREATY, *lists.saying.verbs, *lists.denial.verbs}:
        return True
    subjects = {tree.lemma(each) for each in tree.subjects(index)}
    return bool(subjects & _TEXTS) or not subjects


def _is_past(tree: Tree, index: int) -> bool:
    """Return whether a verb is in the past: exchanged, but not the "set" of a provision."""
    return tree.tokens[index].tag == "VBD" and tree.low(index) != tree.lemma(index)


def _is_perfect(tree: Tree, index: int) -> bool:
    helpers = {tree.low(each) for each in tree.children(index, "aux", "auxpass")}
    return tree.tokens[index].tag == "VBN" and bool(helpers & PERFECT_AUXILIARIES)
