"""Find what a text says that happens: the predicates of its clauses, below verbs of saying."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.language import Parse
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.structure.vocabulary import vocabulary

_EMPTY = frozenset({"be", "have", "do", "make", "take", "give", "hold", "come", "go", "get", "put", "keep"})
"""Verbs that leave to their object, or to a phrase, what happens: made a request, is under discussion."""
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_COMPLEMENTS = ("xcomp", "ccomp", "acomp", "attr", "oprd")


@dataclass(frozen=True, slots=True)
class ClaimedEvent:
    """A predicate, and the words that say together what happens: made, request."""

    index: int
    words: frozenset[int]


@functools.lru_cache(maxsize=2048)
def events_in(parse: Parse) -> tuple[ClaimedEvent, ...]:
    """Return what a text says that happens, in its order; of "he says that it ended", only the end."""
    tree = tree_of(parse)
    return tuple(
        ClaimedEvent(index, _words(tree, index))
        for sentence in tree.sentences()
        for head in tree.clause_heads(sentence)
        for index in _below_saying(tree, head)
    )


def _below_saying(tree: Tree, head: int) -> Iterator[int]:
    clauses = [each for each in tree.children(head, "ccomp") if tree.is_verb(each)]
    lists = vocabulary()
    if not clauses or tree.lemma(head) not in {*lists.saying.verbs, *lists.denial.verbs}:
        yield head
        return
    for clause in clauses:
        for each in (clause, *filter(tree.is_verb, tree.children(clause, "conj"))):
            yield from _below_saying(tree, each)


def _words(tree: Tree, index: int) -> frozenset[int]:
    """Return the words that say what happens: the object of an empty verb, or else what follows it."""
    if tree.tokens[index].pos == "ADP":
        return _content(tree, tree.sentence(index))  # The parser has found no predicate.
    words = {index}
    is_empty = tree.lemma(index) in _EMPTY or not tree.is_verb(index)
    objects = tree.children(index, "dobj", "nsubjpass") if is_empty else ()
    for child in (*tree.children(index, *_COMPLEMENTS), *objects):
        words |= _words(tree, child)
    if is_empty and not objects:
        for preposition in tree.children(index, "prep", "agent"):
            words |= set(tree.children(preposition, "pobj", "pcomp"))
    common = _content(tree, words - {index})
    return common if is_empty and common else frozenset(words)


def _content(tree: Tree, indexes: Iterable[int]) -> frozenset[int]:
    return frozenset(each for each in indexes if tree.tokens[each].pos in _CONTENT)
