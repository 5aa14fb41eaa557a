"""The library side: tree, tables, and the way there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.dialogs.library.new_treaty import NewTreatyDialog
from briefing.app.library_side import LibrarySide
from briefing.app.library_side.place import LibraryPlace
from briefing.app.services.settings import LIBRARY_FOLDERS
from briefing.app.window.main_window import MainWindow
from briefing.errors import BriefingError
from briefing.library.editing import PutFact, PutTreaty
from briefing.library.records import RecordKey, RecordKind, key_of
from briefing.model.fact import Fact
from briefing.model.treaty import Term
from tests.integration.window.driver import Program, choose, do, front, notice
from tests.integration.window.library_sides import side_of, use_library

pytestmark = pytest.mark.one_program


@pytest.fixture(autouse=True)
def own_library(program: Program, tmp_path: Path) -> None:
    """Give each test a library of its own."""
    use_library(program, tmp_path / "library")


def library_side(program: Program, window: MainWindow) -> LibrarySide:
    front(window)
    do(window, "show_library_side")
    side = side_of(window)
    side.filter.clear()
    side.tree.choose(LibraryPlace(RecordKind.FACT))
    program.until(lambda: len(texts(side)) == len(side.editor.catalogue.facts))
    return side


def texts(side: LibrarySide, column: int = 0) -> list[str]:
    model = side.table.records
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_the_library_is_shown_without_a_briefing_and_alt_1_leads_back(program: Program) -> None:
    window = program.window
    side = library_side(program, window)
    assert side.isVisible()
    assert len(texts(side)) == len(side.editor.catalogue.facts)
    do(window, "show_briefing_side")
    assert window.welcome.isVisible()
    assert not side.isVisible()


def test_a_treaty_shows_its_facts_and_its_sources_only(program: Program) -> None:
    side = library_side(program, program.window)
    treaty_id = side.editor.library.material.treaties[0].id
    side.tree.choose(LibraryPlace(RecordKind.FACT, treaty_id))
    facts = side.editor.library.material.facts
    assert len(texts(side)) == sum(treaty_id in fact.treaty_ids for fact in facts)
    side.tree.choose(LibraryPlace(RecordKind.SOURCE, treaty_id))
    assert 0 < len(texts(side)) < len(side.editor.catalogue.sources)


def test_a_filter_keeps_the_rows_with_all_its_words_and_a_heading_sorts_them(program: Program) -> None:
    side = library_side(program, program.window)
    side.filter.setText("gas pipeline")
    program.until(lambda: side.table.records.rowCount() < len(side.editor.catalogue.facts))
    found = texts(side)
    assert found
    assert all("gas" in text.lower() or "pipeline" in text.lower() for text in found)
    side.table.sortByColumn(0, side.table.horizontalHeader().sortIndicatorOrder())
    assert sorted(texts(side), key=str.casefold) in (texts(side), texts(side)[::-1])


def test_an_edit_of_the_library_is_undone_by_name_on_its_side_only(program: Program) -> None:
    window = program.window
    side = library_side(program, window)
    fact = next(iter(side.editor.catalogue.facts.values()))
    assert side.editor.apply(PutFact(fact=replace(fact, statement="Another statement.")))
    side.show_record(RecordKey(RecordKind.FACT, fact.id))
    assert isinstance(side.record, Fact)
    assert side.record.statement == "Another statement."
    undo = window.action_set["undo"]
    assert undo.isEnabled()
    assert undo.text() == "&Undo Save fact"
    do(window, "undo")
    assert isinstance(side.record, Fact)
    assert side.record.statement == fact.statement
    do(window, "redo")
    do(window, "show_briefing_side")
    assert not undo.isEnabled()


# The form


def a_fact(side: LibrarySide) -> Fact:
    """Select a fact, and return it."""
    fact = next(each for each in side.editor.library.material.facts if not each.attributed_to)
    side.show_record(RecordKey(RecordKind.FACT, fact.id))
    return fact


def test_a_field_that_is_left_is_an_edit_of_its_own(program: Program) -> None:
    window = program.window
    side = library_side(program, window)
    fact = a_fact(side)
    control = side.form.fields["attributed_to"].control
    control.setFocus()
    program.type(control, "The Kremlin")
    program.press(control, Qt.Key.Key_Tab)
    assert side.editor.catalogue.facts[fact.id].attributed_to == "The Kremlin"
    do(window, "undo")
    assert side.editor.catalogue.facts[fact.id].attributed_to is None
    assert side.form.fields["attributed_to"].text == ""


def test_a_text_that_a_rule_forbids_stays_with_the_reason(
    program: Program,
) -> None:
    side = library_side(program, program.window)
    fact = a_fact(side)
    date = side.form.fields["date"]
    date.control.setFocus()
    assert isinstance(date.control, QLineEdit)
    date.control.selectAll()
    program.type(date.control, "next spring")
    program.press(date.control, Qt.Key.Key_Return)
    assert date.text == "next spring"
    program.until(date.refusal.isVisible)
    with pytest.raises(BriefingError) as refused:
        date.field.changed(fact, "next spring")
    assert date.refusal.text() == refused.value.reasons
    assert refused.value.problems[0].remedy in date.refusal.text()
    assert side.editor.catalogue.facts[fact.id].date == fact.date


def test_a_text_is_saved_when_another_record_is_selected_or_the_side_is_left(program: Program) -> None:
    window = program.window
    side = library_side(program, window)
    fact = a_fact(side)
    program.type(side.form.fields["notes"].control, "Seen twice.")
    side.table.selectRow(side.table.records.rowCount() - 1)
    assert side.editor.catalogue.facts[fact.id].notes == "Seen twice."
    other = side.record
    assert isinstance(other, Fact)
    program.type(side.form.fields["notes"].control, "Seen once.")
    do(window, "show_briefing_side")
    assert "Seen once." in side.editor.catalogue.facts[other.id].notes


def test_a_changed_bundled_record_goes_back_to_the_bundled_one(program: Program) -> None:
    side = library_side(program, program.window)
    fact = a_fact(side)
    assert not side.form.revert.isVisible()
    side.editor.apply(PutFact(fact=replace(fact, statement="Another statement.")))
    program.until(side.form.revert.isVisible)
    program.click(side.form.revert)
    assert side.editor.catalogue.facts[fact.id] == fact


def test_a_choice_waits_for_the_field_that_it_needs(program: Program) -> None:
    side = library_side(program, program.window)
    source = next(each for each in side.editor.library.material.sources if each.reliability is None)
    side.show_record(RecordKey(RecordKind.SOURCE, source.id))
    fields = side.form.fields
    box = fields["reliability"].control
    assert isinstance(box, QComboBox)
    assert box.itemText(box.findData("C")) == "C fairly reliable source"
    box.setCurrentIndex(box.findData("C"))
    box.activated.emit(box.currentIndex())
    assert side.editor.catalogue.sources[source.id].reliability is None
    assert "rationale" in fields["reliability"].refusal.text()
    assert fields["reliability"].text == "C"
    reason = fields["rationale"].control
    program.type(reason, "A named author.")
    program.press(reason, Qt.Key.Key_Return)
    changed = side.editor.catalogue.sources[source.id]
    assert (changed.reliability, changed.rationale) == ("C", "A named author.")
    assert fields["reliability"].refusal.text() == ""


def test_a_reason_is_not_shown_any_more_once_its_text_is_taken_back(program: Program) -> None:
    side = library_side(program, program.window)
    a_fact(side)
    date = side.form.fields["date"]
    assert isinstance(date.control, QLineEdit)
    before = date.control.text()
    date.control.setText("next spring")
    date.commit()
    assert date.refusal.text()
    date.control.setText(before)
    date.commit()
    assert date.refusal.text() == ""


def test_what_is_entered_for_a_record_does_not_get_into_another_library(
    program: Program, tmp_path: Path
) -> None:
    side = library_side(program, program.window)
    fact = a_fact(side)
    line = side.form.fields["date"].control
    assert isinstance(line, QLineEdit)
    line.setText("2024-05-02")
    use_library(program, tmp_path / "other")
    side.show_record(key_of(fact))
    assert side.form.fields["date"].text == str(fact.date or "")
    assert side.editor.catalogue.facts[fact.id].date == fact.date


# From the briefing, and sources of a fact


def fact_in_the_library_pane(program: Program, window: MainWindow) -> str:
    """Select a fact in the library pane of a briefing, and return its id."""
    front(window)
    pane = window.panes.library
    program.until(lambda: pane.list.model().rowCount() > 0)
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.list.model().index(0, 0))
    (fact_id,) = pane.selected_ids()
    return fact_id


def test_a_fact_of_the_briefing_side_is_edited_in_its_form_and_alt_1_leads_back(
    program: Program, window: MainWindow
) -> None:
    fact_id = fact_in_the_library_pane(program, window)
    do(window, "edit_fact")
    side = side_of(window)
    program.until(lambda: side.record is not None and side.record.id == fact_id)
    assert side.form.isVisible()
    do(window, "show_briefing_side")
    assert window.panes.outline.view.isVisible()


def test_a_fact_that_has_no_passage_to_show_says_why(program: Program, window: MainWindow) -> None:
    fact_in_the_library_pane(program, window)
    do(window, "go_to_passage")
    assert "No source of this fact is archived" in notice(window)
    choose(window, "f1")
    window.panes.outline.view.setFocus()
    do(window, "edit_fact")
    assert "only this briefing carries it" in notice(window)


def test_another_source_is_added_to_a_fact_and_removed_again(program: Program) -> None:
    side = library_side(program, program.window)
    fact = a_fact(side)
    cards = side.form.citations
    other = next(each for each in side.editor.library.material.sources if each.title)
    cards.sources.setEditText(other.title or "")
    program.click(cards.add)
    changed = side.editor.catalogue.facts[fact.id]
    assert [each.source_id for each in changed.citations][-1] == other.id
    remove = [each for each in cards.findChildren(QPushButton) if each.text() == "Remove"]
    program.click(remove[-1])
    assert side.editor.catalogue.facts[fact.id] == fact


def test_a_treaty_without_sources_says_how_to_begin_and_offers_it(program: Program) -> None:
    window = program.window
    side = library_side(program, window)
    treaty = replace(next(iter(side.editor.catalogue.treaties.values())), id="new-treaty")
    treaty = replace(treaty, actions=(), obligations=(), divisions=(), related=(), term=Term())
    side.editor.apply(PutTreaty(treaty=treaty))
    side.tree.choose(LibraryPlace(RecordKind.SOURCE, "new-treaty"))
    assert not side.table.isVisible()
    program.until(lambda: "Add source…" in [each.text() for each in beginning_buttons(side)])
    side.tree.choose(LibraryPlace(RecordKind.FACT))
    program.until(side.table.isVisible)
    assert beginning_buttons(side) == []


def beginning_buttons(side: LibrarySide) -> list[QPushButton]:
    tables = side.pages.widget(0)
    assert tables is not None
    return [each for each in tables.findChildren(QPushButton) if each.isVisible()]


def begun(program: Program) -> NewBriefingDialog:
    """Open the dialog of a new briefing, and return it."""
    do(program.window, "new")
    program.until(lambda: NewBriefingDialog.raised(program.window) is not None)
    dialog = NewBriefingDialog.raised(program.window)
    assert dialog is not None
    return dialog


def test_a_new_briefing_is_on_the_treaty_that_the_library_side_shows(program: Program) -> None:
    side = library_side(program, program.window)
    program.window.context.treaty_in_use = ""
    dialog = begun(program)
    assert dialog.treaty.currentData() is None
    dialog.reject()
    side.tree.choose(LibraryPlace(RecordKind.FACT, "russia-dprk-2024"))
    dialog = begun(program)
    assert dialog.treaty.currentData() == "russia-dprk-2024"
    dialog.reject()
    side.show_record(RecordKey(RecordKind.TREATY, "russia-iran-2025"))
    assert begun(program).treaty.currentData() == "russia-iran-2025"


def test_a_new_briefing_is_on_the_treaty_that_was_just_made(program: Program, tmp_path: Path) -> None:
    library_side(program, program.window)
    program.settings.set(LIBRARY_FOLDERS, (str(tmp_path / "library"),))
    do(program.window, "new_treaty")
    program.until(lambda: NewTreatyDialog.raised(program.window) is not None)
    entered = NewTreatyDialog.raised(program.window)
    assert entered is not None
    program.type(entered.title, "Agreement on the Upper Lake")
    program.type(entered.short_title, "Upper Lake 2024")
    program.type(entered.parties, "Estonia\nLatvia")
    program.type(entered.date, "2024-05-02")
    entered.accept()
    assert begun(program).treaty.currentText() == "Upper Lake 2024"


def test_a_narrow_form_has_its_labels_above_the_fields(program: Program) -> None:
    side = library_side(program, program.window)
    a_fact(side)
    notes, form = side.form.fields["notes"], side.form
    side.splitter.setSizes([150, 600, 690])
    program.until(lambda: notes.width() < form.width() * 3 // 4)
    side.splitter.setSizes([150, 1_020, 270])
    program.until(lambda: notes.width() > form.width() * 3 // 4)
    treaty = form.fields["treaty_id"].control
    assert isinstance(treaty, QComboBox)
    line = treaty.lineEdit()
    assert line is not None
    assert line.cursorPosition() == 0
    assert line.text() == treaty.itemText(treaty.currentIndex())
