"""Folders as read: records with their values and their places in the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from briefing.codec import Node
from briefing.errors import Problem
from briefing.library.layers import LayerKind
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.source import Publisher, Source
from briefing.model.treaty import Treaty

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DraftRecord(Generic[T]):
    """A value with the node it was read from, its file and its field path in that file."""

    value: T
    node: Node
    file: str
    field: str

    def text(self, path: str) -> str:
        """Return the text at `path` within this record; empty where there is none."""
        node = self._find(path)
        return node.text or "" if node is not None else ""

    def count(self, path: str) -> int:
        """Count the items of the list at `path`; 0 where there is no list."""
        node = self._find(path)
        return len(node.items or ()) if node is not None else 0

    def problem(self, path: str, message: str, remedy: str = "") -> Problem:
        """Return a problem at `path` within this record, such as ``citations[0].source_id``."""
        node = self._nearest(path)
        place = ".".join(part for part in (self.field, path) if part)
        return Problem(message, remedy, self.file, node.line or None, node.column or None, place)

    def _find(self, path: str) -> Node | None:
        """Return the node at `path`; None where there is none."""
        nodes = self._along(path)
        return nodes[-1] if len(nodes) > len(_steps(path)) else None

    def _nearest(self, path: str) -> Node:
        return self._along(path)[-1]

    def _along(self, path: str) -> list[Node]:
        """Return this record's node and those along `path`, as far as they exist."""
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
    """The content of one treaty folder, and every problem found in it so far."""

    folder: Path
    treaty: DraftRecord[Treaty] | None = None
    publishers: list[DraftRecord[Publisher]] = field(default_factory=list)
    sources: list[DraftRecord[Source]] = field(default_factory=list)
    facts: list[DraftRecord[Fact]] = field(default_factory=list)
    unread: dict[str, list[DraftRecord[None]]] = field(default_factory=dict)
    """Records that could not be read, by kind; their ids and references are checked all the same."""
    lost: frozenset[str] = frozenset()
    """Kinds of record whose file was unreadable; do not report their missing ids again."""
    problems: list[Problem] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)
    """Files that a treaty folder needs, unless the library has its treaty in a lower layer."""


@dataclass(slots=True)
class SharedDraft:
    """The records in the root of a library, which all its treaties share. Each is valid by itself."""

    publishers: list[DraftRecord[Publisher]] = field(default_factory=list)
    sources: list[DraftRecord[Source]] = field(default_factory=list)
    actors: list[DraftRecord[Actor]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class LayerDraft:
    """One folder of a library as read, which becomes a layer."""

    folder: Path
    name: str
    kind: LayerKind
    shared: SharedDraft
    treaties: list[TreatyDraft]

    @property
    def parts(self) -> tuple[SharedDraft | TreatyDraft, ...]:
        """All that can contain publishers and sources, the lowest first."""
        return (self.shared, *self.treaties)
