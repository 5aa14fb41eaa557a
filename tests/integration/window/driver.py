"""What a hand does in a window: find, type, press, choose; and waiting for what comes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefing.app.application.window_registry import WindowRegistry
from briefing.app.panes.outline.outline_model import RowRole
from briefing.app.services.document import Document
from briefing.app.services.resources import LoadedResources, ResourceLoader
from briefing.app.services.settings import Settings
from briefing.app.window.main_window import MainWindow
from briefing.editing import Edit
from briefing.model.briefing import Briefing, Section
from briefing.project import Reference, Session

LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 30_000
"""How long something may take on a machine that does much else."""


@dataclass
class Program:
    """A started program: its windows and the hands that use them."""

    bot: QtBot
    settings: Settings
    windows: WindowRegistry
    _first: Briefing | None = None

    @property
    def window(self) -> MainWindow:
        return self.windows.open[-1]

    @property
    def first(self) -> Briefing:
        """The briefing that was begun with."""
        assert self._first is not None
        return self._first

    def begin(self, briefing: Briefing, attachments: dict[str, bytes] | None = None) -> MainWindow:
        """A window on a briefing that has no file yet."""
        window = next((each for each in self.windows.open if each.document is None), None)
        window = window or self.windows.new_window()
        assert window.stock is not None
        keyed = {hashlib.sha256(raw).hexdigest(): raw for raw in (attachments or {}).values()}
        session = Session.begin(briefing, window.stock.reference, author="A. Nalyst", attachments=keyed)
        document = Document(session, None)
        document.begin_journal()
        self._first = briefing
        window.take_document(document)
        window.saving.watch()
        return window

    def until(self, is_so: Callable[[], bool]) -> None:
        self.bot.waitUntil(is_so, timeout=PATIENCE_MS)

    def open(self, path: Path) -> MainWindow:
        """Open a project by its path, and wait until a window shows it or says why not."""
        before = [window.notices() for window in self.windows.open]
        self.windows.open[0].open_path(path)
        self.until(
            lambda: (
                self.windows.window_for(path) is not None
                or [window.notices() for window in self.windows.open] != before
            )
        )
        return self.windows.window_for(path) or self.windows.open[0]

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


def started(bot: QtBot, settings: Settings, stock: LoadedResources) -> Program:
    """A program with its first window, on a stock that is there already."""
    shelf = ResourceLoader(settings)
    windows = WindowRegistry(settings, shelf)
    windows.begin([])
    window = windows.open[0]
    window.resize(1440, 900)
    shelf.put(stock)
    bot.waitExposed(window)
    return Program(bot, settings, windows)


def reference_of(window: MainWindow) -> Reference:
    assert window.stock is not None
    return window.stock.reference


def document_of(window: MainWindow) -> Document:
    assert window.document is not None
    return window.document


def briefing_of(window: MainWindow) -> Briefing:
    return document_of(window).briefing


def do(window: MainWindow, action: str) -> None:
    """Take an action as its menu entry would; it must be allowed."""
    assert window.actions_[action].isEnabled(), action
    window.actions_[action].trigger()


def front(window: MainWindow) -> None:
    """Bring a window to the front, where keys go; what a window manager does when a dialog closes."""
    window.activateWindow()
    settle()


def apply(window: MainWindow, *edits: Edit) -> None:
    for edit in edits:
        assert document_of(window).apply(edit)


def button(parent: QWidget, name: str) -> QAbstractButton:
    """The visible button of that text or accessible name."""
    settle()
    for each in parent.findChildren(QAbstractButton):
        said = {each.text().replace("&", ""), each.accessibleName()}
        if name in said and each.isVisibleTo(parent):
            return each
    raise AssertionError(f"there is no button {name!r}")


def pick(box: QComboBox, value: object) -> None:
    """Choose an entry of a list by the value behind it, as the mouse does."""
    at = box.findData(value)
    assert at >= 0, value
    box.setCurrentIndex(at)
    box.activated.emit(at)
    settle()


def notice(window: MainWindow) -> str:
    """All that the window says across its top."""
    return "\n".join(window.notices())


def choose(window: MainWindow, *ids: str) -> None:
    """Choose rows of the briefing, the last one in hand."""
    view = window.outline.view
    flag = QItemSelectionModel.SelectionFlag
    view.selectionModel().clear()
    for each in ids:
        index = window.outline.model.index_by_id(each)
        assert index.isValid(), each
        view.selectionModel().setCurrentIndex(index, flag.Select)


def rows(window: MainWindow) -> list[str]:
    """What the tree shows, a line each: two spaces for each level, then the words."""

    def walk(parent: QModelIndex, depth: int) -> Iterator[str]:
        model = window.outline.model
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            yield "  " * depth + str(index.data())
            yield from walk(index, depth + 1)

    return list(walk(QModelIndex(), 0))


def row_ids(window: MainWindow) -> list[str]:
    return [node.id for node in window.outline.model.walk()]


def value_of(window: MainWindow, row_id: str) -> object:
    return window.outline.model.index_by_id(row_id).data(RowRole.VALUE)


def sections(briefing: Briefing) -> list[Section]:
    return list(briefing.walk_sections())


def centre_of(view: QAbstractItemView, index: QModelIndex) -> QPoint:
    return view.visualRect(index).center()


def answer(monkeypatch: object, button_text: str) -> list[str]:
    """Let the next question be answered by a button; returns the questions that were asked."""
    asked: list[str] = []

    def exec_(box: QMessageBox) -> int:
        asked.append(box.text())
        chosen = next(each for each in box.buttons() if each.text().replace("&", "") == button_text)
        chosen.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)  # type: ignore[attr-defined]
    return asked


def settle() -> None:
    """Let what waits in Qt's queue happen."""
    for _ in range(3):
        QApplication.processEvents()
