"""A time axis to scale, with breaks where nothing happens for long."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.model.dates import MONTHS_IN_A_YEAR, Day, day_of_ordinal

_BREAK_PT = 16.0
_WIDEST_GAP = 0.35
"""A gap that takes more of the axis than this is broken."""
_MOST_BREAKS = 4
_TICK_ROOM_PT = 11.0
_YEAR_STEPS = tuple(digit * 10**zeros for zeros in range(7) for digit in (1, 2, 5))
_MONTH_STEPS = (1, 3, 6, *(MONTHS_IN_A_YEAR * years for years in _YEAR_STEPS))
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

    def at(self, day: Day) -> float:
        """Return the position of a day; one outside the axis is at the nearer end."""
        number = day.ordinal
        for stretch in self.stretches:
            if number <= stretch.last:
                return stretch.at(max(number, stretch.first))
        return self.stretches[-1].bottom

    def ticks(self) -> list[tuple[float, Day, int]]:
        """Firsts of months with room between them: where, which day, how many months between two."""
        step = next((months for months in _MONTH_STEPS if self._fits(months)), _MONTH_STEPS[-1])
        ticks: list[tuple[float, Day, int]] = []
        for stretch in self.stretches:
            for day in _firsts(stretch.first, stretch.last, step):
                y = stretch.at(day.ordinal)
                if not ticks or y - ticks[-1][0] >= _TICK_ROOM_PT:
                    ticks.append((y, day, step))
        return ticks

    def _fits(self, months: int) -> bool:
        days = months * 28
        return all(
            (stretch.bottom - stretch.top) * days / max(stretch.last - stretch.first, 1) >= _TICK_ROOM_PT
            for stretch in self.stretches
        )


Days = tuple[Day, Day]


def axis_for(spans: Sequence[Days], top: float, bottom: float) -> Axis:
    """Make an axis with all of these times, between two heights; it breaks within none of them."""
    covered = [(first.ordinal, last.ordinal) for first, last in spans]
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


def _firsts(first: int, last: int, months: int) -> Iterable[Day]:
    """Yield the firsts of every so many months, of round years where they are years apart."""
    years = months // MONTHS_IN_A_YEAR
    starts = _round_years(first, last, years) if years else _months(first, months)
    for day in itertools.takewhile(lambda day: day.ordinal <= last, starts):
        if day.ordinal >= first:
            yield day


def _months(first: int, step: int) -> Iterator[Day]:
    day = day_of_ordinal(first)
    number = day.year * MONTHS_IN_A_YEAR + day.month - 1
    for month in itertools.count(number - number % step, step):
        yield Day(month // MONTHS_IN_A_YEAR, month % MONTHS_IN_A_YEAR + 1, 1)


def _round_years(first: int, last: int, step: int) -> Iterator[Day]:
    """Yield years that are round as they are written: 2000 BCE is year -1999, and no year is written 0."""
    begin, end = day_of_ordinal(first).year, day_of_ordinal(last).year
    for number in range(begin // step - 1, end // step + 2):
        written = number * step
        if number or step > 1:
            yield Day(written if written > 0 else written + 1, 1, 1)
