"""Plan the writing of changed records: which files change, and which folders move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from briefing.codec import encode
from briefing.errors import LibraryError, Problem
from briefing.library.files import LIST_KEYS, library_file
from briefing.library.record_files import RecordFiles
from briefing.library.records import Record, RecordKey, RecordKind
from briefing.library.yaml_text.parts import RecordChange
from briefing.library.yaml_text.rewrite import new_file, rewritten
from briefing.model.fact import Fact

FACTS_BYTES = 2**20
"""The size from which on new facts of a treaty go to a further file: each edit writes its file."""

_SHARED_FILES = {
    RecordKind.PUBLISHER: "publishers.yaml",
    RecordKind.SOURCE: "sources.yaml",
    RecordKind.ACTOR: "actors.yaml",
}


class RecordVersions(NamedTuple):
    """A record of the writable layer before and after an edit; None where the layer has none."""

    before: Record | None
    after: Record | None


Changes = Mapping[RecordKey, RecordVersions]


@dataclass(frozen=True, slots=True)
class FileWrite:
    """The bytes of a file before and after; None where there is none."""

    path: Path
    before: bytes | None
    after: bytes | None


@dataclass(slots=True)
class WritePlan:
    """Folders to move first, files to write, and folders to put aside last; then the records' files."""

    renamed: list[tuple[Path, Path]] = field(default_factory=list)
    writes: list[FileWrite] = field(default_factory=list)
    removed: list[tuple[Path, Path]] = field(default_factory=list)
    files: dict[RecordKey, Path | None] = field(default_factory=dict)


class Planner:
    """Plans changes of the library in `root`.

    `files` has the file of each record of the library, `lower` returns the record of a lower layer, `own`
    the library's own record after the changes, and `read` the bytes of a file, None where there is none.
    """

    def __init__(
        self,
        root: Path,
        files: RecordFiles,
        lower: Callable[[RecordKey], Record | None],
        own: Callable[[RecordKey], Record | None],
        read: Callable[[Path], bytes | None],
    ) -> None:
        self._root = root
        self._files = files
        self._lower = lower
        self._own = own
        self._read = read
        self._plan = WritePlan()
        self._by_path: dict[Path, list[RecordChange]] = defaultdict(list)
        self._sizes: dict[Path, int] = defaultdict(int)
        self._fact_paths: dict[str, Iterator[Path]] = {}
        self._fact_path_now: dict[str, Path] = {}

    def plan(self, changes: Changes) -> WritePlan:
        """Return the plan. Raises BriefingError where a file cannot be changed as wanted."""
        pairs = _renamed(changes)
        self._plan_folders(changes, pairs)
        removed = {folder for folder, _ in self._plan.removed}
        for key, change in changes.items():
            if key not in pairs.values():
                self._plan_record(key, change, pairs.get(key), changes, removed)
        self._plan_rescued(changes, removed)
        for path, record_changes in self._by_path.items():
            self._plan.writes.append(self._write(path, record_changes))
        self._plan_needed_files(changes)
        return self._plan

    def _plan_folders(self, changes: Changes, pairs: Mapping[RecordKey, RecordKey]) -> None:
        for key, change in changes.items():
            if (
                key.kind is not RecordKind.TREATY
                or change.after is not None
                or self._lower(key) is not None
            ):
                continue
            folder = self._root / key.id
            if key in pairs:
                target = self._root / pairs[key].id
                if target.exists():
                    message = "There is a folder of that name already, which is not this treaty's."
                    raise LibraryError(Problem(message, "Move it away, or choose another id.", str(target)))
                self._plan.renamed.append((folder, target))
            else:
                self._plan.removed.append((folder, self._root / f".{key.id}.previous"))

    def _plan_record(
        self,
        key: RecordKey,
        change: RecordVersions,
        new_key: RecordKey | None,
        changes: Changes,
        removed: Iterable[Path],
    ) -> None:
        """Plan the change of one record; with `new_key` it gets that key."""
        after = changes[new_key].after if new_key is not None else change.after
        before_path = self._files.get(key) if change.before is not None else None
        path = self._moved(before_path) if before_path is not None else None
        if path is not None and after is not None and self._may_stay(path, after):
            self._add(path, new_key or key, change.before, after)
            if new_key is not None:
                self._plan.files[key] = None
            return
        if path is not None and not any(folder in path.parents for folder in removed):
            self._add(path, key, change.before, None)
        self._plan.files[key] = None
        if after is not None:
            self._add(self._new_path(after, new_key or key), new_key or key, None, after)

    def _may_stay(self, path: Path, record: Record) -> bool:
        """Return whether a record's file is right for its new value: a fact is with its treaty."""
        if isinstance(record, Fact):
            return path.is_relative_to(self._root / record.treaty_id)
        return path.name != "treaty.yaml" or path.parent.name == record.id

    def _plan_rescued(self, changes: Changes, removed: set[Path]) -> None:
        """Move the remaining records of folders that are removed to the root of the library."""
        if not removed:
            return
        for key, path in self._files.items():
            record = self._own(key)
            if key not in changes and record is not None and removed.intersection(path.parents):
                self._add(self._new_path(record, key), key, None, record)

    def _plan_needed_files(self, changes: Changes) -> None:
        """Add the empty files that the folder of a new treaty needs."""
        written = {write.path for write in self._plan.writes}
        targets = {target for _, target in self._plan.renamed}
        for key, change in changes.items():
            folder = self._root / key.id
            if key.kind is not RecordKind.TREATY or change.after is None or self._lower(key) is not None:
                continue
            for name in ("sources.yaml", "facts.yaml"):
                path = folder / name
                if path not in written and folder not in targets and self._read(path) is None:
                    after = new_file(library_file(path, self._root), [])
                    self._plan.writes.append(FileWrite(path, None, after))

    def _add(self, path: Path, key: RecordKey, before: Record | None, after: Record | None) -> None:
        list_key = LIST_KEYS.get(key.kind, "treaty")
        self._by_path[path].append(RecordChange(list_key, before, after))
        self._plan.files[key] = path if after is not None else None

    def _moved(self, path: Path) -> Path:
        """Return the path of a file after the folders were renamed."""
        for folder, target in self._plan.renamed:
            if path.is_relative_to(folder):
                return target / path.relative_to(folder)
        return path

    def _present(self, path: Path) -> Path:
        """Return the path at which a file is now, perhaps in a folder that is to be renamed."""
        for folder, target in self._plan.renamed:
            if path.is_relative_to(target):
                return folder / path.relative_to(target)
        return path

    def _before(self, path: Path) -> bytes | None:
        return self._read(self._present(path))

    def _new_path(self, record: Record, key: RecordKey) -> Path:
        if isinstance(record, Fact):
            return self._fact_path(record)
        if key.kind is RecordKind.TREATY:
            return self._root / record.id / "treaty.yaml"
        return self._root / _SHARED_FILES[key.kind]

    def _fact_path(self, fact: Fact) -> Path:
        """Return the first file of a treaty's facts that has space for a new one."""
        paths = self._fact_paths.setdefault(fact.treaty_id, _fact_paths(self._root / fact.treaty_id))
        path = self._fact_path_now.get(fact.treaty_id)
        while path is None or self._sizes[path] >= FACTS_BYTES:
            path = next(paths)
            self._sizes[path] += len(self._before(path) or b"")
        self._fact_path_now[fact.treaty_id] = path
        self._sizes[path] += len(encode(fact))
        return path

    def _write(self, path: Path, changes: list[RecordChange]) -> FileWrite:
        file = library_file(path, self._root)
        before = self._before(path)
        if before is None:
            records = [(change.key, change.after) for change in changes if change.after is not None]
            return FileWrite(path, None, new_file(file, records))
        if not file.keys and changes[0].after is None:
            rewritten(before, file, [])  # check that it is what was read
            return FileWrite(path, before, None)
        number = self._files.number_in(self._present(path))
        return FileWrite(path, before, rewritten(before, file, changes, number=number))


def _fact_paths(folder: Path) -> Iterator[Path]:
    yield folder / "facts.yaml"
    number = 2
    while True:
        yield folder / "facts" / f"{number:04d}.yaml"
        number += 1


def _renamed(changes: Changes) -> dict[RecordKey, RecordKey]:
    """Return the new key for each record that only changes its id."""
    gone = {key: change.before for key, change in changes.items() if change.before and not change.after}
    pairs: dict[RecordKey, RecordKey] = {}
    for key, change in changes.items():
        if change.before is not None or change.after is None:
            continue
        for old, before in gone.items():
            if old.kind is key.kind and old not in pairs and _is_renamed(before, change.after):
                pairs[old] = key
                break
    return pairs


def _is_renamed(before: Record | None, after: Record) -> bool:
    return before is not None and replace(before, id=after.id) == after
