"""Answers to findings on words that the fact does not have, by one key in the review and on the word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from briefing.app.window.main_window import MainWindow
from briefing.model.briefing import FactItem, Judgement
from briefing.organisation.thesaurus import read_thesaurus, thesaurus_file
from briefing.review import registry
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.lexicon import load_lexicon, own_contrasts_file
from briefing.review.text.segmentation import Span
from tests.integration.window.driver import Program, briefing_of, choose, do, front, notice
from tests.unit.review.corpus_loader import a_sound_briefing, with_item, worded

pytestmark = pytest.mark.one_program

WORDING = "Putin says that Russia may eventually supply Iran with up to 55 bcm of fuel a year."


def check_fuel(row: ReviewRow, _context: ReviewContext) -> Iterator[RawFinding]:
    start = row.text.find("fuel")
    if start >= 0 and load_lexicon().thesaurus.find("gas", "fuel") is None:
        yield RawFinding("not-in-the-fact", "As it is.", Span(start, start + 4, "fuel"), replacement="gas")


@pytest.fixture
def window(program: Program, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window with a row of which one word is not in the fact, and nothing else is reviewed."""
    monkeypatch.setattr(registry, "ROW_CHECKS", (RowCheck(check_fuel, frozenset({"not-in-the-fact"})),))
    opened = program.begin(with_item(a_sound_briefing(), worded("f1", WORDING)))
    choose(opened, "f1")
    front(opened)
    do(opened, "show_review")
    program.until(lambda: opened.panes.review.model.rowCount() == 1)
    do(opened, "next_finding")
    return opened


def wording(window: MainWindow) -> str | None:
    item = next(each for each in briefing_of(window).walk_items() if each.id == "f1")
    assert isinstance(item, FactItem)
    return item.wording


def menu(window: MainWindow) -> QMenu:
    return next(each for each in window.findChildren(QMenu) if each.isVisible())


def test_the_same_is_asked_once_recorded_with_its_author_and_can_be_undone(
    program: Program, window: MainWindow
) -> None:
    program.press(window.panes.review.list, Qt.Key.Key_S)
    entries = {action.text().replace("&", ""): action for action in menu(window).actions()}
    assert "gas" in entries
    entries["gas"].trigger()
    program.until(lambda: window.panes.review.model.rowCount() == 0)
    (pair,) = read_thesaurus(thesaurus_file()).pairs
    assert (pair.fact, pair.wording, pair.accepted[0].by) == ("gas", "fuel", window.context.author)
    assert wording(window) == WORDING
    window.controllers.answers.take_back()
    program.until(lambda: window.panes.review.model.rowCount() == 1)
    assert read_thesaurus(thesaurus_file()).pairs == ()


def test_letters_put_the_fact_s_word_back_or_make_a_judgement_and_undo_brings_the_wording_back(
    program: Program, window: MainWindow
) -> None:
    program.press(window.panes.review.list, Qt.Key.Key_F)
    assert wording(window) is None
    do(window, "undo")
    program.until(lambda: window.panes.review.model.rowCount() == 1)
    do(window, "next_finding")
    program.press(window.panes.review.list, Qt.Key.Key_J)
    own = [each for each in briefing_of(window).walk_items() if isinstance(each, Judgement)][-1]
    assert (own.text, [piece.item_id for piece in own.evidence]) == (WORDING, ["f1"])
    assert wording(window) is None
    do(window, "undo")
    assert wording(window) == WORDING


def test_a_word_in_the_editor_has_the_answers_in_its_menu(window: MainWindow) -> None:
    field = window.panes.inspector.fact_page.wording
    do(window, "show_inspector")
    place = WORDING.index("fuel") + 1
    field.select(place, place)
    texts = [
        each.text().replace("&", "") for each in field.context_menu(field.cursorRect().center()).actions()
    ]
    assert texts[:2] == ["Change to “gas”", "My own judgement"]
    do(window, "answer_finding")
    assert "Waive…" in [each.text().replace("&", "") for each in menu(window).actions()]
    menu(window).close()


def test_a_faulty_file_of_own_words_is_reported_until_it_is_right(
    program: Program, window: MainWindow
) -> None:
    assert "contrasts.yaml" not in notice(window)
    path = own_contrasts_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("sets: none\n", encoding="utf-8")
    window.controllers.review.start_again()
    program.until(lambda: "contrasts.yaml:1" in notice(window))
    path.unlink()
    window.controllers.review.start_again()
    program.until(lambda: "contrasts.yaml" not in notice(window))
