"""The review on the wordings that its rules were corrected with; see also bench/review_corpus.py."""

from __future__ import annotations

import functools

import pytest

from tests.builders import bundled_scales
from tests.unit.review import corpus
from tests.unit.review.corpus.evaluation import DRIFT, Evaluation, Outcome, evaluate

NEED_PARSER = {"contrast-changed", "not-in-the-fact"}
"""The rules that say nothing of texts without a parse."""


@functools.cache
def evaluation(name: str) -> Evaluation:
    return evaluate(corpus.training_sets()[name], corpus.recorded_library(), bundled_scales())


def wordings(outcomes: tuple[Outcome, ...], which: str) -> list[str]:
    return [each.case.wording for each in outcomes if getattr(each, which)]


@pytest.mark.parametrize("name", corpus.FILES)
def test_a_drifted_wording_is_flagged_and_a_faithful_one_is_not(name: str) -> None:
    result = evaluation(name)
    assert (result.blocking_precision.value or 0) >= 0.95, wordings(result.outcomes, "is_false_alarm")
    assert (result.recall.value or 0) >= 0.95, wordings(result.outcomes, "is_missed")
    assert (result.false_alarms.value or 0) <= 0.05, wordings(result.outcomes, "is_false_alarm")


def test_every_rule_of_drift_finds_a_drifted_wording() -> None:
    drifted = [outcome for name in corpus.FILES for outcome in evaluation(name).drifted]
    raised = {finding.rule_id for outcome in drifted for finding in outcome.findings}
    assert raised == DRIFT - NEED_PARSER


def test_the_statements_of_the_library_raise_nothing() -> None:
    library = corpus.recorded_library()
    statements = [corpus.Case(fact, fact.statement, False, "same") for fact in library.facts.values()]
    result = evaluate(statements, library, bundled_scales())
    assert wordings(result.outcomes, "findings") == []


def test_each_kind_of_wording_is_counted_once() -> None:
    result = evaluation("independent")
    assert (len(result.drifted), len(result.faithful)) == (31, 85)
    assert (result.probes_found.whole, result.near_copies_flagged.whole) == (16, 74)
    assert sum(each.whole for each in result.by_kind().values()) == 31
    assert sum(len(part.outcomes) for _, part in result.by_overlap()) == len(result.outcomes)
