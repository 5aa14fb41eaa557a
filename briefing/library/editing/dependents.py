"""The records and the projects that use a record of a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefing.library.editing.edits import (
    DeleteRecord,
    LibraryBatch,
    LibraryEdit,
    MergeRecords,
    RenameRecord,
)
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, records_by_key, users_of
from briefing.model.briefing import Briefing


def dependents(library: LayeredLibrary, key: RecordKey) -> list[RecordKey]:
    """Return the keys of the records that name the record with this key."""
    return users_of(key, library.material)


def removed_keys(edit: LibraryEdit) -> Iterator[RecordKey]:
    """Yield the keys that an edit takes out of the library: of what it deletes, renames or merges."""
    if isinstance(edit, LibraryBatch):
        for part in edit.edits:
            yield from removed_keys(part)
    elif isinstance(edit, DeleteRecord | RenameRecord | MergeRecords):
        yield edit.key


class ProjectUse(NamedTuple):
    """A project that carries a copy of a record; `is_equal` is False where its copy differs."""

    path: Path
    title: str
    is_equal: bool


def projects_using(
    key: RecordKey, record: Record | None, briefings: Iterable[tuple[Path, Briefing]]
) -> list[ProjectUse]:
    """Return the projects, of these with their paths, that carry the record with this key.

    A project keeps its copy whatever happens to the library: it is named so that the user knows where a
    record that is renamed or deleted will no longer be found. `record` is the library's version.
    """
    uses = []
    for path, briefing in briefings:
        copy = records_by_key(briefing.library).get(key)
        if copy is not None:
            uses.append(ProjectUse(path, briefing.title, copy == record))
    return uses
