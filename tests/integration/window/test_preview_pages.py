"""The column of pages: how pages are replaced, marked, searched and selected; no worker is needed."""

from __future__ import annotations

import io

import pydyf
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from briefing.app.panes.preview import PreviewPane
from briefing.app.panes.preview.page import PreviewPage, pixel_size
from briefing.app.panes.preview.page_images import PageDocuments, PageImages
from briefing.app.panes.preview.page_search import PageSearch
from briefing.app.panes.preview.page_view import PageView
from briefing.app.panes.preview.text_selection import text_between
from briefing.render.result import RowBox
from briefing.render.worker.protocol import PageChanged, PagesCurrent, PagesLaidOut
from tests.integration.window.driver import settle, until

WIDTH, HEIGHT = 300.0, 400.0
LEFT = Qt.MouseButton.LeftButton


def a_pdf(text: str, height: float = HEIGHT) -> bytes:
    """A PDF of one page with a line of text at 100 pt from the top."""
    pdf = pydyf.PDF()
    words = pydyf.Stream()
    words.begin_text()
    words.set_font_size("F1", 12)
    words.set_text_matrix(1, 0, 0, 1, 40, height - 100)
    words.show_text_string(text)
    words.end_text()
    pdf.add_object(words)
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"})
    pdf.add_object(font)
    page = pydyf.Dictionary(
        {
            "Type": "/Page",
            "Parent": pdf.pages.reference,
            "MediaBox": pydyf.Array([0, 0, WIDTH, height]),
            "Contents": words.reference,
            "Resources": pydyf.Dictionary({"Font": pydyf.Dictionary({"F1": font.reference})}),
        }
    )
    pdf.add_page(page)
    raw = io.BytesIO()
    pdf.write(raw)
    return raw.getvalue()


def changed(place: int, text: str, height: float = HEIGHT) -> PageChanged:
    """An answer of the worker: a page whose row is named by its first word."""
    box = RowBox(text.split(maxsplit=1)[0], place, 40, 88, 200, 16)
    return PageChanged(1, place, text, a_pdf(text, height), WIDTH, height, (box,))


def current(*pages: PageChanged) -> PagesCurrent:
    rows = tuple(row for page in pages for row in page.rows)
    return PagesCurrent(1, tuple(page.key for page in pages), rows, page_count=len(pages))


def show(pane: PreviewPane, *pages: PageChanged) -> None:
    """Show pages and then take them for all."""
    for page in pages:
        assert pane.show_page(page, is_current=True)
    assert pane.show_pages(current(*pages))


FOUR = [changed(number, f"r{number} has the word treaty once") for number in range(4)]


@pytest.fixture
def pane(qtbot: QtBot, look: QApplication) -> PreviewPane:
    """The pane with four pages, drawn."""
    assert look is not None
    return pane_with_four_pages(qtbot)


def pane_with_four_pages(bot: QtBot) -> PreviewPane:
    """A pane that is shown, with its pages drawn."""
    pane = PreviewPane()
    bot.addWidget(pane)
    pane.resize(384, 500)
    pane.show()
    bot.waitExposed(pane)
    show(pane, *FOUR)
    drawn(bot, pane)
    return pane


def drawn(bot: QtBot, pane: PreviewPane) -> None:
    """Wait until the pages in view are drawn."""
    until(bot, lambda: all(image_of(pane.view, page) is not None for page in pane.view.pages_in_view))


def image_of(view: PageView, place: int) -> object:
    page = view.pages.pages[place]
    return view.pages._images.get(page, pixel_size(page.size, view._geometry.scale))


def y_of(pane: PreviewPane, row: str) -> float:
    """How far below the top of the view a row begins, in pixels."""
    box = next(box for box in pane.view.rows if box.row == row)
    return pane.view._to_view(box.page, QRectF(box.left, box.top, box.width, box.height)).top()


def test_pages_that_grow_or_are_added_above_the_view_do_not_move_what_is_seen(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    pane.view.go_to_page(2)
    pane.view.verticalScrollBar().setValue(pane.view.verticalScrollBar().value() + 30)
    drawn(qtbot, pane)
    before = y_of(pane, "r2")
    higher = changed(0, "r0 on a page that is higher", 550)
    assert pane.show_page(higher, is_current=True)
    until(qtbot, lambda: pane.pages.size(0).height() == 550)
    assert y_of(pane, "r2") == pytest.approx(before, abs=1)
    added = changed(1, "new page between the others")
    rest = [changed(place, FOUR[place - 1].key) for place in (2, 3, 4)]
    show(pane, higher, added, *rest)
    until(qtbot, lambda: pane.pages.count == 5)
    assert y_of(pane, "r2") == pytest.approx(before, abs=1)
    assert pane.view.current_page == 3


def test_a_page_in_view_is_replaced_only_once_its_image_is_drawn(qtbot: QtBot, pane: PreviewPane) -> None:
    images: list[object] = []
    pane.pages.changed.connect(lambda: images.append(image_of(pane.view, 0)))
    assert pane.show_page(changed(0, "r0 has other words"), is_current=True)
    assert pane.pages.pages[0].key == (FOUR[0].key, 0)
    until(qtbot, lambda: bool(images))
    assert images[0] is not None
    assert "other words" in pane.pages.text(0)


def test_a_page_is_marked_only_if_it_is_out_of_date_for_a_while(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.expect_changes()
    assert list(pane.view.updating) == []
    until(qtbot, lambda: list(pane.view.updating) == [0, 1, 2, 3])
    until(qtbot, lambda: "Pages 1 to 4" in pane.view.accessibleDescription())
    pane.show_current(range(1))
    assert list(pane.view.updating) == [1, 2, 3]
    assert pane.show_pages(current(*FOUR))
    assert list(pane.view.updating) == []
    assert pane.view.accessibleDescription() == ""


def test_a_page_without_content_is_known_only_if_it_was_sent(pane: PreviewPane) -> None:
    empty = PageChanged(2, 3, FOUR[0].key, b"", WIDTH, HEIGHT)
    assert pane.show_page(empty, is_current=True)
    assert not pane.show_page(PageChanged(2, 3, "never sent", b"", WIDTH, HEIGHT), is_current=True)
    assert not pane.show_pages(PagesCurrent(2, ("never sent",)))


def test_all_matches_are_marked_and_other_pages_do_not_scroll_to_one(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    pane.search.setText("treaty")
    until(qtbot, lambda: pane._matches.text() == "1 of 4")
    assert [page for page, _areas in pane.view._matches] == [0, 1, 2, 3]
    pane.view.go_to_page(3)
    drawn(qtbot, pane)
    before = pane.view.verticalScrollBar().value()
    assert pane.show_page(changed(1, "r1 has treaty and treaty"), is_current=True)
    until(qtbot, lambda: pane._matches.text() == "1 of 5")
    assert pane.view.verticalScrollBar().value() == before
    QTest.keyClick(pane.search, Qt.Key.Key_Return)
    assert pane._matches.text() == "2 of 5"
    assert pane.view.verticalScrollBar().value() < before


def point_on(view: PageView, page: int, x: float, y: float) -> QPoint:
    return view._to_view(page, QRectF(x, y, 1, 1)).topLeft().toPoint()


def test_text_is_selected_over_the_end_of_a_page(qtbot: QtBot, pane: PreviewPane) -> None:
    view = pane.view
    view.set_zoom("50")
    start, end = point_on(view, 0, 42, 97), point_on(view, 1, 80, 97)
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), end)
    settle()
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    first, second = view.selected_text.split("\n")
    assert first == "r0 has the word treaty once"
    assert second
    assert "r1 has the word treaty once".startswith(second)
    assert len(second) < len(first)
    view.select_all()
    assert view.selected_text.count("treaty") == 4
    assert pane.show_page(changed(3, "r3 has no such word"), is_current=True)
    until(qtbot, lambda: view.selected_text == "")


def test_a_double_click_names_the_row_and_the_words_around_it(pane: PreviewPane) -> None:
    asked: list[tuple[str, str, str]] = []
    pane.view.row_activated.connect(lambda *words: asked.append(words))
    where = next(
        point_on(pane.view, 0, x, 97)
        for x in range(40, 200)
        if pane.view.row_at(0, QPointF(x, 97)) and x > 90
    )
    QTest.mouseDClick(pane.view.viewport(), LEFT, pos=where)
    [(row, before, after)] = asked
    assert row == "r0"
    assert before + after == "r0 has the word treaty once"
    assert before
    assert after


def test_the_page_is_chosen_by_its_number_and_by_the_buttons(pane: PreviewPane) -> None:
    field = pane.navigation._field
    field.setText("3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pane.view.current_page == 2
    pane.navigation._following.click()
    assert pane.view.current_page == 3
    pane.navigation._previous.click()
    assert pane.view.current_page == 2
    assert pane.navigation.text() == "Page 3 of 4"


def test_a_page_that_comes_before_those_above_it_leaves_room_for_them(
    qtbot: QtBot, look: QApplication
) -> None:
    assert look is not None
    pane = PreviewPane()
    qtbot.addWidget(pane)
    assert pane.show_page(changed(2, "r2 comes first"), is_current=False)
    assert pane.pages.count == 3
    assert [page.size for page in pane.pages.pages] == [QSizeF(WIDTH, HEIGHT)] * 3
    assert [bool(page.pdf) for page in pane.pages.pages] == [False, False, True]


def test_pages_that_are_not_drawn_yet_have_their_room_and_their_rows(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    pane.show_nothing()
    first, last = changed(0, "first words"), changed(3, "last words")
    pane.show_page(first, is_current=True)
    sizes = ((WIDTH, HEIGHT), (WIDTH, HEIGHT), (WIDTH, 2 * HEIGHT), (WIDTH, HEIGHT))
    pane.show_layout(PagesLaidOut(1, sizes, (*first.rows, *last.rows)))
    assert pane.pages.count == 4
    assert pane.pages.size(2) == QSizeF(WIDTH, 2 * HEIGHT)
    assert pane.pages.text(0).strip() == "first words"
    pane.follow("last")
    until(qtbot, lambda: 3 in pane.view.pages_in_view)


def test_a_search_does_not_end_before_all_pages_are_drawn(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.show_nothing()
    pages = [changed(place, text) for place, text in enumerate(("one", "two", "three"))]
    pane.show_page(pages[0], is_current=True)
    pane.show_layout(PagesLaidOut(1, ((WIDTH, HEIGHT),) * 3))
    search = PageSearch(pane.pages)
    search.search("three")
    settle()
    assert not search.is_complete
    for page in pages[1:]:
        pane.show_page(page, is_current=True)
    until(qtbot, lambda: search.is_complete and [place for place, _ in search.matches()] == [2])


def test_text_is_selected_up_to_a_page_that_is_not_drawn_yet(pane: PreviewPane) -> None:
    pane.show_nothing()
    pane.show_page(changed(0, "first words"), is_current=True)
    pane.show_layout(PagesLaidOut(1, ((WIDTH, HEIGHT),) * 3))
    pane.show_page(changed(2, "last words"), is_current=True)
    settle()
    selection = text_between(pane.pages, (0, QPointF(0, 0)), (2, QPointF(WIDTH, HEIGHT)))
    assert selection is not None
    assert "first words" in selection.text
    assert "last" not in selection.text


class Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_pages_that_become_out_of_date_are_not_painted_before_they_are_marked(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    paintings = Paintings(pane.view.viewport())
    pane.expect_changes()
    settle()
    assert paintings.count == 0
    until(qtbot, lambda: list(pane.view.updating) == [0, 1, 2, 3])
    until(qtbot, lambda: paintings.count > 0)


def test_of_large_images_those_of_the_pages_drawn_last_are_kept(qtbot: QtBot) -> None:
    images = PageImages(PageDocuments())
    images.least = 2
    size = QSize(1500, 2000)
    pages = [PreviewPage((name, 0), a_pdf(name), QSizeF(WIDTH, HEIGHT)) for name in "ABC"]
    for page in pages:
        with qtbot.waitSignal(images.ready):
            images.want(page, size, first=True)
    assert images.get(pages[0], size) is None
    assert all(images.get(page, size) is not None for page in pages[1:])
