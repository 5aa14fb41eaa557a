"""A treaty folder as read: values that still know where they were written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from briefing.codec import Node
from briefing.errors import Problem
from briefing.model.fact import Fact
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One value with its node, its file and its field path there."""

    value: T
    node: Node
    file: str
    field: str

    def problem(self, path: str, message: str, remedy: str = "") -> Problem:
        """A problem at `path` beneath this entry, such as ``citations[0].source_id``."""
        node = self._at(path)
        place = ".".join(part for part in (self.field, path) if part)
        return Problem(message, remedy, self.file, node.line or None, node.column or None, place)

    def _at(self, path: str) -> Node:
        node = self.node
        for step in path.replace("[", ".").replace("]", "").split("."):
            child = node.items[int(step)] if node.items is not None else node.get(step)
            if child is None:
                return node
            node = child
        return node


@dataclass(slots=True)
class Dossier:
    """What one treaty folder holds, and every problem found in it so far."""

    folder: Path
    treaty: Entry[Treaty] | None = None
    publishers: list[Entry[Publisher]] = field(default_factory=list)
    sources: list[Entry[Source]] = field(default_factory=list)
    facts: list[Entry[Fact]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
