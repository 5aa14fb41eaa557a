"""The dialog that merges two records: both side by side, and what the remaining one will be."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.records.described import described_fields
from briefing.app.library_side.records.version_table import VersionTable
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import heading_label, running_text
from briefing.errors import BriefingError
from briefing.library.editing import MergeRecords
from briefing.library.editing.merging import merged
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, display_name, key_of
from briefing.text.characters import visible


class MergeDialog(Dialog):
    """Asks which of two records remains; `edit` merges the other one into it."""

    def __init__(self, parent: QWidget, library: LayeredLibrary, records: tuple[Record, Record]) -> None:
        super().__init__(parent, tr("Merge two records"))
        self._records = records
        self.edit: MergeRecords | None = None
        # A record of a lower layer cannot go, so that it remains.
        self._may_go = [library.below(key_of(record)) is None for record in records]
        self._choices = QButtonGroup(self)
        self.table = VersionTable(tr("Both records, and the merged one"))
        self.problem = running_text("", name="caution")
        heading = heading_label(tr("Which of the two remains?"))
        content, column = column_widget(spacing=10)
        column.addWidget(heading)
        for number, record in enumerate(records):
            button = QRadioButton(f"{visible(display_name(record))} ({record.id})")
            button.setEnabled(self._may_go[1 - number])
            self._choices.addButton(button, number)
            column.addWidget(button)
        own = tr("It keeps its own values and gets names, citations, copies and topics of the other.")
        users = tr("Records that name the other one will name it.")
        column.addWidget(running_text(f"{own} {users}"))
        column.addWidget(self.table, 1)
        self.buttons, self._merge = self.decision_box(tr("Merge"))
        self.buttons.accepted.connect(self.accept)
        self.lay_out(content, self.problem, self.buttons, width=940, height=560, scrolls=False)
        self._choices.idToggled.connect(lambda _number, _on: self._update())
        first = 0 if self._may_go[1] else 1
        self._choices.button(first).setChecked(True)
        self._update()

    def _update(self) -> None:
        remaining = max(self._choices.checkedId(), 0)
        into, other = self._records[remaining], self._records[1 - remaining]
        self.edit, result, reason = None, None, ""
        try:
            result = merged(into, other)
        except BriefingError as error:
            reason = error.reasons
        if not self._may_go[1 - remaining]:
            reason = tr("Both come from a library below yours, so neither can be merged away.")
        if result is not None and not reason:
            kind, own_id = key_of(other)
            self.edit = MergeRecords(kind=kind, id=own_id, into_id=into.id, update=True)
        self._merge.setEnabled(self.edit is not None)
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))
        headings = (tr("Field"), self._records[0].id, self._records[1].id, tr("Merged"))
        self.table.show_fields(headings, described_fields((*self._records, result)))
