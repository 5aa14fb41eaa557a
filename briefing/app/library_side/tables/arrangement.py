"""Which records a table shows, and in which order."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.app.library_side.place import LibraryPlace
from briefing.app.library_side.slices import Work
from briefing.app.library_side.tables.columns import COLUMNS, CellContext
from briefing.library.records import Record, RecordKind
from briefing.text.spelling import folded

_STEP = 200
"""Records between two interruptions."""
_RUN = 2_000
"""Records that are sorted without interruption."""
_ALL = -1
"""Stands for the texts of all columns where a column is expected."""

Order = tuple[int, bool]
"""A column, and whether its order is reversed."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a table is to show."""

    place: LibraryPlace
    shown: CellContext
    filter: str = ""
    order: Order | None = None


class _KnownTexts(NamedTuple):
    """Texts by the ids of records, with the records of which they are.

    Two flat dictionaries, for each search for garbage looks at each pair in a single one.
    """

    records: dict[str, Record]
    texts: dict[str, str]


class Arranger:
    """Filters and sorts records, and keeps the texts that it made for that."""

    def __init__(self) -> None:
        self._texts: dict[tuple[RecordKind, int], _KnownTexts] = {}
        self._made_with: tuple[object, ...] = ()

    def arrange(self, request: Request) -> Work[Sequence[Record]]:
        """Return the records in their order."""
        material = request.shown.catalogue.material
        made_with = (material.treaties, material.publishers, material.sources)
        if any(a is not b for a, b in zip(made_with, self._made_with or (None,) * 3, strict=True)):
            self._texts.clear()  # cells show names of other records, too
            self._made_with = made_with
        records = yield from request.place.select(material)
        words = folded(request.filter).split()
        if words:
            texts = yield from self._made(records, request, _ALL)
            records = yield from _with_words(records, texts, words)
        if request.order is not None:
            column, is_reversed = request.order
            keys = yield from self._made(records, request, column)
            rows = yield from _sorted(range(len(records)), keys.__getitem__, is_reversed)
            records = [records[row] for row in rows]
        return records

    def _made(self, records: Sequence[Record], request: Request, column: int) -> Work[list[str]]:
        """Return the folded texts of records in a column, or in all."""
        kind = request.place.kind
        columns = COLUMNS[kind] if column == _ALL else (COLUMNS[kind][column],)
        known = self._texts.setdefault((kind, column), _KnownTexts({}, {}))
        texts = []
        for number, record in enumerate(records):
            if not number % _STEP:
                yield
            if known.records.get(record.id) is not record:
                text = " ".join(each.text(record, request.shown) for each in columns)
                known.records[record.id], known.texts[record.id] = record, folded(text)
            texts.append(known.texts[record.id])
        return texts


def _with_words(
    records: Sequence[Record], texts: Sequence[str], words: Sequence[str]
) -> Work[list[Record]]:
    found = []
    for number, (record, text) in enumerate(zip(records, texts, strict=True)):
        if not number % _STEP:
            yield
        if all(word in text for word in words):
            found.append(record)
    return found


def _sorted(rows: Sequence[int], key: Callable[[int], str], is_reversed: bool) -> Work[list[int]]:
    """Sort rows in runs, and merge these: sorting all of them could not be interrupted."""
    runs = []
    for start in range(0, len(rows), _RUN):
        yield
        runs.append(sorted(rows[start : start + _RUN], key=key, reverse=is_reversed))
    merged = []
    for number, row in enumerate(heapq.merge(*runs, key=key, reverse=is_reversed)):
        if not number % _STEP:
            yield
        merged.append(row)
    return merged
