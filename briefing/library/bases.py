"""The lower versions of overridden records at the time they were overridden, kept beside a library."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from briefing.codec import decode, encode
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, records_by_key
from briefing.model.library import Material

BASES_FILE = "overrides.json"


class FieldVersions(NamedTuple):
    """A field in which the three versions of a record are not the same; None where a version is missing."""

    field: str
    base: Any
    lower: Any
    mine: Any


class ThreeWayView(NamedTuple):
    """An overridden record: as it was when it was overridden, as it is below now, and as it counts.

    `base` is None where nobody recorded it, as for a record that was written by hand.
    """

    key: RecordKey
    base: Record | None
    lower: Record
    mine: Record

    @property
    def is_lower_changed(self) -> bool:
        """Return whether the lower record changed since it was overridden, and is not the upper one now."""
        return self.base is not None and self.lower not in (self.base, self.mine)

    @property
    def fields(self) -> list[FieldVersions]:
        """The fields that are not the same in all versions, in the order of the type."""
        versions = []
        for name in self.mine.__struct_fields__:
            values = [getattr(each, name) if each is not None else None for each in self[1:]]
            if self.base is None:
                differs = values[1] != values[2]
            else:
                differs = not values[0] == values[1] == values[2]
            if differs:
                versions.append(FieldVersions(name, *values))
        return versions


def three_way(library: LayeredLibrary, key: RecordKey, bases: Material) -> ThreeWayView | None:
    """Return the three versions of a record; None where it overrides none."""
    lower, mine = library.overridden(key), library.record(key)
    if lower is None or mine is None:
        return None
    return ThreeWayView(key, records_by_key(bases).get(key), lower, mine)


def decode_bases(raw: bytes | None, path: Path) -> Material:
    """Return the recorded versions. Raises BriefingError for a file that has something else."""
    return decode(raw, Material, str(path), is_saved=True) if raw is not None else Material()


def encode_bases(bases: Material) -> bytes:
    """Return the file's content, indented, so that a version control system can merge it."""
    return msgspec.json.format(encode(bases), indent=1) + b"\n"
