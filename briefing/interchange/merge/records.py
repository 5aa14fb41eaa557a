"""Merge records that have the same key, without regard to the records that they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.interchange.merge.fields import FieldMerging
from briefing.interchange.merge.report import Conflict, MergeStatus, RecordMerge, Side
from briefing.library.records import Record, RecordKey

Records = Mapping[RecordKey, Record]


def merge_records(mine: Records, theirs: Records, base: Records, taking: Side) -> Iterator[RecordMerge]:
    """Yield every record that a side has; where they conflict, with the values of the side `taking`."""
    for key in (*mine, *(key for key in theirs if key not in mine)):
        yield merge_record(key, base.get(key), mine.get(key), theirs.get(key), taking)


def merge_record(
    key: RecordKey, base: Record | None, mine: Record | None, theirs: Record | None, taking: Side
) -> RecordMerge:
    if mine is not None and theirs is not None:
        return _merged(key, base, mine, theirs, taking)
    present = mine if mine is not None else theirs
    side = MergeStatus.MINE if mine is not None else MergeStatus.THEIRS
    other = MergeStatus.THEIRS if mine is not None else MergeStatus.MINE
    if base is None:
        return RecordMerge(key, side, present)
    if present == base:
        return RecordMerge(key, other, None)
    taken = mine if taking is Side.MINE else theirs
    return RecordMerge(key, MergeStatus.CONFLICT, taken, conflicts=(Conflict("", base, mine, theirs),))


def _merged(key: RecordKey, base: Any, mine: Any, theirs: Any, taking: Side) -> RecordMerge:
    if mine == theirs:
        return RecordMerge(key, MergeStatus.SAME, mine)
    merging = FieldMerging(taking)
    record = merging.merged(base, mine, theirs)
    fields = tuple(name for name in mine.__struct_fields__ if getattr(record, name) != getattr(mine, name))
    record = mine if record == mine else record
    if merging.conflicts:
        return RecordMerge(key, MergeStatus.CONFLICT, record, fields, tuple(merging.conflicts))
    if record is mine:
        return RecordMerge(key, MergeStatus.MINE, mine)
    return RecordMerge(key, MergeStatus.THEIRS if record == theirs else MergeStatus.MERGED, record, fields)
