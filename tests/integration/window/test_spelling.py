"""Spelling in the fields of the inspector."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu

from briefing import paths
from briefing.app.services.settings import SPELLING, SPELLING_ENGLISH
from briefing.app.widgets.text_field import TextField
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, SetDetails, find_item
from briefing.model.briefing import Prose
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
    """Return the words with a mark of the spelling; the review has marks of its own."""
    marks = field(window).extraSelections()
    return [mark.cursor.selectedText() for mark in marks if "dictionary" in mark.format.toolTip()]


def menu_at(window: MainWindow, word: str) -> QMenu:
    here = field(window)
    here.select_range(WORDS.index(word) + 1, WORDS.index(word) + 1)
    return here.context_menu(here.cursorRect().center())


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
