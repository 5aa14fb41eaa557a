"""Every importer, in the order in which they are tried for a file, and every exporter."""

from __future__ import annotations

from briefing.errors import ImportFileError, Problem
from briefing.interchange.annotations import pdf_highlights, web_annotations
from briefing.interchange.bibliography import bibtex, csl_json, ris
from briefing.interchange.bibliography.export import EXPORTERS as BIBLIOGRAPHIES
from briefing.interchange.libraries import archive
from briefing.interchange.reading import Importer
from briefing.interchange.tables import facts, template
from briefing.interchange.threat_reports import stix
from briefing.interchange.treaties import akoma_ntoso, status_table
from briefing.interchange.writing import Exporter

IMPORTERS: dict[str, Importer] = {
    each.id: each
    for each in (
        archive.IMPORTER,
        pdf_highlights.IMPORTER,
        web_annotations.IMPORTER,
        akoma_ntoso.IMPORTER,
        stix.IMPORTER,
        csl_json.IMPORTER,
        ris.IMPORTER,
        bibtex.IMPORTER,
        status_table.IMPORTER,
        facts.IMPORTER,
    )
}


EXPORTERS: dict[str, Exporter] = {
    each.id: each for each in (*BIBLIOGRAPHIES, template.EXPORTER, archive.EXPORTER)
}


def importer_for(raw: bytes, name: str, format_id: str = "") -> Importer:
    """Return the importer of a format, or that which recognises a file. Raises ImportFileError."""
    if format_id:
        if format_id not in IMPORTERS:
            raise ImportFileError(f"There is no format '{format_id}'.", f"Use one of: {_names()}.")
        return IMPORTERS[format_id]
    for importer in IMPORTERS.values():
        if importer.recognises(raw, name.lower()):
            return importer
    raise ImportFileError(Problem("The format is not recognised.", f"Name it: {_names()}.", name))


def _names() -> str:
    return ", ".join(IMPORTERS)
