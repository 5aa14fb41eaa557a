"""Inspector and preview side by side, stacked, as tabs, and the preview in a window of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QToolButton

from briefing.app.panes.arrangement import Arrangement
from briefing.app.panes.preview_window import PreviewWindow
from briefing.app.services.render_client import RenderClient
from briefing.app.services.settings import ARRANGEMENT, PREVIEW_DETACHED
from briefing.app.widgets.inputs.tab_order import tab_stops
from briefing.app.window.main_window import MainWindow
from tests.builders import PICTURE
from tests.integration.window.driver import Program, do, drop_document, front, settle

pytestmark = pytest.mark.one_program


@pytest.fixture(autouse=True)
def _nothing_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests are about places."""
    for name in ("warm_up", "_send_next"):
        monkeypatch.setattr(RenderClient, name, lambda _client: None)


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    do(window, "arrange_auto")
    settle()
    return window


def preview_window(window: MainWindow) -> PreviewWindow:
    found = window.panes.preview.window()
    assert isinstance(found, PreviewWindow)
    return found


def places(window: MainWindow) -> tuple[int, int, int, int]:
    """The left edges and tops of inspector and preview in the window."""
    panes = window.panes
    first, second = (pane.mapTo(window, pane.rect().topLeft()) for pane in (panes.tabs, panes.preview))
    return first.x(), first.y(), second.x(), second.y()


def test_the_preview_is_beside_the_inspector_below_it_or_a_tab(window: MainWindow) -> None:
    panes = window.panes
    for size, expected in (
        ((1900, 1000), Arrangement.COLUMNS),
        ((1280, 800), Arrangement.STACKED),
        ((950, 700), Arrangement.TABS),
        ((1440, 900), Arrangement.STACKED),
    ):
        window.resize(*size)
        settle()
        assert panes.arrangement is expected
        assert panes.inspector.isVisible()
        assert panes.preview.isVisible() is (expected is not Arrangement.TABS)
        left, top, preview_left, preview_top = places(window)
        assert (preview_left > left) is (expected is Arrangement.COLUMNS)
        assert expected is not Arrangement.STACKED or preview_top > top
        assert window.width() == size[0]
    do(window, "fold_library")
    settle()
    assert panes.arrangement is Arrangement.COLUMNS


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1366, 768)])
def test_a_page_has_half_the_height_of_a_small_window_and_the_bar_above_it_is_not_cut(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    settle()
    preview = window.panes.preview
    preview.navigation.show_page(11, 40)
    settle()
    assert window.size().toTuple() == size
    assert window.panes.inspector.isVisible()
    assert preview.view.viewport().height() >= size[1] / 2
    labels = [label for label in preview.navigation.findChildren(QLabel) if label.isVisible()]
    assert [label.text() for label in labels] == ["of 40"]
    assert all(label.width() >= label.sizeHint().width() for label in labels)
    assert preview.zoom.width() >= preview.zoom.sizeHint().width()
    placeholder = preview.search.placeholderText()
    assert preview.search.width() > preview.search.fontMetrics().horizontalAdvance(placeholder) + 16


def test_a_tab_that_needs_more_height_has_it_while_it_is_in_front(window: MainWindow) -> None:
    window.resize(1024, 700)
    settle()
    panes = window.panes
    before = panes.tabs.height()
    do(window, "show_comments")
    settle()
    assert panes.comments.height() >= panes.comments.minimumSizeHint().height()
    assert panes.tabs.height() > before
    do(window, "show_inspector")
    settle()
    assert panes.tabs.height() == before


def test_a_height_that_the_user_chose_stays_and_is_remembered(program: Program, window: MainWindow) -> None:
    window.resize(1280, 800)
    settle()
    drag_down(window, 90)
    chosen = window.panes.tabs.height()
    window.panes.reveal(window.panes.review)
    window.panes.reveal(window.panes.inspector)
    settle()
    assert window.panes.tabs.height() == chosen
    drop_document(window)
    window.close()
    again = program.begin(program.first, {"picture": PICTURE})
    again.resize(1280, 800)
    settle()
    assert abs(again.panes.tabs.height() - chosen) < 4


def drag_down(window: MainWindow, distance: int) -> None:
    """Drag the line between inspector and preview down, and check that it went there."""
    before = window.panes.tabs.height()
    splitter = window.panes.findChild(QSplitter)
    assert splitter is not None
    handle = splitter.handle(1)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(20, 0))
    QTest.mouseMove(handle, QPoint(20, distance))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(20, 0))
    settle()
    assert abs(window.panes.tabs.height() - before - distance) < 4


def test_the_arrangement_is_chosen_in_the_menu_and_remembered_with_the_sizes(
    program: Program, window: MainWindow
) -> None:
    do(window, "arrange_columns")
    settle()
    assert window.panes.arrangement is Arrangement.COLUMNS
    assert window.action_set["arrange_columns"].isChecked()
    assert not window.action_set["arrange_auto"].isChecked()
    window.panes.setSizes([260, 300, 880])
    settle()
    sizes = window.panes.sizes()
    drop_document(window)
    window.close()
    again = program.begin(program.first, {"picture": PICTURE})
    again.resize(1440, 900)
    settle()
    assert again is not window
    assert again.panes.arrangement is Arrangement.COLUMNS
    assert [abs(a - b) < 4 for a, b in zip(again.panes.sizes(), sizes, strict=True)] == [True] * 3
    do(again, "arrange_tabs")
    do(again, "show_preview")
    assert again.panes.preview.isVisible()
    assert not again.panes.inspector.isVisible()
    assert program.settings.get(ARRANGEMENT) == "tabs"


def test_the_preview_has_a_window_of_its_own_until_that_is_closed(
    program: Program, window: MainWindow
) -> None:
    button = next(
        each
        for each in window.panes.preview.findChildren(QToolButton)
        if each.accessibleName() == "Preview in its own window"
    )
    program.click(button)
    settle()
    own = preview_window(window)
    assert own.isVisible()
    assert program.first.title in own.windowTitle()
    assert window.panes.is_revealed(window.panes.preview)
    assert window.action_set["detach_preview"].isChecked()
    assert window.panes.inspector.isVisible()
    assert button.accessibleName() == "Back to the other panes"
    assert program.settings.get(PREVIEW_DETACHED) == 1
    front(own)
    QTest.keyClick(own, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.panes.preview.window() is window
    assert window.context.document is not None
    assert window.panes.preview.isVisible()
    assert program.settings.get(PREVIEW_DETACHED) == 0


@pytest.mark.own_program
def test_closing_the_window_of_the_preview_takes_it_back_and_quitting_does_not(
    program: Program, window: MainWindow
) -> None:
    do(window, "detach_preview")
    preview_window(window).close()
    settle()
    panes = window.panes
    assert panes.preview.window() is window
    first = next(tab_stops(panes.preview))
    front(window)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Backtab)
    focused = window.focusWidget()
    assert focused is not None
    assert panes.tabs.isAncestorOf(focused)
    do(window, "detach_preview")
    do(window, "quit")
    assert not window.isVisible()
    assert program.settings.get(PREVIEW_DETACHED) == 1


def test_each_window_has_a_preview_of_its_own_and_new_ones_begin_as_the_last(
    program: Program, window: MainWindow
) -> None:
    do(window, "detach_preview")
    first = preview_window(window)
    program.registry.open_window()
    second = program.begin(program.first, {"picture": PICTURE})
    settle()
    assert second is not window
    assert preview_window(second) is not first
    assert preview_window(second).isVisible()
    drop_document(second)
    assert not [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, PreviewWindow) and each.isVisible() and each is not first
    ]
    assert first.isVisible()
    assert program.settings.get(PREVIEW_DETACHED) == 1


def test_keys_of_the_window_work_in_the_window_of_the_preview(window: MainWindow) -> None:
    do(window, "detach_preview")
    own = preview_window(window)
    front(own)
    assert own.isActiveWindow()
    QTest.keyClick(own, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.isActiveWindow()
    focused = window.focusWidget()
    assert focused is not None
    assert window.panes.inspector.isAncestorOf(focused)


def test_f6_goes_through_all_panes_that_are_visible(window: MainWindow) -> None:
    front(window)
    panes = window.panes
    do(window, "search_library")
    for expected in (panes.outline, panes.inspector, panes.preview, panes.library):
        focused = window.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_F6)
        now = window.focusWidget()
        assert now is not None
        assert expected.isAncestorOf(now)
