"""Working on one row: its words, grade, sources, evidence and reasoning; each change is one named step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from briefing.app.widgets.popup import TickPopup
from briefing.app.widgets.text_field import TextField
from briefing.app.window.main_window import MainWindow
from briefing.editing import HideItem, SetDetails
from briefing.grading import Subject
from briefing.model.briefing import Bearing, FactItem, Grade, Judgement, Status, Table
from briefing.model.library import Catalogue
from tests.builders import FINISH
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    choose,
    do,
    document_of,
    reference_of,
    settle,
    value_of,
)

pytestmark = pytest.mark.one_program

CTRL = Qt.KeyboardModifier.ControlModifier


def fact(window: MainWindow, row_id: str = "f1") -> FactItem:
    value = value_of(window, row_id)
    assert isinstance(value, FactItem)
    return value


def judgement(window: MainWindow) -> Judgement:
    value = value_of(window, "j1")
    assert isinstance(value, Judgement)
    return value


def grade(window: MainWindow, row_id: str) -> Grade:
    value = value_of(window, row_id)
    assert isinstance(value, FactItem | Judgement)
    assert value.grade is not None
    return value.grade


def last_step(window: MainWindow) -> str:
    return document_of(window).session.undo_label or ""


def write(program: Program, field: TextField, text: str) -> None:
    """Replace what a field holds, and leave it."""
    field.setFocus()
    field.selectAll()
    program.type(field, text)
    program.press(field, Qt.Key.Key_Tab)
    field.flush()


def words(widget: QWidget) -> str:
    settle()
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


# Words


def test_a_wording_is_shown_beside_the_library_s_statement_with_the_difference(
    program: Program, window: MainWindow
) -> None:
    choose(window, "f1")
    page = window.panes.inspector.fact_page
    assert not page.statement.isVisibleTo(page), "as long as they are the same there is nothing to compare"
    write(program, page.wording, "It is said that route-agreed")
    assert fact(window).wording == "It is said that route-agreed"
    assert last_step(window) == "Reword"
    assert page.statement.isVisibleTo(page)
    assert page.statement.accessibleDescription() == "“reported” became “said”"
    assert ">reported</s>" in page.statement.text()
    program.click(page.restore_button)
    assert fact(window).wording is None
    assert page.wording.toPlainText() == "It is reported that route-agreed"


def test_a_spell_of_typing_is_one_step_and_a_rest_begins_another(
    program: Program, window: MainWindow
) -> None:
    choose(window, "j1")
    field = window.panes.inspector.judgement_page.text
    field.selectAll()
    program.type(field, "Gas")
    field.flush()
    program.type(field, " will flow")
    field.flush()
    assert judgement(window).text == "Gas will flow"
    field._rest.timeout.emit()
    program.type(field, " slowly")
    field.flush()
    do(window, "undo")
    assert judgement(window).text == "Gas will flow"
    assert field.toPlainText() == "Gas will flow"
    do(window, "undo")
    assert briefing_of(window) == program.first


def test_undo_by_keys_in_a_text_field_is_the_document_s(program: Program, window: MainWindow) -> None:
    choose(window, "j1")
    field = window.panes.inspector.judgement_page.text
    field.setFocus()
    field.selectAll()
    program.type(field, "Typed")
    program.press(field, Qt.Key.Key_Z, CTRL)
    assert briefing_of(window) == program.first
    assert field.toPlainText() == judgement(window).text
    program.press(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert judgement(window).text == "Typed"


def test_enter_ends_a_one_line_field_and_pasted_lines_become_one(
    program: Program, window: MainWindow
) -> None:
    choose(window, "j1")
    field = window.panes.inspector.judgement_page.text
    field.setPlainText("One line\nand another")
    program.press(field, Qt.Key.Key_Return)
    assert judgement(window).text == "One line and another"


def test_hidden_characters_are_left_out_of_what_is_pasted(window: MainWindow) -> None:
    choose(window, "j1")
    field = window.panes.inspector.judgement_page.text
    field.selectAll()
    pasted = QMimeData()
    pasted.setText("Iran\u2067 and\u200b Russia\u202e talk, می‌گوید")
    field.insertFromMimeData(pasted)
    field.flush()
    assert judgement(window).text == "Iran and Russia talk, می‌گوید"


def test_an_emptied_judgement_waits_for_its_new_words(program: Program, window: MainWindow) -> None:
    choose(window, "j1")
    before = judgement(window).text
    write(program, window.panes.inspector.judgement_page.text, "")
    window.panes.inspector.judgement_page.text.clear()
    window.panes.inspector.judgement_page.text.flush()
    assert judgement(window).text == before


def test_what_is_typed_belongs_to_the_row_it_was_typed_for(program: Program, window: MainWindow) -> None:
    choose(window, "f1")
    field = window.panes.inspector.fact_page.note
    field.setFocus()
    program.type(field, "Ask the embassy")
    choose(window, "f2")
    assert (fact(window, "f1").note, fact(window, "f2").note) == ("Ask the embassy", "")
    assert field.toPlainText() == ""


# Grades


def test_confidence_offers_the_terms_of_the_briefing_s_scale(window: MainWindow) -> None:
    choose(window, "f1")
    schemes = reference_of(window).scales.schemes
    scale = schemes[briefing_of(window).scheme_id].scale(Subject.CONFIDENCE)
    assert scale is not None
    shown = [
        each.text()
        for each in window.panes.inspector.fact_page.grade.confidence.findChildren(QAbstractButton)
    ]
    assert shown == [term.term for term in scale.terms]


def test_a_second_press_takes_a_confidence_back(program: Program, window: MainWindow) -> None:
    choose(window, "f2")
    page = window.panes.inspector.fact_page
    program.click(button(page.grade.confidence, "Confidence: high"))
    assert grade(window, "f2").confidence == "high"
    assert grade(window, "f2").graded_by == "A. Nalyst"
    assert last_step(window) == "Choose confidence"
    program.click(button(page.grade.confidence, "Confidence: high"))
    assert fact(window, "f2").grade is None, "a grade that says nothing is none"


def test_credibility_is_the_library_s_until_the_analyst_says_otherwise(
    program: Program, window: MainWindow
) -> None:
    choose(window, "f2")
    box: QComboBox = window.panes.inspector.fact_page.grade.credibility
    assert box.currentText() == "As in the library: 3 – possibly true"
    box.setFocus()
    for _ in range(2):
        program.press(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    assert grade(window, "f2").credibility == 2
    assert "B2" in window.panes.outline.model.index_by_id("f2").data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_rationale_stays_when_the_grade_changes(program: Program, window: MainWindow) -> None:
    choose(window, "f1")
    page = window.panes.inspector.fact_page
    write(program, page.grade.rationale, "Two reports, one origin.")
    assert last_step(window) == "Change rationale"
    program.click(button(page.grade.confidence, "Confidence: low"))
    assert (grade(window, "f1").confidence, grade(window, "f1").rationale) == (
        "low",
        "Two reports, one origin.",
    )


def test_the_history_of_a_grade_is_told_latest_first(program: Program, window: MainWindow) -> None:
    choose(window, "f1")
    page = window.panes.inspector.fact_page
    program.click(button(page.grade.confidence, "Confidence: high"))
    program.click(button(page.grade.confidence, "Confidence: low"))
    told = [line for line in words(page.grade_history).split("\n") if line]
    assert [line.rsplit(": ", 1)[1] for line in told] == ["high", "moderate"]
    assert all("A. Nalyst" in line for line in told)


def test_a_likelihood_is_chosen_on_the_ruler_by_mouse_and_keys_and_cleared(
    program: Program, window: MainWindow
) -> None:
    choose(window, "j1")
    control = window.panes.inspector.judgement_page.grade.likelihood
    ruler = control.ruler
    spots = {"almost-no-chance": 0.02, "likely": 0.66}
    for term, part in spots.items():
        place = ruler.rect().center()
        place.setX(int(ruler.width() * part))
        place.setY(12)
        QTest.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=place)
        assert (grade(window, "j1").likelihood or "").startswith(term)
    program.press(ruler, Qt.Key.Key_Right)
    assert grade(window, "j1").likelihood == "very-likely"
    assert "80" in ruler.accessibleDescription()
    program.click(button(control, "Clear the likelihood"))
    assert grade(window, "j1").likelihood is None


def test_several_rows_show_what_they_share_and_take_one_grade(program: Program, window: MainWindow) -> None:
    choose(window, "f1", "f2")
    page = window.panes.inspector.multiple_rows_page
    assert "2 rows selected" in words(page)
    assert not any(each.isChecked() for each in page.grade.confidence.findChildren(QAbstractButton))
    program.click(button(page.grade.confidence, "Confidence: low"))
    assert [grade(window, each).confidence for each in ("f1", "f2")] == ["low", "low"]
    assert last_step(window) == "Choose confidence of 2 rows"
    do(window, "undo")
    assert briefing_of(window) == program.first


# Sources


def test_each_source_has_a_card_with_its_reliability_and_why(window: MainWindow) -> None:
    choose(window, "f1")
    text = words(window.panes.inspector.fact_page.sources)
    for said in ("<b>B</b>", "Agency", "Reliability of the source: A long record"):
        assert said in text


def test_the_cards_of_the_sources_stay_while_a_row_is_edited_and_follow_what_is_known_of_a_source(
    window: MainWindow,
) -> None:
    choose(window, "f1")
    cards = window.panes.inspector.fact_page.sources
    before = cards.findChildren(QLabel)
    apply(window, HideItem("f1", hidden=True))
    assert cards.findChildren(QLabel) == before
    library = briefing_of(window).library
    publishers = tuple(replace(each, rationale="It has erred of late") for each in library.publishers)
    cards.show_fact(library.facts[0], Catalogue(replace(library, publishers=publishers)))
    assert "It has erred of late" in words(cards)


def test_a_citation_is_copied_and_its_address_opened_on_a_press(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toString()))
    choose(window, "f1")
    cards = window.panes.inspector.fact_page.sources
    program.click(button(cards, "Copy the citation"))
    copied = QGuiApplication.clipboard().text()
    assert "Agency" in copied
    assert "B3" in copied
    assert not opened
    name = next(
        each.accessibleName()
        for each in cards.findChildren(QAbstractButton)
        if "in the browser" in each.accessibleName()
    )
    program.click(button(cards, name))
    assert opened[0].startswith("https://example.org/")


def test_what_contradicts_a_fact_is_shown_with_its_grade(program: Program, window: MainWindow) -> None:
    choose(window, "f1")
    opposed = window.panes.inspector.fact_page.contradictions
    assert "Contradicts this fact · F3 · reported" in words(opposed)
    assert "It is reported that route-refused" in words(opposed)
    program.click(button(opposed, "Copy the fact with its sources"))
    assert "It is reported that route-refused" in QGuiApplication.clipboard().text()


def test_what_contradicts_a_fact_of_the_library_is_added_and_then_gone_to(
    program: Program, window: MainWindow
) -> None:
    assert window.context.resources is not None
    library = window.context.resources.reference.library
    fact_id = next(each for each in library.facts if library.contradicting(each))
    choose(window, "s2")
    window.controllers.insert.add_facts([fact_id])
    [row] = window.panes.outline.selected_ids()
    opposed = window.panes.inspector.fact_page.contradictions
    program.click(button(opposed, "Add to the briefing"))
    [other] = window.panes.outline.selected_ids()
    assert fact(window, other).fact_id in library.contradicting(fact_id)
    choose(window, row)
    label = window.panes.outline.label(other)
    program.click(button(opposed, f"Go to row {label}"))
    assert window.panes.outline.selected_ids() == [other]


# Judgements


def test_evidence_is_picked_from_the_rows_and_its_bearing_turned(
    program: Program, window: MainWindow
) -> None:
    choose(window, "j1")
    editor = window.panes.inspector.judgement_page.evidence
    program.click(button(editor, "Select evidence…"))
    picker = editor.findChild(TickPopup)
    assert picker is not None
    view = picker.list
    assert view.model().rowCount() == 2
    view.setCurrentIndex(view.model().index(1, 0))
    program.press(view, Qt.Key.Key_Space)
    picker.close()
    assert [piece.item_id for piece in judgement(window).evidence] == ["f1"]
    bearing = editor.findChild(QComboBox)
    assert bearing is not None
    bearing.setCurrentIndex(1)
    bearing.activated.emit(1)
    assert [piece.bearing for piece in judgement(window).evidence] == [Bearing.CONTRADICTS]
    assert last_step(window) == "Change evidence"
    program.click(button(editor, "Remove row 1 from evidence"))
    assert judgement(window).evidence == ()
    assert "No evidence selected" in words(editor)


def test_reasoning_is_written_a_line_each(program: Program, window: MainWindow) -> None:
    choose(window, "j1")
    page = window.panes.inspector.judgement_page
    fields: dict[str, Callable[[], TextField]] = {
        "assumptions": lambda: page.assumptions,
        "alternatives": lambda: page.alternatives,
        "indicators": lambda: page.indicators,
    }
    for field in fields.values():
        write(program, field(), "First\n\n  Second  \n")
    write(program, page.change, "Firmer than before")
    found = judgement(window)
    assert {getattr(found, name) for name in fields} == {("First", "Second")}
    assert found.change_since_last == "Firmer than before"
    assert last_step(window) == "Change reasoning"


# Other rows


def test_a_table_is_edited_cell_by_cell(program: Program, window: MainWindow) -> None:
    choose(window, "t1")
    page = window.panes.inspector.table_page
    cell = page.cells.item(0, 0)
    assert cell is not None
    cell.setText("Heading")
    value = value_of(window, "t1")
    assert isinstance(value, Table)
    assert value.columns[0] == "Heading"
    assert last_step(window) == "Change table"
    apply(window, FINISH)
    assert not page.cells.item(0, 0).flags() & Qt.ItemFlag.ItemIsEditable  # type: ignore[union-attr]
    apply(window, SetDetails(status=Status.DRAFT))
    assert page.cells.item(0, 0).flags() & Qt.ItemFlag.ItemIsEditable  # type: ignore[union-attr]
    lines = len(value.rows)
    program.click(button(page, "Add table row"))
    value = value_of(window, "t1")
    assert isinstance(value, Table)
    assert len(value.rows) == lines + 1


def test_a_comparison_takes_treaties_from_the_library(program: Program, window: MainWindow) -> None:
    choose(window, "s3")
    do(window, "add_comparison")
    page = window.panes.inspector.comparison_page
    shown = page.findChildren(QAbstractButton)
    assert any("China" in each.text() and each.isChecked() for each in shown)
    program.press(next(each for each in shown if "China" in each.text()), Qt.Key.Key_Space)
    new = window.panes.outline.selected_values()[0]
    assert "russia-china-2001" not in new.treaty_ids  # type: ignore[union-attr]
    assert "russia-iran-2025" in new.treaty_ids  # type: ignore[union-attr]


def test_a_section_tells_how_much_of_it_is_graded(program: Program, window: MainWindow) -> None:
    choose(window, "s2")
    assert "1 of 2 facts and judgements graded" in words(window.panes.inspector.section_page)
    write(program, window.panes.inspector.section_page.title, "Gas and oil")
    assert last_step(window) == "Rename section"


def test_a_final_briefing_can_be_read_in_the_inspector_and_not_changed(window: MainWindow) -> None:
    apply(window, FINISH)
    before = briefing_of(window)
    for row in ("f1", "j1", "p1", "g1", "t1", "c1", "d1", "s2"):
        choose(window, row)
        page = window.panes.inspector._stack.currentWidget()
        assert page is not None
        fields = page.findChildren(TextField)
        assert all(field.isReadOnly() for field in fields), row
        for each in page.findChildren(QAbstractButton):
            if (
                each.isEnabled()
                and each.isVisibleTo(page)
                and not each.accessibleName().startswith(("Copy", "Open", "Go to"))
            ):
                each.click()
        assert briefing_of(window) == before, row
