"""Read a file with the importer that recognises it, and import it into a library."""

from __future__ import annotations

from typing import TypeVar

from briefing.interchange.plan import EntryStatus, ImportPlan, plan_import
from briefing.interchange.reading import ImportOptions, Reading
from briefing.interchange.registry import importer_for
from briefing.library.editing import apply
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.records import Record
from briefing.model.library import Material
from briefing.model.origin import Origin
from briefing.model.terms import OriginKind
from tests.builders import LIBRARY

ORIGIN = Origin(kind=OriginKind.IMPORTED, at="2026-01-05", file="file", file_sha256="d" * 64)
OPTIONS = ImportOptions(treaty_id="alpha")
_Record = TypeVar("_Record", bound=Record)


def read(raw: bytes, name: str, options: ImportOptions = OPTIONS) -> Reading:
    return importer_for(raw, name).read(raw, name, options)


def records(reading: Reading, type_: type[_Record]) -> list[_Record]:
    return [each.record for each in reading.proposed if isinstance(each.record, type_)]


def plan(reading: Reading, library: Material = LIBRARY) -> ImportPlan:
    return plan_import(reading, library, ORIGIN)


def imported(reading: Reading, library: Material = LIBRARY) -> Material:
    """Return the library after the import."""
    layers = (
        Layer("bundled", LayerKind.BUNDLED, None, library),
        Layer("mine", LayerKind.USER, None, Material()),
    )
    return apply(LayeredLibrary(layers), plan(reading, library).edit).material


def changes_of_a_second_import(reading: Reading, library: Material = LIBRARY) -> list[str]:
    """Return the places of what a second import would write; refused entries are refused again."""
    second = plan(reading, imported(reading, library))
    assert not second.edit.edits
    return [row.place for row in second.rows if row.status in {EntryStatus.NEW, EntryStatus.CHANGED}]


def refusals(reading: Reading) -> dict[str, str]:
    return {each.place: each.reason for each in reading.refused}


def losses(reading: Reading) -> set[tuple[str, str, str]]:
    return {(each.place, each.field, each.text) for each in reading.losses}
