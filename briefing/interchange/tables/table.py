"""A table as read from a file: rows of cells, with what is known of merged and calculated cells."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
Position = tuple[int, int]
"""Row and column, from 0."""


@dataclass(slots=True)
class SheetTable:
    """The cells of a sheet. Cells merged with others above have their value and are in `merged`.

    `formulas` has the cells with a formula: True where its value is an error or was never calculated.
    """

    rows: list[list[Value]]
    sheet: str = ""
    merged: frozenset[Position] = frozenset()
    formulas: Mapping[Position, bool] = field(default_factory=dict)

    def is_blank(self, row: int) -> bool:
        return all(not cell_text(value).strip() for value in self.rows[row])


def column_letters(column: int) -> str:
    """Return the letters of a column, as spreadsheets have them: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(row: int, column: int | None = None) -> str:
    """Return the place of a row or a cell in words."""
    cell = "" if column is None else f", column {column_letters(column)}"
    return f"row {row + 1}{cell}"


def cell_text(value: Value) -> str:
    """Return the text of a cell; a whole number has no decimals."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(timespec="seconds")
    return str(value)
