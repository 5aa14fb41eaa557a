"""Settings of Hypothesis for tests that try the same examples at every run."""

from __future__ import annotations

from hypothesis import settings

from tests.examples import examples

repeatable = settings(max_examples=examples(100), derandomize=True, deadline=None)
