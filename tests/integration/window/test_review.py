"""The review in the window: found while typing, gone to, corrected, waived; they stop the export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from briefing.app.dialogs.briefing.waive import WaiveDialog
from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.window.main_window import MainWindow
from briefing.editing import AddSection, RemoveItem, Reword
from briefing.editing import apply as apply_edit
from briefing.model.briefing import Briefing, FactItem
from briefing.review import Finding
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    do,
    drop_document,
    finding_count,
    front,
    notice,
    row_ids,
    settle,
)
from tests.unit.review.corpus_loader import a_judgement, a_sound_briefing, with_item

pytestmark = pytest.mark.one_program


def found(window: MainWindow) -> list[tuple[str, str]]:
    return [(each.rule_id, each.row_id) for each in window.controllers.review.findings if each.is_open]


def shown(window: MainWindow) -> list[Finding]:
    return list(window.panes.review.model.findings)


@pytest.fixture
def window(program: Program) -> MainWindow:
    return opened(program, a_sound_briefing())


def opened(program: Program, briefing: Briefing) -> MainWindow:
    window = program.begin(briefing)
    front(window)
    program.until(lambda: window.controllers.review.is_settled)
    return window


def typed(window: MainWindow, row: str, text: str) -> QPlainTextEdit:
    """Choose a row and write its words anew, as a hand does, letter by letter."""
    window.panes.outline.select(row)
    window.panes.tabs.setCurrentWidget(window.panes.inspector)
    settle()
    window.panes.inspector.focus_words()
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def test_a_finding_comes_while_it_is_typed_and_before_the_words_are_handed_on(
    program: Program, window: MainWindow
) -> None:
    assert found(window) == []
    typed(window, "f1", "Russia may supply Iran with up to 65 bcm eventually, Putin says")
    program.until(lambda: ("number-changed", "f1") in found(window))
    program.until(lambda: finding_count(window) == "1 review finding (1 blocking)")
    assert window.panes.tabs.tabText(window.panes.tabs.indexOf(window.panes.review)) == "Review (1)"
    window.panes.inspector.flush()


def test_the_words_of_a_finding_are_underlined_and_chosen_when_it_is_gone_to(
    program: Program, window: MainWindow
) -> None:
    apply(window, Reword("j1", "It is quite unlikely that gas will flow."))
    program.until(lambda: ("intensified-term", "j1") in found(window))
    do(window, "next_finding")
    assert window.panes.review.current is not None
    assert window.panes.review.current.words == "quite unlikely"
    QTest.keyClick(window.panes.review.list, Qt.Key.Key_Return)
    settle()
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert field.textCursor().selectedText() == "quite unlikely"
    assert [mark.cursor.selectedText() for mark in field.extraSelections()] == ["quite unlikely"]
    index = window.panes.outline.model.index_by_id("j1")
    assert window.panes.outline.model.finding_counts["j1"] == 1
    assert index.isValid()


def test_a_finding_is_corrected_by_its_button_in_one_step(program: Program, window: MainWindow) -> None:
    apply(window, RemoveItem("f5"))
    program.until(lambda: ("contradiction-not-shown", "f2") in found(window))
    before = briefing_of(window)
    do(window, "next_finding")
    program.click(button(window.panes.review, "Add this fact below"))
    program.until(lambda: {rule for rule, _ in found(window)} == {"ungraded"})  # the added one
    facts = [item.fact_id for item in briefing_of(window).walk_items() if isinstance(item, FactItem)]
    assert facts.index("ri-military-alliance-headline") == facts.index("ri-no-military-alliance") + 1
    do(window, "undo")
    assert briefing_of(window) == before


def test_after_a_fix_the_focus_is_on_the_list_and_no_button_that_deletes_is_in_its_place(
    program: Program,
) -> None:
    window = opened(program, with_empty_section())
    apply(window, Reword("f1", "Russia will supply up to 55 bcm eventually, Putin says"))
    pane = window.panes.review
    program.until(
        lambda: {"stronger-than-standing", "empty-heading"} <= {rule for rule, _ in found(window)}
    )
    window.panes.reveal(pane)
    rules = [each.rule_id for each in pane.model.findings]
    choose_finding(window, rules.index("empty-heading"))
    assert pane.delete_button.text() == "Delete the section"
    deleting = pane.delete_button.geometry()
    choose_finding(window, rules.index("stronger-than-standing"))
    assert not deleting.intersects(pane.fix_button.geometry())
    pane.fix_button.setFocus()
    QTest.keyClick(pane.fix_button, Qt.Key.Key_Space)
    program.until(lambda: "stronger-than-standing" not in {rule for rule, _ in found(window)})
    settle()
    assert window.focusWidget() is pane.list
    before = briefing_of(window)
    QTest.keyClick(pane.list, Qt.Key.Key_Space)
    assert briefing_of(window) == before
    assert not any(each.isDefault() for each in pane.finding_buttons())


def choose_finding(window: MainWindow, row: int) -> None:
    pane = window.panes.review
    pane.list.setCurrentIndex(pane.model.index(row))
    settle()


def with_empty_section() -> Briefing:
    return apply_edit(a_sound_briefing(), AddSection(section_id="s9", title="Background"))


def test_a_finding_is_waived_with_a_reason_shown_again_and_taken_back(
    program: Program, window: MainWindow
) -> None:
    apply(window, Reword("j1", "It is clearly unlikely that gas will flow."))
    program.until(lambda: found(window) == [("weasel-word", "j1")])
    do(window, "next_finding")
    program.click(button(window.panes.review, "Waive…"))
    dialog = window.findChild(WaiveDialog)
    assert dialog is not None
    waive = button(dialog, "Waive")
    assert not waive.isEnabled()
    program.type(dialog._field, "The director speaks so.")
    program.click(waive)
    program.until(lambda: found(window) == [])
    assert shown(window) == []
    window.panes.review.show_waived.setChecked(True)
    do(window, "next_finding")
    assert "The director speaks so." in window.panes.review._reason.text()
    program.click(button(window.panes.review, "Withdraw the waiver"))
    program.until(lambda: found(window) == [("weasel-word", "j1")])


def test_a_blocking_finding_stops_the_export_and_leads_to_the_review(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    apply(
        window, Reword("f1", "Putin says that Russia may supply Iran with up to 65 bcm of gas eventually.")
    )
    dialog = window.controllers.export.open_dialog()
    assert isinstance(dialog, ExportDialog)
    dialog.path.setText(str(tmp_path / "out.pdf"))
    program.click(dialog.export_button)
    program.until(lambda: not dialog.error_label.isHidden())
    assert "Correct these review findings" in dialog.error_label.text()
    assert "Number that is not in the fact" in dialog.error_label.text()
    assert not (tmp_path / "out.pdf").exists()
    program.click(dialog.show_review)
    settle()
    assert window.panes.tabs.currentWidget() is window.panes.review


def test_findings_follow_undo_and_go_with_the_document(program: Program, window: MainWindow) -> None:
    apply(window, Reword("j1", "It is likely that gas will flow."))
    program.until(lambda: ("term-not-the-grade", "j1") in found(window))
    do(window, "undo")
    program.until(lambda: found(window) == [])
    apply(window, Reword("j1", "It is likely that gas will flow."))
    program.until(lambda: found(window) != [])
    drop_document(window)
    assert shown(window) == []
    assert "j1" not in row_ids(window)


def test_nothing_is_offered_to_change_where_the_briefing_cannot_be(
    program: Program, window: MainWindow
) -> None:
    final = with_item(a_sound_briefing(), a_judgement("It is clearly unlikely that gas will flow."))
    other = opened(program, final)
    assert window is not other
    assert other.context.document is not None
    other.context.document.held_by = "somebody"
    other.context.refresh()
    program.until(lambda: other.controllers.review.is_settled and found(other) != [])
    do(other, "next_finding")
    assert other.panes.review.go_button.isVisibleTo(other.panes.review)
    assert not other.panes.review.waive_button.isVisibleTo(other.panes.review)
    assert notice(other) == ""
