"""Merge two libraries, three-way where there is a common base; no record of either side is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import msgspec

from briefing.interchange.merge.collisions import without_collisions
from briefing.interchange.merge.records import Records, merge_records
from briefing.interchange.merge.report import (
    MergeReport,
    MergeResult,
    MergeStatus,
    RecordMerge,
    Restored,
    Side,
)
from briefing.library.records import Record, RecordKey, key_of, records_by_key, references_of, with_records
from briefing.model.library import Material
from briefing.model.origin import Origin


def merge(
    mine: Material,
    theirs: Material,
    base: Material | None = None,
    *,
    taking: Side = Side.MINE,
    origin: Origin | None = None,
) -> MergeResult:
    """Merge `theirs` into `mine`; `base` is the state from which both were changed.

    Where both sides changed a field, the value of the side `taking` is used and the report has all three.
    A record that one side deleted stays if the other side changed it, or uses it. `origin` is that of the
    records that come from `theirs` and have none.
    """
    own, ancestors = records_by_key(mine), records_by_key(base or Material())
    others, renamed = without_collisions(own, records_by_key(theirs), ancestors)
    merges = {
        each.key: _with_origin(_kept_if_changed(each), origin)
        for each in merge_records(own, others, ancestors, taking)
    }
    restored = _restore_used(merges, own, others)
    records = {key: each.record for key, each in merges.items()}
    report = MergeReport(
        [each for each in merges.values() if each.status is not MergeStatus.SAME],
        sum(each.status is MergeStatus.SAME for each in merges.values()),
        renamed,
        restored,
    )
    return MergeResult(with_records(mine, _changed(own, records)), report)


def _changed(own: Records, merged: dict[RecordKey, Record | None]) -> dict[RecordKey, Record | None]:
    return {key: record for key, record in merged.items() if record is not own.get(key)}


def _kept_if_changed(merged: RecordMerge) -> RecordMerge:
    """Keep a record that one side changed and the other deleted, whichever side is taken."""
    for conflict in merged.conflicts:
        if not conflict.field:
            present = cast("Record", conflict.theirs if conflict.mine is None else conflict.mine)
            return replace(merged, record=present)
    return merged


def _with_origin(merged: RecordMerge, origin: Origin | None) -> RecordMerge:
    record = merged.record
    if (
        origin is None
        or record is None
        or record.origin is not None
        or merged.status is not MergeStatus.THEIRS
    ):
        return merged
    if merged.fields:  # a record of mine, in which only they changed something
        return merged
    return replace(merged, record=msgspec.structs.replace(record, origin=origin))


def _restore_used(merges: dict[RecordKey, RecordMerge], mine: Records, theirs: Records) -> list[Restored]:
    """Restore deleted records that remaining ones refer to, and those that these refer to."""
    restored = []
    waiting = [each.record for each in merges.values() if each.record is not None]
    while waiting:
        user = waiting.pop()
        for key in dict.fromkeys(references_of(user)):
            merged = merges.get(key)
            if merged is None or merged.record is not None:
                continue
            record = mine.get(key) or theirs[key]
            merges[key] = replace(merged, record=record)
            restored.append(Restored(key, key_of(user)))
            waiting.append(record)
    return restored
