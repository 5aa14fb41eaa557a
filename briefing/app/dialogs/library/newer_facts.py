"""Facts that differ between the library and the briefing's snapshot, to update one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import running_text
from briefing.app.widgets.lists.sorted_list import SortedEntry, SortedList
from briefing.changes import NewerFact
from briefing.composition.differences.record_differences import differences
from briefing.editing import Batch
from briefing.model.library import Catalogue


class NewerFactsDialog(Dialog):
    """List the facts with a check box each; `update_requested(edit)` updates the ticked ones."""

    update_requested = Signal(object)

    def __init__(
        self, parent: QWidget, newer_facts: Sequence[NewerFact], library: Catalogue, *, read_only: bool
    ) -> None:
        super().__init__(parent, tr("Updates from the library"))
        self.list = SortedList(
            tr("Facts that differ from the library"),
            [tr("Fact in the briefing"), tr("Treaty"), tr("Differences")],
            [230, 110],
            lines=12,
        )
        for newer in newer_facts:
            entry = SortedEntry(_texts(newer, library), newer)
            entry.setCheckState(0, Qt.CheckState.Unchecked)
            self.list.addTopLevelItem(entry)
        lead = tr(
            "The briefing keeps facts as they were when you added them. Tick the facts to update from the "
            "library; your own wordings and grades do not change."
        )
        nothing = tr("All facts of the briefing are the same as in the library.")
        buttons, self.update_button = self.decision_box(tr("Update ticked facts"))
        self.update_button.setEnabled(False)
        buttons.accepted.connect(self._request_update)
        if not read_only:
            self.list.itemChanged.connect(
                lambda *_changed: self.update_button.setEnabled(bool(self._ticked()))
            )
        content, column = column_widget()
        column.addWidget(running_text(lead if newer_facts else nothing))
        column.addWidget(self.list, 1)
        self.lay_out(content, buttons, width=680, height=520, scrolls=False)

    def _ticked(self) -> list[NewerFact]:
        checked = Qt.CheckState.Checked
        return [entry.value for entry in self.list.entries() if entry.checkState(0) is checked]

    def _request_update(self) -> None:
        edits = tuple(newer.edit for newer in self._ticked())
        self.update_requested.emit(edits[0] if len(edits) == 1 else Batch(edits=edits))
        self.accept()


def _texts(newer: NewerFact, library: Catalogue) -> list[str]:
    """Return the statement in the briefing, its treaty, and the differences from the library."""
    fact = newer.in_briefing
    treaty = library.treaties.get(fact.treaty_id) or newer.catalogue.treaties.get(fact.treaty_id)
    lines = "\n".join(each.text for each in differences(newer, library))
    return [fact.statement, treaty.short_title if treaty else fact.treaty_id, lines]
