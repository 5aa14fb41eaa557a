"""The story the program exists for: pick facts, grade them, judge, export, save, reopen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.model.briefing import FactItem, Judgement
from briefing.project import open_project
from tests.integration.window.driver import (
    Program,
    briefing_of,
    button,
    choose,
    do,
    document_of,
    front,
    row_ids,
    shows_welcome_page,
)

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def begin(program: Program, title: str) -> None:
    """From the welcome screen: New briefing, a title, Begin."""
    window = program.window
    do(window, "new")
    dialog = window.findChild(NewBriefingDialog)
    assert dialog is not None
    program.type(dialog.title, title)
    program.click(button(dialog, "Create"))
    program.until(lambda: window.context.document is not None)
    front(window)


def search(program: Program, words: str) -> None:
    library = program.window.panes.library
    do(program.window, "search_library")
    library.field.clear()
    program.type(library.field, words)
    shown = library.model.rowCount()
    program.until(lambda: library.model.rowCount() > 0 and library.model.rowCount() != shown)


def test_a_briefing_is_made_graded_exported_saved_and_reopened_without_a_manual(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(program, "Gas between Russia and Iran")
    window = program.window
    start = briefing_of(window)
    assert [section.title for section in start.walk_sections()], "the template proposes sections"

    # Two facts from the library, by search and Enter; the third by Ctrl+D.
    choose(window, start.sections[0].id)
    search(program, "gas pipeline")
    program.press(window.panes.library.field, Qt.Key.Key_Down)
    program.press(window.panes.library.list, Qt.Key.Key_Return)
    program.press(window.panes.library.list, Qt.Key.Key_Down)
    program.press(window.panes.library.list, Qt.Key.Key_Return)
    program.press(window.panes.library.list, Qt.Key.Key_Down)
    program.press(window.panes.library.list, Qt.Key.Key_D, CTRL)
    first, second, third = [i.id for i in briefing_of(window).walk_items()]

    # Graded one by one, and the wording softened.
    choose(window, first)
    page = window.panes.inspector.fact_page
    program.click(button(page.grade.confidence, "Confidence: low"))
    program.type(page.grade.rationale, "One report.")
    program.press(page.grade.rationale, Qt.Key.Key_Tab)
    choose(window, second, third)
    program.click(button(window.panes.inspector.multiple_rows_page, "Confidence: moderate"))

    # Reordered by keys: the third to the top.
    choose(window, third)
    program.press(window.panes.outline.view, Qt.Key.Key_Up, ALT)
    program.press(window.panes.outline.view, Qt.Key.Key_Up, ALT)
    assert [i.id for i in briefing_of(window).walk_items()] == [third, first, second]

    # A judgement on top, with likelihood, confidence and evidence.
    do(window, "add_judgement")
    judged = window.panes.inspector.judgement_page
    program.type(judged.text, "Gas will flow slowly.")
    judgement_id = window.panes.outline.selected_ids()[0]
    judged.grade.likelihood.ruler.setFocus()
    program.press(judged.grade.likelihood.ruler, Qt.Key.Key_Right)
    program.press(judged.grade.likelihood.ruler, Qt.Key.Key_Right)
    program.click(button(judged.grade.confidence, "Confidence: low"))
    judged.evidence.set_rows([first, second])

    made = briefing_of(window)
    items = {item.id: item for item in made.walk_items()}
    fact, judgement = items[first], items[judgement_id]
    assert isinstance(fact, FactItem)
    assert fact.grade is not None
    assert (fact.grade.confidence, fact.grade.rationale) == ("low", "One report.")
    assert isinstance(judgement, Judgement)
    assert judgement.text == "Gas will flow slowly."
    assert judgement.grade is not None
    assert judgement.grade.confidence == "low"
    assert judgement.grade.likelihood
    assert [piece.item_id for piece in judgement.evidence] == [first, second]

    # Undo to the start and redo to the end.
    undone = 0
    while window.action_set["undo"].isEnabled():
        do(window, "undo")
        undone += 1
    assert briefing_of(window) == start
    for _ in range(undone):
        do(window, "redo")
    assert briefing_of(window) == made
    assert not window.action_set["redo"].isEnabled()

    # Exported.
    target = tmp_path / "gas.pdf"
    dialog = window.controllers.export.open_dialog()
    assert isinstance(dialog, ExportDialog)
    dialog.path.setText(str(target))
    program.click(dialog.export_button)
    program.until(target.exists)
    assert target.read_bytes().startswith(b"%PDF-")
    program.until(lambda: button(dialog, "Open the file").isVisible())
    dialog.close()

    # Saved, closed, reopened: the same value, the same history.
    path = tmp_path / "gas.briefing"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    do(window, "save")
    assert not document_of(window).is_modified
    do(window, "close")
    assert shows_welcome_page(window)
    assert open_project(path).briefing == made
    again = program.open(path)
    assert briefing_of(again) == made
    assert row_ids(again)
    assert not document_of(again).is_modified
