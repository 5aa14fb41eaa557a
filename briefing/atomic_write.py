"""Replace files atomically: a file always has its old or its new content, completely."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from briefing.errors import BriefingError, Problem
from briefing.file_names import companion_name, shortened
from briefing.operating_system import new_file_mode, open_device, sync_folder

_ABANDONED_AFTER_S = 3600.0
_PREFIX_BYTES = 100
_REASONS = {
    errno.ENOSPC: ("The disk is full", "Free some space, or save elsewhere."),
    errno.EDQUOT: ("The quota is used up", "Free some space, or save elsewhere."),
    errno.EACCES: ("The folder cannot be written to", "Save elsewhere, or change its permissions."),
    errno.EPERM: ("The folder cannot be written to", "Save elsewhere, or change its permissions."),
    errno.EROFS: ("The disk is read-only", "Save elsewhere."),
    errno.ENOENT: ("There is no such folder", "Create it, or save elsewhere."),
    errno.ENOTDIR: ("There is no such folder", "Create it, or save elsewhere."),
    errno.EISDIR: ("A folder has that name", "Choose another name."),
    errno.ENAMETOOLONG: ("The name is too long", "Choose a shorter one."),
    errno.ELOOP: ("The path is a link that leads to itself", "Choose another name, or remove the link."),
    errno.EEXIST: ("The file exists already", "Choose another name."),
    errno.ENXIO: ("The path is a pipe that no program reads", "Start the reader first, or save elsewhere."),
    errno.EIO: ("The disk reports an error", "Save elsewhere, and check the disk."),
}


Content = bytes | Callable[[BinaryIO], object]
"""The bytes of a file, or a function that writes them, for files that are too large for the memory."""


def write_atomically(
    path: Path, content: Content, *, keep_previous: str | None = None, replace: bool = True
) -> None:
    """Write `content` to `path`. Raises BriefingError with the reason; nothing is changed then.

    The bytes are written to a temporary file beside the target, synced to disk, and renamed in one step.
    With `keep_previous`, a suffix, the previous file is kept under the name with that suffix. Without
    `replace`, a file that exists is an error, also one that another process has just created. A link is
    followed: the file that it points to changes. A device or a pipe is written to, never replaced.
    """
    target = Path(os.path.realpath(path))
    try:
        if is_device(target):
            _write_device(target, content)
        else:
            _write(target, content, keep_previous, replace=replace)
    except OSError as error:
        reason, remedy = _REASONS.get(error.errno or 0, (error.strerror or str(error), "Save elsewhere."))
        raise BriefingError(
            Problem(f"The file was not written: {reason}. Nothing was changed.", remedy, str(path))
        ) from None


def refuse_input(path: Path, inputs: Iterable[Path]) -> None:
    """Raise BriefingError if the output `path` is one of the files `inputs`, under any name.

    Other spellings and links are recognised, in both directions. A device may be both: it is not replaced.
    """
    if is_device(path):
        return
    for source in inputs:
        if is_same_file(path, source):
            message = f"The output would replace {source}, from which it is made. Nothing was changed."
            raise BriefingError(Problem(message, "Choose another name.", str(path)))


def is_same_file(path: Path, other: Path) -> bool:
    """Return whether two paths lead to one file, by links or other spellings too; it need not exist."""
    try:
        return path.samefile(other)
    except (OSError, ValueError):  # one does not exist: it may still be the target of a link
        return os.path.realpath(path) == os.path.realpath(other)


def is_device(path: Path) -> bool:
    """Return whether something exists at `path` that is neither a file nor a folder, such as /dev/null."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _write_device(target: Path, content: Content) -> None:
    with open_device(target) as file:
        _put(file, content)


def _put(file: BinaryIO, content: Content) -> None:
    if isinstance(content, bytes):
        file.write(content)
    else:
        content(file)


def _write(target: Path, content: Content, keep_previous: str | None, *, replace: bool) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.is_symlink():  # what `realpath` leaves of links that lead to each other
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    _remove_abandoned(target)
    temporary = _temporary(target, content)
    try:
        _copy_mode(target, temporary)
        if keep_previous and target.exists():
            _keep_previous(target, target.with_name(companion_name("", target.name, keep_previous)))
        if replace:
            temporary.replace(target)
        else:
            _create(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _temporary(target: Path, content: Content) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=_prefix(target), suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _put(file, content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _create(temporary: Path, target: Path) -> None:
    """Give the temporary file its name where no file has it. Raises FileExistsError."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        temporary.replace(target)
    else:
        temporary.unlink()


def _prefix(target: Path) -> str:
    return f".{shortened(target.name, _PREFIX_BYTES)}."


def _copy_mode(target: Path, temporary: Path) -> None:
    """Set the new file's permissions to the old one's, or to those of any new file."""
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
        return
    temporary.chmod(new_file_mode())


def _keep_previous(target: Path, previous: Path) -> None:
    """Make `previous` a second name of the current target file, in one step."""
    temporary = target.with_name(f"{_prefix(target)}{os.getpid()}.previous.part")
    temporary.unlink(missing_ok=True)
    try:
        try:
            os.link(target, temporary)
        except OSError:  # a file system without hard links
            temporary.write_bytes(target.read_bytes())
        temporary.replace(previous)
    finally:
        temporary.unlink(missing_ok=True)  # still there if both names are links to one file already


def _remove_abandoned(target: Path) -> None:
    """Remove temporary files of processes that were killed long ago."""
    for abandoned in target.parent.glob(f"{_glob_escaped(_prefix(target))}*.part"):
        with contextlib.suppress(OSError):
            if time.time() - abandoned.stat().st_mtime > _ABANDONED_AFTER_S:
                abandoned.unlink()


def _glob_escaped(text: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)
