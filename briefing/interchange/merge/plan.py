"""Plan the edits by which a merge changes a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from briefing.interchange.merge.report import Conflict, MergeReport, MergeResult, MergeStatus, RecordMerge
from briefing.library.editing import DeleteRecord, LibraryBatch, put
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, records_by_key
from briefing.library.validate import broken_rules

_Changes = Mapping[RecordKey, Record | None]


class PlannedMerge(NamedTuple):
    edit: LibraryBatch
    report: MergeReport


def planned(library: LayeredLibrary, result: MergeResult, name: str) -> PlannedMerge:
    """Return the edit that brings the library to the result of a merge with its material.

    A record of mine whose merged version would break a rule of libraries, as two sources that derive from
    each other, stays as it was, and is a conflict in the report.
    """
    own = records_by_key(library.material)
    merges = {each.key: each for each in result.report.records}
    changes = _changes(own, records_by_key(result.material))
    while broken := _broken(library, changes, own):
        for key, reason in broken.items():
            merges[key] = _refused(merges[key], own[key], reason)
            del changes[key]
    puts = tuple(put(record) for record in changes.values() if record is not None)
    deletions = tuple(
        DeleteRecord(kind=key.kind, id=key.id, release=True)
        for key, record in changes.items()
        if record is None
    )
    report = replace(result.report, records=list(merges.values()))
    return PlannedMerge(LibraryBatch(edits=(*puts, *deletions), name=name), report)


def _changes(
    own: Mapping[RecordKey, Record], merged: Mapping[RecordKey, Record]
) -> dict[RecordKey, Record | None]:
    changed = {key: record for key, record in merged.items() if record is not own.get(key)}
    return {**changed, **dict.fromkeys(key for key in own if key not in merged)}


def _broken(
    library: LayeredLibrary, changes: _Changes, own: Mapping[RecordKey, Record]
) -> dict[RecordKey, str]:
    """Return the records of mine whose changes break a rule, with the reason."""
    if not changes:
        return {}
    after = library.with_changes(changes)
    return {key: problem.message for key, problem in broken_rules(after, changes) if key in own}


def _refused(merged: RecordMerge, mine: Record, reason: str) -> RecordMerge:
    conflict = Conflict("", None, mine, merged.record, reason)
    return RecordMerge(merged.key, MergeStatus.CONFLICT, mine, (), (*merged.conflicts, conflict))
