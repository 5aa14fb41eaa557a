"""Statements → CSV (RFC 4180, UTF-8 with a mark, so that spreadsheets read every script)."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator

from briefing.composition.fact_fields import CellValue
from briefing.composition.phrases import ENGLISH, phrases_in
from briefing.exports.edition import Edition
from briefing.exports.format import Format
from briefing.exports.tables import statement_rows
from briefing.exports.tables.formula_guard import neutralised

_SAME = {"column.judgement": "column.statement"}
"""Columns of judgements that are columns of facts under another name."""
_COLUMNS = tuple(
    dict.fromkeys(
        _SAME.get(column.id, column.id)
        for column in (*statement_rows.FACT_COLUMNS, *statement_rows.JUDGEMENT_COLUMNS)
    )
)

_OF_ISSUE = ("cover.status", "scheme.reference", "issue.number")


def columns() -> list[str]:
    """Return the titles of the columns, in English in every file, so that programs find them."""
    return list(map(phrases_in(ENGLISH), ("cover.marking", "column.kind", *_COLUMNS, *_OF_ISSUE)))


def write(edition: Edition) -> bytes:
    """Write a line for each judgement and fact, each with the marking. Equal input gives equal bytes."""
    content = io.StringIO(newline="")
    table = csv.writer(content, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    table.writerow(columns())
    label, issue = edition.context.marking.label, edition.context.issue
    of_issue = (str(edition.briefing.status), issue.reference, str(issue.number))
    for kind, cells in _lines(edition):
        line = (label, kind, *(cells.get(column, "") for column in _COLUMNS), *of_issue)
        table.writerow(map(neutralised, line))
    return content.getvalue().encode("utf-8-sig")


def _lines(edition: Edition) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield for each line its kind, and its cells by column."""
    rows = statement_rows.StatementRows(edition, phrases_in(ENGLISH))
    for kind, columns_, lines in (
        ("judgement", statement_rows.JUDGEMENT_COLUMNS, rows.judgements()),
        ("fact", statement_rows.FACT_COLUMNS, rows.facts()),
    ):
        ids = [_SAME.get(column.id, column.id) for column in columns_]
        for cells in lines:
            yield kind, dict(zip(ids, map(_as_text, cells), strict=True))
    yield from _about_all(edition)


def _about_all(edition: Edition) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the main message, and what is said of the sources as a whole, after the statements."""
    context = edition.context
    if (message := context.main_message) is not None:
        confidence = message.grade.confidence if message.grade else ""
        yield (
            "message",
            {
                "column.statement": message.text,
                "column.rests_on": ", ".join(ref.label for ref in message.drawn_from),
                "column.confidence": confidence,
            },
        )
    summary = context.source_summary
    yield "sources", {"column.statement": summary.text}
    for paragraph in summary.remark:
        yield "remark", {"column.statement": paragraph}


def _as_text(cell: CellValue) -> str:
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)


FORMAT = Format(
    id="csv",
    name="CSV table",
    ending=".csv",
    media_type="text/csv",
    purpose="The judgements and facts with their grades, a line each, for other programs.",
    lost="Connecting text, tables, comparisons, figures, the scheme box, the register of sources.",
    write=write,
)
