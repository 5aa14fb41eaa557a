"""One small valid file for each importer, with the number of records and refusals that it gives."""

from __future__ import annotations

import io
import json
from typing import NamedTuple

import xlsxwriter

from briefing.interchange.registry import EXPORTERS
from tests.builders import LIBRARY
from tests.unit.interchange import (
    test_akoma_ntoso,
    test_annotations,
    test_bibliography,
    test_stix,
    test_tables,
)


class ValidFile(NamedTuple):
    importer_id: str
    name: str
    raw: bytes
    records: int
    refused: int = 0


def _workbook() -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet("Facts")
    sheet.write_row(0, 0, ["statement", "source", "article", "value", "unit"])
    sheet.write_row(1, 0, ["Gas flows", "wire", "4(1)", 5, "bcm"])
    sheet.write_formula(2, 0, "=A2", None, "Prices were agreed")
    sheet.merge_range(2, 1, 3, 1, "blog")
    sheet.write_row(3, 0, ["Nothing else"])
    book.close()
    return content.getvalue()


_CSL = [
    {
        "id": "one",
        "type": "report",
        "title": "Gas and treaties",
        "author": [{"family": "Doe", "given": "J."}],
        "issued": {"date-parts": [[2025, 3, 1]]},
        "URL": "https://example.org/one",
        "publisher": "The house",
    },
    {"id": "two", "type": "article-newspaper", "title": "News", "container-title": "The Paper"},
]
_STATUS = """Participant,Signature,"Accession(a), Ratification"
Albania,18 Jul 1998,31 Jan 2003
Chad,,4 May 2007 a
"""
_STIX = {
    "type": "bundle",
    "id": test_stix.stix_id("bundle", 0),
    "objects": [test_stix.HOUSE, test_stix.REPORT, *test_stix.NOTES, test_stix.PLACE, test_stix.ACTOR],
}

VALID_FILES = (
    ValidFile("csl-json", "a.json", json.dumps(_CSL).encode(), 4),
    ValidFile("ris", "a.ris", test_bibliography.RIS, 4),
    ValidFile("bibtex", "a.bib", test_bibliography.BIBTEX, 5, 1),
    ValidFile("table", "a.csv", test_tables.FULL.encode(), 3),
    ValidFile("table", "a.xlsx", _workbook(), 3),
    ValidFile("un-status", "a.csv", _STATUS.encode(), 3),
    ValidFile("stix", "a.json", json.dumps(_STIX).encode(), 6),
    ValidFile("akoma-ntoso", "a.xml", test_akoma_ntoso.akn(), 4),
    ValidFile("annotations", "a.json", json.dumps([test_annotations.HYPOTHESIS]).encode(), 3),
    ValidFile("pdf-highlights", "a.pdf", test_annotations.pdf(
        test_annotations.highlight(test_annotations.quad(0, 11, 36))), 3),
    ValidFile("treaties", "a.treaties", EXPORTERS["treaties"].write(LIBRARY).content, 18),
)  # fmt: skip
"""The facts belong to the treaty `alpha` of the library of `tests.builders`."""
