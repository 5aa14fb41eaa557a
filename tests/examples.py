"""How many examples a property test tries: some in the suite, all in the thorough profile of Hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import Phase, settings

T = TypeVar("T")

_SUITE = "steady"
PROFILES = {_SUITE: 20, "thorough": 100, "exhaustive": 1000}
"""The examples that a test tries in each profile where it does not say; per cent where it does."""
_LEAST = 5


def examples(thorough: int) -> int:
    """Return the number of examples in the current profile of a test that tries `thorough` in all."""
    return max(min(thorough, _LEAST), thorough * settings().max_examples // 100)


def thorough(*cells: T) -> list[T]:
    """Return those cells of a matrix that the suite leaves out, as others go the same way; else nothing."""
    return list(cells) if _is_thorough() else []


def sampled(cases: Sequence[T], every: int) -> Sequence[T]:
    """Return one of `every` so many cases of a long set in the suite, all in the thorough profile."""
    return cases if _is_thorough() else cases[::every]


def phases() -> tuple[Phase, ...]:
    """Return the phases of a property that takes long: in the suite only the examples that are given."""
    return tuple(Phase) if _is_thorough() else (Phase.explicit,)


def _is_thorough() -> bool:
    return settings().max_examples > PROFILES[_SUITE]
