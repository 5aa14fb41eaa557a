"""Days before year 1 and after year 9999 are counted and ordered like those between."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.dates import Day, check_calendar_date, day_of_ordinal, days_in_month
from tests.unit.profile import repeatable

YEARS = st.integers(-999_999, 999_999)
DAYS = st.builds(Day, YEARS, st.integers(1, 12), st.integers(1, 28))


@repeatable
@given(st.dates())
def test_days_of_python_s_calendar_have_python_s_numbers(date: datetime.date) -> None:
    assert Day.of(date).ordinal == date.toordinal()
    assert day_of_ordinal(date.toordinal()) == Day.of(date)
    assert str(Day.of(date)) == date.isoformat()


@repeatable
@given(DAYS, DAYS)
def test_days_are_numbered_in_their_order_and_each_number_is_one_day(one: Day, other: Day) -> None:
    assert (one < other) == (one.ordinal < other.ordinal)
    assert day_of_ordinal(one.ordinal) == one


@repeatable
@given(YEARS, st.integers(1, 12))
def test_the_day_after_the_last_of_a_month_is_the_first_of_the_next(year: int, month: int) -> None:
    last = Day(year, month, days_in_month(year, month))
    assert day_of_ordinal(last.ordinal + 1) == Day(year + month // 12, month % 12 + 1, 1)


@pytest.mark.parametrize("text", ["2025-13-01", "2025-02-30", "17.01.2025", "", "2025-1-7", "٢٠٢٥-٠١-١٧"])
def test_what_is_no_calendar_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"2025-01-17|not a day in the calendar"):
        check_calendar_date(text)
