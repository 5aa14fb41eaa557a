"""Settings of Hypothesis for unit tests: few examples, and the same ones at every run."""

from __future__ import annotations

from hypothesis import settings

repeatable = settings(max_examples=60, derandomize=True, deadline=None)
