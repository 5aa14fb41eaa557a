"""What the preview does by itself: how it scrolls while pages are replaced, and what a click opens."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.app.panes.preview import PreviewPane
from briefing.app.services.render_client import RenderClient
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.editing import RenameSection
from briefing.render.result import RowBox
from briefing.render.worker.protocol import PageChanged, PagesCurrent, PreviewRequest
from tests.integration.window.driver import Program, apply, choose, do, front, until
from tests.integration.window.test_preview_pages import (
    FOUR,
    HEIGHT,
    WIDTH,
    changed,
    drawn,
    pane_with_four_pages,
)
from tests.small_briefing import PICTURE
from tests.small_briefing import a_briefing as small_briefing

pytestmark = pytest.mark.one_program

TALL = 150.0


def page(place: int, *rows: str) -> PageChanged:
    """A page that was sent before, now with these rows below one another."""
    boxes = tuple(
        RowBox(row, place, 40, 40 + TALL * number, 200, TALL - 20) for number, row in enumerate(rows)
    )
    return PageChanged(1, place, FOUR[place].key, b"", WIDTH, HEIGHT, boxes)


def all_current(pages: Sequence[PageChanged]) -> PagesCurrent:
    rows = tuple(row for each in pages for row in each.rows)
    return PagesCurrent(1, tuple(each.key for each in pages), rows, page_count=len(pages))


@pytest.fixture
def pane(qtbot: QtBot, look: QApplication) -> PreviewPane:
    """Four pages; the row `long` begins on the second and ends on the third."""
    assert look is not None
    pane = pane_with_four_pages(qtbot)
    assert pane.show_pages(all_current([page(0, "a"), page(1, "b", "long"), page(2, "long"), page(3, "c")]))
    until(qtbot, lambda: pane.view.rows[-1].row == "c")
    pane.follow("long")
    drawn(qtbot, pane)
    return pane


def test_the_view_follows_a_row_that_moves_over_several_pages_with_one_step(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    bar = pane.view.verticalScrollBar()
    before, moves = bar.value(), list[int]()
    bar.valueChanged.connect(moves.append)
    pane.expect_changes()
    # A section of two pages comes above the row.
    new = [
        page(0, "a"),
        page(1, "b", "new"),
        page(2, "new"),
        page(3, "long"),
    ]
    for each in (new[1], new[2]):
        assert pane.show_page(each, is_current=False)
        until(qtbot, lambda: "new" in {box.row for box in pane.pages.pages[each.page].rows})  # noqa: B023
        assert bar.value() == before
    assert pane.show_page(new[3], is_current=False)
    assert pane.show_pages(all_current(new))
    until(qtbot, lambda: not any(shown.is_former for shown in pane.pages.pages))
    assert len(moves) == 1
    assert "long" in rows_in_view(pane)


def rows_in_view(pane: PreviewPane) -> set[str]:
    view = pane.view.pages_in_view
    return {box.row for shown in pane.pages.pages[view.start : view.stop] for box in shown.rows}


def test_pages_with_which_a_scroll_bar_appears_are_shown(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.view.set_zoom("page")
    assert pane.show_pages(all_current([page(0, "a")]))
    until(qtbot, lambda: pane.pages.count == 1 and not pane.view.verticalScrollBar().isVisible())
    pages = [page(0, "a"), *(page(place, FOUR[place].key) for place in (1, 2, 3))]
    for each in (changed(place, FOUR[place].key) for place in (1, 2, 3)):
        assert pane.show_page(each, is_current=True)
    assert pane.show_pages(all_current(pages))
    until(qtbot, lambda: pane.pages.count == 4 and pane.view.verticalScrollBar().isVisible())


def test_what_the_user_scrolls_to_meanwhile_stays_in_view(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.expect_changes()
    pane.view.verticalScrollBar().setValue(0)
    new = [page(0, "a"), page(1, "b"), page(2), page(3, "long")]
    for each in new:
        assert pane.show_page(each, is_current=False)
    assert pane.show_pages(all_current(new))
    until(qtbot, lambda: not any(shown.is_former for shown in pane.pages.pages))
    assert pane.view.verticalScrollBar().value() == 0


def test_a_click_on_a_row_that_is_printed_twice_leaves_what_is_under_the_pointer_where_it_is(
    qtbot: QtBot, pane: PreviewPane
) -> None:
    pane.row_clicked.connect(pane.follow)
    activated: list[str] = []
    pane.row_activated.connect(lambda row, *_words: activated.append(row))
    pane.follow("a")
    pane.view.go_to_page(2)
    drawn(qtbot, pane)
    again = pane.pages.pages[2].rows[0]
    where = pane.view._to_view(2, QRectF(again.left, again.top, 20, 20)).center().toPoint()
    before = pane.view.verticalScrollBar().value()
    no_key = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, no_key, where)
    assert pane.view.verticalScrollBar().value() == before
    QTest.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, no_key, where)
    assert activated == ["long"]
    pane.view.go_to_page(0)
    pane.follow("c")
    pane.follow("long")
    assert pane.view.pages_in_view.start == 1


@pytest.mark.parametrize(
    ("before", "after", "text", "caret"),
    [
        ("Table 1 Volumes Year bcm 2026 2 20", "30 55", "2030", 2),
        ("Table 1 Volumes Year bcm 2026 2 2030 5", "5", "55", 1),
        ("Table 1 Volumes Ye", "ar bcm 2026 2", "Year", 2),
    ],
)
def test_a_double_click_on_a_cell_opens_it_with_the_caret_there(
    program: Program, before: str, after: str, text: str, caret: int
) -> None:
    window = program.begin(small_briefing(), {"square": PICTURE})
    front(window)
    window.panes.preview.view.row_activated.emit("t1", before, after)
    editor = window.focusWidget()
    assert isinstance(editor, ExactTextEdit)
    assert (editor.exact_text(), editor.caret()) == (text, caret)


def test_pages_that_move_the_view_are_not_requested_again_for_that_but_those_the_user_scrolls_to_are(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.begin(small_briefing(), {"square": PICTURE})
    front(window)
    do(window, "show_preview")
    preview, client = window.panes.preview, window.context.renderer
    program.until(lambda: preview.pages.count > 2 and not client.is_busy)
    choose(window, "f1")
    program.until(lambda: not window.controllers.preview._view_changed.isActive())
    numbers: list[int] = []

    def request(_client: RenderClient, _request: PreviewRequest) -> int:
        numbers.append(1000 + len(numbers))
        return numbers[-1]

    monkeypatch.setattr(RenderClient, "preview", request)
    apply(window, RenameSection(section_id="s1", title="Another title"))
    program.until(lambda: numbers == [1000])
    place = next(box.page for box in preview.view.rows if box.row == "f1")
    last, view = preview.pages.count - 1, preview.view.pages_in_view
    assert place != last
    for number in (place, last):
        shown = preview.pages.pages[number]
        others = [box for box in shown.rows if box.row != "f1"]
        moved = [RowBox("f1", last, 40, 60, 200, 40)] if number == last else []
        size = shown.size
        answer = PageChanged(
            1000,
            number,
            shown.key[0],
            b"",
            size.width(),
            size.height(),
            (*others, *moved),
            is_current=False,
        )
        client.preview_answered.emit(answer)
    program.until(lambda: preview.view.pages_in_view != view)
    timer = window.controllers.preview._view_changed
    program.until(lambda: not timer.isActive())
    assert numbers == [1000]
    preview.view.go_to_page(1)
    program.until(lambda: numbers == [1000, 1001])
