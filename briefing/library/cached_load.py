"""Load a library by way of the cache of its files' records, without checks where they were made before."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from briefing.errors import BriefingError
from briefing.library.files import LibraryFile, LibraryFolder, list_files
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.load import (
    FilePlace,
    LoadReport,
    Places,
    collection_paused,
    kind_of,
    load_library,
    name_of,
)
from briefing.library.read_cache import FileRecords, ReadCache
from briefing.library.records import RecordKey, key_of
from briefing.model.fact import Fact
from briefing.model.library import Material


def load_cached(folders: Iterable[Path], cache: ReadCache | None = None) -> LoadReport:
    """Load folders as `load_library` does, with the same result, and sooner where they have not changed."""
    folders, cache = list(folders), cache or ReadCache()
    with collection_paused():
        report = _unchanged(folders, cache)
        if report is not None:
            return report
        cache.hashes.clear()
        report = load_library(folders, read=cache)
    if not report.problems:
        cache.mark_valid()
    return replace(report, key=cache.key())


def _unchanged(folders: Sequence[Path], cache: ReadCache) -> LoadReport | None:
    """Load folders that were marked as valid; None where they were not, or the cache lacks something."""
    try:
        listed = [list_files(folder, may_be_empty=kind_of(folder) is LayerKind.USER) for folder in folders]
    except BriefingError:
        return None
    if not cache.is_valid(file for files in listed for file in files.files):
        return None
    layers: list[tuple[Layer, Places]] = []
    pool: dict[Any, Any] = {}
    for folder, files in zip(folders, listed, strict=True):
        read = [_read_part(part, cache, pool) for part in _parts(files)]
        if None in read:
            return None
        parts = [part for part in read if part is not None]
        kind = kind_of(folder)
        layer = Layer(name_of(folder, kind), kind, folder, _material(parts))
        layers.append((layer, Places(functools.partial(_places, parts))))
    library = LayeredLibrary(tuple(layer for layer, _ in layers))
    return LoadReport(library, (), tuple(places for _, places in layers), cache.key())


_Part = list[tuple[LibraryFile, FileRecords]]
"""The files of a treaty, or those in the root, with their records."""


def _parts(files: LibraryFolder) -> list[tuple[LibraryFile, ...]]:
    """Return the files in the root, and those of each treaty."""
    return [files.shared, *(treaty.files for treaty in files.treaties)]


def _read_part(files: Sequence[LibraryFile], cache: ReadCache, pool: dict[Any, Any]) -> _Part | None:
    """Read files; None where one has problems, contrary to what was marked."""
    part: _Part = []
    for file in files:
        records = cache.records(file)
        if records is None:
            return None
        part.append((file, records))
    treaty_ids = [treaty.id for _, records in part for treaty in records.treaty]
    treaty_id = treaty_ids[0] if treaty_ids else files[0].path.parent.name if files else ""
    for _, records in part:
        records.facts = [_in_treaty(fact, treaty_id, pool) for fact in records.facts]
    return part


def _in_treaty(fact: Fact, treaty_id: str, pool: dict[Any, Any]) -> Fact:
    """Return a fact of a treaty; equal values of several facts become one object, which saves memory."""
    shared = pool.setdefault
    return msgspec.structs.replace(
        fact,
        treaty_id=treaty_id,
        topics=shared(fact.topics, fact.topics),
        actors=shared(fact.actors, fact.actors),
        date=shared(fact.date, fact.date),
        attributed_to=shared(fact.attributed_to, fact.attributed_to),
    )


def _material(parts: Sequence[_Part]) -> Material:
    def records(field: str) -> list[Any]:
        return [record for part in parts for _, read in part for record in getattr(read, field)]

    return Material.of(*map(records, ("treaty", "publishers", "sources", "facts", "actors")))


def _places(parts: Sequence[_Part]) -> dict[RecordKey, FilePlace]:
    return {
        key_of(record): FilePlace(file.path, line)
        for part in parts
        for file, records in part
        for key, lines in records.lines.items()
        for record, line in zip(getattr(records, key), lines, strict=True)
    }
