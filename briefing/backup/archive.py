"""The file of a backup: a deterministic ZIP of the user's files, with a SHA-256 for each.

Files are read and written in pieces: the archive of a library may be larger than the memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import msgspec

import briefing
from briefing.atomic_write import write_atomically
from briefing.backup.own_files import OwnFiles, clashes, is_name
from briefing.codec import encode
from briefing.codec.zip_members import store_member, zip_member
from briefing.errors import BriefingError, Problem

FORMAT = 1
MIMETYPE = b"application/vnd.treaty-briefing-backup+zip"
MIMETYPE_FILE, MANIFEST = "mimetype", "manifest.json"
MAX_MEMBERS = 100_000
MAX_UNPACKED_BYTES = 16 * 2**30
MAX_MANIFEST_BYTES = 64 * 2**20
_LIMIT = f"{MAX_MEMBERS:,} files or {MAX_UNPACKED_BYTES // 2**30} GB"
_PIECE = 2**20


class _BackupManifest(msgspec.Struct, frozen=True):
    format: int
    program: str
    members: dict[str, str]


# Writing


def write_backup(path: Path, own: OwnFiles, *, replace: bool = False) -> None:
    """Write the files as a backup to `path`; equal files give equal bytes. Raises BriefingError."""
    sizes = {name: each.stat().st_size for name, each in own.paths.items()}
    if len(sizes) + 2 > MAX_MEMBERS or sum(sizes.values()) > MAX_UNPACKED_BYTES:
        message = f"The backup would contain more than {_LIMIT}."
        raise BriefingError(Problem(message, "Move some archived copies elsewhere.", str(path)))
    if twice := clashes(own.paths):
        message = f"Two files have names that are one name on some systems: '{twice[0]}'."
        raise BriefingError(Problem(message, "Rename one of them.", str(path)))
    write_atomically(path, lambda file: _write(file, own, sizes), replace=replace)


def _write(file: BinaryIO, own: OwnFiles, sizes: dict[str, int]) -> None:
    hashes = {}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zip_member(MIMETYPE_FILE, zipfile.ZIP_STORED), MIMETYPE)
        for name, path in own.paths.items():
            hashes[name] = _store(archive, name, path, sizes[name])
        manifest = _BackupManifest(FORMAT, briefing.__version__, hashes)
        store_member(archive, MANIFEST, encode(manifest))


def _store(archive: zipfile.ZipFile, name: str, path: Path, size: int) -> str:
    """Write one file and return its SHA-256. Raises BriefingError where it cannot be read."""
    entry = zip_member(name)
    entry.file_size = size
    digest = hashlib.sha256()
    try:
        with path.open("rb") as source, archive.open(entry, "w") as member:
            while piece := source.read(_PIECE):
                digest.update(piece)
                member.write(piece)
    except PermissionError as error:
        message = f"The file cannot be read: {error.strerror}. No backup was written."
        raise BriefingError(Problem(message, "Check its permissions.", str(path))) from None
    return digest.hexdigest()


# Reading


@dataclass(frozen=True, slots=True)
class Backup:
    """An open backup with checked names, sizes and manifest; contents are checked as they are read."""

    name: str
    hashes: dict[str, str]
    size: int
    archive: zipfile.ZipFile

    def extract(self, member: str, target: Path) -> None:
        """Write a member to a new file. Raises BriefingError where it is not what was saved."""
        entry = self.archive.getinfo(member)
        digest = hashlib.sha256()
        left = entry.file_size
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.archive.open(entry) as source, target.open("xb") as file:
            while piece := source.read(min(_PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise refused(self.name, f"The member '{member}' is larger than its stated size.")
                digest.update(piece)
                file.write(piece)
        if digest.hexdigest() != self.hashes[member]:
            raise refused(self.name, f"The member '{member}' is not what was saved (wrong SHA-256).")


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Open a backup. Raises BriefingError, also for faults that show while members are read."""
    name = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive.infolist(), name)
            yield _checked(archive, name)
    except FileNotFoundError:
        raise BriefingError(Problem("There is no such file.", "Check the path.", name)) from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError):
        raise refused(name, "The file is not a backup, or it is damaged.") from None
    except (NotImplementedError, RuntimeError) as error:
        raise refused(name, f"The file is packed in a way that backups never use ({error}).") from None
    except OSError as error:
        message = f"The files cannot be read or written: {error.strerror or error}. Nothing was restored."
        raise BriefingError(
            Problem(message, "Correct the cause, then repeat.", str(error.filename or name))
        ) from None


def refused(
    name: str, message: str, remedy: str = "Use another backup, or one that was stored elsewhere."
) -> BriefingError:
    return BriefingError(Problem(f"{message} Nothing was restored.", remedy, name))


def _check_entries(entries: list[zipfile.ZipInfo], name: str) -> None:
    names = [entry.filename for entry in entries]
    if MIMETYPE_FILE not in names:
        raise refused(name, "The file is not a backup of Treaty Briefing.", "Choose another file.")
    if len(names) > MAX_MEMBERS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise refused(name, f"The file unpacks to more than {_LIMIT}.", "Do not trust this file.")
    small = {entry.filename: entry.file_size for entry in entries}
    if small[MIMETYPE_FILE] > len(MIMETYPE) or small.get(MANIFEST, 0) > MAX_MANIFEST_BYTES:
        raise refused(name, "The file's manifest is larger than the program ever saves.")
    if twice := clashes(names):
        raise refused(name, f"The file contains two members that are one file: '{twice[0][:80]}'.")
    for member in names:
        if member not in {MIMETYPE_FILE, MANIFEST} and not is_name(member):
            raise refused(name, f"The file contains a member that backups never have: '{member[:80]}'.")


def _checked(archive: zipfile.ZipFile, name: str) -> Backup:
    if archive.read(MIMETYPE_FILE) != MIMETYPE:
        raise refused(name, "The file is not a backup of Treaty Briefing.", "Choose another file.")
    manifest = _manifest(archive, name)
    if manifest.format > FORMAT:
        message = (
            f"The file has format {manifest.format}, from Treaty Briefing {manifest.program[:40]}; "
            f"this is {briefing.__version__}, which reads formats up to {FORMAT}."
        )
        raise refused(name, message, "Update the program.")
    if manifest.format < 1:
        raise refused(name, f"The file states an unknown format: {manifest.format}.")
    present = {*archive.namelist()} - {MIMETYPE_FILE, MANIFEST}
    if different := sorted(present ^ manifest.members.keys()):
        fault = "is missing" if different[0] in manifest.members else "is not in the manifest"
        raise refused(name, f"The member '{different[0][:80]}' {fault}.")
    size = sum(entry.file_size for entry in archive.infolist())
    return Backup(name, manifest.members, size, archive)


def _manifest(archive: zipfile.ZipFile, name: str) -> _BackupManifest:
    try:
        with archive.open(MANIFEST) as member:
            return msgspec.json.decode(member.read(MAX_MANIFEST_BYTES), type=_BackupManifest)
    except (KeyError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise refused(name, "The file's manifest is missing or damaged.") from None
