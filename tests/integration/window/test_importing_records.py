"""Files of other programs and other libraries are taken over in the window, after a preview."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from briefing.app.dialogs.library.take_over import TakeOverDialog
from briefing.app.window.main_window import MainWindow
from briefing.library.editing import PutFact
from briefing.library.load import bundled_folder
from briefing.library.session import LibrarySession
from briefing.model.library import Catalogue
from tests.integration.window.driver import Program, button, do, front, notice, pick
from tests.integration.window.library_sides import use_library

pytestmark = pytest.mark.one_program

ITEMS = [
    {"id": "a1", "type": "article-newspaper", "title": "Gas talks go on", "container-title": "The Daily",
     "issued": {"date-parts": [[2026, 3, 1]]}, "volume": "7"},
    {"id": "a2", "type": "report", "title": "Arms and routes", "publisher": "Institute of Routes"},
]  # fmt: skip


@pytest.fixture
def window(program: Program, tmp_path: Path) -> MainWindow:
    """A window in front, on a library of the test's own."""
    front(program.window)
    use_library(program, tmp_path / "library")
    return program.window


def catalogue(window: MainWindow) -> Catalogue:
    return window.context.host.library_editor.catalogue


def shown(program: Program, window: MainWindow) -> TakeOverDialog:
    program.until(lambda: TakeOverDialog.raised(window) is not None)
    dialog = TakeOverDialog.raised(window)
    assert dialog is not None
    program.until(lambda: dialog.is_ready)
    return dialog


def exported(tmp_path: Path) -> Path:
    path = tmp_path / "zotero.json"
    path.write_text(json.dumps(ITEMS), "utf-8")
    return path


def titles(dialog: TakeOverDialog) -> list[str]:
    model = dialog.changes
    return [str(model.index(row, 3).data()) for row in range(model.rowCount())]


def test_an_import_shows_entries_and_losses_and_takes_over_what_is_ticked_as_one_step(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    before = set(catalogue(window).sources)
    window.controllers.exchange.import_file(exported(tmp_path))
    dialog = shown(program, window)
    assert {"Gas talks go on", "Arms and routes"} <= set(titles(dialog))
    assert "volume" in dialog.losses.text()
    dialog.filter.setText("gas talks")
    assert titles(dialog) == ["Gas talks go on"]
    dialog.filter.clear()
    row = titles(dialog).index("Arms and routes")
    dialog.changes.setData(
        dialog.changes.index(row, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    dialog.accept()
    added = [catalogue(window).sources[each].title for each in set(catalogue(window).sources) - before]
    assert added == ["Gas talks go on"]
    do(window, "show_library_side")
    do(window, "undo")
    assert set(catalogue(window).sources) == before


def test_many_fields_and_losses_leave_the_room_to_the_entries(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    window.resize(1366, 768)
    treaty = next(iter(catalogue(window).treaties))
    names = ["statement", "source", "attributed to", *(f"column {number}" for number in range(60))]
    rows = [",".join(names), *(",".join([f"Fact {n}", "wire", "TASS", *["x"] * 60]) for n in range(30))]
    (tmp_path / "facts.csv").write_text("\n".join(rows), "utf-8")
    window.controllers.exchange.import_file(tmp_path / "facts.csv")
    dialog = shown(program, window)
    pick(dialog.treaty, treaty)
    program.until(lambda: dialog.is_ready and dialog.changes.rowCount() > 0)
    assert "attributed to → attributed_to" in dialog.summary.text()
    assert "column 59 (30 times" in dialog.losses.text()
    assert dialog.losses.is_scrolled
    assert dialog.losses.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert dialog.height() <= 768
    assert dialog.table.height() > dialog.height() // 3


def test_a_file_that_cannot_be_read_says_why_and_nothing_can_be_taken_over(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "notes.json"
    path.write_text('{"nothing": "known"}', "utf-8")
    window.controllers.exchange.import_file(path)
    dialog = shown(program, window)
    assert "format" in dialog.summary.text()
    assert dialog.batch is None


def test_a_merge_shows_where_both_changed_a_field_and_uses_the_side_that_is_chosen(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    editor = window.context.host.library_editor
    fact = next(iter(editor.catalogue.facts.values()))
    other = LibrarySession([bundled_folder()], tmp_path / "other")
    for session, words in ((other, "Theirs says so."), (editor, "Mine says so.")):
        session.apply(PutFact(fact=replace(fact, statement=words)))
    window.controllers.exchange.merge_library(tmp_path / "other")
    dialog = shown(program, window)
    assert "Mine says so." in str(dialog.changes.index(0, 4).data())
    assert dialog.batch is None or not dialog.batch.edits
    dialog.option.click()
    program.until(lambda: dialog.is_ready)
    dialog.accept()
    assert editor.catalogue.facts[fact.id].statement == "Theirs says so."


def test_a_dropped_export_is_imported_and_a_pdf_without_a_project_becomes_a_source_when_asked_for(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    window.controllers.drop.records_dropped.emit(exported(tmp_path))
    shown(program, window).reject()
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.4\n%%EOF\n")
    window.controllers.open.open_path(path)
    program.until(lambda: "report.pdf" in notice(window))
    assert button(window.notice_bar, "Add it to the library as a source").isVisible()
