"""Tables in text files: values separated by commas, semicolons, tabs or bars (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections import Counter

from briefing.errors import ImportFileError, Problem
from briefing.interchange.decoding import decoded
from briefing.interchange.tables.table import SheetTable

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 30
_LONGEST_FIELD = 1_000_000


def read_delimited(raw: bytes, name: str) -> SheetTable:
    """Read a table of texts. Raises ImportFileError with the line of what is no table."""
    text = decoded(raw, name)
    delimiter = ""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        delimiter, text = first.strip()[-1], f"\n{rest}"
    if not text.strip():
        raise ImportFileError(Problem("The file is empty.", "Save the table again.", name))
    delimiter = delimiter or _delimiter(text)
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        message = f"The table cannot be read ({error})."
        remedy = "Look for a quotation mark that is not closed."
        raise ImportFileError(Problem(message, remedy, name, reader.line_num)) from None
    return SheetTable([list(row) for row in rows])


def _delimiter(text: str) -> str:
    """Return the delimiter with which the first rows have the same number of columns, and the most."""
    return max(_DELIMITERS, key=lambda each: _fit(text, each))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    sample = io.StringIO(text.replace("\0", "")[:200_000], newline="")
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(sample, delimiter=delimiter):
            if row and any(row):
                widths[len(row)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, count = widths.most_common(1)[0]
    return (count / widths.total() if width > 1 else 0), width
