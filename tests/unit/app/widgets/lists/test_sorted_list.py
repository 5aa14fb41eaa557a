"""Headings sort a list by mouse and by keyboard, and say by which of them it is sorted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.app.widgets.lists.sorted_list import SortedEntry, SortedList
from tests.patience import wait_until

ROWS = (("Énergie", "9"), ("alpha", "10"), ("Zulu", "2"))


@pytest.fixture
def view(qtbot: QtBot) -> SortedList:
    made = SortedList("Rows", ["Name", "Number"], [150])
    qtbot.addWidget(made)
    for name, number in ROWS:
        made.addTopLevelItem(SortedEntry([name, number], name, {1: int(number)}))
    made.resize(400, 300)
    made.show()
    return made


def names(view: SortedList) -> list[str]:
    return [entry.value for entry in view.entries()]


def header_of(view: SortedList) -> SortHeader:
    header = view.header()
    assert isinstance(header, SortHeader)
    return header


def press(view: SortedList, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(header_of(view), key)


def test_entries_stay_as_they_were_added_until_a_heading_is_chosen(view: SortedList) -> None:
    assert names(view) == ["Énergie", "alpha", "Zulu"]
    assert header_of(view).order_text() == ""


def test_keys_choose_a_heading_and_sort_by_it_and_in_reverse(view: SortedList) -> None:
    press(view, Qt.Key.Key_Space)
    assert names(view) == ["alpha", "Énergie", "Zulu"]
    assert "Sorted by Name, ascending." in header_of(view).accessibleDescription()
    press(view, Qt.Key.Key_Return)
    assert names(view) == ["Zulu", "Énergie", "alpha"]
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space)
    assert names(view) == ["Zulu", "Énergie", "alpha"]
    assert "Heading: Number. Sorted by Number, ascending." in header_of(view).accessibleDescription()
    press(view, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Space)
    assert names(view)[0] == "alpha"


def test_a_click_on_a_heading_sorts_and_the_entry_that_was_current_stays_so(view: SortedList) -> None:
    view.setCurrentItem(view.entries()[1])
    place = QPoint(header_of(view).sectionViewportPosition(1) + 20, 10)
    QTest.mouseClick(header_of(view).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(view) == ["Zulu", "Énergie", "alpha"]
    assert view.current is not None
    assert view.current.value == "alpha"


def test_tab_reaches_the_headings_and_they_are_named(view: SortedList) -> None:
    assert header_of(view).focusPolicy() & Qt.FocusPolicy.TabFocus
    assert header_of(view).accessibleName() == "Headings of the columns"


def test_a_line_is_as_high_as_its_text_and_grows_when_its_column_narrows(
    view: SortedList, qtbot: QtBot
) -> None:
    view.addTopLevelItem(SortedEntry(["several words that need more than one line here", "1"], "long"))
    short, long = view.entries()[0], view.entries()[-1]

    def height(entry: SortedEntry) -> int:
        return view.visualItemRect(entry).height()

    wait_until(lambda: height(long) > height(short) > 0, pause=lambda: qtbot.wait(5))
    high = height(long)
    view.setColumnWidth(0, 90)
    wait_until(lambda: height(long) > high, pause=lambda: qtbot.wait(5))
