"""Dates of two calendars are found in texts of two scripts; what no calendar has is none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.dates import Day
from briefing.review.text.dates import dates_in, without_dates
from briefing.review.text.iranian_calendar import (
    SolarDate,
    days_in_month,
    gregorian_day,
    is_leap_year,
    solar_date,
)
from briefing.review.text.numerals import numbers_in
from tests.unit.profile import repeatable

LEAP_YEARS = (1354, 1358, 1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408)
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def parts(text: str) -> list[tuple[int | None, int | None, int | None]]:
    return [(date.year, date.month, date.day) for date in dates_in(text)]


# The Iranian calendar


@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1304, 9, 21), (1925, 12, 12)),  # the dynasty changes
        ((1329, 12, 29), (1951, 3, 20)),  # the oil industry is nationalised
        ((1332, 5, 28), (1953, 8, 19)),
        ((1342, 3, 15), (1963, 6, 5)),
        ((1357, 11, 22), (1979, 2, 11)),  # the revolution
        ((1358, 1, 12), (1979, 4, 1)),  # the Islamic Republic
        ((1359, 6, 31), (1980, 9, 22)),  # the war with Iraq begins
        ((1394, 4, 23), (2015, 7, 14)),  # the Joint Comprehensive Plan of Action
        ((1399, 12, 30), (2021, 3, 20)),  # the last day of a leap year
        ((1400, 1, 1), (2021, 3, 21)),
        ((1403, 1, 1), (2024, 3, 20)),
        ((1403, 10, 28), (2025, 1, 17)),  # the treaty with Russia is signed
    ],
)
def test_days_of_the_iranian_calendar_are_those_on_which_it_happened(
    solar: tuple[int, int, int], day: tuple[int, int, int]
) -> None:
    assert gregorian_day(*solar) == Day(*day)
    assert solar_date(Day(*day)) == SolarDate(*solar)


def test_leap_years_are_those_of_the_published_calendars() -> None:
    assert tuple(year for year in range(1354, 1409) if is_leap_year(year)) == LEAP_YEARS


@repeatable
@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 1, 1)))
def test_every_day_has_one_date_in_the_iranian_calendar(date: datetime.date) -> None:
    solar = solar_date(Day.of(date))
    assert solar.year is not None
    assert solar.day is not None
    assert 1 <= solar.day <= days_in_month(solar.year, solar.month)
    assert gregorian_day(solar.year, solar.month, solar.day) == Day.of(date)


@pytest.mark.parametrize(
    "text",
    [
        "on 28 Dey 1403", "on the 28th of Dey, 1403", "on Dey 28, 1403", "on 1403/10/28", "on ۱۴۰۳/۱۰/۲۸",
        "در ۲۸ دی ۱۴۰۳", "در ۲۸ دی‌ماه ۱۴۰۳", "٢٨ دي ١٤٠٣", "on 28 dey 1403",
    ],
)  # fmt: skip
def test_a_day_of_the_iranian_calendar_is_found_in_every_written_form(text: str) -> None:
    assert parts(text) == [(2025, 1, 17)]
    assert numbers_in(text) == []


@pytest.mark.parametrize(
    ("text", "solar"),
    [
        ("in Dey 1403", SolarDate(1403, 10, None)),
        ("در دی ۱۴۰۳", SolarDate(1403, 10, None)),
        ("on 28 Dey", SolarDate(None, 10, 28)),
    ],
)
def test_a_month_or_a_day_without_a_year_stays_in_its_calendar(text: str, solar: SolarDate) -> None:
    (date,) = dates_in(text)
    assert date.solar == solar
    assert solar.holds(Day(2025, 1, 17))
    assert not solar.holds(Day(2025, 1, 25))


@pytest.mark.parametrize(
    "text",
    ["12 Mehr reporters", "Bahman left", "two Azar engines", "31 Mehr 1403", "1403/13/02", "tir 1403a"],
)
def test_other_words_and_impossible_days_are_no_iranian_dates(text: str) -> None:
    assert [date for date in dates_in(text) if date.day or (date.solar and date.solar.day)] == []


# The Islamic lunar calendar


@pytest.mark.parametrize(
    "text",
    [
        "17 Rajab 1446", "17 Rajab 1446 AH", "in Ramadan 1446", "on 5 Sha'ban 1446", "1 Muharram 1447",
        "12 Rabi al-awwal 1446", "Dhu al-Hijjah 10, 1446", "۱۷ رجب ۱۴۴۶",
    ],
)  # fmt: skip
def test_a_date_of_the_lunar_calendar_is_neither_a_gregorian_one_nor_numbers(text: str) -> None:
    (date,) = dates_in(text)
    assert date.is_lunar
    assert parts(text) == [(None, None, None)]
    assert numbers_in(text) == []


# Gregorian


@pytest.mark.parametrize(
    "text", ["99.99.2025", "31.02.2025", "2025-13-45", "2025-02-30", "0.1.2025", "section 12.34.2025"]
)
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert [date for date in dates_in(text) if date.month] == []


def test_a_number_before_a_month_that_cannot_be_its_day_is_a_number() -> None:
    assert parts("On 31 June 2025 it ended.") == [(2025, 6, None)]
    assert [number.figure for number in numbers_in("On 31 June 2025 it ended.")] == [31]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("in 2019-2024", [2019, 2024]),
        ("in 2019–2024", [2019, 2024]),
        ("from 2019 to 2024", [2019, 2024]),
        ("in 2019-24", [2019, 2024]),
        ("in 2019/24", [2019, 2024]),
        ("1914–18", [1914, 1918]),
        ("in 2011-12", [2011]),
    ],
)
def test_both_ends_of_a_range_of_years_are_found(text: str, years: list[int]) -> None:
    assert [date.year for date in dates_in(text)] == years


@pytest.mark.parametrize("text", ["۱۷ ژانویه ۲۰۲۵", "۱۷ ژانویهٔ ۲۰۲۵", "17 ژانویه 2025"])
def test_gregorian_months_in_persian_are_found(text: str) -> None:
    assert parts(text) == [(2025, 1, 17)]


@repeatable
@given(st.dates(datetime.date(1850, 1, 1), datetime.date(2100, 1, 1)))
def test_a_persian_date_is_the_day_that_was_written(date: datetime.date) -> None:
    solar = solar_date(Day.of(date))
    text = f"در {solar.year}/{solar.month}/{solar.day} نوشت".translate(PERSIAN_DIGITS)
    assert parts(text) == [(date.year, date.month, date.day)]
    assert parts(without_dates(text)) == []
