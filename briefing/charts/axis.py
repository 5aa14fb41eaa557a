"""A time axis to scale, with breaks where nothing happens for long."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BREAK_PT = 16.0
_WIDEST_GAP = 0.35
"""A gap that takes more of the axis than this is broken."""
_MOST_BREAKS = 4
_TICK_ROOM_PT = 11.0
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_SHORTEST_DAYS = 30


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis to scale: days as ordinals, and where it begins and ends, in points."""

    first: int
    last: int
    top: float
    bottom: float

    def at(self, day: int) -> float:
        days = max(self.last - self.first, 1)
        return self.top + (self.bottom - self.top) * (day - self.first) / days


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretches from the earliest day down; between two of them the axis is broken."""

    stretches: tuple[Stretch, ...]

    def at(self, day: datetime.date) -> float:
        """Return the position of a day; one outside the axis is at the nearer end."""
        number = day.toordinal()
        for stretch in self.stretches:
            if number <= stretch.last:
                return stretch.at(max(number, stretch.first))
        return self.stretches[-1].bottom

    def ticks(self) -> list[tuple[float, datetime.date, int]]:
        """Firsts of months with room between them: where, which day, how many months between two."""
        step = next((months for months in _MONTH_STEPS if self._fits(months)), _MONTH_STEPS[-1])
        ticks: list[tuple[float, datetime.date, int]] = []
        for stretch in self.stretches:
            for day in _firsts(stretch.first, stretch.last, step):
                y = stretch.at(day.toordinal())
                if not ticks or y - ticks[-1][0] >= _TICK_ROOM_PT:
                    ticks.append((y, day, step))
        return ticks

    def _fits(self, months: int) -> bool:
        days = months * 28
        return all(
            (stretch.bottom - stretch.top) * days / max(stretch.last - stretch.first, 1) >= _TICK_ROOM_PT
            for stretch in self.stretches
        )


Days = tuple[datetime.date, datetime.date]


def axis_for(spans: Sequence[Days], top: float, bottom: float) -> Axis:
    """Make an axis with all of these times, between two heights; it breaks within none of them."""
    covered = [(first.toordinal(), last.toordinal()) for first, last in spans]
    groups = _grouped(covered)
    return Axis(tuple(_placed(groups, top, bottom)))


def _grouped(covered: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """First and last days of the stretches, parted at gaps that would leave the rest no room."""
    numbers = sorted({day for span in covered for day in span})
    groups = [(numbers[0], numbers[-1])]
    cuts: list[int] = []
    while len(cuts) < _MOST_BREAKS:
        shown = sum(last - first for first, last in groups)
        gaps = [
            (after - before, index)
            for index, (before, after) in enumerate(itertools.pairwise(numbers))
            if index not in cuts and not any(first <= before and after <= last for first, last in covered)
        ]
        widest, index = max(gaps, default=(0, 0))
        if len(numbers) < 4 or widest <= max(_WIDEST_GAP * shown, 2 * _SHORTEST_DAYS):  # noqa: PLR2004
            break
        cuts.append(index)
        groups = _parted(numbers, cuts)
    return groups


def _parted(numbers: Sequence[int], cuts: Sequence[int]) -> list[tuple[int, int]]:
    bounds = [-1, *sorted(cuts), len(numbers) - 1]
    return [(numbers[before + 1], numbers[after]) for before, after in itertools.pairwise(bounds)]


def _placed(groups: Sequence[tuple[int, int]], top: float, bottom: float) -> Iterable[Stretch]:
    # A stretch of one day has a little height of its own, so that marks beside a break do not touch it.
    weights: list[float] = [max(last - first, 0) for first, last in groups]
    least = max(sum(weights) * 0.02, 1.0)
    weights = [max(weight, least) for weight in weights]
    room = bottom - top - _BREAK_PT * (len(groups) - 1)
    for (first, last), weight in zip(groups, weights, strict=True):
        height = room * weight / sum(weights)
        yield Stretch(first, last, top, top + height)
        top += height + _BREAK_PT


def _firsts(first: int, last: int, months: int) -> Iterable[datetime.date]:
    day = datetime.date.fromordinal(first)
    number = day.year * 12 + day.month - 1
    number += -number % months
    while number < datetime.MAXYEAR * 12:
        month = datetime.date(number // 12, number % 12 + 1, 1)
        if month.toordinal() > last:
            return
        if month.toordinal() >= first:
            yield month
        number += months
