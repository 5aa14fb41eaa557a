"""The files of an organisation: the defaults, its emblem, and the references that were used here.

All are in one folder of the user. A file that an office shares may be elsewhere; the folder then holds its
path. The program writes neither file of defaults.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from briefing import paths
from briefing.atomic_write import write_atomically
from briefing.codec import Node, Reader, read_document, read_text
from briefing.errors import BriefingError
from briefing.input_file import read_regular
from briefing.organisation.defaults import Organisation
from briefing.pictures import JPEG, PNG, PictureError, without_metadata

FILE_NAME = "organisation.yaml"
_SHARED, _USED = "shared-file.txt", "references.txt"
_MAX_EMBLEM_BYTES = 8 * 2**20
_MOST_REFERENCES = 2_000


@dataclass(frozen=True, slots=True)
class OwnOrganisation:
    """The defaults, the file that they are from, and the bytes of the emblem (empty without one)."""

    defaults: Organisation = Organisation()  # noqa: RUF009 - frozen
    file: Path | None = None
    emblem: bytes = b""


def organisation_file() -> Path:
    """Return the file that is used: the shared one, or the user's own, which need not exist."""
    folder = paths.user_organisation()
    pointer = folder / _SHARED
    try:
        status = pointer.stat()
    except OSError:
        return folder / FILE_NAME
    return _shared_file(pointer, status.st_mtime_ns, status.st_size) or folder / FILE_NAME


@functools.lru_cache(4)
def _shared_file(pointer: Path, _changed: int, _size: int) -> Path | None:
    """Return the path in a file, read once per change; None for an empty file or a folder."""
    shared = read_text(pointer).strip() if pointer.is_file() else ""
    return Path(shared) if shared else None


def share_file(path: Path | None) -> None:
    """Use a shared file from now on, or the user's own for None. Raises BriefingError for a faulty file."""
    pointer = paths.user_organisation() / _SHARED
    if path is None:
        pointer.unlink(missing_ok=True)
        return
    read_file(path)
    pointer.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(pointer, f"{path.absolute()}\n".encode())


def read_organisation(markings: Collection[str] = ()) -> OwnOrganisation:
    """Read the defaults of the organisation; those of nobody where there is no file.

    `markings` are the labels that exist. Raises BriefingError with file, line, cause and remedy, also where
    a shared file is missing.
    """
    path = organisation_file()
    if path == paths.user_organisation() / FILE_NAME and not path.exists():
        return OwnOrganisation()
    return read_file(path, markings)


def read_file(path: Path, markings: Collection[str] = ()) -> OwnOrganisation:
    """Read a file of defaults. Raises BriefingError with all problems, each with its place."""
    node = read_document(path)
    reader = Reader(str(path))
    defaults: Organisation = reader.read(node, Organisation)
    if not reader.problems:
        _check(reader, node, defaults, markings)
    emblem = b""
    if not reader.problems and defaults.emblem:
        emblem = _emblem(reader, node, path.parent / defaults.emblem)
    if reader.problems:
        raise BriefingError(reader.problems)
    return OwnOrganisation(defaults, path, emblem)


def _check(reader: Reader, node: Node, defaults: Organisation, markings: Collection[str]) -> None:
    if defaults.marking and markings and defaults.marking not in markings:
        known = ", ".join(markings)
        message = f"There is no marking '{defaults.marking}'."
        _add(reader, node, "marking", message, f"Use one of: {known}.")
    name = defaults.distribution_by_default
    if name and name not in defaults.distribution:
        known = ", ".join(defaults.distribution) or "none"
        message = f"There is no distribution list '{name}'."
        _add(
            reader,
            node,
            "distribution_by_default",
            message,
            f"Add it under 'distribution' (lists: {known}).",
        )


def _emblem(reader: Reader, node: Node, path: Path) -> bytes:
    try:
        content = read_regular(path, _MAX_EMBLEM_BYTES, "Use a smaller version of the picture.")
    except BriefingError as error:
        for problem in error.problems:
            _add(reader, node, "emblem", f"The emblem {path}: {problem.message}", problem.remedy)
        return b""
    if not content.startswith((PNG, JPEG)):
        _add(
            reader, node, "emblem", f"The emblem {path} is not a PNG or JPEG picture.", "Use another file."
        )
        return b""
    try:
        return without_metadata(content)
    except PictureError as error:
        _add(reader, node, "emblem", f"The emblem {path} cannot be used: {error}.", "Use another file.")
        return b""


def _add(reader: Reader, node: Node, name: str, message: str, remedy: str) -> None:
    reader.note(node.get(name) or node, name, message, remedy)


# References


def used_references() -> tuple[str, ...]:
    """Return the references that were given on this computer, the oldest first."""
    path = paths.user_organisation() / _USED
    return tuple(read_text(path).splitlines()) if path.is_file() else ()


def note_reference(reference: str) -> None:
    """Remember that a reference was given, so that the next number is proposed. Raises BriefingError."""
    used = used_references()
    if not reference or reference in used or "\n" in reference:
        return
    paths.user_organisation().mkdir(parents=True, exist_ok=True)
    lines = (*used, reference)[-_MOST_REFERENCES:]
    write_atomically(paths.user_organisation() / _USED, "".join(f"{line}\n" for line in lines).encode())
