"""The menu Library and the toolbar of the library side have the commands for the records of the table."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QToolButton

from briefing.app.actions import ACTIONS, RECORD_TOOLBAR, Needs
from briefing.app.library_side import LibrarySide
from briefing.app.library_side.place import LibraryPlace
from briefing.app.library_side.records.new_record import NewRecordDialog
from briefing.app.library_side.records.set_value import SetValueDialog
from briefing.app.window.toolbars.record_toolbar import RecordToolbar
from briefing.library.records import RecordKey, RecordKind
from briefing.model.source import Publisher
from tests.integration.window.driver import Program, button, do, pick, undo_name
from tests.integration.window.library_sides import FACTS, shown_facts, write_library

pytestmark = pytest.mark.one_program
_RECORD_ACTIONS = {spec.id for spec in ACTIONS if spec.needs is Needs.RECORDS}
_OF_ONE = {"copy_records", "paste_records", "duplicate_records", "delete_records", "set_value"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("library") / "written")


@pytest.fixture(autouse=True)
def side(program: Program, tmp_path: Path, written: Path) -> LibrarySide:
    shutil.copytree(written, tmp_path / "library")
    side = shown_facts(program, tmp_path / "library")
    side.table.clearSelection()
    return side


def select(side: LibrarySide, *names: str, kind: RecordKind = RecordKind.FACT) -> None:
    model, flags = side.table.selectionModel(), side.table.selectionModel().SelectionFlag
    side.table.clearSelection()
    for name in names:
        index = side.table.records.index(side.table.records.row_of(RecordKey(kind, name)), 0)
        model.setCurrentIndex(index, flags.Select | flags.Rows)


def enabled(program: Program) -> set[str]:
    return {each for each in _RECORD_ACTIONS if program.window.action_set[each].isEnabled()}


def test_commands_are_enabled_as_the_selection_permits(program: Program, side: LibrarySide) -> None:
    program.until(lambda: enabled(program) == {"new_record", "filter_records"})
    select(side, "one")
    of_one = {"new_record", "filter_records", "edit_cell", "read_document", *_OF_ONE}
    program.until(lambda: enabled(program) == of_one)
    select(side, "one", "two")
    program.until(lambda: enabled(program) == of_one | {"merge_records"})
    side.show_record(RecordKey(RecordKind.FACT, "rc-putin-signed"))
    do(program.window, "duplicate_records")
    assert "compare_records" not in enabled(program)
    do(program.window, "show_briefing_side")
    assert enabled(program) == set()


def test_a_command_of_the_menu_does_what_its_key_does(program: Program, side: LibrarySide) -> None:
    select(side, "one", "two")
    program.until(program.window.action_set["duplicate_records"].isEnabled)
    do(program.window, "duplicate_records")
    assert undo_name(program.window) == "Undo Duplicate 2 facts"
    select(side, "one", "two")
    do(program.window, "copy_records")
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(FACTS)
    do(program.window, "set_value")
    (dialog,) = program.window.findChildren(SetValueDialog)
    dialog.reject()
    do(program.window, "filter_records")
    assert side.filter.hasFocus()


def test_the_toolbar_of_the_side_has_the_most_used_commands(program: Program) -> None:
    (toolbar,) = program.window.findChildren(RecordToolbar)
    assert toolbar.isVisible()
    shown = {action for each in toolbar.findChildren(QToolButton) for action in each.actions()}
    actions = program.window.action_set
    assert shown >= {actions[action_id] for group in RECORD_TOOLBAR for action_id in group}
    assert "Ctrl+Shift+D" in actions["duplicate_records"].toolTip()
    program.window.resize(700, 700)
    program.until(lambda: toolbar.width() < program.window.width())
    do(program.window, "show_briefing_side")
    assert not toolbar.isVisible()


def test_a_fact_is_entered_by_hand_with_its_source(program: Program, side: LibrarySide) -> None:
    do(program.window, "new_record")
    (dialog,) = program.window.findChildren(NewRecordDialog)
    adds = button(dialog, "Add to the library")
    assert not adds.isEnabled()
    assert dialog.problem.text() == "Still needed: Statement, Source."
    statement, source = dialog.fields["statement"].control, dialog.fields["source_id"].control
    assert isinstance(statement, QPlainTextEdit)
    assert isinstance(source, QComboBox)
    program.type(statement, "The press met in Moscow")
    pick(source, "memo")
    program.click(adds)
    fact = side.editor.catalogue.facts["the-press-met-in-moscow"]
    assert (fact.treaty_id, fact.citations[0].source_id, fact.graded) == ("delta", "memo", False)
    assert fact.standing == "reported"
    program.until(lambda: side.record == fact)


def test_a_record_that_a_rule_forbids_stays_in_the_dialog_with_the_remedy(
    program: Program, side: LibrarySide
) -> None:
    side.tree.choose(LibraryPlace(RecordKind.PUBLISHER))
    do(program.window, "new_record")
    (dialog,) = program.window.findChildren(NewRecordDialog)
    program.type(dialog.fields["name"].control, "The House of Facts")
    program.type(dialog.fields["rationale"].control, "Not assessed")
    country = dialog.fields["country"].control
    program.type(country, "Iran")
    program.click(button(dialog, "Add to the library"))
    assert dialog.isVisible()
    assert "country" in dialog.problem.text()
    country.setText("IR")  # type: ignore[union-attr]
    program.press(country, Qt.Key.Key_Tab)
    program.click(button(dialog, "Add to the library"))
    added = side.editor.catalogue.publishers["the-house-of-facts"]
    assert isinstance(added, Publisher)
    assert added.reliability == "F"
