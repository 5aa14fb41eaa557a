"""Compare when two texts say that something happens, by the verbs that dates belong to."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from briefing.review.structure.pairs import Pair
from briefing.review.structure.scopes import governing_verb
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.dates import Date

_TELLING = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
_OF_ACTS = frozenset({"give", "put", "make", "set", "take", "call", "raise", "hold"})
"""Verbs of speech whose object may be what is done: to give approval is to approve."""
_ACTS = frozenset({"dobj", "nsubjpass"})
_PRESENT = frozenset({"VBZ", "VBP"})
_FUTURE = frozenset({"will", "shall"})


def verb_of(tree: Tree, date: Date) -> int | None:
    """Return the verb that a date belongs to."""
    tokens = tree.parse.tokens_in(date.span.start, date.span.end)
    return governing_verb(tree, tokens[-1]) if tokens else None


def _is_of_speech(tree: Tree, date: Date) -> bool:
    verb = verb_of(tree, date) if date.span.text else None
    return verb is not None and tree.lemma(verb) in vocabulary().saying.verbs


@dataclass(frozen=True, slots=True)
class Redated:
    """A date of a wording, and the one that its statement has in its place.

    It `is_certain` where both texts date one verb, and not two that may be about different things.
    """

    date: Date
    held: Date
    is_certain: bool


def redated(
    wording: Tree, statement: Tree, pairs: Sequence[Pair], dates: Sequence[Date], held: Sequence[Date]
) -> Redated | None:
    """Return the first date of a wording that replaces one of the statement, at a verb that says nothing.

    No date of that verb may be one of the statement, but for those at which somebody says something there.
    """
    told = [each for each in held if not _is_of_speech(statement, each)]
    dated = {verb_of(statement, each) for each in told if each.span.text}
    others = [each for each in dates if not any(each.agrees(other) for other in told)]
    for date in others:
        verb = verb_of(wording, date)
        act = _act(wording, verb, {pair.word for pair in pairs if pair.held in dated})
        if verb is None or (act is None and _is_of_speech(wording, date)):
            continue
        if any(each not in others and verb_of(wording, each) == verb for each in dates):
            continue
        paired = {pair.held for pair in pairs if pair.word in {verb, act}}
        then = [each for each in told if each.span.text and verb_of(statement, each) in paired]
        if then:
            return Redated(date, then[0], is_certain=True)
        if len(dates) == len(told) == 1 and wording.tokens[verb].dep in _TELLING:
            return Redated(date, told[0], is_certain=False)
    return None


def _act(tree: Tree, verb: int | None, dated: AbstractSet[int]) -> int | None:
    """Return the noun for what is done with a verb that by itself says little, if it is one of `dated`."""
    if verb is None or tree.lemma(verb) not in _OF_ACTS:
        return None
    return next(
        (each for each in dated if tree.tokens[each].head == verb and tree.tokens[each].dep in _ACTS), None
    )


def foretold(statement: Tree, date: Date, year: int) -> int | None:
    """Return the verb of a date after a year, if it is in the present or future."""
    verb = verb_of(statement, date)
    if verb is None or date.year is None or date.year <= year:
        return None
    helpers = {statement.lemma(each) for each in statement.children(verb, "aux", "auxpass")}
    is_present = statement.tokens[verb].tag in _PRESENT and not helpers
    return verb if is_present or helpers & _FUTURE else None


def told_as_past(wording: Tree, index: int) -> bool:
    """Return whether a verb is in the past, and in no clause that a past verb of saying moves there."""
    token = wording.tokens[index]
    helpers = {wording.low(each) for each in wording.children(index, "aux", "auxpass")}
    is_past = token.tag == "VBD" or bool(helpers & {"was", "were", "has", "have", "had"})
    has_that = any(wording.low(each) == "that" for each in wording.children(index, "mark"))
    is_moved = token.tag == "VBD" and has_that and wording.tokens[token.head].tag == "VBD"
    return is_past and not helpers & {"to", "would", "due"} and not is_moved
