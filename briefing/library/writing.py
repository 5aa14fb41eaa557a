"""Carry out the plan of a change of files, so that it is finished even after a crash."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec

from briefing.atomic_write import write_atomically
from briefing.codec.decoders import json_decoder
from briefing.errors import LibraryError, Problem
from briefing.journal import Journal, read_records
from briefing.library.files import PREVIOUS
from briefing.library.yaml_text.plan import FileWrite, WritePlan
from briefing.operating_system import sync_folder

JOURNAL_FILE = ".unfinished-change"


class _PlannedWrite(msgspec.Struct, frozen=True):
    """A file of a plan, by its path in the library and the hash of its bytes before; None for no file."""

    path: str
    before: str | None
    after: bytes | None


class _PlannedChange(msgspec.Struct, frozen=True):
    renamed: tuple[tuple[str, str], ...]
    writes: tuple[_PlannedWrite, ...]
    removed: tuple[tuple[str, str], ...]


def digest(content: bytes | None) -> str | None:
    return hashlib.sha256(content).hexdigest() if content is not None else None


def read_bytes(path: Path) -> bytes | None:
    """Return the bytes of a file; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def carry_out(plan: WritePlan, root: Path) -> None:
    """Write the files of a plan. Raises BriefingError; an unfinished change is finished by `recover`."""
    root.mkdir(parents=True, exist_ok=True)
    planned = _PlannedChange(
        _relative(plan.renamed, root),
        tuple(_planned(write, root) for write in plan.writes),
        _relative(plan.removed, root),
    )
    if len(planned.writes) == 1 and not planned.renamed and not planned.removed:
        _carry_out(planned, root)  # one atomic write needs no journal
        return
    path = root / JOURNAL_FILE
    try:
        journal = Journal(path)
        try:
            journal.append(msgspec.json.encode(planned))
        finally:
            journal.close()
    except OSError as error:
        path.unlink(missing_ok=True)
        message = f"The library cannot be written to: {error.strerror or error}. Nothing was changed."
        raise LibraryError(
            Problem(message, "Free some space, or check its permissions.", str(root))
        ) from None
    _carry_out(planned, root)
    path.unlink(missing_ok=True)


def recover(root: Path) -> bool:
    """Finish a change that a process did not finish; return whether there was one.

    Raises LibraryError where another program has changed one of its files since.
    """
    path = root / JOURNAL_FILE
    try:
        records = read_records(path)
    except FileNotFoundError:
        return False
    except OSError as error:
        message = f"The record of an unfinished change cannot be read: {error.strerror or error}."
        raise LibraryError(Problem(message, "Check its permissions.", str(path))) from None
    if records:
        _carry_out(json_decoder(_PlannedChange).decode(records[-1]), root)
    path.unlink(missing_ok=True)
    return bool(records)


def _relative(moves: Sequence[tuple[Path, Path]], root: Path) -> tuple[tuple[str, str], ...]:
    return tuple(
        (source.relative_to(root).as_posix(), target.relative_to(root).as_posix())
        for source, target in moves
    )


def _planned(write: FileWrite, root: Path) -> _PlannedWrite:
    return _PlannedWrite(write.path.relative_to(root).as_posix(), digest(write.before), write.after)


def _carry_out(planned: _PlannedChange, root: Path) -> None:
    """Do what has not been done yet; the same plan may be carried out several times."""
    try:
        for source, target in planned.renamed:
            _move(root / source, root / target)
        for write in planned.writes:
            _write(write, root)
        for source, target in planned.removed:
            _move(root / source, root / target, replace=True)
    except OSError as error:
        message = f"The library was not written completely: {error.strerror or error}."
        remedy = "Correct the cause. The change is finished when the library is opened again."
        raise LibraryError(Problem(message, remedy, str(error.filename or root))) from None


def _move(source: Path, target: Path, *, replace: bool = False) -> None:
    if not source.is_dir():
        return
    if replace:
        shutil.rmtree(target, ignore_errors=True)
    source.rename(target)
    sync_folder(target.parent)


def _write(write: _PlannedWrite, root: Path) -> None:
    path = root / write.path
    present = digest(read_bytes(path))
    if present == digest(write.after):
        return
    if present != write.before:
        message = "Another program has changed the file while the library was being written."
        remedy = f"Put the earlier file back, or remove {JOURNAL_FILE} to give up the rest of the change."
        raise LibraryError(Problem(message, remedy, str(path)))
    if write.after is None:
        path.replace(path.with_name(path.name + PREVIOUS))
        sync_folder(path.parent)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, write.after, keep_previous=PREVIOUS)
