"""The parts of a long text that changes of single records concern, as short texts of their own.

A change then takes as long for one record among 20,000 as for one among three. What is outside the parts
need not be parsed again: where each record begins a line, the dash of the next one ends whatever is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from briefing.codec.parse import MAX_NODES
from briefing.library.records import Record


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record of a file before and after; None where it is not in the file. `key` is that of its list."""

    key: str
    before: Record | None
    after: Record | None

    @property
    def id(self) -> str:
        record = self.before or self.after
        return record.id if record is not None else ""


_HEAD = re.compile(
    r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*"  # blank lines and comments
    r"(?P<key>\w+):[ \t]*(?:#[^\n]*)?\r?\n"
    r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*"
    r"(?P<indent> *)- "
)
_OTHER_BREAKS = ("\x85", "\u2028", "\u2029")
"""Characters that end a line in YAML 1.1, beside the usual ones."""


class Part(NamedTuple):
    """A range of a text with the changes in it. `head` before it makes a document of it."""

    start: int
    end: int
    changes: tuple[RecordChange, ...]
    head: str = ""


@dataclass(frozen=True)
class ListText:
    """A text of nothing but one list of `number` records, each of which begins a line."""

    text: str
    number: int
    key: str
    mark: str
    """The line break, indentation and dash before a record."""
    first: int
    """The start of the line of the first record."""

    @classmethod
    def of(cls, text: str, number: int) -> ListText | None:
        """Return a sound text of `number` records as such a list; None where it is laid out otherwise."""
        head = _HEAD.match(text)
        if head is None:
            return None
        indent = head["indent"]
        listed = cls(text, number, head["key"], f"\n{indent}- ", head.end() - len(indent) - 2)
        return listed if listed._is_plain(indent) and listed.count(text) == number else None

    def count(self, text: str) -> int:
        """Return the number of lines of a text that look like the first one of a record.

        A record has one such line at least; a quoted text over several lines may have more of them.
        """
        return text.count(self.mark)

    def parts(self, changes: Iterable[RecordChange]) -> list[Part] | None:
        """Return the parts of the changed records, each with the records beside it.

        New records belong to the part of the last two. None where a record is not found.
        """
        parts: list[Part] = []
        for change in changes:
            start = self._start(change.id) if change.before is not None else self._before(len(self.text))
            if start < 0:
                return None
            parts.append(Part(self._before(start), self._after(self._after(start)), (change,)))
        merged: list[Part] = []
        for part in sorted(parts, key=lambda each: each.start):
            if merged and part.start <= merged[-1].end:
                last = merged.pop()
                part = Part(last.start, max(last.end, part.end), (*last.changes, *part.changes))  # noqa: PLW2901 - one with the last
            merged.append(part)
        return [self._with_head(part) for part in merged]

    def _with_head(self, part: Part) -> Part:
        if part.start == self.first:
            return part._replace(start=0)
        newline = "\r\n" if self.text.partition("\n")[0].endswith("\r") else "\n"
        return part._replace(head=f"{self.key}:{newline}")

    def _is_plain(self, indent: str) -> bool:
        """Return whether no line begins a record in another way, or something that is no record."""
        dash = f"\n{indent}-"
        if any(f"{dash}{after}" in self.text for after in "\n\r\t"):
            return False
        if any(each in self.text for each in _OTHER_BREAKS):
            return False
        if self.text.count("\r") != self.text.count("\r\n"):
            return False
        other = r"\n[^\s#]" if indent else r"\n(?!- )[^\s#]"
        return re.compile(other).search(self.text, self.first) is None

    def _start(self, record_id: str) -> int:
        """Return the start of the record with an id; -1 where no line, or more than one, may have that."""
        indent = self.mark[1:-2]
        line = rf"\n{indent}(?:- |  )[ {{]*id: *(['\"]?){re.escape(record_id)}\1(?=[\s,}}])"
        matches = list(re.compile(line).finditer(self.text))
        return self.text.rfind(self.mark, 0, matches[0].end()) + 1 if len(matches) == 1 else -1

    def _before(self, start: int) -> int:
        """Return the start of the record before a place; that of the first one where there is none."""
        return max(self.text.rfind(self.mark, 0, start) + 1, self.first)

    def _after(self, start: int) -> int:
        """Return the start of the next record; the end of the text where there is none."""
        place = self.text.find(self.mark, start)
        return place + 1 if place >= 0 else len(self.text)


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """Where two states of a list differ: `text` has the records of the later one there, as a document.

    `before` and `after` are the numbers of records that both have before and after it, `line` that of the
    lines before the first line of `text`, and `lines` by how many the later state is longer.
    """

    key: str
    before: int
    after: int
    text: str
    line: int
    lines: int

    @classmethod
    def between(cls, earlier: str, number: int, later: str) -> ChangedPart | None:
        """Compare a sound list of `number` records with a later state; None where all has to be read."""
        listed = ListText.of(earlier, number)
        if listed is None or (len(later) > len(earlier) and may_have_too_many_values(later)):
            return None
        mark = listed.mark
        start = earlier.rfind(mark, 0, _equal_at_start(earlier, later)) + 1
        first_equal = len(earlier) - _equal_at_start(earlier[start:][::-1], later[start:][::-1])
        place = earlier.find(mark, max(first_equal, start))
        end = place + 1 if place >= 0 else len(earlier)
        end_later = end + len(later) - len(earlier)
        if not start or not later[start:end_later].endswith("\n"):
            return None
        head = f"{listed.key}:\n"
        return cls(
            listed.key,
            earlier.count(mark, 0, start),
            earlier.count(mark, end - 1),
            head + later[start:end_later],
            earlier.count("\n", 0, start) - 1,
            later.count("\n") - earlier.count("\n"),
        )

    def is_list_of(self, number: int) -> bool:
        """Return whether `text` has so many records, none of which has a line that looks like another."""
        return number == 0 or ListText.of(self.text, number) is not None


def _equal_at_start(one: str, other: str) -> int:
    """Return the number of characters at the start that are the same in both."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def may_have_too_many_values(text: str) -> bool:
    """Return whether a YAML text may have more values than a file may; counts what is before or in them."""
    if len(text) <= MAX_NODES["YAML"]:
        return False
    pairs = sum(text.count(each) for each in ("- ", "-\n", "-\r", "-\t", "[", "{", ",", "?"))
    return text.count("\n") + text.count(":") + 2 * pairs + 2 > MAX_NODES["YAML"]
