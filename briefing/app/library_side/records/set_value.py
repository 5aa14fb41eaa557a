"""The dialog that sets one field of several records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.forms.field_editor import FieldEditor
from briefing.app.library_side.forms.record_fields import FIELDS, Editor, RecordField
from briefing.app.library_side.forms.references import reference_entries
from briefing.app.library_side.tables.bulk import (
    Attempt,
    Outcome,
    ValueSetting,
    counted_records,
    field_batch,
    set_field,
)
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.labels import heading_label, running_text
from briefing.library.editing import LibraryBatch
from briefing.library.records import Record, key_of
from briefing.model.library import Catalogue


class SetValueDialog(Dialog):
    """Asks for a field and a value, and says how many records change; `batch` is the step."""

    def __init__(
        self,
        parent: QWidget,
        records: Sequence[Record],
        catalogue: Catalogue,
        field: RecordField | None,
        attempt: Attempt,
    ) -> None:
        kind = key_of(records[0]).kind
        title = tr("Set a field of {records}", records=counted_records(kind, len(records)))
        super().__init__(parent, title)
        self._records, self._catalogue, self._attempt = records, catalogue, attempt
        self.batch: LibraryBatch | None = None
        entries = [(tr(each.label), each.path) for each in FIELDS[kind]]
        self.field = choice(tr("Field"), entries, field.path if field else None)
        self.setting = choice(
            tr("What to do"),
            [
                (tr("Replace what they have"), ValueSetting.REPLACE),
                (tr("Add to what they have"), ValueSetting.ADD),
                (tr("Remove from what they have"), ValueSetting.REMOVE),
            ],
        )
        self.outcome = running_text("")
        self.buttons, self._apply = self.decision_box(tr("Set"))
        self.buttons.accepted.connect(self.accept)
        heading = heading_label(title)
        form = form_layout()
        add_row(form, tr("Field"), self.field)
        add_row(form, tr("What to do"), self.setting)
        self._form = form
        content, column = column_widget(spacing=12)
        column.addWidget(heading)
        column.addLayout(form)
        column.addStretch(1)
        self.lay_out(content, self.outcome, self.buttons, width=520, height=320)
        self.value: FieldEditor | None = None
        self.field.activated.connect(lambda _row: self._show_field())
        self.setting.activated.connect(lambda _row: self._update())
        self._show_field()

    def accept(self) -> None:
        """Carry out the step; the dialog stays, with the reason, where a rule of the library forbids it."""
        error = self._attempt(self.batch) if self.batch is not None else None
        if error is not None:
            self.outcome.setText(error.reasons)
        elif self.batch is not None:
            super().accept()

    @property
    def _field(self) -> RecordField:
        kind = key_of(self._records[0]).kind
        return next(each for each in FIELDS[kind] if each.path == self.field.currentData())

    def _show_field(self) -> None:
        """Show the editor of the chosen field, with the value that all records have, if they have one."""
        field = self._field
        if self.value is not None:
            self._form.removeRow(self.value)
        entries = reference_entries(self._catalogue, field.refers_to) if field.refers_to else ()
        self.value = FieldEditor(field, entries)
        texts = {field.text(record) for record in self._records}
        self.value.show_text(texts.pop() if len(texts) == 1 else "")
        add_row(self._form, tr("Value"), self.value)
        is_list = field.editor is Editor.LINES
        self._form.setRowVisible(self.setting, is_list)
        if not is_list:
            self.setting.setCurrentIndex(0)
        control = self.value.control
        if isinstance(control, QComboBox):
            control.currentIndexChanged.connect(lambda _row: self._update())
        elif hasattr(control, "textChanged"):
            control.textChanged.connect(lambda *_text: self._update())
        else:
            control.toggled.connect(lambda _on: self._update())
        self._update()

    def _update(self) -> None:
        """Say how many records change, and why others do not allow the value."""
        assert self.value is not None
        outcome = set_field(self._records, self._field, self.value.text, self.setting.currentData())
        may_apply = bool(outcome.changed) and not outcome.refused
        self.batch = field_batch(self._field, outcome.changed) if may_apply else None
        self._apply.setEnabled(self.batch is not None)
        self.outcome.setText(self._text_of(outcome))

    def _text_of(self, outcome: Outcome) -> str:
        kind, number = key_of(self._records[0]).kind, len(self._records)
        if outcome.refused:
            refusing = counted_records(kind, len(outcome.refused))
            return tr(
                "Not possible for {records}: {reason}", records=refusing, reason=outcome.refused[0].reason
            )
        if not outcome.changed:
            return tr("They have this value already.")
        changing = counted_records(kind, len(outcome.changed))
        if len(outcome.changed) == number:
            return tr("{records} will change. This is one step for Undo.", records=changing)
        return tr("{records} will change; the others have this value. One step for Undo.", records=changing)
