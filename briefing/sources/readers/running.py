"""Running heads, running feet and page numbers: lines at the edges of pages that are repeated."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.sources.structure.headings import headings_in

_NUMBER = re.compile(r"\d+")
_LONE_NUMBER = re.compile(r"[-–—\s]*(?:\d{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7})(?:\s*/\s*\d{1,4})?[-–—\s]*")
_LONGEST = 160
_NEAR = 6.0
_MOST_DIGITS = 5
_FEWEST_PAGES = 2


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line at the edge of a page. `line` is its index on the page, `place` its distance from the edge."""

    page: int
    line: int
    text: str
    place: float
    is_top: bool


def running_lines(lines: Sequence[EdgeLine], page_count: int) -> set[tuple[int, int]]:
    """Return page and index of the lines that are repeated at one edge of several pages."""
    groups: dict[tuple[bool, str], list[EdgeLine]] = defaultdict(list)
    for line in lines:
        pattern = _NUMBER.sub("#", " ".join(line.text.split()))
        if _LONE_NUMBER.fullmatch(line.text):
            pattern = "#"
        if 0 < len(pattern) <= _LONGEST:
            groups[line.is_top, pattern].append(line)
    needed = max(_FEWEST_PAGES, min(3, page_count // 2))
    repeated = {
        (line.page, line.line)
        for group in groups.values()
        for alike in _at_one_place(group)
        if len({line.page for line in alike}) >= needed
        for line in alike
    }
    return repeated & _from_the_edge(lines, repeated)


def _from_the_edge(lines: Sequence[EdgeLine], repeated: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the lines with only repeated ones between them and the edge."""
    edges: dict[tuple[int, bool], list[EdgeLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda each: each.place):
        edges[line.page, line.is_top].append(line)
    return {
        (line.page, line.line)
        for edge in edges.values()
        for line in itertools.takewhile(lambda each: (each.page, each.line) in repeated, edge)
    }


def _at_one_place(group: Sequence[EdgeLine]) -> Iterator[list[EdgeLine]]:
    """Yield lines with one pattern that have the same text or the number of their page, place by place."""
    for same in _near(group):
        texts: dict[str, list[EdgeLine]] = defaultdict(list)
        for line in same:
            texts[line.text].append(line)
        # Left and right pages often have different heads, so that one of them is on every other page.
        yield from (lines for lines in texts.values() if len(lines) > 1)
        yield from _numbered(same)


def _near(group: Sequence[EdgeLine]) -> Iterator[list[EdgeLine]]:
    cluster: list[EdgeLine] = []
    for line in sorted(group, key=lambda each: each.place):
        if cluster and line.place - cluster[-1].place > _NEAR:
            yield cluster
            cluster = []
        cluster.append(line)
    if cluster:
        yield cluster


def _numbered(lines: Sequence[EdgeLine]) -> Iterator[list[EdgeLine]]:
    """Yield lines with a number that grows with the page."""
    by_difference: dict[int, list[EdgeLine]] = defaultdict(list)
    for line in lines:
        digits = _NUMBER.findall(_after_heading(line.text))
        for number in {int(each) for each in digits if len(each) <= _MOST_DIGITS}:
            by_difference[number - line.page].append(line)
        if not _NUMBER.search(line.text) and _LONE_NUMBER.fullmatch(line.text):
            by_difference[-1_000_000].append(line)  # Roman numbers
    yield from by_difference.values()


def _after_heading(text: str) -> str:
    """Return the text after "Article 5" at its start: the number of an article may be that of its page."""
    headings = headings_in(text)
    return text[headings[0].end :] if headings and headings[0].start == 0 else text
