"""How many examples a property test tries: some in the suite, all in the thorough profile of Hypothesis."""

from __future__ import annotations

from hypothesis import settings

PROFILES = {"steady": 30, "thorough": 100, "exhaustive": 1000}
"""The examples that a test tries in each profile where it does not say; per cent where it does."""
_LEAST = 5


def examples(thorough: int) -> int:
    """Return the number of examples in the current profile of a test that tries `thorough` in all."""
    return max(min(thorough, _LEAST), thorough * settings().max_examples // 100)
