"""The result of a merge, and the report on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from briefing.library.records import Record, RecordKey
from briefing.model.library import Material


class Side(StrEnum):
    MINE = "mine"
    THEIRS = "theirs"


class MergeStatus(StrEnum):
    """The sides that changed a record: since the base, or apart from each other where there is none."""

    SAME = "same"
    MINE = "only mine"
    THEIRS = "only theirs"
    MERGED = "merged"
    CONFLICT = "conflict"


class Conflict(NamedTuple):
    """A field that both sides changed, with its three versions; `field` is empty for a whole record.

    A version that does not exist is None. `reason` is a sentence where the versions do not explain it.
    """

    field: str
    base: Any
    mine: Any
    theirs: Any
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordMerge:
    """The merged record, None if it is deleted; `fields` are those with changes of theirs."""

    key: RecordKey
    status: MergeStatus
    record: Record | None
    fields: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def is_deleted(self) -> bool:
        return self.record is None


class Renamed(NamedTuple):
    """A record of theirs whose id is that of another record of mine, with its id in the merged library."""

    key: RecordKey
    new_id: str


class Restored(NamedTuple):
    """A record that one side deleted, and that stays because the other side uses it."""

    key: RecordKey
    user: RecordKey


@dataclass(frozen=True, slots=True)
class MergeReport:
    """The records that are not the same on both sides, and the number of those that are."""

    records: Sequence[RecordMerge]
    same: int = 0
    renamed: Sequence[Renamed] = ()
    restored: Sequence[Restored] = ()

    @property
    def conflicts(self) -> list[RecordMerge]:
        return [each for each in self.records if each.conflicts]


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The merged material; where there were conflicts, with the values of one side."""

    material: Material
    report: MergeReport
