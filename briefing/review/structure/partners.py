"""Find with whom, by a wording, something is agreed, where in the statement that state is only a place."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.review.lexicon import load_lexicon
from briefing.review.structure.tree import Tree

_AGREEING = frozenset(
    {"agree", "settle", "arrange", "conclude", "sign", "clear", "fix", "finalise", "finalize", "reach"}
    | {"negotiate", "agreement", "deal", "understanding", "accord"}
)
_WHERE = frozenset({"through", "across", "in", "via", "into", "to", "from", "over", "beyond", "of"})
"""Prepositions after which a state is a place."""


def added_partner(wording: Tree, statement: Tree) -> int | None:
    """Return the name in "is agreed with Baku" where the statement has "through Azerbaijan is agreed"."""
    places = {
        country: all(_is_place(statement, each) for each in indexes)
        for country, indexes in _countries(statement).items()
    }
    for country, indexes in _countries(wording).items():
        if places.get(country):
            return next((each for each in indexes if _is_partner(wording, each)), None)
    return None


def _countries(tree: Tree) -> dict[str, list[int]]:
    """Map the countries that a text names, also by a capital or a body, to their tokens."""
    found: dict[str, list[int]] = {}
    for mention in load_lexicon().names(tree.parse.text):
        if mention.country:
            found.setdefault(mention.country, []).extend(_tokens(tree, mention.start, mention.end))
    return found


def _tokens(tree: Tree, start: int, end: int) -> Iterator[int]:
    yield from list(tree.parse.tokens_in(start, end))[-1:]


def _is_place(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.dep == "pobj" and tree.low(token.head) in _WHERE


def _is_partner(tree: Tree, index: int) -> bool:
    """Return whether a name is after the "with" of a word of agreement."""
    token = tree.tokens[index]
    if token.dep != "pobj" or tree.low(token.head) != "with":
        return False
    above = tree.tokens[token.head].head
    return tree.lemma(above) in _AGREEING or tree.lemma(tree.tokens[above].head) in _AGREEING
