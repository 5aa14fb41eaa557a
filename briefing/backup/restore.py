"""Restore a backup: say first what would change, and keep one copy of what is replaced."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from briefing.backup.archive import Backup, opened, refused
from briefing.backup.own_files import library_locked, own_files
from briefing.operating_system import sync_folder

PREVIOUS = "restore.previous"
"""The folder, in that of the user's data, with the files that the last restoring replaced."""
_UNFINISHED = "unfinished"
"""A file in `PREVIOUS` while files are being replaced."""


class FileEffect(StrEnum):
    NEW = "new"
    REPLACED = "replaced"
    REMOVED = "removed"


class FileChange(NamedTuple):
    """The effect of restoring on a file, by its name in the folder of the user's data."""

    name: str
    effect: FileEffect


@dataclass(frozen=True, slots=True)
class Restoration:
    """The changes of restoring; `is_done` is False where they need the user's consent."""

    changes: Sequence[FileChange]
    is_done: bool


def restore(path: Path, home: Path, *, replace: bool) -> Restoration:
    """Restore a backup into the folder of the user's data.

    Without `replace`, nothing is done if a file would be replaced or removed. A file is removed if it is in
    a folder, such as the library, of which the backup has other files: the two states would mix.
    Raises BriefingError; the user's files are unchanged then.
    """
    with opened(path) as backup:
        home.mkdir(parents=True, exist_ok=True)
        if backup.size > shutil.disk_usage(home).free:
            raise refused(str(path), "The disk has not enough free space.", "Free some space.")
        with _staged(backup, home) as staged, library_locked(home):
            changes = list(_changes(backup, home))
            if not replace and any(each.effect is not FileEffect.NEW for each in changes):
                return Restoration(changes, is_done=False)
            _carry_out(changes, staged, home)
    return Restoration(changes, is_done=True)


@contextlib.contextmanager
def _staged(backup: Backup, home: Path) -> Iterator[Path]:
    """Extract all members to a temporary folder on the same disk, so that they are checked first."""
    folder = Path(tempfile.mkdtemp(prefix=".restore-", dir=home))
    try:
        for member in backup.hashes:
            backup.extract(member, folder / member)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _changes(backup: Backup, home: Path) -> Iterator[FileChange]:
    present = own_files(home).paths
    restored_folders = {name.partition("/")[0] for name in backup.hashes if "/" in name}
    for name, wanted in backup.hashes.items():
        if name not in present:  # a link is not one of the user's own files, but is in its place
            is_new = not os.path.lexists(home / name)
            yield FileChange(name, FileEffect.NEW if is_new else FileEffect.REPLACED)
        elif _digest(present[name]) != wanted:
            yield FileChange(name, FileEffect.REPLACED)
    for name in present:
        if name not in backup.hashes and name.partition("/")[0] in restored_folders:
            yield FileChange(name, FileEffect.REMOVED)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _carry_out(changes: Sequence[FileChange], staged: Path, home: Path) -> None:
    """Copy what is replaced, then replace it file by file; undo that where it fails."""
    replaced = [each.name for each in changes if each.effect is not FileEffect.NEW]
    if replaced:
        _keep_previous(replaced, home)
    done: list[FileChange] = []
    try:
        for change in changes:
            _replace(change, staged, home)
            done.append(change)
    except OSError:
        _undo(done, home)
        raise
    (home / PREVIOUS / _UNFINISHED).unlink(missing_ok=True)


def _keep_previous(names: Sequence[str], home: Path) -> None:
    """Copy files to the previous copy, in place of that of an earlier restoring which was finished.

    If one was interrupted, its copy has the user's files, and those present may be restored ones.
    """
    previous = home / PREVIOUS
    is_interrupted = (previous / _UNFINISHED).exists()
    if not is_interrupted:
        copy = Path(tempfile.mkdtemp(prefix=".restore-", dir=home))
        _copy(names, home, copy)
        (copy / _UNFINISHED).touch()
        shutil.rmtree(previous, ignore_errors=True)
        copy.rename(previous)
    else:
        _copy([name for name in names if not (previous / name).exists()], home, previous)
    sync_folder(home)


def _copy(names: Sequence[str], source: Path, target: Path) -> None:
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source / name, target / name)


def _replace(change: FileChange, staged: Path, home: Path) -> None:
    path = home / change.name
    if change.effect is FileEffect.REMOVED:
        path.unlink()
        _remove_empty(path.parent, home)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    (staged / change.name).replace(path)


def _remove_empty(folder: Path, home: Path) -> None:
    """Remove folders without files: an empty folder in a library would be a treaty without a text."""
    while home not in {folder, folder.parent}:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _undo(done: Sequence[FileChange], home: Path) -> None:
    for change in done:
        path = home / change.name
        with contextlib.suppress(OSError):
            if change.effect is FileEffect.NEW:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(home / PREVIOUS / change.name, path)
