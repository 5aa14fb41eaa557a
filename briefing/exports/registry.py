"""The formats beside the PDF, each declared once: command line, window and guide read this table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.exports.edition import Edition


@dataclass(frozen=True, slots=True)
class Format:
    """A way out. `ending` begins with a dot; `lost` says what the PDF has and this has not."""

    id: str
    name: str
    ending: str
    media_type: str
    purpose: str
    lost: str
    write: Callable[[Edition], bytes]


# Each writer loads what it writes with when it is first asked, so that naming the formats costs nothing.


def _html(edition: Edition) -> bytes:
    from briefing.exports import html

    return html.write(edition)


def _docx(edition: Edition) -> bytes:
    from briefing.exports.docx import writer

    return writer.write(edition)


def _markdown(edition: Edition) -> bytes:
    from briefing.exports import markdown

    return markdown.write(edition)


def _csv(edition: Edition) -> bytes:
    from briefing.exports.tables import csv_writer

    return csv_writer.write(edition)


def _xlsx(edition: Edition) -> bytes:
    from briefing.exports.tables import xlsx_writer

    return xlsx_writer.write(edition)


def _stix(edition: Edition) -> bytes:
    from briefing.exports import stix

    return stix.bundle(edition.briefing, edition.scales)


def _csl(edition: Edition) -> bytes:
    from briefing.exports import csl

    return csl.sources(edition.briefing, edition.scales)


_ALL = (
    Format(
        "html",
        "Web page",
        ".html",
        "text/html",
        "One file to read in a browser, on a phone, or with a screen reader.",
        "Page numbers in the contents; the template's look; embedded files.",
        _html,
    ),
    Format(
        "docx",
        "Word document",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "For those who write on: real styles, headings, tables, footnotes.",
        "The template's look; embedded files; that nobody can change a grade afterwards.",
        _docx,
    ),
    Format(
        "md",
        "Markdown",
        ".md",
        "text/markdown",
        "Plain text with tables and footnotes, for wikis and version control.",
        "Pictures (their text alternative stands for them); links between rows; the template's look.",
        _markdown,
    ),
    Format(
        "csv",
        "CSV table",
        ".csv",
        "text/csv",
        "The judgements and facts with their grades, a line each, for other programs.",
        "Connecting text, tables, comparisons, figures, the scheme box, the register of sources.",
        _csv,
    ),
    Format(
        "xlsx",
        "Excel workbook",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "The facts, judgements and sources on a sheet each, to sort and filter.",
        "Connecting text, tables, comparisons, figures, changes, the evidence matrix.",
        _xlsx,
    ),
    Format(
        "stix",
        "STIX 2.1 bundle",
        ".stix.json",
        "application/stix+json;version=2.1",
        "The facts and judgements for threat intelligence platforms.",
        "Connecting text, tables, comparisons, figures, the layout.",
        _stix,
    ),
    Format(
        "csl",
        "CSL-JSON sources",
        ".csl.json",
        "application/vnd.citationstyles.csl+json",
        "The sources alone, for reference managers.",
        "All but the sources.",
        _csl,
    ),
)
FORMATS = {each.id: each for each in _ALL}


def format_of(name: str) -> Format | None:
    """The format whose ending a file's name has."""
    return next((each for each in _ALL if name.lower().endswith(each.ending)), None)
