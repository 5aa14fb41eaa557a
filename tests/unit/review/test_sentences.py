"""Sentences of many kinds of texts: faithful ones are no finding, others are found by their rule."""

from __future__ import annotations

import pytest

from briefing.language import Parses
from briefing.review.checks import alignment, attribution, direction, modal_drift, negation, numbers, scope
from tests.unit.review.rows import rules_of
from tests.unit.review.sentences import Drifted, Faithful, backgrounders, chronicles, dispatches

_MODULES = (alignment, attribution, direction, modal_drift, negation, numbers, scope)
_KINDS = (backgrounders, chronicles, dispatches)


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
