"""Opening, saving, closing, and what happens when the file or the program comes to harm."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from briefing import paths
from briefing.app.services import background
from briefing.app.services.document import acquire_lock
from briefing.editing import HideItem, RemoveItem, Reword, SetDetails, SetNote
from briefing.editing import apply as apply_edit
from briefing.model.briefing import Status
from briefing.pdf_record.embed import EmbeddedPart, enclosures
from briefing.project import Project, Session, open_project, pack, read_journal, save_project
from briefing.render import load_templates, render
from tests.builders import FINISH, a_briefing, a_project, a_reference, a_session, bundled_scales
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
    shows_welcome_page,
)
from tests.integration.window.saved_projects import crash, wording
from tests.unit.project.zips import with_manifest

pytestmark = pytest.mark.one_program


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow beyond a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


# Opening


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"words", "is not a Treaty Briefing project"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_opened_is_named_with_the_reason_and_nothing_else_happens(
    program: Program, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "broken.briefing"
    if content is not None:
        path.write_bytes(content)
    window = program.open(path)
    assert "broken.briefing" in notice(window)
    assert said.lower() in notice(window).lower()
    assert window.context.document is None
    assert shows_welcome_page(window)
    assert not content or path.read_bytes() == content


# Opening what a PDF carries


def a_pdf(path: Path, project: Project, parts: tuple[EmbeddedPart, ...]) -> bytes:
    template = load_templates()["assessment"]
    files = enclosures(project.briefing, template, bundled_scales(), parts, pack(project))
    made = render(project.briefing, template, bundled_scales(), allow_flaws=True, enclosures=files)
    path.write_bytes(made.pdf)
    return made.pdf


def a_project_that_prints() -> Project:
    session = a_session(apply_edit(a_briefing(), RemoveItem(item_id="g1")))
    session.apply(SetNote(item_id="f1", note="A note"))
    return session.project


def test_a_pdf_opens_as_the_project_that_it_carries_and_stays_as_it_is(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, project = tmp_path / "gas.pdf", a_project_that_prints()
    before = a_pdf(path, project, (EmbeddedPart.PROJECT,))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    do(program.window, "open")
    program.until(lambda: program.window.context.document is not None)
    window = program.window
    document = document_of(window)
    opened = document.session.project
    # A review that has ended by now is noted in the project.
    assert dataclasses.replace(opened, review=project.review) == project
    assert document.path is None
    assert "extracted from “gas.pdf”" in notice(window)
    apply(window, SetDetails(title="Another"))
    copy = tmp_path / "mine.briefing"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(copy), ""))
    do(window, "save")
    program.until(copy.exists)
    assert open_project(copy).briefing.title == "Another"
    assert path.read_bytes() == before


def test_a_pdf_without_a_project_says_so(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "gas.pdf"
    a_pdf(path, a_project_that_prints(), ())
    window = program.open(path)
    assert "gas.pdf" in notice(window)
    assert "carries no project" in notice(window)
    assert window.context.document is None


def test_a_pdf_of_another_program_says_so(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "other.PDF"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path)
    window = program.open(path)
    assert "was not made by Treaty Briefing" in notice(window)
    assert window.context.document is None


# Opening what is not as it was saved


def test_a_project_of_a_newer_program_is_left_as_it_is(program: Program, project: Path) -> None:
    project.write_bytes(with_manifest(project.read_bytes(), format=99))
    before = project.read_bytes()
    window = program.open(project)
    assert "99" in notice(window)
    assert "newer" in notice(window).lower()
    assert project.read_bytes() == before


def test_a_project_cut_short_says_what_is_safe(program: Program, project: Path) -> None:
    save_project(a_project(), project)  # a second generation, so that there is one before
    project.write_bytes(project.read_bytes()[:-200])
    window = program.open(project)
    assert "gas.briefing" in notice(window)
    assert ".previous" in notice(window)


def test_a_second_opener_gets_the_project_read_only_and_may_save_it_elsewhere(
    program: Program, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, _ = acquire_lock(project)
    assert lock is not None
    try:
        window = program.open(project)
        assert "is open in another program" in notice(window)
        assert document_of(window).is_read_only
        assert not window.action_set["delete"].isEnabled()
        assert not document_of(window).apply(HideItem(item_id="f1"))
        copy = tmp_path / "mine.briefing"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(copy), ""))
        program.click(button(window, "Save as…"))
        assert not document_of(window).is_read_only
        apply(window, HideItem(item_id="f1"))
        kept = document_of(window).journal_folder
        assert kept is not None
        assert read_journal(kept).unsaved == 1
        do(window, "save")
        assert open_project(copy).briefing == briefing_of(window)
        assert open_project(project).briefing == a_project().briefing
    finally:
        lock.release()


def test_the_same_file_is_shown_in_one_window_only(program: Program, project: Path) -> None:
    first = program.open(project)
    again = program.open(project)
    assert again is first
    assert len(program.registry.windows) == 1


def test_a_file_asked_for_twice_at_once_is_opened_once(program: Program, project: Path) -> None:
    window = program.window
    window.controllers.open.open_path(project)
    window.controllers.open.open_path(project)
    program.until(lambda: window.context.document is not None)
    settle()
    background.wait_for_all()
    settle()
    assert len(program.registry.windows) == 1
    assert not document_of(window).is_read_only


def test_a_window_closed_while_its_file_is_read_leaves_nothing_behind(
    program: Program, project: Path
) -> None:
    second = program.registry.open_window()
    second.controllers.open.open_path(project)
    second.close()
    program.until(lambda: second not in program.registry.windows)
    QTest.qWait(200)
    assert [window.context.document for window in program.registry.windows] == [None]
    lock, refusal = acquire_lock(project)
    assert lock is not None, refusal
    lock.release()


def test_a_final_briefing_opens_read_only_until_it_is_reopened_on_purpose(
    program: Program, project: Path
) -> None:
    session = Session(open_project(project), a_reference(), author="A. Nalyst")
    session.apply(FINISH)
    save_project(session.project, project)
    window = program.open(project)
    choose(window, "f1")
    assert "final" in notice(window)
    assert window.panes.inspector.fact_page.wording.isReadOnly()
    assert not window.action_set["cut"].isEnabled()
    program.click(button(window, "Reopen briefing as a draft"))
    assert briefing_of(window).status is Status.DRAFT
    assert "final" not in notice(window)
    assert not window.panes.inspector.fact_page.wording.isReadOnly()


@pytest.mark.own_program
def test_what_is_asked_for_before_the_library_is_there_is_opened_when_it_comes(
    program: Program, project: Path
) -> None:
    window = program.window
    loader, resources = program.registry.loader, program.registry.loader.resources
    loader.resources = None
    window.controllers.open.open_path(project)
    assert resources is not None
    loader.set_resources(resources)
    program.until(lambda: window.context.document is not None)


# Saving


def test_a_full_disk_loses_nothing_and_says_so(program: Program, project: Path) -> None:
    window = program.open(project)
    before = project.read_bytes()
    apply(window, Reword(item_id="j1", text="Changed"))
    with full_disk():
        assert not window.controllers.save.save()
    assert "gas.briefing" in notice(window)
    assert project.read_bytes() == before
    assert document_of(window).is_modified
    assert window.controllers.save.save()
    assert wording(open_project(project).briefing) == "Changed"


def test_a_disk_that_takes_no_journal_stops_no_work_and_says_so(program: Program, project: Path) -> None:
    window = program.open(project)
    with full_disk():
        apply(window, Reword(item_id="j1", text="Typed on a full disk"))
    assert "no longer recorded for recovery" in notice(window)
    assert document_of(window).journal_folder is None
    assert window.controllers.save.save()
    assert document_of(window).journal_folder is not None, "kept again as soon as there is room"
    assert wording(open_project(project).briefing) == "Typed on a full disk"


def test_a_journal_that_no_longer_reaches_the_disk_is_reported_at_once(
    program: Program, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open(project)

    def refused(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refused)
        apply(window, Reword(item_id="j1", text="Written, and not synced"))
        program.until(lambda: document_of(window).journal_folder is None)
    assert "no longer recorded for recovery" in notice(window)


def test_a_folder_that_is_gone_loses_nothing_and_says_so(
    program: Program, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open(project)
    apply(window, Reword(item_id="j1", text="Changed"))
    away = tmp_path / "nowhere" / "x.briefing"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(away), ""))
    assert not window.controllers.save.save_as()
    assert "nowhere" in notice(window)
    assert document_of(window).path == project


def test_a_project_changed_by_another_program_is_noticed_and_never_overwritten_without_a_yes(
    program: Program, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open(project)
    apply(window, Reword(item_id="j1", text="Mine"))
    other = Session(open_project(project), a_reference(), author="Another")
    other.apply(Reword(item_id="j1", text="Theirs"))
    save_project(other.project, project)
    asked = answer(monkeypatch, "Cancel")
    assert not window.controllers.save.save()
    assert ["changed the file after you opened it" in question for question in asked] == [True]
    assert wording(open_project(project).briefing) == "Theirs"
    program.until(lambda: "changed by another program" in notice(window))
    answer(monkeypatch, "Discard")
    program.click(button(window, "Reload the file"))
    program.until(lambda: window.context.document is not None and wording(briefing_of(window)) == "Theirs")


def test_a_project_that_was_deleted_meanwhile_can_be_written_anew(program: Program, project: Path) -> None:
    window = program.open(project)
    project.unlink()
    program.until(lambda: "was deleted or moved" in notice(window))
    program.click(button(window, "Save"))
    assert open_project(project).briefing == briefing_of(window)


def test_closing_asks_about_unsaved_changes_and_cancel_keeps_everything(
    program: Program, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open(project)
    apply(window, Reword(item_id="j1", text="Changed"))
    answer(monkeypatch, "Cancel")
    do(window, "close")
    assert document_of(window).is_modified
    answer(monkeypatch, "Save")
    do(window, "close")
    assert window.context.document is None
    assert wording(open_project(project).briefing) == "Changed"


def test_words_still_being_typed_are_saved_too(program: Program, project: Path) -> None:
    window = program.open(project)
    choose(window, "j1")
    field = window.panes.inspector.judgement_page.text
    field.selectAll()
    program.type(field, "Typed and not yet handed on")
    do(window, "save")
    assert wording(open_project(project).briefing) == "Typed and not yet handed on"


def test_saving_by_itself_writes_only_what_has_a_file_and_is_nobody_else_s(
    program: Program, project: Path
) -> None:
    window = program.open(project)
    apply(window, Reword(item_id="j1", text="Changed"))
    window.controllers.save.save_automatically()
    assert wording(open_project(project).briefing) == "Changed"
    other = Session(open_project(project), a_reference(), author="Another")
    other.apply(Reword(item_id="j1", text="Theirs"))
    save_project(other.project, project)
    apply(window, Reword(item_id="j1", text="Mine"))
    window.controllers.save.save_automatically()
    assert wording(open_project(project).briefing) == "Theirs"


# The next issue


def test_the_next_issue_begins_beside_the_one_before(program: Program, project: Path) -> None:
    window = program.open(project)
    do(window, "new_issue")
    newer = program.window
    assert newer is not window
    assert briefing_of(newer).supersedes == briefing_of(window).id
    assert document_of(newer).path is None


# Crashes


@pytest.mark.own_program
def test_after_a_kill_the_next_start_offers_every_edit_and_the_file_is_as_it_was(
    program: Program, project: Path, home: Path
) -> None:
    before = project.read_bytes()
    seen = crash(project, home)
    assert wording(seen) == "Half a sentence, and"
    assert project.read_bytes() == before

    again = program.restart()
    window = again.window
    again.until(lambda: "was open when the program ended unexpectedly" in notice(window))
    again.click(button(window, "Recover the changes"))
    assert briefing_of(window) == seen
    assert document_of(window).path == project
    assert document_of(window).is_modified
    assert [entry.by for entry in document_of(window).session.history]
    do(window, "undo")
    assert briefing_of(window) != seen
    do(window, "redo")
    do(window, "save")
    assert open_project(project).briefing == seen
    do(window, "close")
    settle()
    assert not list(paths.recovery().iterdir())


@pytest.mark.own_program
def test_what_is_recovered_while_another_has_the_file_becomes_a_briefing_of_its_own(
    program: Program, project: Path, home: Path
) -> None:
    seen = crash(project, home)
    lock, _ = acquire_lock(project)
    assert lock is not None
    again = program.restart()
    again.until(lambda: bool(again.window.notice_bar.texts()))
    again.click(button(again.window, "Recover the changes"))
    assert briefing_of(again.window) == seen
    assert document_of(again.window).path is None
    assert not document_of(again.window).is_read_only
    assert document_of(again.window).is_modified
    lock.release()


@pytest.mark.own_program
def test_what_is_not_wanted_back_is_dropped_and_not_offered_again(
    program: Program, project: Path, home: Path
) -> None:
    crash(project, home)
    again = program.restart()
    again.until(lambda: bool(again.window.notice_bar.texts()))
    again.click(button(again.window, "Discard the changes"))
    assert not list(paths.recovery().iterdir())
    assert open_project(project).briefing == a_project().briefing


@pytest.mark.own_program
def test_a_project_that_is_open_now_is_not_offered_for_recovery(program: Program, project: Path) -> None:
    from briefing.app.application.recovery import abandoned

    window = program.open(project)
    apply(window, Reword(item_id="j1", text="Changed"))
    assert abandoned() == []


def test_a_copy_for_sending_does_not_replace_the_project_under_another_spelling(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gas.briefing"
    save_project(a_project(), path)
    window = program.open(path)
    before = path.read_bytes()
    link = tmp_path / "link.briefing"
    link.symlink_to(path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(link), ""))
    do(window, "copy_for_sending")
    assert "this is the briefing itself" in notice(window)
    assert path.read_bytes() == before
    assert link.is_symlink()
