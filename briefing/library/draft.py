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
class DraftRecord(Generic[T]):
    """One value with its node, its file and its field path there."""

    value: T
    node: Node
    file: str
    field: str

    def text(self, path: str) -> str:
        """The text at `path` beneath this entry; empty where there is none."""
        node = self._find(path)
        return node.text or "" if node is not None else ""

    def count(self, path: str) -> int:
        """How many items the list at `path` has; 0 where there is no list."""
        node = self._find(path)
        return len(node.items or ()) if node is not None else 0

    def problem(self, path: str, message: str, remedy: str = "") -> Problem:
        """A problem at `path` beneath this entry, such as ``citations[0].source_id``."""
        node = self._nearest(path)
        place = ".".join(part for part in (self.field, path) if part)
        return Problem(message, remedy, self.file, node.line or None, node.column or None, place)

    def _find(self, path: str) -> Node | None:
        """The node at `path`, or None where the path ends before."""
        nodes = self._along(path)
        return nodes[-1] if len(nodes) > len(_steps(path)) else None

    def _nearest(self, path: str) -> Node:
        return self._along(path)[-1]

    def _along(self, path: str) -> list[Node]:
        """This entry's node and those that `path` leads through, as far as it leads."""
        nodes = [self.node]
        for step in _steps(path):
            node = nodes[-1]
            child = node.items[int(step)] if node.items is not None and step.isdecimal() else node.get(step)
            if child is None:
                break
            nodes.append(child)
        return nodes


def _steps(path: str) -> list[str]:
    return path.replace("[", ".").replace("]", "").split(".")


@dataclass(slots=True)
class TreatyDraft:
    """What one treaty folder holds, and every problem found in it so far."""

    folder: Path
    treaty: DraftRecord[Treaty] | None = None
    publishers: list[DraftRecord[Publisher]] = field(default_factory=list)
    sources: list[DraftRecord[Source]] = field(default_factory=list)
    facts: list[DraftRecord[Fact]] = field(default_factory=list)
    unread: dict[str, list[DraftRecord[None]]] = field(default_factory=dict)
    """Records that have problems of their own, by kind: their ids and references count all the same."""
    lost: frozenset[str] = frozenset()
    """Kinds of record whose file could not be read at all: what lacks there is no further news."""
    problems: list[Problem] = field(default_factory=list)
