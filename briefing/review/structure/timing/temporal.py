"""Compare by which words a text dates something: before, after, since, until, or at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from briefing.review.structure.tree import Tree
from briefing.review.text.segmentation import stem


class TimeOrder(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    UNTIL = "until"
    AT = "at"


_ORDERS = {
    "before": TimeOrder.BEFORE,
    "prior": TimeOrder.BEFORE,
    "ahead": TimeOrder.BEFORE,
    "after": TimeOrder.AFTER,
    "once": TimeOrder.AFTER,
    "following": TimeOrder.AFTER,
    "since": TimeOrder.SINCE,
    "until": TimeOrder.UNTIL,
    "till": TimeOrder.UNTIL,
    "in": TimeOrder.AT,
    "on": TimeOrder.AT,
    "during": TimeOrder.AT,
}
_EARLIER = frozenset({"before", "ahead", "prior", "earlier", "previously", "preceding", "preceded"})
_EXCLUDE = {
    TimeOrder.BEFORE: {TimeOrder.AFTER, TimeOrder.AT, TimeOrder.SINCE},
    TimeOrder.SINCE: {TimeOrder.BEFORE, TimeOrder.UNTIL},
    TimeOrder.AFTER: {TimeOrder.BEFORE, TimeOrder.UNTIL, TimeOrder.AT},
    TimeOrder.UNTIL: {TimeOrder.AFTER, TimeOrder.SINCE},
    TimeOrder.AT: {TimeOrder.BEFORE, TimeOrder.AFTER},
}
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


@dataclass(frozen=True, slots=True)
class Dating:
    """A word such as "before", and the stems of what it is followed by: a date or an event."""

    index: int
    order: TimeOrder
    anchor: frozenset[str]


def datings_in(tree: Tree) -> tuple[Dating, ...]:
    return tuple(_datings(tree))


def _datings(tree: Tree) -> Iterator[Dating]:
    for index, token in enumerate(tree.tokens):
        order = _ORDERS.get(tree.low(index))
        if order is None or token.dep not in {"prep", "mark", "advmod", "pcomp"}:
            continue
        is_clause = token.dep in {"mark", "advmod"} and tree.is_verb(token.head)
        anchor = (tree.subtree(token.head) if is_clause else _dates(tree, index)) - {index}
        words = [each for each in anchor if tree.tokens[each].pos in {"NOUN", "PROPN", "NUM", "VERB"}]
        points = any(tree.low(each) in {"that", "then", "this"} for each in tree.children(index, "pobj"))
        if order is TimeOrder.AT and not any(_is_date(tree, each) for each in words):
            continue
        if words or points:
            yield Dating(index, order, frozenset(stem(tree.tokens[each].text) for each in words))


def _dates(tree: Tree, preposition: int) -> frozenset[int]:
    """Return the nouns after a preposition with their figures and genitives, without further phrases."""
    nouns = tree.children(preposition, "pobj", "pcomp", "prep")
    return frozenset[int]().union(
        *(tree.subtree(noun, tree.children(noun, "prep", "relcl", "acl")) for noun in nouns)
    )


def _is_date(tree: Tree, index: int) -> bool:
    low = tree.low(index)
    return low in _MONTHS or (low.isdigit() and len(low) == 4)  # noqa: PLR2004


def moved_dating(wording: Tree, statement: Tree) -> tuple[Dating, Dating] | None:
    """Return a dating of a wording, and one of its statement with the same anchor in another order."""
    held = datings_in(statement)
    for dating in datings_in(wording):
        alike = [each for each in held if _same_anchor(dating, each)]
        if alike and all(each.order in _EXCLUDE[dating.order] for each in alike):
            return dating, alike[0]
    return None


def _same_anchor(one: Dating, other: Dating) -> bool:
    """Return whether two datings have the same date, or an event in common where neither has a number."""
    numbers = (
        {each for each in one.anchor if each.isdigit()},
        {each for each in other.anchor if each.isdigit()},
    )
    if numbers[0] or numbers[1]:
        return numbers[0] == numbers[1]
    return bool(one.anchor & other.anchor)


def aimed_at(wording: Tree, statement: Tree) -> tuple[int, int] | None:
    """Return the "for" of a wording before an event that the statement only has after "before".

    With it is the "before": drones for the war, drones months before the war.
    """
    if any(wording.low(index) in _EARLIER for index in range(len(wording.tokens))):
        return None
    events = {each: index for index, each in _objects(statement, {"before"})}
    aims = {each for _, each in _objects(statement, {"for"})}
    for index, event in _objects(wording, {"for"}):
        if event in events and event not in aims:
            return index, events[event]
    return None


def _objects(tree: Tree, prepositions: set[str]) -> Iterator[tuple[int, str]]:
    """Yield each of these prepositions with the stem of the noun after it."""
    for index in range(len(tree.tokens)):
        for noun in tree.children(index, "pobj") if tree.low(index) in prepositions else ():
            if tree.tokens[noun].pos == "NOUN":
                yield index, stem(tree.tokens[noun].text)
