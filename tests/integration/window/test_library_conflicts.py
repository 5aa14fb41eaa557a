"""Two windows on one folder: different records go together, and of one record both versions are shown."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QPlainTextEdit

from briefing.app.library_side import LibrarySide
from briefing.app.library_side.records.versions import ConflictDialog
from briefing.app.window.main_window import MainWindow
from briefing.library.editing import DeleteRecord, LibraryBatch
from briefing.library.editing.edits import put
from briefing.library.records import RecordKey, RecordKind
from tests.integration.window.driver import Program, button, do, front, notice
from tests.integration.window.library_sides import other_program, shown_facts, write_library

pytestmark = pytest.mark.one_program


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("library") / "written")


@pytest.fixture
def library(tmp_path: Path, written: Path) -> Path:
    shutil.copytree(written, tmp_path / "library")
    return tmp_path / "library"


def enter_notes(program: Program, side: LibrarySide, fact_id: str, text: str) -> None:
    """Write the notes of a fact in its form, with keys, and save them."""
    side.show_record(RecordKey(RecordKind.FACT, fact_id))
    program.until(lambda: side.form.key == RecordKey(RecordKind.FACT, fact_id))
    notes = side.form.fields["notes"].control
    assert isinstance(notes, QPlainTextEdit)
    notes.setFocus()
    notes.selectAll()
    program.type(notes, text)
    side.form.flush()


def conflict_dialog(program: Program, window: MainWindow) -> ConflictDialog:
    program.until(lambda: any(each.isVisible() for each in window.findChildren(ConflictDialog)))
    return next(each for each in window.findChildren(ConflictDialog) if each.isVisible())


def notes_in(side: LibrarySide, fact_id: str) -> str | None:
    fact = side.editor.library.record(RecordKey(RecordKind.FACT, fact_id))
    return fact.notes if fact is not None else None  # type: ignore[union-attr]


def test_two_windows_of_two_programs_edit_one_folder(program: Program, library: Path) -> None:
    here = shown_facts(program, library)
    other = program.restart()
    there = shown_facts(other, library)
    assert here.editor is not there.editor
    enter_notes(program, here, "one", "Seen here.")
    enter_notes(other, there, "two", "Seen there.")
    here.editor.refresh()
    program.until(lambda: notes_in(here, "two") == "Seen there.")
    assert notes_in(there, "one") == "Seen here."

    enter_notes(program, here, "three", "Mine is first.")
    enter_notes(other, there, "three", "Mine is second.")
    dialog = conflict_dialog(other, other.window)
    assert notes_in(there, "three") == "Mine is first."
    model = dialog.table.model()
    cells = product(range(model.rowCount()), range(model.columnCount()))
    shown = {model.index(row, column).data() for row, column in cells}
    assert shown >= {"Mine is first.", "Mine is second."}
    other.click(button(dialog, "All of mine"))
    dialog.accept()
    assert notes_in(there, "three") == "Mine is second."
    here.editor.refresh()
    program.until(lambda: notes_in(here, "three") == "Mine is second.")
    assert (notes_in(here, "one"), notes_in(here, "two")) == ("Seen here.", "Seen there.")
    other.window.close()


def test_a_conflict_is_shown_on_the_side_of_the_briefing_as_well(program: Program, library: Path) -> None:
    side = shown_facts(program, library)
    present = side.editor.catalogue.facts["one"]
    other_program(side).apply(put(replace(present, notes="Theirs.")))
    do(program.window, "show_briefing_side")
    assert not side.isVisible()
    side.editor.apply(put(replace(present, notes="Mine.")))
    dialog = conflict_dialog(program, program.window)
    dialog.accept()
    assert notes_in(side, "one") == "Mine."


def test_a_step_that_another_program_overtook_is_undone_by_choice(program: Program, library: Path) -> None:
    side = shown_facts(program, library)
    present = side.editor.catalogue.facts["one"]
    side.editor.apply(put(replace(present, notes="Mine.", marking="INTERNAL")))
    other_program(side).apply(put(replace(present, notes="Theirs.", marking="INTERNAL")))
    do(program.window, "undo")
    dialog = conflict_dialog(program, program.window)
    assert notes_in(side, "one") == "Theirs."
    dialog.take_all("mine")
    dialog.accept()
    assert side.editor.catalogue.facts["one"] == present


def test_a_refusal_is_shown_once_in_the_window_in_front(program: Program, library: Path) -> None:
    side = shown_facts(program, library)
    second = program.registry.open_window()
    do(second, "show_library_side")
    front(second)
    refused = LibraryBatch((DeleteRecord(kind=RecordKind.SOURCE, id="memo"),), "Delete")
    assert not side.editor.apply(refused)
    assert "is used by" in notice(second)
    first = program.registry.windows[0]
    assert "is used by" not in "".join(first.notice_bar.texts())
    second.close()
