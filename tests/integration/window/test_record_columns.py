"""The columns of the library's tables: what matters is in view, and the user's widths are kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefing.app.library_side import LibrarySide
from briefing.app.library_side.place import LibraryPlace
from briefing.app.library_side.tables.column_layout import ColumnLayout
from briefing.app.library_side.tables.record_table import RecordTable
from briefing.app.services.settings import INTERFACE_ZOOM, LIBRARY_COLUMNS
from briefing.library.records import RecordKey, RecordKind
from tests.integration.window.driver import Program
from tests.integration.window.library_sides import FACTS, shown_facts, write_library

pytestmark = pytest.mark.one_program

IMPORTANT = ["Statement", "Standing", "Grade", "Date", "Source"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a library with three facts of a treaty once."""
    return write_library(tmp_path_factory.mktemp("library") / "written")


@pytest.fixture
def side(program: Program, tmp_path: Path, written: Path) -> LibrarySide:
    """Show the facts of that library in a window of 1280 × 800, with none selected."""
    shutil.copytree(written, tmp_path / "library")
    side = shown_facts(program, tmp_path / "library")
    program.window.resize(1280, 800)
    side.splitter.setSizes([260, 600, 420])
    menu_entry(side.columns, "Usual columns and widths").trigger()
    side.table.selectionModel().clear()
    program.until(side.form.isHidden)
    program.until(lambda: side.table.viewport().width() > 900)
    return side


def number(table: RecordTable, heading: str) -> int:
    return [each.heading for each in table.records.columns].index(heading)


def width(table: RecordTable, heading: str) -> int:
    return table.columnWidth(number(table, heading))


def in_view(table: RecordTable) -> list[str]:
    """Return the headings of the columns that are wholly in view."""
    header, room = table.horizontalHeader(), table.viewport().width()
    ends = [
        header.sectionViewportPosition(each) + header.sectionSize(each) for each in range(header.count())
    ]
    headings = [column.heading for column in table.records.columns]
    return [
        heading for each, heading in enumerate(headings) if table.columnWidth(each) and ends[each] <= room
    ]


def choose(side: LibrarySide, fact_id: str) -> None:
    assert side.table.choose(RecordKey(RecordKind.FACT, fact_id))


def cell(table: RecordTable, row: int, heading: str) -> QPoint:
    return table.visualRect(table.records.index(row, number(table, heading))).center()


def menu_entry(columns: ColumnLayout, text: str) -> QAction:
    return next(each for each in columns.menu().actions() if each.text() == text)


def test_without_a_selected_record_the_table_has_the_room_of_the_form(
    program: Program, side: LibrarySide
) -> None:
    assert side.table.viewport().width() > 900
    choose(side, "one")
    program.until(side.form.isVisible)
    program.until(lambda: side.table.viewport().width() < 700)
    side.filter.setText("no fact has these words")
    program.until(side.form.isHidden)


def test_what_matters_is_in_view_with_and_without_the_form(program: Program, side: LibrarySide) -> None:
    assert in_view(side.table)[: len(IMPORTANT)] == IMPORTANT
    assert width(side.table, "Statement") >= 400
    choose(side, "one")
    program.until(lambda: side.table.viewport().width() < 700)
    assert in_view(side.table) == IMPORTANT


def test_with_room_for_all_columns_the_statement_takes_what_is_left(
    program: Program, side: LibrarySide
) -> None:
    side.splitter.setSizes([150, 3000, 270])
    program.window.resize(2400, 800)
    program.until(lambda: side.table.viewport().width() > 1800)
    table = side.table
    assert in_view(table) == [each.heading for each in table.records.columns]
    assert table.horizontalHeader().length() == table.viewport().width()
    program.window.resize(1280, 800)


def test_a_click_shows_the_form_only_when_no_second_one_follows(
    program: Program, side: LibrarySide
) -> None:
    table, place = side.table, cell(side.table, 1, "Date")
    QTest.mousePress(table.viewport(), LEFT, pos=place)
    assert side.form.isHidden()
    QTest.mouseRelease(table.viewport(), LEFT, pos=place)
    QTest.mouseDClick(table.viewport(), LEFT, pos=place)
    assert side.cells.cell is not None
    assert side.cells.cell.field.field.path == "date"
    program.press(side.cells.cell.field.control, Qt.Key.Key_Escape)
    program.until(side.form.isVisible)


def test_widths_and_hidden_columns_of_the_user_are_kept(program: Program, side: LibrarySide) -> None:
    table = side.table
    table.horizontalHeader().resizeSection(number(table, "Topics"), 77)
    table.horizontalHeader().resizeSection(number(table, "Statement"), 333)
    menu_entry(side.columns, "Grade").trigger()
    side.tree.choose(LibraryPlace(RecordKind.SOURCE))
    program.until(lambda: table.place_kind is RecordKind.SOURCE)
    assert not table.isColumnHidden(2)
    side.store_state()
    later = RecordTable(side)
    layout = ColumnLayout(later, program.settings)
    later.show_place(LibraryPlace(RecordKind.FACT, "delta"), side.editor.library, side.editor.catalogue)
    program.until(lambda: later.records.rowCount() == len(FACTS))
    assert (width(later, "Topics"), width(later, "Statement")) == (77, 333)
    assert later.isColumnHidden(number(later, "Grade"))
    menu_entry(layout, "Usual columns and widths").trigger()
    assert not later.isColumnHidden(number(later, "Grade"))
    assert width(later, "Topics") == 150
    layout.store()
    assert program.settings.get(LIBRARY_COLUMNS) == ""
    later.deleteLater()


def test_columns_that_were_stored_by_another_version_are_passed_over(program: Program) -> None:
    program.settings.set(LIBRARY_COLUMNS, '{"ship": {"Name": 3}}')
    table = RecordTable(program.window)
    assert ColumnLayout(table, program.settings).menu().actions()[0].text() == "Statement"
    table.deleteLater()


def test_hidden_columns_are_skipped_by_keys_and_not_copied(program: Program, side: LibrarySide) -> None:
    table = side.table
    menu_entry(side.columns, "Grade").trigger()
    assert not menu_entry(side.columns, "Statement").isEnabled()
    choose(side, "one")
    table.setCurrentIndex(table.records.index(table.currentIndex().row(), number(table, "Standing")))
    program.press(table, Qt.Key.Key_F2)
    assert side.cells.cell is not None
    program.press(side.cells.cell.field.control, Qt.Key.Key_Tab)
    assert side.cells.cell.field.field.path == "date"
    program.press(side.cells.cell.field.control, Qt.Key.Key_Escape)
    program.press(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert copied[:3] == ["Statement", "Standing", "Date"]
    header = table.horizontalHeader()
    header.setFocus(Qt.FocusReason.TabFocusReason)
    for _step in range(2):
        program.press(header, Qt.Key.Key_Right)
    assert "Date" in header.accessibleDescription()


def test_columns_grow_with_the_texts(program: Program, side: LibrarySide) -> None:
    before = width(side.table, "Standing")
    program.settings.set(INTERFACE_ZOOM, 150)
    program.until(lambda: width(side.table, "Standing") == before * 3 // 2)
    program.settings.set(INTERFACE_ZOOM, 100)
    QApplication.processEvents()
    program.until(lambda: width(side.table, "Standing") == before)
