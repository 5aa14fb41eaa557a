"""The inspector page of a table: caption, cells, evidence."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidget, QTableWidgetItem, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.evidence_editor import EvidenceEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.editing import ReplaceContent, SetEvidence
from briefing.model.briefing import Table


class TablePage(Page):
    """A table edited cell by cell; the first line holds the headings."""

    def __init__(self) -> None:
        super().__init__()
        self._item: Table | None = None
        self._filled_with: tuple[Table, bool] | None = None
        self.caption = self.text_field(tr("Caption"), lines=1, one_line=True)
        self.cells = QTableWidget()
        self.cells.horizontalHeader().hide()
        self.cells.verticalHeader().hide()
        self.cells.setMinimumHeight(180)
        self.put(tr("Cells; the first line holds the headings"), self.cells)
        self.column.addWidget(self._buttons())
        self.evidence = EvidenceEditor()
        self.put(tr("Evidence"), self.evidence)
        self.column.addStretch(1)
        self.cells.itemChanged.connect(lambda _cell: self._take())
        self.caption.typed.connect(self.reword)
        self.evidence.evidence_changed.connect(lambda found: self.ask(SetEvidence(self.row_id, found)))
        self.evidence.row_requested.connect(self.row_requested)

    def _buttons(self) -> QWidget:
        row = QWidget()
        line = FlowLayout(row, spacing=4)
        self._all_buttons = []
        for name, deed in (
            (tr("Add line"), self._add_line),
            (tr("Remove line"), self._remove_line),
            (tr("Add column"), self._add_column),
            (tr("Remove column"), self._remove_column),
        ):
            button = QPushButton(name)
            button.setObjectName("quiet")
            button.clicked.connect(deed)
            self._all_buttons.append(button)
            line.addWidget(button)
        return row

    def show_row(self, item: Table, context: InspectorContext) -> None:
        self.begin_row(item.id, read_only=context.read_only)
        if self._filled_with != (item, context.read_only):
            self._fill(item, context)
        self._item, self._filled_with = item, (item, context.read_only)
        for button in self._all_buttons:
            button.setEnabled(not context.read_only)
        self.caption.show_text(item.caption)
        self.evidence.show_evidence(item.id, item.evidence, context)

    def _fill(self, item: Table, context: InspectorContext) -> None:
        self.cells.blockSignals(True)
        self.cells.setColumnCount(len(item.columns))
        self.cells.setRowCount(len(item.rows) + 1)
        for number, row in enumerate((item.columns, *item.rows)):
            for column, text in enumerate(row):
                cell = QTableWidgetItem(text)
                if context.read_only:
                    cell.setFlags(cell.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if not number:
                    font = cell.font()
                    font.setBold(True)
                    cell.setFont(font)
                self.cells.setItem(number, column, cell)
        self.cells.resizeColumnsToContents()
        self.cells.blockSignals(False)

    def _text(self, row: int, column: int) -> str:
        cell = self.cells.item(row, column)
        return cell.text().strip() if cell else ""

    def _take(self) -> None:
        columns = range(self.cells.columnCount())
        headings = tuple(self._text(0, c) or tr("Column {number}", number=c + 1) for c in columns)
        rows = tuple(tuple(self._text(r, c) for c in columns) for r in range(1, self.cells.rowCount()))
        self._ask(headings, rows)

    def _ask(self, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        if self._item:
            changed = replace(self._item, columns=headings, rows=rows)
            self.edit_requested.emit(ReplaceContent(changed), None)

    def _add_line(self) -> None:
        if self._item:
            self._ask(self._item.columns, (*self._item.rows, ("",) * len(self._item.columns)))

    def _remove_line(self) -> None:
        at = self.cells.currentRow() - 1
        if self._item and self._item.rows:
            at = at if 0 <= at < len(self._item.rows) else len(self._item.rows) - 1
            self._ask(self._item.columns, (*self._item.rows[:at], *self._item.rows[at + 1 :]))

    def _add_column(self) -> None:
        if self._item:
            name = tr("Column {number}", number=len(self._item.columns) + 1)
            self._ask((*self._item.columns, name), tuple((*row, "") for row in self._item.rows))

    def _remove_column(self) -> None:
        if self._item is None or len(self._item.columns) < 2:  # noqa: PLR2004 - one has to stay
            return
        at = max(0, self.cells.currentColumn())
        columns, rows = self._item.columns, self._item.rows
        self._ask((*columns[:at], *columns[at + 1 :]), tuple((*r[:at], *r[at + 1 :]) for r in rows))
