"""The recovery journal: what was done is on disk at once, and a killed program loses none of it."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.editing import AddFact, HideItem, Reword
from briefing.errors import BriefingError
from briefing.journal import Journal, read_records
from briefing.project import RecoveryJournal, Session, read_journal
from briefing.project.recovery_journal import BASE, STEPS, discard, is_journal
from tests.builders import PICTURE_ID, a_full_session, a_project, a_reference
from tests.examples import examples
from tests.patience import wait_until
from tests.unit.project.strategies import LIVES, Do

FORMAT_3 = Path(__file__).with_name("files") / "format-3.briefing"


def journalled(folder: Path) -> tuple[Session, RecoveryJournal]:
    session = a_full_session()
    journal = RecoveryJournal(folder, session.project, Path("/somewhere/gas.briefing"))
    session.on_step = journal.note_step
    return session, journal


def recovered(folder: Path) -> Session:
    found = read_journal(folder)
    session = Session(found.base, a_reference(), author="Another")
    for step in found.steps:
        session.follow(step)
    return session


@settings(max_examples=examples(30), deadline=None)
@given(LIVES)
def test_following_the_journal_gives_the_briefing_and_the_history_that_were_there(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Do]
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    session, journal = journalled(folder)
    for step in steps:
        step.on(session)
    again = recovered(folder)
    assert again.briefing == session.briefing
    assert again.history == session.history
    journal.close()


@settings(max_examples=examples(30), deadline=None)
@given(cut=st.integers(0, 4000))
def test_a_journal_torn_anywhere_gives_every_whole_step_before_the_tear(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    session, journal = journalled(folder)
    passed = [session.briefing]
    for number in range(6):
        session.apply(Reword(item_id="j1", text=f"Version {number}"))
        passed.append(session.briefing)
    journal.close()
    file = folder / STEPS
    raw = file.read_bytes()
    file.write_bytes(raw[: max(0, len(raw) - cut)])
    whole = len(read_records(file))
    assert recovered(folder).briefing == passed[max(0, whole - 1)]


def test_what_was_typed_in_one_go_is_one_step_before_and_after_recovery(tmp_path: Path) -> None:
    session, journal = journalled(tmp_path / "j")
    session.apply(Reword(item_id="j1", text="G"))
    for text in ("Ga", "Gas"):
        session.apply(Reword(item_id="j1", text=text), amend=True)
    again = recovered(tmp_path / "j")
    assert again.history == session.history
    again.undo()
    assert again.briefing == a_full_session().briefing
    journal.close()


def test_steps_before_a_save_are_not_counted_as_unsaved(tmp_path: Path) -> None:
    session, journal = journalled(tmp_path / "j")
    session.apply(HideItem(item_id="f1"))
    journal.note_saved("2025-11-03T12:00:00Z")
    assert read_journal(tmp_path / "j").unsaved == 0
    session.apply(HideItem(item_id="f2"))
    journal.note_path(Path("/elsewhere/other.briefing"))
    found = read_journal(tmp_path / "j")
    assert (found.unsaved, len(found.steps)) == (1, 2)
    assert found.path == Path("/elsewhere/other.briefing")
    assert found.last_at == "2025-11-03T12:00:00Z"
    journal.close()


def test_a_picture_attached_since_the_start_is_recovered(tmp_path: Path) -> None:
    _session, journal = journalled(tmp_path / "j")
    journal.keep_attachment(b"another picture")
    attachments = read_journal(tmp_path / "j").base.attachments
    assert b"another picture" in attachments.values()
    assert PICTURE_ID in attachments
    journal.close()


def test_a_journal_of_an_earlier_version_which_was_lines_of_text_is_recovered(tmp_path: Path) -> None:
    session, journal = journalled(tmp_path / "j")
    session.apply(HideItem(item_id="f1"))
    session.apply(HideItem(item_id="f2"))
    journal.close()
    lines = read_records(tmp_path / "j" / STEPS)
    (tmp_path / "j" / STEPS).unlink()
    assert not is_journal(tmp_path / "j")
    (tmp_path / "j" / "journal.jsonl").write_bytes(b"\n".join(lines) + b'\n{"step": {"entry')
    assert is_journal(tmp_path / "j")
    assert recovered(tmp_path / "j").briefing == session.briefing
    assert read_journal(tmp_path / "j").path == Path("/somewhere/gas.briefing")


def in_format_3(value: Any) -> Any:
    """Return JSON of the library's records as programs up to format 3 wrote it."""
    if isinstance(value, list):
        return [in_format_3(item) for item in value]
    if not isinstance(value, dict):
        return value
    earlier = {"quotes": "quote", "attachments": "attachment"}
    return {
        earlier.get(key, key): next(iter(item), None) if key in earlier else in_format_3(item)
        for key, item in value.items()
    }


def test_every_step_in_a_journal_of_an_earlier_format_is_recovered(tmp_path: Path) -> None:
    session, journal = journalled(tmp_path / "j")
    session.apply(AddFact(item_id="f9", fact_id="nothing-else", section_id="s1"))
    session.apply(Reword(item_id="j1", text="After it"))
    journal.close()
    records = [msgspec.json.decode(raw) for raw in read_records(tmp_path / "j" / STEPS)]
    (tmp_path / "j" / STEPS).unlink()
    earlier = Journal(tmp_path / "j" / STEPS)
    for record in records:
        earlier.append(msgspec.json.encode(in_format_3(record)))
    earlier.close()
    (tmp_path / "j" / BASE).write_bytes(FORMAT_3.read_bytes())
    steps = read_journal(tmp_path / "j").steps
    assert [type(step.entry.edit) for step in steps] == [AddFact, Reword]


def test_a_journal_of_a_later_version_is_refused_and_left(tmp_path: Path) -> None:
    _session, journal = journalled(tmp_path / "j")
    journal.close()
    (tmp_path / "j" / STEPS).write_bytes(b"TREATY-BRIEFING-JOURNAL 2\n")
    with pytest.raises(BriefingError, match="not a journal of this version"):
        read_journal(tmp_path / "j")
    assert is_journal(tmp_path / "j")


def test_a_journal_without_its_base_says_which_folder_and_why(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="No such file"):
        read_journal(tmp_path / "nothing")


def test_a_discarded_journal_leaves_nothing_behind(tmp_path: Path) -> None:
    journal = RecoveryJournal(tmp_path / "j", a_project(), None)
    assert read_journal(tmp_path / "j").path is None
    journal.discard()
    discard(tmp_path / "j")
    assert not (tmp_path / "j").exists()


def test_a_step_is_written_at_once_and_its_sync_is_waited_for_only_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, journal = journalled(tmp_path)
    journal.sync()
    may_sync, is_on_disk, sync = threading.Event(), threading.Event(), os.fsync

    def waiting(descriptor: int) -> None:
        may_sync.wait()
        sync(descriptor)
        is_on_disk.set()

    monkeypatch.setattr(os, "fsync", waiting)
    session.apply(Reword(item_id="j1", text="Written"))
    assert recovered(tmp_path).briefing == session.briefing
    assert not is_on_disk.is_set()
    may_sync.set()
    journal.sync()
    assert is_on_disk.is_set()
    journal.close()


def test_a_sync_that_fails_is_reported_and_nothing_is_taken_for_recorded_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = threading.Event()
    session = a_full_session()
    journal = RecoveryJournal(tmp_path, session.project, None, failed.set)
    journal.sync()

    def refused(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", refused)
    session.on_step = journal.note_step
    session.apply(Reword(item_id="j1", text="Written"))
    wait_until(failed.is_set)
    with pytest.raises(OSError, match="Input/output"):
        journal.sync()
    with pytest.raises(OSError, match="Input/output"):
        session.apply(Reword(item_id="j1", text="Refused"))
    journal.close()


def test_closing_a_journal_syncs_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session, journal = journalled(tmp_path)
    synced = list[int]()
    monkeypatch.setattr(os, "fsync", synced.append)
    session.apply(Reword(item_id="j1", text="Written"))
    journal.close()
    assert synced
