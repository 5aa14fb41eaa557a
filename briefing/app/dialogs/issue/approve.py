"""The dialog that approves a briefing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.dialogs.issue.sign_off_fields import SignOffFields
from briefing.app.i18n import tr
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, form_layout
from briefing.app.widgets.labels import running_text
from briefing.editing import Approve
from briefing.model.issue import SignOff
from briefing.organisation import Person


class ApproveDialog(Dialog):
    """Asks who approves and when; `remarks` say what is still open."""

    def __init__(
        self,
        parent: QWidget,
        proposed: SignOff,
        people: Sequence[Person],
        remarks: Sequence[str],
        today: str,
    ) -> None:
        super().__init__(parent, tr("Approve the briefing"))
        self.fields = SignOffFields(tr("Approved by"), proposed, people, today)
        assert self.fields.day is not None
        self.fields.day.box.setChecked(True)
        self.fields.day.box.setEnabled(False)
        content, column = column_widget()
        form = form_layout()
        add_row(form, tr("Approved by"), self.fields)
        column.addLayout(form)
        column.addWidget(
            running_text(
                tr(
                    "The approval locks the words and grades as they are. A change afterwards withdraws "
                    "it, and the briefing is in review again."
                ),
                name="small",
            )
        )
        for remark in remarks:
            column.addWidget(running_text(remark, name="caution"))
        column.addStretch(1)
        buttons, self._ok = self.decision_box(tr("Approve"))
        buttons.accepted.connect(self.accept)
        self.fields.name.editTextChanged.connect(lambda _text: self._update_ok())
        self.fields.day.changed.connect(self._update_ok)
        self.lay_out(content, buttons, width=520)
        self._update_ok()

    def _update_ok(self) -> None:
        value = self.fields.value
        self._ok.setEnabled(value is not None and value.on is not None)

    def edit(self) -> Approve | None:
        """Return the approval; None while the name or the day is missing."""
        value = self.fields.value
        if value is None or value.on is None:
            return None
        return Approve(by=value.name, on=value.on, post=value.post)
