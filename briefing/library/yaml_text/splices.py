"""Replacements in a text, and where the lines of its nodes begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from briefing.library.yaml_text.nodes import TextNode, UnsupportedLayoutError


class Splice(NamedTuple):
    """The text between two places, and what replaces it."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all replacements; of two at one place the first comes first.

    Raises UnsupportedLayoutError where they overlap.
    """
    parts: list[str] = []
    position = 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        if splice.start < position:
            raise UnsupportedLayoutError("replacements overlap")
        parts += (text[position : splice.start], splice.text)
        position = splice.end
    return "".join((*parts, text[position:]))


@dataclass(frozen=True, slots=True)
class Lines:
    """A text with its line ends; finds the lines of nodes."""

    text: str
    newline: str

    @classmethod
    def of(cls, text: str) -> Lines:
        first, _, _ = text.partition("\n")
        return cls(text, "\r\n" if first.endswith("\r") else "\n")

    def start(self, position: int) -> int:
        """Return the start of the line of a position."""
        return self.text.rfind("\n", 0, position) + 1

    def end(self, position: int) -> int:
        """Return the end of the line of a position, before its line break."""
        end = self.text.find("\n", position)
        if end < 0:
            return len(self.text)
        return end - 1 if self.text[end - 1 : end] == "\r" and end - 1 >= position else end

    def next(self, position: int) -> int:
        """Return the start of the next line, or the end of the text."""
        end = self.text.find("\n", position)
        return len(self.text) if end < 0 else end + 1

    def is_first(self, position: int) -> bool:
        """Return whether only spaces are before a position in its line."""
        return not self.text[self.start(position) : position].strip(" ")

    def rest(self, position: int) -> str:
        """Return the rest of a position's line."""
        return self.text[position : self.end(position)]

    def joined(self, lines: Iterable[str], column: int) -> str:
        """Return lines, the first not indented and the others to a column."""
        indent = " " * column
        first, *others = lines
        return self.newline.join([first, *(indent + line if line else line for line in others)])

    def after(self, position: int, lines: Iterable[str], column: int) -> Splice:
        """Return the insertion of lines after the line of a position."""
        end = self.end(position)
        return Splice(end, end, f"{self.newline}{' ' * column}{self.joined(lines, column)}")

    def dash(self, item: TextNode, sequence: TextNode) -> int:
        """Return the position of the dash of an item of a block sequence.

        Raises UnsupportedLayoutError where it is not the first thing in its line.
        """
        position = self.start(item.start)
        while position >= self.start(sequence.start):
            dash = position + sequence.column
            if self.text[dash : dash + 1] == "-" and not self.text[position:dash].strip(" "):
                return dash
            if position == 0:
                break
            position = self.start(position - 1)
        raise UnsupportedLayoutError("an item does not begin a line")
