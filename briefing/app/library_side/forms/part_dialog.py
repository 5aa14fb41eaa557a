"""The dialog for one entry of a list in a treaty, such as an obligation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.forms.field_editor import FieldEditor
from briefing.app.library_side.forms.treaty_parts import TreatyPart
from briefing.app.widgets.form_fields import add_row, form_layout
from briefing.app.widgets.labels import running_text
from briefing.errors import BriefingError
from briefing.library.records import RecordKind
from briefing.model.value import Value

Entries = Callable[[RecordKind], Sequence[tuple[str, str]]]
"""Names and ids of the records of a kind."""


class PartDialog(Dialog):
    """Asks for the fields of an entry; `entry` is the entry once the dialog is accepted."""

    def __init__(self, parent: QWidget, part: TreatyPart, before: Value | None, entries: Entries) -> None:
        name = tr(part.one)
        super().__init__(parent, name[:1].upper() + name[1:])
        self._part, self._before = part, before
        self.entry: Value | None = None
        heading = QLabel(tr(part.label))
        heading.setObjectName("heading")
        self.fields: dict[str, FieldEditor] = {}
        form = form_layout()
        texts = part.texts(before)
        for spec in part.fields:
            field = FieldEditor(spec, entries(spec.refers_to) if spec.refers_to else ())
            field.show_text(texts[spec.path])
            self.fields[spec.path] = field
            add_row(form, tr(spec.label), field)
        self.problem = running_text("", name="caution")
        self.problem.hide()
        self.buttons, _ = self.decision_box(tr("Save"))
        self.buttons.accepted.connect(self.accept_entered)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading)
        column.addLayout(form)
        column.addStretch(1)
        self.lay_out(content, self.problem, self.buttons, width=560)

    def accept_entered(self) -> None:
        """Close the dialog with what is entered, or show why a rule forbids it."""
        texts = {path: field.text for path, field in self.fields.items()}
        try:
            self.entry = self._part.made(texts, self._before)
        except BriefingError as error:
            self.problem.setText("\n".join(map(str, error.problems)))
            self.problem.show()
            return
        self.accept()
