"""Merge two versions of a text by lines, with their common base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

OURS, BETWEEN, THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"
"""The lines around the two versions of a conflict, as Git writes them."""

_Lines = Sequence[str]


class Hunk(NamedTuple):
    """A part of a text in three versions, as lines with their line breaks."""

    base: _Lines
    mine: _Lines
    theirs: _Lines

    @property
    def is_conflict(self) -> bool:
        return self.base not in (self.mine, self.theirs) and self.mine != self.theirs

    @property
    def merged(self) -> _Lines:
        """The lines after the changes of the one side that has some; in a conflict those of mine."""
        return self.theirs if self.mine == self.base else self.mine

    @property
    def united(self) -> _Lines:
        """The lines that both sides added at one place; in another conflict those of mine."""
        return (*_ended(self.mine), *self.theirs) if self.is_conflict and not self.base else self.merged


def hunks_of(base: str, mine: str, theirs: str) -> list[Hunk]:
    """Divide three versions of a text into parts that belong together."""
    texts = [each.splitlines(keepends=True) for each in (base, mine, theirs)]
    hunks: list[Hunk] = []
    position = [0, 0, 0]
    for starts, length in _common(*texts):
        parts = [tuple(text[a:b]) for text, a, b in zip(texts, position, starts, strict=True)]
        if any(parts):
            hunks.append(Hunk(*parts))
        if length:
            same = tuple(texts[0][starts[0] : starts[0] + length])
            hunks.append(Hunk(same, same, same))
        position = [start + length for start in starts]
    return hunks


def _common(base: _Lines, mine: _Lines, theirs: _Lines) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Yield the places of the lines that are the same in all three, in order, then the three ends."""
    ours = SequenceMatcher(None, base, mine).get_matching_blocks()
    others = SequenceMatcher(None, base, theirs).get_matching_blocks()
    i = j = 0
    while i < len(ours) and j < len(others):
        one, other = ours[i], others[j]
        start = max(one.a, other.a)
        end = min(one.a + one.size, other.a + other.size)
        if start < end:
            yield (start, one.b + start - one.a, other.b + start - other.a), end - start
        if one.a + one.size < other.a + other.size:
            i += 1
        else:
            j += 1
    yield (len(base), len(mine), len(theirs)), 0


def joined(parts: Iterable[_Lines]) -> str:
    """Join parts of a text; a part without a line break at its end gets one if another follows."""
    filled = [part for part in parts if part]
    return "".join(line for part in filled[:-1] for line in _ended(part)) + "".join(
        filled[-1] if filled else ()
    )


def with_markers(hunks: Iterable[Hunk], newline: str) -> str:
    """Return the text with the lines of both sides, between markers, where they conflict."""
    parts: list[_Lines] = []
    for hunk in hunks:
        if hunk.is_conflict:
            parts += [(OURS + newline,), _ended(hunk.mine, newline), (BETWEEN + newline,)]
            parts += [_ended(hunk.theirs, newline), (THEIRS + newline,)]
        else:
            parts.append(hunk.merged)
    return joined(parts)


def marked_differences(mine: str, theirs: str, newline: str) -> str:
    """Return the lines that two texts have in common, and both versions of the others between markers."""
    ours, others = mine.splitlines(keepends=True), theirs.splitlines(keepends=True)
    hunks = []
    for tag, a, b, c, d in SequenceMatcher(None, ours, others).get_opcodes():
        # A base that is in neither makes every difference a conflict.
        base = tuple(ours[a:b]) if tag == "equal" else ("\0",)
        hunks.append(Hunk(base, tuple(ours[a:b]), tuple(others[c:d])))
    return with_markers(hunks, newline)


def newline_of(text: str) -> str:
    """Return the line break of the first line of a text."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def with_newlines(text: str, newline: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", newline)


def _ended(lines: _Lines, newline: str = "\n") -> _Lines:
    if not lines or lines[-1].endswith("\n"):
        return lines
    return (*lines[:-1], lines[-1] + newline)
