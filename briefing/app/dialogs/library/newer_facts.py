"""Facts that differ between the library and the briefing's snapshot, to update one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.widgets.labels import running_text
from briefing.changes import NewerFact
from briefing.composition.differences.record_differences import differences
from briefing.editing import Batch
from briefing.model.library import Catalogue

_NEWER = Qt.ItemDataRole.UserRole + 1


class NewerFactsDialog(Dialog):
    """List the facts with a check box each; `update_requested(edit)` updates the ticked ones."""

    update_requested = Signal(object)

    def __init__(
        self, parent: QWidget, newer_facts: Sequence[NewerFact], library: Catalogue, *, read_only: bool
    ) -> None:
        super().__init__(parent, tr("Updates from the library"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Facts that differ from the library"))
        self.list.setWordWrap(True)
        for newer in newer_facts:
            entry = QListWidgetItem(_difference_text(newer, library))
            entry.setData(_NEWER, newer)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(entry)
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
                lambda _entry: self.update_button.setEnabled(bool(self._ticked()))
            )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(running_text(lead if newer_facts else nothing))
        column.addWidget(self.list, 1)
        self.lay_out(content, buttons, width=680, height=520, scrolls=False)

    def _ticked(self) -> list[NewerFact]:
        entries = [self.list.item(row) for row in range(self.list.count())]
        return [entry.data(_NEWER) for entry in entries if entry.checkState() is Qt.CheckState.Checked]

    def _request_update(self) -> None:
        edits = tuple(newer.edit for newer in self._ticked())
        self.update_requested.emit(edits[0] if len(edits) == 1 else Batch(edits=edits))
        self.accept()


def _difference_text(newer: NewerFact, library: Catalogue) -> str:
    return "\n".join([newer.in_briefing.statement, *(each.text for each in differences(newer, library))])
