"""Treaties and documents are added to the library in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from briefing.app.dialogs.library.add_source import AddSourceDialog
from briefing.app.dialogs.library.new_treaty import NewTreatyDialog
from briefing.app.window.main_window import MainWindow
from briefing.model.treaty import Treaty
from tests.integration.window.driver import Program, answer, do, front, notice
from tests.integration.window.library_sides import side_of, use_library

pytestmark = pytest.mark.one_program

TEXT = "Moscow Memorandum\n\nArticle 1\n\nThe Sides shall trade.\n\nArticle 2\n\nThe Sides shall meet.\n"


def opened(program: Program, folder: Path) -> MainWindow:
    """Return a window in front, on a library of the test's own."""
    window = program.window
    front(window)
    use_library(program, folder / "library")
    return window


def add_dialog(program: Program, window: MainWindow) -> AddSourceDialog:
    program.until(lambda: AddSourceDialog.raised(window) is not None)
    dialog = AddSourceDialog.raised(window)
    assert dialog is not None
    return dialog


def test_a_new_treaty_is_entered_with_its_parties_and_shown(program: Program, tmp_path: Path) -> None:
    window = opened(program, tmp_path)
    do(window, "new_treaty")
    program.until(lambda: NewTreatyDialog.raised(window) is not None)
    dialog = NewTreatyDialog.raised(window)
    assert dialog is not None
    program.type(dialog.title, "Agreement on Trade")
    program.type(dialog.parties, "Belarus\nEuropean Union")
    assert dialog.treaty is None
    program.type(dialog.date, "next year")
    assert "EDTF" in dialog.problem.text()
    dialog.date.clear()
    program.type(dialog.date, "2025-03")
    dialog.accept()
    side = side_of(window)
    treaty = side.record
    assert isinstance(treaty, Treaty)
    assert treaty.id == "agreement-on-trade-2025"
    assert [(each.country, each.organisation) for each in treaty.parties] == [("BY", None), (None, "eu")]


def test_a_document_is_read_and_each_value_says_where_it_comes_from(
    program: Program, tmp_path: Path
) -> None:
    window = opened(program, tmp_path)
    path = tmp_path / "memorandum.txt"
    path.write_text(TEXT, "utf-8")
    window.controllers.library.add_file(path)
    dialog = add_dialog(program, window)
    assert dialog.title.text() == "Moscow Memorandum"
    assert "first line of the text" in dialog.bases["title"].text()
    dialog.publisher.setCurrentText("Kremlin archive")
    dialog.language.setText("English please")
    program.until(lambda: dialog.problem.text() != "")
    dialog.language.setText("en")
    dialog.accept_entered()
    side = side_of(window)
    program.until(lambda: side.reader.document is not None)
    assert side.reader.document is not None
    source = side.reader.document.source
    assert side.editor.catalogue.publisher_of(source).name == "Kremlin archive"
    assert side.editor.catalogue.publisher_of(source).graded is False
    assert "The Sides shall trade." in side.reader.document.text.text


def test_a_file_that_the_library_has_is_shown_and_not_added_again(program: Program, tmp_path: Path) -> None:
    window = opened(program, tmp_path)
    path = tmp_path / "memorandum.txt"
    path.write_text(TEXT, "utf-8")
    window.controllers.library.add_file(path)
    add_dialog(program, window).accept_entered()
    side = side_of(window)
    count = len(side.editor.catalogue.sources)
    window.controllers.library.add_file(path)
    program.until(lambda: "You have this source" in notice(window))
    assert len(side.editor.catalogue.sources) == count


def test_copied_text_becomes_a_source_an_empty_clipboard_is_explained(
    program: Program, tmp_path: Path
) -> None:
    window = opened(program, tmp_path)
    QGuiApplication.clipboard().clear()
    do(window, "paste_source")
    program.until(lambda: "clipboard has no text" in notice(window))
    QGuiApplication.clipboard().setText("Tehran confirmed that talks go on.")
    do(window, "paste_source")
    dialog = add_dialog(program, window)
    assert dialog.title.text() == "Tehran confirmed that talks go on."
    dialog.accept_entered()
    program.until(lambda: side_of(window).reader.document is not None)


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(program: Program, tmp_path: Path) -> None:
    window = opened(program, tmp_path)
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 nothing more")
    window.controllers.library.add_file(path)
    program.until(lambda: "broken.pdf" in notice(window) and "being read" not in notice(window))


def test_what_was_entered_is_not_discarded_without_a_question(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(program, tmp_path)
    path = tmp_path / "memorandum.txt"
    path.write_text(TEXT, "utf-8")
    window.controllers.library.add_file(path)
    dialog = add_dialog(program, window)
    program.type(dialog.issued, "14 March 2025")
    asked = answer(monkeypatch, "Cancel")
    program.press(dialog, Qt.Key.Key_Escape)
    assert asked
    assert dialog.isVisible()
    dialog.accept_entered()
    program.until(lambda: side_of(window).reader.document is not None)
    document = side_of(window).reader.document
    assert document is not None
    assert document.source.issued == "2025-03-14"
