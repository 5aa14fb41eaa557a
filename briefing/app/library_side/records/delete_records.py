"""The dialog before records are deleted: what depends on them, and what happens to that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.tables.bulk import counted_records
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import heading_label, running_text
from briefing.library.editing import DeleteRecord, LibraryBatch, LibraryEdit, RevertRecord
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, display_name, key_of, users_by_key
from briefing.text.characters import visible

_MOST_LISTED = 500


class Deletion(NamedTuple):
    """What deleting records means: which can be, which go back to a lower version, which stay."""

    deletable: list[RecordKey]
    reverted: list[RecordKey]
    fixed: list[RecordKey]
    users: Mapping[RecordKey, list[RecordKey]]
    """The records outside the selection that name a deletable one."""

    @property
    def is_free(self) -> bool:
        return not any(self.users.values())

    def batch(self, *, release: bool) -> LibraryBatch:
        """Return the step; `release` removes the references of other records, too."""
        kind = (self.deletable or self.reverted)[0].kind
        # References among the records that are deleted go with them.
        edits: list[LibraryEdit] = [
            *(
                DeleteRecord(kind=key.kind, id=key.id, release=release or self.is_free)
                for key in self.deletable
            ),
            *(RevertRecord(kind=key.kind, id=key.id) for key in self.reverted),
        ]
        name = tr("Delete {records}", records=counted_records(kind, len(self.deletable)))
        if not self.deletable:
            name = tr("Back to the bundled {records}", records=counted_records(kind, len(self.reverted)))
        return LibraryBatch(tuple(edits), name)


def deletion_of(library: LayeredLibrary, keys: Sequence[RecordKey]) -> Deletion:
    """Find out what deleting records means."""
    own, reverted, fixed = [], [], []
    for key in keys:
        layer = library.writable
        if library.below(key) is None:
            own.append(key)
        elif layer is not None and layer.record(key) is not None:
            reverted.append(key)
        else:
            fixed.append(key)
    users = users_by_key(own, library.material)
    chosen = set(own)
    outside = {key: [user for user in users[key] if user not in chosen] for key in own}
    return Deletion(own, reverted, fixed, outside)


class DeleteDialog(Dialog):
    """Lists what depends on the records; deleting needs that nothing does, or that it is released."""

    def __init__(self, parent: QWidget, library: LayeredLibrary, deletion: Deletion) -> None:
        kind = (deletion.deletable or deletion.reverted or deletion.fixed)[0].kind
        number = len(deletion.deletable) or len(deletion.reverted)
        title = tr("Delete {records}?", records=counted_records(kind, number))
        super().__init__(parent, title)
        self.deletion = deletion
        heading = heading_label(title)
        self.release = QCheckBox(tr("Remove the references to them in these records, too"))
        self.release.setVisible(not deletion.is_free)
        self.release.toggled.connect(lambda _on: self._update())
        self.buttons, self._delete = self.decision_box(tr("Delete"))
        self.buttons.accepted.connect(self.accept)
        content, column = column_widget(spacing=10)
        column.addWidget(heading)
        for text in self._explanations(library):
            column.addWidget(running_text(text))
        if not deletion.is_free:
            column.addWidget(self._list(library), 1)
        column.addWidget(self.release)
        if deletion.is_free:
            column.addStretch(1)
        self.lay_out(
            content,
            self.buttons,
            width=560,
            height=0 if deletion.is_free else 420,
            scrolls=deletion.is_free,
        )
        self._update()

    def _explanations(self, library: LayeredLibrary) -> list[str]:
        deletion = self.deletion
        texts = []
        if len(deletion.deletable) == 1 and (record := library.record(deletion.deletable[0])):
            texts.append(f"“{visible(display_name(record))}”")
        users = {user for each in deletion.users.values() for user in each}
        if users:
            texts.append(tr("{number} other records name what is to be deleted:", number=len(users)))
        elif deletion.deletable:
            texts.append(tr("No other record of the library names what is deleted. Undo brings it back."))
        if deletion.reverted:
            records = counted_records(deletion.reverted[0].kind, len(deletion.reverted))
            texts.append(
                tr("{records} go back to the version of the library below yours.", records=records)
            )
        if deletion.fixed:
            records = counted_records(deletion.fixed[0].kind, len(deletion.fixed))
            texts.append(
                tr("{records} come from another library and stay: change them instead.", records=records)
            )
        return texts

    def _list(self, library: LayeredLibrary) -> QListWidget:
        box = QListWidget()
        box.setAccessibleName(tr("Records that name what is to be deleted"))
        for key, users in self.deletion.users.items():
            for user in users[: _MOST_LISTED - box.count()]:
                record: Record | None = library.record(user)
                name = visible(display_name(record)) if record else ""
                box.addItem(tr("{user}: “{name}” (names {key})", user=str(user), name=name, key=key.id))
        return box

    def _update(self) -> None:
        deletion = self.deletion
        is_free = deletion.is_free or self.release.isChecked()
        self._delete.setEnabled(is_free and bool(deletion.deletable or deletion.reverted))

    @property
    def batch(self) -> LibraryBatch:
        return self.deletion.batch(release=self.release.isChecked())


def keys_of(records: Sequence[Record]) -> list[RecordKey]:
    return [key_of(record) for record in records]
