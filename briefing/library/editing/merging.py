"""Merge two records that are of the same thing into one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from briefing.errors import LibraryError
from briefing.library.records import Record, key_of
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

_UNITED: Mapping[type[Record], tuple[str, ...]] = {
    Treaty: ("also",),
    Publisher: ("also",),
    Source: ("derives_from",),
    Fact: ("citations", "actors", "topics", "relations", "further_treaty_ids"),
    Actor: ("also",),
}
"""Lists that are those of both records, the remaining one's first."""

_FILLED: Mapping[type[Record], tuple[str, ...]] = {
    Treaty: (),
    Publisher: ("country",),
    Source: ("title", "authors", "issued", "accessed", "url", "language", "marking"),
    Fact: ("notes", "marking"),
    Actor: ("country",),
}
"""Fields that are taken from the merged record where the remaining one has none.

No field is here that could make a claim stronger, such as a standing, a date or an attribution.
"""


def merged(remaining: Record, other: Record) -> Record:
    """Return the first record with what it takes from the second, of the same type.

    Raises LibraryError where both have markings, and different ones.
    """
    _require_one_marking(remaining, other)
    changes: dict[str, Any] = {}
    for name in _FILLED[type(remaining)]:
        changes[name] = getattr(remaining, name) or getattr(other, name)
    for name in _UNITED[type(remaining)]:
        changes[name] = _union(getattr(remaining, name), getattr(other, name))
    changes.update(_special(remaining, other, changes))
    return replace(remaining, **changes)


def _special(remaining: Record, other: Record, united: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that are neither filled nor a plain union."""
    match remaining, other:
        case Publisher() | Actor(), Publisher() | Actor():
            names = _union(united["also"], (other.name,))
            return {"also": tuple(name for name in names if name != remaining.name)}
        case Source(), Source():
            # The last attachment is the current one, which must stay that of the remaining source.
            own = {copy.sha256 for copy in remaining.attachments}
            earlier = tuple(copy for copy in other.attachments if copy.sha256 not in own)
            return {
                "attachments": (*earlier, *remaining.attachments),
                "identifiers": {**other.identifiers, **remaining.identifiers},
                "derives_from": _without(united["derives_from"], remaining.id),
            }
        case Fact(), Fact():
            relations = tuple(each for each in united["relations"] if each.fact_id != remaining.id)
            further = _without(united["further_treaty_ids"], remaining.treaty_id)
            return {"relations": relations, "further_treaty_ids": further}
        case Treaty(), Treaty():
            return {"identifiers": {**other.identifiers, **remaining.identifiers}}
    return {}


def _without(ids: tuple[str, ...], removed: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != removed)


def _require_one_marking(remaining: Record, other: Record) -> None:
    markings = {getattr(record, "marking", None) for record in (remaining, other)} - {None}
    if len(markings) > 1:
        raise LibraryError(
            f"The {key_of(remaining)} and the {key_of(other)} have different markings.",
            "Give both the same marking, then merge them.",
        )


def _union(own: tuple[Any, ...], others: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*own, *(each for each in others if each not in own))
