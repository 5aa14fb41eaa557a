"""Locks between processes: one holder at a time, who is named; a killed holder does not block."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from briefing import file_lock
from briefing.file_lock import FileLock, LockHeldError, LockHolder, lock_file, lock_folder
from tests import ROOT

HOLD = """
import sys
from pathlib import Path
from briefing.file_lock import lock_file

lock = lock_file(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""
HOLD_AS_QT = """
import sys
from PySide6.QtCore import QLockFile

lock = QLockFile(sys.argv[1])
lock.setStaleLockTime(0)
assert lock.tryLock(0)
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def process_holding(path: Path, code: str = HOLD) -> Iterator[subprocess.Popen[bytes]]:
    """A process that holds a lock until its input is closed or it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"held\n"
        yield process
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def lock_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def is_free(path: Path) -> bool:
    try:
        lock_file(path).release()
    except LockHeldError:
        return False
    return True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file to lock; it need not exist."""
    return tmp_path / "gas.briefing"


def test_a_second_lock_is_refused_until_the_first_is_released(path: Path) -> None:
    first = lock_file(path)
    with pytest.raises(LockHeldError):
        lock_file(path)
    first.release()
    second = lock_file(path)
    first.release()  # must not release the lock of another
    assert not is_free(path)
    second.release()
    assert list(path.parent.iterdir()) == []


def test_a_second_process_is_told_who_holds_the_file(path: Path) -> None:
    with process_holding(path) as process, pytest.raises(LockHeldError) as refused:
        lock_file(path)
    holder = refused.value.holder
    assert (holder.process_id, holder.host) == (process.pid, socket.gethostname())
    assert holder.program == Path(sys.executable).resolve().name
    assert f"process {process.pid} on {socket.gethostname()}" in str(refused.value)


def test_a_process_that_ends_leaves_no_lock(path: Path) -> None:
    with process_holding(path):
        assert lock_path(path).exists()
    assert not lock_path(path).exists()


def test_the_lock_of_a_killed_process_lapses(path: Path) -> None:
    with process_holding(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert lock_path(path).exists()
        lock = lock_file(path)
    assert lock_path(path).read_text().startswith(f"{os.getpid()}\n")
    lock.release()


def test_a_lock_file_that_names_a_running_process_which_does_not_hold_it_lapses(path: Path) -> None:
    # After a restart the number in the file may be that of some other process.
    lock_path(path).write_text(f"{os.getpid()}\npython\n{socket.gethostname()}\n")
    assert is_free(path)


@pytest.mark.parametrize("content", [b"", b"\n", b"rubbish", b"\xff\xfe\x00", b"-1\n\n\n", b"9" * 5000])
def test_a_damaged_lock_file_does_not_block(path: Path, content: bytes) -> None:
    lock_path(path).write_bytes(content)
    assert is_free(path)


def test_a_lock_of_another_machine_is_respected_although_it_cannot_be_asked(path: Path) -> None:
    lock_path(path).write_text("4711\nbriefing\nanother-host\n")
    with pytest.raises(LockHeldError, match="briefing, process 4711 on another-host"):
        lock_file(path)
    assert lock_path(path).exists()


def test_a_machine_is_known_by_its_id_where_its_name_has_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    identity = tmp_path / "machine-id"
    identity.write_text("f00d\n")
    monkeypatch.setattr(file_lock, "_MACHINE_ID_FILES", (str(identity),))
    assert LockHolder(4711, "briefing", "its-name-before", "f00d").is_on_this_machine
    assert not LockHolder(4711, "briefing", socket.gethostname(), "beef").is_on_this_machine
    lock_path(path).write_text("4711\nbriefing\nits-name-before\nf00d\n")
    assert is_free(path)


def test_a_folder_is_locked_by_a_file_in_it(tmp_path: Path) -> None:
    lock = lock_folder(tmp_path)
    with pytest.raises(LockHeldError):
        lock_folder(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["in-use.lock"]
    lock.release()
    lock_folder(tmp_path).release()


def test_a_lock_that_nobody_refers_to_any_more_is_released(path: Path) -> None:
    lock_file(path)
    gc.collect()
    assert is_free(path)


@pytest.mark.parametrize("name", ["none/gas.briefing", "file/gas.briefing"])
def test_a_lock_that_cannot_be_made_is_an_error_of_the_system(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        lock_file(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to any folder")
def test_in_a_folder_that_cannot_be_written_to_there_is_no_lock(path: Path) -> None:
    path.parent.chmod(0o500)
    with pytest.raises(PermissionError):
        lock_file(path)
    path.parent.chmod(0o700)


def test_a_link_in_place_of_the_lock_file_is_not_followed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("content")
    lock_path(path).symlink_to(tmp_path / "precious")
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        lock_file(path)
    assert (tmp_path / "precious").read_text() == "content"


def test_of_many_that_ask_at_once_one_gets_a_stale_lock(path: Path) -> None:
    def ask(_number: int) -> FileLock | None:
        try:
            return lock_file(path)
        except LockHeldError:
            return None

    for _ in range(20):
        lock_path(path).write_text(f"999999999\npython\n{socket.gethostname()}\n")
        with ThreadPoolExecutor(8) as pool:
            locks = [lock for lock in pool.map(ask, range(8)) if lock]
        assert len(locks) == 1
        locks[0].release()


# Earlier versions of the program locked with Qt's QLockFile


def test_a_lock_of_an_earlier_version_is_respected_and_its_holder_named(path: Path) -> None:
    with process_holding(lock_path(path), HOLD_AS_QT) as process:
        with pytest.raises(LockHeldError) as refused:
            lock_file(path)
        assert refused.value.holder.process_id == process.pid
        assert refused.value.holder.program
    assert is_free(path)


def test_a_lock_left_by_a_killed_earlier_version_does_not_block(path: Path) -> None:
    with process_holding(lock_path(path), HOLD_AS_QT) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert lock_path(path).exists()
        assert is_free(path)


def test_an_earlier_version_respects_a_lock_and_names_its_holder(path: Path) -> None:
    with process_holding(path) as process:
        other = QLockFile(str(lock_path(path)))
        other.setStaleLockTime(0)
        assert not other.tryLock(0)
        assert other.error() is QLockFile.LockError.LockFailedError
        holder = LockHolder(*other.getLockInfo())
        assert (holder.process_id, socket.gethostname()) == (process.pid, other.getLockInfo()[1])


def test_an_earlier_version_can_lock_what_a_killed_process_left_locked(path: Path) -> None:
    with process_holding(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        other = QLockFile(str(lock_path(path)))
        other.setStaleLockTime(0)
        assert other.tryLock(0)
        other.unlock()


# Locks that can be neither confirmed nor refuted


def test_a_lock_of_another_machine_can_be_taken_over_and_then_holds(path: Path) -> None:
    lock_path(path).write_text("4711\nbriefing\nanother-host\n")
    with pytest.raises(LockHeldError, match=r"on another-host, since \d{4}-\d\d-\d\d \d\d:\d\d") as refused:
        lock_file(path)
    assert not refused.value.is_certain
    lock = lock_file(path, take_over=True)
    assert not is_free(path)
    lock.release()


def test_a_lock_that_a_running_process_holds_is_never_taken_over(path: Path) -> None:
    with process_holding(path), pytest.raises(LockHeldError) as refused:
        lock_file(path, take_over=True)
    assert refused.value.is_certain


def test_text_of_another_program_in_place_of_a_lock_does_not_block(path: Path) -> None:
    lock_path(path).write_text("notes\nof another\nprogram\n")
    assert is_free(path)


def test_a_pipe_in_place_of_a_lock_does_not_stop_the_program(path: Path) -> None:
    os.mkfifo(lock_path(path))
    assert is_free(path)


def test_a_file_has_one_lock_under_all_its_paths(path: Path, tmp_path: Path) -> None:
    path.touch()
    link = tmp_path / "link.briefing"
    link.symlink_to(path)
    lock = lock_file(link)
    assert not is_free(path)
    lock.release()


def test_a_file_of_the_longest_possible_name_can_be_locked(tmp_path: Path) -> None:
    path = tmp_path / ("ж" * 127 + "x")
    path.touch()
    lock = lock_file(path)
    assert not is_free(path)
    assert is_free(tmp_path / ("ж" * 127 + "y"))
    lock.release()


def test_a_lock_that_is_soon_released_is_waited_for(path: Path) -> None:
    first = lock_file(path)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lock_file, path, wait_s=60)
        first.release()
        waiting.result().release()
