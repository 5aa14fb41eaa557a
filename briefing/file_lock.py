"""Locks on files and folders between processes; a refusal names the holder.

A lock is a small file that its holder keeps locked in the operating system. It therefore lapses with its
process, however that ends, and a file left by a killed process does not block. The content, one line each
for process id, program, host name and machine id, is that of Qt's QLockFile, which earlier versions of
this program used: locks of either kind respect each other.

Only one kind of lock can be neither confirmed nor refuted: one of another computer on a shared folder, on
which locks of the operating system may not be visible, and which may have crashed. It is refused with
`is_certain` false, and the user may decide to take it over.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError, Problem
from briefing.file_names import companion_name
from briefing.operating_system import (
    is_open_at,
    open_without_following,
    process_exists,
    remove_and_close,
    try_lock,
)

_ATTEMPTS = 20
_PAUSE_S = 0.01
_WAITING_PAUSE_S = 0.05
_WRITING_WAIT_S = 2.0
_MAX_CONTENT_BYTES = 4096
_FOLDER_LOCK = "in-use.lock"
_MACHINE_ID_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The process that has a lock; what the lock file does not contain is 0 or empty.

    `since` is the time at which it was taken, in seconds since 1970 by the clock of the disk.
    """

    process_id: int = 0
    program: str = ""
    host: str = ""
    machine_id: str = ""
    since: float = 0.0

    def __str__(self) -> str:
        time_taken = f", since {self.taken_at}" if self.since else ""
        if not self.process_id:
            return f"an unknown program{time_taken}"
        return f"{self.program}, process {self.process_id} on {self.host}{time_taken}"

    @property
    def taken_at(self) -> str:
        """The local time at which the lock was taken, such as 2025-01-18 10:42; empty if unknown."""
        try:
            return time.strftime("%Y-%m-%d %H:%M", time.localtime(self.since)) if self.since else ""
        except (OverflowError, ValueError, OSError):  # a time that no calendar has
            return ""

    @property
    def is_on_this_machine(self) -> bool:
        """Compare machine ids where both are known, since host names change; otherwise host names."""
        here = _this_process()
        if self.machine_id and here.machine_id:
            return self.machine_id == here.machine_id
        return self.host in ("", here.host)

    @property
    def may_be_running(self) -> bool:
        """Check that the process exists; one on another machine is assumed to."""
        return not self.is_on_this_machine or process_exists(self.process_id)


class LockHeldError(Exception):
    """The lock is held by another process, or by another lock of this one.

    `is_certain` is false where that cannot be known: the lock file is of another computer, or unreadable.
    """

    def __init__(self, holder: LockHolder, *, is_certain: bool = True) -> None:
        super().__init__(str(holder))
        self.holder, self.is_certain = holder, is_certain


class FileLock:
    """A lock that is held until `release`, until the object is destroyed, or until the process ends.

    The constructor raises LockHeldError where the lock is held elsewhere, and OSError where none can be
    made, as in a folder that cannot be written to.
    """

    def __init__(self, path: Path, *, take_over: bool = False) -> None:
        self.path = path
        self._finalizer = weakref.finalize(self, _release, _acquire(path, take_over), path)

    def release(self) -> None:
        """Unlock and remove the lock file; a second call does nothing."""
        self._finalizer()


def lock_file(path: Path, *, wait_s: float = 0.0, take_over: bool = False) -> FileLock:
    """Lock the file at `path`, which need not exist, by a lock file beside it. Raises as `FileLock`.

    Links are followed, so that a file has one lock under all its paths. A lock that is held is waited for
    `wait_s` seconds. With `take_over`, a lock of which it is not certain that it is held is replaced.
    """
    target = Path(os.path.realpath(path))
    lock_path = target.with_name(companion_name(".", target.name, ".lock"))
    end = time.monotonic() + wait_s
    while True:
        try:
            return FileLock(lock_path, take_over=take_over)
        except LockHeldError as error:
            if not error.is_certain or time.monotonic() >= end:
                raise
        time.sleep(_WAITING_PAUSE_S)


@contextlib.contextmanager
def locked_for_writing(path: Path, name: str) -> Iterator[None]:
    """Lock a file that several processes change, in a folder that need not exist, for one change.

    `name` says in messages what the file is, such as "thesaurus". Raises BriefingError where another
    process has had the lock for two seconds, or the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_file(path, wait_s=_WRITING_WAIT_S)
    except LockHeldError as error:
        message = f"The {name} is in use by {error}."
        raise BriefingError(Problem(message, "Try again.", str(path))) from None
    except OSError as error:
        message = f"The {name} cannot be written: {error.strerror or error}."
        raise BriefingError(Problem(message, "Check its folder.", str(path))) from None
    try:
        yield
    finally:
        lock.release()


def lock_folder(folder: Path) -> FileLock:
    """Lock a folder by a lock file in it. Raises as `FileLock`."""
    return FileLock(folder / _FOLDER_LOCK)


def _acquire(path: Path, take_over: bool) -> int:
    """Create a locked file at `path` and return its descriptor."""
    error = LockHeldError(LockHolder())
    for _ in range(_ATTEMPTS):
        descriptor = _create(path)
        if descriptor is not None:
            return descriptor
        error = _remove_stale(path, take_over) or error
        if error.holder.may_be_running:
            break
        time.sleep(_PAUSE_S)  # another process is at this moment writing its name, or removing the file
    raise error


def _create(path: Path) -> int | None:
    """Create and lock a new file; None where there is one, or where another process was quicker."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        return None
    try:
        # Between creating and locking, another process may have removed the file as a stale one.
        if try_lock(descriptor) is not False and is_open_at(descriptor, path):
            os.write(descriptor, _content(_this_process()))
            return descriptor
    except OSError:
        _release(descriptor, path)
        raise
    os.close(descriptor)
    return None


def _remove_stale(path: Path, take_over: bool) -> LockHeldError | None:
    """Remove a lock file that nobody holds and return None; else return the error with its holder.

    Raises OSError for something that is not a lock file, such as a folder or a link.
    """
    try:
        descriptor = open_without_following(path)
    except FileNotFoundError:
        return None
    except PermissionError:
        return _remove_unreadable(path, take_over)
    try:
        holder = _parse(os.read(descriptor, _MAX_CONTENT_BYTES), os.fstat(descriptor).st_mtime)
    except OSError:
        os.close(descriptor)
        raise
    lock = try_lock(descriptor)
    if lock is not False and (take_over or _is_stale(holder, has_locks=lock is not None)):
        remove_and_close(descriptor, path)
        return None
    os.close(descriptor)
    return LockHeldError(holder, is_certain=lock is False)


def _is_stale(holder: LockHolder, *, has_locks: bool) -> bool:
    """Judge a lock file that is not locked. In a file system without locks, the process decides."""
    if not holder.process_id:
        return True  # no program that holds the file wrote this
    return holder.is_on_this_machine and (has_locks or not holder.may_be_running)


def _remove_unreadable(path: Path, take_over: bool) -> LockHeldError | None:
    if take_over:
        path.unlink(missing_ok=True)
        return None
    with contextlib.suppress(OSError):
        return LockHeldError(LockHolder(host="?", since=path.lstat().st_mtime), is_certain=False)
    return None


def _release(descriptor: int, path: Path) -> None:
    with contextlib.suppress(OSError):
        remove_and_close(descriptor, path)


# The content of a lock file


def _this_process() -> LockHolder:
    program = Path(os.path.realpath(sys.executable)).name
    return LockHolder(os.getpid(), program, socket.gethostname(), _machine_id())


def _machine_id() -> str:
    for name in _MACHINE_ID_FILES:
        with contextlib.suppress(OSError):
            return Path(name).read_text("ascii", "replace").strip()
    return ""


def _content(holder: LockHolder) -> bytes:
    fields = (holder.process_id, holder.program, holder.host, holder.machine_id)
    return "".join(f"{field}\n" for field in fields).encode()


def _parse(content: bytes, since: float) -> LockHolder:
    lines = [*content.decode("utf-8", "replace").split("\n"), "", "", "", ""]
    digits = lines[0].strip()
    process_id = int(digits) if digits.isascii() and digits.isdigit() else 0
    return LockHolder(process_id, lines[1].strip(), lines[2].strip(), lines[3].strip(), since)
