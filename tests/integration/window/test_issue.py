"""Comments, the issue block, the approval and the checklist, as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from briefing import paths
from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.dialogs.issue.approve import ApproveDialog
from briefing.app.dialogs.issue.finish import FinishDialog
from briefing.app.dialogs.issue.issue_block import IssueBlockDialog
from briefing.app.menus.context_menu import context_menu_of
from briefing.app.menus.mnemonics import without_letter
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.widgets.text_field import TextField
from briefing.app.window.main_window import MainWindow
from briefing.editing import AddComment, Approve, SetDetails, SetIssue
from briefing.model.briefing import Status
from briefing.model.issue import Comment, IssueBlock, MainMessage, RecordedReview, SignOff
from briefing.project import open_project
from tests.integration.window.driver import (
    Program,
    answer,
    apply,
    briefing_of,
    choose,
    do,
    document_of,
    document_state,
    notice,
    settle,
    undo_name,
)

pytestmark = pytest.mark.one_program

APPROVE = Approve(by="C. Hief", on="2025-11-04")


@pytest.fixture
def in_review(window: MainWindow) -> MainWindow:
    apply(window, SetDetails(status=Status.IN_REVIEW))
    return window


# Comments


def test_a_comment_is_written_answered_resolved_and_deleted(program: Program, window: MainWindow) -> None:
    choose(window, "f1")
    do(window, "add_comment")
    pane = window.panes.comments
    program.type(pane.field, "Is this so?")
    program.press(pane.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [comment] = briefing_of(window).comments
    assert (comment.row_id, comment.text) == ("f1", "Is this so?")
    assert pane.field.exact_text() == ""
    assert window.panes.outline.model.comments_text("f1") == "1 open comment"
    pane.list.setCurrentRow(0)
    program.type(pane.field, "Yes.")
    program.click(pane.reply_button)
    assert [each.reply_to for each in briefing_of(window).comments] == [None, comment.id]
    assert pane.list.count() == 2
    program.click(pane.resolve_button)
    assert pane.list.count() == 0
    assert window.panes.outline.model.comments_text("f1") == ""
    pane.show_resolved.setChecked(True)
    pane.list.setCurrentRow(0)
    program.press(pane.list, Qt.Key.Key_Delete)
    assert briefing_of(window).comments == ()


def test_a_comment_that_was_not_added_is_asked_about_and_is_not_added_to_another_briefing(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(window, "add_comment")
    pane, document = window.panes.comments, window.context.document
    program.type(pane.field, "Is this so?")
    window.context.set_document(None)
    assert pane.draft == ""
    window.context.set_document(document)
    assert pane.draft == "Is this so?"
    with monkeypatch.context() as patch:
        asked = answer(patch, "Cancel")
        assert not window.controllers.save.may_close()
    assert len(asked) == 1
    assert "Is this so?" in asked[0]
    answer(monkeypatch, "Add comment")
    assert window.controllers.comments.may_leave()
    assert [each.text for each in briefing_of(window).comments] == ["Is this so?"]
    assert pane.draft == ""


def test_enter_on_a_comment_selects_its_row(program: Program, window: MainWindow) -> None:
    comment = Comment(id="k1", row_id="f2", text="Look here", by="R. Eviewer", on="2025-11-03")
    apply(window, AddComment(comment))
    choose(window, "f1")
    do(window, "show_comments")
    window.panes.comments.list.setCurrentRow(0)
    program.press(window.panes.comments.list, Qt.Key.Key_Return)
    assert window.panes.outline.selected_ids() == ["f2"]


@pytest.fixture
def commented(window: MainWindow) -> MainWindow:
    comment = Comment(id="k1", row_id="f2", text="Look here", by="R. Eviewer", on="2025-11-03")
    apply(window, AddComment(comment))
    do(window, "show_comments")
    window.panes.comments.list.setCurrentRow(0)
    settle()
    return window


def comment_editor(window: MainWindow) -> ExactTextEdit | None:
    editors = window.panes.comments.list.viewport().findChildren(ExactTextEdit)
    return next((each for each in editors if each.isVisible()), None)


def edited_words(program: Program, window: MainWindow, words: str, key: Qt.Key) -> str:
    """Type words in the open editor of a comment, end with a key, and return the comment's words."""
    editor = comment_editor(window)
    assert editor is not None
    editor.selectAll()
    program.type(editor, words)
    program.press(editor, key)
    settle()
    return briefing_of(window).comments[0].text


def test_a_comment_is_reworded_in_place_from_keyboard_mouse_and_menu_until_the_briefing_is_final(
    program: Program, commented: MainWindow
) -> None:
    pane = commented.panes.comments
    program.press(pane.list, Qt.Key.Key_F2)
    assert edited_words(program, commented, "Look there", Qt.Key.Key_Return) == "Look there"
    assert undo_name(commented) == "Undo Change comment"
    where = pane.list.visualItemRect(pane.list.item(0)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert edited_words(program, commented, "No", Qt.Key.Key_Escape) == "Look there"
    menu = context_menu_of(pane.list)
    assert menu is not None
    [entry] = [each for each in menu.menu().actions() if without_letter(each.text()) == "Edit comment"]
    entry.trigger()
    assert edited_words(program, commented, "   ", Qt.Key.Key_Return) == "Look there"
    assert "Look there" in pane.list.item(0).text()
    apply(commented, SetDetails(main_message=MainMessage("So")), SetDetails(status=Status.FINAL))
    pane.list.setCurrentRow(0)
    program.press(pane.list, Qt.Key.Key_F2)
    assert comment_editor(commented) is None


# Approval


def test_words_in_an_open_editor_are_saved_and_it_stays_open(
    program: Program, commented: MainWindow, tmp_path: Path
) -> None:
    document_of(commented).save(tmp_path / "commented.briefing")
    program.press(commented.panes.comments.list, Qt.Key.Key_F2)
    editor = comment_editor(commented)
    assert editor is not None
    editor.selectAll()
    program.type(editor, "Look there")
    do(commented, "save")
    assert open_project(tmp_path / "commented.briefing").briefing.comments[0].text == "Look there"
    assert not document_of(commented).is_modified
    assert comment_editor(commented) is editor
    assert edited_words(program, commented, "Look up", Qt.Key.Key_Return) == "Look up"


def test_an_approved_briefing_is_locked_and_says_why(in_review: MainWindow) -> None:
    apply(in_review, APPROVE)
    choose(in_review, "f1")
    assert "approved" in document_state(in_review)
    assert "C. Hief approved" in notice(in_review)
    assert all(field.isReadOnly() for field in in_review.panes.inspector.fact_page.findChildren(TextField))
    assert not in_review.panes.outline.view.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
    do(in_review, "withdraw_approval")
    assert "C. Hief approved" not in notice(in_review)
    assert briefing_of(in_review).status is Status.IN_REVIEW


@pytest.mark.parametrize("button", ["Change and withdraw", "Cancel"])
def test_a_change_after_the_approval_asks_and_withdraws_it(
    in_review: MainWindow, monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    apply(in_review, APPROVE)
    before = briefing_of(in_review)
    asked = answer(monkeypatch, button)
    choose(in_review, "f1")
    do(in_review, "hide")
    do(in_review, "hide")  # asks once: the first change withdrew the approval
    assert len(asked) == (1 if button != "Cancel" else 2)
    assert briefing_of(in_review).is_approved == (button == "Cancel")
    assert briefing_of(in_review).status is Status.IN_REVIEW
    if button != "Cancel":
        do(in_review, "undo")
        do(in_review, "undo")
    assert briefing_of(in_review) == before


def test_the_dialog_approves_with_name_and_day(in_review: MainWindow) -> None:
    do(in_review, "approve")
    dialog = ApproveDialog.raised(in_review)
    assert dialog is not None
    remarks = [label.text() for label in dialog.findChildren(QLabel, "caution")]
    assert remarks[0].startswith("The main message is missing. A final briefing needs one")
    dialog.fields.name.setEditText("C. Hief")
    dialog.accept()
    approved = briefing_of(in_review).issue.approved
    assert approved is not None
    assert (approved.name, approved.on) == ("C. Hief", in_review.context.today)


def test_an_approved_final_briefing_is_reopened_only_after_a_question(
    in_review: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = SetDetails(main_message=MainMessage("Gas will not flow soon", ("j1",)))
    apply(in_review, message, APPROVE, SetDetails(status=Status.FINAL))
    asked = answer(monkeypatch, "Cancel")
    in_review.context.reopen_requested.emit()
    assert len(asked) == 1
    assert briefing_of(in_review).status is Status.FINAL
    answer(monkeypatch, "Change and withdraw")
    in_review.context.reopen_requested.emit()
    assert (briefing_of(in_review).status, briefing_of(in_review).is_approved) == (Status.DRAFT, False)


# The issue block


def test_the_issue_block_is_entered_in_its_dialog(window: MainWindow) -> None:
    do(window, "issue_block")
    dialog = IssueBlockDialog.raised(window)
    assert dialog is not None
    dialog.reference.setText("PPU 2025/114")
    dialog.reviewed.name.setEditText("R. Eviewer")
    dialog.distribution.set_exact_text("Director\n\nSanctions ")
    dialog.accept()
    issue = briefing_of(window).issue
    assert issue == IssueBlock(
        reference="PPU 2025/114",
        reviewed=SignOff(name="R. Eviewer"),
        distribution=("Director", "Sanctions"),
    )


# The way to final


def test_the_checklist_follows_the_briefing_and_sets_it_to_final(
    program: Program, window: MainWindow
) -> None:
    do(window, "finish")
    dialog = FinishDialog.raised(window)
    assert dialog is not None
    program.until(lambda: window.controllers.review.is_settled)
    assert not dialog.finish_button.isEnabled()  # the main message is missing
    judgement = next(item.id for item in briefing_of(window).walk_items() if item.id.startswith("j"))
    apply(
        window,
        SetDetails(main_message=MainMessage("The question stays open", (judgement,))),
        SetIssue(IssueBlock(reference="PPU 1", distribution=("Director",), contact="ppu@example.org")),
    )
    program.until(dialog.finish_button.isEnabled)
    program.click(dialog.finish_button)
    assert briefing_of(window).status is Status.FINAL
    # The parser is off in this test.
    assert briefing_of(window).reviewed_with == RecordedReview("", window.context.today)
    assert dialog.export_button.isEnabled()
    dialog.close()
    settle()


def test_a_new_briefing_begins_with_the_defaults_and_a_faulty_file_is_reported(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    file = paths.user_organisation() / "organisation.yaml"
    file.parent.mkdir()
    file.write_text("unit: The office\nreference: OFF {number}\n", encoding="utf-8")
    for title, reference in (("One", "OFF 1"), ("Two", "OFF 2")):
        program.window.controllers.open.new()
        dialog = NewBriefingDialog.raised(program.window)
        assert dialog is not None
        dialog.title.setText(title)
        dialog.accept()
        briefing = briefing_of(program.window)
        assert (briefing.organisation, briefing.issue.reference) == ("The office", reference)
    file.write_text("unit: [1]\n", encoding="utf-8")
    do(program.window, "issue_block")
    assert "organisation.yaml" in notice(program.window)
