"""The workbook to fill in with facts: columns formatted as text, with the values of each field."""

from __future__ import annotations

import datetime
import io
from typing import Any

from briefing.interchange.tables.columns import FIELDS, NEEDED
from briefing.interchange.writing import Exporter, Written
from briefing.model.library import Material
from briefing.model.terms import FactRelation, Qualifier, Standing

_ROWS = 5_000
"""Rows with a choice of values."""
_NOTES = {
    "id": "Empty for a new fact.",
    "statement": "One claim in neutral words.",
    "standing": "Empty: reported.",
    "date": "As 2025-01-17, 2025-01 or 2025.",
    "actors": "Several: separated by semicolons.",
    "topics": "Several: separated by semicolons.",
    "attributed_to": "Who says so, if it is asserted, alleged or denied.",
    "credibility": "1 (confirmed) to 6 (cannot be judged). Empty: not graded.",
    "source": "The id of a source of the library, its address or its title.",
    "article": "As the text numbers it, such as 1.10.",
    "quote": "The words of the source, at most 2,000 characters.",
    "country": "A code or a name.",
    "value": "A number.",
    "unit": "Such as bcm/year.",
    "relation_to": "The id of the other fact.",
    "marking": "Such as TLP:AMBER.",
}
_WIDE = {"statement": 60, "source": 40, "quote": 60, "notes": 40}


def _write(material: Material) -> Written:
    import xlsxwriter

    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    workbook.set_properties(
        {"title": "Facts", "created": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)}
    )
    sheet = workbook.add_worksheet("Facts")
    text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    heading = workbook.add_format({"bold": True, "num_format": "@", "bottom": 1})
    choices = {
        "standing": [str(each) for each in Standing],
        "qualifier": [str(each) for each in Qualifier],
        "relation": [str(each) for each in FactRelation],
        "credibility": [str(figure) for figure in range(1, 7)],
    }
    for column, field in enumerate(FIELDS):
        sheet.set_column(column, column, _WIDE.get(field, 16), text)
        sheet.write_string(0, column, f"{field}*" if field in NEEDED else field, heading)
        if note := _NOTES.get(field):
            sheet.write_comment(0, column, note, {"author": "Treaty Briefing"})
        if values := choices.get(field):
            sheet.data_validation(1, column, _ROWS, column, {"validate": "list", "source": values})
    sheet.freeze_panes(1, 0)
    _write_sources(workbook.add_worksheet("Sources"), material, heading, text)
    workbook.close()
    return Written(content.getvalue())


def _write_sources(sheet: Any, material: Material, heading: Any, text: Any) -> None:
    """List the sources of the library, whose ids the column "source" may have."""
    sheet.set_column(0, 1, 40, text)
    for row, values in enumerate(
        (("id", "title"), *((each.id, each.title or each.description) for each in material.sources))
    ):
        for column, value in enumerate(values):
            sheet.write_string(row, column, value, heading if row == 0 else None)


EXPORTER = Exporter("table-template", "Template of a table of facts (XLSX)", ".xlsx", _write)
