"""Cells of a spreadsheet in a table of records: what pasting them changes, and rows as text to copy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.app.i18n import tr
from briefing.app.library_side.forms.record_fields import Editor, RecordField
from briefing.app.library_side.tables.bulk import counted_records
from briefing.app.library_side.tables.columns import CellContext, RecordColumn
from briefing.app.presentation.table_cells import Cells, text_of_cells
from briefing.errors import BriefingError
from briefing.library.editing import LibraryBatch
from briefing.library.editing.edits import put
from briefing.library.records import Record, RecordKey, RecordKind, key_of
from briefing.model.library import Catalogue


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that pasting would change; `reason` says why it does not, if it does not."""

    key: RecordKey
    heading: str
    before: str
    after: str
    reason: str = ""


class PasteTarget(NamedTuple):
    """Where cells are pasted: into the selected records if several are, else into those that follow.

    `following` are the records from the current one on, and `columns` those that are shown from its current
    cell on.
    """

    selected: Sequence[Record]
    following: Sequence[Record]
    columns: Sequence[RecordColumn]


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What pasting changes: the records as they will be, each cell, and what has no place in the table."""

    records: tuple[Record, ...]
    cells: tuple[CellChange, ...]
    left_out: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        return sum(bool(cell.reason) for cell in self.cells)

    @property
    def batch(self) -> LibraryBatch:
        """The step that stores the records."""
        kind = key_of(self.records[0]).kind
        name = tr("Paste into {records}", records=counted_records(kind, len(self.records)))
        return LibraryBatch(tuple(map(put, self.records)), name)


def plan_paste(
    cells: Cells, target: PasteTarget, columns: Sequence[RecordColumn], shown: CellContext
) -> PastePlan:
    """Plan to put cells into the fields of records; a line of headings names columns.

    A single line goes to each of the selected records.
    """
    lines, places, left_out = _places(cells, columns, target.columns)
    rows = target.selected if len(target.selected) > 1 else target.following[: len(lines)]
    targets = rows if len(lines) == 1 else rows[: len(lines)]
    if len(lines) > len(rows):
        left_out.append(tr("{number} lines more than there are rows", number=len(lines) - len(rows)))
    changed: dict[RecordKey, Record] = {}
    changes: list[CellChange] = []
    for number, record in enumerate(targets):
        line = lines[0] if len(lines) == 1 else lines[number]
        for text, column in zip(line, places, strict=False):
            if column is not None:
                record = _with_cell(record, column, text, shown, changes)  # noqa: PLW2901 - its next version
        if record is not rows[number]:
            changed[key_of(record)] = record
    return PastePlan(tuple(changed.values()), tuple(changes), tuple(left_out))


def copied_text(records: Sequence[Record], columns: Sequence[RecordColumn], shown: CellContext) -> str:
    """Return records as tab-separated text below the headings of the columns."""
    lines = [[tr(column.heading) for column in columns]]
    lines += [[column.text(record, shown) for column in columns] for record in records]
    return text_of_cells(lines)


def _places(
    cells: Cells, columns: Sequence[RecordColumn], following: Sequence[RecordColumn]
) -> tuple[list[list[str]], list[RecordColumn | None], list[str]]:
    """Return the lines without headings, the column of each cell in a line, and what has no column."""
    headings = {tr(column.heading).casefold(): column for column in columns}
    named = [headings.get(text.strip().casefold()) for text in cells[0]]
    if len(cells) > 1 and all(named):
        missing = [tr(column.heading) for column in named if column and not column.paths]
        places: list[RecordColumn | None] = [
            column if column and column.paths else None for column in named
        ]
        left_out = [tr("“{heading}” cannot be edited", heading=heading) for heading in missing]
        return [list(line) for line in cells[1:]], places, left_out
    width = max(map(len, cells))
    places = [column if column.paths else None for column in following[:width]]
    left_out = []
    if width > len(following):
        left_out.append(tr("{number} columns more than there are", number=width - len(following)))
    for column in following[:width]:
        if not column.paths:
            left_out.append(tr("“{heading}” cannot be edited", heading=tr(column.heading)))
    return [list(line) for line in cells], places, left_out


def _with_cell(
    record: Record, column: RecordColumn, cell: str, shown: CellContext, changes: list[CellChange]
) -> Record:
    """Return the record with the text of a cell in the field of a column, and note the change."""
    field = column.field_of(record)
    assert field is not None
    before, key = column.text(record, shown), key_of(record)
    if cell.strip() == before:
        return record
    try:
        changed = field.changed(record, entered_text(field, cell, shown.catalogue))
    except BriefingError as error:
        changes.append(CellChange(key, tr(column.heading), before, cell, error.reasons))
        return record
    if changed != record:
        changes.append(CellChange(key, tr(column.heading), before, column.text(changed, shown)))
        return changed
    return record


def entered_text(field: RecordField, cell: str, catalogue: Catalogue) -> str:
    """Return the text of a cell as the field is entered: ids for names, one value a line."""
    text = cell.strip()
    if field.editor is Editor.LINES:
        marks = r"[;,\n]" if field.path == "topics" else r"[;\n]"
        return "\n".join(each.strip() for each in re.split(marks, text) if each.strip())
    if field.path == "credibility":
        return text[-1:]  # of a grade, such as B2
    if field.editor is Editor.CHOICE:
        names = {each.replace("_", " "): each for each in field.choices}
        names |= {tr(name): each for name, each in names.items()} | {each: each for each in field.choices}
        return _found(names, text)
    if field.editor is Editor.REFERENCE:
        return _found(_ids_by_name(field, catalogue), text)
    return text


def _ids_by_name(field: RecordField, catalogue: Catalogue) -> dict[str, str]:
    if field.refers_to is RecordKind.TREATY:
        return {each.short_title: each.id for each in catalogue.treaties.values()}
    return {each.name: each.id for each in catalogue.publishers.values()}


def _found(names: Mapping[str, str], text: str) -> str:
    """Return what a name, in any case, is for; the text itself where there is no such name."""
    folded = {name.casefold(): value for name, value in names.items()}
    return folded.get(text.casefold(), text)
