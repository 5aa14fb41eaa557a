"""Clocks that show a year beyond the calendar, or before the year 1000."""

import datetime
import time

import pytest

from briefing import clock
from briefing.editing import SetDetails
from briefing.project import Session, pack, unpack
from briefing.project.session import moment_of
from tests.builders import a_project, a_reference


def seconds(year: int) -> float:
    return (datetime.date(year, 6, 1) - datetime.date(1970, 1, 1)).days * 86400.0


@pytest.mark.parametrize(
    ("now", "start"),
    [
        (seconds(7), "0007-06-01"),
        (seconds(999), "0999-06-01"),
        (seconds(9999), "9999-06-01"),
        (1e13, "9999-12-30"),
        (-1e13, "0001-01-02"),
    ],
)
def test_any_time_has_four_digits_of_the_year(
    now: float, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: now)
    assert moment_of(clock.utc_now()).startswith(start)
    assert len(clock.to_the_minute(clock.utc_now())) == len("2025-01-18 10:42")


@pytest.mark.parametrize("now", [seconds(999), 1e13])
def test_what_is_saved_under_such_a_clock_can_be_opened_again(
    now: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: now)
    session = Session(a_project(), a_reference(), author="A. Analyst")
    session.apply(SetDetails(title="Another title"))
    again = unpack(pack(session.project), "a.briefing")
    assert again == session.project
    assert again.history[-1].at == moment_of(clock.utc_now())


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_the_ends_of_the_calendar_have_a_local_time(
    zone: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert clock.to_the_minute(datetime.datetime.fromisoformat(moment))
    finally:
        monkeypatch.undo()
        time.tzset()
