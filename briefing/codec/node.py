"""A parsed document before it has a type; every node has its place in the file."""

from __future__ import annotations

from dataclasses import dataclass

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True)
class Node:
    """A scalar, a sequence or a mapping; `line` and `column` count from 1, 0 where not known.

    `plain` is set for an unquoted scalar: only an unquoted ``null`` is nothing.
    """

    line: int
    column: int
    text: str | None = None
    plain: bool = True
    items: list[Node] | None = None
    entries: list[tuple[Node, Node]] | None = None

    @property
    def is_null(self) -> bool:
        return self.text is not None and self.plain and self.text in NULLS

    @property
    def kind(self) -> str:
        if self.items is not None:
            return "a list"
        if self.entries is not None:
            return "a mapping"
        return "nothing" if self.is_null else "text"

    def get(self, key: str) -> Node | None:
        """Return the value under `key` of a mapping; None where there is none."""
        for name, value in self.entries or ():
            if name.text == key:
                return value
        return None
