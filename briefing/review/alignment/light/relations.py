"""Verbs that only relate what the statement relates too, and nouns that the parser made of such verbs."""

from __future__ import annotations

from briefing.review.alignment.frame import frame
from briefing.review.alignment.light.texts import Texts
from briefing.review.alignment.words import ContentWord

_LEAST_PARTS = 2
_CONCLUDING = frozenset({"conclude", "agree", "reach", "strike"})
_TEXTS = frozenset(
    {"treaty", "pact", "agreement", "accord", "text", "extension", "renewal", "understanding", "contract"}
    | {"memorandum", "document", "deal"}
)
_UNDER_NOUN = frozenset({"acl", "relcl"})
_UNDER_VERB = frozenset({"xcomp", "advcl", "conj"})
_NOMINAL = frozenset({"NOUN", "NUM", "X"})
_OUT_OF_PLACE = frozenset({"compound", "appos", "ROOT", "dep", "npadvmod", "nmod"})
"""Relations of a noun without an article that the parser may have made of a verb."""


def only_relates(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb of wide meaning relates what the statement has, and replaces no verb of it.

    The parts of "entry into force is tied by Article 22 to the exchange" are all in the statement, which
    relates them by a preposition.
    """
    if word.pos != "VERB" or word.lemma not in frame().relating:
        return False
    if _replaces_verb(word, texts, but_saying=True):
        return False
    parts = _parts(word, texts)
    held = [each for each in parts if _is_held(each, texts)]
    return len(held) >= _LEAST_PARTS and all(
        _is_held(each, texts) or frame().has(each.lemma, each.pos) for each in parts
    )


def makes_text(word: ContentWord, texts: Texts) -> bool:
    """Return whether a verb says of a treaty of the statement only that it was concluded or agreed.

    It is there, so that somebody agreed on it; when it was signed or announced is another matter.
    """
    if word.pos != "VERB" or word.lemma not in _CONCLUDING:
        return False
    if _replaces_verb(word, texts, but_saying=False):
        return False
    token = texts.token(word)
    about = texts.children(word.index, "dobj", "nsubjpass")
    about += [token.head] if token.dep in _UNDER_NOUN else []
    about += [each for each in (word.index - 1,) if token.tag in {"VBD", "VBN"} and each >= 0]
    return any(
        texts.parse.tokens[each].lemma in _TEXTS and texts.held_for(each) is not None for each in about
    )


def _replaces_verb(word: ContentWord, texts: Texts, *, but_saying: bool) -> bool:
    """Return whether the statement has a verb of a meaning of its own in the place of a verb.

    With `but_saying`, verbs of saying have none.
    """
    number = next((n for n, each in enumerate(texts.words) if each.index == word.index), -1)
    other = texts.alignment.replaced.get(number)
    if other is None:
        return False
    held = texts.held.words[other]
    light = frame().verbs | frame().relating | (frame().presenting if but_saying else frozenset())
    return held.pos != "VERB" or held.lemma not in light


def _parts(word: ContentWord, texts: Texts) -> list[ContentWord]:
    """Return the nouns that a verb relates: its arguments, and the noun or subject that it is about."""
    token = texts.token(word)
    about = [token.head] if token.dep in _UNDER_NOUN else []
    if token.dep in _UNDER_VERB and not texts.children(word.index, "nsubj", "nsubjpass"):
        about = texts.children(token.head, "nsubj", "nsubjpass", "dobj")
    if token.dep == "pcomp":
        about = [texts.parse.tokens[token.head].head]
    return [
        each
        for each in texts.words
        if each.pos in _NOMINAL and (each.head == word.index or each.index in about)
    ]


def _is_held(word: ContentWord, texts: Texts) -> bool:
    return word.pos == "NUM" or texts.names(word) or texts.held_for(word.index) is not None


def is_misread_verb(word: ContentWord, texts: Texts) -> bool:
    """Return whether the parser took a light verb for a noun: "the two hold consultations"."""
    token = texts.token(word)
    is_base = token.text.lower() == word.lemma and word.lemma in frame().verbs | frame().presenting
    has_own = texts.children(word.index, "det", "poss", "amod", "nummod")
    return word.pos == "NOUN" and is_base and token.dep in _OUT_OF_PLACE and not has_own
