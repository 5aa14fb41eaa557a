"""A dependency parse with its arcs in both directions, and the clauses of its sentences."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from briefing.language import Parse, Token
from briefing.review.text.segmentation import Span

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_RELATIVE = frozenset({"WP", "WDT"})
_ENDS = '.!?;"”’)'
_PARTICIPLE = "VBN"
_FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True)
class Tree:
    """A parse whose tokens know their children. Tokens are named by their index."""

    parse: Parse

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.parse.tokens

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        lists: list[list[int]] = [[] for _ in self.tokens]
        for number, token in enumerate(self.tokens):
            if token.head != number:
                lists[token.head].append(number)
        return tuple(map(tuple, lists))

    def lemma(self, index: int) -> str:
        return self.tokens[index].lemma.lower()

    def low(self, index: int) -> str:
        return self.tokens[index].text.lower()

    def children(self, index: int, *deps: str) -> tuple[int, ...]:
        """Return what a token governs directly; with relations, only the tokens in one of them."""
        every = self._children[index]
        return tuple(child for child in every if self.tokens[child].dep in deps) if deps else every

    def child(self, index: int, *deps: str) -> int | None:
        return next(iter(self.children(index, *deps)), None)

    def subtree(self, index: int, without: Iterable[int] = ()) -> frozenset[int]:
        """Return a token and all that it governs, but none of the subtrees of `without`."""
        left_out = frozenset(without)
        pending, members = [index], set[int]()
        while pending:
            number = pending.pop()
            if number not in left_out:
                members.add(number)
                pending += self._children[number]
        return frozenset(members)

    def ancestors(self, index: int) -> Iterator[int]:
        return self.parse.ancestors(index)

    def is_root(self, index: int) -> bool:
        return self.tokens[index].head == index

    def roots(self) -> Iterator[int]:
        return self.parse.roots()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The first tokens of sentences: after a mark that ends one, whatever the parser says."""
        return tuple(
            start
            for start in self.parse.sentences
            if start == 0 or self.tokens[start - 1].text[-1] in _ENDS
        )

    def sentence(self, index: int) -> range:
        return next(sentence for sentence in self.sentences() if index in sentence)

    def sentences(self) -> Iterator[range]:
        ends = (*self._starts[1:], len(self.tokens))
        return (range(start, end) for start, end in zip(self._starts, ends, strict=True))

    def is_verb(self, index: int) -> bool:
        return self.tokens[index].pos in VERBAL

    def subjects(self, index: int) -> tuple[int, ...]:
        """Return the subjects of a verb, or those that it shares with the verb that it is joined to."""
        own = self.children(index, *SUBJECTS)
        token = self.tokens[index]
        if own or token.head == index or token.dep != "conj":
            return own
        return self.subjects(token.head)

    def focus(self, verb: int) -> int | None:
        """Return the noun X of "it was X who did it", where the verb is the one after "who" or "that"."""
        if not any(self.tokens[each].tag in _RELATIVE for each in self.children(verb, *SUBJECTS)):
            return None
        head = self.tokens[verb].head
        copula = head if self.lemma(head) == "be" else self.tokens[head].head
        is_it = "it" in {self.low(each) for each in self.children(copula, *SUBJECTS)}
        return self.child(copula, "attr") if is_it and self.lemma(copula) == "be" else None

    def is_finite_verb(self, index: int) -> bool:
        return self.is_verb(index) and self.tokens[index].tag in _FINITE_TAGS

    def is_predicate(self, index: int) -> bool:
        """Return whether a token is a finite verb or, as in headlines, a participle, and has a subject."""
        is_verb = self.is_finite_verb(index) or self.tokens[index].tag == _PARTICIPLE
        return is_verb and bool(self.subjects(index))

    def clause_heads(self, sentence: range) -> Iterator[int]:
        """Yield the heads of a sentence's independent clauses: its roots, and the verbs joined to them."""
        for index in sentence:
            if self._is_independent(index):
                yield index

    def _is_independent(self, index: int) -> bool:
        token = self.tokens[index]
        if token.head == index:
            return token.pos not in {"PUNCT", "SPACE"}
        is_joined = token.dep in {"conj", "parataxis"} and self.is_verb(index)
        return is_joined and self._is_independent(token.head)

    def noun_phrase(self, index: int) -> frozenset[int]:
        """Return a noun with what belongs to it, without clauses, appositions and what is joined."""
        return self.subtree(index, self.children(index, "relcl", "acl", "conj", "cc", "appos", "punct"))

    def span(self, indexes: Iterable[int]) -> Span:
        """Return the span from the first of these tokens to the last."""
        ordered = sorted(indexes)
        start, end = self.tokens[ordered[0]].start, self.tokens[ordered[-1]].end
        return Span(start, end, self.parse.text[start:end])


@functools.lru_cache(maxsize=4096)
def tree_of(parse: Parse) -> Tree:
    """Return the tree of a parse, made once."""
    return Tree(parse)
