"""The plan of an import: what each entry of the file would add or change, before anything is written.

What is written is what the plan shows. A value that the library has is never replaced without being asked
for, and a marking, a reliability or a credibility never at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from briefing.interchange.matching import RecordIndex, have_something_in_common, is_bare_title
from briefing.interchange.reading import Loss, Proposed, Reading
from briefing.interchange.values import UNKNOWN_DATE, UNKNOWN_PUBLISHER
from briefing.library.editing import LibraryBatch, put
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.records import (
    Record,
    RecordKey,
    RecordKind,
    display_name,
    key_of,
    records_of,
    references_of,
    with_records,
)
from briefing.library.validate import broken_rules
from briefing.model.fact import Fact
from briefing.model.library import Material, with_treaty_citations
from briefing.model.origin import Origin
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import ActionKind
from briefing.model.treaty import Action, Party, Treaty
from briefing.model.value import Value

_ORDER = (RecordKind.PUBLISHER, RecordKind.ACTOR, RecordKind.SOURCE, RecordKind.TREATY, RecordKind.FACT)
"""Records come after those that they refer to."""
_OWN = frozenset({"id", "origin", "graded", "reliability", "credibility", "rationale", "marking", "kind"})
"""Fields of a known record that an import leaves alone."""
_JOINED = frozenset(
    {"also", "topics", "actors", "identifiers", "titles", "attachments", "citations", "parties", "actions"}
)
"""Fields whose values are added to those of a known record."""
_REPEATED = frozenset({
    ActionKind.AMENDMENT, ActionKind.DECLARATION, ActionKind.EXTENSION, ActionKind.NOTIFICATION,
    ActionKind.RESERVATION, ActionKind.SUSPENSION,
})  # fmt: skip
"""Actions that a party may take several times."""
_LONGEST_SLUG = 80


class EntryStatus(StrEnum):
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    REFUSED = "refused"


class PlannedRow(Value, frozen=True):
    """An entry of the file and its effect: the record as it would be written, or why there is none.

    `remarks` say which values of the library stay although the file has others, and what is to be decided.
    """

    place: str
    status: EntryStatus
    title: str
    key: tuple[RecordKind, str] | None = None
    changes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class ImportPlan(Value, frozen=True):
    """The rows of an import, the edit that carries it out, and what the file has that is not stored."""

    rows: tuple[PlannedRow, ...]
    edit: LibraryBatch
    losses: tuple[Loss, ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()

    def count(self, status: EntryStatus) -> int:
        return sum(row.status is status for row in self.rows)


def plan_import(reading: Reading, library: Material, origin: Origin, *, update: bool = False) -> ImportPlan:
    """Plan the import of what was read into a library.

    `origin` is that of new records, apart from their place. With `update`, values of the file replace those
    of the library where both have one.
    """
    planner = _Planner(library, origin, reading, update=update)
    ordered = sorted(reading.proposed, key=lambda each: _ORDER.index(key_of(each.record).kind))
    for each in ordered:
        planner.identify(each)
    planner.refuse_dangling()
    made = {id(each): planner.row(each) for each in ordered}
    broken = planner.refuse_broken()
    dropped = planner.drop_unneeded_publishers()
    rows = [
        _refused_by_rule(row, broken[row.key]) if row.key in broken else row
        for each in reading.proposed
        if (row := made[id(each)]).key not in dropped
    ]
    refused = tuple(
        PlannedRow(each.place, EntryStatus.REFUSED, "", remarks=(f"{each.reason} {each.remedy}".strip(),))
        for each in reading.refused
    )
    name = f"Import {origin.file}" if origin.file else "Import"
    return ImportPlan(
        rows=(*rows, *refused),
        edit=LibraryBatch(edits=tuple(put(record) for record in planner.written.values()), name=name),
        losses=reading.losses,
        mapping=reading.mapping,
        remarks=reading.remarks,
    )


class _Planner:
    """Plans records in three passes, as records may refer to any others of the file.

    First each gets the id that it has or will have in the library, then those are refused that refer to
    nothing, then the rows are made.
    """

    def __init__(self, library: Material, origin: Origin, reading: Reading, *, update: bool) -> None:
        self._library = library
        self._index = RecordIndex(library)
        self._origin, self._update = origin, update
        self._is_library = reading.is_library
        self._proposed = reading.proposed
        self._reserved = {key_of(each.record) for each in reading.proposed} if self._is_library else set()
        """Ids of the file. In a library, no record of the file is the same as one with another of them."""
        self._ids: dict[RecordKey, str] = {}
        self._held = {key_of(record) for record in records_of(library)}
        self._dangling: dict[int, RecordKey] = {}
        self.written: dict[RecordKey, Record] = {}

    def identify(self, proposed: Proposed) -> None:
        """Decide which record of the library a proposed one is, or the id of a new one."""
        record = self._with_known_references(proposed.record)
        key = key_of(record)
        known = self._known(record, by_id=proposed.by_id)
        if known is None:
            self._ids[key] = self._free_id(key)
            self._index.add(replace(record, id=self._ids[key]))
        else:
            self._ids[key] = known.id

    def refuse_dangling(self) -> None:
        """Refuse the records that refer to what neither the library nor the rest of the file has."""
        while True:
            present = self._held | {
                self._key(each) for each in self._proposed if id(each) not in self._dangling
            }
            dangling = dict(self._newly_dangling(present))
            if not dangling:
                return
            self._dangling |= dangling

    def _newly_dangling(self, present: set[RecordKey]) -> Iterator[tuple[int, RecordKey]]:
        for each in self._proposed:
            if id(each) not in self._dangling:
                references = references_of(self._with_known_references(each.record))
                missing = next((key for key in references if key not in present), None)
                if missing is not None:
                    yield id(each), missing

    def _key(self, proposed: Proposed) -> RecordKey:
        """Return the key that a proposed record has in the library."""
        key = key_of(proposed.record)
        return RecordKey(key.kind, self._ids[key])

    def row(self, proposed: Proposed) -> PlannedRow:
        """Plan one record; `written` then has it, if there is anything to write."""
        if missing := self._dangling.get(id(proposed)):
            return _refused_row(proposed, missing)
        record = self._with_known_references(proposed.record)
        key = self._key(proposed)
        known = self.written.get(key) or (self._index.with_key(key) if key in self._held else None)
        if known is None:
            return self._new(replace(record, id=key.id), proposed)
        record = self._without_assumptions(record, known)
        merged, changes, remarks = _merged(known, record, update=self._update)
        row = PlannedRow(
            place=proposed.place,
            status=EntryStatus.CHANGED if changes else EntryStatus.SAME,
            title=title_of(known),
            key=(key.kind, key.id),
            changes=changes,
            remarks=(*remarks, *(proposed.questions if changes else ())),
        )
        if changes:
            self.written[key] = merged
        return row

    def _without_assumptions(self, record: Record, known: Record) -> Record:
        """Return the record without what the importer assumed because the file has nothing."""
        if isinstance(record, Treaty) and isinstance(known, Treaty):
            return _without_placeholders(record, known)
        if not (isinstance(record, Source) and isinstance(known, Source)):
            return record
        if is_bare_title(record):
            return replace(known, id=record.id)
        publisher = self._index.with_key(RecordKey(RecordKind.PUBLISHER, record.publisher_id))
        if isinstance(publisher, Publisher) and publisher.name == UNKNOWN_PUBLISHER:
            return replace(record, publisher_id=known.publisher_id)
        return record

    def refuse_broken(self) -> dict[tuple[RecordKind, str] | None, str]:
        """Do not write what would break a rule of libraries; return the rules that each record breaks."""
        broken: dict[tuple[RecordKind, str] | None, str] = {}
        while True:
            changed = with_records(self._library, dict(self.written))
            library = LayeredLibrary((Layer("", LayerKind.USER, None, changed),))
            problems = {key: problem.text for key, problem in broken_rules(library, list(self.written))}
            if not problems:
                return broken
            broken |= {(key.kind, key.id): text for key, text in problems.items()}
            for key in problems:
                del self.written[key]

    def drop_unneeded_publishers(self) -> frozenset[RecordKey]:
        """Do not write new publishers of which no source is written; return their keys.

        They are those of sources that the library has with another publisher.
        """
        if self._is_library:
            return frozenset()
        needed = {
            RecordKey(RecordKind.PUBLISHER, each.publisher_id)
            for each in self.written.values()
            if isinstance(each, Source)
        }
        publishers = {key for key in self.written if key.kind is RecordKind.PUBLISHER} - self._held
        for key in publishers - needed:
            del self.written[key]
        return frozenset(publishers - needed)

    def _known(self, record: Record, *, by_id: bool) -> Record | None:
        """Return the record of the library that is meant: by what it describes, else by its id and type."""
        key = key_of(record)
        held = self._index.with_key(key)
        if held is not None and self._is_same_entry(held, record, by_id=by_id):
            return held
        if (same := self._index.same(record, self._reserved)) is not None:
            return same
        return held if held is not None and _is_earlier_import(held, record) else None

    def _is_same_entry(self, held: Record, record: Record, *, by_id: bool) -> bool:
        """Return whether the file names a record by its id in the library."""
        if self._is_library:
            return have_something_in_common(held, record)
        if isinstance(held, Fact) and isinstance(record, Fact):
            return by_id and held.treaty_id == record.treaty_id
        return by_id

    def _new(self, record: Record, proposed: Proposed) -> PlannedRow:
        record = replace(record, origin=replace(self._origin, place=proposed.place))
        self.written[key_of(record)] = record
        return PlannedRow(
            place=proposed.place,
            status=EntryStatus.NEW,
            title=title_of(record),
            key=(key_of(record).kind, record.id),
            remarks=proposed.questions,
        )

    def _free_id(self, key: RecordKey) -> str:
        number, free = 1, key.id
        while self._is_taken(RecordKey(key.kind, free), key):
            number += 1
            ending = f"-{number}"
            free = f"{key.id[: _LONGEST_SLUG - len(ending)]}{ending}"
        return free

    def _is_taken(self, free: RecordKey, key: RecordKey) -> bool:
        """Return whether the library, or another record of a library that is imported, has an id."""
        return free in self._index or (free != key and free in self._reserved)

    def _with_known_references(self, record: Record) -> Record:
        """Return the record with the ids that the library has for the records it refers to."""
        if isinstance(record, Source):
            return replace(
                record,
                publisher_id=self._id(RecordKind.PUBLISHER, record.publisher_id),
                derives_from=tuple(self._id(RecordKind.SOURCE, each) for each in record.derives_from),
            )
        if isinstance(record, Fact):
            return replace(
                record,
                treaty_id=self._id(RecordKind.TREATY, record.treaty_id),
                further_treaty_ids=tuple(
                    self._id(RecordKind.TREATY, each) for each in record.further_treaty_ids
                ),
                citations=self._citations(record.citations),
                relations=tuple(
                    replace(each, fact_id=self._id(RecordKind.FACT, each.fact_id))
                    for each in record.relations
                ),
            )
        if isinstance(record, Treaty):
            return with_treaty_citations(record, self._citations)
        return record

    def _citations(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        return tuple(
            replace(each, source_id=self._id(RecordKind.SOURCE, each.source_id)) for each in citations
        )

    def _id(self, kind: RecordKind, proposed_id: str) -> str:
        return self._ids.get(RecordKey(kind, proposed_id), proposed_id)


def _refused_row(proposed: Proposed, missing: RecordKey) -> PlannedRow:
    reason = f"It names the {missing.kind} '{missing.id}', which neither the library nor the file has."
    remedy = f"Add that {missing.kind}, or correct the reference."
    return PlannedRow(
        proposed.place, EntryStatus.REFUSED, title_of(proposed.record), remarks=(f"{reason} {remedy}",)
    )


def _refused_by_rule(row: PlannedRow, rule: str) -> PlannedRow:
    return PlannedRow(row.place, EntryStatus.REFUSED, row.title, remarks=(rule,))


def _is_earlier_import(held: Record, record: Record) -> bool:
    """Return whether a record with the same id is an earlier import of the same entry."""
    if isinstance(held, Fact) and isinstance(record, Fact):
        return held.origin is not None and held.treaty_id == record.treaty_id
    return False


# Records that both have


def _merged(
    known: Record, record: Record, *, update: bool
) -> tuple[Record, tuple[str, ...], tuple[str, ...]]:
    """Return the library's record with what the file adds, the changes and the values that stay."""
    values: dict[str, Any] = {}
    changes, remarks = [], []
    for name in known.__struct_fields__:
        ours, theirs = getattr(known, name), getattr(record, name)
        if _is_empty(theirs) or ours == theirs:
            continue
        words = name.replace("_", " ")
        if name in _OWN or (name == "standing" and not getattr(record, "graded", True)):
            remarks += _kept(name, ours, theirs)
        elif name in _JOINED:
            joined = _joined(ours, theirs)
            remarks += _other_dates(ours, theirs) if name == "actions" else []
            if joined != ours:
                values[name] = joined
                changes.append(f"{words}: {len(joined) - len(ours)} added")
        elif _is_empty(ours) or update:
            values[name] = theirs
            changes.append(f"{words}: {_short(ours)} → {_short(theirs)}")
        else:
            remarks.append(f"{words} stays {_short(ours)}; the file has {_short(theirs)}")
    return replace(known, **values), tuple(changes), tuple(remarks)


def _without_placeholders(record: Treaty, known: Treaty) -> Treaty:
    """Return a treaty of a file that has neither its title nor its date, with those of the library."""
    if record.title == record.id:
        record = replace(record, title=known.title, short_title=known.short_title)
    if record.concluded.date == UNKNOWN_DATE:
        record = replace(record, concluded=known.concluded)
    return record


def _other_dates(ours: tuple[Action, ...], theirs: tuple[Action, ...]) -> list[str]:
    """Name the actions that the library has with other dates, which stay."""
    dates = {_identity(action): action.date for action in ours}
    return [
        f"{action.kind} of {action.party} stays {dates[_identity(action)]}; the file has {action.date}"
        for action in theirs
        if dates.get(_identity(action), action.date) != action.date
    ]


def _kept(name: str, ours: Any, theirs: Any) -> list[str]:
    """Name a marking that stays; the other values that an import leaves alone are defaults in the file."""
    if name != "marking":
        return []
    return [f"marking stays {_short(ours)}; the file has {_short(theirs)}: change it in the library"]


def _joined(ours: Any, theirs: Any) -> Any:
    if isinstance(ours, Mapping):
        return {**theirs, **ours}
    known = {_identity(each) for each in ours}
    return (*ours, *(each for each in theirs if _identity(each) not in known))


def _identity(value: Any) -> Any:
    """Return what makes a value of a list the same as another: of a citation its source and place."""
    if isinstance(value, Citation):
        return value.source_id, value.locator
    if isinstance(value, Party):
        return value.id
    if isinstance(value, Action):
        return value.kind, value.party, value.date if value.kind in _REPEATED else ""
    return getattr(value, "sha256", value)


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (isinstance(value, tuple | dict) and not value)


def _short(value: Any, limit: int = 60) -> str:
    if _is_empty(value):
        return "nothing"
    text = " ".join(str(value).split())
    return f"“{text}”" if len(text) <= limit else f"“{text[: limit - 1]}…”"


def title_of(record: Record) -> str:
    """Return the text by which a list shows a record; of a treaty its whole title."""
    return record.title if isinstance(record, Treaty) else display_name(record)
