"""The pages of what is shown rather than said: figures, tables, comparisons of treaties."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.panes.inspector.evidence import EvidenceEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.editing import ReplaceContent, SetEvidence
from briefing.model.briefing import Comparison, ImageItem, Table
from briefing.model.terms import ObligationKind

_PICTURE_WIDTH = 300


class ImagePage(Page):
    picture_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._item: ImageItem | None = None
        self._shown_picture = ""
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.put(tr("Picture"), self.picture)
        self.replace = QPushButton(tr("Choose another picture…"))
        self.column.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignLeading)
        self.caption = self.text_field(tr("Caption"), lines=2, one_line=True)
        self.alt = self.text_field(
            tr("Text alternative"),
            lines=2,
            one_line=True,
            hint=tr("What the picture shows, for readers who cannot see it"),
        )
        self.evidence = EvidenceEditor()
        self.put(tr("Evidence"), self.evidence)
        self.column.addStretch(1)
        self.caption.typed.connect(self.reword)
        self.alt.typed.connect(self._described)
        self.replace.clicked.connect(lambda: self.picture_requested.emit(self.row_id))
        self.evidence.evidence_changed.connect(lambda found: self.ask(SetEvidence(self.row_id, found)))
        self.evidence.row_requested.connect(self.row_requested)

    def _described(self, text: str, run: object) -> None:
        if self._item and text.strip():
            self.ask(ReplaceContent(replace(self._item, alt=text.strip())), run)

    def show_row(self, item: ImageItem, setting: InspectorContext, content: bytes | None) -> None:
        self.begin_row(item.id, read_only=setting.read_only)
        self._item = item
        if self._shown_picture != item.attachment:
            self._shown_picture = item.attachment
            picture = QPixmap()
            picture.loadFromData(content or b"")
            if picture.isNull():
                self.picture.setText(tr("The picture cannot be shown."))
            else:
                width = min(_PICTURE_WIDTH, picture.width())
                mode = Qt.TransformationMode.SmoothTransformation
                self.picture.setPixmap(picture.scaledToWidth(width, mode))
        self.picture.setAccessibleDescription(item.alt)
        self.caption.show_text(item.caption)
        self.alt.show_text(item.alt)
        self.evidence.show_evidence(item.id, item.evidence, setting)
        self.replace.setEnabled(not setting.read_only)


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

    def show_row(self, item: Table, setting: InspectorContext) -> None:
        self.begin_row(item.id, read_only=setting.read_only)
        if self._filled_with != (item, setting.read_only):
            self._fill(item, setting)
        self._item, self._filled_with = item, (item, setting.read_only)
        for button in self._all_buttons:
            button.setEnabled(not setting.read_only)
        self.caption.show_text(item.caption)
        self.evidence.show_evidence(item.id, item.evidence, setting)

    def _fill(self, item: Table, setting: InspectorContext) -> None:
        self.cells.blockSignals(True)
        self.cells.setColumnCount(len(item.columns))
        self.cells.setRowCount(len(item.rows) + 1)
        for number, row in enumerate((item.columns, *item.rows)):
            for column, text in enumerate(row):
                cell = QTableWidgetItem(text)
                if setting.read_only:
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


class ComparisonPage(Page):
    """Which treaties stand side by side, and what is compared."""

    def __init__(self) -> None:
        super().__init__()
        self._item: Comparison | None = None
        self._offered: tuple[str, ...] = ()
        self.caption = self.text_field(tr("Caption"), lines=1, one_line=True)
        self._treaties = QWidget()
        self._treaty_boxes: dict[str, QCheckBox] = {}
        QVBoxLayout(self._treaties).setContentsMargins(0, 0, 0, 0)
        self.put(tr("Treaties, from left to right"), self._treaties)
        self._aspects = QWidget()
        aspects = QVBoxLayout(self._aspects)
        aspects.setContentsMargins(0, 0, 0, 0)
        self._aspect_boxes = {kind: QCheckBox(tr(_aspect(kind))) for kind in ObligationKind}
        for box in self._aspect_boxes.values():
            aspects.addWidget(box)
            box.clicked.connect(self._take)
        self.put(tr("Obligations; none chosen means all that are recorded"), self._aspects)
        self.column.addStretch(1)
        self.caption.typed.connect(self.reword)

    def show_row(self, item: Comparison, setting: InspectorContext, treaties: dict[str, str]) -> None:
        """`treaties` are the names of those that can be chosen, by id."""
        self.begin_row(item.id, read_only=setting.read_only)
        self._item = item
        self.caption.show_text(item.caption)
        if tuple(treaties) != self._offered:
            self._offer(treaties)
        for treaty_id, box in self._treaty_boxes.items():
            box.setChecked(treaty_id in item.treaty_ids)
            box.setEnabled(not setting.read_only)
        for kind, aspect in self._aspect_boxes.items():
            aspect.setChecked(kind in item.aspects)
            aspect.setEnabled(not setting.read_only)

    def _offer(self, treaties: dict[str, str]) -> None:
        self._offered = tuple(treaties)
        for box in self._treaty_boxes.values():
            box.deleteLater()
        self._treaty_boxes = {treaty_id: QCheckBox(name) for treaty_id, name in treaties.items()}
        layout = self._treaties.layout()
        for box in self._treaty_boxes.values():
            if layout is not None:
                layout.addWidget(box)
            box.clicked.connect(self._take)

    def _take(self) -> None:
        if self._item is None:
            return
        chosen = {treaty_id for treaty_id, box in self._treaty_boxes.items() if box.isChecked()}
        kept = [treaty_id for treaty_id in self._item.treaty_ids if treaty_id in chosen]
        kept += [
            treaty_id for treaty_id in self._treaty_boxes if treaty_id in chosen and treaty_id not in kept
        ]
        aspects = tuple(kind for kind, box in self._aspect_boxes.items() if box.isChecked())
        changed = replace(self._item, treaty_ids=tuple(kept), aspects=aspects)
        self.edit_requested.emit(ReplaceContent(changed), None)


def _aspect(kind: ObligationKind) -> str:
    return str(kind).replace("_", " ").capitalize()


def read_picture(path: Path) -> bytes:
    """The bytes of a PNG or JPEG. Raises BriefingError where it is neither or cannot be read."""
    from briefing.errors import BriefingError, Problem

    try:
        content = path.read_bytes()
    except OSError as error:
        raise BriefingError(
            Problem(f"The picture cannot be read: {error.strerror}.", "", str(path))
        ) from None
    if not content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise BriefingError(Problem("The file is not a PNG or JPEG picture.", "Choose another.", str(path)))
    return content
