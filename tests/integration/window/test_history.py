"""The history window: what is listed, found and restored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from briefing.app.dialogs.briefing.history import HistoryDialog, HistoryModel
from briefing.app.window.main_window import MainWindow
from briefing.editing import HideItem, Reword
from briefing.project import HistoryEntry
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    choose,
    do,
    document_of,
    settle,
)

pytestmark = pytest.mark.one_program


def opened(program: Program) -> tuple[MainWindow, HistoryDialog]:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    apply(window, Reword(item_id="j1", text="First words"), HideItem(item_id="f1"))
    do(window, "history")
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    return window, dialog


def lines(dialog: HistoryDialog) -> list[str]:
    model = dialog.filter
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(1, 4))
        for row in range(model.rowCount())
    ]


def test_the_latest_change_comes_first_and_later_ones_appear(program: Program) -> None:
    window, dialog = opened(program)
    assert lines(dialog)[1].endswith("First words")
    assert lines(dialog)[1].startswith("A. Nalyst | ")
    assert len(lines(dialog)) == 3
    do(window, "undo")
    assert len(lines(dialog)) == 4
    assert lines(dialog)[0].startswith("A. Nalyst | Undo: ")
    assert "(undone)" in lines(dialog)[1]


def test_headings_sort_the_changes_and_the_latest_come_first_again(program: Program) -> None:
    _window, dialog = opened(program)
    latest_first = lines(dialog)
    header = dialog.table.horizontalHeader()
    header.setFocus()
    program.press(header, Qt.Key.Key_Space)
    assert lines(dialog) == latest_first[::-1]
    header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    changes = [line.split(" | ")[1].casefold() for line in lines(dialog)]
    assert changes == sorted(changes)
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert lines(dialog) == latest_first


def test_a_search_uses_what_was_prepared_before_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, dialog = opened(program)
    program.until(lambda: dialog.model.is_indexed)
    with monkeypatch.context() as patch:
        patch.setattr(HistoryModel, "text", lambda *_: pytest.fail("A text is made while searching."))
        dialog.field.setText("first words")
        assert dialog.filter.rowCount() == 1
    apply(window, Reword(item_id="j1", text="First words, improved"))
    assert len(lines(dialog)) == 2
    do(window, "undo")
    dialog.field.setText("undone improved")
    assert len(lines(dialog)) == 1


def test_the_list_is_searched_and_limited_to_the_selected_rows(program: Program) -> None:
    window, dialog = opened(program)
    dialog.field.setText("first WORDS")
    assert len(lines(dialog)) == 1
    dialog.field.clear()
    choose(window, "f1")
    dialog.only_selected.setChecked(True)
    assert len(lines(dialog)) == 1
    choose(window, "j1")
    assert lines(dialog)[0].endswith("First words")


def test_an_earlier_state_is_restored_and_one_undo_takes_it_back(program: Program) -> None:
    window, dialog = opened(program)
    later = briefing_of(window)
    assert not dialog.restore_button.isEnabled()
    dialog.table.setCurrentIndex(dialog.filter.index(2, 0))
    program.click(button(dialog, "Restore the state after this change"))
    program.until(lambda: briefing_of(window) is not later)
    assert list(briefing_of(window).walk_items()) == list(program.first.walk_items())
    assert lines(dialog)[0].startswith("A. Nalyst | Restore an earlier state")
    do(window, "undo")
    assert briefing_of(window) == later


def test_a_history_of_ten_thousand_changes_is_listed(program: Program) -> None:
    window, dialog = opened(program)
    entry = document_of(window).session.history[1]
    history = [
        document_of(window).session.history[0],
        *[HistoryEntry(entry.at, "B", edit=entry.edit)] * 10_000,
    ]
    dialog.show_history(history, {}, read_only=False)
    settle()
    assert dialog.filter.rowCount() == 10_001
    assert lines(dialog)[0].startswith("B | ")
    dialog.close()
