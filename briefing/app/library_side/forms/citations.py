"""The citations of a fact in its form: each source with place and quotes, and the way to its passage."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.library_side.forms.quote_check import QuoteCheckLine
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import muted, yielding
from briefing.composition.formatting import locator
from briefing.library.editing import PutFact
from briefing.model.fact import Fact
from briefing.model.source import Citation
from briefing.text.characters import visible


class CitationList(QWidget):
    """Shows the citations of a fact, adds sources to it and removes them.

    `passage_requested(source_id, fact_id, quote)` asks for the document of a source at a quote.
    """

    passage_requested = Signal(str, str, str)

    def __init__(self, editor: LibraryEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._fact: Fact | None = None
        heading = QLabel(tr("Sources"))
        heading.setObjectName("caption")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(6)
        self.sources = ComboBox()
        self.sources.setEditable(True)
        self.sources.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.sources.setAccessibleName(tr("Another source"))
        self.add = QPushButton(tr("Add another source"))
        self.add.clicked.connect(self._add)
        below = QHBoxLayout()
        below.addWidget(self.sources, 1)
        below.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addLayout(self._cards)
        column.addLayout(below)

    def show_fact(self, fact: Fact) -> None:
        """Show the citations of a fact, and offer the sources that it does not cite."""
        if fact is self._fact:
            return
        self._fact = fact
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, citation in enumerate(fact.citations):
            self._cards.addWidget(self._card(number, citation, fact))
        self._offer_sources(fact)

    def _offer_sources(self, fact: Fact) -> None:
        cited = {citation.source_id for citation in fact.citations}
        names = sorted(
            (visible(source.title or source.description), source.id)
            for source in self._editor.catalogue.sources.values()
            if source.id not in cited
        )
        self.sources.clear()
        for name, source_id in names:
            self.sources.addItem(name, source_id)
        self.sources.setCurrentIndex(-1)
        self.sources.setEditText("")
        line = self.sources.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("Name of a source"))
        completer = QCompleter(self.sources.model(), self.sources)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.sources.setCompleter(completer)

    def _card(self, number: int, citation: Citation, fact: Fact) -> QFrame:
        catalogue = self._editor.catalogue
        source = catalogue.sources[citation.source_id]
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(3)
        name = yielding(QLabel(visible(source.title or source.description)))
        name.setWordWrap(True)
        name.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(name)
        parts = (catalogue.publisher_of(source).name, locator(citation.locator))
        column.addWidget(_plain(muted(visible(", ".join(filter(None, parts))), name="small")))
        for quote in citation.quotes:
            column.addWidget(_plain(muted(visible(f"“{quote.exact}”"))))
            if source.attachments:
                state = QuoteCheckLine(self._editor)
                state.ask(citation.source_id, quote, at_once=True)
                column.addWidget(state)
        buttons = QHBoxLayout()
        if source.attachments:
            quote_text = citation.quotes[0].exact if citation.quotes else ""
            reading = QPushButton(tr("Go to the passage") if quote_text else tr("Read the source"))
            reading.setObjectName("quiet")
            reading.setAccessibleDescription(name.text())
            reading.clicked.connect(
                partial(self.passage_requested.emit, citation.source_id, fact.id, quote_text)
            )
            buttons.addWidget(reading)
        if len(fact.citations) > 1:
            removing = QPushButton(tr("Remove"))
            removing.setObjectName("quiet")
            removing.setToolTip(tr("Remove this source from the fact"))
            removing.setAccessibleDescription(name.text())
            removing.clicked.connect(partial(self._remove, number))
            buttons.addWidget(removing)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return card

    # Editing

    def _add(self) -> None:
        source_id = self._chosen_source()
        if source_id and self._fact is not None:
            self._put((*self._fact.citations, Citation(source_id)))

    def _chosen_source(self) -> str:
        row = self.sources.findText(self.sources.currentText(), Qt.MatchFlag.MatchExactly)
        return str(self.sources.itemData(row)) if row >= 0 else ""

    def _remove(self, number: int, _checked: bool = False) -> None:
        if self._fact is not None:
            kept = [each for place, each in enumerate(self._fact.citations) if place != number]
            self._put(kept)

    def _put(self, citations: Sequence[Citation]) -> None:
        fact = self._fact
        if fact is not None:
            self._editor.apply(PutFact(fact=replace(fact, citations=tuple(citations))))


def _plain(label: QLabel) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
