"""Whatever is pressed in whatever order: nothing breaks, and all of it can be undone."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QToolButton

from briefing.app.dialogs.dialog import Dialog
from briefing.app.window.main_window import MainWindow
from briefing.editing import broken_invariants
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import Program, briefing_of, choose, document_of, front, row_ids

STEPS = 100
APART = {
    "quit", "close", "open", "open_example", "new_issue", "save", "save_as", "add_figure", "refresh",
    "print",
    "arrange_auto", "arrange_columns", "arrange_stacked", "detach_preview",
}  # fmt: skip
"""What leaves the window, asks for a file, or renders: told in stories of their own."""


def press_anything(window: MainWindow, chance: random.Random) -> str:
    """One thing that a hand might do now; says what."""
    kind = chance.choice(["action", "action", "choose", "type", "key", "pick"])
    if kind == "choose" and row_ids(window):
        ids = chance.sample(row_ids(window), k=min(len(row_ids(window)), chance.randint(1, 4)))
        choose(window, *ids)
        return f"choose {ids}"
    if kind == "pick" and window.panes.library.model.rowCount():
        rows = range(min(window.panes.library.model.rowCount(), 30))
        window.panes.library.list.setCurrentIndex(window.panes.library.model.index(chance.choice(rows)))
        return "pick"
    focused = QApplication.focusWidget()
    has_menu = isinstance(focused, QToolButton) and focused.menu() is not None
    if kind == "type" and focused is not None and not has_menu:  # a menu would wait for a choice
        QTest.keyClicks(focused, chance.choice(["gas", "x y", "ok"]))
        return f"type into {type(focused).__name__}"
    if kind == "key" and focused is not None:
        key = chance.choice(
            [Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_F2]
        )
        QTest.keyClick(focused, key)
        return f"key {key}"
    allowed = [spec.id for spec, action in window.action_set if action.isEnabled() and spec.id not in APART]
    name = chance.choice(allowed)
    window.action_set[name].trigger()
    return name


def leave_what_opened(window: MainWindow) -> None:
    for dialog in window.findChildren(Dialog):
        dialog.close()
    while popup := QApplication.activePopupWidget():
        popup.close()
        QApplication.processEvents()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    metafunc.parametrize("seed", range(metafunc.config.getoption("random_walks")))


def test_a_hand_that_presses_anything_breaks_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("", ""))
    chance = random.Random(seed)  # noqa: S311 - it need not be secret
    monkeypatch.setattr(QMessageBox, "exec", lambda box: chance.choice(box.buttons()).click())
    window = program.begin(a_briefing(), {"picture": PICTURE})
    front(window)
    said = list[str]()
    for _ in range(STEPS):
        said.append(press_anything(window, chance))
        QApplication.processEvents()
        if chance.random() < 0.3 or not window.isActiveWindow():
            leave_what_opened(window)
            front(window)
        assert not list(broken_invariants(briefing_of(window))), said[-5:]
        shown = {node.id for node in window.panes.outline.model.walk()}
        briefing = briefing_of(window)
        held = {s.id for s in briefing.walk_sections()} | {i.id for i in briefing.walk_items()}
        assert shown == held, said[-5:]
    leave_what_opened(window)
    window.panes.inspector.flush()
    session = document_of(window).session
    last = session.briefing
    undone = 0
    while session.undo_label:
        document_of(window).undo()
        undone += 1
    assert briefing_of(window) == program.first
    for _ in range(undone):
        document_of(window).redo()
    assert briefing_of(window) == last
    QGuiApplication.clipboard().clear()
