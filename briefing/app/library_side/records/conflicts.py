"""What follows when another program changed a record, or the library below has a newer one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from briefing.app.i18n import tr
from briefing.app.library_side.records.versions import ConflictDialog, VersionsDialog
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import EditConflict, LibraryEditor
from briefing.app.services.notices import ANSWERED
from briefing.library.bases import ThreeWayView
from briefing.library.editing import LibraryBatch, LibraryEdit, RevertRecord
from briefing.library.editing.edits import (
    PutActor,
    PutFact,
    PutPublisher,
    PutRecord,
    PutSource,
    PutTreaty,
    put,
)
from briefing.library.records import Record, RecordKey, RecordKind, key_of

_NEWER = "newer records below"


class VersionChoices(QObject):
    """Shows the versions of a record and carries out what the user chooses."""

    def __init__(self, context: WindowContext, editor: LibraryEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._editor = context, editor
        self._looking: background.BackgroundTask | None = None

    # Two programs

    def settle(self, conflict: EditConflict) -> None:
        """Ask for each record that another program changed, one after the other; then apply the edit."""
        self._ask(conflict, list(conflict.error.keys), {})

    def _ask(
        self, conflict: EditConflict, keys: list[tuple[str, str]], chosen: dict[RecordKey, Record | None]
    ) -> None:
        if not keys:
            self._apply(conflict.edit, chosen)
            return
        key = RecordKey(RecordKind(keys[0][0]), keys[0][1])
        mine, theirs = _put_records(conflict.edit).get(key), self._editor.library.record(key)
        dialog = ConflictDialog(self._context.window, key, conflict.before.record(key), mine, theirs)

        def go_on() -> None:
            self._ask(conflict, keys[1:], {**chosen, key: dialog.chosen})

        dialog.accepted.connect(go_on)
        dialog.open()

    def _apply(self, edit: LibraryEdit, chosen: dict[RecordKey, Record | None]) -> None:
        """Apply an edit with the chosen versions in the place of those that it puts."""
        parts = [
            part for part in _parts(edit) if not (isinstance(part, PutRecord) and _key(part) in chosen)
        ]
        parts += [
            put(record)
            for key, record in chosen.items()
            if record is not None and record != self._editor.library.record(key)
        ]
        if parts:
            self._editor.apply(LibraryBatch(tuple(parts), tr(edit.label)))

    # A newer record below

    def look_for_newer(self) -> None:
        """Start looking for changed records of which the library below has a newer version."""
        if self._looking is not None:
            self._looking.abandon()
        self._looking = background.start(self._editor.session.changed_below, self._on_newer)

    def _on_newer(self, views: list[ThreeWayView]) -> None:
        self._looking = None
        if not views:
            self._context.withdraw(_NEWER)
            return
        text = tr(
            "{number} records that you changed have a newer version in the library below yours.",
            number=len(views),
        )
        action = (tr("Compare…"), partial(self.compare, views[0].key))
        self._context.notify(text, action, until=ANSWERED, key=_NEWER)

    def compare(self, key: RecordKey) -> None:
        """Show a changed record beside the lower one; nothing changes without a decision."""
        self._context.withdraw(_NEWER)
        view = self._editor.session.compare(key)
        if view is None or VersionsDialog.raised(self._context.window):
            return
        revert = RevertRecord(kind=key.kind, id=key.id)
        dialog = VersionsDialog(
            self._context.window,
            view,
            keep=partial(self._editor.keep_mine, key),
            revert=partial(self._editor.apply, revert),
        )
        dialog.accepted.connect(self.look_for_newer)
        dialog.open()


def _parts(edit: LibraryEdit) -> list[LibraryEdit]:
    if isinstance(edit, LibraryBatch):
        return [part for each in edit.edits for part in _parts(each)]
    return [edit]


def _put_records(edit: LibraryEdit) -> dict[RecordKey, Record]:
    """Return the records that an edit puts, by key."""
    return {_key(part): _record(part) for part in _parts(edit) if isinstance(part, PutRecord)}


def _key(part: PutRecord) -> RecordKey:
    return key_of(_record(part))


def _record(part: PutRecord) -> Record:
    match part:
        case PutTreaty():
            return part.treaty
        case PutPublisher():
            return part.publisher
        case PutSource():
            return part.source
        case PutFact():
            return part.fact
        case PutActor():
            return part.actor
