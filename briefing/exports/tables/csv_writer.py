"""Statements → CSV (RFC 4180, UTF-8 with a mark, so that spreadsheets read every script)."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator

from briefing.exports.edition import Edition
from briefing.exports.tables import statement_rows
from briefing.exports.tables.formula_guard import neutralised

_SAME = {"Judgement": "Statement"}
"""Columns of judgements that are columns of facts under another name."""
COLUMNS = (
    "Marking",
    "Kind",
    *dict.fromkeys(
        _SAME.get(column.name, column.name)
        for column in (*statement_rows.FACT_COLUMNS, *statement_rows.JUDGEMENT_COLUMNS)
    ),
)


def write(edition: Edition) -> bytes:
    """A line for each judgement and fact, each with the marking. Equal input gives equal bytes."""
    content = io.StringIO(newline="")
    table = csv.writer(content, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(COLUMNS)
    label = edition.context.marking.label
    for cells in _lines(edition):
        line = {"Marking": label, **cells}
        table.writerow(neutralised(line.get(column, "")) for column in COLUMNS)
    return content.getvalue().encode("utf-8-sig")


def _lines(edition: Edition) -> Iterator[dict[str, str]]:
    for kind, columns, found in (
        ("judgement", statement_rows.JUDGEMENT_COLUMNS, statement_rows.judgements(edition)),
        ("fact", statement_rows.FACT_COLUMNS, statement_rows.facts(edition)),
    ):
        for cells in found:
            named = zip(columns, cells, strict=True)
            yield {"Kind": kind} | {
                _SAME.get(column.name, column.name): _as_text(cell) for column, cell in named
            }


def _as_text(cell: statement_rows.Value) -> str:
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)
