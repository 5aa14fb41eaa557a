"""The window and its toolbar at every width, at every size of texts, and on every screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMenu,
    QStyleOptionComboBox,
    QToolBar,
    QToolButton,
    QToolTip,
    QWidget,
)

from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.services.settings import INTERFACE_ZOOM, LIBRARY_FOLDERS
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.app.window.main_window import MainWindow
from briefing.app.window.status_line import StatusLine
from briefing.app.window.toolbars.toolbar import Toolbar
from briefing.editing import Reword
from tests.builders import FINISH
from tests.integration.window.driver import Program, apply, do, settle


def toolbar_of(window: MainWindow) -> Toolbar:
    toolbar = window.findChild(Toolbar)
    assert toolbar is not None
    return toolbar


def is_within(inner: QToolButton, window: MainWindow) -> bool:
    place = QRect(inner.mapTo(window, QPoint(0, 0)), inner.size())
    return inner.isVisible() and window.rect().contains(place)


def assert_export_and_the_rest_can_be_reached(window: MainWindow) -> None:
    toolbar = toolbar_of(window)
    assert is_within(toolbar.export_button, window)
    assert toolbar.export_button.width() >= toolbar.export_button.sizeHint().width()
    bar = toolbar.findChild(QToolBar)
    assert bar is not None
    shown = [bar.widgetForAction(action) for action in bar.actions() if not action.isSeparator()]
    hidden = [each for each in shown if each is not None and not each.isVisible()]
    more = bar.findChild(QToolButton, "qt_toolbar_ext_button")
    assert isinstance(more, QToolButton)
    assert not hidden or is_within(more, window)


def test_export_is_in_the_window_at_every_width_and_size_of_texts(
    program: Program, window: MainWindow
) -> None:
    apply(window, FINISH)
    for zoom in (100, 300):
        program.settings.set(INTERFACE_ZOOM, zoom)
        for width in (window.minimumWidth(), 800, 830, 880, 945, 1100, 1440):
            window.resize(width, 600)
            settle()
            assert_export_and_the_rest_can_be_reached(window)
            assert window.width() == width


def texts_of_one_line(window: MainWindow) -> list[QLabel]:
    """The labels of the status line, the toolbar, the heads of the panes and the bar above the pages."""
    line = window.findChild(StatusLine)
    assert line is not None
    bar = window.panes.preview.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    labels = [*line.findChildren(QLabel), toolbar_of(window).state, *bar]
    return [label for label in [*labels, *window.findChildren(ElidedLabel)] if label.isVisible()]


@pytest.mark.parametrize("zoom", [125, 300])
def test_a_text_without_room_ends_in_an_ellipsis_and_is_shown_at_the_pointer(
    program: Program, window: MainWindow, zoom: int
) -> None:
    apply(window, FINISH)
    do(window, "show_preview")
    program.settings.set(INTERFACE_ZOOM, zoom)
    window.resize(800, 600)
    line = window.findChild(StatusLine)
    assert line is not None
    line.findings.setText("12 review findings, 3 of them blocking")
    line.preview.setText("Laying out the annexes")
    line.saved.setText("saved 12:34")
    settle()
    cut = list[str]()
    for label in texts_of_one_line(window):
        assert isinstance(label, ElidedLabel), label.text()
        place = QRect(label.mapTo(window, QPoint(0, 0)), label.size())
        assert window.rect().contains(place), label.text()
        room = max(0, label.contentsRect().width())
        assert label.fontMetrics().horizontalAdvance(label.shown_text) <= room
        # The counts of the status line give way to the rest of it.
        if room and label.shown_text != label.text():
            cut.append(label.text())
            assert label.shown_text.endswith("…")
            assert shown_at_the_pointer(label) == (label.toolTip() or label.text())
    assert line.findings.text() in cut or zoom < 300
    zoom_field = window.panes.preview.zoom
    option = QStyleOptionComboBox()
    zoom_field.initStyleOption(option)
    assert option.currentText == zoom_field.currentText() or option.currentText.endswith("…")
    assert zoom_field.fontMetrics().horizontalAdvance(option.currentText) < zoom_field.width()
    if option.currentText != zoom_field.currentText():
        assert shown_at_the_pointer(zoom_field) == zoom_field.currentText()


def shown_at_the_pointer(widget: QWidget) -> str:
    QToolTip.hideText()
    QApplication.sendEvent(
        widget, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), widget.mapToGlobal(QPoint(1, 1)))
    )
    text = QToolTip.text()
    QToolTip.hideText()
    return text


def test_the_window_opens_within_the_screen_whatever_its_size_was(
    program: Program, window: MainWindow
) -> None:
    window.resize(2900, 2400)
    program.settings.set_state("window", window.saveGeometry())
    again = program.registry.open_window()
    settle()
    assert again.screen().availableGeometry().contains(again.geometry())


def test_the_figure_button_offers_charts_first_and_then_pictures(window: MainWindow) -> None:
    bar = toolbar_of(window).findChild(QToolBar)
    assert bar is not None
    button = next(each for each in bar.findChildren(QToolButton) if each.text() == "Figure")
    menu = button.defaultAction().menu()
    assert isinstance(menu, QMenu)
    assert [action.objectName() for action in menu.actions()] == ["add_drawing", "add_figure"]
    assert button.popupMode() is QToolButton.ToolButtonPopupMode.InstantPopup


def test_texts_grow_and_shrink_by_steps_and_return_to_normal(program: Program, window: MainWindow) -> None:
    normal = QApplication.font().pointSizeF()
    do(window, "larger")
    assert program.settings.get(INTERFACE_ZOOM) == 110
    assert QApplication.font().pointSizeF() == pytest.approx(normal * 1.1)
    do(window, "smaller")
    assert program.settings.get(INTERFACE_ZOOM) == 100
    do(window, "larger")
    do(window, "normal_size")
    assert QApplication.font().pointSizeF() == normal
    program.settings.set(INTERFACE_ZOOM, 300)
    do(window, "larger")
    assert program.settings.get(INTERFACE_ZOOM) == 300


def test_a_dialog_with_large_texts_keeps_its_buttons_in_the_screen(
    program: Program, window: MainWindow
) -> None:
    program.settings.set(INTERFACE_ZOOM, 300)
    do(window, "export")
    dialog = ExportDialog.raised(window)
    assert dialog is not None
    dialog.resize(800, 560)
    settle()
    button = dialog.export_button
    assert dialog.rect().contains(QRect(button.mapTo(dialog, QPoint(0, 0)), button.size()))
    dialog.close()


def test_the_window_fills_the_screen_and_returns(window: MainWindow) -> None:
    do(window, "full_screen")
    assert window.isFullScreen()
    line = window.findChild(StatusLine)
    assert line is not None
    title = line.window_title
    assert title.isVisible()
    assert "TLP:" in title.text()
    assert "*" not in title.text()
    apply(window, Reword("j1", "Gas flows."))
    assert "* — TLP:" in title.text()
    QTest.keyClick(window.panes.outline.view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert not title.isVisible()
    do(window, "full_screen")
    assert window.isFullScreen()
    do(window, "full_screen")
    assert not window.isFullScreen()
    assert not window.windowState() & Qt.WindowState.WindowFullScreen


def test_the_title_names_briefing_and_file(program: Program, window: MainWindow) -> None:
    title = program.first.title
    assert window.windowTitle().startswith(f"{title} (not saved to a file)[*] — ")


def test_other_library_folders_are_read_once_for_all_windows(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window is not program.registry.open_window()
    loads: list[int] = []
    monkeypatch.setattr(program.registry.loader, "load", lambda: loads.append(1))
    program.settings.set(LIBRARY_FOLDERS, ("/nowhere",))
    assert loads == [1]


def test_the_library_becomes_a_tab_when_texts_grow_and_a_column_again(
    program: Program, window: MainWindow
) -> None:
    window.resize(1200, 800)
    settle()
    assert not window.panes.is_narrow
    program.settings.set(INTERFACE_ZOOM, 150)
    program.until(lambda: window.panes.is_narrow)
    program.settings.set(INTERFACE_ZOOM, 100)
    program.until(lambda: not window.panes.is_narrow)
