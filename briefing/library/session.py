"""An open library: every edit of it goes through its session, and is on disk when that returns."""

from __future__ import annotations

import contextlib
import hashlib
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import ChangedMeanwhileError, LibraryError, Problem
from briefing.file_lock import FileLock, LockHeldError, lock_file
from briefing.input_file import real_path
from briefing.library import bases as base_versions
from briefing.library.bases import BASES_FILE, ThreeWayView, three_way
from briefing.library.editing.apply import applied
from briefing.library.editing.edits import (
    DeleteRecord,
    LibraryBatch,
    LibraryEdit,
    RevertRecord,
    put,
    replaced_keys,
)
from briefing.library.files import is_treaty_folder, list_files
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.load import (
    FilePlace,
    LoadReport,
    collection_paused,
    empty_layer,
    kind_of,
    load_library,
)
from briefing.library.quality import record_warnings
from briefing.library.record_files import RecordFiles
from briefing.library.records import (
    Record,
    RecordKey,
    key_of,
    records_by_key,
    records_of,
    references_of,
    with_records,
)
from briefing.library.validate import broken_rules
from briefing.library.writing import JOURNAL_FILE, carry_out, digest, read_bytes, recover
from briefing.library.yaml_text.plan import Changes, FileWrite, Planner, RecordVersions, WritePlan
from briefing.model.library import Material

_WAIT_S = 10.0
"""The time for which a write waits for another program that is writing to the same library."""


Loader = Callable[[Sequence[Path]], LoadReport]


@dataclass(frozen=True, slots=True)
class LibraryStep:
    """An edit that was carried out, as the changes that it made."""

    label: str
    changes: Changes


class StepConflictError(ChangedMeanwhileError):
    """A step cannot be undone or redone since another program changed its records; it is no step any more.

    `edit` would do it nevertheless, and `before` is the library as the step left it.
    """

    def __init__(self, keys: Iterable[RecordKey], edit: LibraryBatch, before: LayeredLibrary) -> None:
        super().__init__(keys)
        self.edit, self.before = edit, before


class LibrarySession:
    """Applies edits to the library in `folder`, over `lower` ones, and undoes and redoes them.

    Several programs may edit one library: each edit is applied to the library as it is on disk, under a
    lock. `folder` need not exist. An unfinished change of an earlier session is finished at once.
    `load` loads the layers; a loader with a cache may take its place.
    Raises LibraryError where `folder` cannot be edited.
    """

    def __init__(self, lower: Sequence[Path], folder: Path, *, load: Loader = load_library) -> None:
        if is_treaty_folder(folder):
            message = "This is the folder of a single treaty, and not a library."
            raise LibraryError(Problem(message, "Name the folder that contains it.", str(folder)))
        if kind_of(folder) is LayerKind.BUNDLED:
            message = "The bundled library is replaced with the program, so it is not changed."
            raise LibraryError(Problem(message, "Name a folder of your own.", str(folder)))
        self.folder = folder
        self._lower = [each for each in lower if real_path(each) != real_path(folder)]
        self._loader = load
        self._undoable: list[LibraryStep] = []
        self._redoable: list[LibraryStep] = []
        self._library = LayeredLibrary()
        self._digests: dict[Path, str | None] = {}
        self._stamps: dict[Path, tuple[int, int, int]] = {}
        if (folder / JOURNAL_FILE).exists():
            with self._locked():
                pass  # this finishes the unfinished change
        self._load()

    @property
    def library(self) -> LayeredLibrary:
        """The library as it was read last, with the edits since."""
        return self._library

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of all layers when they were read last."""
        # A folder with nothing in it yet is no problem for those who are about to fill it.
        return tuple(each for each in self._report.problems if each.file != str(self.folder))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The warnings on the records that this session's last edit changed."""
        return tuple(record_warnings(self._library, self._undoable[-1].changes if self._undoable else ()))

    @property
    def bases(self) -> Material:
        """The lower versions of overridden records at the time they were overridden."""
        return self._bases

    @property
    def undo_label(self) -> str | None:
        return self._undoable[-1].label if self._undoable else None

    @property
    def redo_label(self) -> str | None:
        return self._redoable[-1].label if self._redoable else None

    def file_of(self, key: RecordKey) -> Path | None:
        """Return the file of the writable layer that has a record; None where it has none."""
        return self._files.get(key)

    def place_of(self, key: RecordKey) -> FilePlace | None:
        """Return the file and line of a record as the files were when they were read last."""
        return self._report.place_of(key)

    def apply(self, edit: LibraryEdit) -> LayeredLibrary:
        """Apply an edit and save it. Raises BriefingError, and changes nothing, where that is impossible.

        A record that another program changed since it was read is not overwritten: the library is read
        again, and ChangedMeanwhileError says so.
        """
        with self._locked(), collection_paused():
            before = self._library
            if self.refresh():
                _require_unchanged(edit, before, self._library)
            after, changed = applied(self._library, edit)
            own = self._own(self._library)
            changes = {key: RecordVersions(own.record(key), record) for key, record in changed.items()}
            step = LibraryStep(edit.label, changes)
            if step.changes:
                self._save(after, step.changes)
                self._undoable.append(step)
                self._redoable.clear()
        return self._library

    def amend(self, edit: LibraryEdit) -> LayeredLibrary:
        """Apply an edit, and join it to the last step if that changed the same records."""
        steps = len(self._undoable)
        library = self.apply(edit)
        if steps and len(self._undoable) > steps:
            earlier, later = self._undoable[-2:]
            if later.changes.keys() <= earlier.changes.keys():
                after = {key: versions.after for key, versions in later.changes.items()}
                changes = {
                    key: RecordVersions(versions.before, after.get(key, versions.after))
                    for key, versions in earlier.changes.items()
                }
                self._undoable[-2:] = [LibraryStep(earlier.label, changes)]
        return library

    def undo(self) -> LayeredLibrary:
        """Undo the last edit of this session. Raises LibraryError where there is none, or not any more."""
        return self._step_back(self._undoable, self._redoable, "undo", _inverted)

    def redo(self) -> LayeredLibrary:
        """Redo the edit that was undone last. Raises LibraryError where there is none, or not any more."""
        return self._step_back(self._redoable, self._undoable, "redo", lambda changes: changes)

    def refresh(self) -> bool:
        """Read the library again if files changed; return whether any did. Keeps what can be undone."""
        if not self.is_changed_on_disk():
            return False
        self._load()
        return True

    def is_changed_on_disk(self) -> bool:
        """Return whether a file of any layer was changed, added or removed by another program."""
        present = _stamps(self._folders())
        if present.keys() != self._stamps.keys():
            return True
        changed = [path for path, stamp in present.items() if stamp != self._stamps[path]]
        if any(_digest_of(path) != self._digests.get(path) for path in changed):
            return True
        self._stamps = present
        return False

    def compare(self, key: RecordKey) -> ThreeWayView | None:
        """Return an overridden record in its three versions; None where it overrides none."""
        return three_way(self._library, key, self._bases)

    def changed_below(self) -> list[ThreeWayView]:
        """Return the overridden records whose lower version changed since they were overridden."""
        views = (self.compare(key) for key in self._library.overrides())
        return [view for view in views if view is not None and view.is_lower_changed]

    def keep_mine(self, key: RecordKey) -> None:
        """Note that the lower version of an overridden record was seen and the upper one is kept."""
        with self._locked():
            self.refresh()
            lower = self._library.overridden(key)
            if lower is None:
                raise LibraryError(f"The {key} overrides no record.", "Check the id.")
            self._carry_out(WritePlan(writes=self._bases_write({key: lower})))

    # Reading

    def _folders(self) -> list[Path]:
        return [*self._lower, self.folder]

    def _load(self) -> None:
        stamps = _stamps(self._folders())
        # Before the files are read: a file that changes in between is noticed, one after would not be.
        self._digests = {path: _digest_of(path) for path in stamps}
        folders = self._folders() if self.folder.is_dir() else self._lower
        report = self._loader(folders)
        library, places = report.library, report.places
        if not _has_layer(library, self.folder):
            if self.folder.is_dir():
                list_files(self.folder, may_be_empty=True)  # raises where it is more than empty
            library, places = library.with_layer(empty_layer(self.folder)), (*places, {})
        self._report: LoadReport = report
        self._library = library.with_shared(self._library)
        self._files = RecordFiles({key: place.file for key, place in places[-1].items()})
        path = self.folder / BASES_FILE
        self._bases = base_versions.decode_bases(read_bytes(path), path)
        self._stamps = stamps

    # Writing

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock of the library, and finish a change that a process did not finish.

        Raises LibraryError where another program keeps the lock.
        """
        is_new = not self.folder.exists()
        lock = self._lock()
        try:
            recover(self.folder)
            yield
        finally:
            lock.release()
            if is_new:
                with contextlib.suppress(OSError):  # not empty: the edit was saved
                    self.folder.rmdir()

    def _lock(self) -> FileLock:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return lock_file(self.folder / "library", wait_s=_WAIT_S)
        except LockHeldError as error:
            message = f"The library is being written to by {error.holder}."
            remedy = "Try again when it has finished."
            if not error.is_certain:
                remedy = "If no program is writing to it, as after a crash, remove .library.lock."
        except OSError as error:
            message = f"The library cannot be written to: {error.strerror or error}."
            remedy = "Check its permissions."
        raise LibraryError(Problem(message, remedy, str(self.folder)))

    def _own(self, library: LayeredLibrary) -> Layer:
        return library.layers[-1]

    def _save(self, after: LayeredLibrary, changes: Changes) -> None:
        self._require_sound_files()
        plan = Planner(self.folder, self._files, after.below, self._own(after).record, self._bytes).plan(
            changes
        )
        plan.writes += self._bases_write(self._new_bases(after, changes))
        may_uncover = self._may_uncover(changes)
        self._carry_out(plan)
        _follow(self._files, plan)
        self._library = after
        if may_uncover:
            self._load()

    def _may_uncover(self, changes: Changes) -> bool:
        """Return whether a record is removed over which the root of the library may have another one."""
        files = (self._files.get(key) for key, change in changes.items() if change.after is None)
        names = {path.name for path in files if path is not None and path.parent != self.folder}
        return "sources.yaml" in names

    def _require_sound_files(self) -> None:
        """Raise LibraryError where a file of the writable layer has problems: not all in it is known."""
        inside = [each for each in self.problems if self.folder in Path(each.file).parents]
        if inside:
            raise LibraryError(inside)

    def _bytes(self, path: Path) -> bytes | None:
        """Return the bytes of a file. Raises LibraryError where another program has changed it."""
        raw = read_bytes(path)
        if digest(raw) != self._digests.get(path):
            message = "Another program has changed the file in the meantime. Nothing was written."
            raise LibraryError(Problem(message, "Repeat the change.", str(path)))
        return raw

    def _new_bases(self, after: LayeredLibrary, changes: Changes) -> dict[RecordKey, Record | None]:
        """Return the lower versions to record for these changes; None for those to remove."""
        recorded = records_by_key(self._bases)
        new: dict[RecordKey, Record | None] = {}
        for key, change in changes.items():
            if change.after is None and key in recorded:
                new[key] = None
            elif change.after is not None and key not in recorded:
                lower = after.overridden(key)
                if lower is not None:
                    new[key] = lower
        return new

    def _bases_write(self, changes: Mapping[RecordKey, Record | None]) -> list[FileWrite]:
        if not changes:
            return []
        path = self.folder / BASES_FILE
        bases = with_records(self._bases, changes)
        return [FileWrite(path, self._bytes(path), base_versions.encode_bases(bases))]

    def _carry_out(self, plan: WritePlan) -> None:
        carry_out(plan, self.folder)
        for write in plan.writes:
            self._digests[write.path] = digest(write.after)
            if write.path.name == BASES_FILE:
                self._bases = base_versions.decode_bases(write.after, write.path)
        for source, target in (*plan.renamed, *plan.removed):
            for path in [path for path in self._digests if path.is_relative_to(source)]:
                self._digests.setdefault(target / path.relative_to(source), self._digests.pop(path))
        self._stamps = _stamps(self._folders())

    def _step_back(
        self,
        source: list[LibraryStep],
        target: list[LibraryStep],
        action: str,
        turned: Callable[[Changes], Changes],
    ) -> LayeredLibrary:
        if not source:
            raise LibraryError(f"There is nothing to {action}.")
        with self._locked(), collection_paused():
            self.refresh()
            step = source[-1]
            changes = turned(step.changes)
            if changed := _changed_since(self._library, changes):
                source.pop()  # else nothing before it could be undone either
                edit = _as_edit(self._library, changes, step.label)
                before = {key: changes[key].before for key in changed}
                raise StepConflictError(changed, edit, self._library.with_changes(before))
            after = _after_changes(self._library, changes)
            self._save(after, changes)
            target.append(source.pop())
        return self._library


def _inverted(changes: Changes) -> Changes:
    return {key: RecordVersions(change.after, change.before) for key, change in changes.items()}


def _changed_since(library: LayeredLibrary, changes: Changes) -> list[RecordKey]:
    """Return the records of the uppermost layer that are neither as before these changes nor as after."""
    own = library.layers[-1]
    return [key for key, change in changes.items() if own.record(key) not in change]


def _as_edit(library: LayeredLibrary, changes: Changes, label: str) -> LibraryBatch:
    """Return the edit that makes changes of the uppermost layer, whatever the records are now."""
    edits: list[LibraryEdit] = []
    for key, change in changes.items():
        if change.after is not None:
            edits.append(put(change.after))
        elif library.layers[-1].record(key) is not None:
            removal = DeleteRecord if library.below(key) is None else RevertRecord
            edits.append(removal(kind=key.kind, id=key.id))
    return LibraryBatch(tuple(edits), label)


def _after_changes(library: LayeredLibrary, changes: Changes) -> LayeredLibrary:
    """Return the library with changes of its uppermost layer. Raises LibraryError if they break a rule."""
    after = library.with_changes({key: change.after for key, change in changes.items()})
    gone = {key for key in changes if after.record(key) is None}
    users = [
        key_of(record)
        for record in records_of(after.material)
        if not gone.isdisjoint(references_of(record))
    ]
    problems = [problem for _, problem in broken_rules(after, (*changes, *users))]
    if problems:
        raise LibraryError(problems)
    return after


def _require_unchanged(edit: LibraryEdit, before: LayeredLibrary, now: LayeredLibrary) -> None:
    """Raise ChangedMeanwhileError where an edit would replace a record that changed since it was read."""
    changed = [key for key in replaced_keys(edit) if before.record(key) != now.record(key)]
    if changed:
        raise ChangedMeanwhileError(dict.fromkeys(changed))


def _follow(files: RecordFiles, plan: WritePlan) -> None:
    """Take the records to be where they are after a plan was carried out."""
    for source, target in plan.renamed:
        files.move_folder(source, target)
    for key, path in plan.files.items():
        files.put(key, path)


def _has_layer(library: LayeredLibrary, folder: Path) -> bool:
    return any(layer.folder == folder for layer in library.layers)


def _stamps(folders: Sequence[Path]) -> dict[Path, tuple[int, int, int]]:
    """Return size, time of change and number of each file that may be of a library."""
    stamps = {}
    for folder in folders:
        for pattern in ("*.yaml", "*/*.yaml", "*/facts/*.yaml", BASES_FILE):
            for path in folder.glob(pattern):
                with contextlib.suppress(OSError):  # deleted since it was listed
                    status = path.stat()
                    if stat.S_ISREG(status.st_mode):
                        stamps[path] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return stamps


def _digest_of(path: Path) -> str | None:
    """Return the hash of a file's bytes; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
