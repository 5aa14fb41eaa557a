"""Load folders of treaties; report every problem at once, and load the valid treaties all the same."""

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
from briefing.input_file import real_path
from briefing.library.draft import DraftRecord, TreatyDraft
from briefing.library.earlier_forms import with_current_fields
from briefing.library.validate import check_drafts
from briefing.model.fact import Fact
from briefing.model.library import Material
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

MAX_TREATIES = 10_000


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The material of all valid treaties, and the problems of the others."""

    material: Material
    problems: tuple[Problem, ...] = ()


def default_folders() -> list[Path]:
    """Return the bundled library and, if there is one, the user's, whose treaties take precedence."""
    user_library = paths.user_library()
    return [paths.resources() / "library", *([user_library] if user_library.is_dir() else [])]


def load_library(folders: Iterable[Path]) -> LoadReport:
    """Load the treaties in `folders`; one in a later folder replaces one of the same id in an earlier.

    A folder is a library (treaty folders, perhaps a `publishers.yaml`) or a single treaty folder.
    Never raises for the content of files: problems are reported beside what could be loaded.
    """
    problems: list[Problem] = []
    publishers: dict[str, DraftRecord[Publisher]] = {}
    drafts: dict[str, TreatyDraft] = {}
    for folder in folders:
        read_drafts, shared = _read_folder(folder, problems)
        publishers.update({record.value.id: record for record in shared})
        for draft in read_drafts:
            key = draft.treaty.value.id if draft.treaty else str(draft.folder)
            drafts[_free_key(key, draft, drafts, folder)] = draft
    valid = _valid_drafts(list(drafts.values()), publishers, problems)
    return LoadReport(_material(valid, publishers.values()), tuple(problems))


def _free_key(key: str, draft: TreatyDraft, drafts: dict[str, TreatyDraft], root: Path) -> str:
    """Return `key`, unless the same library has that treaty already: both are kept, to be reported."""
    other = drafts.get(key)
    return str(draft.folder) if other is not None and other.folder.parent == root else key


def _valid_drafts(
    drafts: list[TreatyDraft], publishers: dict[str, DraftRecord[Publisher]], problems: list[Problem]
) -> list[TreatyDraft]:
    """Return the drafts without problems; dropping one may leave another with a broken reference."""
    while True:
        check_drafts(drafts, publishers)
        invalid = [draft for draft in drafts if draft.problems]
        for draft in invalid:
            problems.extend(sorted(draft.problems, key=lambda problem: (problem.file, problem.line or 0)))
        drafts = [draft for draft in drafts if not draft.problems]
        if not invalid:
            return drafts


def _material(drafts: Sequence[TreatyDraft], publishers: Iterable[DraftRecord[Publisher]]) -> Material:
    return Material.of(
        [draft.treaty.value for draft in drafts if draft.treaty],
        [record.value for record in publishers]
        + [record.value for draft in drafts for record in draft.publishers],
        [record.value for draft in drafts for record in draft.sources],
        [record.value for draft in drafts for record in draft.facts],
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
        shared = records.valid["publishers"]
        _note_duplicates(shared, problems)
    return [_read_draft(path, root) for path in treaty_folders], shared


def _note_duplicates(records: list[DraftRecord[Publisher]], problems: list[Problem]) -> None:
    seen: dict[str, DraftRecord[Publisher]] = {}
    for record in records:
        first = seen.setdefault(record.value.id, record)
        if first is not record:
            message = (
                f"Two publishers have the id '{record.value.id}'; the first is in line {first.node.line}."
            )
            problems.append(record.problem("id", message, "Rename one."))


def _treaty_folders(folder: Path) -> tuple[list[Path], Path]:
    """Return the treaty folders in `folder`, and the library's root, whose publishers they share."""
    if not folder.is_dir():
        raise BriefingError(Problem("There is no such folder.", "Check the path.", str(folder)))
    if os.path.lexists(folder / "treaty.yaml"):
        return [folder], real_path(folder).parent
    try:
        children = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise BriefingError(
            Problem(f"The folder cannot be read: {error.strerror}.", "", str(folder))
        ) from None
    subfolders = [path for path in children if path.is_dir()]
    if len(subfolders) > MAX_TREATIES:
        raise BriefingError(
            Problem(
                f"There are {len(subfolders):,} folders here.",
                "Check that this folder is a library.",
                str(folder),
            )
        )
    if not subfolders:
        raise BriefingError(
            Problem(
                "There is no treaty here.",
                "A library has one folder for each treaty, with treaty.yaml, sources.yaml and facts.yaml.",
                str(folder),
            )
        )
    return subfolders, folder


def _read_draft(folder: Path, root: Path) -> TreatyDraft:
    draft = TreatyDraft(folder)
    problems = draft.problems
    treaty = _document(folder / "treaty.yaml", root, problems)
    if treaty is not None:
        with_current_fields(treaty)
        reader = Reader(str(folder / "treaty.yaml"))
        value = reader.read(treaty, Treaty)
        problems.extend(reader.problems)
        if isinstance(value, Treaty):
            draft.treaty = DraftRecord(value, treaty, reader.file, "")
    types: dict[str, type[Any]] = {"publishers": Publisher, "sources": Source}
    sources = _records(folder / "sources.yaml", root, problems, types)
    draft.publishers, draft.sources = sources.valid["publishers"], sources.valid["sources"]
    facts = _records(folder / "facts.yaml", root, problems, {"facts": Fact})
    draft.unread = {**sources.unread, **facts.unread}
    lost = {"publishers", "sources"} if sources.lost else set()
    draft.lost = frozenset(lost | ({"facts"} if facts.lost else set()))
    treaty_id = draft.treaty.value.id if draft.treaty else folder.name
    draft.facts = [_with_treaty(record, treaty_id, problems) for record in facts.valid["facts"]]
    return draft


def _with_treaty(record: DraftRecord[Fact], treaty_id: str, problems: list[Problem]) -> DraftRecord[Fact]:
    named_id = record.value.treaty_id
    if named_id not in {"", treaty_id}:
        message = f"The fact names the treaty '{named_id}' but is in the folder of '{treaty_id}'."
        problems.append(record.problem("treaty_id", message, "Leave treaty_id out."))
    fact = msgspec.structs.replace(record.value, treaty_id=treaty_id)
    return DraftRecord(fact, record.node, record.file, record.field)


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

    valid: dict[str, list[DraftRecord[Any]]]
    unread: dict[str, list[DraftRecord[None]]]
    lost: bool = False
    """Set where the file as a whole could not be read."""


def _records(path: Path, root: Path, problems: list[Problem], types: dict[str, type[Any]]) -> _Records:
    """Read the records of a file; add their problems to `problems`."""
    document = _document(path, root, problems)
    records = _Records({key: [] for key in types}, {key: [] for key in types}, lost=document is None)
    if document is None:
        return records
    reader = Reader(str(path))
    if document.entries is None:
        keys = " and ".join(f"'{key}:'" for key in types)
        reader.note(document, "", f"This is {document.kind}, but a mapping with {keys} is wanted.")
    seen: set[str] = set()
    for key, node in document.entries or ():
        name = key.text or ""
        if name not in types or name in seen:
            fault = "is given twice" if name in seen else "is not known here"
            reader.note(key, name, f"'{name}' {fault}.", f"Keys of this file: {', '.join(types)}.")
            continue
        seen.add(name)
        _read_records(reader, node, name, types[name], records)
    problems.extend(reader.problems)
    return records


def _read_records(reader: Reader, node: Node, key: str, type_: type[Any], records: _Records) -> None:
    if node.items is None:
        if not node.is_null:
            reader.note(node, key, f"This is {node.kind}, but a list is wanted.")
        return
    for number, item in enumerate(node.items):
        field = f"{key}[{number}]"
        with_current_fields(item)
        value = reader.read(item, type_, field)
        if isinstance(value, type_):
            records.valid[key].append(DraftRecord(value, item, reader.file, field))
        else:
            records.unread[key].append(DraftRecord(None, item, reader.file, field))
