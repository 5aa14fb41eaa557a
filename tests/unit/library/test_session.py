"""A session saves each edit at once, undoes it, and never overwrites the work of another program."""

from __future__ import annotations

import contextlib
import functools
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError, LibraryError
from briefing.file_lock import lock_file
from briefing.library import session as session_module
from briefing.library import writing
from briefing.library.editing import apply
from briefing.library.editing import edits as e
from briefing.library.files import FileContent, LibraryFile, library_file, read_file
from briefing.library.load import bundled_folder, load_library
from briefing.library.records import RecordKind, records_of
from briefing.library.session import LibrarySession, StepConflictError
from briefing.library.yaml_text import new_file
from briefing.library.yaml_text.plan import FileWrite, WritePlan
from briefing.model.fact import Fact
from briefing.model.library import Material
from tests.builders import LIBRARY, fact, publisher, source, treaty
from tests.examples import examples
from tests.unit.library.editing.strategies import EDITS, OWN, key

PUTIN = key("fact rc-putin-signed")
ONE = [e.put(publisher("press")), e.put(source("memo", "press")), e.put(treaty("delta", "memo"))]
DELTA = e.LibraryBatch((*ONE, e.put(fact("fee", "memo", treaty_id="delta"))))

MOVED = e.RenameRecord(kind=RecordKind.TREATY, id="delta", new_id="epsilon", update=True)
GONE = e.MergeRecords(kind=RecordKind.TREATY, id="delta", into_id="russia-china-2001", update=True)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "library"


@functools.cache
def _read_once(file: LibraryFile) -> FileContent:
    return read_file(file)


def quickly(file: LibraryFile) -> FileContent:
    """Read a file; one of the bundled library only once in all tests."""
    return _read_once(file) if file.root == bundled_folder() else read_file(file)


def opened(own: Path) -> LibrarySession:
    return LibrarySession([bundled_folder()], own, load=functools.partial(load_library, read=quickly))


def corrected(session: LibrarySession, notes: str = "Corrected") -> e.PutFact:
    present = session.library.record(PUTIN)
    assert isinstance(present, Fact)
    return e.PutFact(fact=replace(present, notes=notes))


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_corrected_fact_is_one_record_in_a_file_of_the_users_own(own: Path) -> None:
    session = opened(own)
    after = session.apply(corrected(session))
    assert files(own) == {"russia-china-2001/facts.yaml", "overrides.json"}
    text = (own / "russia-china-2001" / "facts.yaml").read_text("utf-8")
    assert text.startswith("facts:\n  - id: rc-putin-signed\n")
    report = load_library([bundled_folder(), own])
    assert report.problems == ()
    assert report.library == after
    assert report.library.overrides() == [PUTIN]
    assert session.file_of(PUTIN) == own / "russia-china-2001" / "facts.yaml"


def test_reverting_removes_the_record_and_its_recorded_version(own: Path) -> None:
    session = opened(own)
    session.apply(corrected(session))
    session.apply(e.RevertRecord(kind=RecordKind.FACT, id=PUTIN.id))
    assert session.bases == Material()
    assert opened(own).library.overrides() == []


def test_undo_and_redo_restore_equal_values_on_disk(own: Path) -> None:
    session = opened(own)
    first = session.library
    second = session.apply(DELTA)
    third = session.apply(corrected(session))
    assert session.undo_label == "Save fact"
    assert session.undo() == second
    assert session.undo() == first
    assert opened(own).library.material == first.material
    assert session.redo() == second
    assert session.redo() == third
    assert session.redo_label is None
    assert opened(own).library == third
    with pytest.raises(LibraryError, match="nothing to redo"):
        session.redo()


def test_an_amendment_is_undone_and_redone_with_its_edit_but_not_with_that_of_another_record(
    own: Path,
) -> None:
    session = opened(own)
    first = session.library
    session.apply(corrected(session))
    amended = session.amend(corrected(session, "Seen"))
    assert session.undo() == first
    assert session.redo() == amended
    assert opened(own).library == amended
    third = session.amend(DELTA)
    assert session.undo() == amended
    assert session.redo() == third


def test_a_refused_edit_leaves_no_trace(own: Path) -> None:
    session = opened(own)
    with pytest.raises(LibraryError):
        session.apply(e.put(fact("new", "gone", treaty_id="russia-china-2001")))
    assert not own.exists()
    assert session.undo_label is None


def test_a_new_treaty_gets_its_folder_and_renaming_moves_it_with_all_comments(own: Path) -> None:
    session = opened(own)
    session.apply(DELTA)
    path = own / "delta" / "facts.yaml"
    text = path.read_text("utf-8").replace("- id: fee", "- treaty_id: delta\n    id: fee")
    path.write_text("# My facts.\n" + text, "utf-8")
    (own / "delta" / "notes.txt").write_text("mine")
    session.apply(e.RenameRecord(kind=RecordKind.TREATY, id="delta", new_id="epsilon", update=True))
    assert not (own / "delta").exists()
    renamed = (own / "epsilon" / "facts.yaml").read_text("utf-8")
    assert renamed == "# My facts.\n" + text.replace("treaty_id: delta", "treaty_id: epsilon")
    assert (own / "epsilon" / "notes.txt").exists()
    assert opened(own).library == session.library
    session.undo()
    assert opened(own).library == session.library
    assert session.library.record(key("treaty delta")) is not None


def test_deleting_a_treaty_puts_its_folder_aside_and_keeps_its_sources(own: Path) -> None:
    session = opened(own)
    session.apply(DELTA)
    local = own / "delta" / "sources.yaml"
    note = source("note", "press")
    local.write_bytes(new_file(library_file(local, own), [("sources", note)]))
    delete = [e.DeleteRecord(RecordKind.FACT, "fee"), e.DeleteRecord(RecordKind.TREATY, "delta")]
    session.apply(e.LibraryBatch(tuple(delete)))
    assert (own / ".delta.previous" / "treaty.yaml").exists()
    again = opened(own)
    assert again.problems == ()
    assert again.library == session.library
    assert again.library.record(key("source note")) == note
    session.undo()
    assert opened(own).library == session.library


def test_merging_treaties_moves_the_facts(own: Path) -> None:
    session = opened(own)
    session.apply(DELTA)
    session.apply(e.MergeRecords(RecordKind.TREATY, "delta", "russia-china-2001", update=True))
    again = opened(own)
    assert (again.problems, again.library) == ((), session.library)
    assert [each.treaty_id for each in again.library.layers[1].material.facts] == ["russia-china-2001"]


def test_a_copied_treaty_is_edited_where_it_is(own: Path) -> None:
    shutil.copytree(bundled_folder() / "russia-china-2001", own / "russia-china-2001")
    before = (own / "russia-china-2001" / "facts.yaml").read_text("utf-8")
    session = opened(own)
    session.apply(corrected(session, "Short"))
    after = (own / "russia-china-2001" / "facts.yaml").read_text("utf-8")
    place = before.index("\n", before.index('date: "2001-07-16"', before.index("rc-putin-signed"))) + 1
    assert after == before[:place] + "    notes: Short\n" + before[place:]
    assert (own / "russia-china-2001" / "facts.yaml.previous").read_text("utf-8") == before


def test_saving_a_record_as_it_is_changes_no_file(own: Path) -> None:
    shutil.copytree(bundled_folder() / "russia-china-2001", own / "russia-china-2001")
    session = opened(own)
    session.apply(e.put(session.library.record(PUTIN)))  # type: ignore[arg-type]
    assert session.undo_label is None
    assert not session.is_changed_on_disk()
    assert files(own) == {f"russia-china-2001/{name}.yaml" for name in ("treaty", "sources", "facts")}


def test_a_record_in_the_root_counts_again_when_the_one_over_it_is_deleted(own: Path) -> None:
    session = opened(own)
    session.apply(e.LibraryBatch((DELTA, e.put(publisher("extra")))))
    local = own / "delta" / "sources.yaml"
    over = replace(publisher("extra"), rationale="Better known")
    local.write_bytes(new_file(library_file(local, own), [("publishers", over)]))
    session.refresh()
    assert session.library.record(key("publisher extra")) == over
    session.apply(e.DeleteRecord(RecordKind.PUBLISHER, "extra"))
    assert session.library.record(key("publisher extra")) == publisher("extra")
    assert opened(own).library == session.library


def test_a_treaty_is_not_renamed_to_a_folder_that_exists(own: Path) -> None:
    session = opened(own)
    session.apply(DELTA)
    (own / "epsilon").mkdir()
    (own / "epsilon" / "notes.txt").write_text("mine")
    with pytest.raises(LibraryError, match="There is a folder of that name"):
        session.apply(e.RenameRecord(kind=RecordKind.TREATY, id="delta", new_id="epsilon", update=True))
    assert session.library.record(key("treaty delta")) is not None
    assert (own / "delta").exists()


# Other programs


def test_files_changed_by_another_program_are_read_before_the_next_edit(own: Path) -> None:
    session, other = opened(own), opened(own)
    other.apply(DELTA)
    assert session.is_changed_on_disk()
    session.apply(corrected(session))
    assert session.library.record(key("fact fee")) is not None
    assert opened(own).library == session.library
    assert other.refresh()
    assert not other.refresh()


def test_a_record_that_another_program_changed_is_not_overwritten(own: Path) -> None:
    session, other = opened(own), opened(own)
    edit = corrected(session)
    theirs = other.apply(corrected(other, "Theirs"))
    with pytest.raises(LibraryError, match="was changed by another program"):
        session.apply(edit)
    assert session.library == theirs
    assert opened(own).library == theirs


def test_an_edit_is_not_undone_over_a_later_one_of_another_program(own: Path) -> None:
    session, other = opened(own), opened(own)
    session.apply(corrected(session))
    other.refresh()
    theirs = other.apply(corrected(other, "Theirs"))
    with pytest.raises(StepConflictError, match="changed by another program") as conflict:
        session.undo()
    assert opened(own).library == theirs
    assert session.undo_label is None  # what was done before it can be undone
    assert conflict.value.before.record(PUTIN).notes == "Corrected"  # type: ignore[union-attr]
    session.apply(conflict.value.edit)
    assert opened(own).library.origin_of(PUTIN) == opened(own).library.layers[0]


def test_what_another_program_did_as_well_is_no_conflict(own: Path) -> None:
    session, other = opened(own), opened(own)
    session.apply(DELTA)
    session.apply(e.DeleteRecord(kind=RecordKind.FACT, id="fee"))
    session.undo()
    other.refresh()
    other.apply(e.DeleteRecord(kind=RecordKind.FACT, id="fee"))
    session.redo()
    assert session.library.record(key("fact fee")) is None


def test_a_file_with_problems_is_not_written_to(own: Path) -> None:
    session = opened(own)
    session.apply(corrected(session))
    path = own / "russia-china-2001" / "facts.yaml"
    path.write_text(path.read_text("utf-8") + "  oops\n", "utf-8")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not YAML"):
        session.apply(e.put(publisher("press")))
    assert path.read_bytes() == before
    assert not (own / "publishers.yaml").exists()


def test_a_library_that_another_program_is_writing_to_is_not_written(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "_WAIT_S", 0.0)
    session = opened(own)
    own.mkdir()
    lock = lock_file(own / "library")
    with pytest.raises(LibraryError, match="being written to by"):
        session.apply(DELTA)
    lock.release()
    session.apply(DELTA)
    assert not (own / ".library.lock").exists()


@pytest.mark.parametrize("edit", [DELTA, MOVED, GONE], ids=["new treaty", "renamed", "deleted"])
@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_change_that_a_crash_interrupted_is_finished_when_the_library_is_opened(
    own: Path, monkeypatch: pytest.MonkeyPatch, edit: e.LibraryEdit, step: int
) -> None:
    session = opened(own)
    if edit is not DELTA:
        session.apply(DELTA)
    wanted = apply(session.library, edit)
    steps = 0

    def crashing(action: Callable[..., None]) -> Callable[..., None]:
        def counted(*arguments: Any, **options: Any) -> None:
            nonlocal steps
            steps += 1
            if steps == step:
                raise KeyboardInterrupt
            action(*arguments, **options)

        return counted

    with monkeypatch.context() as patched:
        patched.setattr(writing, "write_atomically", crashing(write_atomically))
        patched.setattr(Path, "rename", crashing(Path.rename))
        with contextlib.suppress(KeyboardInterrupt):
            session.apply(edit)
    assert (own / writing.JOURNAL_FILE).exists() == (steps == step)
    again = opened(own)
    assert again.problems == ()
    assert again.library == wanted
    assert not (own / writing.JOURNAL_FILE).exists()


def test_an_unfinished_change_of_a_file_that_changed_since_is_not_forced(own: Path) -> None:
    session = opened(own)
    session.apply(DELTA)
    path = own / "publishers.yaml"
    writes = [FileWrite(path, b"other", b"publishers: []\n"), FileWrite(own / "actors.yaml", None, None)]
    plan = WritePlan(writes=writes)
    with pytest.raises(LibraryError, match="to give up the rest"):
        writing.carry_out(plan, own)
    with pytest.raises(LibraryError, match="to give up the rest"):
        opened(own)
    (own / writing.JOURNAL_FILE).unlink()
    assert opened(own).library == session.library


# The lower version of an overridden record


def test_a_lower_record_that_changes_later_is_shown_in_three_versions(tmp_path: Path, own: Path) -> None:
    below = tmp_path / "below"
    shutil.copytree(bundled_folder(), below)
    session = LibrarySession([below], own)
    session.apply(corrected(session, "Mine"))
    assert session.changed_below() == []
    path = below / "russia-china-2001" / "facts.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("signed the treaty of 2001 for Russia", "put his name to it", 1), "utf-8")
    assert session.refresh()
    (view,) = session.changed_below()
    statement = "Vladimir Putin signed the treaty of 2001 for Russia."
    assert view.fields == [
        ("statement", statement, "Vladimir Putin put his name to it.", statement),
        ("notes", "", "", "Mine"),
    ]
    session.keep_mine(PUTIN)
    assert session.changed_below() == []
    assert LibrarySession([below], own).changed_below() == []
    with pytest.raises(LibraryError, match="overrides no record"):
        session.keep_mine(key("fact rc-signed-16-july-2001"))


def test_neither_the_bundled_library_nor_a_folder_that_cannot_be_listed_is_edited(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(LibraryError, match="bundled library"):
        LibrarySession([], bundled_folder())
    monkeypatch.setattr("briefing.library.files.MAX_TREATIES", 1)
    for name in ("one", "two"):
        (own / name).mkdir(parents=True)
    with pytest.raises(BriefingError, match="There are 2 folders here"):
        LibrarySession([], own)


def test_the_folder_of_a_single_treaty_is_not_edited() -> None:
    with pytest.raises(LibraryError, match="single treaty"):
        LibrarySession([], bundled_folder() / "russia-china-2001")


def test_many_facts_are_divided_into_several_files(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.library.yaml_text import plan

    monkeypatch.setattr(plan, "FACTS_BYTES", 2_000)
    session = opened(own)
    session.apply(DELTA)
    new = [e.put(fact(f"fact-{number}", "memo", treaty_id="delta")) for number in range(30)]
    session.apply(e.LibraryBatch(tuple(new)))
    assert len(list((own / "delta" / "facts").iterdir())) >= 3
    assert opened(own).library == session.library


# What always holds


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the libraries `lower` and `own`."""
    root = tmp_path_factory.mktemp("libraries")
    for name, lower, material in (("lower", [], LIBRARY), ("own", [root / "lower"], OWN)):
        LibrarySession(lower, root / name).apply(e.LibraryBatch(tuple(map(e.put, records_of(material)))))
    return root


@settings(max_examples=examples(20), derandomize=True, deadline=None)
@given(edits=st.lists(EDITS | st.sampled_from(["undo", "redo"]), min_size=1, max_size=4))
def test_the_files_always_read_as_the_library_of_the_session(
    layers: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[e.LibraryEdit | str]
) -> None:
    own = tmp_path_factory.mktemp("own") / "own"
    shutil.copytree(layers / "own", own)
    session = LibrarySession([layers / "lower"], own)
    for edit in edits:
        with contextlib.suppress(LibraryError):
            if edit == "undo":
                session.undo()
            elif edit == "redo":
                session.redo()
            elif not isinstance(edit, str):
                session.apply(edit)
    report = load_library([layers / "lower", own])
    assert report.problems == ()
    assert [layer.material for layer in report.library.layers] == [
        layer.material for layer in session.library.layers
    ]
    assert not session.is_changed_on_disk()
    places = {each: place.file for each, place in report.places[1].items()}
    assert {each: session.file_of(each) for each in places} == places
