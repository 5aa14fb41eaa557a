"""The nodes of the outline's tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QSize

from briefing.app.presentation.places import translated_label
from briefing.composition.labels import NumberedSection
from briefing.model.briefing import Item, Section


class RowNumbers:
    """The numbers of the rows of a section, computed when the first of them is asked for."""

    def __init__(self, numbered: NumberedSection) -> None:
        self.numbered = numbered
        self._by_id: Mapping[str, str] | None = None

    @property
    def by_id(self) -> Mapping[str, str]:
        """The numbers by the ids of their rows."""
        if self._by_id is None:
            labels = self.numbered.labels()
            self._by_id = {row_id: translated_label(label) for row_id, label in labels.items()}
        return self._by_id


class TreeNode:
    """A section or a row in the tree; `value` is its current value, None for the root.

    `number` is that of a section in print, `row_numbers` has those of its rows. `size` is the size that a
    view laid it out with; it is None after every change that may decide on it.
    """

    __slots__ = ("_place", "children", "is_section", "number", "parent", "row_numbers", "size", "value")

    def __init__(self, value: Section | Item | None, parent: TreeNode | None) -> None:
        self.value = value
        self.is_section = isinstance(value, Section)
        self.parent = parent
        self.children: list[TreeNode] = []
        self.number = ""
        self.row_numbers: RowNumbers | None = None
        self.size: tuple[object, QSize] | None = None
        self._place = 0

    @property
    def id(self) -> str:
        return self.value.id if self.value else ""

    @property
    def label(self) -> str:
        """The number in print; empty where it has none."""
        if self.is_section or self.parent is None or self.parent.row_numbers is None:
            return self.number
        return self.parent.row_numbers.by_id.get(self.id, "")

    @property
    def depth(self) -> int:
        """The number of nodes above it, the root included."""
        return self.parent.depth + 1 if self.parent else 0

    @property
    def path(self) -> tuple[int, ...]:
        """The places of the nodes above it and its own, each among its siblings."""
        return (*self.parent.path, self.row) if self.parent else ()

    @property
    def row(self) -> int:
        if self.parent is None:
            return 0
        siblings = self.parent.children
        if self._place >= len(siblings) or siblings[self._place] is not self:
            self._place = siblings.index(self)
        return self._place

    def walk(self) -> Iterator[TreeNode]:
        """Yield the node and all below it in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def forget_sizes(self) -> None:
        """Forget the sizes of the node and of all below it."""
        for node in self.walk():
            node.size = None
