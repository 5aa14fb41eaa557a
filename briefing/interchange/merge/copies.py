"""Take over the archived copies of sources that a merge brings into a library."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefing.atomic_write import write_atomically
from briefing.model.library import Material

ARCHIVE = "archive"
"""The folder of a library that has the copies, in files whose names begin with the SHA-256 of a copy."""

_HASH_LENGTH = 64
_NAME = re.compile(r"[0-9a-f]{64}(\..*)?")


class CopiedFiles(NamedTuple):
    """The names of the files that were copied, and of those that are not what they were named after."""

    copied: list[str]
    damaged: list[str]


def copy_archived(material: Material, source: Path, target: Path) -> CopiedFiles:
    """Copy from one library's folder to another's what sources of the material name, and is missing there.

    Raises BriefingError where a file cannot be written.
    """
    result = CopiedFiles([], [])
    for path in _files(source / ARCHIVE, _hashes(material)):
        new = target / path.relative_to(source)
        if new.exists():
            continue
        if len(path.name) == _HASH_LENGTH and _digest(path) != path.name:
            result.damaged.append(str(path))
            continue
        _copy(path, new)
        result.copied.append(str(new))
    return result


def _copy(path: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as file:
        write_atomically(new, lambda copy: shutil.copyfileobj(file, copy))


def archived_files(material: Material, folder: Path) -> dict[str, bytes]:
    """Return the copies that sources of the material name, and their texts, by their names."""
    return {path.name: path.read_bytes() for path in _files(folder / ARCHIVE, _hashes(material))}


def write_copies(material: Material, copies: Mapping[str, bytes], target: Path) -> CopiedFiles:
    """Write copies and their texts, by name, that sources of the material name and the folder lacks."""
    result = CopiedFiles([], [])
    hashes = _hashes(material)
    present = {path.name for path in _files(target / ARCHIVE, hashes)}
    for name in sorted(name for name in copies.keys() - present if name[:_HASH_LENGTH] in hashes):
        path = target / ARCHIVE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, copies[name])
        result.copied.append(str(path))
    return result


def _hashes(material: Material) -> set[str]:
    return {copy.sha256 for source in material.sources for copy in source.attachments}


def _files(archive: Path, hashes: set[str]) -> Iterator[Path]:
    """Yield the files of an archive that belong to these copies, such as a copy and its text."""
    for path in sorted(archive.rglob("*")):
        is_ours = _NAME.fullmatch(path.name) and path.name[:_HASH_LENGTH] in hashes
        if is_ours and path.is_file() and not path.is_symlink():
            yield path


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
