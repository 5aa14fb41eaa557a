"""The tables of the library: cells are edited in place, rows together, and from a spreadsheet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from briefing.app.library_side import LibrarySide
from briefing.app.library_side.forms.field_editor import Control
from briefing.app.library_side.place import LibraryPlace
from briefing.app.library_side.records.delete_records import DeleteDialog
from briefing.app.library_side.records.merge_records import MergeDialog
from briefing.app.library_side.records.paste_cells import PasteDialog
from briefing.app.library_side.records.set_value import SetValueDialog
from briefing.app.library_side.records.versions import ConflictDialog, VersionsDialog
from briefing.app.library_side.tables.bulk import ValueSetting
from briefing.app.services import library_editor
from briefing.app.services.settings import EDITED_FOLDER, LIBRARY_FOLDERS
from briefing.errors import BriefingError
from briefing.library.cached_load import load_cached
from briefing.library.editing.edits import put
from briefing.library.load import bundled_folder
from briefing.library.records import RecordKey, RecordKind, key_of
from briefing.library.session import LibrarySession
from briefing.model.fact import Fact
from tests.builders import fact
from tests.integration.window.driver import Program, button, do, notice, pick, undo_name
from tests.integration.window.library_sides import FACTS, other_program, shown_facts, write_library

pytestmark = pytest.mark.one_program


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a library with three facts of a treaty once."""
    return write_library(tmp_path_factory.mktemp("library") / "written")


@pytest.fixture(autouse=True)
def side(program: Program, tmp_path: Path, written: Path) -> LibrarySide:
    """Show a copy of that library over the bundled one, with the facts of its treaty in the table."""
    shutil.copytree(written, tmp_path / "library")
    return shown_facts(program, tmp_path / "library")


def own_facts(side: LibrarySide) -> list[Fact]:
    return [side.editor.catalogue.facts[name] for name in FACTS]


def column(side: LibrarySide, heading: str) -> int:
    return [each.heading for each in side.table.records.columns].index(heading)


def choose_cell(side: LibrarySide, record_id: str, heading: str) -> None:
    row = side.table.records.row_of(RecordKey(RecordKind.FACT, record_id))
    model, flags = side.table.selectionModel(), side.table.selectionModel().SelectionFlag
    index = side.table.records.index(row, column(side, heading))
    model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)


def cell_control(program: Program, side: LibrarySide) -> Control:
    program.press(side.table, Qt.Key.Key_F2)
    assert side.cells.cell is not None
    return side.cells.cell.field.control


def replace_text(program: Program, control: Control, text: str) -> None:
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    control.selectAll()
    program.type(control, text)


def test_f2_edits_a_cell_enter_saves_it_and_undo_names_it(program: Program, side: LibrarySide) -> None:
    choose_cell(side, "two", "Statement")
    control = cell_control(program, side)
    replace_text(program, control, "The parties agreed on a price")
    program.press(control, Qt.Key.Key_Return)
    assert side.cells.cell is None
    assert side.editor.catalogue.facts["two"].statement == "The parties agreed on a price"
    assert undo_name(program.window) == "Undo Change statement"
    assert side.record is not None
    assert side.record.id == "two"
    do(program.window, "undo")
    assert side.editor.catalogue.facts["two"].statement == fact("two", "memo").statement


def test_a_refused_text_stays_in_its_cell_with_the_reason_and_escape_leaves_it(
    program: Program, side: LibrarySide
) -> None:
    choose_cell(side, "one", "Date")
    control = cell_control(program, side)
    replace_text(program, control, "next spring")
    program.press(control, Qt.Key.Key_Return)
    assert side.cells.cell is not None
    assert side.cells.cell.field.refusal.isVisible()
    editor = side.cells.cell.field
    with pytest.raises(BriefingError) as refused:
        editor.field.changed(side.editor.catalogue.facts["one"], "next spring")
    assert editor.refusal.text() == refused.value.reasons
    program.press(control, Qt.Key.Key_Escape)
    assert not side.cells.is_open
    assert side.editor.catalogue.facts["one"].date == fact("one", "memo").date


def test_a_rule_of_the_library_is_refused_in_a_cell_with_what_to_do(
    program: Program, side: LibrarySide
) -> None:
    choose_cell(side, "one", "Standing")
    box = cell_control(program, side)
    assert isinstance(box, QComboBox)
    pick(box, "asserted")
    assert side.cells.cell is not None
    assert "nobody is named" in side.cells.cell.field.refusal.text()
    assert "Add 'attributed_to'." in side.cells.cell.field.refusal.text()
    program.press(box, Qt.Key.Key_Escape)


def test_tab_saves_a_cell_and_goes_on_to_the_next_one(program: Program, side: LibrarySide) -> None:
    choose_cell(side, "one", "Date")
    control = cell_control(program, side)
    replace_text(program, control, "2025-03")
    program.press(control, Qt.Key.Key_Tab)
    assert side.editor.catalogue.facts["one"].date == "2025-03"
    assert side.cells.cell is not None
    assert side.cells.cell.field.field.path == "topics"
    program.press(side.cells.cell.field.control, Qt.Key.Key_Escape)


def test_control_enter_in_a_cell_sets_the_value_of_all_selected_rows(
    program: Program, side: LibrarySide
) -> None:
    side.table.selectAll()
    choose = side.table.selectionModel()
    index = side.table.records.index(0, column(side, "Standing"))
    choose.setCurrentIndex(index, choose.SelectionFlag.NoUpdate)
    control = cell_control(program, side)
    assert isinstance(control, QComboBox)
    control.setCurrentIndex(control.findData("planned"))
    program.press(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert {each.standing for each in own_facts(side)} == {"planned"}
    assert undo_name(program.window) == "Undo Change standing of 3 facts"
    do(program.window, "undo")
    assert "planned" not in {each.standing for each in own_facts(side)}


def test_a_topic_is_added_to_several_facts_as_one_step(program: Program, side: LibrarySide) -> None:
    before = [each.topics for each in own_facts(side)]
    side.table.selectAll()
    program.press(side.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = program.window.findChildren(SetValueDialog)
    pick(dialog.field, "topics")
    pick(dialog.setting, ValueSetting.ADD)
    assert dialog.value is not None
    program.type(dialog.value.control, "gas-price")
    dialog.accept()
    assert [each.topics for each in own_facts(side)] == [(*topics, "gas-price") for topics in before]
    do(program.window, "undo")
    assert [each.topics for each in own_facts(side)] == before


def test_cells_of_a_spreadsheet_are_pasted_after_a_preview(program: Program, side: LibrarySide) -> None:
    choose_cell(side, "one", "Standing")
    first = side.table.currentIndex().row()
    lines = ["planned\tB2\t2024", "established\tB9\t2025-02"]
    QGuiApplication.clipboard().setText("\n".join(lines))
    shown = [side.table.records.record_at(row).id for row in (first, first + 1)]
    program.press(side.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = program.window.findChildren(PasteDialog)
    assert "1 cell is refused" in dialog.findChildren(type(dialog.notes))[0].text()
    dialog.accept()
    facts = side.editor.catalogue.facts
    changed = [facts[name] for name in shown if name in facts]
    assert [(each.standing, each.date) for each in changed] == [
        ("planned", "2024"),
        ("established", "2025-02"),
    ]
    assert changed[0].credibility == 2
    assert undo_name(program.window) == "Undo Paste into 2 facts"


def test_copied_rows_are_pasted_by_their_headings(program: Program, side: LibrarySide) -> None:
    side.table.selectAll()
    program.press(side.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].split("\t")[:2] == ["Statement", "Standing"]
    assert len(text.splitlines()) == 1 + len(FACTS)
    QGuiApplication.clipboard().setText("Marking\tTopics\nINTERNAL\tgas, price")
    choose_cell(side, "three", "Statement")
    program.press(side.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = program.window.findChildren(PasteDialog)
    dialog.accept()
    pasted = side.editor.catalogue.facts["three"]
    assert (pasted.marking, pasted.topics) == ("INTERNAL", ("gas", "price"))


def test_a_copy_of_a_fact_is_selected_and_deleted_again(program: Program, side: LibrarySide) -> None:
    choose_cell(side, "one", "Statement")
    program.press(
        side.table,
        Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert side.record is not None
    assert side.record.id == "one-2"
    program.press(side.table, Qt.Key.Key_Delete)
    program.until(lambda: bool(program.window.findChildren(DeleteDialog)))
    program.window.findChildren(DeleteDialog)[0].accept()
    assert "one-2" not in side.editor.catalogue.facts
    assert undo_name(program.window) == "Undo Delete 1 fact"


def test_what_others_name_is_deleted_only_when_they_are_released(
    program: Program, side: LibrarySide
) -> None:
    side.show_record(RecordKey(RecordKind.SOURCE, "memo"))
    side.table.setFocus()
    program.press(side.table, Qt.Key.Key_Delete)
    program.until(lambda: bool(program.window.findChildren(DeleteDialog)))
    (dialog,) = program.window.findChildren(DeleteDialog)
    deletes = dialog.buttons.buttons()[0]
    assert not deletes.isEnabled()
    assert len(dialog.deletion.users[RecordKey(RecordKind.SOURCE, "memo")]) >= len(FACTS)
    dialog.release.setChecked(True)
    assert deletes.isEnabled()
    dialog.reject()


def test_two_publishers_are_merged_after_both_are_shown(program: Program, side: LibrarySide) -> None:
    side.tree.choose(LibraryPlace(RecordKind.PUBLISHER))
    rows = [side.table.records.row_of(RecordKey(RecordKind.PUBLISHER, name)) for name in ("house", "press")]
    model, flags = side.table.selectionModel(), side.table.selectionModel().SelectionFlag
    model.clearSelection()
    for row in rows:
        model.select(side.table.records.index(row, 0), flags.Select | flags.Rows)
    assert {key_of(each).id for each in side.table.selected} == {"house", "press"}
    side.commands.merge()
    (dialog,) = program.window.findChildren(MergeDialog)
    dialog.accept()
    remaining = {"house", "press"} & set(side.editor.catalogue.publishers)
    assert len(remaining) == 1
    assert side.editor.catalogue.sources["memo"].publisher_id in remaining
    do(program.window, "undo")
    assert {"house", "press"} <= set(side.editor.catalogue.publishers)


# Versions


def test_of_two_programs_both_keep_what_they_changed_in_different_records(side: LibrarySide) -> None:
    other = other_program(side)
    facts = side.editor.catalogue.facts
    assert side.editor.apply(put(replace(facts["one"], notes="Seen here.")))
    other.apply(put(replace(facts["two"], notes="Seen there.")))
    assert side.editor.apply(put(replace(facts["three"], notes="Seen here, too.")))
    other.refresh()
    notes = {each.id: each.notes for each in other.library.material.facts if each.id in FACTS}
    assert notes == {"one": "Seen here.", "two": "Seen there.", "three": "Seen here, too."}


def test_a_record_that_another_program_changed_is_put_together_field_by_field(
    program: Program, side: LibrarySide
) -> None:
    present = side.editor.catalogue.facts["one"]
    other_program(side).apply(put(replace(present, notes="Theirs.", date="2024")))
    mine = replace(present, notes="Mine.", marking="INTERNAL")
    assert not side.editor.apply(put(mine))
    program.until(lambda: bool(program.window.findChildren(ConflictDialog)))
    (dialog,) = program.window.findChildren(ConflictDialog)
    assert side.editor.catalogue.facts["one"].notes == "Theirs."
    dialog.accept()
    saved = side.editor.catalogue.facts["one"]
    assert (saved.notes, saved.marking, saved.date) == ("Mine.", "INTERNAL", "2024")


def test_of_a_conflict_all_of_theirs_can_be_taken(program: Program, side: LibrarySide) -> None:
    present = side.editor.catalogue.facts["one"]
    other_program(side).apply(put(replace(present, notes="Theirs.")))
    side.editor.apply(put(replace(present, notes="Mine.")))
    program.until(lambda: bool(program.window.findChildren(ConflictDialog)))
    (dialog,) = program.window.findChildren(ConflictDialog)
    program.click(button(dialog, "All of theirs"))
    dialog.accept()
    assert side.editor.catalogue.facts["one"].notes == "Theirs."


def test_a_cell_says_once_that_another_program_changed_it(program: Program, side: LibrarySide) -> None:
    choose_cell(side, "one", "Date")
    control = cell_control(program, side)
    other_program(side).apply(put(replace(side.editor.catalogue.facts["one"], date="2020")))
    side.editor.refresh()
    program.until(lambda: side.editor.catalogue.facts["one"].date == "2020")
    replace_text(program, control, "2021")
    program.press(control, Qt.Key.Key_Return)
    assert side.cells.cell is not None
    assert "2020" in side.cells.cell.field.refusal.text()
    program.press(control, Qt.Key.Key_Return)
    assert side.editor.catalogue.facts["one"].date == "2021"


def test_a_changed_bundled_record_is_compared_and_goes_back(program: Program, side: LibrarySide) -> None:
    bundled = next(each for each in side.editor.library.material.facts if each.id not in FACTS)
    side.editor.apply(put(replace(bundled, notes="Changed here.")))
    side.show_record(key_of(bundled))
    row = side.table.records.row_of(key_of(bundled))
    assert side.table.records.index(row, column(side, "Origin")).data() == "changed by you"
    side.commands.compare()
    (dialog,) = program.window.findChildren(VersionsDialog)
    program.click(dialog.back)
    assert side.editor.catalogue.facts[bundled.id] == bundled
    row = side.table.records.row_of(key_of(bundled))
    assert side.table.records.index(row, column(side, "Origin")).data() == "bundled"


def test_what_is_to_do_is_found_by_the_filter(program: Program, side: LibrarySide) -> None:
    side.editor.apply(put(replace(side.editor.catalogue.facts["two"], notes="To do: ask the ministry")))
    side.filter.setText("to do: ask")
    program.until(lambda: side.table.records.rowCount() == 1)
    assert side.table.records.record_at(0).id == "two"
    side.filter.clear()


def test_the_folder_that_is_edited_is_chosen_and_remembered(
    program: Program, side: LibrarySide, tmp_path: Path
) -> None:
    team = tmp_path / "team"
    team.mkdir()
    program.settings.set(LIBRARY_FOLDERS, (str(team),))
    pick(side.folder.box, str(team))
    program.until(lambda: side.editor.folder == team)
    assert program.settings.get(EDITED_FOLDER) == str(team)
    fact_of_bundled = next(iter(side.editor.catalogue.facts.values()))
    assert side.editor.apply(put(replace(fact_of_bundled, notes="For the team.")))
    assert list(team.rglob("*.yaml"))


def test_an_edit_of_a_large_library_is_saved_while_the_window_answers(
    program: Program, side: LibrarySide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_editor, "_LARGE", 1)
    ticks: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(0)
    assert side.editor.apply(put(replace(side.editor.catalogue.facts["one"], notes="Seen.")))
    timer.stop()
    assert ticks
    assert side.editor.catalogue.facts["one"].notes == "Seen."
    assert not side.editor.apply(put(replace(side.editor.catalogue.facts["one"], treaty_id="none")))
    do(program.window, "undo")
    assert side.editor.catalogue.facts["one"].notes == ""


def test_a_text_in_the_form_stays_where_another_program_changed_its_field(
    program: Program, side: LibrarySide
) -> None:
    choose_cell(side, "one", "Statement")
    notes = side.form.fields["notes"]
    notes.control.setFocus()
    program.type(notes.control, "Mine.")
    other_program(side).apply(put(replace(side.editor.catalogue.facts["one"], notes="Theirs.")))
    side.editor.refresh()
    program.until(lambda: side.editor.catalogue.facts["one"].notes == "Theirs.")
    assert notes.text == "Mine."
    assert "Theirs." in notes.refusal.text()
    choose_cell(side, "two", "Statement")
    assert side.editor.catalogue.facts["one"].notes == "Mine."
    assert notes.text == ""


def test_a_refused_text_of_the_form_is_not_for_the_next_record(program: Program, side: LibrarySide) -> None:
    choose_cell(side, "one", "Statement")
    date = side.form.fields["date"]
    date.control.setFocus()
    replace_text(program, date.control, "next spring")
    choose_cell(side, "two", "Statement")
    assert date.text == (side.editor.catalogue.facts["two"].date or "")


def test_a_newer_version_in_the_library_below_is_shown_and_mine_is_kept(
    program: Program, side: LibrarySide, tmp_path: Path
) -> None:
    team = tmp_path / "team"
    below = LibrarySession([bundled_folder()], team, load=load_cached)
    shared = next(iter(below.library.material.facts))
    below.apply(put(replace(shared, notes="Of the team.")))
    program.settings.set(LIBRARY_FOLDERS, (str(team),))
    side.editor.open(tmp_path / "mine")
    program.until(lambda: side.editor.folder == tmp_path / "mine")
    assert side.editor.apply(put(replace(side.editor.catalogue.facts[shared.id], notes="Mine.")))
    below.apply(put(replace(shared, notes="Of the team, corrected.")))
    side.editor.refresh()
    program.until(lambda: "newer version" in notice(program.window))
    program.click(button(program.window, "Compare…"))
    (dialog,) = program.window.findChildren(VersionsDialog)
    program.click(dialog.keep)
    assert side.editor.catalogue.facts[shared.id].notes == "Mine."
    assert side.editor.session.changed_below() == []
