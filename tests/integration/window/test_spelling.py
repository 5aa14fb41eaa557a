"""Spelling in the fields of the inspector, and in the editors of rows and cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPlainTextEdit

from briefing import paths
from briefing.app.services.settings import SPELLING, SPELLING_ENGLISH
from briefing.app.widgets.text.marked_text_edit import MarkedTextEdit
from briefing.app.widgets.text_field import TextField
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, SetDetails, find_item
from briefing.model.briefing import Prose, Table
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    choose,
    do,
    front,
    settle,
)

pytestmark = pytest.mark.one_program

WORDS = "The Ministry's pipelne carries gaz to Iran; colour, LNG, S-400 and газ."


@pytest.fixture
def window(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(paths, "dictionaries", lambda: tmp_path / "dictionaries")
    program.settings.set(SPELLING, 1)
    opened = program.begin(a_briefing(), {"picture": PICTURE})
    apply(opened, Reword("p1", WORDS))
    choose(opened, "p1")
    front(opened)
    return opened


def field(window: MainWindow) -> TextField:
    return next(
        each
        for each in window.panes.inspector.findChildren(TextField)
        if each.isVisible() and each.exact_text() == WORDS
    )


def underlined(window: MainWindow) -> list[str]:
    return underlined_in(field(window))


def underlined_in(editor: QPlainTextEdit) -> list[str]:
    """Return the words with a mark of the spelling; the review has marks of its own."""
    marks = editor.extraSelections()
    return [mark.cursor.selectedText() for mark in marks if "dictionary" in mark.format.toolTip()]


def menu_at(window: MainWindow, word: str) -> QMenu:
    return menu_in(field(window), word)


def menu_in(editor: MarkedTextEdit, word: str) -> QMenu:
    place = editor.exact_text().index(word) + 1
    editor.select_range(place, place)
    return editor.context_menu(editor.cursorRect().center())


def editor_in(view: QAbstractItemView) -> MarkedTextEdit:
    editor = view.viewport().findChild(MarkedTextEdit)
    assert isinstance(editor, MarkedTextEdit)
    return editor


def replace_in(program: Program, editor: MarkedTextEdit, word: str, suggestion: str) -> None:
    """Choose a suggestion for a word, as soon as it is underlined, and end editing."""
    program.until(lambda: word in underlined_in(editor))
    menu = menu_in(editor, word)
    program.until(lambda: suggestion in entries(menu))
    next(action for action in menu.actions() if action.text() == suggestion).trigger()
    program.press(editor, Qt.Key.Key_Return)


def entries(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if action.isVisible()]


def test_a_wrong_word_is_underlined_and_replaced_by_a_suggestion_as_one_step(
    program: Program, window: MainWindow
) -> None:
    program.until(lambda: underlined(window) == ["pipelne", "gaz"])
    menu = menu_at(window, "pipelne")
    assert "Looking for suggestions…" in entries(menu)
    program.until(lambda: "pipeline" in entries(menu))
    next(action for action in menu.actions() if action.text() == "pipeline").trigger()
    window.controllers.edits.flush_pending_text()
    item = find_item(briefing_of(window), "p1")
    assert isinstance(item, Prose)
    assert item.text == WORDS.replace("pipelne", "pipeline")
    do(window, "undo")
    program.until(lambda: field(window).exact_text() == WORDS)


def test_a_word_that_is_added_to_the_dictionary_is_known_from_then_on(
    program: Program, window: MainWindow
) -> None:
    program.until(lambda: "gaz" in underlined(window))
    menu = menu_at(window, "gaz")
    next(action for action in menu.actions() if "to the dictionary" in action.text()).trigger()
    assert "gaz" not in underlined(window)
    assert paths.user_words().read_text(encoding="utf-8") == "gaz\n"


def test_language_setting_and_switch_decide_what_is_underlined(
    program: Program, window: MainWindow
) -> None:
    program.until(lambda: bool(underlined(window)))
    program.settings.set(SPELLING_ENGLISH, "en-US")
    program.until(lambda: "colour" in underlined(window))
    apply(window, SetDetails(language="de"))
    program.until(lambda: underlined(window) == [])
    apply(window, SetDetails(language="en"))
    program.until(lambda: bool(underlined(window)))
    do(window, "spelling")
    settle()
    assert not window.action_set["spelling"].isChecked()
    program.until(lambda: underlined(window) == [])


def test_the_editors_of_a_row_and_of_a_cell_are_checked_like_a_field(
    program: Program, window: MainWindow
) -> None:
    view = window.panes.outline.view
    view.edit_row()
    replace_in(program, editor_in(view), "pipelne", "pipeline")
    item = find_item(briefing_of(window), "p1")
    assert isinstance(item, Prose)
    assert item.text == WORDS.replace("pipelne", "pipeline")
    choose(window, "t1")
    settle()
    cells = window.panes.inspector.table_page.cells
    cells.setFocus()
    cells.setCurrentCell(1, 0)
    program.press(cells, Qt.Key.Key_F2)
    editor = editor_in(cells)
    program.type(editor, "A pipelne")
    height = editor.height()
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    program.type(editor, "and more")
    assert editor.height() > height
    replace_in(program, editor, "pipelne", "pipeline")
    table = find_item(briefing_of(window), "t1")
    assert isinstance(table, Table)
    assert table.rows[0][0] == "A pipeline\nand more"
    program.press(cells, Qt.Key.Key_F2)
    program.until(lambda: underlined_in(editor_in(cells)) == [])
    program.press(editor_in(cells), Qt.Key.Key_Escape)
    do(window, "undo")
    assert find_item(briefing_of(window), "t1") == find_item(program.first, "t1")
