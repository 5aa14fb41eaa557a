"""Values of a printed briefing that note which of their fields are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing.composition.views.document import PrintedBriefing

FieldPath = tuple[str, ...]
_DIVIDED = frozenset({"blocks", "cover"})
"""Fields of which a page reads a part, and others another."""


class Watched:
    """A printed briefing that notes in `reads` each field that is read, with its value."""

    def __init__(self, value: Any, reads: dict[FieldPath, Any], path: FieldPath = ()) -> None:
        self._value, self._reads, self._path = value, reads, path

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._value, name)
        path = (*self._path, name)
        if name in _DIVIDED:
            return Watched(value, self._reads, path)
        self._reads[path] = value
        return value


def still_hold(reads: Mapping[FieldPath, Any], printed: PrintedBriefing) -> bool:
    """Return whether the fields that were read have the same values in another printed briefing."""
    return all(same(field(printed, path), value) for path, value in reads.items())


def same(one: Any, other: Any) -> bool:
    """Return whether two values are equal, at once where they are the same object."""
    return one is other or bool(one == other)


def field(value: Any, path: FieldPath) -> Any:
    """Return the field at a path."""
    for name in path:
        value = getattr(value, name)
    return value
