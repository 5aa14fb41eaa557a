"""Lines of tables of contents: with leaders, or a list of lines that end in the number of a page."""

from __future__ import annotations

import re

LEADER = re.compile(r"\.{4,}|…{2,}|(?:[.·]\s){4,}|·{4,}|_{4,}")
_ENDS_IN_PAGE = re.compile(r"\S(?:\s{2,}|\t\s*|[.·…_\s]{4,})(?:\d{1,4}|[ivxl]{1,6})\s*$")
_FEWEST = 3


def is_contents_line(line: str) -> bool:
    return bool(LEADER.search(line) and re.search(r"\d\s*$", line))


def contents_lines(text: str) -> set[int]:
    """Return the places where lines of a table of contents begin."""
    places: set[int] = set()
    row: list[int] = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        if is_contents_line(line):
            places.add(start)
        if _ENDS_IN_PAGE.search(line):
            row.append(start)
            continue
        places.update(row if len(row) >= _FEWEST else ())
        row = []
    return places | set(row if len(row) >= _FEWEST else ())
