"""Locks on files and folders between processes; a refusal names the holder.

A lock is a small file that its holder keeps locked in the operating system. It therefore lapses with its
process, however that ends, and a file left by a killed process does not block. The content, one line each
for process id, program, host name and machine id, is that of Qt's QLockFile, which earlier versions of
this program used: locks of either kind respect each other.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
import weakref
from dataclasses import dataclass
from pathlib import Path

from briefing.operating_system import (
    is_open_at,
    open_without_following,
    process_exists,
    remove_and_close,
    try_lock,
)

_ATTEMPTS = 20
_PAUSE_S = 0.01
_MAX_CONTENT_BYTES = 4096
_FOLDER_LOCK = "in-use.lock"
_MACHINE_ID_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The process that has a lock; what the lock file does not say is 0 or empty."""

    process_id: int = 0
    program: str = ""
    host: str = ""
    machine_id: str = ""

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
    """The lock is held by another process, or by another lock of this one."""

    def __init__(self, holder: LockHolder) -> None:
        super().__init__(f"{holder.program}, process {holder.process_id} on {holder.host}")
        self.holder = holder


class FileLock:
    """A lock that is held until `release`, until the object is destroyed, or until the process ends.

    The constructor raises LockHeldError where the lock is held elsewhere, and OSError where none can be
    made, as in a folder that cannot be written to.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._finalizer = weakref.finalize(self, _release, _acquire(path), path)

    def release(self) -> None:
        """Unlock and remove the lock file; a second call does nothing."""
        self._finalizer()


def lock_file(path: Path) -> FileLock:
    """Lock the file at `path`, which need not exist, by a lock file beside it. Raises as `FileLock`."""
    return FileLock(path.with_name(f".{path.name}.lock"))


def lock_folder(folder: Path) -> FileLock:
    """Lock a folder by a lock file in it. Raises as `FileLock`."""
    return FileLock(folder / _FOLDER_LOCK)


def _acquire(path: Path) -> int:
    """Create a locked file at `path` and return its descriptor."""
    holder = LockHolder()
    for _ in range(_ATTEMPTS):
        descriptor = _create(path)
        if descriptor is not None:
            return descriptor
        holder = _remove_stale(path) or holder
        if holder.may_be_running:
            break
        time.sleep(_PAUSE_S)  # another process is at this moment writing its name, or removing the file
    raise LockHeldError(holder)


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


def _remove_stale(path: Path) -> LockHolder | None:
    """Remove a lock file that nobody holds and return None; otherwise return its holder."""
    try:
        descriptor = open_without_following(path)
    except FileNotFoundError:
        return None
    holder = _parse(os.read(descriptor, _MAX_CONTENT_BYTES))
    is_free = try_lock(descriptor)
    if is_free is None:  # a file system without locks: only the process can be asked for
        is_free = not holder.may_be_running
    if is_free and holder.is_on_this_machine:
        remove_and_close(descriptor, path)
        return None
    os.close(descriptor)
    return holder


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


def _parse(content: bytes) -> LockHolder:
    lines = [*content.decode("utf-8", "replace").split("\n"), "", "", "", ""]
    digits = lines[0].strip()
    process_id = int(digits) if digits.isascii() and digits.isdigit() else 0
    return LockHolder(process_id, lines[1].strip(), lines[2].strip(), lines[3].strip())
