"""All records of another library, as an import takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from briefing.errors import Problem
from briefing.interchange.reading import Loss, Proposed, Reading, Refusal
from briefing.library.records import Record, key_of, records_of
from briefing.model.library import Material

MAPPING = {"every field": "the same field", "origin": "the file and the day of this import"}


def reading_of_library(material: Material, problems: Iterable[Problem] = ()) -> Reading:
    """Return the records of a library; `problems` are those of the records that could not be loaded.

    An origin tells how a record came into the other library: it is replaced by the origin in this one.
    """
    proposed = tuple(
        Proposed(str(key_of(record)), replace(record, origin=None), by_id=True)
        for record in records_of(material)
    )
    return Reading(
        proposed,
        tuple(Refusal(each.place, each.message, each.remedy) for each in problems),
        tuple(loss for record in records_of(material) for loss in lost_origin(record)),
        tuple(MAPPING.items()),
        is_library=True,
    )


def lost_origin(record: Record) -> Iterator[Loss]:
    if record.origin is not None:
        origin = record.origin
        parts = (origin.kind, origin.at, origin.by, origin.file, origin.place)
        yield Loss(str(key_of(record)), "origin", ", ".join(str(part) for part in parts if part))
