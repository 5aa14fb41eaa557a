"""Change the references in a record: to another record, or to none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from briefing.library.records import Record, RecordKey, RecordKind
from briefing.model.fact import Fact
from briefing.model.library import with_treaty_citations
from briefing.model.source import Citation, Source
from briefing.model.treaty import Treaty

T = TypeVar("T")


def redirected(record: Record, key: RecordKey, new_id: str | None) -> Record:
    """Return a record with its references to `key` changed to `new_id`; None removes them.

    A reference that a record cannot be without, such as a source's publisher, stays as it is.
    """
    if isinstance(record, Source):
        return _source(record, key, new_id)
    if isinstance(record, Fact):
        return _fact(record, key, new_id)
    return _treaty(record, key, new_id) if isinstance(record, Treaty) else record


def _source(source: Source, key: RecordKey, new_id: str | None) -> Source:
    if key.kind is RecordKind.PUBLISHER:
        return replace(source, publisher_id=_changed(source.publisher_id, key, new_id))
    if key.kind is RecordKind.SOURCE:
        parents = _ids(source.derives_from, key, new_id)
        return replace(source, derives_from=tuple(each for each in parents if each != source.id))
    return source


def _fact(fact: Fact, key: RecordKey, new_id: str | None) -> Fact:
    if key.kind is RecordKind.SOURCE:
        return replace(fact, citations=_citations(fact.citations, key, new_id))
    if key.kind is RecordKind.TREATY:
        own = _changed(fact.treaty_id, key, new_id)
        further = (each for each in _ids(fact.further_treaty_ids, key, new_id) if each != own)
        return replace(fact, treaty_id=own, further_treaty_ids=tuple(further))
    if key.kind is RecordKind.FACT:
        relations = (
            replace(each, fact_id=_changed(each.fact_id, key, new_id))
            for each in fact.relations
            if each.fact_id != key.id or new_id not in {None, fact.id}
        )
        return replace(fact, relations=_unique(relations))
    return fact


def _treaty(treaty: Treaty, key: RecordKey, new_id: str | None) -> Treaty:
    if key.kind is RecordKind.TREATY:
        related = tuple(
            replace(each, treaty_id=new_id if new_id != treaty.id else None)
            if each.treaty_id == key.id
            else each
            for each in treaty.related
        )
        return replace(treaty, related=related)
    if key.kind is not RecordKind.SOURCE:
        return treaty
    return with_treaty_citations(treaty, partial(_citations, key=key, new_id=new_id))


def _citations(citations: Iterable[Citation], key: RecordKey, new_id: str | None) -> tuple[Citation, ...]:
    return _unique(
        replace(each, source_id=_changed(each.source_id, key, new_id))
        for each in citations
        if each.source_id != key.id or new_id is not None
    )


def _ids(ids: Iterable[str], key: RecordKey, new_id: str | None) -> tuple[str, ...]:
    return _unique(_changed(each, key, new_id) for each in ids if each != key.id or new_id is not None)


def _changed(value_id: str, key: RecordKey, new_id: str | None) -> str:
    return new_id if value_id == key.id and new_id is not None else value_id


def _unique(values: Iterable[T]) -> tuple[T, ...]:
    """Return the values without those that are equal to an earlier one; they need not be hashable."""
    unique: list[T] = []
    for value in values:
        if value not in unique:
            unique.append(value)
    return tuple(unique)
