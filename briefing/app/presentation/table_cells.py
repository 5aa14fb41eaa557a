"""Table cells as tab-separated text, the form in which spreadsheets copy and paste them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from msgspec.structs import replace

from briefing.app.i18n import tr
from briefing.model.briefing import Table

Cells = Sequence[Sequence[str]]


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of tab-separated text; a quoted cell may contain tabs and line breaks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter="\t", strict=False))
    return [row or [""] for row in rows]


def text_of_cells(cells: Cells) -> str:
    """Return cells as tab-separated text."""
    target = io.StringIO()
    csv.writer(target, delimiter="\t", lineterminator="\n").writerows(cells)
    return target.getvalue()


def with_cells(table: Table, row: int, column: int, cells: Cells) -> Table:
    """Return the table with cells put in from a place on; it grows as needed.

    Row 0 holds the column headings. A heading cannot be empty and has one line.
    """
    width = max(len(table.columns), column + max((len(line) for line in cells), default=0))
    height = max(1 + len(table.rows), row + len(cells))
    grid = [[*line, *[""] * (width - len(line))] for line in (table.columns, *table.rows)]
    grid += [[""] * width for _ in range(height - len(grid))]
    for down, line in enumerate(cells):
        grid[row + down][column : column + len(line)] = line
    headings = (_heading(text, number, table) for number, text in enumerate(grid[0]))
    return replace(table, columns=tuple(headings), rows=tuple(map(tuple, grid[1:])))


def _heading(text: str, number: int, table: Table) -> str:
    if table.columns[number : number + 1] == (text,):
        return text
    return " ".join(text.split("\n")).strip(" \t") or tr("Column {number}", number=number + 1)
