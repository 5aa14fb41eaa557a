"""Queries for facts, and their results."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.terms import CalendarDate, Reliability, Standing
from briefing.model.value import Value

FACETS = ("treaty", "topic", "standing", "actor", "reliability", "publisher")


class FactQuery(Value, frozen=True):
    """Conditions that a fact must meet together; of the values of one condition any will do.

    `text` is matched word by word in any spelling, each as the beginning of a word or as a form of one.
    `treaty` selects by all treaties that a fact concerns, `actor` by any name of an actor. `since` and
    `until` select facts whose date may be in that span, both days included.
    """

    text: str = ""
    treaty: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    standing: tuple[Standing, ...] = ()
    actor: tuple[str, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    publisher: tuple[str, ...] = ()
    since: CalendarDate | None = None
    until: CalendarDate | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A matching fact; a smaller `rank` is a better match."""

    fact_id: str
    rank: int


@dataclass(frozen=True, slots=True)
class Total:
    """The number of matching facts, or where `is_exact` is False a number that there are at least."""

    number: int
    is_exact: bool = True

    def __str__(self) -> str:
        return f"{self.number:,}" if self.is_exact else f"{self.number:,}+"
