"""Collect the records, refusals and losses of a file while an importer reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from briefing.codec import decode, encode
from briefing.errors import BriefingError
from briefing.interchange.reading import Loss, Proposed, Reading, Refusal
from briefing.interchange.values import UNKNOWN_PUBLISHER, line, ungraded_publisher, unused
from briefing.library.records import TYPES, Record, RecordKind, key_of

_Record = TypeVar("_Record", bound=Record)
_LONGEST_TEXT = 500
"""Characters of a lost text that are shown."""


class Collector:
    """Collects what an importer reads; every record that it proposes is well formed and has its own id."""

    def __init__(self) -> None:
        self._proposed: list[Proposed] = []
        self._refused: list[Refusal] = []
        self._losses: list[Loss] = []
        self._taken: dict[RecordKind, set[str]] = defaultdict(set)
        self._numbers: dict[tuple[RecordKind, str], int] = {}
        self._publishers: dict[str, str] = {}

    def publisher(self, place: str, name: str) -> str:
        """Propose a publisher that nobody has graded, once for each name; return its id."""
        name = line(name) or UNKNOWN_PUBLISHER
        folded = name.casefold()
        if folded not in self._publishers:
            publisher = self.add(place, ungraded_publisher(name))
            self._publishers[folded] = publisher.id if publisher else ""
        return self._publishers[folded]

    def add(
        self, place: str, record: _Record, questions: Iterable[str] = (), *, by_id: bool = False
    ) -> _Record | None:
        """Propose a record, with a free id; return it, or None where it is refused as not well formed."""
        kind = key_of(record).kind
        record = replace(record, id=self._free_id(kind, record.id))
        try:
            decode(encode(record), TYPES[kind], "")
        except BriefingError as error:
            for problem in error.problems:
                reason = f"{problem.field}: {problem.message}" if problem.field else problem.message
                self.refuse(place, reason, problem.remedy)
            return None
        self._taken[kind].add(record.id)
        self._proposed.append(Proposed(place, record, tuple(questions), by_id))
        return record

    def _free_id(self, kind: RecordKind, wanted: str) -> str:
        """Return an id that no other record has; statements in other scripts all want the same."""
        free = unused(wanted, self._taken[kind], self._numbers.get((kind, wanted), 1))
        if free != wanted:
            self._numbers[kind, wanted] = int(free.rpartition("-")[2])
        return free

    def refuse(self, place: str, reason: str, remedy: str = "") -> None:
        self._refused.append(Refusal(place, line(reason), line(remedy)))

    def lose(self, place: str, field: str, text: str) -> None:
        """Name a value that is not stored; an empty one is no loss."""
        if shown := line(text):
            self._losses.append(Loss(place, line(field)[:100], shown[:_LONGEST_TEXT]))

    def reading(self, mapping: Mapping[str, str], remarks: Iterable[str] = ()) -> Reading:
        return Reading(
            tuple(self._proposed),
            tuple(self._refused),
            tuple(self._losses),
            tuple(mapping.items()),
            tuple(remarks),
        )
