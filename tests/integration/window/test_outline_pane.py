"""Arranging the briefing: moving, folding, renaming, copying, finding, grading several rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from briefing.app.panes.outline.outline_model import RowRole
from briefing.app.panes.outline.pane import OutlineView
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.window.main_window import MainWindow
from briefing.editing import AddItem, RemoveSection, SetOption, SetTemplate
from briefing.model.briefing import Briefing, FactItem, Judgement, Prose
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import (
    Program,
    answer,
    apply,
    briefing_of,
    button,
    choose,
    do,
    document_of,
    front,
    menu,
    notice,
    row_ids,
    rows,
    undo_name,
    value_of,
)

pytestmark = pytest.mark.one_program

ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(program: Program) -> MainWindow:
    opened = program.begin(a_briefing(), {"picture": PICTURE})
    front(opened)
    opened.panes.outline.view.setFocus()
    return opened


def in_section(window: MainWindow, section_id: str) -> list[str]:
    sections = {section.id: section for section in briefing_of(window).walk_sections()}
    return [item.id for item in sections[section_id].items]


def drop(view: OutlineView, data: QMimeData, index: QModelIndex, part: float) -> None:
    """Drop at a part of a row's height: 0 is its upper edge, 0.5 its middle, 1 its lower edge."""
    box = view.visualRect(index)
    where = QPointF(box.center().x(), box.top() + 1 + part * (box.height() - 3))
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    plain = Qt.KeyboardModifier.NoModifier
    at = where.toPoint()
    for event in (
        QDragEnterEvent(at, actions, data, LEFT, plain),
        QDragMoveEvent(at, actions, data, LEFT, plain),
        QDropEvent(where, actions, data, LEFT, plain),
    ):
        event.setDropAction(Qt.DropAction.MoveAction)  # as a drag begun in the tree proposes
        QApplication.sendEvent(view.viewport(), event)


def test_rows_and_sections_stand_as_they_will_be_printed(window: MainWindow) -> None:
    assert row_ids(window) == ["s1", "j1", "s2", "f1", "f2", "s3", "p1", "g1", "t1", "c1", "d1"]
    labels = {node.id: node.label for node in window.panes.outline.model.walk()}
    assert (labels["s2"], labels["s3"], labels["f2"], labels["j1"]) == ("1", "1.1", "2", "J1")
    assert labels["s1"] == "", "its judgement is printed in front, so the section is not"


def test_sections_are_numbered_as_the_template_numbers_them(window: MainWindow) -> None:
    def numbers() -> list[str]:
        labels = {node.id: node.label for node in window.panes.outline.model.walk()}
        return [labels["s2"], labels["s3"]]

    apply(window, SetOption(name="numbering", value="roman"))
    assert numbers() == ["I", "A"]
    apply(window, SetOption(name="numbering", value="none"))
    assert numbers() == ["", ""]
    do(window, "undo")
    do(window, "undo")
    assert numbers() == ["1", "1.1"]
    apply(window, SetTemplate(template_id="parliamentary"))
    assert numbers() == ["", ""], "headings of this template have no numbers"
    apply(window, SetTemplate(template_id="one-page"))
    assert numbers() == ["", ""], "this template has no headings of sections"


def test_keys_move_rows_within_a_section_and_into_the_next(program: Program, window: MainWindow) -> None:
    choose(window, "f1")
    program.press(window.panes.outline.view, Qt.Key.Key_Down, ALT)
    assert in_section(window, "s2") == ["f2", "f1"]
    assert window.panes.outline.selected_ids() == ["f1"], "what moved stays in hand"
    program.press(window.panes.outline.view, Qt.Key.Key_Down, ALT)
    assert in_section(window, "s3")[0] == "f1"
    do(window, "undo")
    do(window, "undo")
    assert briefing_of(window) == program.first


def test_a_section_is_moved_a_level_in_and_out_by_keys(program: Program, window: MainWindow) -> None:
    choose(window, "s2")
    program.press(window.panes.outline.view, Qt.Key.Key_Right, ALT)
    assert [section.id for section in briefing_of(window).sections] == ["s1"]
    program.press(window.panes.outline.view, Qt.Key.Key_Left, ALT)
    assert [section.id for section in briefing_of(window).sections] == ["s1", "s2"]
    choose(window, "f1")
    assert not window.action_set["indent"].isEnabled()
    assert not window.action_set["outdent"].isEnabled()


def test_actions_that_do_nothing_for_the_selection_are_disabled(window: MainWindow) -> None:
    enabled = {
        "s1": {"indent", "outdent"},
        "f1": {"clear_grade", "go_to_library"},
        "j1": {"clear_grade"},
        "p1": set[str](),
    }
    for row, wanted in enabled.items():
        choose(window, row)
        actions = ("indent", "outdent", "clear_grade", "go_to_library")
        assert {name for name in actions if window.action_set[name].isEnabled()} == wanted, row


def test_rows_dropped_between_two_others_stand_there(window: MainWindow) -> None:
    model, view = window.panes.outline.model, window.panes.outline.view
    drop(view, model.mimeData([model.index_by_id("f2")]), model.index_by_id("f1"), 0.0)
    assert in_section(window, "s2") == ["f2", "f1"]
    drop(view, model.mimeData([model.index_by_id("f1")]), model.index_by_id("s1"), 0.5)
    assert in_section(window, "s1") == ["j1", "f1"]
    assert undo_name(window) == "Undo Move row"


def test_a_section_dropped_before_another_goes_there_with_all_in_it(window: MainWindow) -> None:
    model, view = window.panes.outline.model, window.panes.outline.view
    drop(view, model.mimeData([model.index_by_id("s2")]), model.index_by_id("s1"), 0.0)
    assert [section.id for section in briefing_of(window).sections] == ["s2", "s1"]
    assert in_section(window, "s3") == ["p1", "g1", "t1", "c1", "d1"]


def test_a_section_cannot_be_dropped_into_itself_and_says_so(window: MainWindow) -> None:
    model, view = window.panes.outline.model, window.panes.outline.view
    before = briefing_of(window)
    drop(view, model.mimeData([model.index_by_id("s2")]), model.index_by_id("s3"), 0.5)
    assert briefing_of(window) == before


def test_a_title_is_changed_in_place_and_escape_leaves_it(program: Program, window: MainWindow) -> None:
    choose(window, "s2")
    for key, wanted in ((Qt.Key.Key_Escape, "Energy"), (Qt.Key.Key_Return, "Gas")):
        program.press(window.panes.outline.view, Qt.Key.Key_F2)
        editors = window.panes.outline.view.viewport().findChildren(QPlainTextEdit)
        editor = next(each for each in editors if each.isVisible())
        editor.selectAll()
        program.type(editor, "Gas")
        program.press(editor, key)
        program.until(lambda wanted=wanted: rows(window)[2] == wanted)  # type: ignore[misc]
        QTest.qWait(1)
    assert undo_name(window) == "Undo Rename section"


def test_a_text_is_edited_at_its_end_and_an_emptied_one_is_refused(
    program: Program, window: MainWindow
) -> None:
    view = window.panes.outline.view
    choose(window, "j1")
    for text, empties in ((" yet", False), ("", True)):
        program.press(view, Qt.Key.Key_F2)
        editor = view.viewport().findChild(ExactTextEdit)
        assert editor is not None
        if empties:
            editor.selectAll()
            program.press(editor, Qt.Key.Key_Delete)
        program.type(editor, text)
        program.press(editor, Qt.Key.Key_Return)
        program.until(lambda: view.viewport().findChild(ExactTextEdit) is None)
    assert rows(window)[1] == "  Gas will likely not flow yet"
    assert "The text of a row cannot be empty" in notice(window)
    window.controllers.rows.reword("s1", "  ")
    assert "A section's title cannot be empty" in notice(window)


def test_a_text_that_is_too_long_is_refused_without_names_of_fields(window: MainWindow) -> None:
    long = AddItem(Prose(id="p9", text="x" * 20_001), "s1")
    assert not document_of(window).apply(long)
    assert notice(window).startswith("The text has 20,001 characters; the limit is 20,000.")


@pytest.mark.parametrize(("right", "expected"), [(38, range(2)), (400, range(20, 99))])
def test_a_double_click_puts_the_caret_where_it_was(
    window: MainWindow, right: int, expected: range
) -> None:
    view, index = window.panes.outline.view, window.panes.outline.model.index_by_id("j1")
    place = view.visualRect(index).topLeft() + QPoint(right, 12)
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    QTest.mouseDClick(view.viewport(), LEFT, pos=place)
    editor = view.viewport().findChild(ExactTextEdit)
    assert editor is not None
    assert editor.caret() in expected
    assert not editor.textCursor().hasSelection()


def test_deleting_what_a_judgement_leans_on_asks_first(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(window, "f1")
    asked = answer(monkeypatch, "Cancel")
    program.press(window.panes.outline.view, Qt.Key.Key_Delete)
    assert "are evidence for" in asked[0]
    assert "f1" in row_ids(window)
    answer(monkeypatch, "Delete")
    program.press(window.panes.outline.view, Qt.Key.Key_Delete)
    assert "f1" not in row_ids(window)
    judgement = value_of(window, "j1")
    assert isinstance(judgement, Judgement)
    assert [piece.item_id for piece in judgement.evidence] == ["f2"]
    assert window.panes.outline.selected_ids() == ["f2"], "the next row is in hand"
    do(window, "undo")
    assert briefing_of(window) == program.first


def test_a_section_and_rows_in_it_are_deleted_together(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "Delete")
    choose(window, "s2", "f1", "p1")
    do(window, "delete")
    assert row_ids(window) == ["s1", "j1"]


def test_a_deleted_section_comes_back_expanded_with_all_in_it(window: MainWindow) -> None:
    outline = window.panes.outline
    before = row_ids(window)
    outline.select("s2")
    apply(window, RemoveSection("s2", release_evidence=True))
    assert row_ids(window) == ["s1", "j1"]
    do(window, "undo")
    assert row_ids(window) == before
    for section_id in ("s2", "s3"):
        assert outline.view.isExpanded(outline.model.index_by_id(section_id))


def test_the_last_section_can_go_and_an_empty_briefing_says_how_to_go_on(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "Delete")
    choose(window, "s1", "s2")
    do(window, "delete")
    assert row_ids(window) == []
    program.click(button(window.panes.outline, "Add a section"))
    assert rows(window) == ["New section"]


def test_rows_are_copied_into_another_window_with_their_sources_and_grade(
    program: Program, window: MainWindow
) -> None:
    choose(window, "f1", "g1")
    do(window, "copy")
    assert "reported" in QGuiApplication.clipboard().text()
    other = program.begin(Briefing(id="other", title="Other"))
    assert other is not window
    do(other, "paste")
    assert "Add a section first" in notice(other)
    do(other, "add_section")
    front(other)
    do(other, "paste")
    pasted = [item for item in briefing_of(other).walk_items() if isinstance(item, FactItem)]
    assert [item.fact_id for item in pasted] == ["route-agreed"]
    assert pasted[0].grade == value_of(window, "f1").grade  # type: ignore[attr-defined]
    assert briefing_of(other).library.sources
    assert PICTURE in other.context.document.session.project.attachments.values()  # type: ignore[union-attr]


def test_cut_and_paste_moves_and_each_is_one_step(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "Delete")
    choose(window, "f2")
    do(window, "cut")
    assert "f2" not in row_ids(window)
    choose(window, "s1")
    do(window, "paste")
    assert len(in_section(window, "s1")) == 2
    assert undo_name(window) == "Undo Paste 1 row"


def test_a_duplicate_stands_behind_and_is_in_hand(window: MainWindow) -> None:
    choose(window, "p1")
    do(window, "duplicate")
    assert in_section(window, "s3") == ["p1", "p2", "g1", "t1", "c1", "d1"]
    assert window.panes.outline.selected_ids() == ["p2"]


def test_several_rows_are_graded_from_the_menu_as_one_step(program: Program, window: MainWindow) -> None:
    choose(window, "f1", "f2", "j1")
    high = next(
        action for action in menu(window, "Grade: confidence").actions() if "high" in action.text().lower()
    )
    high.trigger()
    confidences = [
        item.grade.confidence if item.grade else None
        for item in briefing_of(window).walk_items()
        if isinstance(item, FactItem | Judgement)
    ]
    assert confidences == ["high"] * 3
    assert undo_name(window) == "Undo Grade 3 rows"
    do(window, "clear_grade")
    do(window, "undo")
    do(window, "undo")
    assert briefing_of(window) == program.first


def test_what_is_left_out_of_the_pages_is_shown_so_and_said_so(window: MainWindow) -> None:
    choose(window, "f1", "f2")
    do(window, "hide")
    assert undo_name(window) == "Undo Hide 2 rows"
    index = window.panes.outline.model.index_by_id("f1")
    assert "hidden" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    do(window, "hide")
    assert briefing_of(window) == a_briefing() or "hidden" not in index.data(
        Qt.ItemDataRole.AccessibleTextRole
    )


def test_a_row_says_itself_to_a_screen_reader_with_grade_and_standing(window: MainWindow) -> None:
    said = window.panes.outline.model.index_by_id("f1").data(Qt.ItemDataRole.AccessibleTextRole)
    for word in ("Fact 1", "It is reported that route-agreed", "confidence moderate", "B3", "reported"):
        assert word in said
    assert "not graded" in window.panes.outline.model.index_by_id("f2").data(
        Qt.ItemDataRole.AccessibleTextRole
    )


def test_words_are_found_and_gone_through_in_both_directions(program: Program, window: MainWindow) -> None:
    do(window, "find")
    field = window.panes.outline.find_bar.field
    program.type(field, "reported")
    assert window.panes.outline.selected_ids() == ["f1"]
    program.press(field, Qt.Key.Key_Return)
    assert window.panes.outline.selected_ids() == ["f2"]
    program.press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.panes.outline.selected_ids() == ["f1"]
    program.press(field, Qt.Key.Key_Escape)
    assert not window.panes.outline.find_bar.isVisible()
    assert window.panes.outline.view.hasFocus()


def test_all_sections_fold_and_unfold(window: MainWindow) -> None:
    view, model = window.panes.outline.view, window.panes.outline.model
    do(window, "fold_all")
    assert not view.isExpanded(model.index_by_id("s2"))
    do(window, "unfold_all")
    assert view.isExpanded(model.index_by_id("s3"))


def test_a_row_leads_to_its_fact_in_the_library(program: Program, window: MainWindow) -> None:
    fact_id = next(iter(window.context.resources.reference.library.facts))  # type: ignore[union-attr]
    choose(window, "s1")
    window.controllers.insert.add_facts([fact_id])
    window.panes.library.field.setText("nothing like it")
    program.until(lambda: window.panes.library.model.rowCount() == 0)
    do(window, "go_to_library")
    assert window.panes.library.selected_ids() == [fact_id]


def test_a_new_last_row_is_wholly_in_view_also_when_the_view_becomes_lower(
    program: Program, window: MainWindow
) -> None:
    view = window.panes.outline.view
    choose(window, "d1")
    for _ in range(12):
        do(window, "add_prose")
    new = view.currentIndex()
    assert row_ids(window)[-1] == new.data(RowRole.ID)
    assert view.verticalScrollBar().maximum() > 0
    assert view.viewport().rect().contains(view.visualRect(new))
    height = view.height()
    window.resize(window.width(), window.height() - 150)
    program.until(lambda: view.height() < height)
    assert view.viewport().rect().contains(view.visualRect(new))


def test_what_is_typed_in_place_is_one_step_and_escape_brings_the_text_before_back(
    program: Program, window: MainWindow
) -> None:
    view, before = window.panes.outline.view, briefing_of(window)
    choose(window, "j1")
    program.press(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(ExactTextEdit)
    assert editor is not None
    program.type(editor, " y")
    assert rows(window)[1] == "  Gas will likely not flow y"
    program.type(editor, "et ")
    assert rows(window)[1] == "  Gas will likely not flow y"
    program.until(lambda: rows(window)[1] == "  Gas will likely not flow yet")
    assert editor.exact_text() == "Gas will likely not flow yet "
    document_of(window).end_run()  # as a save does
    program.type(editor, "now")
    window.controllers.edits.flush_pending_text()
    program.press(editor, Qt.Key.Key_Escape)
    assert briefing_of(window) == before
    program.press(view, Qt.Key.Key_F2)
    editor = next(each for each in view.viewport().findChildren(ExactTextEdit) if each.isVisible())
    program.type(editor, "!")
    assert rows(window)[1] == "  Gas will likely not flow!"
    editor.selectAll()
    program.press(editor, Qt.Key.Key_Delete)
    assert rows(window)[1] == "  Gas will likely not flow!"
    program.press(editor, Qt.Key.Key_Return)
    assert briefing_of(window) == before
    assert "The text of a row cannot be empty" in notice(window)
