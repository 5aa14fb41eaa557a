"""The review on the wordings that its rules were corrected with; see also bench/review_corpus.py."""

from __future__ import annotations

import functools

import pytest

from briefing.language import Parser, ParsesOnDemand
from tests.builders import bundled_library, bundled_scales
from tests.examples import sampled, thorough
from tests.unit.review import corpus
from tests.unit.review.corpus.evaluation import DRIFT, Evaluation, Outcome, evaluate

NEED_PARSER = {
    "contrast-changed",
    "event-changed",
    "not-in-the-fact",
    "time-order-changed",
    "limit-dropped",
}
"""The rules that say nothing of texts without a parse."""

_EVERY = {"tuned": 4, "blind": 4}
"""Of these long sets the suite reviews every fourth wording; the thorough profile reviews all."""


@functools.cache
def evaluation(name: str) -> Evaluation:
    """Return the evaluation of a set on words alone."""
    cases = sampled(corpus.training_sets()[name], _EVERY.get(name, 1))
    return evaluate(cases, corpus.recorded_library(), bundled_scales())


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


def test_with_the_parser_probes_are_found_and_near_copies_are_not_flagged(parser: Parser) -> None:
    cases, parses = corpus.training_sets()["independent"], ParsesOnDemand(parser)
    result = evaluate(cases, corpus.recorded_library(), bundled_scales(), parses)
    assert (result.probes_found.value or 0) >= 0.95, wordings(result.outcomes, "is_missed")
    assert (result.near_copies_flagged.value or 0) <= 0.03, wordings(result.outcomes, "is_false_alarm")
    assert (result.recall.value or 0) >= 0.85, wordings(result.outcomes, "is_missed")
    assert (result.false_alarms.value or 0) <= 0.12, wordings(result.outcomes, "is_false_alarm")
    _check_counts(result)


@pytest.mark.parametrize(
    ("name", "count", "recall", "precision", "false_alarms"),
    [
        *thorough(
            ("events", 60, 0.9, 0.95, 0.0),
            ("events-2", 60, 0.9, 0.95, 0.08),
            ("paragraphs-f", 97, 0.9, 0.9, 0.27),
            ("paragraphs-g", 97, 0.95, 0.95, 0.03),
            ("paragraphs-h", 98, 0.95, 0.95, 0.03),
            ("paragraphs-i", 99, 0.95, 0.95, 0.03),
            ("paragraphs-j", 100, 0.95, 0.95, 0.03),
            ("paragraphs-k", 90, 0.95, 0.95, 0.03),
            ("paragraphs-l", 110, 0.95, 0.95, 0.03),
            ("paragraphs-m", 108, 0.9, 0.95, 0.03),
            ("paragraphs-n", 82, 0.95, 0.95, 0.0),
        ),
        ("paragraphs-o", 83, 0.95, 0.95, 0.0),
    ],
)
def test_with_the_parser_paragraphs_and_short_wordings_are_read_as_their_facts(
    parser: Parser, name: str, count: int, recall: float, precision: float, false_alarms: float
) -> None:
    library = bundled_library()
    cases = corpus.from_lines(corpus.FOLDER / "fresh" / f"{name}.jsonl", library)
    result = evaluate(cases, library, bundled_scales(), ParsesOnDemand(parser))
    assert len(result.outcomes) == count
    assert (result.recall.value or 0) >= recall, wordings(result.outcomes, "is_missed")
    assert (result.blocking_precision.value or 0) >= precision, wordings(result.outcomes, "is_false_alarm")
    assert (result.false_alarms.value or 0) <= false_alarms, wordings(result.outcomes, "is_false_alarm")


def _check_counts(result: Evaluation) -> None:
    assert (len(result.drifted), len(result.faithful)) == (31, 85)
    assert (result.probes_found.whole, result.near_copies_flagged.whole) == (16, 74)
    assert sum(each.whole for each in result.by_kind().values()) == 31
    assert sum(len(part.outcomes) for _, part in result.by_overlap()) == len(result.outcomes)
