"""Find and replace: the dialog, its preview, and what it changes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from briefing.app.dialogs.briefing.replace import ReplaceDialog
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, find_item
from briefing.model.briefing import Prose
from tests.builders import FINISH, PICTURE, a_briefing
from tests.integration.window.driver import Program, apply, briefing_of, do, front, settle, undo_name

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    opened = program.begin(a_briefing(), {"picture": PICTURE})
    apply(opened, Reword("p1", "So much for the route. The route is long."))
    front(opened)
    return opened


def opened(window: MainWindow) -> ReplaceDialog:
    do(window, "replace")
    settle()
    dialogs = window.findChildren(ReplaceDialog)
    assert len(dialogs) == 1
    return dialogs[0]


def words(window: MainWindow) -> str:
    item = find_item(briefing_of(window), "p1")
    assert isinstance(item, Prose)
    return item.text


def test_ticked_passages_are_replaced_as_one_step(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.needle.setText("the route")
    dialog.replacement.setText("the way")
    entries = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    in_prose = [entry for entry in entries if entry is not None and "So much" in entry.toolTip(2)]
    assert len(in_prose) == 2
    assert "the route → the way" in in_prose[0].text(2)
    in_prose[1].setCheckState(0, Qt.CheckState.Unchecked)
    dialog.replace_button.click()
    assert words(window) == "So much for the way. The route is long."
    assert undo_name(window).startswith("Undo Replace ")
    do(window, "undo")
    assert words(window) == "So much for the route. The route is long."


def test_matches_follow_the_briefing_and_there_is_one_dialog(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.needle.setText("long")
    assert len(dialog.ticked()) == 1
    apply(window, Reword("p1", "Short."))
    assert dialog.ticked() == []
    assert opened(window) is dialog


def test_enter_goes_to_the_row_of_a_passage(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.needle.setText("The route is long")
    entry = dialog.list.topLevelItem(0)
    dialog.list.itemActivated.emit(entry, 0)
    current = window.panes.outline.current_value()
    assert current is not None
    assert current.id == "p1"


def test_passages_are_sorted_by_a_click_on_a_column(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.needle.setText("a")
    dialog.list.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    fields = [dialog.list.topLevelItem(row).text(1) for row in range(dialog.list.topLevelItemCount())]  # type: ignore[union-attr]
    assert fields == sorted(fields, key=str.casefold)
    assert len(set(fields)) > 1


def test_a_read_only_briefing_is_searched_and_not_changed(window: MainWindow) -> None:
    apply(window, FINISH)
    dialog = opened(window)
    dialog.needle.setText("route")
    assert dialog.ticked()
    assert not dialog.replace_button.isEnabled()
    assert "read-only" in dialog.status_label.text()


def test_the_text_column_sorts_by_whole_passages_not_by_the_part_that_is_shown(window: MainWindow) -> None:
    first = "Alpha is the first of many words before the part that the list shows of this: zulu route."
    second = "Zulu is the first of many words before the part that the list shows of this: alpha route."
    apply(window, Reword("p1", f"{second}"), Reword("j1", first))
    dialog = opened(window)
    dialog.needle.setText("route.")
    dialog.list.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    entries = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    texts = [entry.toolTip(2) for entry in entries if entry is not None]
    assert all(entry.text(2).startswith("…") for entry in entries if entry is not None)
    assert texts == [first, second]
