"""A time axis is monotone, to scale outside its breaks, and breaks only where nothing happens for long."""

from __future__ import annotations

import datetime
import itertools

from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.axis import Axis, Days, axis_for
from briefing.model.dates import Day
from tests.unit.profile import repeatable

FIRST = datetime.date(2024, 1, 1)
NEAR = st.integers(0, 800).map(lambda days: Day.of(FIRST + datetime.timedelta(days)))
FAR = st.builds(Day, st.integers(-99_999, 99_999), st.integers(1, 12), st.integers(1, 28))
DAYS = st.dates().map(Day.of) | NEAR | FAR
SPANS = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))
TIMES = st.lists(SPANS | DAYS.map(lambda day: (day, day)), min_size=1, max_size=15)
TOPS, HEIGHTS = st.floats(0, 100), st.floats(100, 700)
NEARLY = 1e-6
MOST_BREAKS = 4
TICK_ROOM = 11.0


def days_of(spans: list[Days]) -> list[Day]:
    return sorted({day for span in spans for day in span})


def at_day(spans: list[Days], axis: Axis) -> list[float]:
    return [axis.at(day) for day in days_of(spans)]


@repeatable
@given(TIMES, TOPS, HEIGHTS)
def test_the_axis_fills_its_height_from_the_earliest_day_to_the_latest(
    spans: list[Days], top: float, height: float
) -> None:
    axis = axis_for(spans, top, top + height)
    first, last = days_of(spans)[0], days_of(spans)[-1]
    assert abs(axis.at(first) - top) < NEARLY
    assert abs(axis.stretches[-1].bottom - (top + height)) < NEARLY
    if first != last:
        assert axis.at(last) > axis.at(first)


@repeatable
@given(TIMES, TOPS, HEIGHTS)
def test_a_later_day_is_never_above_an_earlier_one_and_none_is_outside(
    spans: list[Days], top: float, height: float
) -> None:
    heights = at_day(spans, axis_for(spans, top, top + height))
    assert all(sooner <= later for sooner, later in itertools.pairwise(heights))
    assert all(top - NEARLY <= y <= top + height + NEARLY for y in heights)


@repeatable
@given(TIMES, HEIGHTS)
def test_between_two_breaks_equal_times_have_equal_lengths(spans: list[Days], height: float) -> None:
    for stretch in axis_for(spans, 0, height).stretches:
        assert stretch.bottom > stretch.top
        days = stretch.last - stretch.first
        middle = stretch.at(stretch.first + days // 2) - stretch.top
        if days:
            assert abs(middle - (stretch.bottom - stretch.top) * (days // 2) / days) < NEARLY


@repeatable
@given(TIMES, HEIGHTS)
def test_all_long_stretches_have_one_scale(spans: list[Days], height: float) -> None:
    stretches = axis_for(spans, 0, height).stretches
    shortest = sum(stretch.last - stretch.first for stretch in stretches) * 0.02
    long = [stretch for stretch in stretches if stretch.last - stretch.first > max(shortest, 1)]
    scales = [(stretch.bottom - stretch.top) / (stretch.last - stretch.first) for stretch in long]
    assert all(abs(scale - scales[0]) < NEARLY for scale in scales)


@repeatable
@given(TIMES, HEIGHTS)
def test_no_time_is_cut_by_a_break(spans: list[Days], height: float) -> None:
    stretches = axis_for(spans, 0, height).stretches
    assert len(stretches) <= MOST_BREAKS + 1
    for above, below in itertools.pairwise(stretches):
        assert above.last < below.first
        assert above.bottom < below.top
    for first, last in spans:
        assert any(stretch.first <= first.ordinal and last.ordinal <= stretch.last for stretch in stretches)


def test_a_long_time_without_events_is_broken_and_an_even_row_of_events_is_not() -> None:
    months = [Day(2024, month, 1) for month in range(1, 13)]
    assert len(axis_for([(day, day) for day in months], 0, 500).stretches) == 1
    late = [day._replace(year=2060) for day in months]
    axis = axis_for([(day, day) for day in (*months, *late)], 0, 500)
    assert [stretch.last for stretch in axis.stretches] == [months[-1].ordinal, late[-1].ordinal]


def test_a_time_that_lasts_through_the_gap_keeps_it_whole() -> None:
    days = [Day(2024, 1, 1), Day(2024, 3, 1), Day(2060, 1, 1), Day(2060, 3, 1)]
    points = [(day, day) for day in days]
    assert len(axis_for(points, 0, 500).stretches) == 2
    assert len(axis_for([*points, (days[1], days[2])], 0, 500).stretches) == 1


@repeatable
@given(TIMES, HEIGHTS, DAYS)
def test_a_day_outside_is_put_at_the_nearer_end(spans: list[Days], height: float, day: Day) -> None:
    axis = axis_for(spans, 0, height)
    assert 0 <= axis.at(day) <= height + NEARLY
    if day <= days_of(spans)[0]:
        assert axis.at(day) == 0
    if day > days_of(spans)[-1]:
        assert axis.at(day) == axis.stretches[-1].bottom


def is_round(day: Day, months: int) -> bool:
    if months < 12:
        return (day.month - 1) % months == 0
    written = day.year if day.year > 0 else 1 - day.year
    return day.month == 1 and (written % (months // 12) == 0 or day.year == 1)


@repeatable
@given(TIMES, TOPS, HEIGHTS)
def test_ticks_are_firsts_of_months_at_their_own_place_with_room_between_them(
    spans: list[Days], top: float, height: float
) -> None:
    axis = axis_for(spans, top, top + height)
    ticks = axis.ticks()
    for y, day, months in ticks:
        assert day.day == 1
        assert is_round(day, months)
        assert abs(axis.at(day) - y) < NEARLY
    assert all(later[0] - sooner[0] >= TICK_ROOM for sooner, later in itertools.pairwise(ticks))
    assert len({months for *_, months in ticks}) <= 1


def test_ticks_are_finer_where_there_is_more_room() -> None:
    span = [(Day(2024, 1, 1), Day(2026, 12, 31))]
    assert [day.month for _, day, _ in axis_for(span, 0, 900).ticks()] == [*range(1, 13)] * 3
    assert [(day.year, day.month) for _, day, _ in axis_for(span, 0, 40).ticks()] == [
        (2024, 1), (2025, 1), (2026, 1),
    ]  # fmt: skip


def test_ticks_before_our_era_are_round_as_they_are_written() -> None:
    ticks = axis_for([(Day(-1258, 1, 1), Day(1828, 12, 31))], 0, 60).ticks()
    assert [day.year for _, day, _ in ticks] == [-999, 1, 1000]
