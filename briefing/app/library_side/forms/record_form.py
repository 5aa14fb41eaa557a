"""The form of the record that is selected: each field that is left is an edit of its own."""

from __future__ import annotations

import contextlib
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.forms.citations import CitationList
from briefing.app.library_side.forms.copies import CopyList, QuoteSummary
from briefing.app.library_side.forms.field_editor import FieldEditor
from briefing.app.library_side.forms.part_list import PartList
from briefing.app.library_side.forms.record_fields import FIELDS, Editor
from briefing.app.library_side.forms.split_dialog import SplitDialog
from briefing.app.library_side.forms.treaty_parts import TREATY_PARTS
from briefing.app.library_side.origins import origin_text
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.theme import theme
from briefing.app.widgets.form_fields import add_row, form_layout
from briefing.app.widgets.labels import heading_label, muted
from briefing.app.widgets.scroll_area import vertical_scroll_area
from briefing.errors import BriefingError, ChangedMeanwhileError
from briefing.library.editing import RevertRecord
from briefing.library.editing.edits import put
from briefing.library.records import Record, RecordKey, RecordKind, display_name, key_of
from briefing.model.fact import Fact
from briefing.model.library import treaty_citations
from briefing.model.source import Source
from briefing.model.terms import SourceKind
from briefing.model.treaty import Treaty
from briefing.text.characters import visible

_WIDTH_FOR_LABELS = 360


class RecordForm(QWidget):
    """Shows a record and changes it through the editor of the library.

    `flush` saves a text that is still being entered: call it before another record is shown or the window
    is closed. `passage_requested(source_id, owner_id, quote)` asks for a document.
    """

    record_changed = Signal(object)
    passage_requested = Signal(str, str, str)

    def __init__(self, editor: LibraryEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self.key: RecordKey | None = None
        self.fields: dict[str, FieldEditor] = {}
        self._title = heading_label("", wraps=True)
        self._origin = muted("", name="small")
        self.revert = QPushButton(tr("Back to the bundled one"))
        self.revert.setObjectName("quiet")
        self.revert.clicked.connect(self._revert)
        self._form = form_layout()
        self.citations = CitationList(editor)
        self.citations.passage_requested.connect(self.passage_requested)
        self.copies, self.quotes = CopyList(editor), QuoteSummary(editor)
        self.copies.read_requested.connect(lambda source_id: self.passage_requested.emit(source_id, "", ""))
        self.split = QPushButton(tr("From a text…"))
        self.split.setToolTip(tr("Divide the text of a source into articles"))
        self.split.clicked.connect(self._open_split)
        self.parts = {
            part.field: PartList(
                part, self._entries, editor, *((self.split,) if part.field == "divisions" else ())
            )
            for part in TREATY_PARTS
        }
        for each in self.parts.values():
            each.treaty_changed.connect(lambda treaty: self._editor.apply(put(treaty)))
            each.passage_requested.connect(self.passage_requested)
        self._content = QWidget()
        self._lay_out()
        self.show_record(None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self._origin, 1)
        head.addWidget(self.revert)
        column.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self.quotes)
        column.addLayout(self._form)
        column.addWidget(self.copies)
        column.addWidget(self.citations)
        for each in self.parts.values():
            column.addWidget(each)
        column.addStretch(1)
        self._area = vertical_scroll_area(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._wrap_rows()

    def _wrap_rows(self) -> None:
        """Put labels above their fields in a narrow form: beside them, a field has room for few letters."""
        is_narrow = self.width() < theme.pixels(_WIDTH_FOR_LABELS)
        policies = QFormLayout.RowWrapPolicy
        self._form.setRowWrapPolicy(policies.WrapAllRows if is_narrow else policies.WrapLongRows)

    # Display

    def show_record(self, record: Record | None) -> None:
        """Show a record, None for none; what is entered in the one before is saved."""
        key = key_of(record) if record else None
        if key != self.key:
            self.flush()
        self._area.setVisible(record is not None)
        if record is None or key is None:
            self.key = None
            return
        if self.key is None or self.key.kind is not key.kind:
            self._build(key.kind)
        elif self.key != key:
            self._fill_references()
        is_other, self.key = self.key != key, key
        self._title.setText(visible(display_name(record)))
        self._show_origin(key)
        for field in self.fields.values():
            field.show_text(field.field.text(record), is_other=is_other)
        self._show_parts(record)
        self.record_changed.emit(record)

    def forget(self) -> None:
        """Show no record, and save nothing of what is entered: another library is edited now."""
        self.key = None
        for field in self.fields.values():
            field.accept()
        self.show_record(None)

    def _show_parts(self, record: Record) -> None:
        """Show what only records of a kind have: citations, copies, parts of a treaty."""
        self.citations.setVisible(isinstance(record, Fact))
        if isinstance(record, Fact):
            self.citations.show_fact(record)
        self.copies.setVisible(isinstance(record, Source))
        self.quotes.setVisible(isinstance(record, Source | Treaty))
        if isinstance(record, Source):
            self.copies.show_source(record)
        if isinstance(record, Source | Treaty):
            self.quotes.show_record(record)
        for each in self.parts.values():
            each.setVisible(isinstance(record, Treaty))
            if isinstance(record, Treaty):
                each.show_treaty(record)

    def focus_first(self) -> None:
        """Move the keyboard focus to the first field."""
        controls = self._content.findChildren(QWidget)
        first = [w for w in controls if w.isVisibleTo(self) and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        if first:
            first[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_origin(self, key: RecordKey) -> None:
        library = self._editor.library
        self._origin.setText(f"{key.id} · {origin_text(library, key)}")
        self.revert.setVisible(library.overridden(key) is not None)

    def _clear(self) -> None:
        """Remove the fields of a kind of record.

        Not at once: one of them may have the focus, or be the sender of what led here.
        """
        for field in self.fields.values():
            field.blockSignals(True)
        while self._form.rowCount():
            row = self._form.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self.fields = {}

    def _build(self, kind: RecordKind) -> None:
        self._clear()
        for spec in FIELDS[kind]:
            entries = self._entries(spec.refers_to) if spec.refers_to else ()
            field = FieldEditor(spec, entries)
            field.committed.connect(partial(self._commit, spec.path))
            self.fields[spec.path] = field
            add_row(self._form, tr(spec.label), field)
        self._wrap_rows()

    def _entries(self, kind: RecordKind) -> list[tuple[str, str]]:
        records = self._editor.catalogue
        if kind is RecordKind.TREATY:
            return [(visible(each.short_title), each.id) for each in records.treaties.values()]
        if kind is RecordKind.SOURCE:
            return self._sources_by_name()
        names = [(visible(each.name), each.id) for each in records.publishers.values()]
        return sorted(names, key=lambda entry: entry[0].casefold())

    def _sources_by_name(self) -> list[tuple[str, str]]:
        """Return the sources, those of the treaty that is shown first, its text before the others."""
        treaty = self._editor.library.record(self.key) if self.key else None
        cited = set[str]()
        if isinstance(treaty, Treaty):
            facts = [each for each in self._editor.library.material.facts if treaty.id in each.treaty_ids]
            cited = {citation.source_id for fact in facts for citation in fact.citations}
            cited |= {citation.source_id for citation in treaty_citations(treaty)}
        sources = sorted(
            self._editor.catalogue.sources.values(),
            key=lambda each: (
                each.id not in cited,
                each.kind is not SourceKind.TREATY_TEXT,
                each.title or each.description,
            ),
        )
        return [(visible(each.title or each.description), each.id) for each in sources]

    def _fill_references(self) -> None:
        """Offer publishers and treaties that were added since the form was built."""
        references = [each for each in self.fields.values() if each.field.editor is Editor.REFERENCE]
        for field in references:
            assert field.field.refers_to is not None
            field.offer(self._entries(field.field.refers_to))

    # Editing

    def flush(self) -> None:
        """Save what is entered and not saved yet."""
        for field in self.fields.values():
            field.commit()

    def _commit(self, path: str, text: str) -> None:
        field = self.fields[path]
        record = self._editor.library.record(self.key) if self.key else None
        if record is None:
            return
        try:
            changed = self._entered(field, text, record)
        except BriefingError as error:
            field.show_refusal(error.reasons)
            return
        if changed == record:
            field.accept()
            return
        waiting = self._waiting_fields()
        for each in waiting:
            each.accept()  # before the record is shown again with these texts
        refusal = self._editor.attempt(put(changed))
        if refusal is not None and not isinstance(refusal, ChangedMeanwhileError):
            # The texts stay: another field, such as a reason, may be what is missing.
            for each in waiting:
                each.take_back(each.field.text(record), refusal.reasons if each is field else "")

    def _waiting_fields(self) -> list[FieldEditor]:
        """Return the fields whose texts are not part of the record yet."""
        return [each for each in self.fields.values() if each.is_changed]

    def _entered(self, field: FieldEditor, text: str, record: Record) -> Record:
        """Return the record with the text of a field, and of those that wait for another one.

        Raises BriefingError where a rule forbids the text of the field.
        """
        changed = field.field.changed(record, text)
        for each in self._waiting_fields():
            if each is not field:
                with contextlib.suppress(BriefingError):  # it has its own reason below it
                    changed = each.field.changed(changed, each.text)
        return changed

    def _open_split(self) -> None:
        """Offer the articles of a source with an archived text; those that cite the treaty come first."""
        treaty = self._editor.library.record(self.key) if self.key else None
        if not isinstance(treaty, Treaty) or SplitDialog.raised(self.window()):
            return
        cited = {citation.source_id for citation in treaty_citations(treaty)}
        sources = [each for each in self._editor.catalogue.sources.values() if each.attachments]
        sources.sort(key=lambda each: (each.id not in cited, each.kind is not SourceKind.TREATY_TEXT))
        dialog = SplitDialog(self.window(), treaty, sources, self._editor.library)
        dialog.accepted.connect(partial(self._on_split, dialog, treaty.id))
        dialog.open()

    def _on_split(self, dialog: SplitDialog, treaty_id: str) -> None:
        treaty = self._editor.catalogue.treaties.get(treaty_id)
        if treaty is not None and dialog.divisions:
            divisions = (*treaty.divisions, *dialog.divisions)
            self._editor.apply(put(replace(treaty, divisions=divisions)))

    def _revert(self) -> None:
        if self.key is not None:
            self._editor.apply(RevertRecord(kind=self.key.kind, id=self.key.id))
