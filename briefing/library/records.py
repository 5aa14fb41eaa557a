"""Records of a library by kind and id, and the references between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from operator import attrgetter, is_
from typing import NamedTuple

from msgspec.structs import replace

from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.library import Material, treaty_citations
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

Record = Treaty | Publisher | Source | Fact | Actor


class RecordKind(StrEnum):
    TREATY = "treaty"
    PUBLISHER = "publisher"
    SOURCE = "source"
    FACT = "fact"
    ACTOR = "actor"


class RecordKey(NamedTuple):
    """The identity of a record in a library; its text is such as "fact route-agreed"."""

    kind: RecordKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


TYPES: Mapping[RecordKind, type[Record]] = {
    RecordKind.TREATY: Treaty,
    RecordKind.PUBLISHER: Publisher,
    RecordKind.SOURCE: Source,
    RecordKind.FACT: Fact,
    RecordKind.ACTOR: Actor,
}
_KINDS = {type_: kind for kind, type_ in TYPES.items()}
_FIELDS = {
    RecordKind.TREATY: "treaties",
    RecordKind.PUBLISHER: "publishers",
    RecordKind.SOURCE: "sources",
    RecordKind.FACT: "facts",
    RecordKind.ACTOR: "actors",
}
"""The fields of `Material` that contain the records of each kind."""
_FEW = 100
"""Changes for each of which the place is searched for; for more it is sooner to sort all."""


def key_of(record: Record) -> RecordKey:
    return RecordKey(_KINDS[type(record)], record.id)


def display_name(record: Record) -> str:
    """Return the text by which a user knows a record; of a treaty its short title."""
    match record:
        case Fact():
            return record.statement
        case Source():
            return record.title or record.description
        case Treaty():
            return record.short_title
        case Publisher() | Actor():
            return record.name


def records_of_kind(material: Material, kind: RecordKind) -> tuple[Record, ...]:
    """Return the records of one kind, sorted by id."""
    records: tuple[Record, ...] = getattr(material, _FIELDS[kind])
    return records


def records_of(material: Material) -> Iterator[Record]:
    """Yield every record: treaties, publishers, sources, facts, actors, each sorted by id."""
    for field in _FIELDS.values():
        yield from getattr(material, field)


def records_by_key(material: Material) -> dict[RecordKey, Record]:
    return {key_of(record): record for record in records_of(material)}


def with_records(material: Material, changes: Mapping[RecordKey, Record | None]) -> Material:
    """Return the material with each record of `changes` put in its place; None removes it."""
    fields = {}
    for kind, field in _FIELDS.items():
        changed = {key.id: record for key, record in changes.items() if key.kind is kind}
        if changed:
            change = _with_few if len(changed) <= _FEW else _with_many
            fields[field] = change(getattr(material, field), changed)
    return replace(material, **fields)


def _with_few(records: Iterable[Record], changes: Mapping[str, Record | None]) -> tuple[Record, ...]:
    """Return sorted records with a few changes by id: of 100,000 most are not looked at."""
    changed = list(records)
    for record_id, record in changes.items():
        at = bisect_left(changed, record_id, key=attrgetter("id"))
        is_there = at < len(changed) and changed[at].id == record_id
        changed[at : at + is_there] = [] if record is None else [record]
    return tuple(changed)


def _with_many(records: Iterable[Record], changes: Mapping[str, Record | None]) -> tuple[Record, ...]:
    changed: dict[str, Record | None] = {record.id: record for record in records}
    changed.update(changes)
    return tuple(record for _, record in sorted(changed.items()) if record is not None)


def with_shared(material: Material, earlier: Material) -> Material:
    """Return equal material with the records of an earlier state in place of equal ones.

    The records of a library that was read again then need no memory of their own, and no time of the
    search for garbage. Returns the earlier state itself where all are equal.
    """
    fields: dict[str, tuple[Record, ...]] = {}
    for field in _FIELDS.values():
        present: dict[str, Record] = {record.id: record for record in getattr(earlier, field)}
        records = tuple(
            known if (known := present.get(record.id, record)) == record else record
            for record in getattr(material, field)
        )
        is_same = len(records) == len(present) and all(map(is_, records, present.values()))
        fields[field] = getattr(earlier, field) if is_same else records
    is_same = all(value is getattr(earlier, field) for field, value in fields.items())
    return earlier if is_same else replace(material, **fields)


def references_of(record: Record) -> Iterator[RecordKey]:
    """Yield the keys of the records that a record names, each as often as it does; not its actors."""
    if isinstance(record, Source):
        yield RecordKey(RecordKind.PUBLISHER, record.publisher_id)
        yield from (RecordKey(RecordKind.SOURCE, parent) for parent in record.derives_from)
    elif isinstance(record, Fact):
        yield from (RecordKey(RecordKind.TREATY, treaty_id) for treaty_id in record.treaty_ids)
        yield from (RecordKey(RecordKind.SOURCE, each.source_id) for each in record.citations)
        yield from (RecordKey(RecordKind.FACT, each.fact_id) for each in record.relations)
    elif isinstance(record, Treaty):
        yield from (RecordKey(RecordKind.SOURCE, each.source_id) for each in treaty_citations(record))
        yield from (
            RecordKey(RecordKind.TREATY, each.treaty_id) for each in record.related if each.treaty_id
        )


def users_of(key: RecordKey, material: Material) -> list[RecordKey]:
    """Return the keys of the records that name the record with this key, in the order of the material."""
    return [key_of(record) for record in records_of(material) if key in references_of(record)]


def users_by_key(keys: Iterable[RecordKey], material: Material) -> dict[RecordKey, list[RecordKey]]:
    """Return the keys of the records that name each of these records, in one walk over the material."""
    users: dict[RecordKey, list[RecordKey]] = {key: [] for key in keys}
    for record in records_of(material):
        for named in set(references_of(record)) & users.keys():
            users[named].append(key_of(record))
    return users
