"""Verbs and nouns for the way of what, in the statement, gets from somebody to somebody."""

from __future__ import annotations

from briefing.review.alignment.light.texts import Texts
from briefing.review.alignment.words import ContentWord

MOVING = frozenset(
    {"send", "supply", "deliver", "provide", "receive", "get", "obtain", "ship", "transfer", "transport"}
    | {"carry", "pipe", "pump", "flow", "go", "reach", "arrive", "come", "convey", "bring", "pass", "move"}
    | {"delivery", "shipment", "supply", "transfer", "flow", "transport", "transit", "consignment"}
)
_PATHS = frozenset({"for", "to", "through", "via", "from", "across", "into"})
"""Prepositions by which a statement says where something goes: gas for Iran, gas through lines."""
_WAYS = frozenset({"path", "route", "course", "way", "track", "line"})
_LYING = frozenset({"lie", "run", "lead", "go", "pass", "take", "cross", "be"})
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "compound", "poss")


def moves(word: ContentWord, texts: Texts) -> bool:
    """Return whether a word says that something goes where it goes by the statement: sending gas to Iran.

    Who gives and who takes is judged by the rule of direction.
    """
    if word.lemma not in MOVING or word.pos not in {"VERB", "NOUN"}:
        return False
    goods = _goods(word, texts)
    held = [texts.held_for(each) for each in goods]
    if not goods or not all(_is_known(each, texts) for each in goods):
        return False
    is_quantity = any(texts.parse.tokens[each].pos == "NOUN" for each in goods) and not any(held)
    if is_quantity and any(each.lemma in MOVING for each in texts.held.words):
        return True
    return any(each is not None and each.pos == "NOUN" and _goes(each, texts) for each in held)


def is_way(word: ContentWord, texts: Texts) -> bool:
    """Return whether a noun is the way of what crosses a place in the statement: its path lies there."""
    if word.lemma not in _WAYS or word.pos != "NOUN" or word.role != "subject":
        return False
    lies = texts.parse.tokens[word.head].lemma in _LYING
    places = {
        noun
        for each in texts.children(word.head, "prep")
        if texts.parse.tokens[each].text.lower() in _PATHS
        for noun in texts.children(each, "pobj")
    }
    return lies and any(each.index in places and texts.names(each) for each in texts.words)


def _goods(word: ContentWord, texts: Texts) -> list[int]:
    """Return the nouns that a word governs: what moves, and who moves it."""
    goods = texts.children(word.index, *_ARGUMENTS)
    goods += [
        noun
        for of in texts.children(word.index, "prep")
        if texts.parse.tokens[of].text.lower() in {"of", "with"}
        for noun in texts.children(of, "pobj")
    ]
    token = texts.token(word)
    if token.dep == "xcomp" and not goods:
        return texts.children(token.head, "nsubj", "nsubjpass", "dobj")  # Is expected to be delivered.
    return [*goods, token.head] if token.dep in {"acl", "relcl"} else goods


def _is_known(index: int, texts: Texts) -> bool:
    """Return whether a noun is in the statement, a name or a figure of the fact, or only a pronoun."""
    token = texts.parse.tokens[index]
    word = next((each for each in texts.words if each.index == index), None)
    has_figure = any(texts.parse.tokens[each].dep == "nummod" for each in texts.parse.children(index))
    if word is None or token.pos == "PRON" or has_figure:
        return True
    return word.is_name or word.pos == "NUM" or texts.held_for(index) is not None


def _goes(held: ContentWord, texts: Texts) -> bool:
    """Return whether, in the statement, a noun is what moves, or has a phrase that says where it goes."""
    if any(each.lemma in MOVING for each in texts.held.words if each.index != held.index):
        return True
    near = {
        *texts.statement.children(held.index),
        held.index + 1,
    }  # The parser attaches many a phrase higher.
    return any(
        texts.statement.tokens[each].dep == "prep" and texts.statement.tokens[each].text.lower() in _PATHS
        for each in near
        if each < len(texts.statement.tokens)
    )
