"""Files that several programs use: none is overwritten unasked, and no lock blocks a project for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from briefing import paths
from briefing.app.services.settings import Settings
from briefing.editing import Reword
from briefing.file_lock import lock_file
from briefing.project import Session, open_project, save_project
from tests.builders import a_reference
from tests.integration.window.driver import (
    Program,
    answer,
    apply,
    briefing_of,
    button,
    do,
    document_of,
    notice,
)
from tests.integration.window.saved_projects import crash, wording

pytestmark = pytest.mark.one_program


def changed_by_another(project: Path) -> None:
    other = Session(open_project(project), a_reference(), author="Another")
    other.apply(Reword(item_id="j1", text="Theirs"))
    save_project(other.project, project)


def test_a_project_locked_by_a_crashed_computer_can_be_opened_anyway_and_is_recorded(
    program: Program, project: Path
) -> None:
    project.with_name(".gas.briefing.lock").write_text("4711\nbriefing\nold-laptop\n")
    window = program.open(project)
    assert "on old-laptop, since 20" in notice(window)
    assert document_of(window).is_read_only
    program.click(button(window, "Open anyway"))
    program.until(lambda: window.context.document is not None and not document_of(window).held_by)
    apply(window, Reword(item_id="j1", text="Mine"))
    assert document_of(window).journal_folder is not None
    assert window.controllers.save.save()
    assert wording(open_project(project).briefing) == "Mine"


def test_a_project_that_another_program_has_closed_opens_at_the_second_try(
    program: Program, project: Path
) -> None:
    lock = lock_file(project)
    window = program.open(project)
    changed_by_another(project)
    lock.release()
    program.click(button(window, "Try again"))
    program.until(lambda: window.context.document is not None and not document_of(window).held_by)
    assert wording(briefing_of(window)) == "Theirs"


def test_a_read_only_project_cannot_be_saved_over_the_file_that_another_program_has_open(
    program: Program, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = lock_file(project)
    window = program.open(project)
    before = project.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(project), ""))
    assert not window.controllers.save.save_as()
    assert "open in another program" in notice(window)
    assert project.read_bytes() == before
    lock.release()


def test_a_file_in_another_window_of_this_program_is_named_as_such_and_its_window_can_be_shown(
    program: Program, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = program.open(project)
    before = project.read_bytes()
    do(first, "new_issue")
    newer = program.window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(project), ""))
    shown: list[object] = []
    monkeypatch.setattr(first.context, "activate", lambda: shown.append(first.context))
    assert not newer.controllers.save.save()
    assert "is open in another window of this program" in notice(newer)
    assert project.read_bytes() == before
    program.click(button(newer, "Show that window"))
    assert shown == [first.context]


def test_a_further_issue_proposes_a_name_of_its_own_that_no_file_has(
    program: Program, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def choose(_parent: object, _title: str, name: str, *_rest: object) -> tuple[str, str]:
        proposed.append(Path(name))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    first = program.open(project)
    do(first, "new_issue")
    newer = program.window
    do(newer, "save")
    proposed[0].touch()
    do(newer, "save")
    assert [each.parent for each in proposed] == [project.parent] * 2
    assert proposed[0].name.endswith("-issue-2.briefing")
    assert proposed[1].name.endswith("-issue-2-2.briefing")


def test_work_of_another_program_is_never_overwritten_unasked_after_its_notice_either(
    program: Program, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open(project)
    apply(window, Reword(item_id="j1", text="Mine"))
    changed_by_another(project)
    program.until(lambda: "changed by another program" in notice(window))
    window.controllers.save.save_automatically()
    assert wording(open_project(project).briefing) == "Theirs"
    asked = answer(monkeypatch, "Cancel")
    assert not window.controllers.save.save()
    assert len(asked) == 1
    assert wording(open_project(project).briefing) == "Theirs"


def test_what_another_program_saved_after_a_crash_is_not_overwritten_by_the_recovery(
    program: Program, project: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(project, home)
    changed_by_another(project)
    again = program.restart()
    again.until(lambda: bool(again.window.notice_bar.texts()))
    again.click(button(again.window, "Recover the changes"))
    asked = answer(monkeypatch, "Cancel")
    assert not again.window.controllers.save.save()
    assert len(asked) == 1
    assert wording(open_project(project).briefing) == "Theirs"


def test_a_name_without_the_ending_does_not_replace_a_project_unasked(
    program: Program, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open(project)
    other = tmp_path / "other.briefing"
    other.write_bytes(b"precious")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "other"), ""))
    asked = answer(monkeypatch, "Cancel")
    assert not window.controllers.save.save_as()
    assert len(asked) == 1
    assert other.read_bytes() == b"precious"


def test_in_a_home_folder_that_cannot_be_written_to_the_program_works_and_names_what_is_not_kept(
    program: Program, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "file" / "home"))
    monkeypatch.setattr(program, "settings", Settings())
    again = program.restart()
    again.registry.start([])
    texts = " ".join(text for window in again.registry.windows for text in window.notice_bar.texts())
    assert "Settings and recent projects are not kept" in texts
    window = again.open(project)
    apply(window, Reword(item_id="j1", text="Mine"))
    assert "no longer recorded" in " ".join(window.notice_bar.texts())
    assert str(paths.recovery()) in " ".join(window.notice_bar.texts())
    assert window.controllers.save.save()
    assert wording(open_project(project).briefing) == "Mine"


def test_two_programs_keep_each_other_s_recent_projects(tmp_path: Path) -> None:
    first, second = Settings(tmp_path / "settings.ini"), Settings(tmp_path / "settings.ini")
    for number in range(3):
        first.add_recent(tmp_path / f"a{number}")
        second.add_recent(tmp_path / f"b{number}")
    expected = {str(tmp_path / f"{letter}{number}") for letter in "ab" for number in range(3)}
    assert {str(path) for path in Settings(tmp_path / "settings.ini").recent()} == expected
