"""EDTF dates: which days they may mean, and what is said of those that are wrong."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.dates import FIRST_DAY, LAST_DAY, Day
from briefing.model.edtf import check_edtf, check_saved_edtf, parse_edtf
from tests.unit.edtf_dates import CANDIDATES, EDTF_DATES
from tests.unit.profile import repeatable


def day(text: str) -> Day:
    return Day.of(datetime.date.fromisoformat(text))


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
        ("-1258", Day(-1258, 1, 1), Day(-1258, 12, 31), False),
        ("0000-02", Day(0, 2, 1), Day(0, 2, 29), False),
        ("Y-17000", Day(-17000, 1, 1), Day(-17000, 12, 31), False),
        ("-12XX", Day(-1299, 1, 1), Day(-1200, 12, 31), True),
        ("1XXX-02-29", day("1004-02-29"), day("1996-02-29"), True),
        ("1950S2", day("1900-01-01"), day("1999-12-31"), True),
        ("2025-21", day("2025-03-01"), day("2025-05-31"), False),
        ("2025-24", day("2025-12-01"), day("2026-02-28"), False),
        ("2025-40", day("2025-01-01"), day("2025-06-30"), False),
        ("[1667,1670..1672]", day("1667-01-01"), day("1672-12-31"), True),
        ("{..1984}", FIRST_DAY, day("1984-12-31"), False),
        ("2025-01-17T14:30:00Z", day("2025-01-17"), day("2025-01-17"), False),
    ],
)
def test_a_date_spans_the_days_that_it_may_mean(
    text: str, earliest: Day, latest: Day, doubtful: bool
) -> None:
    span = parse_edtf(text)
    assert (span.earliest, span.latest, span.doubtful) == (earliest, latest, doubtful)


@given(st.dates())
def test_every_calendar_date_is_one_day(date: datetime.date) -> None:
    span = parse_edtf(date.isoformat())
    assert span.is_one_day
    assert span.earliest == Day.of(date)


@given(st.dates(), st.dates())
def test_an_interval_that_ends_before_it_begins_is_refused(
    one: datetime.date, other: datetime.date
) -> None:
    text = f"{max(one, other)}/{min(one, other)}"
    if one == other:
        assert parse_edtf(text).is_one_day
    else:
        with pytest.raises(ValueError, match="ends before it begins"):
            check_edtf(text)


@given(st.text(max_size=20) | st.from_regex(r"[0-9X?~%/.-]{1,21}", fullmatch=True))
def test_no_text_makes_reading_a_date_fail_in_any_other_way(text: str) -> None:
    span = parse_edtf(text)
    assert span.earliest <= span.latest
    try:
        check_edtf(text)
    except ValueError:
        assert span.opens
        assert span.stays_open


@repeatable
@given(CANDIDATES)
def test_a_text_in_the_form_of_a_date_is_read_or_refused_with_its_reason(text: str) -> None:
    try:
        check_edtf(text)
        span = parse_edtf(text)
    except ValueError as error:
        reason = str(error)
        assert text in reason
    else:
        assert span.earliest <= span.latest


@repeatable
@given(EDTF_DATES, EDTF_DATES)
def test_an_interval_of_two_dates_spans_both(one: str, other: str) -> None:
    first, last = sorted((one, other), key=lambda text: parse_edtf(text).earliest)
    try:
        check_edtf(f"{first}/{last}")
        span = parse_edtf(f"{first}/{last}")
    except ValueError:
        return  # one is a set, an interval or a time, or ends after the other
    assert span.earliest == parse_edtf(first).earliest
    assert span.latest == parse_edtf(last).latest
    assert span.lasts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-21-03", "a day in a season"),
        ("2025-2X", "no such month"),
        ("2025-04-31", "no such day"),
        ("-0000", "0000"),
        ("Y2025", "less than five digits"),
        ("Y17E8", "more than 6 digits"),
        ("1950S2-01", "a year alone"),
        ("../..", "no date at either end"),
        ("2025-01-17T25:00:00", "no such time of day"),
        ("2025T10:00:00", "without a day"),
        ("2025-01-17T10:00:00/2026", "in an interval"),
        ("[2025,..2026]", "open in its middle"),
        ("[2026..2025]", "ends before it begins"),
    ],
)
def test_a_date_that_is_refused_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        check_edtf(text)


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "17.01.2025", "", "yesterday", "2025-1-7"])
def test_what_is_no_date_says_what_would_be_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"2025-01-17|not a day in the calendar"):
        check_edtf(text)


@pytest.mark.parametrize("text", ["../..", "2025-02-3X", "1950S2-01", "Y17E8"])
def test_a_saved_project_keeps_what_an_earlier_version_accepted_as_a_date(text: str) -> None:
    check_saved_edtf(text)
    assert parse_edtf(text).opens


@pytest.mark.parametrize("text", ["", "yesterday"])
def test_a_saved_project_with_no_date_at_all_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        check_saved_edtf(text)
