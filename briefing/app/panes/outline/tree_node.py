"""The nodes of the outline's tree."""

from __future__ import annotations

from briefing.model.briefing import Item, Section


class TreeNode:
    """A section or a row in the tree; `value` is its current value, None for the root.

    `label` is its number in print, empty where it has none; `numbered` what its rows were numbered by.
    """

    __slots__ = ("_place", "children", "label", "numbered", "parent", "value")

    def __init__(self, value: Section | Item | None, parent: TreeNode | None) -> None:
        self.value = value
        self.parent = parent
        self.children: list[TreeNode] = []
        self.label = ""
        self.numbered: object = None
        self._place = 0

    @property
    def id(self) -> str:
        return self.value.id if self.value else ""

    @property
    def path(self) -> tuple[int, ...]:
        """The places of the nodes above it and its own, each among its siblings."""
        return (*self.parent.path, self.row) if self.parent else ()

    @property
    def is_section(self) -> bool:
        return isinstance(self.value, Section)

    @property
    def row(self) -> int:
        if self.parent is None:
            return 0
        siblings = self.parent.children
        if self._place >= len(siblings) or siblings[self._place] is not self:
            self._place = siblings.index(self)
        return self._place
