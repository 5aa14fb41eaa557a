"""Load the word lists of resources/review/words.yaml, and compile them into phrases to search for."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.value import Value
from briefing.review.text.segmentation import PhraseMatcher

Words = tuple[str, ...]


class Report(Value, frozen=True):
    verbs: Words
    phrases: Words
    reported: Words
    endorsing: Words
    conceding: Words
    nouns: Words
    nobody: Words


class Transfer(Value, frozen=True):
    giving: Words
    taking: Words


class Estimative(Value, frozen=True):
    hedges: Words
    intensifiers: Words
    confidence: Words
    terms: Words
    weasels: Words
    several_origins: Words


class Claims(Value, frozen=True):
    certain: Words
    verbs: Words
    verbs_after_a_name: Words
    bounded: Words
    grammar: Words


class WordLists(Value, frozen=True):
    """The content of words.yaml; its comments explain each list. A star in an entry matches any ending."""

    possibility: Words
    hope: Words
    consideration: Words
    negotiation: Words
    plan: Words
    condition: Words
    cause: Words
    settled: Words
    leaves_open: Words
    report: Report
    denial: Words
    falsity: Words
    in_force: Words
    negation: Words
    plain_negation: Words
    opposites: tuple[tuple[Words, ...], ...]
    settling: Words
    scope: Words
    scope_is_weaker: Words
    scope_alike: tuple[Words, ...]
    qualifier: Mapping[str, Words]
    units: tuple[Words, ...]
    periods: tuple[Words, ...]
    crowds: Words
    mutual: Words
    transfer: Transfer
    estimative: Estimative
    claims: Claims
    bodies: Words
    known_abbreviations: Words
    participles: Words
    not_participles: Words


@functools.cache
def word_lists() -> WordLists:
    path = paths.resources() / "review" / "words.yaml"
    return read_value(read_document(path), WordLists, str(path))


@functools.cache
def phrases(*entries: str) -> PhraseMatcher:
    """Compile a list of entries once, and return it as `Phrases`."""
    return PhraseMatcher(entries)
