"""The welcome page, the author's name, and the next issue of a briefing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QWidget

from briefing.app.dialogs.briefing.details import DetailsDialog
from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.menus.context_menu import context_menu_of
from briefing.app.menus.mnemonics import letter_of
from briefing.app.services.settings import AUTHOR
from briefing.app.window.main_window import MainWindow
from briefing.editing import RemoveItem, Reword
from briefing.editing import apply as applied
from briefing.model.briefing import Comparison
from briefing.project import SUFFIX, Project, save_project
from tests.builders import a_briefing
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    do,
    document_of,
    front,
    menu,
    notice,
    settle,
)

pytestmark = pytest.mark.one_program


def new_dialog(window: MainWindow) -> NewBriefingDialog:
    do(window, "new")
    dialog = NewBriefingDialog.raised(window)
    assert dialog is not None
    return dialog


def is_in_view(window: MainWindow, widget: QWidget) -> bool:
    return window.rect().contains(widget.mapTo(window, widget.rect().bottomRight()))


@pytest.mark.parametrize(("width", "height"), [(1024, 700), (1280, 800), (1920, 1080)])
def test_projects_and_example_are_opened_without_scrolling_beside_the_templates(
    program: Program, tmp_path: Path, width: int, height: int
) -> None:
    for name in ("a", "b", "c"):
        path = tmp_path / f"{name}.briefing"
        save_project(Project(applied(a_briefing(), RemoveItem(item_id="g1"))), path)
        program.settings.add_recent(path)
    window = program.window
    window.resize(width, height)
    settle()
    page = window.welcome
    recent = [
        each
        for each in page.findChildren(QPushButton)
        if each.objectName() == "recent" and each.isVisible()
    ]
    first = next(iter(page.cards.values()))
    assert len(recent) == 3
    for widget in (page.open, page.example, page.library, *recent, first):
        assert is_in_view(window, widget), widget.accessibleName()
    assert page.open.mapTo(window, QPoint()).x() < first.mapTo(window, QPoint()).x()


def test_the_cards_have_a_purpose_and_fill_lines_of_a_grid_that_is_seen_at_once(program: Program) -> None:
    program.window.resize(1280, 800)
    settle()
    cards = program.window.welcome.cards.values()
    lines = Counter(card.y() for card in cards)
    assert len(set(lines.values())) == 1
    assert len({card.height() for card in cards}) == 1
    assert all(card.accessibleDescription() for card in cards)
    assert all(is_in_view(program.window, card) for card in cards)


def test_a_narrow_window_has_the_templates_below_what_is_opened(program: Program) -> None:
    window = program.window
    window.resize(800, 600)
    settle()
    first = next(iter(window.welcome.cards.values()))
    library = window.welcome.library
    assert first.mapTo(window, QPoint()).y() > library.mapTo(window, QPoint()).y()


def test_the_author_is_asked_for_once_and_signs_cover_and_changes(program: Program) -> None:
    window = program.window
    assert window.welcome.author.isVisible()
    dialog = new_dialog(window)
    program.type(dialog.title, "Gas")
    program.type(dialog.author, "A. Newcomer")
    program.click(button(dialog, "Create"))
    assert program.settings.get(AUTHOR) == "A. Newcomer"
    assert briefing_of(window).author == "A. Newcomer"
    do(window, "add_prose")
    assert {entry.by for entry in document_of(window).session.history} == {"A. Newcomer"}
    again = new_dialog(window)
    assert not again.author.isVisible()
    again.close()
    fresh = program.registry.open_window()
    settle()
    assert not fresh.welcome.author.isVisible()


def test_a_comparison_starts_with_the_treaties_that_are_ticked(
    program: Program, window: MainWindow
) -> None:
    dialog = new_dialog(window)
    program.type(dialog.title, "Side by side")
    assert not dialog.compared.isVisible()
    assert "2 pages at most" in dialog.about_template.text()
    dialog.template.setCurrentIndex(dialog.template.findData("assessment"))
    assert "as many pages" in dialog.about_template.text()
    dialog.template.setCurrentIndex(dialog.template.findData("one-page"))
    assert "one side of A4" in dialog.about_template.text()
    dialog.template.setCurrentIndex(dialog.template.findData("comparison"))
    create = button(dialog, "Create")
    assert dialog.compared.isVisible()
    assert not create.isEnabled()
    assert create.toolTip() == "Tick at least 2 treaties to compare."
    for row in (2, 0):
        dialog.compared.item(row).setCheckState(Qt.CheckState.Checked)
    ticked = dialog.compared_treaties
    program.click(create)
    begun = briefing_of(program.window)
    assert tuple(treaty.id for treaty in begun.library.treaties) == ticked
    assert [item.treaty_ids for item in begun.walk_items() if isinstance(item, Comparison)] == [ticked]


def test_the_name_on_the_welcome_page_is_kept(program: Program) -> None:
    welcome = program.window.welcome
    program.type(welcome.author, "B. Riefer")
    program.press(welcome.author, Qt.Key.Key_Return)
    assert program.settings.get(AUTHOR) == "B. Riefer"
    assert not welcome.author.isVisible()


def test_another_name_signs_the_changes_of_open_briefings(program: Program, window: MainWindow) -> None:
    program.settings.set(AUTHOR, "C. Ollaborator")
    apply(window, Reword("p1", "Changed."))
    assert document_of(window).session.history[-1].by == "C. Ollaborator"


def test_the_author_of_the_details_signs_if_nobody_was_asked_before(
    program: Program, window: MainWindow
) -> None:
    for name, expected in (("D. Etail", "D. Etail"), ("E. Lse", "D. Etail")):
        do(window, "details")
        dialog = DetailsDialog.raised(window)
        assert dialog is not None
        dialog.author.setText(name)
        program.click(button(dialog, "Apply"))
        settle()
        assert briefing_of(window).author == name
        assert program.settings.get(AUTHOR) == expected


def test_a_new_issue_says_what_it_continues_and_what_is_empty_again(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    document_of(window).save(tmp_path / f"gas{SUFFIX}")
    do(window, "new_issue")
    settle()
    issue = program.registry.windows[-1]
    text = notice(issue)
    assert f"This is issue 2 of “{program.first.title}”; it supersedes issue 1." in text
    assert "cut-off date" in text
    assert button(issue.notice_bar, "Save as…").isEnabled()


def test_recent_projects_show_title_file_and_time_and_missing_ones_are_disabled(
    program: Program, tmp_path: Path
) -> None:
    window = program.begin(applied(a_briefing(), RemoveItem(item_id="g1")))
    for name in ("first", "second"):
        window.context.settings.add_recent(tmp_path / f"{name}{SUFFIX}", f"Title of the {name}")
    (tmp_path / f"first{SUFFIX}").touch()
    recent = menu(window, "Recent projects")
    recent.aboutToShow.emit()
    missing, there = recent.actions()
    assert "Title of the first — first.briefing, 20" in there.text()
    assert there.isEnabled()
    assert missing.text().endswith("Title of the second — second.briefing, file not found")
    assert not missing.isEnabled()
    page = program.registry.open_window().welcome
    assert button(page, "Title of the second: file not found").isEnabled() is False
    names = [each.accessibleName() for each in page.findChildren(QAbstractButton) if each.isVisible()]
    [name] = [name for name in names if "Title of the first" in name]
    assert "first.briefing" in button(page, name).accessibleDescription()


def recent_line(program: Program, name: str) -> QAbstractButton:
    settle()
    page = program.window.welcome
    return next(
        each
        for each in page.findChildren(QAbstractButton)
        if each.objectName() == "recent" and name in each.accessibleName() and each.isVisible()
    )


def entries_of(popup: QMenu) -> dict[str, QAction]:
    return {action.text().replace("&", ""): action for action in popup.actions()}


def test_a_recent_project_has_a_menu_by_keyboard_and_by_mouse(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, there = program.window, tmp_path / f"there{SUFFIX}"
    for path in (there, tmp_path / "absent" / f"missing{SUFFIX}"):
        program.settings.add_recent(path, path.stem)
    save_project(Project(applied(a_briefing(), RemoveItem(item_id="g1"))), there)
    front(window)
    window.welcome.show_recent(program.settings.recent())
    line = recent_line(program, "there")
    line.setFocus()
    program.press(line, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    program.until(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    assert list(entries_of(popup)) == ["Open", "Open the folder", "Copy the path", "Remove from the list"]
    letters = [letter_of(action.text()) for action in popup.actions()]
    assert len(set(letters)) == 4
    entries_of(popup)["Copy the path"].trigger()
    assert QApplication.clipboard().text() == str(there)
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    entries_of(popup)["Open the folder"].trigger()
    assert opened == [str(tmp_path)]
    assert "cannot be opened in a file manager" in notice(window)
    entries_of(popup)["Open"].trigger()
    popup.close()
    program.until(lambda: program.window_for(there) is window)


def test_a_missing_project_can_be_removed_in_its_menu_and_not_be_opened(
    program: Program, tmp_path: Path
) -> None:
    program.settings.add_recent(tmp_path / "absent" / f"missing{SUFFIX}", "missing")
    line = recent_line(program, "missing").parentWidget()
    assert line is not None
    given = context_menu_of(line)
    assert given is not None
    entries = entries_of(given.menu())
    assert [text for text, action in entries.items() if action.isEnabled()] == [
        "Copy the path",
        "Remove from the list",
    ]
    entries["Remove from the list"].trigger()
    assert program.settings.recent() == []
