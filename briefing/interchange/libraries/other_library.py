"""Another library as an input: a folder, or an archive of treaties in one file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from briefing.errors import ImportFileError, LibraryError, Problem
from briefing.input_file import read_regular
from briefing.interchange.libraries.archive import IMPORTER, MAX_UNPACKED_BYTES, copies_in
from briefing.interchange.libraries.reading import reading_of_library
from briefing.interchange.merge.copies import CopiedFiles, copy_archived, write_copies
from briefing.interchange.reading import ImportOptions, Reading
from briefing.library.load import load_library
from briefing.library.records import Record, RecordKey, key_of, records_by_key, with_records
from briefing.model.library import Material


@dataclass(frozen=True, slots=True)
class OtherLibrary:
    """The records of a library over those of the layers below it; `copies` are those in an archive."""

    path: Path
    material: Material
    copies: dict[str, bytes] | None = None

    def give_copies(self, material: Material, target: Path) -> CopiedFiles:
        """Copy to the folder of a library the archived copies that its material names."""
        if self.copies is not None:
            return write_copies(material, self.copies, target)
        return copy_archived(material, self.path, target)


def read_other(path: Path, lower: Sequence[Path], known: Material) -> OtherLibrary:
    """Read a library. Raises BriefingError if any of its records cannot be read.

    Such a record would seem to be deleted. An archive has no origins of records: they are those of the
    `known` records.
    """
    if path.is_file():
        return _archive(path, lower, known)
    report = load_library([*lower, path])
    inside = [each for each in report.problems if _is_in(each.file, path)]
    if inside:
        raise LibraryError(inside)
    return OtherLibrary(path, report.material)


def reading_of_folder(path: Path, lower: Sequence[Path]) -> Reading:
    """Return all records of a library's folder, for an import; those that cannot be read are refused."""
    report = load_library([*lower, path])
    layers = [layer for layer in report.library.layers if layer.folder == path]
    material = layers[0].material if layers else Material()
    return reading_of_library(material, [each for each in report.problems if _is_in(each.file, path)])


def _is_in(file: str, folder: Path) -> bool:
    return Path(file).is_relative_to(folder)


def _archive(path: Path, lower: Sequence[Path], known: Material) -> OtherLibrary:
    raw = read_regular(path, MAX_UNPACKED_BYTES)
    reading = IMPORTER.read(raw, str(path), ImportOptions())
    if reading.refused:
        raise ImportFileError(
            [Problem(f"{each.place}: {each.reason}", each.remedy, str(path)) for each in reading.refused]
        )
    origins = records_by_key(known)
    records: dict[RecordKey, Record] = {}
    for proposed in reading.proposed:
        key = key_of(proposed.record)
        same = origins.get(key)
        records[key] = replace(proposed.record, origin=same.origin if same is not None else None)
    below = load_library(lower).material
    return OtherLibrary(path, with_records(below, records), copies_in(raw, str(path)))
