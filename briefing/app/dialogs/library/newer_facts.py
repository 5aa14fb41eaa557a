"""Facts that differ between the library and the briefing's snapshot, to update one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.widgets.labels import running_text
from briefing.changes import NewerFact
from briefing.editing import Batch

_NEWER = Qt.ItemDataRole.UserRole + 1


class NewerFactsDialog(Dialog):
    """List the facts with a check box each; `update_requested(edit)` updates the ticked ones."""

    update_requested = Signal(object)

    def __init__(self, parent: QWidget, found: Sequence[NewerFact], *, read_only: bool) -> None:
        super().__init__(parent, tr("Newer in the library"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Facts that the library holds otherwise"))
        self.list.setWordWrap(True)
        for newer in found:
            entry = QListWidgetItem(_said(newer))
            entry.setData(_NEWER, newer)
            entry.setFlags(entry.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            entry.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(entry)
        lead = tr(
            "The briefing keeps the facts as they were when they were added. Tick what is to be taken "
            "over; your own wordings and grades stay as they are."
        )
        nothing = tr("The briefing holds every fact as the library does.")
        buttons = QDialogButtonBox()
        self.update_button = buttons.addButton(
            tr("Take what is ticked"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.update_button.setEnabled(False)
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        if not read_only:
            self.list.itemChanged.connect(
                lambda _entry: self.update_button.setEnabled(bool(self._ticked()))
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.addWidget(running_text(lead if found else nothing))
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(680, 520)

    def _ticked(self) -> list[NewerFact]:
        entries = [self.list.item(row) for row in range(self.list.count())]
        return [entry.data(_NEWER) for entry in entries if entry.checkState() is Qt.CheckState.Checked]

    def _take(self) -> None:
        edits = tuple(newer.edit for newer in self._ticked())
        self.update_requested.emit(edits[0] if len(edits) == 1 else Batch(edits=edits))
        self.accept()


def _said(newer: NewerFact) -> str:
    lines = [newer.in_briefing.statement]
    lines += [
        tr("{field}: {mine} → {theirs}", field=name, mine=mine, theirs=theirs)
        for name, mine, theirs in newer.differences
    ]
    return "\n".join(lines)
