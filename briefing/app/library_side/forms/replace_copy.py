"""The dialog that shows what a new version of a document does to the quotes from its source."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.quote_states import counts_in_words, state_name, state_text_colour
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import heading_label, muted
from briefing.interchange.replaced_copy import ReplacedCopy
from briefing.sources.anchoring.replacement import Reanchored
from briefing.text.characters import visible

_STATE_COLUMN = 2
_TEXT_COLUMNS = (1, 3)
_PADDING, _HIGHEST = 12, 10_000


class ReplaceCopyDialog(Dialog):
    """Lists each quote with its state in the new text; nothing is written before it is accepted."""

    def __init__(self, parent: QWidget, replaced: ReplacedCopy) -> None:
        super().__init__(parent, tr("Replace the copy"))
        self.replaced = replaced
        self.table = _table(replaced.plan.quotes)
        self.buttons, self.accept_button = self.decision_box(tr("Replace the copy"))
        self.buttons.accepted.connect(self.accept)
        heading = heading_label(tr("Replace the copy"))
        content, column = column_widget()
        column.addWidget(heading)
        column.addWidget(QLabel(visible(replaced.document.name)))
        column.addWidget(muted(_summary(replaced)))
        if replaced.plan.quotes:
            column.addWidget(self.table, 1)
        self.lay_out(content, self.buttons, width=980, height=520, scrolls=False)


def _summary(replaced: ReplacedCopy) -> str:
    """Return what happens to the quotes, and to the copy before."""
    states = [each.check.state for each in replaced.plan.quotes]
    quotes = tr("Quotes in the new text: {counts}.", counts=counts_in_words(states))
    rule = tr(
        "Quotes that are verbatim move to their place in the new text. The others stay as they are, for "
        "you to decide: where figures, names, negations or words such as “shall” and “may” are others, the "
        "new text says something else. The copy before stays in the archive."
    )
    return f"{quotes}\n{rule}" if states else tr("No fact or treaty quotes this source.")


class _PlanTable(QTableWidget):
    """A table whose rows are as high as their texts at the width of their columns."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit_rows)  # the columns are stretched first

    def _fit_rows(self) -> None:
        # Qt's own heights leave out the padding of the style sheet.
        metrics, padding = self.fontMetrics(), theme.pixels(_PADDING)
        for row in range(self.rowCount()):
            heights = [
                metrics.boundingRect(
                    QRect(0, 0, self.columnWidth(column) - 2 * padding, _HIGHEST),
                    Qt.TextFlag.TextWordWrap,
                    str(self.model().index(row, column).data() or ""),
                ).height()
                for column in range(self.columnCount())
            ]
            self.setRowHeight(row, max(heights) + padding)


def _table(quotes: tuple[Reanchored, ...]) -> QTableWidget:
    names = (tr("Record"), tr("Quote"), tr("State"), tr("In the new text"), tr("Words that differ"))
    table = _PlanTable(len(quotes), len(names))
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
        found = "" if each.after else each.found
        cells = (each.record_id, each.before.exact, state_name(each.check.state), found, changes)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(visible(text))
            item.setToolTip(visible(text))
            if column == _STATE_COLUMN:
                item.setForeground(state_text_colour(each.check.state))
            table.setItem(row, column, item)
    table.resizeColumnsToContents()
    for column in _TEXT_COLUMNS:
        table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.setWordWrap(True)
    return table
