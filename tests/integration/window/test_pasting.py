"""Text that is too long for a row is pasted as several, and what has no room is never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from briefing.app.controllers.writing.pasting import MOST_ROWS
from briefing.app.widgets.notice import Notice
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.window.main_window import MainWindow
from briefing.model.briefing import Prose
from briefing.model.terms import MAX_TEXT_LENGTH
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import (
    Program,
    briefing_of,
    choose,
    do,
    document_of,
    front,
    notice,
    value_of,
)

pytestmark = pytest.mark.one_program

SENTENCE = "The parties share the water of the lake in equal parts. "


@pytest.fixture
def window(program: Program) -> MainWindow:
    opened = program.begin(a_briefing(), {"picture": PICTURE})
    front(opened)
    choose(opened, "p1")
    return opened


def paste(window: MainWindow, text: str) -> list[str]:
    """Paste a text into the outline, and return the texts of the rows that are added."""
    before = {item.id for item in briefing_of(window).walk_items()}
    QGuiApplication.clipboard().setText(text)
    do(window, "paste")
    items = [item for item in briefing_of(window).walk_items() if item.id not in before]
    return [item.text for item in items if isinstance(item, Prose)]


def press_in_notice(program: Program, window: MainWindow, name: str) -> None:
    shown = [each for each in window.notice_bar.findChildren(Notice) if each.isVisible()]
    buttons = [each for notice in shown for each in notice.findChildren(QPushButton)]
    program.click(next(each for each in buttons if each.text().replace("&", "") == name))


def words_of(*texts: str) -> list[str]:
    return " ".join(texts).split()


def test_a_text_that_is_too_long_becomes_a_row_for_each_paragraph_and_one_undo_takes_all_back(
    program: Program, window: MainWindow
) -> None:
    paragraphs = [SENTENCE * 100 + f"This is number {number}." for number in range(8)]
    assert paste(window, "\r\n\r\n".join(paragraphs)) == paragraphs
    assert window.panes.outline.selected_ids() == ["p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"]
    section = next(each for each in briefing_of(window).walk_sections() if each.id == "s3")
    assert [item.id for item in section.items][:3] == ["p1", "p2", "p3"]
    assert "it is in 8 rows now: one for each paragraph." in notice(window)
    assert document_of(window).session.undo_label == "Paste 8 rows"
    press_in_notice(program, window, "Undo")
    assert briefing_of(window) == program.first


def test_a_paragraph_that_is_too_long_is_divided_after_a_sentence(window: MainWindow) -> None:
    text = (SENTENCE * 4_300).strip()
    assert len(text) == 240_799
    rows = paste(window, text)
    assert words_of(*rows) == words_of(text)
    assert all(len(row) <= MAX_TEXT_LENGTH and row.endswith("parts.") for row in rows)
    assert len(rows) == 13
    assert "each of which ends with a sentence" in notice(window)


def test_very_many_paragraphs_share_rows(window: MainWindow) -> None:
    paragraphs = [f"{SENTENCE}Number {number}." for number in range(1_000)]
    rows = paste(window, "\n".join(paragraphs))
    assert 1 < len(rows) < 10
    assert words_of(*rows) == words_of(*paragraphs)
    assert "several of its 1,000 paragraphs in each" in notice(window)


@pytest.mark.parametrize(
    "text",
    ["a" * (MOST_ROWS * MAX_TEXT_LENGTH + 1), "\n\n".join(["b" * 11_000] * (MOST_ROWS + 1))],
    ids=["too many characters", "too many rows"],
)
def test_what_would_be_too_many_rows_is_refused_with_the_limit(
    program: Program, window: MainWindow, text: str
) -> None:
    assert paste(window, text) == []
    assert briefing_of(window) == program.first
    assert f"the text has {len(text):,} characters" in notice(window)
    assert "up to 200 rows with 20,000 each are pasted at once" in notice(window)


def test_a_row_is_not_offered_to_be_divided_into_hundreds(window: MainWindow) -> None:
    paste(window, "\n".join(["Lake."] * (MOST_ROWS + 1)))
    assert "Pasted as one row with 201 paragraphs." in notice(window)
    shown = [each for each in window.notice_bar.findChildren(Notice) if each.isVisible()]
    names = {each.text() for notice in shown for each in notice.findChildren(QPushButton)}
    assert "One row for each" not in names


def test_only_characters_that_no_text_has_are_nothing_to_paste(
    program: Program, window: MainWindow
) -> None:
    assert paste(window, "\u202e\u200b") == []
    assert "nothing to paste" in notice(window)
    assert briefing_of(window) == program.first


def test_a_field_without_room_stays_as_it_is_and_rows_are_offered(
    program: Program, window: MainWindow
) -> None:
    field = window.panes.inspector.prose_page.text
    field.setFocus()
    program.type(field, "Typed. ")
    field.flush()
    before = briefing_of(window)
    data = QMimeData()
    data.setText(SENTENCE * 400)
    field.insertFromMimeData(data)
    field.flush()
    assert briefing_of(window) == before
    assert "Typed." in field.exact_text()
    assert not field.is_refused
    assert "Nothing was pasted: a row has at most 20,000 characters" in notice(window)
    press_in_notice(program, window, "Add rows of text")
    added = [value_of(window, row_id) for row_id in window.panes.outline.selected_ids()]
    assert words_of(*(each.text for each in added)) == words_of(SENTENCE * 400)  # type: ignore[attr-defined]


def test_an_editor_in_place_offers_rows_too(program: Program, window: MainWindow) -> None:
    view = window.panes.outline.view
    view.setFocus()
    program.press(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(ExactTextEdit)
    assert editor is not None
    before, text = briefing_of(window), editor.exact_text()
    data = QMimeData()
    data.setText(SENTENCE * 400)
    editor.insertFromMimeData(data)
    assert editor.exact_text() == text
    assert "Nothing was pasted" in notice(window)
    press_in_notice(program, window, "Add rows of text")
    assert len(list(briefing_of(window).walk_items())) == len(list(before.walk_items())) + 2


def test_a_selection_that_is_replaced_makes_room(window: MainWindow) -> None:
    field = window.panes.inspector.prose_page.text
    field.selectAll()
    data = QMimeData()
    data.setText("a" * MAX_TEXT_LENGTH)
    field.insertFromMimeData(data)
    field.flush()
    assert value_of(window, "p1").text == "a" * MAX_TEXT_LENGTH  # type: ignore[attr-defined]
