"""Commands for the selected rows of a table of records, in its context menu and by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from briefing.app.i18n import tr
from briefing.app.library_side.records.delete_records import DeleteDialog, Deletion, deletion_of, keys_of
from briefing.app.library_side.records.merge_records import MergeDialog
from briefing.app.library_side.records.new_record import NewRecordDialog
from briefing.app.library_side.records.paste_cells import PasteDialog
from briefing.app.library_side.records.set_value import SetValueDialog
from briefing.app.library_side.tables.bulk import counted_records
from briefing.app.library_side.tables.record_table import RecordTable
from briefing.app.library_side.tables.spreadsheet import PastePlan, PasteTarget, copied_text, plan_paste
from briefing.app.menus.context_menu import ContextMenu, Entry, add_entries
from briefing.app.presentation.table_cells import cells_of
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.services.notices import READ
from briefing.interchange.values import unused
from briefing.library.editing import LibraryBatch, RevertRecord
from briefing.library.editing.edits import put
from briefing.library.records import Record, RecordKind, key_of, records_of_kind
from briefing.model.origin import Origin
from briefing.model.terms import OriginKind
from briefing.text.characters import cleaned

_MERGED_AT_ONCE = 2
_MOST_LOOKED_AT = 200


class RecordCommands(QObject):
    """Carries out what concerns the selected records through the editor of the library.

    `compare_requested(key)` asks for the versions of a record that the user changed, `new_treaty_requested`
    for the dialog of the window.
    """

    compare_requested = Signal(object)
    new_treaty_requested = Signal()

    def __init__(self, context: WindowContext, editor: LibraryEditor, table: RecordTable) -> None:
        super().__init__(table)
        self._context, self._editor, self._table = context, editor, table
        self._looking: background.BackgroundTask | None = None
        table.keys |= {
            "Ctrl+Return": self.set_value,
            "Ctrl+Enter": self.set_value,
            "Ctrl+C": self.copy,
            "Ctrl+V": self.paste,
            "Ctrl+Shift+D": self.duplicate,
            "Del": self.delete,
        }
        self.menu = ContextMenu(table, self._fill)
        self.by_action: dict[str, Callable[[], object]] = {
            "new_record": self.new,
            "edit_cell": table.edit_requested.emit,
            "set_value": self.set_value,
            "read_document": self._read,
            "copy_records": self.copy,
            "paste_records": self.paste,
            "duplicate_records": self.duplicate,
            "merge_records": self.merge,
            "delete_records": self.delete,
            "compare_records": self.compare,
            "revert_records": self.revert,
        }
        """The commands by the actions of the window."""

    def allowed(self) -> set[str]:
        """Return the actions that the selection permits."""
        number, record = self._table.number_selected, self._table.current
        allowed = {"new_record"} if self._table.place_kind is not None else set()
        if not number or record is None:
            return allowed
        allowed |= {"set_value", "copy_records", "paste_records", "duplicate_records", "delete_records"}
        kind = key_of(record).kind
        if self._table.current_column.field_of(record) is not None:
            allowed.add("edit_cell")
        if kind in {RecordKind.FACT, RecordKind.SOURCE}:
            allowed.add("read_document")
        if number == _MERGED_AT_ONCE and kind is not RecordKind.TREATY:
            allowed.add("merge_records")
        # Whether any of very many is changed takes too long to find out at each key.
        own = self._overriding(self._table.selected) if number <= _MOST_LOOKED_AT else [record]
        allowed |= {"revert_records"} if own else set()
        allowed |= {"compare_records"} if len(own) == 1 and number <= _MOST_LOOKED_AT else set()
        return allowed

    def new(self) -> None:
        """Ask for a record of the kind that the table shows."""
        place = self._table.place
        if place is None or NewRecordDialog.raised(self._context.window):
            return
        if place.kind is RecordKind.TREATY:
            self.new_treaty_requested.emit()
            return
        origin = Origin(OriginKind.ENTERED, at=self._context.today, by=self._context.author or None)
        dialog = NewRecordDialog(
            self._context.window, place, self._editor.catalogue, origin, self._editor.attempt
        )
        dialog.accepted.connect(partial(self._on_new, dialog))
        dialog.open()

    def _on_new(self, dialog: NewRecordDialog) -> None:
        if dialog.record is not None:
            self._table.choose(key_of(dialog.record))

    def _fill(self, menu: QMenu) -> None:
        records = self._table.selected
        some, field = bool(records), None
        if self._table.current is not None:
            field = self._table.current_column.field_of(self._table.current)
        reads = some and key_of(records[0]).kind in {RecordKind.FACT, RecordKind.SOURCE}
        is_pair = len(records) == _MERGED_AT_ONCE and key_of(records[0]).kind is not RecordKind.TREATY
        name = tr(field.label).lower() if field else tr("a field")
        groups: list[list[Entry]] = [
            [
                (tr("Edit the cell") + "\tF2", self._table.edit_requested.emit, field is not None),
                (tr("Read the document") + "\tEnter", self._read, reads),
            ],
            [
                (
                    tr("Set {field} for the selected rows…", field=name) + "\tCtrl+Enter",
                    self.set_value,
                    some,
                ),
                (tr("Copy rows") + "\tCtrl+C", self.copy, some),
                (tr("Paste cells") + "\tCtrl+V", self.paste, some),
            ],
            [
                (tr("Duplicate") + "\tCtrl+Shift+D", self.duplicate, some),
                (tr("Merge the two…"), self.merge, is_pair),
                (tr("Compare with the bundled one…"), self.compare, len(self._overriding(records)) == 1),
                (tr("Back to the bundled one"), self.revert, bool(self._overriding(records))),
                (tr("Delete…") + "\tDel", self.delete, some),
            ],
        ]
        for number, entries in enumerate(groups):
            if number:
                menu.addSeparator()
            add_entries(menu, entries)

    def _read(self) -> None:
        if self._table.current is not None:
            self._table.record_activated.emit(self._table.current)

    # Values

    def set_value(self) -> None:
        """Ask for the value of a field, that of the current column at first, for all selected records."""
        records, current = self._table.selected, self._table.current
        if not records or SetValueDialog.raised(self._context.window):
            return
        field = self._table.current_column.field_of(current) if current else None
        SetValueDialog(
            self._context.window, records, self._editor.catalogue, field, self._editor.attempt
        ).open()

    # Clipboard

    def copy(self) -> None:
        """Copy the selected rows as tab-separated text with headings."""
        model, records = self._table.records, self._table.selected
        if records:
            QGuiApplication.clipboard().setText(
                copied_text(records, self._table.shown_columns(), model.shown)
            )

    def paste(self) -> None:
        """Put the cells of the clipboard into the selected rows, or into those from the current one on."""
        text = cleaned(QGuiApplication.clipboard().text().replace("\r\n", "\n"))
        if not text.strip() or not self._table.currentIndex().isValid():
            self._context.notify(
                tr("Copy cells of a spreadsheet first, then select a cell here."), until=READ
            )
            return
        cells, model = cells_of(text), self._table.records
        current = self._table.currentIndex()
        last = min(current.row() + len(cells), model.rowCount())
        following = [model.record_at(row) for row in range(current.row(), last)]
        target = PasteTarget(self._table.selected, following, self._table.shown_columns(current.column()))
        plan = plan_paste(cells, target, model.columns, model.shown)
        if len(plan.cells) == 1 and not plan.refused and not plan.left_out:
            self._editor.apply(plan.batch)
        elif plan.cells or plan.left_out:
            self._preview(plan)
        else:
            self._context.notify(tr("The cells have these values already."), until=READ)

    def _preview(self, plan: PastePlan) -> None:
        PasteDialog(self._context.window, plan, self._editor.attempt).open()

    # Records

    def duplicate(self) -> None:
        """Add a copy of each selected record, with an id of its own, and select the copies' first."""
        records = self._table.selected
        if not records:
            return
        kind = key_of(records[0]).kind
        taken = {each.id for each in records_of_kind(self._editor.library.material, kind)}
        origin = Origin(OriginKind.ENTERED, at=self._context.today, by=self._context.author or None)
        copies: list[Record] = []
        for record in records:
            new = replace(record, id=unused(record.id, taken, 2), origin=origin)
            taken.add(new.id)
            copies.append(new)
        name = tr("Duplicate {records}", records=counted_records(kind, len(copies)))
        if self._editor.apply(LibraryBatch(tuple(map(put, copies)), name)):
            self._table.choose(key_of(copies[0]))

    def merge(self) -> None:
        """Show both selected records side by side, and merge one into the other."""
        records = self._table.selected
        if len(records) != _MERGED_AT_ONCE or MergeDialog.raised(self._context.window):
            return
        dialog = MergeDialog(self._context.window, self._editor.library, (records[0], records[1]))
        dialog.accepted.connect(partial(self._on_merge, dialog))
        dialog.open()

    def _on_merge(self, dialog: MergeDialog) -> None:
        edit = dialog.edit
        if edit is not None and self._editor.apply(edit):
            self._table.choose(edit.key._replace(id=edit.into_id))

    def delete(self) -> None:
        """Find out what depends on the selected records, and ask."""
        records = self._table.selected
        if not records or DeleteDialog.raised(self._context.window):
            return
        if self._looking is not None:
            self._looking.abandon()
        self._looking = background.start(
            partial(deletion_of, self._editor.library, keys_of(records)), self._ask_to_delete
        )

    def _ask_to_delete(self, deletion: Deletion) -> None:
        self._looking = None
        dialog = DeleteDialog(self._context.window, self._editor.library, deletion)
        dialog.accepted.connect(lambda: self._editor.apply(dialog.batch))
        dialog.open()

    def _overriding(self, records: list[Record]) -> list[Record]:
        """Return the records that are the user's versions of others."""
        library = self._editor.library
        own = library.writable
        return [
            record
            for record in records
            if own is not None
            and own.record(key_of(record)) is not None
            and library.below(key_of(record)) is not None
        ]

    def compare(self) -> None:
        """Ask for the versions of the selected record."""
        for record in self._overriding(self._table.selected)[:1]:
            self.compare_requested.emit(key_of(record))

    def revert(self) -> None:
        """Go back to the lower version of the selected records."""
        records = self._overriding(self._table.selected)
        if not records:
            return
        number = counted_records(key_of(records[0]).kind, len(records))
        edits = tuple(RevertRecord(kind=key_of(each).kind, id=each.id) for each in records)
        self._editor.apply(LibraryBatch(edits, tr("Back to the bundled {records}", records=number)))
