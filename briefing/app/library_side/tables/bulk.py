"""Edits of one field of several records, as one step with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from briefing.app.i18n import counted, tr
from briefing.app.library_side.forms.record_fields import RecordField
from briefing.errors import BriefingError
from briefing.library.editing import LibraryBatch, LibraryEdit
from briefing.library.editing.edits import put
from briefing.library.records import Record, RecordKey, RecordKind, key_of

_NOUNS = {
    RecordKind.TREATY: ("treaty", "treaties"),
    RecordKind.PUBLISHER: ("publisher", "publishers"),
    RecordKind.SOURCE: ("source", "sources"),
    RecordKind.FACT: ("fact", "facts"),
    RecordKind.ACTOR: ("person or body", "people and bodies"),
}


Attempt = Callable[[LibraryEdit], BriefingError | None]
"""Carries out an edit of the library; returns why it is refused."""


class ValueSetting(Enum):
    """What is done with a value; a field with several values can also get or lose some."""

    REPLACE = "replace"
    ADD = "add"
    REMOVE = "remove"


class RefusedRecord(NamedTuple):
    """A record that does not allow a value, and why."""

    key: RecordKey
    reason: str


class Outcome(NamedTuple):
    """The records that change, as they will be, and those that refuse."""

    changed: list[Record]
    refused: list[RefusedRecord]


def counted_records(kind: RecordKind, number: int) -> str:
    """Return a number with its noun: "5 facts"."""
    return counted(number, *_NOUNS[kind])


def set_field(
    records: Iterable[Record], field: RecordField, text: str, setting: ValueSetting = ValueSetting.REPLACE
) -> Outcome:
    """Set a field of records from one text. A record that has the value already is not changed."""
    outcome = Outcome([], [])
    for record in records:
        try:
            changed = field.changed(record, _combined(field.text(record), text, setting))
        except BriefingError as error:
            outcome.refused.append(RefusedRecord(key_of(record), error.reasons))
        else:
            if changed != record:
                outcome.changed.append(changed)
    return outcome


def field_batch(field: RecordField, records: Sequence[Record]) -> LibraryBatch:
    """Return the step that stores records of one kind in which a field was changed."""
    name, kind = tr(field.label).lower(), key_of(records[0]).kind
    if len(records) == 1:
        text = tr("Change {field}", field=name)
    else:
        text = tr("Change {field} of {records}", field=name, records=counted_records(kind, len(records)))
    return LibraryBatch(tuple(map(put, records)), text)


def _combined(present: str, text: str, setting: ValueSetting) -> str:
    if setting is ValueSetting.REPLACE:
        return text
    own, named = present.splitlines(), [" ".join(line.split()) for line in text.splitlines()]
    if setting is ValueSetting.REMOVE:
        return "\n".join(each for each in own if each not in named)
    return "\n".join(dict.fromkeys((*own, *filter(None, named))))
