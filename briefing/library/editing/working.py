"""A library while edits are applied to it: changes over the layers, and an index of references."""

from __future__ import annotations

from collections import defaultdict

from briefing.library.layers import Layer, LayeredLibrary
from briefing.library.records import Record, RecordKey, key_of, records_of, references_of


class WorkingLibrary:
    """Collects changes of a library's writable layer; the library itself does not change."""

    def __init__(self, library: LayeredLibrary, writable: Layer) -> None:
        self.library = library
        self.writable = writable
        self.changes: dict[RecordKey, Record | None] = {}
        """The records of the writable layer that change; None for those that leave it."""
        number = library.layers.index(writable)
        self._lower = tuple(reversed(library.layers[:number]))
        self._upper = tuple(reversed(library.layers[number + 1 :]))
        self._users: dict[RecordKey, set[RecordKey]] | None = None

    def record(self, key: RecordKey) -> Record | None:
        """Return the record that counts after the changes so far."""
        return self._first(self._upper, key) or self.own(key) or self.lower(key)

    def own(self, key: RecordKey) -> Record | None:
        """Return the writable layer's record after the changes so far."""
        return self.changes[key] if key in self.changes else self.writable.record(key)

    def lower(self, key: RecordKey) -> Record | None:
        """Return the record that counts where the writable layer has none."""
        return self._first(self._lower, key)

    def lower_layer(self, key: RecordKey) -> Layer | None:
        return next((layer for layer in self._lower if layer.record(key) is not None), None)

    def upper_layer(self, key: RecordKey) -> Layer | None:
        """Return the layer above the writable one that has the record; its version counts, unchanged."""
        return next((layer for layer in self._upper if layer.record(key) is not None), None)

    def change(self, key: RecordKey, record: Record | None) -> None:
        """Put a record into the writable layer, or remove it; what equals the lower record is not put."""
        if record is not None and record == self.own(key):
            return
        before = self.record(key)
        self.changes[key] = None if record is not None and record == self.lower(key) else record
        self._index(key, before, self.record(key))

    def users(self, key: RecordKey) -> list[RecordKey]:
        """Return the keys of the records that name this one after the changes so far, sorted."""
        if self._users is None:
            self._users = self._all_users()
        return sorted(self._users[key])

    def result(self) -> LayeredLibrary:
        """Return the library with the changes."""
        changes = self.effective_changes()
        return self.library.with_changes(changes) if changes else self.library

    def effective_changes(self) -> dict[RecordKey, Record | None]:
        """Return the records of the writable layer that change in the end; None for those that leave it."""
        return {key: record for key, record in self.changes.items() if record != self.writable.record(key)}

    def _first(self, layers: tuple[Layer, ...], key: RecordKey) -> Record | None:
        return next((record for layer in layers if (record := layer.record(key)) is not None), None)

    def _all_users(self) -> dict[RecordKey, set[RecordKey]]:
        users: dict[RecordKey, set[RecordKey]] = defaultdict(set)
        records = {key_of(record): record for record in records_of(self.library.material)}
        for key in self.changes:
            effective = self.record(key)
            records.pop(key, None)
            if effective is not None:
                records[key] = effective
        for key, record in records.items():
            for reference in references_of(record):
                users[reference].add(key)
        return users

    def _index(self, key: RecordKey, before: Record | None, after: Record | None) -> None:
        if self._users is None:
            return
        for reference in references_of(before) if before is not None else ():
            self._users[reference].discard(key)
        for reference in references_of(after) if after is not None else ():
            self._users[reference].add(key)
