"""The rules of modal drift do on the labelled wordings what bench/review_corpus.py prints."""

from __future__ import annotations

import pytest

from tests.builders import bundled_scales
from tests.unit.review import corpus


@pytest.mark.parametrize("name", corpus.FILES)
def test_a_warning_is_right_and_a_drift_is_found(name: str) -> None:
    result = corpus.run(name, corpus.recorded_library(), bundled_scales())
    together = result.together
    assert together.precision >= 0.95, result.errors
    assert together.recall >= 0.90, result.errors


def test_every_rule_of_drift_has_wordings_that_must_raise_it() -> None:
    raised = {
        rule
        for name in corpus.FILES
        for entry in corpus.entries(name)
        for c in entry.drifted
        for rule in c.rules
    }
    assert raised == corpus.DRIFT


def test_the_library_s_own_statements_raise_nothing() -> None:
    for entry in corpus.entries("tuned"):
        if entry.fact is not None:
            statement = corpus.recorded_library().facts[entry.fact].statement
            assert (
                corpus.drift_found(entry, statement, corpus.recorded_library(), bundled_scales())
                == frozenset()
            )
