"""The page of the inspector with main message, title and sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from briefing.app.dialogs.find_in_projects import find_in_projects
from briefing.app.panes.inspector.message.judgement_choice import JudgementChoice
from briefing.editing import SetDetails
from briefing.model.briefing import Judgement
from briefing.model.issue import MainMessage
from briefing.project import save_project
from tests.builders import FINISH, PICTURE, a_briefing
from tests.integration.window.driver import Program, apply, briefing_of, choose, do, document_of, until

pytestmark = pytest.mark.one_program

MESSAGE = MainMessage(text="It will be so", judgement_ids=("j1",))


def test_the_main_message_is_written_with_the_judgements_that_it_draws_on(
    program: Program, qtbot: QtBot
) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    do(window, "main_message")
    page = window.panes.inspector.briefing_page
    assert page.isVisible()
    until(qtbot, page.message.hasFocus)
    program.type(page.message, "It holds")
    page.flush()
    assert briefing_of(window).main_message == MainMessage(text="It holds")
    choice = page.judgements
    choice.list.setCurrentIndex(choice.model.index_of("j1"))
    program.press(choice.list, Qt.Key.Key_Space)
    assert briefing_of(window).main_message == MainMessage(text="It holds", judgement_ids=("j1",))
    do(window, "undo")
    assert page.judgements.ticked == ()
    page.message.selectAll()
    program.type(page.message, " ")
    page.flush()
    assert briefing_of(window).main_message is None


def test_title_and_remark_are_changed_there_and_what_is_counted_is_shown(
    program: Program, qtbot: QtBot
) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    do(window, "main_message")
    page = window.panes.inspector.briefing_page
    program.type(page.remark, "One voice")
    page.title.selectAll()
    program.type(page.title, "Gas")
    page.flush()
    assert (briefing_of(window).title, briefing_of(window).source_remark) == ("Gas", "One voice")
    until(qtbot, lambda: "The statements draw on" in page.summary.text())


def test_findings_are_shown_there_and_lead_there(program: Program, qtbot: QtBot) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    apply(window, SetDetails(main_message=MESSAGE))
    review = window.controllers.review
    until(qtbot, lambda: any(each.field == "main_message" for each in review.findings))
    choose(window, "f1")
    finding = next(each for each in review.findings if each.field == "main_message")
    review.go_to(finding)
    page = window.panes.inspector.briefing_page
    assert page.isVisible()
    assert page.message.textCursor().selectedText() == finding.words
    assert finding.message in page.message_findings.text()


def test_a_final_briefing_can_be_read_there_and_not_changed(program: Program) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    apply(window, FINISH)
    do(window, "main_message")
    page = window.panes.inspector.briefing_page
    assert page.message.isReadOnly()
    assert page.title.isReadOnly()
    assert page.remark.isReadOnly()
    assert not page.judgements.isEnabled()


def test_the_main_message_of_another_project_is_found(program: Program, tmp_path: Path) -> None:
    window = program.begin(replace(a_briefing(), main_message=MESSAGE), {"picture": PICTURE})
    path = tmp_path / "other.briefing"
    save_project(document_of(window).session.project, path)
    (match,) = find_in_projects([path], "it will be so")
    assert (match.row_id, match.text) == ("", MESSAGE.text)


def test_a_thousand_judgements_take_no_widget_each_and_keep_their_ticks_when_one_is_reworded(
    qtbot: QtBot,
) -> None:
    choice = JudgementChoice()
    qtbot.addWidget(choice)
    judgements = [Judgement(id=f"j{number}", text=f"It is likely, {number}.") for number in range(1000)]
    choice.show_judgements(judgements[:20], str.upper, ("j3",))
    widgets = len(choice.findChildren(QWidget))
    choice.show_judgements(judgements, str.upper, ("j3", "j999"))
    assert len(choice.findChildren(QWidget)) == widgets
    reworded = [replace(each, text="Otherwise.") if each.id == "j3" else each for each in judgements]
    choice.show_judgements(reworded, str.upper, choice.ticked)
    assert choice.ticked == ("j3", "j999")
    assert choice.model.index_of("j3").data() == "J3  Otherwise."
