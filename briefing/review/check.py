"""Declarations of checks: the function to run and the rules it may raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding

CHECK_FAILED = "check-failed"
"""The rule of a finding that reports a check which did not run."""


class _Named:
    """The name of a check in words, from that of its function."""

    __slots__ = ()
    run: Callable[..., Iterator[RawFinding]]

    @property
    def name(self) -> str:
        return self.run.__name__.removeprefix("check_").replace("_", " ")


@dataclass(frozen=True, slots=True)
class RowCheck(_Named):
    """A check of one row at a time.

    The reviewer caches its findings for as long as the row, the snapshot of the library, the scheme and the
    cut-off date are the same. So `run` may read the row, and of the context only what follows from these:
    the catalogue, the library, the scheme and its scales, the cut-off date, never the other rows or the
    briefing's other details.
    """

    run: Callable[[ReviewRow, ReviewContext], Iterator[RawFinding]]
    rule_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class BriefingCheck(_Named):
    """A check of the whole briefing. It runs at each review; its findings name their row themselves."""

    run: Callable[[ReviewContext], Iterator[RawFinding]]
    rule_ids: frozenset[str]


Check = RowCheck | BriefingCheck
