"""Load the words by whose grammar a sentence is read: verbs of saying, denials, hedges, conditions."""

from __future__ import annotations

import functools

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.value import Value

Words = tuple[str, ...]


class Saying(Value, frozen=True):
    verbs: Words
    attitudes: Words
    impersonal: Words
    nouns: Words
    weak_nouns: Words
    prepositions: Words
    adverbs: Words
    adjectives: Words


class Denial(Value, frozen=True):
    verbs: Words
    nouns: Words
    adjectives: Words
    falsehood: Words


class HedgeWords(Value, frozen=True):
    possible: Words
    permitted: Words
    hoped_for: Words
    considered: Words
    negotiated: Words
    planned: Words
    future: Words


class Negative(Value, frozen=True):
    verbs: Words
    nouns: Words
    adjectives: Words
    words: Words


class ConditionWords(Value, frozen=True):
    conjunctions: Words
    phrases: Words
    temporal: Words
    verbs: Words
    triggers: Words
    adjectives: Words
    nouns: Words
    prepositions: Words


class LimitWords(Value, frozen=True):
    words: Words
    agreements: Words
    prepositions: Words
    alike: tuple[Words, ...]


class Vocabulary(Value, frozen=True):
    """The content of structure.yaml; its comments explain each list."""

    saying: Saying
    denial: Denial
    roles: Words
    media: Words
    unnamed: Words
    hedges: HedgeWords
    negative: Negative
    ending: Words
    classing: Words
    conditions: ConditionWords
    limits: LimitWords
    causes: Words
    mutual: Words


@functools.cache
def vocabulary() -> Vocabulary:
    path = paths.resources() / "review" / "structure.yaml"
    return read_value(read_document(path), Vocabulary, str(path))
