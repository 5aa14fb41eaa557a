"""The dialog that asks for the reason for waiving a finding."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import caption, running_text
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.review import Finding, rules


class WaiveDialog(Dialog):
    """Asks for a reason; `reason` is the text entered."""

    def __init__(self, parent: QWidget, finding: Finding) -> None:
        super().__init__(parent, tr("Waive a review finding"))
        self.finding = finding
        self._field = ExactTextEdit()
        self._field.setTabChangesFocus(True)
        self._field.setMaximumHeight(84)
        buttons, waive = self.decision_box(tr("Waive"))
        waive.setEnabled(False)
        self._field.textChanged.connect(lambda: waive.setEnabled(bool(self.reason)))
        buttons.accepted.connect(self.accept)
        content, column = column_widget(spacing=8)
        column.addWidget(running_text(f"{tr(rules()[finding.rule_id].title)}. {finding.message}"))
        column.addWidget(caption(tr("Reason for waiving the review finding"), self._field))
        column.addWidget(self._field)
        column.addWidget(
            running_text(
                tr(
                    "The reason is saved in the project. If the text of the row changes, the review "
                    "finding appears again."
                ),
                name="small",
            )
        )
        self.lay_out(content, buttons, width=460)

    @property
    def reason(self) -> str:
        return self._field.exact_text().strip()
