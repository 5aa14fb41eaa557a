"""Every export format beside the PDF, in the order in which window, command line and guide list them."""

from __future__ import annotations

from briefing.exports import csl, html, markdown, stix
from briefing.exports.docx import format as docx
from briefing.exports.format import Format
from briefing.exports.tables import csv_writer, xlsx_writer

_FORMATS = (
    html.FORMAT,
    docx.FORMAT,
    markdown.FORMAT,
    csv_writer.FORMAT,
    xlsx_writer.FORMAT,
    stix.FORMAT,
    csl.FORMAT,
)
FORMATS = {format_.id: format_ for format_ in _FORMATS}


def format_of(name: str) -> Format | None:
    """Return the format whose ending a file's name has."""
    return next((format_ for format_ in _FORMATS if name.lower().endswith(format_.ending)), None)
