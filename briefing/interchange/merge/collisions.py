"""Rename records of theirs whose ids are those of other records of mine."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from briefing.interchange.matching import RecordIndex, folded_words
from briefing.interchange.merge.records import Records
from briefing.interchange.merge.report import Renamed
from briefing.library.editing.redirect import redirected
from briefing.library.records import Record, RecordKey, RecordKind, references_of
from briefing.model.fact import Fact
from briefing.model.library import Material
from briefing.model.source import Source
from briefing.model.treaty import Treaty

_ORDER = (RecordKind.PUBLISHER, RecordKind.SOURCE, RecordKind.TREATY, RecordKind.FACT, RecordKind.ACTOR)
_LEAST_COMMON_WORDS = 0.4
"""The share of common words from which two texts are versions of one."""
_LONGEST_ID = 80


def without_collisions(
    mine: Records, theirs: Records, base: Records
) -> tuple[dict[RecordKey, Record], list[Renamed]]:
    """Return their records with ids that do not collide with those of other records, and the renamed ones.

    Records with a common base, or that describe the same, do not collide.
    """
    renamed: dict[RecordKey, RecordKey] = {}
    records: dict[RecordKey, Record] = {}
    # A record is compared with the ids that those it refers to have in the merged library.
    for key in sorted(theirs, key=lambda each: _ORDER.index(each.kind)):
        record = _with_references(theirs[key], renamed)
        if key in mine and key not in base and not describe_same(mine[key], record):
            renamed[key] = _new_key(key, record, mine, theirs, base)
            record = replace(record, id=renamed[key].id)
        records[renamed.get(key, key)] = record
    if renamed:  # facts and treaties may refer to those after them
        records = {key: _with_references(record, renamed) for key, record in records.items()}
    return records, [Renamed(key, new.id) for key, new in renamed.items()]


def _with_references(record: Record, renamed: Mapping[RecordKey, RecordKey]) -> Record:
    for key in dict.fromkeys(references_of(record)) if renamed else ():
        if key in renamed:
            record = redirected(record, key, renamed[key].id)
    return record


def _new_key(key: RecordKey, record: Record, mine: Records, theirs: Records, base: Records) -> RecordKey:
    """Return a free key, or that under which an earlier merge put the same record."""
    number = 1
    while True:
        number += 1
        ending = f"-{number}"
        new = RecordKey(key.kind, f"{key.id[: _LONGEST_ID - len(ending)].rstrip('-')}{ending}")
        if new in theirs or new in base:
            continue
        if new not in mine or describe_same(mine[new], record):
            return new


def describe_same(one: Record, other: Record) -> bool:
    """Return whether two records of one kind are of the same thing, as far as they say it."""
    if one == other:
        return True
    if _have_different_identifiers(one, other):
        return False
    if isinstance(one, Fact) and isinstance(other, Fact) and one.treaty_id != other.treaty_id:
        return False
    index = RecordIndex(Material())
    index.add(one)
    return index.same(other) is not None or _common_words(one, other) >= _LEAST_COMMON_WORDS


def _have_different_identifiers(one: Record, other: Record) -> bool:
    if isinstance(one, Source | Treaty) and isinstance(other, Source | Treaty):
        schemes = one.identifiers.keys() & other.identifiers.keys()
        return any(one.identifiers[scheme] != other.identifiers[scheme] for scheme in schemes)
    return False


def _common_words(one: Record, other: Record) -> float:
    words, others = (set(folded_words(_text(each)).split()) for each in (one, other))
    return len(words & others) / len(words | others) if words | others else 1.0


def _text(record: Record) -> str:
    match record:
        case Fact():
            return record.statement
        case Source():
            return f"{record.title or ''} {record.description}"
        case Treaty():
            return record.title
        case _:
            return " ".join((record.name, *record.also))
