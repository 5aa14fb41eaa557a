"""Notices at the top of a window end when their cause does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from briefing.app.services.notices import ANSWERED, NEXT_EDIT, READ, WITHDRAWN, Until
from briefing.app.services.resources import LoadedResources
from briefing.app.widgets import notice as notice_widget
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword
from briefing.errors import BriefingError
from tests.integration.window.driver import (
    Program,
    apply,
    do,
    document_of,
    drop_document,
    front,
    notice,
    settle,
)

pytestmark = pytest.mark.one_program


def test_each_notice_ends_with_its_cause_and_no_other_event(window: MainWindow) -> None:
    causes = {"ended": False}
    context = window.context
    context.notify("information", until=READ)
    context.notify("not possible", until=NEXT_EDIT)
    context.notify("condition", until=Until(lambda: causes["ended"]))
    context.notify("of the document", until=WITHDRAWN, key="a")
    context.notify("of the program", until=ANSWERED, key="b")
    context.refresh()  # a display that is out of date is no edit
    assert len(window.notice_bar.texts()) == 5
    apply(window, Reword(item_id="j1", text="Other words"))
    assert window.notice_bar.texts() == ["condition", "of the document", "of the program"]
    causes["ended"] = True
    context.state_changed.emit()
    assert window.notice_bar.texts() == ["of the document", "of the program"]
    drop_document(window)
    assert window.notice_bar.texts() == ["of the program"]
    context.withdraw("b")
    assert window.notice_bar.texts() == []


def test_a_notice_replaces_the_one_with_its_key(window: MainWindow) -> None:
    window.context.notify("two facts", until=WITHDRAWN, key="facts")
    window.context.notify("one fact", until=WITHDRAWN, key="facts")
    assert window.notice_bar.texts() == ["one fact"]


def test_information_goes_by_itself(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_widget, "_FADES_AFTER_MS", 20)
    window.context.notify("information", until=READ)
    window.context.notify("not possible", until=NEXT_EDIT)
    program.until(lambda: window.notice_bar.texts() == ["not possible"])


def test_information_stays_while_the_pointer_or_the_keys_are_in_use(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    front(window)
    monkeypatch.setattr(notice_widget, "_FADES_AFTER_MS", 400)
    monkeypatch.setattr(notice_widget, "_QUIET_MS", 600_000)
    window.context.notify("information", until=READ)
    settle()
    QTest.mouseMove(window.windowHandle(), QPoint(40, 400))
    QTest.mouseMove(window.windowHandle(), QPoint(60, 410))
    QTest.qWait(600)
    assert window.notice_bar.texts() == ["information"]


def test_problems_of_the_library_are_no_longer_shown_once_they_are_solved(
    program: Program, window: MainWindow, resources: LoadedResources
) -> None:
    program.registry.loader.set_resources(replace(resources, problems=("There is no treaty here.",)))
    program.registry.loader.set_resources(replace(resources, problems=("a.yaml: line 3",)))
    assert "a.yaml: line 3" in notice(window)
    assert "no treaty" not in notice(window)
    program.registry.loader.set_resources(resources)
    assert notice(window) == ""


def test_warnings_on_the_user_s_library_are_shown_unless_it_has_problems(
    program: Program, window: MainWindow, resources: LoadedResources
) -> None:
    warned = replace(resources, warnings=("facts.yaml:3: Warning: Nobody is named.",))
    program.registry.loader.set_resources(warned)
    assert notice(window) == "facts.yaml:3: Warning: Nobody is named."
    program.registry.loader.set_resources(replace(warned, problems=("a.yaml: line 3",)))
    assert "Warning" not in notice(window)


def test_a_file_that_could_not_be_saved_is_no_longer_reported_once_it_is(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = document_of(window)
    document.path = tmp_path / "a.briefing"

    def fail(*_arguments: object) -> None:
        raise BriefingError("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr("briefing.app.services.document.save_project", fail)
        do(window, "save")
    apply(window, Reword(item_id="j1", text="Other words"))
    assert "The disk is full." in notice(window)  # an edit does not make room on the disk
    do(window, "save")
    assert notice(window) == ""


def test_a_changed_file_is_no_longer_reported_once_it_is_overwritten_or_restored(
    window: MainWindow, tmp_path: Path
) -> None:
    document = document_of(window)
    document.save(tmp_path / "a.briefing")
    content = (tmp_path / "a.briefing").read_bytes()
    (tmp_path / "a.briefing").unlink()
    window.controllers.save.check_file()
    assert "was deleted or moved" in notice(window)
    (tmp_path / "a.briefing").write_bytes(content)
    window.controllers.save.check_file()
    assert notice(window) == ""
    (tmp_path / "a.briefing").unlink()
    window.controllers.save.check_file()
    do(window, "save")
    assert notice(window) == ""


def test_a_file_that_could_not_be_opened_is_no_longer_reported_once_another_is(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    document_of(window).save(tmp_path / "a.briefing")
    drop_document(window)
    program.open(tmp_path / "no-such-file.briefing")
    assert "no-such-file" in notice(window)
    program.open(tmp_path / "a.briefing")
    assert notice(window) == ""
