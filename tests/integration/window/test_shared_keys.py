"""A key that the briefing and the library share does what belongs to the part that has the focus."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from briefing.app.actions import ACTIONS
from briefing.app.library_side.records.delete_records import DeleteDialog
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import Program, briefing_of, choose, front, settle, undo_name
from tests.integration.window.library_sides import FACTS, shown_facts, write_library
from tests.integration.window.reading import GAS, reading_side, select

pytestmark = pytest.mark.one_program

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = {
    "Ctrl+C": (Qt.Key.Key_C, CTRL),
    "Ctrl+V": (Qt.Key.Key_V, CTRL),
    "Ctrl+Shift+D": (Qt.Key.Key_D, CTRL | SHIFT),
    "Del": (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    "Ctrl+F": (Qt.Key.Key_F, CTRL),
    "F2": (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
}


@pytest.fixture
def triggered(program: Program) -> list[str]:
    """Return a list that gets the id of each action that a key triggers."""
    ids: list[str] = []
    for spec, action in program.window.action_set:
        if spec.shortcut in KEYS:
            action.triggered.connect(partial(note, ids, spec.id))
    return ids


def note(ids: list[str], action_id: str, _checked: bool = False) -> None:
    ids.append(action_id)


def press(program: Program, widget: QWidget, keys: str) -> None:
    program.press(widget, *KEYS[keys])
    settle()


def test_the_shared_keys_are_those_that_are_pressed_here() -> None:
    number = Counter(spec.shortcut for spec in ACTIONS if spec.shortcut)
    assert {keys for keys, count in number.items() if count > 1} == KEYS.keys()


def test_shared_keys_change_the_briefing_while_the_outline_has_the_focus(
    program: Program, triggered: list[str]
) -> None:
    window = program.begin(a_briefing(), {"map": PICTURE})
    front(window)
    outline = window.panes.outline.view
    choose(window, "f1")
    outline.setFocus()
    program.until(outline.hasFocus)
    for keys, action_id, step in (
        ("Ctrl+C", "copy", ""),
        ("Ctrl+V", "paste", "Paste"),
        ("Ctrl+Shift+D", "duplicate", "Duplicate"),
        ("Del", "delete", "Delete"),
    ):
        outline.setFocus()
        press(program, outline, keys)
        assert triggered[-1:] == [action_id]
        assert step in undo_name(window)
    choose(window, "p1")
    outline.setFocus()
    press(program, outline, "F2")
    assert triggered[-1] == "edit_words"
    outline.setFocus()
    press(program, outline, "Ctrl+F")
    assert triggered == ["copy", "paste", "duplicate", "delete", "edit_words", "find"]


def test_shared_keys_change_records_while_the_table_has_the_focus(program: Program, tmp_path: Path) -> None:
    before = program.begin(a_briefing(), {"map": PICTURE})
    unchanged = briefing_of(before)
    side = shown_facts(program, write_library(tmp_path / "library"))
    table, editor = side.table, side.editor
    table.selectRow(0)
    program.until(program.window.action_set["copy_records"].isEnabled)
    press(program, table, "Ctrl+C")
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2
    press(program, table, "Ctrl+Shift+D")
    assert editor.undo_label == "Duplicate 1 fact"
    program.until(lambda: table.records.rowCount() == len(FACTS) + 1)
    headings = [table.model().headerData(each, Qt.Orientation.Horizontal) for each in range(3)]
    table.setCurrentIndex(table.records.index(0, headings.index("Statement")))
    program.until(program.window.action_set["edit_cell"].isEnabled)
    table.setFocus()
    press(program, table, "F2")
    assert side.cells.cell is not None
    program.press(side.cells.cell.field.control, Qt.Key.Key_Escape)
    table.setFocus()
    QGuiApplication.clipboard().setText("")
    press(program, table, "Ctrl+V")
    press(program, table, "Del")
    program.until(lambda: DeleteDialog.raised(program.window) is not None)
    dialog = DeleteDialog.raised(program.window)
    assert dialog is not None
    dialog.reject()
    front(program.window)
    table.setFocus()
    press(program, table, "Ctrl+F")
    assert side.filter.hasFocus()
    assert briefing_of(before) == unchanged


def test_shared_keys_belong_to_the_document_while_it_is_read(
    program: Program, triggered: list[str], tmp_path: Path
) -> None:
    side = reading_side(program, tmp_path / "library")
    before = side.editor.library
    select(side.reader.view, GAS)
    QGuiApplication.clipboard().setText("")
    press(program, side.reader.view, "Ctrl+C")
    assert QGuiApplication.clipboard().text().split() == GAS.split()
    for keys in ("Ctrl+V", "Ctrl+Shift+D", "Del", "F2"):
        press(program, side.reader.view, keys)
    assert side.editor.library is before
    assert triggered == []
    press(program, side.reader.view, "Ctrl+F")
    assert triggered == ["filter_records"]
    assert side.reader.head.search.hasFocus()
