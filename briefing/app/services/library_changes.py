"""The changes that an import or a merge would make to the library, to be shown and chosen from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from msgspec.structs import replace

from briefing.app.i18n import tr
from briefing.errors import LibraryError, Problem
from briefing.input_file import read_regular, real_path
from briefing.interchange.guarded import read_guarded
from briefing.interchange.libraries.archive import IMPORTER as TREATIES
from briefing.interchange.libraries.archive import copies_in
from briefing.interchange.libraries.other_library import OtherLibrary, read_other, reading_of_folder
from briefing.interchange.merge import MergeStatus, RecordMerge, Side, merge, planned
from briefing.interchange.plan import EntryStatus, ImportPlan, PlannedRow, plan_import
from briefing.interchange.reading import ImportOptions, Loss
from briefing.interchange.registry import importer_for
from briefing.library.editing import LibraryBatch, LibraryEdit
from briefing.library.editing.apply import apply
from briefing.library.editing.edits import replaced_keys
from briefing.library.layers import LayeredLibrary
from briefing.library.load import bundled_folder, load_library
from briefing.library.records import RecordKey
from briefing.model.library import Material
from briefing.model.origin import Origin
from briefing.model.terms import OriginKind

_MOST_BYTES = 256 * 2**20


class ChangeStatus(StrEnum):
    """The effect of an entry on the library."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "both changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """An entry of a file, with the edit that takes it over; None where nothing is to be done."""

    place: str
    status: ChangeStatus
    title: str
    remarks: str
    key: RecordKey | None = None
    edit: LibraryEdit | None = None


@dataclass(frozen=True)
class PlannedChanges:
    """All entries, what is lost, and the name of the step that carries them out."""

    name: str
    format_name: str
    changes: tuple[PlannedChange, ...]
    losses: tuple[str, ...]
    remarks: tuple[str, ...]
    other: OtherLibrary

    def edit(self, keys: Collection[RecordKey]) -> LibraryBatch:
        """Return the step for the entries with these keys."""
        edits = tuple(each.edit for each in self.changes if each.edit is not None and each.key in keys)
        return LibraryBatch(edits=edits, name=self.name)

    def give_copies(self, edit: LibraryBatch, library: LayeredLibrary, folder: Path) -> None:
        """Copy the archived copies that a step needs, before it is saved. Raises BriefingError."""
        self.other.give_copies(apply(library, edit).material, folder)


@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """How a file is read and taken over: the treaty of its facts, and whose value counts."""

    treaty_id: str = ""
    update: bool = False
    theirs: bool = False


Planner = Callable[[ChangeOptions], PlannedChanges]
"""Reads a file and plans its changes. Raises BriefingError. Called in a thread of the pool."""


def plan_of_file(
    path: Path, library: LayeredLibrary, by: str, today: str, options: ChangeOptions
) -> PlannedChanges:
    """Plan the import of the file of another program, or of the folder of a library."""
    origin = Origin(OriginKind.IMPORTED, at=today, by=by or None, file=path.resolve().name or str(path))
    other = OtherLibrary(path, Material())
    if path.is_dir():
        name, reading = tr("Library"), reading_of_folder(path, [bundled_folder()])
    else:
        raw = read_regular(path, _MOST_BYTES, "Divide it.")
        importer = importer_for(raw, path.name)
        name = importer.name
        wanted = ImportOptions(treaty_id=options.treaty_id, by=by, today=today)
        reading = read_guarded(importer.id, raw, path.name, wanted)
        origin = replace(origin, file_sha256=hashlib.sha256(raw).hexdigest())
        if importer.id == TREATIES.id:
            other = OtherLibrary(path, Material(), copies_in(raw, path.name))
    plan = plan_import(reading, library.material, origin, update=options.update)
    return PlannedChanges(
        plan.edit.label,
        name,
        tuple(_imported(row, _edits_of(plan)) for row in plan.rows),
        tuple(_losses_by_field(plan)),
        (*plan.remarks, *_fields_line(plan)),
        other,
    )


def _fields_line(plan: ImportPlan) -> Iterator[str]:
    """Yield a line with what becomes of the fields of the file; none where that is no question."""
    if plan.mapping:
        pairs = " · ".join(field if name == field else f"{name} → {field}" for name, field in plan.mapping)
        yield tr("Fields of the file: {pairs}", pairs=pairs)


def _losses_by_field(plan: ImportPlan) -> Iterator[str]:
    """Yield a text for each field that is lost: the value, or that of the first of several entries."""
    by_field: dict[str, list[Loss]] = defaultdict(list)
    for loss in plan.losses:
        by_field[loss.field].append(loss)
    for field, losses in by_field.items():
        first = f"{losses[0].place}: {losses[0].text}"
        if len(losses) == 1:
            yield tr("{field} ({first})", field=field, first=first)
        else:
            yield tr("{field} ({number:,} times; {first})", field=field, number=len(losses), first=first)


def _edits_of(plan: ImportPlan) -> dict[RecordKey, LibraryEdit]:
    return {key: edit for edit in plan.edit.edits for key in replaced_keys(edit)}


_STATUSES = {
    EntryStatus.NEW: ChangeStatus.NEW,
    EntryStatus.SAME: ChangeStatus.SAME,
    EntryStatus.CHANGED: ChangeStatus.CHANGED,
    EntryStatus.REFUSED: ChangeStatus.REFUSED,
}


def _imported(row: PlannedRow, edits: Mapping[RecordKey, LibraryEdit]) -> PlannedChange:
    key = RecordKey(*row.key) if row.key else None
    remarks = "; ".join((*row.changes, *row.remarks))
    edit = edits.get(key) if key else None
    return PlannedChange(row.place, _STATUSES[row.status], row.title, remarks, key, edit)


def plan_of_merge(
    path: Path, library: LayeredLibrary, folder: Path, by: str, today: str, options: ChangeOptions
) -> PlannedChanges:
    """Plan the merge of another library into the one in `folder`, record by record and field by field."""
    if real_path(path) == real_path(folder):
        message = "A library cannot be merged into itself."
        raise LibraryError(Problem(message, "Name another one.", str(path)))
    lower = [bundled_folder()]
    theirs = read_other(path, lower, library.material)
    ancestor = load_library(lower).material
    taking = Side.THEIRS if options.theirs else Side.MINE
    origin = Origin(OriginKind.MERGED, at=today, by=by or None, file=path.resolve().name or None)
    result = merge(library.material, theirs.material, ancestor, taking=taking, origin=origin)
    plan = planned(library, result, f"Merge {path.name}")
    edits = {key: edit for edit in plan.edit.edits for key in replaced_keys(edit)}
    changes = [_merged(each, edits, taking) for each in plan.report.records]
    renamed = [
        tr("Their {key} is another one than yours, and is now “{id}”.", key=each.key, id=each.new_id)
        for each in plan.report.renamed
    ]
    same = tr("{count} records are the same in both.", count=plan.report.same)
    return PlannedChanges(plan.edit.label, tr("Library"), tuple(changes), (), (same, *renamed), theirs)


def _merged(merged: RecordMerge, edits: Mapping[RecordKey, LibraryEdit], taking: Side) -> PlannedChange:
    edit = edits.get(merged.key)
    if merged.conflicts:
        status = ChangeStatus.CONFLICT
    elif edit is None:
        status = ChangeStatus.SAME
    else:
        status = ChangeStatus.NEW if merged.status is MergeStatus.THEIRS else ChangeStatus.CHANGED
    used = tr("theirs is used") if taking is Side.THEIRS else tr("yours stays")
    conflicts = [
        f"{each.field or merged.key}: {each.mine!s} ≠ {each.theirs!s} ({each.reason or used})"
        for each in merged.conflicts
    ]
    remarks = "; ".join((", ".join(merged.fields), *conflicts)).strip("; ")
    return PlannedChange(str(merged.key.kind), status, merged.key.id, remarks, merged.key, edit)
