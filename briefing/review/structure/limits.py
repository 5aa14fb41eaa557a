"""Find limits of a statement that a wording leaves out, and so says more: only, first, some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.segmentation import stem

_COUNTS = frozenset({"number", "amount", "quantity", "part", "share", "portion"})
_DENIED_LIMITS = frozenset({"since", "before", "after", "until", "during", "first"})


def dropped_limits(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> Iterator[frozenset[int]]:
    """Yield the tokens of each limit of a statement that its wording has lost."""
    said = {stem(token.text) for token in wording.tokens}
    kept = {pair.held for pair in pairs}
    for index in range(len(statement.tokens)):
        limit = _limit(statement, index) or _limit_of_denial(statement, index)
        described = _described(statement, index, len(wording.tokens)) if limit is None else None
        limit = limit or described
        if limit is None:
            continue
        head = _limited(statement, index)
        heads = (head, *_joined_before(statement, head)) if described else (head,)
        is_kept = (limit & kept) or _has_alike(wording, statement, index, said)
        is_kept = is_kept or _names_said(statement, limit, said)
        is_there = any(each in kept or _has_kept_object(statement, each, kept) for each in heads)
        if is_there and not is_kept:
            yield limit


def _joined_before(tree: Tree, head: int) -> Iterator[int]:
    """Yield the verbs that a verb is joined to: of "joins no bloc or makes no treaty", "joins"."""
    while tree.tokens[head].dep == "conj" and tree.is_verb(tree.tokens[head].head):
        head = tree.tokens[head].head
        yield head


def _names_said(tree: Tree, limit: frozenset[int], said: set[str]) -> bool:
    """Return whether a limit is a phrase with a name, "for Russia", which the wording has elsewhere."""
    names = [tree.tokens[each].text for each in limit if tree.tokens[each].pos == "PROPN"]
    return bool(names) and all(stem(name) in said for name in names)


def _has_kept_object(tree: Tree, head: int, kept: set[int]) -> bool:
    """Return whether the object of a verb is in the wording: "denies any transfer since"."""
    return any(child in kept for child in tree.children(head, "dobj", "nsubjpass", "ccomp", "xcomp"))


def _limited(tree: Tree, index: int) -> int:
    """Return the word that a limit is about, past prepositions."""
    token = tree.tokens[index]
    head = tree.tokens[token.head].head if token.dep == "mark" else token.head
    while tree.tokens[head].pos == "ADP" and not tree.is_root(head):
        head = tree.tokens[head].head
    counted = [tree.child(each, "pobj") for each in tree.children(head, "prep") if tree.low(each) == "of"]
    is_count = tree.lemma(head) in _COUNTS and counted
    return counted[0] if is_count and counted[0] is not None else head


def _limit(tree: Tree, index: int) -> frozenset[int] | None:
    low, token = tree.low(index), tree.tokens[index]
    words = vocabulary().limits
    if low == "some" and tree.tokens[token.head].tag == "NN":
        return None
    if low == "first" and (index == 0 or tree.low(index - 1) == "at"):
        return None
    if low in words.words or (low.startswith("non") and token.pos == "ADJ" and token.dep == "amod"):
        return frozenset({index})
    if token.dep == "prep":
        noun = tree.child(index, "pobj")
        if noun is not None and tree.lemma(noun) in words.agreements and low in words.prepositions:
            return tree.subtree(index)
    return None


def _limit_of_denial(tree: Tree, index: int) -> frozenset[int] | None:
    """Return a time or an order within what is denied: without it, the denial is wider."""
    low, token = tree.low(index), tree.tokens[index]
    if low not in _DENIED_LIMITS or token.dep not in {"prep", "mark", "advmod"}:
        return None
    head = _limited(tree, index)
    polarity = Polarity(tree)
    is_denied = polarity.is_negative(head) or head in {each.index for each in polarity.negations}
    if not is_denied:
        return None
    own = tree.subtree(token.head if token.dep == "mark" else index)
    return own if low != "first" else frozenset({index})


def _described(tree: Tree, index: int, length: int) -> frozenset[int] | None:
    """Return a clause or purpose that describes what is denied, where a wording is shorter by as much."""
    token = tree.tokens[index]
    is_purpose = token.dep == "prep" and tree.low(index) in {"for", "to"}
    if token.dep != "relcl" and not is_purpose:
        return None
    own = tree.subtree(index)
    is_shorter = len(tree.tokens) - length >= len(own) - 1
    return (
        own if is_shorter and len(own) > 1 and Polarity(tree).is_negative(_limited(tree, index)) else None
    )


def _has_alike(wording: Tree, statement: Tree, index: int, said: set[str]) -> bool:
    """Return whether a wording has the limit itself, or another word of its kind."""
    low = statement.low(index)
    if stem(low) in said:
        return True
    alike = next((group for group in vocabulary().limits.alike if low in group), ())
    text = wording.parse.text.lower()
    return any(f" {word} " in f" {text} ".replace(",", " ").replace(".", " ") for word in alike)
