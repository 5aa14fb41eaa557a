"""Every way in which a library can change, as a value.

All edits change the writable layer of a library and no other. Each `label` is the text of the undo menu.
The tags are those of a file format and never change.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.library.records import Record, RecordKey, RecordKind, key_of
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.source import Publisher, Source
from briefing.model.terms import Slug
from briefing.model.treaty import Treaty
from briefing.model.value import Value
from briefing.text.joint_label import joint_label


class PutTreaty(Value, tag=True, frozen=True):
    """Add a treaty, or replace the one with its id."""

    treaty: Treaty

    @property
    def label(self) -> str:
        return "Save treaty"


class PutPublisher(Value, tag=True, frozen=True):
    """Add a publisher, or replace the one with its id."""

    publisher: Publisher

    @property
    def label(self) -> str:
        return "Save publisher"


class PutSource(Value, tag=True, frozen=True):
    """Add a source, or replace the one with its id."""

    source: Source

    @property
    def label(self) -> str:
        return "Save source"


class PutFact(Value, tag=True, frozen=True):
    """Add a fact, or replace the one with its id; `fact` names its treaty."""

    fact: Fact

    @property
    def label(self) -> str:
        return "Save fact"


class PutActor(Value, tag=True, frozen=True):
    """Add an actor, or replace the one with its id."""

    actor: Actor

    @property
    def label(self) -> str:
        return "Save actor"


class DeleteRecord(Value, tag=True, frozen=True):
    """Delete a record; `release` also removes the references to it from the records that use it."""

    kind: RecordKind
    id: Slug
    release: bool = False

    @property
    def key(self) -> RecordKey:
        return RecordKey(self.kind, self.id)

    @property
    def label(self) -> str:
        return f"Delete {self.kind}"


class RenameRecord(Value, tag=True, frozen=True):
    """Give a record another id; `update` also changes the references to it in the records that use it."""

    kind: RecordKind
    id: Slug
    new_id: Slug
    update: bool = False

    @property
    def key(self) -> RecordKey:
        return RecordKey(self.kind, self.id)

    @property
    def label(self) -> str:
        return f"Rename {self.kind}"


class MergeRecords(Value, tag=True, frozen=True):
    """Merge the record `id` into `into_id` and delete it.

    `update` also changes the references to it. The remaining record keeps its own values; other names,
    identifiers, archived copies and citations are those of both.
    """

    kind: RecordKind
    id: Slug
    into_id: Slug
    update: bool = False

    @property
    def key(self) -> RecordKey:
        return RecordKey(self.kind, self.id)

    @property
    def label(self) -> str:
        return f"Merge {_PLURALS[self.kind]}"


class RevertRecord(Value, tag=True, frozen=True):
    """Remove a record that overrides one of a lower layer, so that the lower one counts again."""

    kind: RecordKind
    id: Slug

    @property
    def key(self) -> RecordKey:
        return RecordKey(self.kind, self.id)

    @property
    def label(self) -> str:
        return f"Revert {self.kind}"


class LibraryBatch(Value, tag="Batch", frozen=True):
    """Edits that happen together or not at all, and are undone together."""

    edits: tuple[LibraryEdit, ...]
    name: str = ""

    @property
    def label(self) -> str:
        """The name, else the label that the edits have in common: "Save fact ×3"."""
        return self.name or joint_label([edit.label for edit in self.edits])


_PLURALS = {
    RecordKind.TREATY: "treaties",
    RecordKind.PUBLISHER: "publishers",
    RecordKind.SOURCE: "sources",
    RecordKind.FACT: "facts",
    RecordKind.ACTOR: "actors",
}

PutRecord = PutTreaty | PutPublisher | PutSource | PutFact | PutActor
LibraryEdit = PutRecord | DeleteRecord | RenameRecord | MergeRecords | RevertRecord | LibraryBatch


def put(record: Record) -> PutRecord:
    """Return the edit that adds or replaces a record."""
    match record:
        case Treaty():
            return PutTreaty(treaty=record)
        case Publisher():
            return PutPublisher(publisher=record)
        case Source():
            return PutSource(source=record)
        case Fact():
            return PutFact(fact=record)
        case Actor():
            return PutActor(actor=record)


def replaced_keys(edit: LibraryEdit) -> Iterator[RecordKey]:
    """Yield the keys of the records that an edit puts, renames, merges or removes."""
    match edit:
        case LibraryBatch():
            for part in edit.edits:
                yield from replaced_keys(part)
        case PutTreaty():
            yield key_of(edit.treaty)
        case PutPublisher():
            yield key_of(edit.publisher)
        case PutSource():
            yield key_of(edit.source)
        case PutFact():
            yield key_of(edit.fact)
        case PutActor():
            yield key_of(edit.actor)
        case _:
            yield edit.key
