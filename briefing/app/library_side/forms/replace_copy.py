"""The dialog that shows what a new version of a document does to the quotes from its source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.quote_states import counts_in_words, state_name, state_text_colour
from briefing.app.widgets.labels import muted
from briefing.interchange.replaced_copy import ReplacedCopy
from briefing.sources.anchoring.replacement import Reanchored
from briefing.text.characters import visible

_STATE_COLUMN = 2


class ReplaceCopyDialog(Dialog):
    """Lists each quote with its state in the new text; nothing is written before it is accepted."""

    def __init__(self, parent: QWidget, replaced: ReplacedCopy) -> None:
        super().__init__(parent, tr("Replace the copy"))
        self.replaced = replaced
        self.table = _table(replaced.plan.quotes)
        self.buttons, self.accept_button = self.decision_box(tr("Replace the copy"))
        self.buttons.accepted.connect(self.accept)
        heading = QLabel(tr("Replace the copy"))
        heading.setObjectName("heading")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(QLabel(visible(replaced.document.name)))
        column.addWidget(muted(_summary(replaced)))
        if replaced.plan.quotes:
            column.addWidget(self.table, 1)
        self.lay_out(content, self.buttons, width=760, height=460, scrolls=False)


def _summary(replaced: ReplacedCopy) -> str:
    """Return what happens to the quotes, and to the copy before."""
    states = [each.check.state for each in replaced.plan.quotes]
    quotes = tr("Quotes in the new text: {counts}.", counts=counts_in_words(states))
    rule = tr(
        "Quotes that are verbatim move to their place in the new text. The others stay as they are, for "
        "you to decide. The copy before stays in the archive."
    )
    return f"{quotes}\n{rule}" if states else tr("No fact or treaty quotes this source.")


def _table(quotes: tuple[Reanchored, ...]) -> QTableWidget:
    names = (tr("Record"), tr("Quote"), tr("In the new text"), tr("Words that differ"))
    table = QTableWidget(len(quotes), len(names))
    table.setAccessibleName(tr("Quotes from this source"))
    table.setHorizontalHeaderLabels(list(names))
    table.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    )
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    for row, each in enumerate(quotes):
        changes = "; ".join(
            f"{change.quoted or '–'} → {change.found or '–'}" for change in each.check.changes
        )
        cells = (each.record_id, each.before.exact, state_name(each.check.state), changes)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(visible(text))
            item.setToolTip(visible(text))
            if column == _STATE_COLUMN:
                item.setForeground(state_text_colour(each.check.state))
            table.setItem(row, column, item)
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    return table
