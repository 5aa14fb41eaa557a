"""Tables in workbooks: XLSX, XLSM, XLSB, XLS and ODS."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.errors import ImportFileError, Problem
from briefing.interchange.tables.table import Position, SheetTable, Value
from briefing.text.xml import XmlError, parse_xml

_ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What reading a damaged ZIP raises; one that needs a later version or a password too."""
_MOST_BYTES = 200 * 2**20
_MOST_CELLS = 5_000_000
_MOST_REPEATED = 1_000
"""Repetitions of a cell or row in ODS that are followed; the filling at the end of a sheet has more."""
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_XLSX = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ODS_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def is_workbook(raw: bytes) -> bool:
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return True
    return raw.startswith(b"PK") and (
        b"xl/workbook." in raw or b"application/vnd.oasis.opendocument.spreadsheet" in raw[:200]
    )


def read_workbook(raw: bytes, name: str) -> list[SheetTable]:
    """Read the visible sheets of a workbook. Raises ImportFileError."""
    import python_calamine as calamine

    _check_size(raw, name)
    try:
        workbook = calamine.load_workbook(io.BytesIO(raw))
        names = [
            each.name
            for each in workbook.sheets_metadata
            if each.typ == calamine.SheetTypeEnum.WorkSheet
            and each.visible == calamine.SheetVisibleEnum.Visible
        ]
        formulas = _formulas(raw)
        tables = []
        for sheet_name in names:
            sheet = workbook.get_sheet_by_name(sheet_name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                message = f"The sheet “{sheet_name}” has more than {_MOST_CELLS:,} cells."
                raise ImportFileError(Problem(message, "Divide the table.", name))
            rows = sheet.to_python(skip_empty_area=False)
            merged = _filled(rows, sheet.merged_cell_ranges or ())
            tables.append(SheetTable(rows, sheet_name, merged, formulas.get(sheet_name, {})))
    except calamine.PasswordError:
        raise ImportFileError(
            Problem("The workbook has a password.", "Save it without one.", name)
        ) from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        message = f"The workbook is damaged or of another kind ({error})."
        raise ImportFileError(Problem(message, "Save it again as XLSX or as CSV.", name)) from None
    return tables


def _check_size(raw: bytes, name: str) -> None:
    if not raw.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except _ZIP_FAULTS:
        message = "The workbook is damaged."
        raise ImportFileError(Problem(message, "Save it again.", name)) from None
    if size > _MOST_BYTES:
        message = f"The workbook unpacks to more than {_MOST_BYTES // 2**20} MB."
        raise ImportFileError(Problem(message, "Remove what is not needed.", name))


def _filled(rows: list[list[Value]], ranges: Any) -> frozenset[Position]:
    """Give each cell that is merged with one above its value; return the cells that were filled."""
    filled = set()
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and rows[row][left] == "":
                rows[row][left] = rows[top][left]
                filled.add((row, left))
    return frozenset(filled)


# Cells with formulas, of which the workbook's reader gives only the values


def _formulas(raw: bytes) -> Mapping[str, Mapping[Position, bool]]:
    """Return the cells with formulas in each sheet; nothing for kinds of workbook that are not XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if "content.xml" in archive.namelist():
                return _ods_formulas(archive)
            return _xlsx_formulas(archive)
    except (*_ZIP_FAULTS, KeyError, XmlError):
        return {}


def _xlsx_formulas(archive: zipfile.ZipFile) -> dict[str, dict[Position, bool]]:
    relations = parse_xml(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): (each.get("Target") or "").lstrip("/") for each in relations}
    formulas = {}
    for sheet in parse_xml(archive.read("xl/workbook.xml")).iter(f"{_XLSX}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        path = target if target.startswith("xl/") else f"xl/{target}"
        formulas[sheet.get("name") or ""] = dict(_xlsx_cells(archive.read(path)))
    return formulas


def _xlsx_cells(raw: bytes) -> Iterator[tuple[Position, bool]]:
    if b"<f" not in raw and b't="e"' not in raw:
        return
    for cell in parse_xml(raw).iter(f"{_XLSX}c"):
        match = _CELL.fullmatch(cell.get("r") or "")
        is_error = cell.get("t") == "e"
        if match and (is_error or cell.find(f"{_XLSX}f") is not None):
            value = cell.find(f"{_XLSX}v")
            yield (int(match[2]) - 1, _column(match[1])), is_error or value is None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _ods_formulas(archive: zipfile.ZipFile) -> dict[str, dict[Position, bool]]:
    document = parse_xml(archive.read("content.xml"))
    return {
        table.get(f"{_ODS_TABLE}name") or "": dict(_ods_cells(table))
        for table in document.iter(f"{_ODS_TABLE}table")
    }


def _ods_cells(table: Any) -> Iterator[tuple[Position, bool]]:
    row_number = 0
    for row in table.iter(f"{_ODS_TABLE}table-row"):
        repeated = _repeated(row, "number-rows-repeated")
        column = 0
        for cell in row:
            width = _repeated(cell, "number-columns-repeated")
            if formula := cell.get(f"{_ODS_TABLE}formula"):
                is_error = "#" in "".join(cell.itertext()) and not formula.startswith("#")
                for offset in range(min(width, _MOST_REPEATED)):
                    yield (row_number, column + offset), is_error
            column += width
        row_number += repeated


def _repeated(element: Any, name: str) -> int:
    return max(1, int(element.get(f"{_ODS_TABLE}{name}") or 1))
