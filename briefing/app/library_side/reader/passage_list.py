"""The facts and entries of treaties that quote a source, in the order of their passages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.forms.treaty_parts import TREATY_PARTS
from briefing.app.library_side.quote_states import state_in_words
from briefing.app.library_side.reader.capture import lines_to_do
from briefing.app.library_side.reader.passage_delegate import STATE, PassageDelegate
from briefing.app.library_side.source_document import QuotedPassage, TreatyEntry
from briefing.model.fact import Fact
from briefing.text.characters import visible

_PASSAGE = Qt.ItemDataRole.UserRole + 1


class PassageList(QListWidget):
    """Lists each quote with its owner and its state; `passage_chosen(passage)` follows the selection.

    `owner_activated(owner)` announces a fact, or the entry of a treaty, that is to be shown.
    """

    passage_chosen = Signal(object)
    owner_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setItemDelegate(PassageDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Facts and obligations from this source"))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._is_following = False
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemActivated.connect(lambda item: self.owner_activated.emit(item.data(_PASSAGE).owner))

    def show_passages(self, passages: Sequence[QuotedPassage]) -> None:
        """List passages; the one that was selected stays so."""
        item = self.currentItem()
        chosen = item.data(_PASSAGE) if item else None
        self._is_following = True
        self.clear()
        for passage in passages:
            title, to_do = _described(passage.owner)
            state = " · ".join((state_in_words(passage), *to_do))
            entry = QListWidgetItem(visible(f"{title}\n{state}"), self)
            entry.setData(_PASSAGE, passage)
            entry.setToolTip(visible(f"“{passage.quote}”"))
            entry.setData(STATE, passage.check.state)
        if chosen is not None:
            self.choose(chosen)
        self._is_following = False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # the heights follow the width

    def choose(self, passage: QuotedPassage) -> None:
        """Select a passage without announcing it."""
        self._is_following = True
        for row in range(self.count()):
            listed = self.item(row).data(_PASSAGE)
            if (listed.owner.id, listed.quote) == (passage.owner.id, passage.quote):
                self.setCurrentRow(row)
                break
        self._is_following = False

    def _on_current_changed(self, current: QListWidgetItem | None, _previous: object) -> None:
        if current is not None and not self._is_following:
            self.passage_chosen.emit(current.data(_PASSAGE))


def _described(owner: Fact | TreatyEntry) -> tuple[str, list[str]]:
    """Return what quotes a passage in a line, and what is still to do for it."""
    if isinstance(owner, Fact):
        return owner.statement, lines_to_do(owner)
    part = next(each for each in TREATY_PARTS if each.field == owner.field)
    name = tr(part.one).capitalize()
    return f"{name}: {part.summary(owner.value, owner.treaty)} · {owner.treaty.short_title}", []
