"""Dates are written in words, in the language asked for, and never as the codes of EDTF."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.composition.printed_dates import day, edtf
from tests.unit.edtf_dates import EDTF_DATES
from tests.unit.profile import repeatable

NO_BREAK = "\u00a0"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
CODES = re.compile(r"[?~%{}\[\]/X]|\.\.|\d-|-\d|\bY\d|\dS\d|\b0\d{3}\b")
"""What only EDTF writes: marks, brackets, unspecified digits, joined numbers, years with zeros in front."""
LANGUAGES = ("en", "de", "fr", "ru", "fa", "zh", "hu")


@repeatable
@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_day_is_written_day_month_year_and_stays_on_one_line(date: datetime.date) -> None:
    written = day(date.isoformat(), "en")
    assert written == f"{date.day}{NO_BREAK}{MONTHS[date.month - 1]}{NO_BREAK}{date.year}"
    assert edtf(date.isoformat(), "en") == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", "17 janvier 2025"),
        ("ru", "17 января 2025"),
        ("de", "17. Januar 2025"),
        ("es", "17 de enero de 2025"),
        ("zh", "2025年1月17日"),
        ("hu", "2025. január 17."),
        ("fa", "17 ژانویهٔ 2025"),
    ],
)
def test_a_day_is_written_in_the_language_asked_for(language: str, written: str) -> None:
    assert day("2025-01-17", language).replace(NO_BREAK, " ") == written


@pytest.mark.parametrize(
    ("language", "written"), [("ru", "январь 2025"), ("de", "Januar 2025"), ("ja", "2025年1月")]
)
def test_a_month_is_written_in_the_language_asked_for(language: str, written: str) -> None:
    assert edtf("2025-01", language).replace(NO_BREAK, " ") == written


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2025", "2025"),
        ("2025-01", "January 2025"),
        ("2025-01-XX", "an unknown day in January 2025"),
        ("2025-XX", "an unknown month of 2025"),
        ("2025-XX-XX", "an unknown day in 2025"),
        ("201X", "a year from 2010 to 2019"),
        ("20XX", "a year from 2000 to 2099"),
        ("XXXX", "an unknown year"),
        ("XXXX-12-XX", "an unknown day in December of an unknown year"),
        ("156X-12-25", "25 December of a year from 1560 to 1569"),
        ("156X-12", "December of a year from 1560 to 1569"),
        ("201X-22", "summer of a year from 2010 to 2019"),
        ("2004-1X", "an unknown date from October 2004 to December 2004"),
        ("2004-12-1X", "an unknown date from 10 December 2004 to 19 December 2004"),
        ("2025?", "2025 (uncertain)"),
        ("2025-01~", "January 2025 (approximate)"),
        ("2025-01-17%", "17 January 2025 (approximate and uncertain)"),
        ("2004-06~-11", "11 June 2004 (year approximate, month approximate)"),
        ("2004-?06-11", "11 June 2004 (month uncertain)"),
        (
            "?2004-06-11~",
            "11 June 2004 (year approximate and uncertain, month approximate, day approximate)",
        ),
        ("201X?", "a year from 2010 to 2019 (uncertain)"),
        ("2025-21", "spring 2025"),
        ("2025-24~", "winter 2025 (approximate)"),
        ("2025-30", "summer 2025 (southern hemisphere)"),
        ("2025-34", "second quarter of 2025"),
        ("2025-39", "last four months of 2025"),
        ("2025-40", "first half of 2025"),
        ("0045", "45 CE"),
        ("0045-03-15", "15 March 45 CE"),
        ("0000", "1 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("-1258~", "1259 BCE (approximate)"),
        ("-12XX", "a year from 1300 BCE to 1201 BCE"),
        ("Y17000", "17,000"),
        ("Y-17000", "17,001 BCE"),
        ("Y17E3", "17,000"),
        ("1950S2", "about 1900 to 1999"),
        ("2025-10/..", "from October 2025"),
        ("2025-10/", "from October 2025 to an unknown date"),
        ("../2024", "until 2024"),
        ("/2024", "from an unknown date to 2024"),
        ("2019/2024-07", "2019 to July 2024"),
        ("2025-01?/2025-03", "January 2025 (uncertain) to March 2025"),
        ("-0043/0014", "44 BCE to 14 CE"),
        ("[1667,1668,1670..1672]", "1667, 1668 or an unknown date from 1670 to 1672"),
        ("[..1760-12-03]", "3 December 1760 or earlier"),
        ("[1760-12..]", "December 1760 or later"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("{..1984}", "1984 and earlier"),
        ("2025-01-17T14:30:00Z", "17 January 2025, 14:30 UTC"),
        ("2025-01-17T14:30:05+03:30", "17 January 2025, 14:30:05 UTC+03:30"),
        ("2025-01-17T14:30:00", "17 January 2025, 14:30"),
        ("2025-02-3X", "“2025-02-3X” (not a date)"),
    ],
)
def test_every_form_of_a_date_is_written_in_words(date: str, written: str) -> None:
    assert edtf(date, "en").replace(NO_BREAK, " ") == written


def test_no_date_is_written_as_nothing() -> None:
    assert day(None, "en") == edtf(None, "en") == ""


@repeatable
@given(EDTF_DATES, st.sampled_from(LANGUAGES))
def test_words_hold_none_of_the_codes_in_which_a_date_is_recorded(date: str, language: str) -> None:
    written = edtf(date, language)
    assert written.strip()
    assert not CODES.search(written)
