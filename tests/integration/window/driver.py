"""Drive a window in tests: find, type, press, click, select, and wait for the result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefing.app.application.window_registry import WindowRegistry
from briefing.app.menus.mnemonics import without_letter
from briefing.app.panes.library.pane_state import LibraryState
from briefing.app.panes.outline.outline_model import RowRole
from briefing.app.services.document import Document
from briefing.app.services.resources import LoadedResources, ResourceLoader
from briefing.app.services.settings import Settings
from briefing.app.widgets.notice import Notice
from briefing.app.window.main_window import MainWindow
from briefing.app.window.status_line import StatusLine
from briefing.app.window.toolbars.toolbar import Toolbar
from briefing.editing import Edit
from briefing.model.briefing import Briefing
from briefing.project import Reference, Session
from tests.patience import wait_until

LEFT = Qt.MouseButton.LeftButton
SIZE = (1440, 900)


@dataclass
class Program:
    """A started program, and the keyboard and mouse of its user."""

    bot: QtBot
    settings: Settings
    registry: WindowRegistry
    _first: Briefing | None = None
    _resources: LoadedResources | None = None
    _restarted: list[Program] = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        return self.registry.windows[-1]

    @property
    def first(self) -> Briefing:
        """The briefing that `begin` was called with."""
        assert self._first is not None
        return self._first

    def begin(self, briefing: Briefing, attachments: dict[str, bytes] | None = None) -> MainWindow:
        """Show a briefing without a file in a window and return the window."""
        window = next((each for each in self.registry.windows if each.context.document is None), None)
        window = window or self.registry.open_window()
        assert window.context.resources is not None
        keyed = {hashlib.sha256(raw).hexdigest(): raw for raw in (attachments or {}).values()}
        session = Session.begin(
            briefing, window.context.resources.reference, author="A. Nalyst", attachments=keyed
        )
        document = Document(session, None)
        document.start_journal()
        self._first = briefing
        window.context.set_document(document)
        return window

    def restart(self) -> Program:
        """Start the program once more, as after a crash; `finish` ends both."""
        resources = self.registry.loader.resources
        assert resources is not None
        again = started(self.bot, self.settings, resources)
        self._restarted.append(again)
        return again

    def finish(self) -> None:
        """Delete all windows: any that stays slows down every later test."""
        for program in [self, *self._restarted]:
            program.registry.shut_down()
            for window in list(program.registry.windows):
                if window.context.document:
                    drop_document(window)
                window.close()
                window.deleteLater()

    def clear(self) -> None:
        """Leave one window without a document, notices, dialogs and settings, for the next test."""
        while popup := QApplication.activePopupWidget():
            popup.close()
        for window in list(self.registry.windows):
            for dialog in window.findChildren(QDialog):
                dialog.close()
                dialog.deleteLater()
            forget_search(window)
            if window.context.document:
                drop_document(window)
        for window in self.registry.windows[1:]:
            window.close()
        QSettings(str(self.settings.path), QSettings.Format.IniFormat).clear()
        if self._resources is not None and self.registry.loader.resources is not self._resources:
            self.registry.loader.set_resources(self._resources)
        self._use(self.registry.windows[0])
        self._first = None

    def _use(self, window: MainWindow) -> None:
        """Give a window the size and the tab that it has at first, and no notices."""
        for notice in window.notice_bar.findChildren(Notice):
            notice.dismiss()
        window.showNormal()
        window.resize(*SIZE)
        window.panes.reveal(window.panes.inspector)

    def until(self, is_so: Callable[[], bool]) -> None:
        until(self.bot, is_so)

    def open(self, path: Path) -> MainWindow:
        """Open a project by its path, and wait until a window shows it or a notice says why not."""
        before = [window.notice_bar.texts() for window in self.registry.windows]
        self.registry.windows[0].controllers.open.open_path(path)
        self.until(
            lambda: (
                self.window_for(path) is not None
                or [window.notice_bar.texts() for window in self.registry.windows] != before
            )
        )
        return self.window_for(path) or self.registry.windows[0]

    def window_for(self, path: Path) -> MainWindow | None:
        """Return the window that shows a file."""
        context = self.registry.window_for(path)
        return next((window for window in self.registry.windows if window.context is context), None)

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)

    def type(self, widget: QWidget, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(widget, Qt.Key.Key_Return)
            QTest.keyClicks(widget, line)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, LEFT)

    def click_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        view.scrollTo(index)
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())


def started(bot: QtBot, settings: Settings, resources: LoadedResources) -> Program:
    """Start a program with one window, on resources that are loaded already."""
    loader = ResourceLoader(settings)
    registry = WindowRegistry(settings, loader)
    registry.start([])
    window = registry.windows[0]
    window.resize(*SIZE)
    loader.set_resources(resources)
    bot.waitExposed(window)
    return Program(bot, settings, registry, _resources=resources)


def reference_of(window: MainWindow) -> Reference:
    assert window.context.resources is not None
    return window.context.resources.reference


def document_of(window: MainWindow) -> Document:
    assert window.context.document is not None
    return window.context.document


def briefing_of(window: MainWindow) -> Briefing:
    return document_of(window).briefing


def drop_document(window: MainWindow) -> None:
    """Close the document without asking and without saving."""
    document_of(window).close()
    window.context.set_document(None)


def forget_search(window: MainWindow) -> None:
    """Show all facts of the library again, before the window keeps the search for its briefing."""
    library = window.panes.library
    library.set_state(LibraryState())
    library.filter_button.setChecked(False)
    library.list.setCurrentIndex(QModelIndex())
    library.list.verticalScrollBar().setValue(0)
    window.panes.fold_library(False)


def shows_welcome_page(window: MainWindow) -> bool:
    return window.welcome.isVisible() and not window.panes.isVisible()


def document_state(window: MainWindow) -> str:
    """Return what the toolbar says about the document."""
    toolbar = window.findChild(Toolbar)
    assert toolbar is not None
    return toolbar.state.text()


def finding_count(window: MainWindow) -> str:
    """Return what the status line says about findings."""
    status_line = window.findChild(StatusLine)
    assert status_line is not None
    return status_line.findings.text()


def menu(window: MainWindow, title: str) -> QMenu:
    return next(each for each in window.findChildren(QMenu) if without_letter(each.title()) == title)


def undo_name(window: MainWindow) -> str:
    """Return the text of the Undo entry as it is shown."""
    return without_letter(window.action_set["undo"].text())


def do(window: MainWindow, action: str) -> None:
    """Trigger an action as its menu entry would; it must be enabled."""
    assert window.action_set[action].isEnabled(), action
    window.action_set[action].trigger()


def front(window: QWidget) -> None:
    """Activate a window, as a window manager does when a dialog closes, so that it gets the keys."""
    window.activateWindow()
    settle()


def apply(window: MainWindow, *edits: Edit) -> None:
    for edit in edits:
        assert document_of(window).apply(edit)


def button(parent: QWidget, name: str) -> QAbstractButton:
    """Return the visible button with that text or accessible name."""
    settle()
    for each in parent.findChildren(QAbstractButton):
        said = {each.text().replace("&", ""), each.accessibleName()}
        if name in said and each.isVisibleTo(parent):
            return each
    raise AssertionError(f"there is no button {name!r}")


def pick(box: QComboBox, value: object) -> None:
    """Select an entry of a combo box by its data, as the mouse does."""
    at = box.findData(value)
    assert at >= 0, value
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle()


def notice(window: MainWindow) -> str:
    """Return the texts of all notices at the top of the window."""
    return "\n".join(window.notice_bar.texts())


def choose(window: MainWindow, *ids: str) -> None:
    """Select rows of the briefing; the last is the current one."""
    view = window.panes.outline.view
    flag = QItemSelectionModel.SelectionFlag
    view.selectionModel().clear()
    for each in ids:
        index = window.panes.outline.model.index_by_id(each)
        assert index.isValid(), each
        view.selectionModel().setCurrentIndex(index, flag.Select)


def rows(window: MainWindow) -> list[str]:
    """Return the lines of the outline, each indented by two spaces a level."""

    def walk(parent: QModelIndex, depth: int) -> Iterator[str]:
        model = window.panes.outline.model
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            yield "  " * depth + str(index.data())
            yield from walk(index, depth + 1)

    return list(walk(QModelIndex(), 0))


def row_ids(window: MainWindow) -> list[str]:
    return [node.id for node in window.panes.outline.model.walk()]


def value_of(window: MainWindow, row_id: str) -> object:
    return window.panes.outline.model.index_by_id(row_id).data(RowRole.VALUE)


def centre_of(view: QAbstractItemView, index: QModelIndex) -> QPoint:
    return view.visualRect(index).center()


def answer(monkeypatch: object, button_text: str) -> list[str]:
    """Answer every message box by the button of that text; return the list of their texts."""
    asked: list[str] = []

    def exec_(box: QMessageBox) -> int:
        asked.append(box.informativeText() or box.text())
        chosen = next(each for each in box.buttons() if each.text().replace("&", "") == button_text)
        chosen.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)  # type: ignore[attr-defined]
    return asked


def until(bot: QtBot, is_so: Callable[[], object]) -> None:
    """Let Qt work until a condition holds."""
    wait_until(is_so, pause=lambda: bot.wait(10))


def settle() -> None:
    """Process the events in Qt's queue."""
    for _ in range(3):
        QApplication.processEvents()
