"""Compare who has to act in the conditions of two texts: one of the parties, or all of them together."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from briefing.review.structure.conditions import conditions_in
from briefing.review.structure.tree import Tree

_PARTIES = frozenset({"party", "side", "country", "state", "nation", "government", "signatory", "capital"})
_ONE = frozenset({"a", "an", "one", "either", "any"})
_ALL = frozenset({"both", "two"})
_DENYING = frozenset({"not", "n't", "no", "never", "neither", "nor", "without"})
_DETERMINERS = ("det", "preconj", "predet", "nummod", "conj", "appos", "cc")
_ACTING = ("nsubj", "nsubjpass")


class Actors(Enum):
    """How many of the parties a condition needs."""

    ONE = auto()
    ALL = auto()


def changed_actors(wording: Tree, statement: Tree) -> frozenset[int] | None:
    """Return the tokens of who acts in the conditions of a wording, if in the statement as many do not.

    An example is "unless Russia and China give notice" for "unless Russia or China gives notice". A denied
    condition is left out: "if both raise no objection" is "unless one of them objects".
    """
    held = {actors for _, actors in _actors_in(statement)}
    said = list(_actors_in(wording))
    if len(held) != 1 or not said or any(actors in held for _, actors in said):
        return None
    return wording.noun_phrase(said[0][0]) | set(wording.children(said[0][0], "cc", "conj"))


def _actors_in(tree: Tree) -> Iterator[tuple[int, Actors]]:
    for condition in conditions_in(tree, with_temporal=True):
        if {tree.low(each) for each in condition.own} & _DENYING:
            continue
        verbs = (condition.index, tree.tokens[condition.index].head)
        for subject in (each for verb in verbs for each in tree.children(verb, *_ACTING)):
            actors = _actors(tree, subject) if subject in condition.own else None
            if actors is not None:
                yield subject, actors


def _actors(tree: Tree, subject: int) -> Actors | None:
    """Return how many parties a subject names; None where it names none, or leaves it open."""
    lows = {tree.low(each) for each in tree.children(subject, *_DETERMINERS)} | {tree.low(subject)}
    named = [subject, *tree.children(subject, "conj")]
    are_names = len(named) > 1 and all(
        tree.tokens[each].pos == "PROPN" or tree.low(each) in _ALL for each in named
    )
    is_party = tree.lemma(subject) in {*_PARTIES, "either", "both", "one"}
    if (are_names and "or" in lows) or (is_party and lows & _ONE):
        return Actors.ONE
    if (are_names and "and" in lows) or (is_party and lows & _ALL):
        return Actors.ALL
    return None
