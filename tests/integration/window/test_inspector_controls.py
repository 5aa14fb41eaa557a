"""The controls of the inspector: Tab order, likelihood, evidence, suggestions, comparison, table cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QStyleOptionViewItem,
    QToolButton,
    QToolTip,
    QWidget,
)

from briefing.app.panes.inspector.evidence_editor import EvidenceEditor
from briefing.app.widgets.inputs.tab_order import tab_stops
from briefing.app.widgets.popup import TickPopup
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, SetEvidence, find_item
from briefing.model.briefing import (
    Bearing,
    Briefing,
    Comparison,
    Evidence,
    FactItem,
    Graded,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.project import open_project
from tests.builders import FINISH, PICTURE, TABLE, a_briefing
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    choose,
    do,
    document_of,
    front,
    settle,
    value_of,
)

pytestmark = pytest.mark.one_program

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
ROWS = ("f1", "j1", "p1", "g1", "t1", "c1", "d1", "s2")


# Tab order


def place(widget: QWidget, page: QWidget) -> tuple[int, int, int]:
    """Return top, bottom and left of a widget on its page."""
    corner = widget.mapTo(page, QPoint(0, 0))
    return corner.y(), corner.y() + widget.height(), corner.x()


def is_before(one: QWidget, other: QWidget, page: QWidget) -> bool:
    """Whether the eye meets a widget first: it is above, or on the same line to the left."""
    top, bottom, left = place(one, page)
    other_top, other_bottom, other_left = place(other, page)
    same_line = top < other_bottom and other_top < bottom
    return left < other_left if same_line else top < other_top


def reachable(page: QWidget) -> Iterator[QWidget]:
    return (stop for stop in tab_stops(page) if stop.isVisible() and stop.isEnabled())


def test_tab_goes_down_each_page_in_the_order_of_the_eye_and_every_stop_shows(
    program: Program, window: MainWindow
) -> None:
    for ids in [*((row,) for row in ROWS), ("f1", "f2")]:
        choose(window, *ids)
        settle()
        page = next(page for page in window.panes.inspector.pages() if page.isVisible())
        visited = walked_by_tab(program, window, page)
        # Of the buttons of a group, Tab reaches one, and the arrow keys the others.
        assert [id(stop) for stop in visited] == [id(stop) for stop in reachable(page)]
        for one, other in pairwise(visited):
            assert is_before(one, other, page), f"{one.accessibleName()} before {other.accessibleName()}"


def walked_by_tab(program: Program, window: MainWindow, page: QWidget) -> list[QWidget]:
    """Press Tab until the focus leaves the page; return the stops, each of which must show its focus."""
    next(reachable(page)).setFocus()
    visited = list[QWidget]()
    while (focused := window.focusWidget()) is not None and page.isAncestorOf(focused):
        assert focused not in visited, "Tab must leave the page at its end"
        visited.append(focused)
        with_focus = focused.grab().toImage()
        focused.clearFocus()
        settle()
        assert focused.grab().toImage() != with_focus, focused.accessibleName()
        focused.setFocus()
        program.press(focused, Qt.Key.Key_Tab)
    return visited


def test_the_focus_stays_at_the_evidence_that_was_changed(program: Program, window: MainWindow) -> None:
    choose(window, "j1")
    editor = window.panes.inspector.judgement_page.evidence
    program.until(lambda: button(editor, "Remove row 1 from evidence").isVisible())
    button(editor, "Remove row 2 from evidence").setFocus()
    apply(window, SetEvidence("j1", (Evidence("f1", Bearing.CONTRADICTS), Evidence("f2"))))
    assert window.focusWidget() is button(editor, "Remove row 2 from evidence")


def test_evidence_that_was_removed_or_turned_is_shown_as_it_is_again_after_undo(window: MainWindow) -> None:
    choose(window, "j1")
    editor = window.panes.inspector.judgement_page.evidence
    before = evidence_shown(editor)
    bearing = next(each for each in editor.findChildren(QComboBox) if "Row 1 " in each.accessibleName())
    bearing.setCurrentIndex(1 - bearing.currentIndex())
    bearing.activated.emit(bearing.currentIndex())
    turned = evidence_shown(editor)
    apply(window, SetEvidence("j1", ()))
    assert not evidence_shown(editor)
    window.controllers.edits.undo()
    assert evidence_shown(editor) == turned != before
    window.controllers.edits.undo()
    assert evidence_shown(editor) == before


def evidence_shown(editor: EvidenceEditor) -> list[tuple[str, str]]:
    """The names of the rows that are listed as evidence, each with its bearing, from the top."""
    boxes = [each for each in tab_stops(editor) if isinstance(each, QComboBox)]
    assert all(each.isVisibleTo(editor) for each in boxes)
    return [(each.accessibleName(), each.currentText()) for each in boxes]


# Looking changes nothing


CHARACTERS = st.sampled_from("a 9\u00a0\u202f\u2003\u0641\U0001f600é\n\t")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=12).map(lambda text: f"x{text}")


def with_texts(line: str, text: str) -> Briefing:
    """A briefing with these texts in every field that holds any."""
    base = a_briefing()

    def changed(item: Item) -> Item:
        if isinstance(item, FactItem):
            return replace(item, wording=line, note=text)
        if isinstance(item, Judgement):
            reasoning = replace(item, assumptions=(line, line), alternatives=(line,), indicators=(line,))
            return replace(reasoning, text=line, change_since_last=text, note=text)
        if isinstance(item, Table):
            return replace(item, caption=line, columns=(line, line), rows=((text, text),))
        if isinstance(item, Prose):
            return replace(item, text=text, note=text)
        return replace(item, caption=line)

    def section(value: Section) -> Section:
        items = tuple(map(changed, value.items))
        return replace(value, title=line, items=items, sections=tuple(map(section, value.sections)))

    return replace(base, sections=tuple(map(section, base.sections)))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_going_through_all_rows_with_tab_changes_nothing_whatever_characters_they_hold(
    program: Program, text: str
) -> None:
    line = text.replace("\n", " ")
    for window in list(program.registry.windows):
        if window.context.document is not None:
            document_of(window).close()
            window.context.set_document(None)
    window = program.begin(with_texts(line, text), {"picture": PICTURE})
    front(window)
    before = briefing_of(window)
    for row in ROWS:
        choose(window, row)
        page = next(page for page in window.panes.inspector.pages() if page.isVisible())
        for stop in list(tab_stops(page)):
            if stop.isVisible() and not isinstance(stop, QPushButton):
                stop.setFocus()
                stop.clearFocus()
        window.panes.inspector.flush()
    outline, cells = window.panes.outline, window.panes.inspector.table_page.cells
    edit_and_commit(outline.view, [outline.model.index_by_id(row) for row in ("j1", "p1", "s2", "t1")])
    edit_and_commit(cells, [cells.model().index(row, 0) for row in (0, 1)])
    assert briefing_of(window) is before


def edit_and_commit(view: QAbstractItemView, indexes: list[QModelIndex]) -> None:
    """Do what a view does when an editor is opened and closed again."""
    delegate = view.itemDelegate()
    for index in indexes:
        editor = delegate.createEditor(view.viewport(), QStyleOptionViewItem(), index)
        delegate.setEditorData(editor, index)
        delegate.setModelData(editor, view.model(), index)
        shiboken6.delete(editor)


# Emptied and read-only


def test_undo_brings_back_an_emptied_judgement_before_it_undoes_a_step(
    program: Program, window: MainWindow
) -> None:
    choose(window, "j1")
    field = window.panes.inspector.judgement_page.text
    field.setFocus()
    assert not window.action_set["undo"].isEnabled()
    field.selectAll()
    program.press(field, Qt.Key.Key_Delete)
    assert "A judgement needs a sentence." in shown_words(window.panes.inspector.judgement_page)
    assert window.action_set["undo"].isEnabled()
    program.press(field, Qt.Key.Key_Z, CTRL)
    assert field.toPlainText() == "Gas will likely not flow"
    assert briefing_of(window) == program.first
    assert not window.action_set["undo"].isEnabled()


def shown_words(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def tips(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the tooltips that are shown; a real one goes by itself at any moment."""
    shown = list[str]()
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, *_more: shown.append(text))
    return shown


def test_typing_into_a_final_briefing_says_why_nothing_happens(
    program: Program, window: MainWindow, tips: list[str]
) -> None:
    apply(window, FINISH)
    choose(window, "j1")
    field = window.panes.inspector.judgement_page.text
    field.setFocus()
    program.type(field, "x")
    assert "final" in tips[-1]
    tips.clear()
    program.press(window.panes.outline.view, Qt.Key.Key_Return)
    assert "final" in tips[-1]


# Likelihood


def test_the_ruler_names_the_band_at_the_pointer_and_offers_what_the_sentence_says(
    program: Program, window: MainWindow, tips: list[str]
) -> None:
    apply(window, Reword("j1", "It is very unlikely that gas flows"))
    choose(window, "j1")
    control = window.panes.inspector.judgement_page.grade.likelihood
    where = QPointF(control.ruler.width() * 0.3, 12)
    button_free = (Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    moved = QMouseEvent(QMouseEvent.Type.MouseMove, where, control.ruler.mapToGlobal(where), *button_free)
    QApplication.sendEvent(control.ruler, moved)
    assert tips[-1].startswith("Unlikely · 20–45")
    assert control.stated_button.text().startswith("Choose “Very unlikely · 5–20")
    program.click(control.stated_button)
    value = value_of(window, "j1")
    assert isinstance(value, Judgement)
    assert value.grade is not None
    assert value.grade.likelihood == "very-unlikely"
    program.until(lambda: not control.stated_button.isVisible())
    apply(window, Reword("j1", "It is not likely that gas flows"))
    program.until(control.stated_button.isHidden)


def test_the_button_that_clears_the_likelihood_appears_with_one(
    program: Program, window: MainWindow
) -> None:
    choose(window, "j1")
    control = window.panes.inspector.judgement_page.grade.likelihood
    clear = button(control, "Clear the likelihood")
    program.click(clear)
    assert not clear.isVisible()


# Evidence


def test_a_click_anywhere_in_a_row_of_the_evidence_list_toggles_it(
    program: Program, window: MainWindow
) -> None:
    choose(window, "j1")
    editor = window.panes.inspector.judgement_page.evidence
    program.click(button(editor, "Select evidence…"))
    picker = editor.findChild(TickPopup)
    assert picker is not None
    settle()
    view = picker.list
    heights = [view.visualRect(view.model().index(row, 0)).height() for row in range(2)]
    assert view.height() - sum(heights) < 40, "the list fits its entries"
    area = view.visualRect(view.model().index(1, 0))
    QTest.mouseClick(view.viewport(), LEFT, pos=area.center())
    value = value_of(window, "j1")
    assert isinstance(value, Judgement)
    assert [piece.item_id for piece in value.evidence] == ["f1"]
    program.click(button(picker, "Done"))
    assert not picker.isVisible()


def test_the_evidence_list_leads_to_the_library(program: Program, window: MainWindow) -> None:
    choose(window, "j1")
    editor = window.panes.inspector.judgement_page.evidence
    program.click(button(editor, "Select evidence…"))
    picker = editor.findChild(TickPopup)
    assert picker is not None
    program.click(button(picker, "Search the library…"))
    program.until(window.panes.library.field.hasFocus)


# Suggestions


def test_several_rows_take_their_suggestions_as_one_step(program: Program, window: MainWindow) -> None:
    choose(window, "f1", "f2", "j1")
    page = window.panes.inspector.multiple_rows_page
    program.click(button(page, "Use the suggested confidence of each"))
    grades = [item.grade for item in briefing_of(window).walk_items() if isinstance(item, FactItem)]
    assert all(grade is not None and grade.confidence for grade in grades)
    assert document_of(window).session.undo_label == "Use the suggested confidence of 2 rows"
    do(window, "undo")
    assert briefing_of(window) == program.first


def test_a_suggestion_gives_a_reason_a_line_and_leads_to_the_rationale(
    program: Program, window: MainWindow
) -> None:
    choose(window, "f2")
    grade = window.panes.inspector.fact_page.grade
    assert grade.suggested.words.text().startswith("Suggested confidence: ")
    assert len(grade.suggested.words.text().split("\n")) > 2
    program.click(button(grade, "Use the suggested confidence"))
    assert window.focusWidget() is grade.rationale


def test_tab_enters_confidence_at_the_chosen_term(window: MainWindow) -> None:
    for row in ("f1", "j1"):
        choose(window, row)
        pages = window.panes.inspector
        page = pages.fact_page if row == "f1" else pages.judgement_page
        buttons = page.grade.confidence.findChildren(QToolButton)
        item = value_of(window, row)
        assert isinstance(item, Graded)
        stops = [each for each in buttons if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == ([each for each in buttons if each.isChecked()] or buttons[:1])


# Comparison and table


def test_the_treaties_of_a_comparison_are_moved(program: Program, window: MainWindow) -> None:
    choose(window, "c1")
    page = window.panes.inspector.comparison_page
    program.click(button(page, "Move Alpha to the right"))
    value = value_of(window, "c1")
    assert isinstance(value, Comparison)
    assert value.treaty_ids == ("beta", "alpha")
    assert not button(page, "Move Alpha to the right").isEnabled()


def test_an_inserted_comparison_or_table_is_shown_in_the_inspector(
    window: MainWindow,
) -> None:
    for action, page in (
        ("add_comparison", window.panes.inspector.comparison_page),
        ("add_table", window.panes.inspector.table_page),
    ):
        window.panes.reveal(window.panes.preview)
        choose(window, "s3")
        do(window, action)
        assert page.caption.hasFocus()


def test_the_text_of_an_open_cell_is_saved_and_its_editor_stays_open(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    document_of(window).save(tmp_path / "table.briefing")
    choose(window, "t1")
    cells = window.panes.inspector.table_page.cells
    cells.setFocus()
    cells.setCurrentCell(1, 0)
    program.press(cells, Qt.Key.Key_F2)
    editor = cells.findChild(ExactTextEdit)
    assert isinstance(editor, ExactTextEdit)
    program.type(editor, "Typed")
    do(window, "save")
    table = find_item(open_project(tmp_path / "table.briefing").briefing, "t1")
    assert isinstance(table, Table)
    assert table.rows[0][0] == "Typed"
    program.type(editor, " on")
    program.press(editor, Qt.Key.Key_Return)
    table = find_item(briefing_of(window), "t1")
    assert isinstance(table, Table)
    assert table.rows[0][0] == "Typed on"


def test_cells_of_a_spreadsheet_fill_and_grow_the_table_in_one_step(
    program: Program, window: MainWindow
) -> None:
    choose(window, "t1")
    cells = window.panes.inspector.table_page.cells
    cells.setFocus()
    cells.setCurrentCell(1, 0)
    QGuiApplication.clipboard().setText("2027\t3\tlow\r\n2030\t55\thigh\r\n")
    program.press(cells, Qt.Key.Key_V, CTRL)
    value = value_of(window, "t1")
    assert isinstance(value, Table)
    assert value.rows == (("2027", "3", "low"), ("2030", "55", "high"))
    assert value.columns == ("Year", "bcm", "Column 3")
    cells.setRangeSelected(cells.selectedRanges()[0], False)
    cells.selectAll()
    program.press(cells, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Year\tbcm\tColumn 3\n2027\t3\tlow\n2030\t55\thigh\n"
    do(window, "undo")
    assert value_of(window, "t1") == TABLE
