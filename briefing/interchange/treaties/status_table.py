"""Status tables of the United Nations (MTDSG): participants of a treaty with the dates of their actions.

A cell has a date and perhaps a letter; the heading of its column says what letters mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefing.errors import ImportFileError, Problem
from briefing.interchange.collecting import Collector
from briefing.interchange.country_names import country_code, organisation_id
from briefing.interchange.dates import written_date
from briefing.interchange.reading import Importer, ImportOptions, Reading
from briefing.interchange.tables.delimited import read_delimited
from briefing.interchange.tables.table import cell_text, place_of
from briefing.interchange.values import UNKNOWN_DATE, line
from briefing.model.source import Citation, Source
from briefing.model.terms import ActionKind, SourceKind, slug_of
from briefing.model.treaty import Action, Conclusion, Party, Place, Treaty

_PUBLISHER = "United Nations"
_KINDS = (
    ("succession", ActionKind.SUCCESSION),
    ("definitive signature", ActionKind.DEFINITIVE_SIGNATURE),
    ("signature", ActionKind.SIGNATURE),
    ("ratification", ActionKind.RATIFICATION),
    ("formal confirmation", ActionKind.RATIFICATION),
    ("accession", ActionKind.ACCESSION),
    ("acceptance", ActionKind.ACCEPTANCE),
    ("approval", ActionKind.APPROVAL),
    ("consent to be bound", ActionKind.CONSENT_TO_BE_BOUND),
    ("provisional application", ActionKind.PROVISIONAL_APPLICATION),
    ("entry into force", ActionKind.ENTRY_INTO_FORCE),
    ("denunciation", ActionKind.DENUNCIATION),
    ("withdrawal", ActionKind.DENUNCIATION),
    ("notification", ActionKind.NOTIFICATION),
)
"""Words in headings, the more special first."""
_NOT_BINDING = frozenset({ActionKind.SIGNATURE, ActionKind.NOTIFICATION, ActionKind.DENUNCIATION})
_HEADING = re.compile(r"([^,(]+?)\s*(?:\(([A-Za-z]{1,3})\))?\s*(?:,|$)")
_CELL = re.compile(r"(\d{1,2}\s+[A-Za-z]{3,9}\.?\s+\d{4}|[A-Za-z]{3,9}\.?\s+\d{4}|\d{4})\s*([A-Za-z]{0,3})")
_FOOTNOTES = re.compile(r"[\s\d,*†‡]+$")
_MAPPING = {
    "Participant": "parties", "cells": "actions", "letters": "kinds of action, by the heading of the column"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _ActionColumn:
    """A column: the kind of action of each letter, "" for a cell without one."""

    heading: str
    kinds: Mapping[str, ActionKind]


def _recognises(raw: bytes, name: str) -> bool:  # noqa: ARG001 - the interface
    start = raw[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\"' \r\n").lower()
    return start.startswith(
        (b"participant,", b"participant;", b'participant"', b"participant\r", b"participant\n")
    )


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:
    rows = [[line(cell_text(cell)) for cell in row] for row in read_delimited(raw, name).rows]
    header = next(
        (n for n, row in enumerate(rows) if row and row[0].lower().startswith("participant")), None
    )
    if header is None:
        message = "No row begins with the heading Participant."
        raise ImportFileError(Problem(message, "Save the table with its headings.", name))
    collector = Collector()
    columns = [_column(heading) for heading in rows[header][1:]]
    for number, column in enumerate(columns, start=1):
        if not column.kinds:
            collector.lose(place_of(header, number), "column", column.heading)
    stem = line(PurePosixPath(name.replace("\\", "/")).stem) or "Treaty"
    title = options.treaty_id or stem
    participants = _Participants(columns, collector, _source(collector, title, options.today))
    for number in range(header + 1, len(rows)):
        if any(rows[number]):
            participants.add(rows[number], number)
    if not participants.parties:
        raise ImportFileError(Problem("The table has no participant that is known.", "Check it.", name))
    treaty = Treaty(
        id=options.treaty_id or slug_of(stem, "treaty"),
        title=title,
        short_title=title,
        parties=tuple(participants.parties.values()),
        concluded=Conclusion(UNKNOWN_DATE, Place()),
        actions=tuple(participants.actions),
    )
    questions = ["The table does not name the treaty, its date and its place of conclusion."]
    collector.add("the table", treaty, questions, by_id=bool(options.treaty_id))
    return collector.reading({**_MAPPING, **_letters(columns)})


def _source(collector: Collector, title: str, today: str) -> str:
    source = Source(
        id=slug_of(f"status-{title}", "status"),
        publisher_id=collector.publisher("the table", _PUBLISHER),
        kind=SourceKind.DATASET,
        description=line(f"Status of {title}: participants and their actions"),
        title=line(f"Status of {title}"),
        accessed=today or None,
    )
    added = collector.add("the table", source)
    return added.id if added else ""


def _column(heading: str) -> _ActionColumn:
    kinds: dict[str, ActionKind] = {}
    for match in _HEADING.finditer(heading):
        if kind := _kind(match[1]):
            kinds.setdefault(match[2] or "", kind)
    return _ActionColumn(heading, kinds)


def _kind(words: str) -> ActionKind | None:
    words = words.strip().lower()
    return next((kind for word, kind in _KINDS if word in words), None)


def _letters(columns: list[_ActionColumn]) -> dict[str, str]:
    return {
        f"{column.heading}: {letter or 'no letter'}": str(kind).replace("_", " ")
        for column in columns
        for letter, kind in column.kinds.items()
    }


class _Participants:
    """The parties of the treaty and their actions while the rows are read."""

    def __init__(self, columns: list[_ActionColumn], collector: Collector, source_id: str) -> None:
        self._columns, self._collector, self._source_id = columns, collector, source_id
        self.parties: dict[str, Party] = {}
        self.actions: list[Action] = []

    def add(self, row: list[str], number: int) -> None:
        """Read a row; one whose participant is not known is refused."""
        name = _FOOTNOTES.sub("", row[0]).strip("[] ")
        self._collector.lose(place_of(number, 0), "footnotes", row[0].strip("[] ").removeprefix(name))
        country = country_code(name)
        organisation = None if country else organisation_id(name)
        if not (country or organisation):
            reason = f"“{name[:80]}” is not known as a state or an organisation."
            self._collector.refuse(place_of(number, 0), reason, "Use its name at the United Nations.")
            return
        party_id = country or organisation or ""
        own = [
            action
            for column, cell in enumerate(row[1:], start=1)
            if cell and (action := self._action(cell, number, column, party_id))
        ]
        is_bound = any(action.kind not in _NOT_BINDING for action in own)
        role = None if is_bound else "signatory" if own else "participant"
        party = Party(name=name, country=country, organisation=organisation, role=role)
        if self.parties.setdefault(party_id, party) is not party:
            self._collector.lose(place_of(number, 0), "second row of a participant", name)
        self.actions += own

    def _action(self, cell: str, row: int, number: int, party_id: str) -> Action | None:
        """Return the action in a cell; what is not understood is named as lost."""
        place = place_of(row, number)
        column = self._columns[number - 1] if number <= len(self._columns) else _ActionColumn("", {})
        text = cell.strip("[] ")
        match = _CELL.match(text)
        date = written_date(match[1]) if match else None
        if match is None or date is None or not column.kinds:
            self._collector.lose(place, column.heading or "cell without a heading", cell)
            return None
        kind = column.kinds.get(match[2])
        if kind is None:
            unknown = f"letter {match[2]}" if match[2] else "date without a letter"
            self._collector.lose(place, f"{unknown}, which the heading does not explain", cell)
            return None
        self._collector.lose(place, "footnotes", text[match.end() :].strip(" ]"))
        note = "In square brackets in the table." if cell.startswith("[") else ""
        return Action(kind, date, party=party_id, citations=(Citation(self._source_id),), note=note)


IMPORTER = Importer("un-status", "Status table of the United Nations", (".csv",), _recognises, _read)
