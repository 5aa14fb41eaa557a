"""Apply an edit to a library: a pure function that refuses impossible edits with LibraryError."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import singledispatchmethod
from typing import Any

from msgspec.structs import replace

from briefing.codec import decode, encode
from briefing.errors import BriefingError, LibraryError, Problem
from briefing.library.editing import edits as e
from briefing.library.editing.merging import merged
from briefing.library.editing.redirect import redirected
from briefing.library.editing.working import WorkingLibrary
from briefing.library.files import RESERVED_FOLDERS
from briefing.library.layers import LayeredLibrary
from briefing.library.records import TYPES, Record, RecordKey, key_of
from briefing.library.validate import broken_rules
from briefing.model.treaty import Treaty

MAX_BATCH_DEPTH = 8
MOST_NAMED = 8
"""Records that an error names; it counts the others."""

_NO_TREATY_IDS = (
    RESERVED_FOLDERS
    | {"con", "prn", "aux", "nul"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
)
"""Folders of a library that are not treaties, and names that Windows reserves for devices."""


def apply(library: LayeredLibrary, edit: e.LibraryEdit) -> LayeredLibrary:
    """Return the library after the edit; the argument is not changed.

    Raises LibraryError, with the reason and what to do, where the edit is impossible. The rules of
    a library are checked after the last edit of a batch, so that a fact may come before its source.
    """
    return applied(library, edit)[0]


def applied(
    library: LayeredLibrary, edit: e.LibraryEdit
) -> tuple[LayeredLibrary, dict[RecordKey, Record | None]]:
    """Apply an edit as `apply` does, and return the changed records of the writable layer as well.

    None is in the place of a record that is removed from it.
    """
    writable = library.writable
    if writable is None:
        raise LibraryError("No layer of this library can be changed.", "Name a folder of your own.")
    working = WorkingLibrary(library, writable)
    application = _Application(working)
    application.do(edit, "")
    return application.result(), working.effective_changes()


class _Application:
    """One application of an edit, which may be a batch."""

    def __init__(self, working: WorkingLibrary) -> None:
        self._working = working
        self._changed_by: dict[RecordKey, str] = {}
        """The place in the batch of the edit that changed a record last."""
        self._place = ""

    def result(self) -> LayeredLibrary:
        """Return the library after all edits. Raises LibraryError where a rule is broken."""
        library = self._working.result()
        problems = [
            _placed(problem, self._changed_by.get(key, ""))
            for key, problem in broken_rules(library, self._changed_by)
        ]
        if problems:
            raise LibraryError(problems)
        return library

    def do(self, edit: e.LibraryEdit, place: str, depth: int = 0) -> None:
        if isinstance(edit, e.LibraryBatch):
            if depth >= MAX_BATCH_DEPTH:
                raise LibraryError(
                    f"Batches nest more than {MAX_BATCH_DEPTH} levels deep.", "Flatten them."
                )
            for number, part in enumerate(edit.edits):
                self.do(part, f"{place}edits[{number}].", depth + 1)
            return
        self._place = f"{place}{type(edit).__name__}" if place else ""
        try:
            self._apply(edit)
        except LibraryError as error:
            raise LibraryError([_placed(problem, self._place) for problem in error.problems]) from None

    @singledispatchmethod
    def _apply(self, edit: Any) -> None:
        raise TypeError(f"not an edit: {type(edit).__name__}")

    @_apply.register
    def _put_treaty(self, edit: e.PutTreaty) -> None:
        self._put(edit.treaty)

    @_apply.register
    def _put_publisher(self, edit: e.PutPublisher) -> None:
        self._put(edit.publisher)

    @_apply.register
    def _put_source(self, edit: e.PutSource) -> None:
        self._put(edit.source)

    @_apply.register
    def _put_fact(self, edit: e.PutFact) -> None:
        self._put(edit.fact)

    @_apply.register
    def _put_actor(self, edit: e.PutActor) -> None:
        self._put(edit.actor)

    @_apply.register
    def _delete(self, edit: e.DeleteRecord) -> None:
        self._require_own(edit.key, "deleted")
        users = self._working.users(edit.key)
        if not edit.release:
            _require_unused(edit.key, users, "release")
        self._change(edit.key, None)
        self._redirect(users, edit.key, None)

    @_apply.register
    def _rename(self, edit: e.RenameRecord) -> None:
        record = self._require_own(edit.key, "renamed")
        new = RecordKey(edit.kind, edit.new_id)
        if self._working.record(new) is not None:
            remedy = "Choose another id, or merge the two."
            raise LibraryError(f"There is a {edit.kind} '{edit.new_id}' already.", remedy)
        users = self._users_to_update(edit)
        self._change(edit.key, None)
        # The record may name itself, as a fact in one of its own relations cannot but a treaty can.
        self._put(redirected(replace(record, id=edit.new_id), edit.key, edit.new_id))
        self._redirect(users, edit.key, edit.new_id)

    @_apply.register
    def _merge(self, edit: e.MergeRecords) -> None:
        record = self._require_own(edit.key, "merged into another")
        into = self._require(RecordKey(edit.kind, edit.into_id))
        if edit.id == edit.into_id:
            raise LibraryError("A record cannot be merged into itself.", "Name another one.")
        users = self._users_to_update(edit)
        self._change(edit.key, None)
        self._put(redirected(merged(into, record), edit.key, edit.into_id))
        self._redirect(users, edit.key, edit.into_id)

    @_apply.register
    def _revert(self, edit: e.RevertRecord) -> None:
        self._require(edit.key)
        if self._working.own(edit.key) is None:
            message = f"The {edit.key} is not changed in '{self._working.writable.name}'."
            raise LibraryError(message, "There is nothing to revert.")
        if self._working.lower(edit.key) is None:
            message = f"No lower layer has the {edit.key}, so there is nothing to go back to."
            raise LibraryError(message, "Delete it, if it is not wanted.")
        self._change(edit.key, None)

    def _put(self, record: Record) -> None:
        _require_well_formed(record)
        if isinstance(record, Treaty) and record.id in _NO_TREATY_IDS:
            message = f"A treaty cannot have the id '{record.id}': its folder cannot have that name."
            raise LibraryError(message, "Choose another id.")
        self._change(key_of(record), record)

    def _change(self, key: RecordKey, record: Record | None) -> None:
        if layer := self._working.upper_layer(key):
            message = f"The {key} is also in '{layer.name}', whose version counts."
            raise LibraryError(message, "Change it there.")
        self._working.change(key, record)
        self._changed_by[key] = self._place

    def _require(self, key: RecordKey) -> Record:
        record = self._working.record(key)
        if record is None:
            raise LibraryError(f"There is no {key.kind} '{key.id}'.", "Check the id.")
        return record

    def _require_own(self, key: RecordKey, action: str) -> Record:
        """Return the record, which must be in the writable layer and in no lower one."""
        record = self._require(key)
        if layer := self._working.lower_layer(key):
            message = f"The {key} belongs to '{layer.name}' and cannot be {action} here."
            raise LibraryError(message, "Change its content instead.")
        return record

    def _users_to_update(self, edit: e.RenameRecord | e.MergeRecords) -> list[RecordKey]:
        users = [user for user in self._working.users(edit.key) if user != edit.key]
        if not edit.update:
            _require_unused(edit.key, users, "update")
        return users

    def _redirect(self, users: Iterable[RecordKey], key: RecordKey, new_id: str | None) -> None:
        for user in users:
            record = self._working.record(user)
            if record is not None:
                self._change(user, redirected(record, key, new_id))


def _require_unused(key: RecordKey, users: Iterable[RecordKey], option: str) -> None:
    """Raise LibraryError that names the records which use this one, if there are any."""
    named = [str(user) for user in users if user != key]
    if named:
        rest = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        message = f"The {key} is used by {', '.join(named[:MOST_NAMED])}{rest}."
        raise LibraryError(message, f"Change these first, or set '{option}' to change them too.")


def _require_well_formed(record: Record) -> None:
    """Raise LibraryError where a value breaks the rule of its field."""
    try:
        decode(encode(record), TYPES[key_of(record).kind], "")
    except BriefingError as error:
        raise LibraryError(error.problems) from None


def _placed(problem: Problem, place: str) -> Problem:
    field = ".".join(part for part in (place, problem.field) if part)
    return dataclasses.replace(problem, field=field)
