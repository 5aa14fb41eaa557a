"""Writing a file so that it is always one whole generation or the other."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path

from briefing.errors import BriefingError, Problem
from briefing.operating_system import new_file_mode, sync_folder

_ABANDONED_AFTER_S = 3600.0
_REASONS = {
    errno.ENOSPC: ("The disk is full", "Free some room or save elsewhere."),
    errno.EDQUOT: ("The quota is used up", "Free some room or save elsewhere."),
    errno.EACCES: ("The folder cannot be written to", "Save elsewhere, or change its permissions."),
    errno.EPERM: ("The folder cannot be written to", "Save elsewhere, or change its permissions."),
    errno.EROFS: ("The disk is read-only", "Save elsewhere."),
    errno.ENOENT: ("There is no such folder", "Create it, or save elsewhere."),
    errno.ENOTDIR: ("There is no such folder", "Create it, or save elsewhere."),
    errno.EISDIR: ("A folder has that name", "Choose another name."),
    errno.ENAMETOOLONG: ("The name is too long", "Choose a shorter one."),
}


def write_atomically(path: Path, content: bytes, *, keep_previous: str | None = None) -> None:
    """Put `content` at `path`, or leave everything as it was and raise BriefingError with the reason.

    The bytes go to a temporary file beside the target, reach the disk, and then take the target's name in
    one step. With `keep_previous`, a suffix, what stood there before stays under the name with that suffix.
    A link is followed, so the file that it points at changes and the link stays.
    """
    target = Path(os.path.realpath(path))
    try:
        _write(target, content, keep_previous)
    except OSError as error:
        said, remedy = _REASONS.get(error.errno or 0, (error.strerror or str(error), "Save elsewhere."))
        raise BriefingError(
            Problem(f"The file was not written: {said}. Nothing was changed.", remedy, str(path))
        ) from None


def _write(target: Path, content: bytes, keep_previous: str | None) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    _sweep(target)
    temporary = _temporary(target, content)
    try:
        _take_mode(target, temporary)
        if keep_previous and target.exists():
            _keep(target, target.with_name(target.name + keep_previous))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _temporary(target: Path, content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=_prefix(target), suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _prefix(target: Path) -> str:
    return f".{target.name[:100]}."


def _take_mode(target: Path, temporary: Path) -> None:
    """Give the new file the old one's permissions, or those that any new file gets."""
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
        return
    temporary.chmod(new_file_mode())


def _keep(target: Path, previous: Path) -> None:
    """Make `previous` a second name of what `target` holds now, in one step."""
    spare = target.with_name(f"{_prefix(target)}{os.getpid()}.previous.part")
    spare.unlink(missing_ok=True)
    try:
        try:
            os.link(target, spare)
        except OSError:  # a file system without hard links
            spare.write_bytes(target.read_bytes())
        spare.replace(previous)
    finally:
        spare.unlink(missing_ok=True)  # it stays where both are names of one file already


def _sweep(target: Path) -> None:
    """Remove what a killed process left behind long ago."""
    for left in target.parent.glob(f"{_glob_escaped(_prefix(target))}*.part"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_AFTER_S:
                left.unlink()


def _glob_escaped(text: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in text)
