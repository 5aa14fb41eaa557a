"""The facts and entries of treaties that quote a source, in the order of their passages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.forms.treaty_parts import TREATY_PARTS
from briefing.app.library_side.quote_states import state_in_words
from briefing.app.library_side.reader.passage_delegate import DIFFERS, STATE, PassageDelegate
from briefing.app.library_side.source_document import QuotedPassage, TreatyEntry
from briefing.capture.remarks import lines_to_do
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
        self._differing: Collection[str] = frozenset()
        self.currentItemChanged.connect(self._on_current_changed)
        self.itemActivated.connect(lambda item: self.owner_activated.emit(item.data(_PASSAGE).owner))

    def show_passages(self, passages: Sequence[QuotedPassage]) -> None:
        """List passages; the one that was selected stays so."""
        item = self.currentItem()
        chosen = item.data(_PASSAGE) if item else None
        self._is_following = True
        self.clear()
        for passage in passages:
            entry = QListWidgetItem(self)
            entry.setData(_PASSAGE, passage)
            entry.setToolTip(visible(f"“{passage.quote}”"))
            entry.setData(STATE, passage.check.state)
            self._describe(entry)
        if chosen is not None:
            self.choose(chosen)
        self._is_following = False

    def mark_differing(self, fact_ids: Collection[str]) -> None:
        """Mark the facts whose statement says something else than its quote."""
        if fact_ids != self._differing:
            self._differing = fact_ids
            for row in range(self.count()):
                self._describe(self.item(row))

    def _describe(self, entry: QListWidgetItem) -> None:
        """Set the words of an entry: what quotes the passage, and below it the states of both."""
        passage: QuotedPassage = entry.data(_PASSAGE)
        title, to_do = _described(passage.owner)
        differs = passage.owner.id in self._differing
        marks = [tr("⚠ the statement differs from the quote")] if differs else []
        quote = tr("Quote: {state}", state=state_in_words(passage))
        entry.setText(visible(f"{title}\n{' · '.join((quote, *marks, *to_do))}"))
        entry.setData(DIFFERS, differs)

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
