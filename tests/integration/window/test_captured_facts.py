"""What a passage suggests, where its fact is stored, and what else is made of it."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget

from briefing.app.library_side import LibrarySide
from briefing.app.library_side.forms.part_dialog import PartDialog
from briefing.app.library_side.reader import capture, capture_controller
from briefing.app.library_side.reader.capture import CaptureContext, review_capture
from briefing.app.menus.context_menu import context_menu_of
from briefing.app.menus.mnemonics import without_letter
from briefing.capture.statement import StatementReview
from briefing.library.editing.edits import put
from briefing.library.records import RecordKey, RecordKind
from briefing.model.fact import Fact, Quantity
from briefing.model.source import Citation, TextQuote
from briefing.model.terms import ObligationKind, Presence, Qualifier
from briefing.model.treaty import Obligation
from briefing.review.finding import RawFinding
from tests.integration.window.driver import Program
from tests.integration.window.library_sides import use_library
from tests.integration.window.reading import (
    CONTENT,
    GAS,
    SOURCE,
    capture_gas,
    captured,
    reading_side,
    select,
)

pytestmark = pytest.mark.one_program

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def side(program: Program, tmp_path: Path) -> LibrarySide:
    """The library side with the document of a source open, on a library of the test's own."""
    return reading_side(program, tmp_path / "library")


# What is suggested


def test_topics_are_those_of_the_passage_and_its_article_and_one_key_takes_them_away(
    program: Program, side: LibrarySide
) -> None:
    panel = side.reader.panel
    select(side.reader.view, "The Parties shall be friends")
    program.press(side.reader.view, Qt.Key.Key_Return)
    assert panel.topics.text() == ""
    panel.topics.setText("friendship")
    program.press(panel.statement, Qt.Key.Key_Return)
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    assert panel.topics.text() == "gas"
    assert "“gas”" in [each.text() for each in panel.findChildren(QLabel)]
    program.press(panel.statement, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    program.until(lambda: panel.topics.text() == "")
    program.press(panel.statement, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    program.until(lambda: panel.topics.text() == "gas")
    program.press(panel.statement, Qt.Key.Key_Return)
    select(side.reader.view, "be friends")
    program.press(side.reader.view, Qt.Key.Key_Return)
    assert panel.topics.text() == "friendship"
    assert "another fact on article 1" in [each.text() for each in panel.findChildren(QLabel)]


def test_a_statement_that_is_being_changed_is_not_approved_before_it_is_reviewed(
    program: Program, side: LibrarySide
) -> None:
    panel = side.reader.panel
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    program.until(lambda: panel.review.text().startswith("✓"))
    program.type(panel.statement, "Each Party will buy 55 bcm of gas a year from the other")
    assert "being compared" in panel.review.text()
    program.until(lambda: panel.review.text().startswith("⚠"))


def test_the_quantity_is_shown_and_can_be_corrected(program: Program, side: LibrarySide) -> None:
    panel = side.reader.panel
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    assert panel.quantity.text() == "up to 55 bcm a year"
    panel.quantity.clear()
    program.type(panel.quantity, "about 50 bcm a year")
    program.press(panel.quantity, Qt.Key.Key_Return)
    (fact,) = captured(side)
    assert fact.quantity == Quantity(50, "bcm a year", Qualifier.ABOUT)


# What is stored, and where


def test_the_document_stays_at_the_passage_that_was_captured(program: Program, side: LibrarySide) -> None:
    select(side.reader.view, "The Parties shall be friends")
    program.press(side.reader.view, Qt.Key.Key_Return)
    program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    program.until(lambda: side.reader.passages.count() == 1)
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    program.until(lambda: side.reader.passages.count() == 2)
    assert side.reader.view.span[0] == CONTENT.index(GAS) + len(GAS)
    assert side.reader.view.hasFocus()


def test_the_facts_of_another_library_are_not_shown_beside_the_document(
    program: Program, side: LibrarySide, tmp_path: Path
) -> None:
    capture_gas(program, side)
    program.until(lambda: side.reader.passages.count() == 1)
    use_library(program, tmp_path / "other")
    assert side.reader.passages.count() == 0
    assert side.reader.document is None
    assert side.table.isVisible()


class SlowParser:
    """A parser that answers when it is let."""

    is_available = True

    def __init__(self) -> None:
        self.answers = threading.Event()

    def parse(self, _text: str) -> None:
        return None

    def wait_for(self, _texts: object, wait_s: float) -> bool:
        self.answers.wait(wait_s)
        return False


def test_a_passage_can_be_captured_while_the_fact_before_is_being_stored(
    program: Program, side: LibrarySide, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowParser()
    monkeypatch.setattr(capture_controller, "parser_client", lambda: SimpleNamespace(process=slow))
    for words in ("The Parties shall be friends", GAS):
        select(side.reader.view, words)
        program.press(side.reader.view, Qt.Key.Key_Return)
        program.press(side.reader.panel.statement, Qt.Key.Key_Return)
        assert side.reader.view.hasFocus()
    slow.answers.set()
    program.until(lambda: len(captured(side)) == 2)
    assert sorted(len(each.citations[0].quotes) for each in captured(side)) == [1, 1]


def test_a_fact_is_in_the_library_before_its_statement_is_compared(
    program: Program, side: LibrarySide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowParser()
    monkeypatch.setattr(capture_controller, "parser_client", lambda: SimpleNamespace(process=slow))
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    side.reader.panel.statement.setPlainText("A Party bought 75 bcm of gas")
    program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    # On the disk, where it is even if the program is ended now.
    files = [path.read_text(encoding="utf-8") for path in (tmp_path / "library").rglob("*.yaml")]
    (stored,) = [text for text in files if "A Party bought 75 bcm of gas" in text]
    assert "To do: statement and quote" in stored
    assert [fact.statement for fact in captured(side)] == ["A Party bought 75 bcm of gas"]
    slow.answers.set()
    side.flush()
    assert side.editor.undo()
    assert captured(side) == []


def test_a_remark_that_the_parser_takes_back_is_removed_and_undone_with_its_fact(
    program: Program, side: LibrarySide, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowParser()
    monkeypatch.setattr(capture_controller, "parser_client", lambda: SimpleNamespace(process=slow))

    def reviewed(fact: Fact, context: CaptureContext, _wait_s: float = 0.0) -> StatementReview:
        findings = () if context.parses else (RawFinding("number-changed", "A number."),)
        return StatementReview(fact, findings)

    monkeypatch.setattr(capture, "review_capture", reviewed)
    noted: list[str] = []
    side.reader.capture_controller.fact_captured.connect(lambda fact: noted.append(fact.notes))
    fact = capture_gas(program, side)
    assert "statement and quote" in noted[0]
    program.until(lambda: captured(side)[0].notes == "")
    assert captured(side)[0].id == fact.id
    assert side.editor.undo()
    assert captured(side) == []


def test_facts_with_the_same_statement_are_stored_under_ids_of_their_own(
    program: Program, side: LibrarySide, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = SlowParser()
    monkeypatch.setattr(capture_controller, "parser_client", lambda: SimpleNamespace(process=slow))
    for _ in range(2):
        select(side.reader.view, GAS)
        program.press(side.reader.view, Qt.Key.Key_Return)
        program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    side.flush()  # as when the window is closed
    slow.answers.set()
    assert len({each.id for each in captured(side)}) == 2


def test_the_review_of_a_statement_approves_no_later_one(
    program: Program, side: LibrarySide, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_end, review = threading.Event(), review_capture
    reviewed: list[str] = []

    def held(fact: Fact, context: CaptureContext, parsed_within_s: float) -> StatementReview:
        may_end.wait(20)
        reviewed.append(fact.statement)
        return review(fact, context, parsed_within_s)

    monkeypatch.setattr(capture_controller, "review_capture", held)
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    panel = side.reader.panel
    panel.statement.setPlainText("Each Party will buy 55 bcm of gas a year from the other")
    may_end.set()
    seen: list[str] = []

    def is_reported() -> bool:
        seen.append(panel.review.text())
        return "only possible" in seen[-1]

    program.until(is_reported)
    assert len(reviewed) == 2
    assert not any(each.startswith("✓") for each in seen)


# Obligations


def test_a_selected_passage_becomes_an_obligation_with_article_and_located_quote(
    program: Program, side: LibrarySide
) -> None:
    treaty_id = "russia-china-2001"
    before = side.editor.catalogue.treaties[treaty_id].obligations
    program.until(lambda: not program.window.action_set["make_obligation"].isEnabled())
    select(side.reader.view, "The Parties shall consult")
    program.until(program.window.action_set["make_obligation"].isEnabled)
    program.press(side.reader.view, Qt.Key.Key_O, CTRL_ALT)
    opened = PartDialog.raised(side.window())
    assert opened is not None
    texts = {path: field.text for path, field in opened.fields.items()}
    assert texts["kind"] == "consultation"
    assert texts["presence"] == "yes"
    assert texts["article"] == "2(1)"
    assert texts["citation.quote"] == "The Parties shall consult"
    assert "“consult”" in [each.text() for each in opened.findChildren(QLabel)]
    program.until(lambda: "✓ verbatim" in opened.quote_check.label.text())
    opened.treaty.setCurrentIndex(opened.treaty.findData(treaty_id))
    opened.accept_entered()
    added = side.editor.catalogue.treaties[treaty_id].obligations[len(before) :]
    (quote,) = added[0].citations[0].quotes
    assert quote.start == CONTENT.index("The Parties shall consult")
    side.step_back("undo")
    assert side.editor.catalogue.treaties[treaty_id].obligations == before


def test_the_quote_of_an_obligation_and_its_entry_in_the_treaty_show_each_other(
    program: Program, side: LibrarySide
) -> None:
    treaty = side.editor.catalogue.treaties["russia-china-2001"]
    quote = TextQuote(exact="The Parties shall consult")
    duty = Obligation(
        kind=ObligationKind.CONSULTATION,
        presence=Presence.YES,
        article="2(1)",
        citations=(Citation(source_id=SOURCE, quotes=(quote,)),),
    )
    place, reader = len(treaty.obligations), side.reader
    assert side.editor.apply(put(replace(treaty, obligations=(*treaty.obligations, duty))))
    program.until(lambda: reader.passages.count() == 1)
    assert "consultation" in reader.passages.item(0).text()
    assert "✓ verbatim" in reader.passages.item(0).text()
    assert "1 entry of a treaty" in reader.state_text

    # From the highlighted words to the entry, and to the form of the treaty.
    start = CONTENT.index("The Parties shall consult")
    reader.view.go_to_span(start + 4, start + 4)
    program.press(reader.view, Qt.Key.Key_O)
    assert reader.passages.currentRow() == 0
    program.press(reader.passages, Qt.Key.Key_Return)
    entries = side.form.parts["obligations"]
    program.until(lambda: side.record is not None and side.record.id == treaty.id)
    program.until(lambda: entries.list.currentRow() == place)

    # And back.
    assert entries.go.isEnabled()
    program.click(entries.go)
    program.until(lambda: side.is_reading and reader.view.span[0] == start)
    assert reader.passages.currentRow() == 0


def test_the_menu_of_a_document_offers_what_can_be_done_with_a_passage(side: LibrarySide) -> None:
    menu = context_menu_of(side.reader.view)
    assert menu is not None
    assert not any(each.isEnabled() for each in menu.menu().actions())
    select(side.reader.view, "The Parties shall be friends")
    entries = {without_letter(each.text()): each for each in menu.menu().actions()}
    assert list(entries) == ["Capture a fact", "Make an obligation…", "Copy"]
    entries["Copy"].trigger()
    assert QGuiApplication.clipboard().text() == "The Parties shall be friends"
    entries["Capture a fact"].trigger()
    assert side.reader.panel.statement.toPlainText() == "The Parties shall be friends"


def test_the_form_of_a_fact_says_how_its_quotes_compare_with_the_source(
    program: Program, side: LibrarySide
) -> None:
    fact = capture_gas(program, side)
    side.show_record(RecordKey(RecordKind.FACT, fact.id))
    program.until(lambda: any("✓ verbatim" in text for text in labels(side.form.citations)))


def labels(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel)]


def test_a_click_in_the_tree_leads_from_the_document_to_the_table(
    program: Program, side: LibrarySide
) -> None:
    index = side.tree.currentIndex()
    assert side.is_reading
    program.click_row(side.tree, index)
    assert not side.is_reading
