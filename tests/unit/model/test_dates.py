"""EDTF dates: which days they may mean, and what is said of those that are wrong."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.dates import FIRST_DAY, LAST_DAY, parse_edtf

day = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "doubtful"),
    [
        ("2025-01-17", day("2025-01-17"), day("2025-01-17"), False),
        ("2025-02", day("2025-02-01"), day("2025-02-28"), False),
        ("2025", day("2025-01-01"), day("2025-12-31"), False),
        ("2025-01-XX", day("2025-01-01"), day("2025-01-31"), True),
        ("2025?", day("2025-01-01"), day("2025-12-31"), True),
        ("2025~", day("2025-01-01"), day("2025-12-31"), True),
        ("2025%", day("2025-01-01"), day("2025-12-31"), True),
        ("2025-01/2025-04", day("2025-01-01"), day("2025-04-30"), False),
        ("2025-10/..", day("2025-10-01"), LAST_DAY, False),
        ("../2025", FIRST_DAY, day("2025-12-31"), False),
        ("/2025", FIRST_DAY, day("2025-12-31"), False),
    ],
)
def test_a_date_spans_the_days_that_it_may_mean(
    text: str, earliest: datetime.date, latest: datetime.date, doubtful: bool
) -> None:
    span = parse_edtf(text)
    assert (span.earliest, span.latest, span.doubtful) == (earliest, latest, doubtful)


@given(st.dates())
def test_every_calendar_date_is_one_day(date: datetime.date) -> None:
    span = parse_edtf(date.isoformat())
    assert span.is_one_day
    assert span.earliest == date


@given(st.dates(), st.dates())
def test_an_interval_that_ends_before_it_begins_is_refused(
    one: datetime.date, other: datetime.date
) -> None:
    text = f"{max(one, other)}/{min(one, other)}"
    if one == other:
        assert parse_edtf(text).is_one_day
    else:
        with pytest.raises(ValueError, match="ends before it begins"):
            parse_edtf(text)


@given(st.text(max_size=20) | st.from_regex(r"[0-9X?~%/.-]{1,21}", fullmatch=True))
def test_no_text_makes_reading_a_date_fail_in_any_other_way(text: str) -> None:
    try:
        span = parse_edtf(text)
    except ValueError:
        return
    assert span.earliest <= span.latest


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "17.01.2025", "", "yesterday", "2025-1-7"])
def test_what_is_no_date_says_what_would_be_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"2025-01-17|not a day in the calendar"):
        parse_edtf(text)
