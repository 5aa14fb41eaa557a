"""The files of a library, and the records in each of them, read one file at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.codec import Node, Reader, read_document
from briefing.errors import BriefingError, Problem
from briefing.input_file import real_path
from briefing.library.draft import DraftRecord
from briefing.library.earlier_forms import with_current_fields
from briefing.library.records import RecordKind
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

MAX_TREATIES = 10_000
PREVIOUS = ".previous"
"""What the name of the previous version of a file ends with, which a write keeps."""
RESERVED_FOLDERS = frozenset({"archive"})
"""Folders in the root of a library that are not treaties."""

LIST_TYPES: Mapping[str, type[Any]] = {
    "publishers": Publisher,
    "sources": Source,
    "facts": Fact,
    "actors": Actor,
}
LIST_KEYS: Mapping[RecordKind, str] = {
    RecordKind.PUBLISHER: "publishers",
    RecordKind.SOURCE: "sources",
    RecordKind.FACT: "facts",
    RecordKind.ACTOR: "actors",
}
"""The key of the list that contains the records of a kind; a treaty is a file of its own."""

ROOT_FILES: Mapping[str, tuple[str, ...]] = {
    "publishers.yaml": ("publishers",),
    "actors.yaml": ("actors",),
    "sources.yaml": ("publishers", "sources"),
}
"""The files in the root of a library, with the keys of each."""


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """A file of a library: the lists that it may have, or a treaty where it may have none.

    Links that lead out of `root` are refused.
    """

    path: Path
    root: Path
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class FileContent:
    """The records of a file by the keys of their lists; a treaty's key is ``treaty``.

    `unread` has the records with problems of their own. `lost` is set where nothing could be read.
    """

    records: dict[str, list[DraftRecord[Any]]] = field(default_factory=dict)
    unread: dict[str, list[DraftRecord[None]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lost: bool = False


ReadFile = Callable[[LibraryFile], FileContent]


@dataclass(frozen=True, slots=True)
class TreatyFolder:
    """The files of a treaty folder that exist, and those that it needs and that do not."""

    folder: Path
    files: tuple[LibraryFile, ...]
    missing: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class LibraryFolder:
    """The files of a library: those in its root, and those of its treaties."""

    root: Path
    shared: tuple[LibraryFile, ...]
    treaties: tuple[TreatyFolder, ...]

    @property
    def files(self) -> list[LibraryFile]:
        return [*self.shared, *(file for treaty in self.treaties for file in treaty.files)]


def list_files(folder: Path, *, may_be_empty: bool = False) -> LibraryFolder:
    """List the files of the library, or of the single treaty, in `folder`.

    Raises BriefingError where there is no such folder, or nothing of a library in it unless `may_be_empty`.
    """
    if not folder.is_dir():
        raise BriefingError(Problem("There is no such folder.", "Check the path.", str(folder)))
    if is_treaty_folder(folder):
        # A single treaty: it shares the publishers of the library that contains it.
        root = real_path(folder).parent
        return LibraryFolder(root, _existing(root, ("publishers.yaml",)), (_treaty_folder(folder, root),))
    shared = _existing(folder, ROOT_FILES)
    treaties = _subfolders(folder)
    if not treaties and not shared and not may_be_empty:
        raise BriefingError(
            Problem(
                "There is no treaty here.",
                "A library has one folder for each treaty, with treaty.yaml, sources.yaml and facts.yaml.",
                str(folder),
            )
        )
    return LibraryFolder(folder, shared, tuple(_treaty_folder(path, folder) for path in treaties))


def library_file(path: Path, root: Path) -> LibraryFile:
    """Return the file of a library at a path, by its place and name."""
    if path.parent == root:
        return LibraryFile(path, root, ROOT_FILES[path.name])
    if path.name == "treaty.yaml":
        return LibraryFile(path, root)
    is_sources = path.name == "sources.yaml" and path.parent.parent == root
    return LibraryFile(path, root, ("publishers", "sources") if is_sources else ("facts",))


def is_treaty_folder(folder: Path) -> bool:
    """Return whether a folder is a single treaty and not a library."""
    return os.path.lexists(folder / "treaty.yaml")


def _existing(root: Path, names: Iterable[str]) -> tuple[LibraryFile, ...]:
    return tuple(
        LibraryFile(root / name, root, ROOT_FILES[name]) for name in names if os.path.lexists(root / name)
    )


def _subfolders(folder: Path) -> list[Path]:
    try:
        children = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        message = f"The folder cannot be read: {error.strerror}."
        raise BriefingError(Problem(message, "Check its permissions.", str(folder))) from None
    subfolders = [path for path in children if path.is_dir() and path.name not in RESERVED_FOLDERS]
    if len(subfolders) > MAX_TREATIES:
        message = f"There are {len(subfolders):,} folders here."
        raise BriefingError(Problem(message, "Check that this folder is a library.", str(folder)))
    return subfolders


def _treaty_folder(folder: Path, root: Path) -> TreatyFolder:
    treaty = LibraryFile(folder / "treaty.yaml", root)
    sources = LibraryFile(folder / "sources.yaml", root, ("publishers", "sources"))
    facts = LibraryFile(folder / "facts.yaml", root, ("facts",))
    parts = tuple(LibraryFile(path, root, ("facts",)) for path in _parts_of_facts(folder))
    needed = (treaty, sources) if parts else (treaty, sources, facts)
    existing = [file for file in (treaty, sources, facts) if os.path.lexists(file.path)]
    missing = tuple(file.path for file in needed if file not in existing)
    return TreatyFolder(folder, (*existing, *parts), missing)


def _parts_of_facts(folder: Path) -> list[Path]:
    """Return the files of facts in the folder ``facts`` of a treaty."""
    try:
        return sorted(
            path
            for path in (folder / "facts").iterdir()
            if path.suffix == ".yaml" and not path.name.startswith(".")
        )
    except OSError:
        return []


def read_file(file: LibraryFile) -> FileContent:
    """Read the records of a file. Never raises for its content: problems are in the result."""
    try:
        document = read_document(file.path, inside=file.root)
    except BriefingError as error:
        return FileContent(problems=list(error.problems), lost=True)
    return content_of(document, file)


def content_of(document: Node, file: LibraryFile) -> FileContent:
    """Return the records of a parsed file."""
    reader = Reader(str(file.path))
    content = _lists(document, file, reader) if file.keys else _treaty(document, reader)
    content.problems.extend(reader.problems)
    return content


def _treaty(document: Node, reader: Reader) -> FileContent:
    with_current_fields(document)
    value = reader.read(document, Treaty)
    valid = [DraftRecord(value, document, reader.file, "")] if isinstance(value, Treaty) else []
    return FileContent({"treaty": valid})


def _lists(document: Node, file: LibraryFile, reader: Reader) -> FileContent:
    content = FileContent({key: [] for key in file.keys}, {key: [] for key in file.keys})
    if document.entries is None:
        keys = " and ".join(f"'{key}:'" for key in file.keys)
        reader.note(document, "", f"This is {document.kind}, but a mapping with {keys} is wanted.")
    seen: set[str] = set()
    for key, node in document.entries or ():
        name = key.text or ""
        if name not in file.keys or name in seen:
            fault = "is given twice" if name in seen else "is not known here"
            reader.note(key, name, f"'{name}' {fault}.", f"Keys of this file: {', '.join(file.keys)}.")
            continue
        seen.add(name)
        _read_list(reader, node, name, content)
    return content


def _read_list(reader: Reader, node: Node, key: str, content: FileContent) -> None:
    if node.items is None:
        if not node.is_null:
            reader.note(node, key, f"This is {node.kind}, but a list is wanted.")
        return
    for number, item in enumerate(node.items):
        field_path = f"{key}[{number}]"
        with_current_fields(item)
        value = reader.read(item, LIST_TYPES[key], field_path)
        if isinstance(value, LIST_TYPES[key]):
            content.records[key].append(DraftRecord(value, item, reader.file, field_path))
        else:
            content.unread[key].append(DraftRecord(None, item, reader.file, field_path))
