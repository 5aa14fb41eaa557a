"""A day that is typed is the day that is meant, or is refused; no other day is ever made of it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget

from briefing.app.widgets.dates.date_field import DateField, day_in
from briefing.app.widgets.dates.optional_date import OptionalDate
from tests.unit.profile import repeatable


@repeatable
@given(st.dates(datetime.date(1000, 1, 1)), st.sampled_from(["-", "/", ".", "–", " "]))
def test_every_usual_form_of_a_day_is_read(date: datetime.date, sign: str) -> None:
    parts = (f"{date.year}", f"{date.month}", f"{date.day}")
    assert day_in(sign.join(parts)) == day_in(date.isoformat()) == date.isoformat()
    assert day_in(date.strftime("%Y%m%d")) == date.isoformat()


@pytest.mark.parametrize(
    "text",
    ["", "2025", "2025-10", "31.10.2025", "10/31/2025", "2025-02-30", "2025-13-01", "2025111", "soon"],
)
def test_what_names_no_day_is_not_read(text: str) -> None:
    assert day_in(text) is None


def test_a_date_typed_over_the_proposed_one_is_taken_whole(qapp: QApplication) -> None:
    date = OptionalDate("Cut-off date", None, "2026-11-26")
    date.box.setChecked(True)
    date.field.line.selectAll()
    QTest.keyClicks(date.field.line, "2025-10-31")
    assert date.value == "2025-10-31"
    assert date.is_valid
    assert qapp


def test_an_unfinished_date_is_no_date_and_says_so(qapp: QApplication) -> None:
    field = DateField("Cut-off date", "2025-10-31")
    QTest.keyClick(field.line, Qt.Key.Key_End)
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    assert [field.day] == [None]
    assert "2025-10-31" in field.line.toolTip()
    assert field.line.property("invalid")
    QTest.keyClicks(field.line, "7")
    assert field.day == "2025-10-07"
    assert not field.line.toolTip()
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "2025-10-07"
    assert qapp


def test_a_day_of_the_calendar_is_taken(qapp: QApplication) -> None:
    field = DateField("Cut-off date", "2025-10-31")
    field.show()
    field.button.click()
    (calendar,) = [each for each in field.findChildren(QCalendarWidget) if each.isVisible()]
    assert calendar.selectedDate() == QDate(2025, 10, 31)
    calendar.clicked.emit(QDate(2025, 11, 2))
    assert field.day == "2025-11-02"
    assert not calendar.isVisible()
    assert qapp
