"""The dependency parse of a text: its words, and which word governs which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from briefing.model.value import Value


class Token(Value, frozen=True):
    """A word or mark of a text, in the terms of Universal Dependencies and the Penn Treebank.

    `start` and `end` count characters of the text, `head` is the index of the token that governs this one,
    for a root its own. `dep` is the relation to the head under the label that the parser's model uses.
    """

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: str = ""


class Parse(Value, frozen=True):
    """A text with its tokens; `sentences` has the index of each sentence's first token."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[int, ...]

    def children(self, index: int) -> Iterator[int]:
        """Yield the indexes of the tokens that a token governs directly, in the order of the text."""
        return (
            number for number, token in enumerate(self.tokens) if token.head == index and number != index
        )

    def subtree(self, index: int) -> tuple[int, ...]:
        """Return the indexes of a token and of all that it governs, in the order of the text."""
        governed: dict[int, list[int]] = {}
        for number, token in enumerate(self.tokens):
            if token.head != number:
                governed.setdefault(token.head, []).append(number)
        pending, members = [index], list[int]()
        while pending:
            members.append(number := pending.pop())
            pending += governed.get(number, ())
        return tuple(sorted(members))

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the indexes of the tokens that govern a token, the nearest first."""
        while (head := self.tokens[index].head) != index:
            yield head
            index = head

    def roots(self) -> Iterator[int]:
        """Yield the indexes of the tokens that nothing governs, one for each sentence or more."""
        return (number for number, token in enumerate(self.tokens) if token.head == number)

    def is_root(self, index: int) -> bool:
        return self.tokens[index].head == index

    def tokens_in(self, start: int, end: int) -> tuple[int, ...]:
        """Return the indexes of the tokens that share a character with a span of the text."""
        return tuple(
            number for number, token in enumerate(self.tokens) if token.start < end and token.end > start
        )


class Parser(Protocol):
    """A parser, with the name and version under which findings name it."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """Return the parse of each text."""
        ...
