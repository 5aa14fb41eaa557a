"""Evidence of a row: other rows that support or contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.menus.context_menu import offer_buttons
from briefing.app.panes.inspector.page import InspectorContext
from briefing.app.presentation.row_text import explained_code, row_admiralty_code, row_text
from briefing.app.widgets.icons import icon
from briefing.app.widgets.inputs.tab_order import tab_stops
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import muted, yielding
from briefing.app.widgets.popup import TickOption, TickPopup
from briefing.model.briefing import Bearing, Evidence, FactItem, Item, Judgement
from briefing.model.sections import items_with


class _Line(NamedTuple):
    """A piece of evidence, and the texts that show it."""

    piece: Evidence
    label: str
    code: str
    text: str
    meaning: str


def _line_of(piece: Evidence, item: Item, context: InspectorContext) -> _Line:
    return _Line(
        piece,
        context.labels(item.id),
        row_admiralty_code(item, context.catalogue) if isinstance(item, FactItem) else "",
        row_text(item, context.catalogue),
        explained_code(item, context.catalogue) if isinstance(item, FactItem) else "",
    )


class EvidenceEditor(QWidget):
    """Lists the evidence with its bearing; more rows are selected from a pop-up list."""

    evidence_changed = Signal(object)
    row_requested = Signal(str)
    library_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._evidence: tuple[Evidence, ...] = ()
        self._row_id = ""
        self._context: InspectorContext | None = None
        self._shown: tuple[str, bool, tuple[_Line, ...]] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.add_button = QPushButton(tr("Select evidence…"))
        self.add_button.clicked.connect(self._open_picker)

    def show_evidence(self, row_id: str, evidence: tuple[Evidence, ...], context: InspectorContext) -> None:
        self._row_id, self._evidence, self._context = row_id, evidence, context
        items = items_with(context.briefing, {piece.item_id for piece in evidence})
        lines = tuple(_line_of(piece, items[piece.item_id], context) for piece in evidence)
        shown = row_id, context.read_only, lines
        if shown == self._shown:
            return
        self._shown = shown
        focused = self._focused_name()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget is not self.add_button:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._column.addWidget(self._line(line, read_only=context.read_only))
        if not evidence:
            self._column.addWidget(muted(tr("No evidence selected yet.")))
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.add_button.setVisible(not context.read_only)
        self._restore_focus(focused)

    def _focused_name(self) -> str:
        """Return the accessible name of the control inside that has the focus."""
        focused = self.focusWidget()
        return focused.accessibleName() if focused is not None and focused.hasFocus() else ""

    def _restore_focus(self, name: str) -> None:
        """Give the focus to the control that replaced the one of that name, else to the button below."""
        if not name:
            return
        names = {widget.accessibleName(): widget for widget in tab_stops(self)}
        names.get(name, self.add_button).setFocus()

    def _line(self, shown: _Line, *, read_only: bool) -> QWidget:
        line = QFrame()
        line.setObjectName("card")
        row = QHBoxLayout(line)
        label, text, meaning, item_id = shown.label, shown.text, shown.meaning, shown.piece.item_id
        row.setContentsMargins(8, 5, 5, 5)
        name = QPushButton(" ".join(part for part in (label, shown.code) if part) or tr("Row"))
        name.setObjectName("quiet")
        name.setToolTip("\n".join(part for part in (text, meaning) if part))
        name.setAccessibleName(tr("Go to row {label}: {text}", label=label, text=text))
        name.setAccessibleDescription(meaning)
        name.clicked.connect(lambda: self.row_requested.emit(item_id))
        row.addWidget(name)
        row.addWidget(yielding(muted(text, name="small")), 1)
        bearing = ComboBox()
        bearing.addItem(tr("supports"), Bearing.SUPPORTS)
        bearing.addItem(tr("contradicts"), Bearing.CONTRADICTS)
        bearing.setCurrentIndex(0 if shown.piece.bearing is Bearing.SUPPORTS else 1)
        bearing.setAccessibleName(tr("Row {label} supports or contradicts the selected row", label=label))
        bearing.setEnabled(not read_only)
        bearing.activated.connect(lambda _index: self._set_bearing(item_id, bearing.currentData()))
        row.addWidget(bearing)
        remove = QToolButton()
        remove.setObjectName("quiet")
        remove.setIcon(icon("x", "muted"))
        remove.setAccessibleName(tr("Remove row {label} from evidence", label=label))
        remove.setToolTip(remove.accessibleName())
        remove.setEnabled(not read_only)
        remove.clicked.connect(lambda: self._emit(e for e in self._evidence if e.item_id != item_id))
        row.addWidget(remove)
        offer_buttons(line, lambda: (name, remove))
        return line

    def _set_bearing(self, item_id: str, bearing: Bearing) -> None:
        self._emit(
            replace(piece, bearing=bearing) if piece.item_id == item_id else piece
            for piece in self._evidence
        )

    def _emit(self, evidence: Iterable[Evidence]) -> None:
        self.evidence_changed.emit(tuple(evidence))

    def set_rows(self, item_ids: list[str]) -> None:
        """Use exactly these rows as evidence; rows that were evidence keep their bearing."""
        current = {piece.item_id: piece for piece in self._evidence}
        self._emit(current.get(item_id, Evidence(item_id=item_id)) for item_id in item_ids)

    def _options(self) -> Iterator[TickOption]:
        """Yield the rows that can be evidence: facts and other judgements."""
        context = self._context
        if context is None:
            return
        chosen = {piece.item_id for piece in self._evidence}
        for item in context.briefing.walk_items():
            if isinstance(item, FactItem | Judgement) and item.id != self._row_id:
                text = row_text(item, context.catalogue)
                yield TickOption(item.id, f"{context.labels(item.id)}  {text}", item.id in chosen, text)

    def _open_picker(self) -> None:
        picker = TickPopup(self.add_button, tr("Rows of the briefing to use as evidence"), self._options())
        picker.ticked.connect(self.set_rows)
        picker.add_action(tr("Search the library…"), self.library_requested.emit)
        picker.open_fitted(460)
