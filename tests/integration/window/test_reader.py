"""A source is read, and facts are captured from it with two keys after the selection."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from briefing.app.library_side import LibrarySide
from briefing.app.library_side.forms.replace_copy import ReplaceCopyDialog
from briefing.app.library_side.reader.page_view import SourcePageView
from briefing.app.library_side.reader.text_view import SourceTextView
from briefing.app.services.settings import LIBRARY_FOLDERS
from briefing.app.widgets.inputs.tab_order import tab_stops
from briefing.library.editing import PutSource, PutTreaty
from briefing.library.editing.edits import put
from briefing.library.records import RecordKey, RecordKind
from briefing.model.source import Attachment
from briefing.model.terms import SourceKind, Standing
from briefing.sources.archive import SourceArchive, extracted
from briefing.sources.readers.guarded import GuardedReader
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import Program, do, row_ids, value_of
from tests.integration.window.reading import (
    CONTENT,
    GAS,
    SOURCE,
    archive_text,
    capture_gas,
    captured,
    reading_side,
    select,
)
from tests.unit.sources.readers.documents import pdf

pytestmark = pytest.mark.one_program


@pytest.fixture
def side(program: Program, tmp_path: Path) -> LibrarySide:
    """The library side with the document of a source open, on a library of the test's own."""
    return reading_side(program, tmp_path / "library")


def test_enter_and_enter_store_a_fact_with_quote_place_and_suggestions(
    program: Program, side: LibrarySide
) -> None:
    fact = capture_gas(program, side)
    (citation,) = fact.citations
    assert citation.quotes[0].exact == " ".join(GAS.split())
    assert citation.locator is not None
    assert citation.locator.article == "2(2)"
    assert fact.standing is Standing.POSSIBLE
    assert fact.quantity is not None
    assert fact.notes == ""
    program.until(lambda: side.reader.passages.count() == 1)
    assert "Quote: ✓ verbatim" in side.reader.passages.item(0).text()
    assert "1 fact · quotes: 1 ✓ verbatim" in side.reader.state_text


def test_a_fact_whose_statement_was_changed_later_is_marked_until_it_keeps_to_its_quote(
    program: Program, side: LibrarySide
) -> None:
    fact = capture_gas(program, side)
    passages = side.reader.passages
    assert side.editor.apply(put(replace(fact, statement="A Party bought 75 bcm of gas.", quantity=None)))
    program.until(lambda: passages.count() == 1 and "75 bcm" in passages.item(0).text())
    program.until(lambda: "differs from the quote" in passages.item(0).text())
    assert side.editor.apply(put(fact))
    program.until(lambda: passages.count() == 1 and "55 bcm" in passages.item(0).text())
    program.until(lambda: "differs" not in passages.item(0).text())


def test_a_statement_stronger_than_its_passage_is_reported_as_typed_and_stored_as_to_do(
    program: Program, side: LibrarySide
) -> None:
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    panel = side.reader.panel
    program.type(panel.statement, "Each Party will buy 55 bcm of gas a year from the other")
    program.until(lambda: "only possible" in panel.review.text())
    program.press(panel.statement, Qt.Key.Key_Return)
    (fact,) = captured(side)
    assert fact.notes.startswith("To do: statement and quote")
    program.until(lambda: side.reader.passages.count() == 1)
    entry = side.reader.passages.item(0)
    program.until(lambda: "Quote: ✓ verbatim · ⚠ the statement differs from the quote" in entry.text())
    assert "To do: statement and quote" in entry.text()


def test_a_passage_that_does_not_decide_the_standing_is_stored_as_to_do(
    program: Program, side: LibrarySide
) -> None:
    select(side.reader.view, "The Parties shall be friends")
    program.press(side.reader.view, Qt.Key.Key_Return)
    program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    (fact,) = captured(side)
    assert fact.notes == "To do: standing."


def test_the_boundaries_of_a_passage_move_by_keys_and_a_second_passage_is_a_second_quote(
    program: Program, side: LibrarySide
) -> None:
    view = side.reader.view
    start = CONTENT.index("Parties shall consult")
    view.go_to_span(start, start + len("Parties shall"))
    keys = Qt.Key
    for _ in " consult":
        program.press(view, keys.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    for _ in "The ":
        program.press(view, keys.Key_Left, both)
    program.press(view, keys.Key_Return)
    select(view, "The Parties shall be friends")
    program.press(view, keys.Key_Return)
    program.press(side.reader.panel.statement, keys.Key_Return)
    (fact,) = captured(side)
    quotes = [quote.exact for quote in fact.citations[0].quotes]
    assert quotes == ["The Parties shall consult", "The Parties shall be friends"]


def test_another_treaty_suggests_the_standing_that_its_state_decides(
    program: Program, side: LibrarySide
) -> None:
    treaty = side.editor.catalogue.treaties["russia-china-2001"]
    signed = replace(treaty, id="other-2001", short_title="Other 2001", actions=(), obligations=())
    assert side.editor.apply(PutTreaty(treaty=replace(signed, divisions=())))
    text = replace(side.editor.catalogue.sources[SOURCE], kind=SourceKind.TREATY_TEXT)
    assert side.editor.apply(PutSource(source=text))
    side.read(text)
    program.until(lambda: side.reader.document is not None)
    select(side.reader.view, "The Parties shall consult")
    program.press(side.reader.view, Qt.Key.Key_Return)
    panel = side.reader.panel
    panel.treaty.setCurrentIndex(panel.treaty.findData("russia-china-2001"))
    panel.treaty.activated.emit(panel.treaty.currentIndex())
    assert panel.standing.currentData() == Standing.IN_FORCE.value
    panel.treaty.setCurrentIndex(panel.treaty.findData("other-2001"))
    panel.treaty.activated.emit(panel.treaty.currentIndex())
    assert panel.standing.currentData() != Standing.IN_FORCE.value
    program.press(panel.statement, Qt.Key.Key_Return)
    (fact,) = captured(side)
    assert fact.treaty_id == "other-2001"


def test_escape_discards_a_capture_and_undo_takes_a_stored_fact_back(
    program: Program, side: LibrarySide
) -> None:
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    program.press(side.reader.panel.statement, Qt.Key.Key_Escape)
    assert captured(side) == []
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    assert len(captured(side)) == 1
    side.step_back("undo")
    assert captured(side) == []


def test_a_quote_and_its_fact_show_each_other(program: Program, side: LibrarySide) -> None:
    for words in ("The Parties shall be friends", GAS):
        select(side.reader.view, words)
        program.press(side.reader.view, Qt.Key.Key_Return)
        program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    reader = side.reader
    program.until(lambda: reader.passages.count() == 2)
    reader.passages.setCurrentRow(1)
    assert reader.view.span[0] == CONTENT.index(GAS)
    reader.view.go_to_span(CONTENT.index("be friends"), CONTENT.index("be friends"))
    program.press(reader.view, Qt.Key.Key_O)
    assert reader.passages.currentRow() == 0


def test_words_are_searched_and_articles_lead_to_their_places(program: Program, side: LibrarySide) -> None:
    reader = side.reader
    program.type(reader.head.search, "part")
    assert reader.view.search("part") == 4
    program.press(reader.head.search, Qt.Key.Key_Return)
    assert CONTENT[slice(*reader.view.span)].lower() == "part"
    assert [reader.outline.item(row).text() for row in range(2)] == ["Article 1", "Article 2"]
    reader.outline.setCurrentRow(1)
    assert reader.view.span[0] == CONTENT.index("Article 2")


def test_a_fact_leads_to_its_passage_and_a_source_without_a_copy_says_so(
    program: Program, side: LibrarySide
) -> None:
    fact = capture_gas(program, side)
    side.show_record(RecordKey(RecordKind.FACT, fact.id))
    program.press(side.table, Qt.Key.Key_Return)
    program.until(lambda: side.reader.passages.currentRow() == 0)
    assert side.reader.isVisible()
    without = next(each for each in side.editor.library.material.sources if not each.attachments)
    side.read(without)
    program.until(lambda: "no archived copy" in side.reader.state_text)


def test_a_captured_fact_is_added_to_the_briefing_that_is_open(
    program: Program, side: LibrarySide, tmp_path: Path
) -> None:
    program.settings.set(LIBRARY_FOLDERS, (str(tmp_path / "library"),))
    program.begin(a_briefing(), {"picture": PICTURE})
    window = program.window
    before = len(row_ids(window))
    do(window, "show_library_side")
    select(side.reader.view, GAS)
    program.press(side.reader.view, Qt.Key.Key_Return)
    side.reader.panel.into_briefing.setChecked(True)
    program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    (fact,) = captured(side)
    program.until(lambda: len(row_ids(window)) == before + 1)
    assert any(fact.id == getattr(value_of(window, each), "fact_id", "") for each in row_ids(window))


# Copies


def test_a_new_copy_with_another_figure_is_reported_with_both_texts_and_moves_no_quote(
    program: Program, side: LibrarySide, tmp_path: Path
) -> None:
    before = capture_gas(program, side)
    side.show_record(RecordKey(RecordKind.SOURCE, SOURCE))
    newer = tmp_path / "newer.txt"
    newer.write_text(CONTENT.replace("up to 55 bcm", "up to 15 bcm"))
    side.form.copies.replace_with(newer)
    program.until(lambda: ReplaceCopyDialog.raised(side.window()) is not None)
    dialog = ReplaceCopyDialog.raised(side.window())
    assert dialog is not None
    cells = [dialog.table.model().index(0, column).data() for column in range(1, 5)]
    quote = " ".join(GAS.split())
    changed = quote.replace("55", "15")
    assert cells == [quote, "⚠ the source says something else", changed, "55 → 15"]
    dialog.accept()
    (after,) = captured(side)
    assert after == before
    side.read(side.editor.catalogue.sources[SOURCE])
    program.until(lambda: side.reader.passages.count() == 1)
    assert "something else: “15”, not “55”" in side.reader.passages.item(0).text()


def test_a_copy_is_replaced_after_what_it_does_to_the_quotes_is_shown(
    program: Program, side: LibrarySide, tmp_path: Path
) -> None:
    for words in ("The Parties shall be friends", "The Parties shall consult"):
        select(side.reader.view, words)
        program.press(side.reader.view, Qt.Key.Key_Return)
        program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    side.show_record(RecordKey(RecordKind.SOURCE, SOURCE))
    form = side.form
    program.until(lambda: "2 ✓ verbatim" in form.quotes.label.text())
    newer = tmp_path / "newer.txt"
    newer.write_text("A new preamble.\n\nArticle 1\n\nThe Parties shall be friends.\n")
    form.copies.replace_with(newer)
    program.until(lambda: ReplaceCopyDialog.raised(side.window()) is not None)
    dialog = ReplaceCopyDialog.raised(side.window())
    assert dialog is not None
    shown = [dialog.table.model().index(row, 2).data() for row in range(dialog.table.rowCount())]
    assert shown == ["✓ verbatim", "✗ not found in the source"]
    assert len(side.editor.catalogue.sources[SOURCE].attachments) == 1
    dialog.accept()
    assert len(side.editor.catalogue.sources[SOURCE].attachments) == 2
    first, second = (fact.citations[0].quotes[0] for fact in captured(side))
    assert first.start == newer.read_text().index("The Parties shall be friends")
    assert second.start == CONTENT.index("The Parties shall consult")
    side.step_back("undo")
    assert len(side.editor.catalogue.sources[SOURCE].attachments) == 1


# Two sources, keys, and other scripts

OTHER = "text-irna"
PERSIAN = "ماده ۱\n\nطرف‌های متعاهد در کاهش تهدیدات همکاری می‌کنند.\n"


def read_beside(program: Program, side: LibrarySide, content: str) -> None:
    archive_text(side, OTHER, content)
    program.click(side.reader.head.as_beside)
    program.until(lambda: side.reader.beside.document is not None)


def test_a_fact_is_captured_from_two_sources_that_are_read_side_by_side(
    program: Program, side: LibrarySide
) -> None:
    read_beside(program, side, "The gas flows through a third country.")
    reader = side.reader
    assert reader.active is reader.beside
    select(reader.main.view, GAS)
    program.press(reader.main.view, Qt.Key.Key_Return)
    reader.beside.view.go_to_span(0, len("The gas flows"))
    reader.beside.view.setFocus()
    program.press(reader.beside.view, Qt.Key.Key_Return)
    program.press(reader.panel.statement, Qt.Key.Key_Return)
    (fact,) = captured(side)
    cited = {each.source_id: each.quotes[0].exact for each in fact.citations}
    assert cited == {SOURCE: " ".join(GAS.split()), OTHER: "The gas flows"}
    reader.close_beside()
    program.until(lambda: reader.passages.count() == 1)
    assert reader.document is not None
    assert reader.document.source.id == SOURCE


def test_keys_search_enlarge_move_between_the_parts_and_lead_back(
    program: Program, side: LibrarySide
) -> None:
    reader, keys, control = side.reader, Qt.Key, Qt.KeyboardModifier.ControlModifier
    program.press(reader.view, keys.Key_F, control)
    assert reader.head.search.hasFocus()
    program.type(reader.head.search, "party may")
    program.press(reader.head.search, keys.Key_F3)
    assert CONTENT[slice(*reader.view.span)] == "Party may"
    before = reader.view.font().pointSizeF()
    reader.view.setFocus()
    program.press(reader.view, keys.Key_Plus, control)
    assert reader.view.font().pointSizeF() > before
    program.press(reader.view, keys.Key_0, control)
    assert reader.view.font().pointSizeF() == before
    program.press(reader.view, keys.Key_F6)
    assert reader.passages.hasFocus()
    program.press(reader.passages, keys.Key_F6)
    assert side.tree.hasFocus()
    reader.view.setFocus()
    program.press(reader.view, keys.Key_Escape)
    assert side.table.isVisible()


def test_persian_is_found_in_arabic_letters_and_its_passages_move_with_the_arrows(
    program: Program, side: LibrarySide
) -> None:
    read_beside(program, side, PERSIAN)
    view = side.reader.beside.view
    assert view.search("همكاري ميكنند") == 1
    assert view.search("كاهش") == 1
    view.go_to_hit(1)
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    program.press(view, Qt.Key.Key_Right, both)
    program.press(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert PERSIAN[slice(*view.span)] == " کاهش "


def test_every_control_that_tab_reaches_has_a_name(program: Program, side: LibrarySide) -> None:
    read_beside(program, side, PERSIAN)
    QAccessible.setActive(True)
    stops = [each for each in tab_stops(side) if each.isVisible()]
    assert side.reader.main.view in stops
    assert stops.index(side.tree) < stops.index(side.reader.head.search) < stops.index(side.reader.passages)
    kinds = QAccessible.Text
    for each in stops:
        element = QAccessible.queryAccessibleInterface(each)
        assert element.text(kinds.Name) or element.text(kinds.Description), each


def test_cut_words_are_completed_and_nothing_stays_selected_after_a_fact(
    program: Program, side: LibrarySide
) -> None:
    select(side.reader.view, "arties shall consul")
    program.press(side.reader.view, Qt.Key.Key_Return)
    program.press(side.reader.panel.statement, Qt.Key.Key_Return)
    (fact,) = captured(side)
    assert fact.citations[0].quotes[0].exact == "Parties shall consult"
    start, end = side.reader.view.span
    assert start == end


# Pages


@pytest.fixture
def pages(program: Program, side: LibrarySide) -> SourcePageView:
    """The view of a PDF with two pages."""
    raw = pdf([[(60, 80, "The Parties shall consult."), (60, 100, "They may meet.")], [(60, 700, "Done.")]])
    archive = SourceArchive(side.editor.session.folder)
    sha256 = archive.add(raw)
    with GuardedReader() as reader:
        text = reader.read(raw, "treaty.pdf")
    archive.add_text(sha256, text)
    copy = Attachment(sha256=sha256, media_type="application/pdf", name="treaty.pdf", text=extracted(text))
    source = side.editor.catalogue.sources[SOURCE]
    assert side.editor.apply(PutSource(source=replace(source, attachments=(copy,))))
    side.read(side.editor.catalogue.sources[SOURCE])
    program.until(lambda: side.reader.document is not None and bool(side.reader.document.raw))
    view = side.reader.view
    assert isinstance(view, SourcePageView)
    return view


def test_words_are_selected_on_the_page_and_moved_by_keys(
    program: Program, side: LibrarySide, pages: SourcePageView
) -> None:
    assert side.reader.document is not None
    text = side.reader.document.text.text
    keys, shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier
    program.press(pages, keys.Key_Right, shift)
    for _ in range(3):
        program.press(pages, keys.Key_Right, shift)
    program.press(pages, keys.Key_Right, shift | Qt.KeyboardModifier.AltModifier)
    assert text[slice(*pages.span)] == "Parties shall consult."
    program.press(pages, keys.Key_Return)
    program.press(side.reader.panel.statement, keys.Key_Return)
    (fact,) = captured(side)
    assert fact.citations[0].quotes[0].exact == "Parties shall consult."
    assert fact.citations[0].locator is not None
    assert fact.citations[0].locator.page == "1"


def test_a_passage_stays_selected_between_pages_and_text(
    program: Program, side: LibrarySide, pages: SourcePageView
) -> None:
    pages.go_to_span(*pages_span(side, "They may meet."))
    program.click(side.reader.head.as_pages)
    view = side.reader.view
    assert isinstance(view, SourceTextView)
    assert view.span == pages_span(side, "They may meet.")
    program.click(side.reader.head.as_pages)
    side.reader.zoom(1)
    assert pages.span == pages_span(side, "They may meet.")


def test_a_click_on_the_page_meets_the_word_there(
    program: Program, side: LibrarySide, pages: SourcePageView
) -> None:
    assert side.reader.document is not None
    word = side.reader.document.text.words[1]
    program.until(lambda: pages.viewport().width() > 200)
    QTest.mouseDClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.place_of(word))
    assert pages.span == (word.start, word.end)


def pages_span(side: LibrarySide, words: str) -> tuple[int, int]:
    assert side.reader.document is not None
    start = side.reader.document.text.text.index(words)
    return start, start + len(words)
