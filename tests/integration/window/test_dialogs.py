"""Every dialog closes, opens once, fits a small screen, and asks in the same way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QTabBar,
    QTableView,
    QTabWidget,
    QTextEdit,
    QTreeView,
    QWidget,
)

from briefing.app.dialogs.briefing.changes import ChangesDialog
from briefing.app.dialogs.briefing.details import DetailsDialog
from briefing.app.dialogs.briefing.fit import FitDialog
from briefing.app.dialogs.briefing.history import HistoryDialog
from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.dialogs.briefing.new_chart import NewChartDialog
from briefing.app.dialogs.briefing.replace import ReplaceDialog
from briefing.app.dialogs.briefing.waive import WaiveDialog
from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.dialogs.find_in_projects import FindInProjectsDialog
from briefing.app.dialogs.help.fault_reports import FaultReportsDialog
from briefing.app.dialogs.help.first_steps import FirstStepsDialog
from briefing.app.dialogs.help.guide import GuideDialog
from briefing.app.dialogs.help.shortcuts import AboutDialog, ShortcutsDialog
from briefing.app.dialogs.issue.approve import ApproveDialog
from briefing.app.dialogs.issue.finish import FinishDialog
from briefing.app.dialogs.issue.issue_block import IssueBlockDialog
from briefing.app.dialogs.library.newer_facts import NewerFactsDialog
from briefing.app.dialogs.preferences import PreferencesDialog
from briefing.app.dialogs.templates.compare import CompareTemplatesDialog
from briefing.app.dialogs.templates.template_list import CopyTemplateDialog, TemplatesDialog
from briefing.app.dialogs.verification import VerificationDialog
from briefing.app.dialogs.wording.thesaurus import ThesaurusDialog
from briefing.app.library_side.records.version_table import VersionTable
from briefing.app.menus.mnemonics import letter_of
from briefing.app.panes.inspector.evidence_editor import EvidenceEditor
from briefing.app.panes.inspector.table.cell_grid import CellGrid
from briefing.app.theme import screen
from briefing.app.theme.screen import fit_to_screen
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.app.widgets.popup import Popup
from briefing.app.window.command_palette import CommandPalette
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, SetDetails
from briefing.model.briefing import Status
from briefing.templating.folder import files_of
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    choose,
    do,
    document_of,
    settle,
)
from tests.integration.window.library_dialogs import LIBRARY_DIALOGS

pytestmark = pytest.mark.one_program

SMALL = QRect(0, 0, 800, 600)


def by_action(action_id: str) -> Callable[[Program, MainWindow], None]:
    return lambda _program, window: do(window, action_id)


def a_waiver(program: Program, window: MainWindow) -> None:
    apply(window, Reword("j1", "It is clearly unlikely that gas will flow."))
    program.until(lambda: bool(window.controllers.review.findings))
    window.controllers.review.waive(window.controllers.review.findings[0])


def a_copy(_program: Program, window: MainWindow) -> None:
    do(window, "templates")
    listed = TemplatesDialog.raised(window)
    assert listed is not None
    listed.buttons["copy"].click()


def a_comparison(_program: Program, window: MainWindow) -> None:
    """Compare with a copy in the project that differs from the installed template."""
    assert window.context.resources is not None
    template = window.context.resources.templates[briefing_of(window).template_id]
    files = dict(files_of(template))
    name = next(name for name in files if name.endswith(".css"))
    document_of(window).keep_template({**files, name: files[name] + b"\n/* changed */\n"})
    window.context.refresh()
    do(window, "compare_templates")


def a_verification(_program: Program, window: MainWindow) -> None:
    if VerificationDialog.raised(window) is None:
        window.controllers.verification.verify(Path("no.pdf"))


def an_approval(_program: Program, window: MainWindow) -> None:
    apply(window, SetDetails(status=Status.IN_REVIEW))
    do(window, "approve")


DIALOGS: dict[type[Dialog], Callable[[Program, MainWindow], None]] = {
    **LIBRARY_DIALOGS,
    AboutDialog: by_action("about"),
    ApproveDialog: an_approval,
    FinishDialog: by_action("finish"),
    IssueBlockDialog: by_action("issue_block"),
    ChangesDialog: by_action("what_changed"),
    CompareTemplatesDialog: a_comparison,
    CopyTemplateDialog: a_copy,
    DetailsDialog: by_action("details"),
    ExportDialog: by_action("export"),
    FitDialog: by_action("fit"),
    FaultReportsDialog: by_action("report_fault"),
    FirstStepsDialog: by_action("first_steps"),
    GuideDialog: by_action("guide"),
    FindInProjectsDialog: by_action("find_everywhere"),
    HistoryDialog: by_action("history"),
    NewBriefingDialog: by_action("new"),
    NewChartDialog: by_action("add_drawing"),
    NewerFactsDialog: by_action("newer_library"),
    PreferencesDialog: by_action("preferences"),
    ShortcutsDialog: by_action("shortcuts"),
    TemplatesDialog: by_action("templates"),
    ThesaurusDialog: by_action("thesaurus"),
    ReplaceDialog: by_action("replace"),
    VerificationDialog: a_verification,
    WaiveDialog: a_waiver,
}
every_dialog = pytest.mark.parametrize("kind", DIALOGS, ids=lambda kind: kind.__name__)


def opened(program: Program, window: MainWindow, kind: type[Dialog]) -> Dialog:
    DIALOGS[kind](program, window)
    [dialog] = visible(kind)
    return dialog


def visible(kind: type[Dialog]) -> list[Dialog]:
    settle()
    return [each for each in QApplication.topLevelWidgets() if type(each) is kind and each.isVisible()]


def close_all() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, Dialog):
            each.close()
    settle()


def closing_button(dialog: Dialog) -> QPushButton:
    for box in dialog.findChildren(QDialogButtonBox):
        for each in box.buttons():
            if box.buttonRole(each) is QDialogButtonBox.ButtonRole.RejectRole and each.isVisible():
                assert isinstance(each, QPushButton)
                return each
    raise AssertionError("no Cancel or Close")


def test_the_registry_has_every_dialog_of_the_program() -> None:
    kinds, unseen = set[type[Dialog]](), [Dialog]
    while unseen:
        below = unseen.pop().__subclasses__()
        kinds.update(below)
        unseen.extend(below)
    assert kinds == DIALOGS.keys()


@every_dialog
def test_a_dialog_opens_once_fits_a_small_screen_and_closes_by_button_escape_and_frame(
    program: Program, window: MainWindow, kind: type[Dialog]
) -> None:
    dialog = opened(program, window, kind)
    if kind is not CopyTemplateDialog:  # its parent is the list of templates, which is open
        DIALOGS[kind](program, window)
        assert visible(kind) == [dialog]
    assert_the_first_input_has_the_focus(dialog)
    assert_every_letter_moves_the_focus(dialog)
    assert_the_affirmative_button_is_the_default(dialog)
    assert_the_wheel_changes_nothing(dialog)
    assert_its_lists_can_be_sorted(dialog)
    assert_it_fits(dialog)
    program.click(closing_button(dialog))
    assert visible(kind) == []
    program.press(opened(program, window, kind), Qt.Key.Key_Escape)
    assert visible(kind) == []
    opened(program, window, kind).close()
    assert visible(kind) == []
    close_all()


def assert_it_fits(dialog: Dialog) -> None:
    """Check the buttons at 800 x 600, of which the title bar takes a part."""
    room = SMALL.adjusted(0, 40, 0, 0)
    assert dialog.minimumSizeHint().width() <= room.width()
    assert dialog.minimumSizeHint().height() <= room.height()
    dialog.resize(room.size())
    settle()
    boxes = [box for box in dialog.findChildren(QDialogButtonBox) if box.isVisible()]
    assert boxes
    for each in [each for box in boxes for each in box.buttons() if each.isVisible()]:
        place = QRect(each.mapTo(dialog, QPoint(0, 0)), each.size())
        assert dialog.rect().contains(place), each.text()
        assert each.width() >= each.minimumSizeHint().width(), each.text()


def assert_the_affirmative_button_is_the_default(dialog: Dialog) -> None:
    roles = {
        each: box.buttonRole(each)
        for box in dialog.findChildren(QDialogButtonBox)
        for each in box.buttons()
        if each.isVisible()
    }
    defaults = [each for each in roles if isinstance(each, QPushButton) and each.isDefault()]
    accepting = [each for each, role in roles.items() if role is QDialogButtonBox.ButtonRole.AcceptRole]
    assert all(each in accepting for each in defaults)
    # What cannot be undone is no default.
    assert not accepting or defaults == accepting or isinstance(dialog, CompareTemplatesDialog)


def test_a_dialog_that_was_larger_than_the_screen_is_held_to_it(window: MainWindow) -> None:
    do(window, "export")
    dialog = ExportDialog.raised(window)
    assert dialog is not None
    dialog.resize(4000, 3000)
    fit_to_screen(dialog)
    assert dialog.screen().availableGeometry().contains(dialog.geometry())
    dialog.close()
    window.resize(5000, 4000)
    fit_to_screen(window)
    assert window.screen().availableGeometry().contains(window.geometry())


def test_a_window_is_held_to_the_screen_again_once_it_has_a_frame(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "has_frame", lambda _window: False)
    fit_to_screen(window)
    room = window.screen().availableGeometry()
    monkeypatch.setattr(screen, "has_frame", lambda _window: True)
    window.resize(room.size() * 2)
    program.until(lambda: room.contains(window.geometry()))


def test_an_export_under_way_is_stopped_by_closing_the_dialog(program: Program, window: MainWindow) -> None:
    dialog = opened(program, window, ExportDialog)
    assert isinstance(dialog, ExportDialog)
    program.click(dialog.export_button)
    assert dialog.progress_bar.isVisible()
    program.press(dialog, Qt.Key.Key_Escape)
    assert visible(ExportDialog) == []
    assert not dialog.renderer.is_busy


def test_a_question_names_what_is_at_stake_below_the_question(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(window, Reword("p1", "Changed."))
    shown: list[tuple[str, str, str]] = []

    def escape(box: QMessageBox) -> int:
        shown.append((box.windowTitle(), box.text(), box.informativeText()))
        box.reject()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", escape)
    assert not window.controllers.save.may_close()
    stake = f"“{briefing_of(window).title}” has not been saved to a file yet."
    assert shown == [("Treaty Briefing", "<b>Save the changes?</b>", stake)]


# The wheel

INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
CONTROLS = (QComboBox, QAbstractSpinBox, QAbstractSlider)


def controls_in(widget: QWidget) -> list[QWidget]:
    return [
        each
        for kind in CONTROLS
        for each in widget.findChildren(kind)
        if not isinstance(each, QScrollBar) and each.isVisible() and not in_popup(each)
    ]


def in_popup(widget: QWidget) -> bool:
    return widget.window().windowType() is Qt.WindowType.Popup


def value_of(control: QWidget) -> object:
    if isinstance(control, QComboBox):
        return control.currentIndex()
    if isinstance(control, QAbstractSpinBox):
        return control.text()
    assert isinstance(control, QAbstractSlider)
    return control.value()


def turn_wheel(control: QWidget, steps: int) -> bool:
    """Send a wheel event to a control; return whether the control took it for itself."""
    event = QWheelEvent(
        QPointF(control.rect().center()),
        QPointF(control.mapToGlobal(control.rect().center())),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.setAccepted(False)
    control.event(event)
    return event.isAccepted()


def assert_the_wheel_changes_nothing(root: QWidget) -> set[str]:
    controls = controls_in(root)
    for control in controls:
        for focused in (False, True):
            if focused:
                control.setFocus()
            before = value_of(control)
            for steps in (1, -1, -1):
                assert not turn_wheel(control, steps), (control.accessibleName(), focused)
            assert value_of(control) == before, (control.accessibleName(), focused)
    takers = [
        each.accessibleName() or type(each).__name__
        for each in root.findChildren(QWidget)
        if each.focusPolicy() is Qt.FocusPolicy.WheelFocus and not in_popup(each)
    ]
    assert not takers, takers
    return {control.accessibleName() for control in controls}


def test_the_wheel_changes_no_control_of_any_row_or_pane(window: MainWindow) -> None:
    before, seen = briefing_of(window), set[str]()
    for item in before.walk_items():
        choose(window, item.id)
        window.panes.reveal(window.panes.inspector)
        settle()
        seen |= assert_the_wheel_changes_nothing(window)
    for pane in (window.panes.preview, window.panes.review):
        window.panes.reveal(pane)
        settle()
        seen |= assert_the_wheel_changes_nothing(window)
    assert seen >= {"Credibility of the information", "Likelihood"}, seen
    assert any("supports" in name for name in seen), seen
    assert briefing_of(window) == before


def test_the_wheel_over_a_control_scrolls_the_page_below_it(window: MainWindow) -> None:
    window.resize(900, 500)
    choose(window, "j1")
    settle()
    pane = window.panes.inspector
    control = next(each for each in controls_in(pane) if isinstance(each, QAbstractSlider))
    bar = next(each for each in pane.findChildren(QScrollBar) if each.isVisible())
    before = bar.value()
    place = control.mapTo(window, control.rect().center())
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, -240))
    settle()
    assert bar.value() > before


# Lists of combo boxes


def test_the_list_of_a_combo_box_shows_its_entries_or_twelve_of_them(window: MainWindow) -> None:
    for count in (2, 3, 5, 12, 40):
        box = ComboBox()
        box.setParent(window)
        box.addItems([f"Entry {number}" for number in range(count)])
        box.move(20, 60)
        box.show()
        box.showPopup()
        settle()
        view = box.view()
        for row in (0, min(count, 12) - 1):
            place = view.visualRect(view.model().index(row, 0))
            assert view.viewport().rect().contains(place), count
        assert window.screen().availableGeometry().contains(view.window().geometry())
        box.hidePopup()
        box.deleteLater()


def test_every_pop_up_is_on_the_screen_and_escape_closes_it(program: Program, window: MainWindow) -> None:
    choose(window, "j1")
    settle()
    facets = window.panes.library.facets
    evidence = window.panes.inspector.findChild(EvidenceEditor)
    assert evidence is not None
    opening: list[Callable[[], object]] = [
        lambda: do(window, "palette"),
        facets["treaty"].click,
        facets["date"].click,
        evidence.add_button.click,
    ]
    for number, open_pop_up in enumerate(opening):
        open_pop_up()
        settle()
        [pop_up] = pop_ups()
        assert pop_up.screen().availableGeometry().contains(pop_up.geometry()), number
        focused = pop_up.focusWidget() or pop_up
        program.press(focused, Qt.Key.Key_Escape)
        settle()
        assert pop_ups() == [], number


def pop_ups() -> list[QWidget]:
    kinds = (Popup, CommandPalette)
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kinds) and each.isVisible()]


# Lists

UNSORTED: dict[type[QAbstractItemView], str] = {
    CellGrid: "The order of its lines and columns is content of the briefing.",
    VersionTable: "Its lines are the fields of one record, those that differ first.",
}


def assert_its_lists_can_be_sorted(surface: QWidget) -> None:
    """Check each list with several columns: its headings sort it, by mouse and by keyboard."""
    views: list[QTreeView | QTableView] = [
        *surface.findChildren(QTreeView),
        *surface.findChildren(QTableView),
    ]
    for view in views:
        if type(view) in UNSORTED or view.model().columnCount() < 2:
            continue
        name = view.accessibleName()
        header = view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
        assert view.isSortingEnabled(), name
        assert isinstance(header, SortHeader), name
        assert not header.isHidden(), name
        assert header.focusPolicy() & Qt.FocusPolicy.TabFocus, name
        assert header.accessibleName(), name


def test_the_lists_of_the_window_can_be_sorted(window: MainWindow) -> None:
    choose(window, "t1")
    settle()
    assert_its_lists_can_be_sorted(window)


# Keys


def letter_keys(dialog: Dialog) -> dict[str, tuple[QLabel, QWidget]]:
    """Return the visible labels that have a letter, each with its control."""
    labels = [each for each in dialog.findChildren(QLabel) if each.isVisible() and letter_of(each.text())]
    return {letter_of(each.text()): (each, each.buddy()) for each in labels if each.buddy()}


def pages_of(dialog: Dialog) -> Iterator[None]:
    """Show each page of the dialog in turn."""
    yield
    for tabs in dialog.findChildren(QTabWidget):
        for page in range(1, tabs.count()):
            tabs.setCurrentIndex(page)
            settle()
            yield


def assert_every_letter_moves_the_focus(dialog: Dialog) -> None:
    for _page in pages_of(dialog):
        for letter, (label, buddy) in letter_keys(dialog).items():
            if buddy.isEnabled():
                QTest.keyClick(dialog, Qt.Key(ord(letter.upper())), Qt.KeyboardModifier.AltModifier)
                focus = dialog.focusWidget()
                within = focus is not None and (focus is buddy or buddy.isAncestorOf(focus))
                assert within, (type(dialog).__name__, label.text(), focus)
                assert focus.isEnabled(), label.text()


def assert_the_first_input_has_the_focus(dialog: Dialog) -> None:
    focus = dialog.focusWidget()
    assert focus is not None, type(dialog).__name__
    assert not isinstance(focus, QTabBar), type(dialog).__name__
    inputs = [
        each
        for each in dialog.findChildren(QWidget)
        if isinstance(each, INPUTS) and each.isEnabled() and each.isVisible() and not in_popup(each)
    ]
    assert not inputs or isinstance(focus, INPUTS), (type(dialog).__name__, focus)
