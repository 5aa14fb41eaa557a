"""An error in the program stops one part of a window; the user goes on, saves and exports."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from briefing import faults as faults_on_disk
from briefing import paths
from briefing.app.dialogs.briefing.changes import ChangesDialog
from briefing.app.dialogs.help.fault_reports import FaultReportsDialog
from briefing.app.panes.inspector.fact_page import FactPage
from briefing.app.panes.inspector.judgement_page import JudgementPage
from briefing.app.panes.library import searching
from briefing.app.panes.library.fact_delegate import FactDelegate
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.panes.review.finding_model import FindingModel
from briefing.app.services import background, faults
from briefing.app.widgets.parts.part_cover import cover_of
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword
from briefing.project import open_project
from briefing.review import registry
from briefing.review.check import CHECK_FAILED, BriefingCheck
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import (
    Program,
    answer,
    apply,
    briefing_of,
    button,
    choose,
    do,
    document_of,
    notice,
    settle,
)

pytestmark = pytest.mark.one_program

CONTENT = "Pezeshkian in Moscow"


def fail(self: object = None, *_arguments: Any, **_options: Any) -> NoReturn:  # noqa: ARG001 - as a method
    raise LookupError(CONTENT)


@pytest.fixture
def window(program: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window whose uncaught exceptions are handled as those of the program are."""
    monkeypatch.setattr(sys, "excepthook", faults.handler().handle)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_error: None)
    yield program.begin(a_briefing(), {"picture": PICTURE})
    faults.handler().reported.clear()


def reports() -> list[str]:
    return [path.read_text() for path in paths.fault_reports().glob("*.txt")]


def goes_on(window: MainWindow, folder: Path) -> None:
    """Edit, undo, redo and save as a user does, while a part is stopped."""
    apply(window, Reword(item_id="j1", text="Written after the error"))
    do(window, "undo")
    do(window, "redo")
    document_of(window).save(folder / "after.briefing")
    assert open_project(folder / "after.briefing").briefing == briefing_of(window)
    settle()
    assert window.isVisible()


def break_library_paint(patch: pytest.MonkeyPatch, window: MainWindow) -> None:
    patch.setattr(FactDelegate, "_paint_line", fail)
    window.panes.library.list.viewport().update()


def break_library_search(patch: pytest.MonkeyPatch, window: MainWindow) -> None:
    patch.setattr(searching, "search", fail)
    window.panes.library.field.setText("gas")


def break_outline(patch: pytest.MonkeyPatch, window: MainWindow) -> None:
    patch.setattr(OutlinePane, "show_briefing", fail)
    window.context.refresh()


def break_review(patch: pytest.MonkeyPatch, window: MainWindow) -> None:
    patch.setattr(FindingModel, "show_findings", fail)
    apply(window, Reword(item_id="j1", text="It could be."))


def break_fact_page(patch: pytest.MonkeyPatch, window: MainWindow) -> None:
    patch.setattr(FactPage, "show_row", fail)
    choose(window, "f1")


PARTS: dict[str, tuple[Callable[[pytest.MonkeyPatch, MainWindow], None], Callable[[MainWindow], QWidget]]]
PARTS = {
    "painting the library": (break_library_paint, lambda window: window.panes.library),
    "searching the library": (break_library_search, lambda window: window.panes.library),
    "the outline": (break_outline, lambda window: window.panes.outline),
    "the review pane": (break_review, lambda window: window.panes.review),
    "a page of the inspector": (break_fact_page, lambda window: window.panes.inspector.fact_page),
}


@pytest.mark.qt_log_ignore("QPainter::end: Painter ended with", extend=True)
@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_fails_is_covered_and_named_and_works_again(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    break_part, part_in = PARTS[name]
    part = part_in(window)
    settle()
    with monkeypatch.context() as patch:
        break_part(patch, window)
        program.until(lambda: cover_of(part) is not None)
        goes_on(window, tmp_path)
    assert part.isVisible() or part is window.panes.review
    covered = [each for each in window.findChildren(QWidget) if cover_of(each) is not None]
    assert covered == [part]
    cover = cover_of(part)
    assert cover is not None
    assert "stopped by an error" in cover.accessibleName()
    assert "go on, save and export" in cover.accessibleName()
    assert reports()
    assert not any(CONTENT in report for report in reports())
    button(cover, "Show the report…").click()  # that of the review is in a tab that is not shown
    dialog = FaultReportsDialog.raised(window)
    assert dialog is not None
    assert dialog.text.toPlainText() in reports()
    dialog.close()
    cover.retry_requested.emit()
    settle()
    assert cover_of(part) is None
    assert all(child.isEnabled() for child in part.children() if isinstance(child, QWidget))


def test_typed_text_of_a_page_that_fails_does_not_keep_the_briefing_from_being_saved(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    document_of(window).save(tmp_path / "a.briefing")
    apply(window, Reword(item_id="j1", text="Changed"))
    with monkeypatch.context() as patch:
        patch.setattr(JudgementPage, "flush", fail)
        assert window.controllers.save.save()
    assert open_project(tmp_path / "a.briefing").briefing == briefing_of(window)


def assert_the_report_is_shown_copied_and_deleted(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = FaultReportsDialog.raised(window)
    assert dialog is not None
    [report] = faults_on_disk.written_reports()
    nested = QDialog(QDialog(window))
    with program.bot.waitSignal(faults.handler().report_requested) as asked_for:
        faults.handler().request_report(nested, report.path)
    assert asked_for.args == [window, report.path]
    assert report.part == "What changed in the briefing"
    assert dialog.text.toPlainText() == report.text
    program.click(dialog.copy_button)
    assert QApplication.clipboard().text() == report.text
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    program.click(dialog.folder_button)
    assert opened == [str(paths.fault_reports())]
    assert any("cannot be opened" in label.text() for label in dialog.findChildren(QLabel))
    asked = answer(monkeypatch, "Cancel")
    program.click(dialog.delete_button)
    assert faults_on_disk.written_reports() == [report]
    assert "What changed in the briefing" in asked[0]
    answer(monkeypatch, "Delete")
    program.click(dialog.delete_button)
    assert reports() == []
    assert not dialog.text.isVisible()
    assert not dialog.copy_button.isEnabled()
    dialog.close()


@pytest.mark.own_program
def test_a_dialog_that_cannot_be_opened_is_named_and_its_report_can_be_read(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChangesDialog, "close_box", fail)
    do(window, "what_changed")
    settle()
    assert "What changed in the briefing: stopped by an error in the program" in notice(window)
    assert "reports" in notice(window)
    program.click(button(window, "Show the report…"))
    assert_the_report_is_shown_copied_and_deleted(program, window, monkeypatch)
    assert not [dialog for dialog in window.findChildren(ChangesDialog) if dialog.isVisible()]


def test_an_action_that_fails_leaves_the_briefing_and_says_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = briefing_of(window)
    monkeypatch.setattr(window.controllers.export, "_proposed_path", fail)
    do(window, "export")
    assert "The last action: stopped by an error in the program. Your changes are kept." in notice(window)
    assert briefing_of(window) == before


def test_an_error_while_closing_keeps_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(window.controllers.save, "may_close", fail)
        with pytest.raises(LookupError):
            window.close()
    assert window.isVisible()


@pytest.mark.own_program
def test_errors_of_threads_and_destructors_are_reported(program: Program, window: MainWindow) -> None:
    class Broken:
        def __del__(self) -> None:
            raise LookupError(CONTENT)

    with faults.handler().installed():
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        Broken()
    program.until(lambda: "Background work: stopped by an error" in notice(window))
    assert {"background thread", "destructor"} == {
        line.removeprefix("Part:").strip()
        for report in reports()
        for line in report.splitlines()
        if line.startswith("Part:")
    }


def test_a_background_task_that_fails_says_so_to_whoever_waits_for_it(
    program: Program, window: MainWindow
) -> None:
    errors: list[str] = []
    background.start(fail, errors.append, lambda error: errors.append(str(error)))
    program.until(lambda: bool(errors))
    assert "An error in the program stopped this. A report was written to" in errors[0]
    assert window.isVisible()


def test_the_review_pane_lists_a_check_that_did_not_run_until_it_does(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check_marking(_context: object) -> Iterator[Any]:
        yield from fail()

    review = window.controllers.review
    with monkeypatch.context() as patch:
        broken = BriefingCheck(check_marking, frozenset({"item-above-marking"}))
        patch.setattr(registry, "BRIEFING_CHECKS", (broken,))
        apply(window, Reword(item_id="j1", text="It could be."))
        program.until(lambda: any(f.rule_id == CHECK_FAILED for f in review.findings))
        pane = window.panes.review
        window.panes.reveal(pane)
        (row,) = (n for n, f in enumerate(pane.model.findings) if f.rule_id == CHECK_FAILED)
        pane.list.setCurrentIndex(pane.model.index(row))
        assert "The check of marking did not run" in pane.model.findings[row].message
        assert not pane.waive_button.isVisible()
        assert pane.report_button.isVisible()
    program.click(button(pane, "Try again"))
    program.until(lambda: not any(f.rule_id == CHECK_FAILED for f in review.findings))
