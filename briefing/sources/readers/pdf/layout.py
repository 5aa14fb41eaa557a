"""The lines of a page in reading order: columns from left to right, each from top to bottom."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from briefing.sources.readers.pdf.document import PlacedWord

_SAME_LINE = 0.5
_WIDE_GAP = 1.2
_FEWEST_IN_COLUMN = 3
_MOST_CROSSING = 0.3
_FULL = 0.5
_GUTTER = 5
_SHORT = 0.2
_NARROW = 0.2
_MIDDLE = (0.15, 0.85)
_MOST_DEPTH = 3


@dataclass(slots=True)
class Segment:
    """Words that follow each other closely in one line."""

    words: list[PlacedWord]
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    def __post_init__(self) -> None:
        self.left = min(word.left for word in self.words)
        self.top = min(word.top for word in self.words)
        self.right = max(word.right for word in self.words)
        self.bottom = max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(slots=True)
class Line:
    """Segments beside each other, in the order of reading."""

    segments: list[Segment] = field(default_factory=list)

    @property
    def words(self) -> list[PlacedWord]:
        return [word for segment in self.segments for word in segment.words]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        return max(segment.bottom for segment in self.segments)

    @property
    def left(self) -> float:
        return min(segment.left for segment in self.segments)

    @property
    def right(self) -> float:
        return max(segment.right for segment in self.segments)

    @property
    def size(self) -> float:
        """The height of the letters, which is that of most words."""
        return median(word.bottom - word.top for word in self.words)


def lines_of(words: Iterable[PlacedWord]) -> list[Line]:
    """Return the lines of a page in reading order."""
    return _ordered(_segments(words), _MOST_DEPTH)


def _segments(words: Iterable[PlacedWord]) -> list[Segment]:
    rows: list[list[PlacedWord]] = []
    for word in words:
        if rows and not word.begins_line and _is_next(rows[-1][-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Segment(row) for row in rows]


def _is_next(before: PlacedWord, word: PlacedWord) -> bool:
    height = max(before.bottom - before.top, word.bottom - word.top, 1)
    gap = max(word.left - before.right, before.left - word.right)
    return _share_a_line(before, word) and gap < _WIDE_GAP * height


def _share_a_line(one: PlacedWord | Segment, other: PlacedWord | Segment) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)


# Columns


def _ordered(segments: list[Segment], depth: int) -> list[Line]:
    gutter = _gutter(segments) if depth else None
    if gutter is None:
        return _rows(segments)
    lines: list[Line] = []
    band: list[Segment] = []
    for segment in sorted(segments, key=lambda each: each.top):
        # What crosses the gutter divides the columns above from those below.
        if _crosses(segment, gutter):
            lines += _columns(band, gutter, depth)
            lines += _rows([segment])
            band = []
        else:
            band.append(segment)
    return lines + _columns(band, gutter, depth)


def _columns(segments: Sequence[Segment], gutter: float, depth: int) -> list[Line]:
    left = [each for each in segments if (each.left + each.right) / 2 <= gutter]
    right = [each for each in segments if (each.left + each.right) / 2 > gutter]
    columns = [left, right]
    if _is_right_to_left(segments):
        columns.reverse()
    return [line for column in columns for line in _ordered(column, depth - 1)]


def _crosses(segment: Segment, gutter: float) -> bool:
    return segment.left < gutter - 1 and segment.right > gutter + 1


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Return the middle of the space between two columns of text; None where there is none."""
    if len(segments) < 2 * _FEWEST_IN_COLUMN:
        return None
    start = min(each.left for each in segments)
    end = max(each.right for each in segments)
    lone = _lone(segments, end - start)
    others = [each for each in segments if id(each) not in lone]
    place = _emptiest(others, start, end)
    if place is None:
        return None
    beside = [each for each in others if not _crosses(each, place)]
    left = [each for each in beside if (each.left + each.right) / 2 <= place]
    right = [each for each in beside if (each.left + each.right) / 2 > place]
    if min(len(left), len(right)) < _FEWEST_IN_COLUMN:
        return None
    if not all(_is_full(each) and _is_wide(each, end - start) for each in (left, right)):
        return None  # a table, or a list with numbers beside it
    return place if _are_beside_each_other(left, right) else None


def _lone(segments: Sequence[Segment], width: float) -> set[int]:
    """Return the identities of short segments with nothing beside them, such as a centred page number."""
    placed = sorted(segments, key=lambda each: each.top)
    lone = set()
    for number, each in enumerate(placed):
        beside = placed[max(0, number - 1) : number] + placed[number + 1 : number + 2]
        if each.right - each.left < _SHORT * width and not any(_share_a_line(each, one) for one in beside):
            lone.add(id(each))
    return lone


def _emptiest(segments: Sequence[Segment], start: float, end: float) -> float | None:
    """Return the middle of the widest strip that the fewest segments cross."""
    size = int(end - start) + 2
    if size > 1 << 16:
        return None
    changes = [0] * (size + 1)
    for each in segments:
        changes[max(0, int(each.left - start))] += 1
        changes[min(size, int(each.right - start) + 1)] -= 1
    covers, cover = [], 0
    for change in changes:
        cover += change
        covers.append(cover)
    first, last = int(size * _MIDDLE[0]), int(size * _MIDDLE[1])
    fewest = min(covers[first:last], default=len(segments))
    if fewest > _MOST_CROSSING * len(segments):
        return None
    best, length, run = -1, 0, 0
    for place in range(first, last + 1):
        run = run + 1 if place < last and covers[place] == fewest else 0
        if run > length:
            best, length = place, run
    return start + best - length / 2 + 0.5 if length >= _GUTTER else None


def _is_full(column: Sequence[Segment]) -> bool:
    """Return whether most lines fill the column: headings and last lines of paragraphs do not."""
    width = max(each.right for each in column) - min(each.left for each in column)
    widths = sorted(each.right - each.left for each in column)
    return widths[len(widths) * 2 // 3] >= _FULL * width


def _is_wide(column: Sequence[Segment], whole: float) -> bool:
    return max(each.right for each in column) - min(each.left for each in column) > _NARROW * whole


def _are_beside_each_other(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    top = max(min(each.top for each in left), min(each.top for each in right))
    bottom = min(max(each.bottom for each in left), max(each.bottom for each in right))
    return bottom - top > 0


# Rows


def _rows(segments: Iterable[Segment]) -> list[Line]:
    lines: list[Line] = []
    for segment in sorted(segments, key=lambda each: (each.top, each.left)):
        line = next((each for each in lines[-3:] if _share_a_line(each.segments[0], segment)), None)
        if line is None:
            lines.append(Line([segment]))
        else:
            line.segments.append(segment)
    for line in lines:
        line.segments.sort(key=lambda each: each.left, reverse=_is_right_to_left(line.segments))
    return lines


def _is_right_to_left(segments: Iterable[Segment]) -> bool:
    balance = 0
    for segment in segments:
        for word in segment.words:
            for sign in word.text[:3]:
                kind = unicodedata.bidirectional(sign)
                balance += kind in {"R", "AL"}
                balance -= kind == "L"
    return balance > 0
