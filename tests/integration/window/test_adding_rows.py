"""Adding rows: evidence from the selection, pasted text, facts that are used already, an empty outline."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from briefing.app.widgets.notice import Notice
from briefing.app.window.main_window import MainWindow
from briefing.model.briefing import FactItem, Judgement, Prose
from tests.builders import an_outline
from tests.integration.window.driver import (
    Program,
    briefing_of,
    button,
    choose,
    do,
    document_of,
    front,
    notice,
    rows,
    value_of,
)

pytestmark = pytest.mark.one_program


def press_in_notice(program: Program, window: MainWindow, name: str) -> None:
    shown = [each for each in window.notice_bar.findChildren(Notice) if each.isVisible()]
    buttons = [each for notice in shown for each in notice.findChildren(QPushButton)]
    program.click(next(each for each in buttons if each.text().replace("&", "") == name))


def test_a_judgement_on_chosen_rows_has_them_as_evidence_and_goes_to_the_judgements(
    window: MainWindow,
) -> None:
    choose(window, "f1", "f2")
    do(window, "add_judgement")
    [new] = window.panes.outline.selected_values()
    assert isinstance(new, Judgement)
    assert [piece.item_id for piece in new.evidence] == ["f1", "f2"]
    assert new in briefing_of(window).sections[0].items
    assert "2 selected rows are the evidence" in notice(window)


def test_a_judgement_on_one_fact_has_it_as_evidence_and_one_after_a_judgement_has_none(
    window: MainWindow,
) -> None:
    choose(window, "f1")
    do(window, "add_judgement")
    [on_fact] = window.panes.outline.selected_values()
    assert isinstance(on_fact, Judgement)
    assert [piece.item_id for piece in on_fact.evidence] == ["f1"]
    assert on_fact in briefing_of(window).sections[0].items
    assert "1 selected row is the evidence" in notice(window)
    choose(window, "j1")
    do(window, "add_judgement")
    [following] = window.panes.outline.selected_values()
    assert isinstance(following, Judgement)
    assert following.evidence == ()


def test_pasted_text_becomes_a_row_and_on_request_a_row_for_each_paragraph(
    program: Program, window: MainWindow
) -> None:
    choose(window, "p1")
    QGuiApplication.clipboard().setText("Article 7\r\n\r\nThe Parties deliver gas.\r\nThey build.\r\n")
    do(window, "paste")
    [row_id] = window.panes.outline.selected_ids()
    pasted = value_of(window, row_id)
    assert isinstance(pasted, Prose)
    assert pasted.text == "Article 7\n\nThe Parties deliver gas.\nThey build."
    press_in_notice(program, window, "One row for each")
    texts = [item.text for item in briefing_of(window).walk_items() if isinstance(item, Prose)]
    assert texts[1:] == ["Article 7", "The Parties deliver gas.\nThey build."]
    assert document_of(window).session.undo_label == "Divide text into rows"


def test_a_fact_that_is_used_is_added_again_only_on_request(program: Program, window: MainWindow) -> None:
    def used() -> list[str]:
        return [item.fact_id for item in briefing_of(window).walk_items() if isinstance(item, FactItem)]

    choose(window, "f2")
    window.controllers.insert.add_facts(["route-agreed"])
    assert used() == ["route-agreed", "price-open"]
    assert "Used already (1)" in notice(window)
    press_in_notice(program, window, "Add again")
    assert used() == ["route-agreed", "price-open", "route-agreed"]


def test_an_outline_without_rows_says_what_belongs_there_and_adds_it(program: Program) -> None:
    window = program.begin(an_outline())
    front(window)
    program.click(button(window.panes.outline, "Facts from the library…"))
    program.until(window.panes.library.field.hasFocus)
    choose(window, "s2")
    program.click(button(window.panes.outline, "Text"))
    assert rows(window) == ["First", "Second", "  New paragraph"]
    assert not any(
        each.isVisible() and each.text() == "Text"
        for each in window.panes.outline.findChildren(QPushButton)
    )


def test_a_double_click_on_the_page_opens_the_text_of_the_row(window: MainWindow) -> None:
    window.panes.reveal(window.panes.preview)
    window.panes.preview.view.row_activated.emit("p1", "", "")
    assert window.panes.outline.selected_ids() == ["p1"]
    assert window.panes.inspector.prose_page.text.hasFocus()
