"""Evidence of a row: other rows that support or contradict it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
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

_MOST_HIDDEN = 20
"""The cards that are kept of evidence that was removed: building one takes a few milliseconds."""


class _EvidenceTexts(NamedTuple):
    """A row that is evidence, and the texts that show it."""

    item_id: str
    label: str
    code: str
    text: str
    meaning: str


def _texts_of(item: Item, context: InspectorContext) -> _EvidenceTexts:
    return _EvidenceTexts(
        item.id,
        context.labels(item.id),
        row_admiralty_code(item, context.catalogue) if isinstance(item, FactItem) else "",
        row_text(item, context.catalogue),
        explained_code(item, context.catalogue) if isinstance(item, FactItem) else "",
    )


class EvidenceCard(QFrame):
    """A piece of evidence: the row, its bearing, and the button that removes it."""

    row_requested = Signal(str)
    bearing_chosen = Signal(str, object)
    removed = Signal(str)

    def __init__(self, row: _EvidenceTexts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 5, 5, 5)
        name = QPushButton(" ".join(part for part in (row.label, row.code) if part) or tr("Row"))
        name.setObjectName("quiet")
        name.setToolTip("\n".join(part for part in (row.text, row.meaning) if part))
        name.setAccessibleName(tr("Go to row {label}: {text}", label=row.label, text=row.text))
        name.setAccessibleDescription(row.meaning)
        name.clicked.connect(lambda: self.row_requested.emit(row.item_id))
        line.addWidget(name)
        line.addWidget(yielding(muted(row.text, name="small")), 1)
        self._bearing = self._build_bearing(row)
        line.addWidget(self._bearing)
        self._remove = QToolButton()
        self._remove.setObjectName("quiet")
        self._remove.setIcon(icon("x", "muted"))
        self._remove.setAccessibleName(tr("Remove row {label} from evidence", label=row.label))
        self._remove.setToolTip(self._remove.accessibleName())
        self._remove.clicked.connect(lambda: self.removed.emit(row.item_id))
        line.addWidget(self._remove)
        offer_buttons(self, lambda: (name, self._remove))

    def _build_bearing(self, row: _EvidenceTexts) -> ComboBox:
        bearing = ComboBox()
        bearing.addItem(tr("supports"), Bearing.SUPPORTS)
        bearing.addItem(tr("contradicts"), Bearing.CONTRADICTS)
        name = tr("Row {label} supports or contradicts the selected row", label=row.label)
        bearing.setAccessibleName(name)
        bearing.activated.connect(
            lambda _index: self.bearing_chosen.emit(row.item_id, bearing.currentData())
        )
        return bearing

    def show_bearing(self, bearing: Bearing, *, read_only: bool) -> None:
        """Show how the row bears on the selected one, and whether that can be changed."""
        self._bearing.setCurrentIndex(self._bearing.findData(bearing))
        self._bearing.setEnabled(not read_only)
        self._remove.setEnabled(not read_only)


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
        self._shown: tuple[str, bool, tuple[Evidence, ...], tuple[_EvidenceTexts, ...]] | None = None
        self._cards = dict[_EvidenceTexts, EvidenceCard]()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._nothing = muted(tr("No evidence selected yet."))
        self.add_button = QPushButton(tr("Select evidence…"))
        self.add_button.clicked.connect(self._open_picker)

    def show_evidence(self, row_id: str, evidence: tuple[Evidence, ...], context: InspectorContext) -> None:
        self._row_id, self._evidence, self._context = row_id, evidence, context
        items = items_with(context.briefing, {piece.item_id for piece in evidence})
        rows = tuple(_texts_of(items[piece.item_id], context) for piece in evidence)
        shown = row_id, context.read_only, evidence, rows
        if shown == self._shown:
            return
        self._shown = shown
        focused = self._focused_name()
        while self._column.count():
            self._column.takeAt(0)
        for piece, row in zip(evidence, rows, strict=True):
            card = self._card_of(row)
            card.show_bearing(piece.bearing, read_only=context.read_only)
            self._column.addWidget(card)
            card.show()
        self._hide_cards_except(set(rows))
        self._column.addWidget(self._nothing)
        self._nothing.setVisible(not evidence)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.add_button.setVisible(not context.read_only)
        self._restore_focus(focused)

    def _card_of(self, row: _EvidenceTexts) -> EvidenceCard:
        """Return the card that shows a row, made where there is none; it becomes the last of all."""
        card = self._cards.pop(row, None)
        if card is None:
            card = EvidenceCard(row, self)
            card.row_requested.connect(self.row_requested)
            card.bearing_chosen.connect(self._set_bearing)
            card.removed.connect(self._remove)
        self._cards[row] = card
        return card

    def _hide_cards_except(self, shown: Set[_EvidenceTexts]) -> None:
        """Hide the other cards; delete those of them that were shown longest ago."""
        others = [row for row in self._cards if row not in shown]
        for row in others:
            self._cards[row].hide()
        for row in others[:-_MOST_HIDDEN]:
            self._cards.pop(row).deleteLater()

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

    def _set_bearing(self, item_id: str, bearing: Bearing) -> None:
        self._emit(
            replace(piece, bearing=bearing) if piece.item_id == item_id else piece
            for piece in self._evidence
        )

    def _remove(self, item_id: str) -> None:
        self._emit(piece for piece in self._evidence if piece.item_id != item_id)

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
