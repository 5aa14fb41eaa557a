"""The preview of cells that are pasted into a table of records."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.library_side.tables.bulk import Attempt, counted_records
from briefing.app.library_side.tables.spreadsheet import CellChange, PastePlan
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import heading_label, running_text
from briefing.app.widgets.lists.own_direction import OwnDirectionDelegate
from briefing.app.widgets.lists.row_heights import fit_row_heights
from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.library.records import key_of
from briefing.text.characters import visible

_MOST_SHOWN = 2_000
_WIDTHS = (150, 100)
"""Of record and column; the texts share the rest."""


class PasteDialog(Dialog):
    """Shows what changes, cell by cell, what a rule forbids, and what has no place in the table."""

    def __init__(self, parent: QWidget, plan: PastePlan, attempt: Attempt) -> None:
        super().__init__(parent, tr("Paste cells"))
        self._plan, self._attempt = plan, attempt
        heading = heading_label(_heading(plan))
        table = QTableWidget(min(len(plan.cells), _MOST_SHOWN), 5)
        table.setHorizontalHeader(SortHeader(table))
        table.setAccessibleName(tr("Cells that change"))
        table.setHorizontalHeaderLabels(
            [tr("Record"), tr("Column"), tr("Now"), tr("Pasted"), tr("What happens")]
        )
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setItemDelegate(OwnDirectionDelegate(table))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            table.setColumnWidth(column, theme.pixels(width))
        # What is refused comes first: the rest needs no decision.
        ordered = sorted(plan.cells, key=lambda cell: not cell.reason)[:_MOST_SHOWN]
        for row, cell in enumerate(ordered):
            _fill(table, row, cell)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        fit_row_heights(table)
        content, column_layout = column_widget(spacing=10)
        column_layout.addWidget(heading)
        column_layout.addWidget(table, 1)
        notes = "\n".join(tr("Left out: {what}.", what=each) for each in plan.left_out)
        self.notes = running_text(notes, name="caution")
        self.notes.setVisible(bool(notes))
        self.buttons, self.paste = self.decision_box(tr("Paste"))
        self.buttons.accepted.connect(self.accept)
        self.paste.setEnabled(bool(plan.records))
        self.lay_out(content, self.notes, self.buttons, width=940, height=460, scrolls=False)

    def accept(self) -> None:
        """Paste; the dialog stays, with the reason, where a rule of the library forbids it."""
        error = self._attempt(self._plan.batch) if self._plan.records else None
        if error is not None:
            self.notes.setText(error.reasons)
            self.notes.show()
        elif self._plan.records:
            super().accept()


def _heading(plan: PastePlan) -> str:
    if not plan.records:
        return tr("Nothing can be pasted here")
    number = counted_records(key_of(plan.records[0]).kind, len(plan.records))
    if plan.refused:
        refused = counted(plan.refused, "cell is refused", "cells are refused")
        return tr("{records} will change; {refused}", records=number, refused=refused)
    return tr("{records} will change", records=number)


def _fill(table: QTableWidget, row: int, cell: CellChange) -> None:
    outcome = tr("refused: {reason}", reason=cell.reason) if cell.reason else tr("changes")
    for column, text in enumerate((cell.key.id, cell.heading, cell.before, cell.after, outcome)):
        item = QTableWidgetItem(visible(text))
        item.setToolTip(visible(text))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        if cell.reason:
            item.setBackground(QColor(theme.colours().caution_soft))
        table.setItem(row, column, item)
