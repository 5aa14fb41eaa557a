"""Merge two versions of a record field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from msgspec.structs import replace

from briefing.codec import encode
from briefing.interchange.merge.alignment import Aligned, aligned, label_of
from briefing.interchange.merge.report import Conflict, Side
from briefing.model.fact import Fact
from briefing.model.origin import Origin
from briefing.model.source import Attachment, Locator, Publisher, Source, TextQuote
from briefing.model.treaty import Conclusion, Languages, Term
from briefing.model.value import Value

_V = TypeVar("_V", bound=Value)

_ABSENT: Final = object()
"""The base of a field where there is no base."""

_ANCHOR = ("exact", "prefix", "suffix", "start", "end", "text_sha256")
_GROUPS: Mapping[type[Any], tuple[tuple[str, ...], ...]] = {
    Fact: (("standing", "attributed_to"), ("credibility", "graded")),
    Publisher: (("reliability", "rationale", "graded"),),
    Source: (("reliability", "rationale"),),
    TextQuote: (_ANCHOR,),
}
"""Fields that only make sense together: both sides changing some of them is a conflict."""

_NESTED = (Term, Languages, Conclusion, Locator)
"""Values that are merged field by field. All others, such as quantities and places, are one value."""

_ORDERED = frozenset({"route"})
"""Lists whose order is their meaning, and which are one value."""


class _Versions(NamedTuple):
    base: Any
    mine: Any
    theirs: Any


class FieldMerging:
    """One merge of two versions of a value; where both changed a field, the value of `taking` is used."""

    def __init__(self, taking: Side) -> None:
        self._taking = taking
        self.conflicts: list[Conflict] = []

    def merged(self, base: _V | None, mine: _V, theirs: _V, path: str = "") -> _V:
        """Return the merged value; all are of one type. `conflicts` then has those below `path` too."""
        changes: dict[str, Any] = {}
        for group in _groups_of(mine):
            versions = [_version(each, group) for each in (base, mine, theirs)]
            if len(group) == 1:
                parts = _Versions(*(each[0] for each in versions))
                changes[group[0]] = self._field(parts, f"{path}{group[0]}")
            else:
                group_path = f"{path}{' and '.join(group)}"
                taken = self._group(group, _Versions(*versions), group_path)
                changes.update(zip(group, taken, strict=True))
        return _consistent(replace(mine, **changes))

    def _field(self, versions: _Versions, path: str) -> Any:
        base, mine, theirs = versions
        if theirs in (mine, base):
            return mine
        return theirs if mine == base else self._both_changed(versions, path)

    def _both_changed(self, versions: _Versions, path: str) -> Any:
        base, mine, theirs = versions
        if isinstance(mine, tuple) and path not in _ORDERED:
            return self._list(versions, path)
        if isinstance(mine, dict):
            return self._mapping(versions, path)
        if isinstance(mine, _NESTED):
            return self.merged(None if base is _ABSENT else base, mine, theirs, f"{path}.")
        if isinstance(mine, Origin) and isinstance(theirs, Origin):
            return min(mine, theirs, key=lambda each: (each.at or "9999", encode(each)))
        if base is _ABSENT and (_is_empty(mine) or _is_empty(theirs)):
            return theirs if _is_empty(mine) else mine
        return self._conflict(versions, path)

    def _group(self, group: tuple[str, ...], versions: _Versions, path: str) -> Any:
        base, mine, theirs = versions
        if theirs in (mine, base) or (base[0] is _ABSENT and _has_all(mine, theirs)):
            return mine
        if mine == base or (base[0] is _ABSENT and _has_all(theirs, mine)):
            return theirs
        if group is _ANCHOR and mine[0].split() == theirs[0].split():
            return max(mine, theirs, key=_precision)
        return self._conflict(versions, path)

    def _mapping(self, versions: _Versions, path: str) -> dict[str, Any]:
        base = {} if versions.base is _ABSENT else versions.base
        merged = {}
        for key in (*versions.mine, *(key for key in versions.theirs if key not in versions.mine)):
            parts = _Versions(
                base.get(key, _ABSENT),
                *(each.get(key, _ABSENT) for each in (versions.mine, versions.theirs)),
            )
            if _ABSENT in (parts.mine, parts.theirs) and parts.base is _ABSENT:
                value = parts.theirs if parts.mine is _ABSENT else parts.mine
            else:
                value = self._field(parts, f"{path}[{key}]")
            if value is not _ABSENT:
                merged[key] = value
        return merged

    def _list(self, versions: _Versions, path: str) -> tuple[Any, ...]:
        base = () if versions.base is _ABSENT else versions.base
        items = []
        for item in aligned(base, versions.mine, versions.theirs):
            value = self._item(item, path)
            if value is not None:
                items.append(value)
        if any(isinstance(item, Attachment) for item in items):
            return self._with_current_last(items, _Versions(base, versions.mine, versions.theirs), path)
        return tuple(items)

    def _item(self, item: Aligned, path: str) -> Any:
        present = item.mine if item.mine is not None else item.theirs
        label = f"{path}[{label_of(present)}]"
        if item.mine is not None and item.theirs is not None:
            if isinstance(item.mine, Value):
                return self.merged(item.base, item.mine, item.theirs, f"{label}.")
            return item.mine
        if item.base is None:
            return present
        return None if present == item.base else self._conflict(_Versions(*item), label)

    def _with_current_last(
        self, copies: list[Attachment], versions: _Versions, path: str
    ) -> tuple[Attachment, ...]:
        """Return copies with the current one last: that of the side which changed it."""
        shas = [each[-1].sha256 if each else _ABSENT for each in versions]
        current = self._field(_Versions(*shas), f"{path}: current copy")
        last = [copy for copy in copies if copy.sha256 == current]
        return (*(copy for copy in copies if copy.sha256 != current), *last)

    def _conflict(self, versions: _Versions, path: str) -> Any:
        base, mine, theirs = map(_shown, versions)
        self.conflicts.append(Conflict(path, base, mine, theirs))
        return versions.mine if self._taking is Side.MINE else versions.theirs


def _groups_of(value: Value) -> Iterator[tuple[str, ...]]:
    groups = _GROUPS.get(type(value), ())
    yield from groups
    grouped = {name for group in groups for name in group}
    yield from ((name,) for name in value.__struct_fields__ if name not in grouped)


def _version(value: Value | None, group: tuple[str, ...]) -> tuple[Any, ...]:
    if value is None:
        return tuple(_ABSENT for _ in group)
    return tuple(getattr(value, name) for name in group)


def _shown(value: Any) -> Any:
    is_absent = value is _ABSENT or (isinstance(value, tuple) and _ABSENT in value)
    return None if is_absent else value


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, tuple | dict) and not value)


def _has_all(values: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Return whether the first have all that the second have."""
    return all(other == value or _is_empty(other) for value, other in zip(values, others, strict=True))


def _precision(anchor: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a key by which the anchor that says most about the place of a quote is the largest."""
    _, prefix, suffix, start, _, text_sha256 = anchor
    return text_sha256 is not None, start is not None, len(prefix) + len(suffix), encode(anchor)


def _consistent(value: _V) -> _V:
    """Return a record without references to itself, and a fact without its own treaty among the further."""
    if isinstance(value, Fact):
        further = tuple(each for each in value.further_treaty_ids if each != value.treaty_id)
        return replace(value, further_treaty_ids=further)
    return value
