"""Menus and keys: context menus, letters of entries and buttons, shortcuts."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from briefing.app.actions import ACTIONS, OUTLINE_ACTIONS, TABLE_ACTIONS
from briefing.app.controllers.save import SaveController
from briefing.app.dialogs.confirm import ask
from briefing.app.menus.context_menu import context_menu_of
from briefing.app.menus.mnemonics import letter_of
from briefing.app.panes.inspector.source_cards import SourceCards
from briefing.app.window.main_window import MainWindow
from briefing.editing import SetDetails
from tests.integration.window.dialogs import dialogs
from tests.integration.window.driver import Program, apply, choose, do, settle, until

pytestmark = pytest.mark.one_program

FIELD_KEYS = {"undo", "redo", "cut", "copy", "paste", "delete"}
"""Actions that do in a text field what the field does by itself."""


def entries(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def context_menu(widget: QWidget) -> QMenu:
    given = context_menu_of(widget)
    assert given is not None, widget
    return given.menu()


def clashes(texts: list[str]) -> list[str]:
    """Return texts without a letter, and letters of two texts."""
    letters = Counter(letter_of(text) for text in texts)
    return [text for text in texts if not letter_of(text) or letters[letter_of(text)] > 1]


# Letters


def test_every_entry_of_a_menu_has_a_letter_of_its_own(window: MainWindow) -> None:
    choose(window, "f1")
    settle()
    for menu in window.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
        assert clashes([action.text() for action in entries(menu)]) == [], menu.title()


def test_undo_and_redo_keep_their_letters_when_they_name_a_step(window: MainWindow) -> None:
    apply(window, SetDetails(title="Another"))
    assert letter_of(window.action_set["undo"].text()) == "u"
    assert "&" not in window.action_set["undo"].toolTip()


def test_every_button_of_a_dialog_has_a_letter_of_its_own(window: MainWindow) -> None:
    for name, dialog in dialogs(window):
        buttons = [each.text() for each in dialog.findChildren(QPushButton) if each.text()]
        assert clashes(buttons) == [], name


def test_the_buttons_of_a_question_have_letters(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def exec_(box: QMessageBox) -> int:
        asked.append([button.text() for button in box.buttons()])
        box.buttons()[-1].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", exec_)
    ask(window, "Title", "Text", "Delete")
    apply(window, SetDetails(title="Another"))
    save: SaveController = window.controllers.save
    save.may_close()
    assert [clashes(texts) for texts in asked] == [[], []]


# Shortcuts


def test_no_shortcut_is_used_twice_where_it_works(window: MainWindow) -> None:
    choose(window, "j1")
    settle()
    everywhere = [action for action in window.actions() if not action.shortcut().isEmpty()]
    in_outline = [each for each in window.panes.outline.view.actions() if not each.shortcut().isEmpty()]
    keys = Counter(
        sequence.toString() for action in (*everywhere, *in_outline) for sequence in action.shortcuts()
    )
    assert [key for key, number in keys.items() if number > 1] == []
    bar = {f"Alt+{letter_of(menu.text()).upper()}" for menu in window.menuBar().actions()}
    assert bar & keys.keys() == set()


def test_no_shortcut_of_the_window_takes_a_key_of_a_text_field(window: MainWindow) -> None:
    taken = []
    for field in (QPlainTextEdit(window), QLineEdit(window)):
        for spec in ACTIONS:
            if spec.shortcut and spec.id not in OUTLINE_ACTIONS | TABLE_ACTIONS | FIELD_KEYS:
                key = QKeySequence(spec.shortcut)[0]  # type: ignore[index]
                event = QKeyEvent(QEvent.Type.ShortcutOverride, key.key(), key.keyboardModifiers())
                event.ignore()
                field.event(event)
                taken += [spec.id] * event.isAccepted()
    assert taken == []


def test_ctrl_h_is_free_for_replacing_and_hiding_has_another_key(window: MainWindow) -> None:
    assert window.action_set["hide"].shortcut().toString() == "Ctrl+Shift+H"


# Context menus


def is_list_of_a_box(view: QWidget) -> bool:
    parent = view.parentWidget()
    return parent is not None and parent.inherits("QComboBoxPrivateContainer")


def item_views(surface: QWidget) -> list[QAbstractItemView]:
    return [
        view
        for view in surface.findChildren(QAbstractItemView)
        if view.isVisibleTo(surface) and not isinstance(view, QHeaderView) and not is_list_of_a_box(view)
    ]


def test_every_list_table_and_tree_has_a_menu(window: MainWindow) -> None:
    for row in ("f1", "j1", "t1"):
        choose(window, row)
        settle()
        for view in item_views(window):
            assert entries(context_menu(view)), view.accessibleName()
    for name, dialog in dialogs(window):
        for view in item_views(dialog):
            assert entries(context_menu(view)), (name, view.accessibleName())


def test_the_menus_of_the_panes_offer_actions_of_the_window(window: MainWindow) -> None:
    choose(window, "j1")
    settle()
    panes = window.panes
    known = {action for _spec, action in window.action_set}
    for view in (panes.outline.view, panes.library.list, panes.preview.view, panes.preview.thumbnails):
        offered = [action for action in entries(context_menu(view)) if action.menu() is None]
        assert offered
        assert set(offered) <= known
        assert clashes([action.text() for action in entries(context_menu(view))]) == []


def test_a_context_menu_opens_again_after_it_was_closed(program: Program, window: MainWindow) -> None:
    panes = window.panes
    choose(window, "j1")
    for view in (panes.outline.view, panes.library.list, panes.review.list, panes.preview.view) * 2:
        view.customContextMenuRequested.emit(view.rect().center())
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, QMenu), view.accessibleName()
        with program.bot.waitSignal(popup.destroyed):
            popup.close()
        choose(window, "f1")
        choose(window, "j1")


def test_every_menu_of_the_menu_bar_opens_with_all_its_icons(window: MainWindow) -> None:
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        menu.popup(window.mapToGlobal(window.rect().center()))
        for entry in menu.actions():
            assert entry.icon().isNull() or not entry.icon().pixmap(16, 16).isNull(), entry.text()
        assert not menu.grab().isNull()
        menu.close()


def test_the_menu_of_a_finding_offers_what_its_buttons_do(program: Program, window: MainWindow) -> None:
    program.until(lambda: window.controllers.review.is_settled)
    review = window.panes.review
    assert review.model.rowCount()
    review.list.setCurrentIndex(review.model.index(0))
    texts = [action.text().replace("&", "") for action in entries(context_menu(review.list))]
    assert "Waive…" in texts
    assert clashes([action.text() for action in entries(context_menu(review.list))]) == []


def test_copying_in_the_review_copies_the_finding(program: Program, window: MainWindow) -> None:
    program.until(lambda: window.controllers.review.is_settled)
    review = window.panes.review
    window.panes.reveal(review)
    review.list.setCurrentIndex(review.model.index(0))
    review.list.setFocus()
    do(window, "copy")
    finding = review.current
    assert finding is not None
    copied = QApplication.clipboard().mimeData()
    assert finding.message in copied.text()
    assert copied.hasHtml()


def test_the_card_of_a_source_offers_its_buttons_in_a_menu(window: MainWindow) -> None:
    choose(window, "f1")
    settle()
    cards = window.panes.inspector.findChild(SourceCards)
    assert isinstance(cards, SourceCards)
    card = next(each for each in cards.findChildren(QWidget) if context_menu_of(each))
    assert "Copy the citation" in [each.text().replace("&", "") for each in entries(context_menu(card))]


def test_shift_f10_opens_the_menu_at_the_current_row(program: Program, window: MainWindow) -> None:
    view = window.panes.outline.view
    choose(window, "f1")
    view.setFocus()
    settle()
    program.press(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    until(program.bot, lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window.action_set["edit_words"] in menu.actions()
    row = view.visualRect(view.currentIndex()).translated(
        view.viewport().mapToGlobal(view.rect().topLeft())
    )
    assert row.contains(menu.pos())
    menu.close()
