"""The help: guide, codes, first steps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl

from briefing.app.dialogs.help.first_steps import FirstStepsDialog
from briefing.app.dialogs.help.guide import GuideDialog
from briefing.app.services.settings import LAST_EXPORT_FOLDER
from briefing.app.window.main_window import MainWindow
from briefing.editing import SetScheme
from tests.builders import PICTURE, a_briefing, an_outline
from tests.integration.window.driver import Program, apply, button, do, drop_document, front, settle

pytestmark = pytest.mark.one_program


def guide(window: MainWindow) -> GuideDialog:
    settle()
    dialogs = [each for each in window.findChildren(GuideDialog) if each.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def shown(window: MainWindow) -> str:
    page = guide(window).browser.page
    assert page is not None
    return page.id


def test_f1_opens_the_page_for_the_pane_with_the_focus(program: Program, window: MainWindow) -> None:
    for widget, page in (
        (window.panes.outline.view, "window"),
        (window.panes.library.field, "window"),
        (window.panes.review.list, "review"),
        (window.panes.preview.view, "pdf"),
    ):
        for pane in (window.panes.review, window.panes.preview):
            if pane.isAncestorOf(widget):
                window.panes.reveal(pane)
        settle()
        front(window)
        widget.setFocus()
        program.press(widget, Qt.Key.Key_F1)
        assert shown(window) == page


def test_the_guide_opens_without_a_briefing(program: Program) -> None:
    do(program.window, "guide")
    assert "From nothing to a PDF" in guide(program.window).browser.toPlainText()


def test_a_search_lists_the_sections_that_match_and_marks_the_words(window: MainWindow) -> None:
    do(window, "guide")
    dialog = guide(window)
    dialog.field.setText("recovery journal")
    entries = [dialog.contents.topLevelItem(row) for row in range(dialog.contents.topLevelItemCount())]
    titles = [entry.text(0) for entry in entries if entry is not None]
    assert "The window" in titles
    assert len(titles) < 6
    first = next(entry for entry in entries if entry is not None and entry.text(0) == "The window")
    section = first.child(0)
    assert section is not None
    dialog.contents.setCurrentItem(section)
    assert dialog.browser.extraSelections()


def test_links_lead_to_other_pages_and_their_sections(window: MainWindow) -> None:
    do(window, "guide")
    dialog = guide(window)
    dialog.browser.anchorClicked.emit(QUrl("review.md#modal-drift"))
    assert shown(window) == "review"
    assert dialog.browser.textCursor().block().text() == "Modal drift"


def test_the_codes_are_those_of_the_scheme_in_use(window: MainWindow) -> None:
    apply(window, SetScheme("phia", likelihood={"likely": "likely"}, confidence={"moderate": "moderate"}))
    do(window, "codes")
    assert shown(window) == "codes"
    assert "Professional Head" in guide(window).browser.toPlainText()


def test_first_steps_tick_themselves_off(program: Program) -> None:
    window = program.window
    program.settings.set(LAST_EXPORT_FOLDER, "")
    do(window, "first_steps")
    (dialog,) = window.findChildren(FirstStepsDialog)
    assert dialog.done_steps() == []
    program.begin(an_outline())
    assert dialog.done_steps() == ["Start a briefing"]
    drop_document(window)
    program.begin(a_briefing(), {"picture": PICTURE})
    program.until(lambda: window.controllers.review.is_settled)
    assert dialog.done_steps()[:4] == ["Start a briefing", "Add facts", "Grade a fact", "Judge"]
    program.settings.set(LAST_EXPORT_FOLDER, "/somewhere")
    assert "Export" in dialog.done_steps()


def test_a_step_begins_with_its_button(window: MainWindow) -> None:
    do(window, "first_steps")
    (dialog,) = window.findChildren(FirstStepsDialog)
    before = window.panes.library.field.hasFocus()
    button(dialog, "Search the library").click()
    front(window)
    assert not before
    assert window.focusWidget() is window.panes.library.field
