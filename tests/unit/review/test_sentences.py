"""Sentences of many kinds of texts: faithful ones are no finding, others are found by their rule."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from briefing.language import Parses
from briefing.review.checks import (
    alignment,
    attribution,
    direction,
    modal_drift,
    negation,
    numbers,
    parties,
    scope,
)
from tests.unit.review import sentences
from tests.unit.review.rows import reported_by, rules_of
from tests.unit.review.sentences import Drifted, FactRow, Faithful, events, newspapers, researchers, sides

_MODULES = (alignment, attribution, direction, modal_drift, negation, numbers, parties, scope)
_KINDS = [
    importlib.import_module(f"{sentences.__name__}.{module.name}")
    for module in pkgutil.iter_modules(sentences.__path__)
]


def _named(row: Faithful | Drifted) -> str:
    return row[1]


@pytest.mark.parametrize("row", [row for kind in _KINDS for row in kind.FAITHFUL], ids=_named)
def test_a_sentence_that_says_what_its_fact_says_is_no_finding(parses: Parses, row: Faithful) -> None:
    fact, wording = row
    assert rules_of(_MODULES, parses, fact, wording) == set()


@pytest.mark.parametrize("row", [row for kind in _KINDS for row in kind.DRIFTED], ids=_named)
def test_a_sentence_that_says_something_else_is_found_by_its_rule(parses: Parses, row: Drifted) -> None:
    fact, wording, rule = row
    assert rule in rules_of(_MODULES, parses, fact, wording)


@pytest.mark.parametrize(
    "sign",
    [
        "plans to send",
        "intends to send",
        "is preparing to send",
        "is set to send",
        "is about to send",
        "is to send",
        "is going to send",
        "is considering sending",
        "has a plan to send",
        "will send",
        "was to send",
    ],
)
def test_what_is_done_may_not_be_told_as_planned(parses: Parses, sign: str) -> None:
    wording = f"North Korea {sign} 1,000 sappers to Russia, Sputnik reported."
    found = [
        raw
        for raw in reported_by(_MODULES, parses, newspapers.SENT, wording)
        if raw.rule_id == "contrast-changed"
    ]
    assert [raw.span.text.endswith(sign.rsplit(maxsplit=1)[-1]) for raw in found if raw.span] == [True]
    assert [raw.is_uncertain for raw in found] == [sign in {"will send", "was to send"}]


@pytest.mark.parametrize(
    ("fact", "wording", "is_advice"),
    [
        (researchers.RECALLS, "Lavrov has pointed out that the two have no territorial claims.", True),
        (researchers.RECALLS, "Lavrov has confirmed that the two have no territorial claims.", False),
        (
            researchers.GOES_ON,
            "Putin acknowledged difficulties of the pipeline but said that work goes on.",
            True,
        ),
        (
            researchers.GOES_ON,
            "Putin acknowledged that the pipeline brings difficulties but that work goes on.",
            False,
        ),
    ],
)
def test_verbs_that_only_speak_of_difficulties_or_point_at_something_are_advice(
    parses: Parses, fact: FactRow, wording: str, is_advice: bool
) -> None:
    found = reported_by((attribution,), parses, fact, wording)
    assert [raw.is_uncertain for raw in found if raw.rule_id == "endorsing-verb"] == [is_advice]


def severities(parses: Parses, fact: FactRow, wording: str) -> set[bool]:
    """Whether each finding of a word that is not in the fact is uncertain."""
    found = reported_by((alignment,), parses, fact, wording)
    return {raw.is_uncertain for raw in found if raw.rule_id == alignment.NOT_IN_FACT}


def test_a_verb_that_describes_a_noun_of_the_fact_in_passing_is_advice(parses: Parses) -> None:
    wording = "Under Article 3 Russia and China respect the course of development that the other chose."
    assert severities(parses, sides.RESPECT, wording) == {True}


def test_two_words_without_support_remain_a_warning(parses: Parses) -> None:
    wording = "Under Article 3 Russia and China finance the course of development that the other chose."
    assert severities(parses, sides.RESPECT, wording) == {False}


@pytest.mark.parametrize(
    ("wording", "rule"),
    [
        ("Tallinn hosted Prime Minister Sanna Aalto in March 2024.", alignment.NOT_IN_FACT),
        ("Sanna Aalto will help Tallinn in March 2024.", alignment.EVENT_CHANGED),
        ("Sanna Aalto attacks Tallinn.", alignment.EVENT_CHANGED),
    ],
)
def test_a_verb_that_is_not_known_is_asked_about_where_more_than_names_is_kept(
    parses: Parses, wording: str, rule: str
) -> None:
    assert rules_of((alignment,), parses, events.VISITED, wording) == {rule}
