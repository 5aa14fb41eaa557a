"""The numbers on the command line of a benchmark, and those with which it is only seen to run."""

from __future__ import annotations

from collections.abc import Sequence

SMOKE = "--smoke"


def is_smoke(arguments: Sequence[str]) -> bool:
    """Return whether the benchmark shall do as little as it can, to see that it runs."""
    return SMOKE in arguments


def numbers(arguments: Sequence[str], usual: Sequence[int], smoke: Sequence[int]) -> list[int]:
    """Return the numbers that are given, and the `usual` ones after them, or those of a `smoke` run."""
    if is_smoke(arguments):
        return list(smoke)
    given = [int(argument) for argument in arguments if argument.isdecimal()]
    return [*given, *usual[len(given) :]]


def names(arguments: Sequence[str]) -> list[str]:
    """Return the arguments that are neither numbers nor options."""
    return [each for each in arguments if not each.isdecimal() and not each.startswith("-")]
