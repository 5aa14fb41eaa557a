"""The dialog for a fact, source, publisher or actor that is entered by hand."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtWidgets import QComboBox, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.forms.field_editor import FieldEditor
from briefing.app.library_side.forms.record_fields import FIELDS, Editor, RecordField, set_value
from briefing.app.library_side.forms.references import reference_entries
from briefing.app.library_side.place import LibraryPlace
from briefing.app.library_side.tables.bulk import Attempt
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, form_layout
from briefing.app.widgets.labels import heading_label, muted, running_text
from briefing.codec import json_form
from briefing.errors import BriefingError
from briefing.interchange.values import unused
from briefing.library.editing.edits import put
from briefing.library.records import TYPES, Record, RecordKind, records_of_kind
from briefing.model.library import Catalogue
from briefing.model.origin import Origin
from briefing.model.terms import Reliability, Standing, slug_of

_CITED = (
    RecordField("source_id", "Source", Editor.REFERENCE, refers_to=RecordKind.SOURCE, is_required=True),
    RecordField("locator.article", "Article", hint="Where the source has it, such as 4 or 4(2)"),
)
"""The fields of the first citation of a fact."""
_FURTHER = {
    RecordKind.FACT: ("attributed_to", "date"),
    RecordKind.SOURCE: ("issued", "url"),
    RecordKind.PUBLISHER: ("country",),
    RecordKind.ACTOR: ("country",),
}
"""Fields that are asked for beside the required ones."""
_CAUTIOUS = {"standing": Standing.REPORTED.value, "credibility": "6", "reliability": Reliability.F.value}
"""What says least; a record is not to read stronger than what is known of it."""
_NAMES = {
    RecordKind.FACT: ("statement", "fact"),
    RecordKind.SOURCE: ("description", "source"),
    RecordKind.PUBLISHER: ("name", "publisher"),
    RecordKind.ACTOR: ("name", "actor"),
}
"""The field of which the id is made, and the id where that gives none."""
_WORDS_OF_AN_ID = 8


def title_of(kind: RecordKind) -> str:
    return {
        RecordKind.TREATY: tr("New treaty"),
        RecordKind.FACT: tr("New fact"),
        RecordKind.SOURCE: tr("New source without a document"),
        RecordKind.PUBLISHER: tr("New publisher"),
        RecordKind.ACTOR: tr("New person or body"),
    }[kind]


class NewRecordDialog(Dialog):
    """Asks for what a record of a kind needs; `record` is the one that was added."""

    def __init__(
        self, parent: QWidget, place: LibraryPlace, catalogue: Catalogue, origin: Origin, attempt: Attempt
    ) -> None:
        super().__init__(parent, title_of(place.kind))
        self._kind, self._catalogue, self._origin = place.kind, catalogue, origin
        self._attempt = attempt
        self.record: Record | None = None
        self.fields: dict[str, FieldEditor] = {}
        self.problem = running_text("", name="caution")
        self.buttons, self._add_button = self.decision_box(tr("Add to the library"))
        self.buttons.accepted.connect(self.accept)
        heading = heading_label(title_of(place.kind))
        self._form = form_layout()
        for field in self._asked():
            self._add(field)
        if "treaty_id" in self.fields and place.treaty_id:
            self.fields["treaty_id"].show_text(place.treaty_id, is_other=True)
        content, column = column_widget(spacing=12)
        column.addWidget(heading)
        column.addWidget(muted(self._hint()))
        column.addLayout(self._form)
        column.addStretch(1)
        self.lay_out(content, self.problem, self.buttons, width=560)
        next(iter(self.fields.values())).setFocus()
        self._update()

    def accept(self) -> None:
        """Add the record; the dialog stays, with the reason, where a rule of the library forbids it."""
        try:
            record = self._made()
        except BriefingError as error:
            self.problem.setText(error.reasons)
            return
        refusal = self._attempt(put(record))
        if refusal is not None:
            self.problem.setText(refusal.reasons)
            return
        self.record = record
        super().accept()

    def _hint(self) -> str:
        if self._kind is RecordKind.FACT:
            return tr(
                "A fact from a passage of an archived source is captured in its document, with its quote: "
                "open the source, select the passage and press Enter."
            )
        if self._kind is RecordKind.SOURCE:
            return tr("A document is added with Add source…, which archives its text.")
        return tr("Everything can be changed later in its form.")

    def _asked(self) -> list[RecordField]:
        further = _FURTHER[self._kind]
        own = [each for each in FIELDS[self._kind] if each.is_required or each.path in further]
        return [*own, *(_CITED if self._kind is RecordKind.FACT else ())]

    def _add(self, field: RecordField) -> None:
        entries = reference_entries(self._catalogue, field.refers_to) if field.refers_to else ()
        editor = self.fields[field.path] = FieldEditor(field, entries)
        if field.path in _CAUTIOUS:
            editor.show_text(_CAUTIOUS[field.path])
        name = tr(field.label) if field.is_required else tr("{field} (optional)", field=tr(field.label))
        add_row(self._form, name, editor)
        control = editor.control
        if isinstance(control, QComboBox):
            if field.refers_to is not None and control.count() > 1:
                control.setCurrentIndex(-1)  # nothing is named that nobody chose
            control.currentIndexChanged.connect(lambda _row: self._update())
        elif hasattr(control, "textChanged"):
            control.textChanged.connect(lambda *_text: self._update())

    def _update(self) -> None:
        """Say what is missing; without that, the record can be added."""
        missing = [
            tr(each.field.label)
            for each in self.fields.values()
            if each.field.is_required and not each.text.strip()
        ]
        text = tr("Still needed: {fields}.", fields=", ".join(missing)) if missing else ""
        self.problem.setText(text)
        self._add_button.setEnabled(not missing)
        self._add_button.setToolTip(text)

    def _made(self) -> Record:
        """Return the record as it is entered. Raises BriefingError where a rule forbids a value."""
        plain: dict[str, Any] = {"origin": msgspec.to_builtins(self._origin)}
        citation: dict[str, Any] = {}
        cited = {each.path for each in _CITED} if self._kind is RecordKind.FACT else set()
        for path, editor in self.fields.items():
            value = editor.field.value_of(editor.text)
            if value is not None:
                set_value(citation if path in cited else plain, path, value)
        if cited:
            plain["citations"] = [citation]
            plain["graded"] = False
        plain["id"] = self._free_id()
        return json_form.decode(msgspec.json.encode(plain), TYPES[self._kind], plain["id"])

    def _free_id(self) -> str:
        path, fallback = _NAMES[self._kind]
        words = self.fields[path].text.split()[:_WORDS_OF_AN_ID]
        taken = {each.id for each in records_of_kind(self._catalogue.material, self._kind)}
        return unused(slug_of(" ".join(words), fallback), taken)
