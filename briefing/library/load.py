"""Folders of treaties → material, with every problem in one report; good treaties load all the same."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from briefing import paths
from briefing.codec import Node, Reader, read_document
from briefing.errors import BriefingError, Problem
from briefing.library.draft import DraftRecord, TreatyDraft
from briefing.library.validate import check_dossiers
from briefing.model.fact import Fact
from briefing.model.library import Material
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

MAX_TREATIES = 10_000


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The material of all sound treaties, and what is wrong with the others."""

    material: Material
    problems: tuple[Problem, ...] = ()


def default_folders() -> list[Path]:
    """The bundled library and, where there is one, the user's own over it."""
    own = paths.user_library()
    return [paths.resources() / "library", *([own] if own.is_dir() else [])]


def load_library(folders: Iterable[Path]) -> LoadReport:
    """All treaties beneath `folders`; a treaty in a later folder replaces one of the same id before it.

    A folder is a library (treaty folders, perhaps a `publishers.yaml`) or a single treaty folder.
    Never raises for what is in the files: problems are reported beside what could be loaded.
    """
    problems: list[Problem] = []
    publishers: dict[str, DraftRecord[Publisher]] = {}
    dossiers: dict[str, TreatyDraft] = {}
    for folder in folders:
        read, shared = _read_folder(folder, problems)
        publishers.update({entry.value.id: entry for entry in shared})
        for dossier in read:
            key = dossier.treaty.value.id if dossier.treaty else str(dossier.folder)
            dossiers[_free_key(key, dossier, dossiers, folder)] = dossier
    sound = _sound(list(dossiers.values()), publishers, problems)
    return LoadReport(_material(sound, publishers.values()), tuple(problems))


def _free_key(key: str, dossier: TreatyDraft, dossiers: dict[str, TreatyDraft], root: Path) -> str:
    """`key`, unless the same library holds that treaty already: then both stay, to be reported."""
    other = dossiers.get(key)
    return str(dossier.folder) if other is not None and other.folder.parent == root else key


def _sound(
    dossiers: list[TreatyDraft], publishers: dict[str, DraftRecord[Publisher]], problems: list[Problem]
) -> list[TreatyDraft]:
    """The dossiers without a problem; dropping one may leave another with a reference to nothing."""
    while True:
        check_dossiers(dossiers, publishers)
        broken = [dossier for dossier in dossiers if dossier.problems]
        for dossier in broken:
            problems.extend(sorted(dossier.problems, key=lambda problem: (problem.file, problem.line or 0)))
        dossiers = [dossier for dossier in dossiers if not dossier.problems]
        if not broken:
            return dossiers


def _material(dossiers: Sequence[TreatyDraft], publishers: Iterable[DraftRecord[Publisher]]) -> Material:
    return Material.of(
        [dossier.treaty.value for dossier in dossiers if dossier.treaty],
        [entry.value for entry in publishers]
        + [entry.value for dossier in dossiers for entry in dossier.publishers],
        [entry.value for dossier in dossiers for entry in dossier.sources],
        [entry.value for dossier in dossiers for entry in dossier.facts],
    )


def _read_folder(
    folder: Path, problems: list[Problem]
) -> tuple[list[TreatyDraft], list[DraftRecord[Publisher]]]:
    try:
        treaty_folders, root = _treaty_folders(folder)
    except BriefingError as error:
        problems.extend(error.problems)
        return [], []
    shared: list[DraftRecord[Publisher]] = []
    if os.path.lexists(root / "publishers.yaml"):
        records = _records(root / "publishers.yaml", root, problems, {"publishers": Publisher})
        shared = records.sound["publishers"]
        _note_doubles(shared, problems)
    return [_read_dossier(path, root) for path in treaty_folders], shared


def _note_doubles(entries: list[DraftRecord[Publisher]], problems: list[Problem]) -> None:
    seen: dict[str, DraftRecord[Publisher]] = {}
    for entry in entries:
        first = seen.setdefault(entry.value.id, entry)
        if first is not entry:
            message = (
                f"Two publishers have the id '{entry.value.id}'; the first is in line {first.node.line}."
            )
            problems.append(entry.problem("id", message, "Rename one."))


def _treaty_folders(folder: Path) -> tuple[list[Path], Path]:
    """The treaty folders beneath `folder`, and the library's root, whose publishers they share."""
    if not folder.is_dir():
        raise BriefingError(Problem("There is no such folder.", "Check the path.", str(folder)))
    if os.path.lexists(folder / "treaty.yaml"):
        return [folder], folder.resolve().parent
    try:
        children = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise BriefingError(
            Problem(f"The folder cannot be read: {error.strerror}.", "", str(folder))
        ) from None
    found = [path for path in children if path.is_dir()]
    if len(found) > MAX_TREATIES:
        raise BriefingError(
            Problem(f"There are {len(found):,} folders here.", "Check that it is a library.", str(folder))
        )
    if not found:
        raise BriefingError(
            Problem(
                "There is no treaty here.",
                "A library holds one folder a treaty, each with treaty.yaml, sources.yaml and facts.yaml.",
                str(folder),
            )
        )
    return found, folder


def _read_dossier(folder: Path, root: Path) -> TreatyDraft:
    dossier = TreatyDraft(folder)
    notes = dossier.problems
    treaty = _document(folder / "treaty.yaml", root, notes)
    if treaty is not None:
        reader = Reader(str(folder / "treaty.yaml"))
        value = reader.read(treaty, Treaty)
        notes.extend(reader.problems)
        if isinstance(value, Treaty):
            dossier.treaty = DraftRecord(value, treaty, reader.file, "")
    spoken = _records(folder / "sources.yaml", root, notes, {"publishers": Publisher, "sources": Source})
    dossier.publishers, dossier.sources = spoken.sound["publishers"], spoken.sound["sources"]
    said = _records(folder / "facts.yaml", root, notes, {"facts": Fact})
    dossier.unread = {**spoken.unread, **said.unread}
    lost = {"publishers", "sources"} if spoken.lost else set()
    dossier.lost = frozenset(lost | ({"facts"} if said.lost else set()))
    treaty_id = dossier.treaty.value.id if dossier.treaty else folder.name
    dossier.facts = [_placed(entry, treaty_id, notes) for entry in said.sound["facts"]]
    return dossier


def _placed(entry: DraftRecord[Fact], treaty_id: str, problems: list[Problem]) -> DraftRecord[Fact]:
    given = entry.value.treaty_id
    if given not in {"", treaty_id}:
        message = f"The fact names the treaty '{given}' but stands in the folder of '{treaty_id}'."
        problems.append(entry.problem("treaty_id", message, "Leave treaty_id out."))
    fact = msgspec.structs.replace(entry.value, treaty_id=treaty_id)
    return DraftRecord(fact, entry.node, entry.file, entry.field)


def _document(path: Path, root: Path, problems: list[Problem]) -> Node | None:
    if not os.path.lexists(path):
        problems.append(Problem("The file is missing.", "A treaty folder needs it.", str(path)))
        return None
    try:
        return read_document(path, inside=root)
    except BriefingError as error:
        problems.extend(error.problems)
        return None


@dataclass(frozen=True, slots=True)
class _Records:
    """A file's records by its top keys: those that could be read, and those with problems."""

    sound: dict[str, list[DraftRecord[Any]]]
    unread: dict[str, list[DraftRecord[None]]]
    lost: bool = False
    """Whether the file as a whole could not be read."""


def _records(path: Path, root: Path, problems: list[Problem], types: dict[str, type[Any]]) -> _Records:
    """The records of a file; what is wrong with them goes to `problems`."""
    document = _document(path, root, problems)
    found = _Records({key: [] for key in types}, {key: [] for key in types}, lost=document is None)
    if document is None:
        return found
    reader = Reader(str(path))
    if document.entries is None:
        wanted = " and ".join(f"'{key}:'" for key in types)
        reader.note(document, "", f"This is {document.kind}, but a mapping with {wanted} is wanted.")
    seen: set[str] = set()
    for key, node in document.entries or ():
        name = key.text or ""
        if name not in types or name in seen:
            wrong = "is given twice" if name in seen else "is not known here"
            reader.note(key, name, f"'{name}' {wrong}.", f"This file holds: {', '.join(types)}.")
            continue
        seen.add(name)
        _read_records(reader, node, name, types[name], found)
    problems.extend(reader.problems)
    return found


def _read_records(reader: Reader, node: Node, key: str, type_: type[Any], found: _Records) -> None:
    if node.items is None:
        if not node.is_null:
            reader.note(node, key, f"This is {node.kind}, but a list is wanted.")
        return
    for number, item in enumerate(node.items):
        field = f"{key}[{number}]"
        value = reader.read(item, type_, field)
        if isinstance(value, type_):
            found.sound[key].append(DraftRecord(value, item, reader.file, field))
        else:
            found.unread[key].append(DraftRecord(None, item, reader.file, field))
