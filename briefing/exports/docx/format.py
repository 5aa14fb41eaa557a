"""The Word format; python-docx is loaded when the first document is written."""

from __future__ import annotations

from briefing.exports.edition import Edition
from briefing.exports.format import Format


def _write(edition: Edition) -> bytes:
    from briefing.exports.docx import writer

    return writer.write(edition)


FORMAT = Format(
    id="docx",
    name="Word document",
    ending=".docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    purpose="For those who write on: real styles, headings, tables, footnotes.",
    lost="The template's look; embedded files; that nobody can change a grade afterwards.",
    write=_write,
)
