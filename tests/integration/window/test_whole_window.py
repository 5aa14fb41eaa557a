"""What holds for the whole window: names, keys, languages, directions, sizes, contrast, memory."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTranslator
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from briefing.app.actions import ACTIONS, FILE, Needs
from briefing.app.dialogs.briefing.details import DetailsDialog
from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.dialogs.find_in_projects import FindInProjectsDialog
from briefing.app.dialogs.help.shortcuts import ShortcutsDialog
from briefing.app.dialogs.preferences import PreferencesDialog
from briefing.app.services.settings import AUTHOR, AUTOSAVE_MINUTES, THEME, Settings
from briefing.app.theme import theme
from briefing.app.theme.colours import DARK, LIGHT, Colours
from briefing.app.window.command_palette import CommandPalette
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, SetNote
from briefing.model.briefing import Briefing, Prose, Section, Status
from briefing.project import open_project, save_project
from tests import ROOT
from tests.builders import FINISH, PICTURE, a_briefing, a_project
from tests.examples import thorough
from tests.integration.window.dialogs import dialogs
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    choose,
    do,
    document_state,
    drop_document,
    front,
    settle,
)
from tests.patience import run, wait_until

pytestmark = pytest.mark.one_program

ROWS = ("s2", "j1", "f1", "p1", "g1", "t1", "c1", "d1")


def surfaces(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """The window with each kind of row in hand, then each dialog, then the welcome screen."""
    for row in ROWS:
        choose(window, row)
        settle()
        yield f"row {row}", window
    do(window, "find")
    yield "find", window
    yield from dialogs(window)
    palette = window.open_palette()
    assert palette.nothing_found.isHidden()
    palette.field.setText("zqxzqx")
    assert palette.nothing_found.isVisible()
    palette.field.clear()
    yield "palette", palette
    palette.close()
    for facet in window.panes.library.facets.values():
        facet.open()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        yield facet.accessibleName(), popup
        popup.close()
    yield "welcome", window.welcome


def is_ours(widget: QWidget) -> bool:
    """Not a part that Qt puts inside its own controls."""
    return not widget.objectName().startswith("qt_") and not isinstance(widget, QScrollBar | QMenu)


# Names


def test_everything_that_takes_the_keyboard_has_a_name_for_a_screen_reader(window: MainWindow) -> None:
    nameless: set[str] = set()
    for where, surface in surfaces(window):
        for widget in surface.findChildren(QWidget):
            if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not is_ours(widget):
                continue
            if isinstance(widget, QTabBar) or not widget.isVisibleTo(surface):
                continue
            if isinstance(widget.parent(), QComboBox):
                continue
            interface = QAccessible.queryAccessibleInterface(widget)
            name = interface.text(QAccessible.Text.Name) if interface else ""
            if not name.strip():
                nameless.add(f"{where}: {type(widget).__name__} {widget.objectName()}")
    assert not nameless


def test_every_action_has_a_place_in_a_menu(window: MainWindow) -> None:
    in_menus = {
        action.objectName() for menu in window.menuBar().findChildren(QMenu) for action in menu.actions()
    }
    assert {spec.id for spec in ACTIONS} <= in_menus


@pytest.mark.parametrize("side", ["show_briefing_side", "show_library_side"])
def test_no_two_actions_of_the_same_side_share_a_shortcut(window: MainWindow, side: str) -> None:
    choose(window, "f1")
    do(window, side)
    settle()
    is_of_records = side == "show_library_side"
    usable = {
        spec.id: spec.shortcut
        for spec in ACTIONS
        if spec.needs is Needs.NOTHING
        or spec.menu == FILE
        or (spec.needs is Needs.RECORDS) is is_of_records
    }
    enabled = {spec.id for spec, action in window.action_set if action.isEnabled()}
    assert enabled - {"undo", "redo"} <= usable.keys()
    keys = [key for key in usable.values() if key]
    assert len(keys) == len(set(keys))


def test_menus_have_no_two_entries_under_one_letter(window: MainWindow) -> None:
    letters = re.findall(r"&(\w)", " ".join(action.text() for action in window.menuBar().actions()))
    assert len(letters) == len(set(letters)) == len(window.menuBar().actions())


# Keys


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_every_control_is_reached_by_tab_alone(program: Program, window: MainWindow) -> None:
    choose(window, "j1")
    settle()
    window.panes.library.field.setFocus()
    passed: list[QWidget] = []
    for _ in range(200):
        if focused() in passed:
            break
        passed.append(focused())
        program.press(focused(), Qt.Key.Key_Tab)
    page = window.panes.inspector.judgement_page
    for wanted in (
        window.panes.library.list,
        window.panes.outline.view,
        page.text,
        page.grade.likelihood.ruler,
        page.grade.rationale,
        page.evidence.add_button,
        page.alternatives,
        page.hidden,
    ):
        assert wanted in passed, wanted.accessibleName()


def test_one_key_goes_round_the_panes(program: Program, window: MainWindow) -> None:
    window.panes.library.field.setFocus()
    choose(window, "f1")
    program.press(window.panes.library.field, Qt.Key.Key_F6)
    assert window.panes.outline.isAncestorOf(focused())
    program.press(focused(), Qt.Key.Key_F6)
    assert window.panes.inspector.isAncestorOf(focused())
    program.press(focused(), Qt.Key.Key_F6)
    assert window.panes.library.isAncestorOf(focused())


def test_the_palette_finds_actions_rows_facts_and_templates_by_a_few_letters(
    program: Program, window: MainWindow
) -> None:
    def pick(words: str) -> None:
        program.press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        palette = window.findChild(CommandPalette)
        assert palette is not None
        field = palette.findChild(QLineEdit)
        assert field is not None
        program.type(field, words)
        program.press(field, Qt.Key.Key_Return)
        settle()
        front(window)

    pick("judg not flow")
    assert window.panes.outline.selected_ids() == ["j1"]
    pick("collapse all")
    assert not window.panes.outline.view.isExpanded(window.panes.outline.model.index_by_id("s2"))
    pick("library supply iran 55")
    assert window.panes.library.selected_ids()
    pick("new briefing template assess")
    dialog = window.findChild(NewBriefingDialog)
    assert dialog is not None
    dialog.close()


def test_the_shortcuts_page_lists_every_shortcut(window: MainWindow) -> None:
    do(window, "shortcuts")
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    page = dialog.findChild(QTextBrowser)
    assert page is not None
    for spec in ACTIONS:
        if spec.shortcut:
            assert window.action_set[spec.id].shortcut().toString() in page.toPlainText(), spec.id
    dialog.close()


# Languages and directions


class Pseudo(QTranslator):
    """A language in which every word is in brackets."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(self, context: str, text: str, _hint: str | None = None, _n: int = -1) -> str | None:
        return f"⟦{text}⟧" if context == "briefing" else None


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    translator = Pseudo(qapp)
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def texts_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractButton | QLabel):
        yield re.sub(r"<[^>]*>", "", widget.text())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())


def test_every_text_of_the_program_s_own_goes_through_translation(
    pseudo: None, started_program: Program
) -> None:
    assert pseudo is None
    program = started_program  # the texts of a window are translated when it is made
    resources = program.registry.loader.resources
    assert resources is not None
    window = program.registry.open_window()
    briefing = Briefing(
        id="x",
        title="TITLE",
        sections=(Section(id="s1", title="SECTION", items=(Prose(id="p1", text="TEXT"),)),),
    )
    program.registry.windows[0].hide()
    opened = program.begin(briefing)
    assert opened in program.registry.windows
    data = {"TITLE", "SECTION", "TEXT", "A. Nalyst", "s", "0", "Treaty Briefing", "."}
    data |= {t.short_title for t in resources.reference.library.treaties.values()}
    data |= {t.title for t in resources.reference.library.treaties.values()}
    data |= {scheme.name for scheme in resources.reference.scales.schemes.values()}
    data |= {m.label for s in resources.reference.scales.marking_sets.values() for m in s.markings}
    data |= {"No source is cited."}  # in the language of the briefing, as it is printed
    foreign: set[str] = set()
    do(opened, "new")
    begun = opened.findChild(NewBriefingDialog)
    assert begun is not None
    for surface in (opened, window.welcome, begun):
        for widget in surface.findChildren(QWidget):
            if not is_ours(widget) or isinstance(widget, QListView) or isinstance(widget.parent(), QTabBar):
                continue
            for text in texts_of(widget):
                bare = re.sub(r"⟦[^⟧]*⟧|\((Ctrl|Alt|F\d|Del)[^)]*\)", "", text.replace("&", ""))
                for known in sorted(data, key=len, reverse=True):
                    bare = bare.replace(known, "")
                if re.search(r"[A-Za-z]{3}", bare):
                    foreign.add(text)
    begun.close()
    for action in opened.findChildren(QAction):
        if action.text() and "⟦" not in action.text() and action.objectName() and action.isVisible():
            foreign.add(f"action {action.text()}")
    assert not {text for text in foreign if not is_data(text)}


def is_data(text: str) -> bool:
    """Paths, keys and file names are the same in every language."""
    return "/" in text or text.startswith(("Ctrl", "Toolbar"))


def test_a_right_to_left_language_mirrors_the_window_and_leaves_nothing_out_of_place(
    qapp: QApplication, window: MainWindow
) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        settle()
        place: Callable[[QWidget], int] = lambda pane: pane.mapTo(window, pane.rect().center()).x()  # noqa: E731
        assert place(window.panes.library) > place(window.panes.outline) > place(window.panes.tabs)
        choose(window, "j1")
        settle()
        ruler = window.panes.inspector.judgement_page.grade.likelihood.ruler
        assert ruler._band(0).left() > ruler._band(6).left()
        assert not window.grab().isNull()
        do(window, "show_preview")
        assert not window.grab().isNull()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


# Sizes


@pytest.mark.parametrize("scale", ["1.5", *thorough("2")])
def test_the_window_comes_up_at_any_scale_without_a_complaint(scale: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication;"
        "from briefing.app.main import main;"
        "app = QApplication(sys.argv[:1]);"
        "shot = lambda: (app.activeWindow() or app.topLevelWidgets()[0]).grab();"
        f"QTimer.singleShot(2500, lambda: (shot().save({str(tmp_path / 'shot.png')!r}), app.quit()));"
        "sys.exit(main([]))"
    )
    done = run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "TREATY_BRIEFING_HOME": str(tmp_path / "home"),
        },
    )
    said = [
        line for line in done.stderr.decode().splitlines() if line and "This plugin does not" not in line
    ]
    assert (done.returncode, said) == (0, [])
    assert (tmp_path / "shot.png").stat().st_size > 10_000


def test_a_narrow_window_puts_the_library_among_the_tabs_and_back(
    program: Program, window: MainWindow
) -> None:
    narrow: Callable[[], bool] = lambda: window.panes.is_narrow  # noqa: E731
    assert not narrow()
    before = window.panes.sizes()
    window.resize(700, 480)
    settle()
    assert narrow()
    assert window.panes.outline.width() + window.panes.tabs.width() <= 700
    choose(window, "f1")
    do(window, "search_library")
    assert window.panes.library.isVisible()
    assert window.panes.library.field.hasFocus()
    program.press(window.panes.library.field, Qt.Key.Key_F6)
    window.resize(1440, 900)
    settle()
    assert not narrow()
    assert [abs(a - b) < 3 for a, b in zip(window.panes.sizes(), before, strict=True)] == [True] * 3


def test_nothing_is_cut_off_in_the_smallest_window(window: MainWindow) -> None:
    endless = "Donaudampfschifffahrtsgesellschaft" * 20
    apply(window, Reword(item_id="f1", text=endless), SetNote(item_id="j1", note=endless))
    window.resize(window.minimumSize())
    settle()
    for row in ROWS:
        choose(window, row)
        settle()
        area = window.panes.inspector._stack.currentWidget()
        assert isinstance(area, QAbstractScrollArea)
        assert area.viewport().width() >= area.findChildren(QWidget)[1].minimumSizeHint().width() - 1, row


# Colours


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("used", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_controls_keep_the_contrast_of_wcag_2_2(used: Colours) -> None:
    grounds = (used.ground, used.surface, used.raised, used.hover, used.accent_soft)
    for ground in grounds:
        assert contrast(used.text, ground) >= 7, ground
        assert contrast(used.muted, ground) >= 4.5, ground
    for ground in (used.ground, used.surface, used.raised):
        assert contrast(used.accent, ground) >= 4.5
        assert contrast(used.danger, ground) >= 4.5
        assert contrast(used.caution, ground) >= 4.5
        assert contrast(used.control_line, ground) >= 3
    assert contrast(used.on_accent, used.accent) >= 4.5
    assert contrast(used.accent, used.accent_soft) >= 4.5
    assert contrast(used.caution, used.caution_soft) >= 4.5
    assert contrast(used.text, used.added) >= 7
    assert contrast(used.text, used.removed) >= 7


def test_another_theme_takes_hold_at_once_everywhere(program: Program, window: MainWindow) -> None:
    light = window.grab().toImage()
    do(window, "preferences")
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    dialog.close()
    settle()
    dark = window.grab().toImage()
    assert theme.is_dark()
    for x, y in ((20, 150), (500, 870), (1000, 700), (300, 880)):
        assert light.pixelColor(x, y).lightness() > 200
        assert dark.pixelColor(x, y).lightness() < 60, (x, y)
    program.settings.set(THEME, "light")
    assert not theme.is_dark()


# What is remembered, and what is said of the whole briefing


def test_the_window_comes_back_as_it_was_left(program: Program, window: MainWindow) -> None:
    window.resize(1234, 777)
    window.panes.setSizes([300, 500, 434])
    settle()
    widths = window.panes.sizes()
    drop_document(window)
    window.close()
    again = program.registry.open_window()
    program.begin(a_briefing(), {"picture": PICTURE})
    settle()
    assert (again.width(), again.height()) == (1234, 777)
    assert [abs(a - b) < 3 for a, b in zip(again.panes.sizes(), widths, strict=True)] == [True] * 3


def test_preferences_are_kept_and_take_hold(program: Program, window: MainWindow) -> None:
    do(window, "preferences")
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    dialog.activateWindow()
    dialog.author.setFocus()
    dialog.author.selectAll()
    program.type(dialog.author, "B. Riefer")
    program.press(dialog.author, Qt.Key.Key_Return)
    assert program.settings.get(AUTHOR) == "B. Riefer"
    program.settings.set(AUTOSAVE_MINUTES, 5)
    assert window.controllers.save.autosave.interval() == 5 * 60_000
    program.settings.sync()
    assert Settings().get(AUTHOR) == "B. Riefer"


def test_a_damaged_settings_file_does_no_harm(home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.ini").write_bytes(
        b"\x00[appearance]\ntheme=mauve\n[saving]\nautosave_minutes=often\n"
    )
    settings = Settings()
    assert (settings.get(THEME), settings.get(AUTOSAVE_MINUTES)) == ("system", 0)


def test_details_change_as_one_step_and_cancel_changes_nothing(
    program: Program, window: MainWindow
) -> None:
    for press, changed in (("Cancel", False), ("Apply", True)):
        do(window, "details")
        dialog = window.findChild(DetailsDialog)
        assert dialog is not None
        title = dialog._text_fields["title"]
        title.selectAll()
        program.type(title, "Another title")
        dialog.status.setCurrentIndex(dialog.status.findData(Status.IN_REVIEW))
        program.click(button(dialog, press))
        settle()
        assert (briefing_of(window).title == "Another title") is changed
    assert briefing_of(window).status is Status.IN_REVIEW
    assert "In review" in document_state(window)
    front(window)
    do(window, "undo")
    assert briefing_of(window) == program.first


def _have_their_height(fields: list[QComboBox]) -> bool:
    return all(field.height() >= field.sizeHint().height() for field in fields)


def test_options_of_another_template_have_the_height_of_their_fields(window: MainWindow) -> None:
    do(window, "details")
    dialog = window.findChild(DetailsDialog)
    assert dialog is not None
    tabs = dialog.findChild(QTabWidget)
    assert tabs is not None
    tabs.setCurrentIndex(1)
    dialog.resize(760, 620)
    settle()
    for template_id in ("factsheet", "one-page", "assessment"):
        dialog.template.setCurrentIndex(dialog.template.findData(template_id))
        fields = dialog.options.findChildren(QComboBox)
        assert fields
        wait_until(partial(_have_their_height, fields), pause=settle)
    dialog.reject()


def test_words_are_found_in_recent_projects_and_opened_at_their_row(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "older.briefing"
    save_project(a_project(), path)
    program.settings.add_recent(path)
    (tmp_path / "broken.briefing").write_bytes(b"x")
    program.settings.add_recent(tmp_path / "broken.briefing")
    do(window, "find_everywhere")
    dialog = window.findChild(FindInProjectsDialog)
    assert dialog is not None
    program.type(dialog.field, "so much for")
    program.until(lambda: dialog.list.topLevelItemCount() == 1)
    dialog.list.itemActivated.emit(dialog.list.topLevelItem(0), 0)
    program.until(lambda: program.window_for(path) is not None)
    opened = program.window_for(path)
    assert opened is not None
    program.until(lambda: opened.panes.outline.selected_ids() == ["p1"])
    assert open_project(path).briefing == briefing_of(opened)


def test_a_final_status_says_that_it_is_read_only(window: MainWindow) -> None:
    apply(window, FINISH)
    assert "read-only" in document_state(window)
    allowed = {spec.id for spec, action in window.action_set if action.isEnabled()}
    changing = {spec.id for spec in ACTIONS if spec.needs in {Needs.CHANGE, Needs.SELECTION, Needs.ROWS}}
    assert not allowed & changing
