"""The inspector page of a table: caption, cells, evidence."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from msgspec.structs import replace
from PySide6.QtWidgets import QPushButton, QWidget

from briefing.app.i18n import tr
from briefing.app.menus.context_menu import offer_buttons
from briefing.app.panes.inspector.evidence_editor import EvidenceEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.panes.inspector.table.cell_grid import CellGrid
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.editing import ReplaceContent, SetEvidence
from briefing.model.briefing import Table
from briefing.text.printed_place import place_in


class TablePage(Page):
    """Edits a table cell by cell; the first line of the grid holds the column headings."""

    def __init__(self) -> None:
        super().__init__()
        self._item: Table | None = None
        self.caption = self.text_field(
            tr("Caption"), lines=1, one_line=True, required="A table needs a caption."
        )
        self.cells = CellGrid()
        self.cells.setMinimumHeight(180)
        self.put(tr("Cells of the table (the first line holds the headings)"), self.cells)
        self.column.addWidget(self._buttons())
        offer_buttons(self.cells, lambda: self._cell_buttons)
        self.evidence = EvidenceEditor()
        self.put(tr("Evidence"), self.evidence)
        self.column.addStretch(1)
        self.cells.table_changed.connect(self._request)
        self.caption.typed.connect(self.reword)
        self.evidence.evidence_changed.connect(
            lambda evidence: self.ask(SetEvidence(self.row_id, evidence))
        )
        self.evidence.row_requested.connect(self.row_requested)
        self.evidence.library_requested.connect(self.library_requested)

    def flush(self) -> None:
        super().flush()
        self.cells.flush()

    def select_printed(self, before: str, after: str) -> None:
        """Open the caption or the cell that is printed between two passages, with the caret there.

        The cells around it decide which one it is: many have the same text.
        """
        texts = [self.caption.exact_text(), *self.cells.texts()]
        place = place_in("\n".join(texts), before, after)
        if place is None:
            return
        ends = list(accumulate(len(text) + 1 for text in texts))
        number = bisect_right(ends, place.position)
        position = place.position - (ends[number] - len(texts[number]) - 1)
        if number:
            self.cells.edit_at(number - 1, position)
        else:
            self.caption.select(position, position)

    def _buttons(self) -> QWidget:
        row = QWidget()
        line = FlowLayout(row, spacing=4)
        self._cell_buttons = []
        for name, action in (
            (tr("Add table row"), self._add_row),
            (tr("Remove table row"), self._remove_row),
            (tr("Add table column"), self._add_column),
            (tr("Remove table column"), self._remove_column),
        ):
            button = QPushButton(name)
            button.setObjectName("quiet")
            button.clicked.connect(action)
            self._cell_buttons.append(button)
            line.addWidget(button)
        return row

    def show_row(self, item: Table, context: InspectorContext) -> None:
        self.start_row(item.id, context)
        self._item = item
        self.cells.show_table(item, read_only=context.read_only)
        for button in self._cell_buttons:
            button.setEnabled(not context.read_only)
        self.caption.show_text(item.caption)
        self.evidence.show_evidence(item.id, item.evidence, context)

    def _replace(self, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        if self._item:
            self._request(replace(self._item, columns=headings, rows=rows))

    def _request(self, table: Table) -> None:
        self.edit_requested.emit(ReplaceContent(table), None)

    def _add_row(self) -> None:
        if self._item:
            self._replace(self._item.columns, (*self._item.rows, ("",) * len(self._item.columns)))

    def _remove_row(self) -> None:
        index = self.cells.currentRow() - 1
        if self._item and self._item.rows:
            index = index if 0 <= index < len(self._item.rows) else len(self._item.rows) - 1
            self._replace(self._item.columns, (*self._item.rows[:index], *self._item.rows[index + 1 :]))

    def _add_column(self) -> None:
        if self._item:
            name = tr("Column {number}", number=len(self._item.columns) + 1)
            self._replace((*self._item.columns, name), tuple((*row, "") for row in self._item.rows))

    def _remove_column(self) -> None:
        if self._item is None or len(self._item.columns) < 2:  # noqa: PLR2004 - the last column stays
            return
        index = max(0, self.cells.currentColumn())
        columns, rows = self._item.columns, self._item.rows
        self._replace(
            (*columns[:index], *columns[index + 1 :]),
            tuple((*row[:index], *row[index + 1 :]) for row in rows),
        )
