"""A document in the reader: its pages or its text, opened in the background, with the quotes from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.quote_states import counts_in_words
from briefing.app.library_side.reader.page_view import SourcePageView
from briefing.app.library_side.reader.text_view import SourceTextView
from briefing.app.library_side.source_document import (
    QuotedPassage,
    SourceDocument,
    TreatyEntry,
    entries_citing,
    facts_citing,
    open_document,
    quoted_passages,
)
from briefing.app.menus.context_menu import ContextMenu, add_entries
from briefing.app.services import background
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.widgets.icons import icon
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.errors import BriefingError
from briefing.model.fact import Fact
from briefing.model.source import Source
from briefing.text.characters import visible


class DocumentView(QWidget):
    """Shows the current copy of a source. Its strip names the source where two are read side by side.

    `shown` announces a document that was opened, `failed(text)` why there is none, `checked` that its
    quotes were looked for, `entered` that the keyboard focus is in it now.
    """

    shown = Signal()
    failed = Signal(str)
    checked = Signal()
    entered = Signal()
    closed = Signal()
    source_chosen = Signal(str)
    capture_requested = Signal(int, int)
    quote_clicked = Signal(object)
    selection_changed = Signal()
    obligation_requested = Signal()

    def __init__(
        self, editor: LibraryEditor, parent: QWidget | None = None, *, has_choice: bool = False
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self.document: SourceDocument | None = None
        self.passages: Sequence[QuotedPassage] = ()
        self.state_text = ""
        self._source: Source | None = None
        self._opening: background.BackgroundTask | None = None
        self._checking: background.BackgroundTask | None = None
        self.text_view, self.page_view = SourceTextView(), SourcePageView()
        self._views = QStackedWidget()
        self.strip, self.name, self.choice = QFrame(), ElidedLabel("caption"), ComboBox()
        self._lay_out(has_choice)
        for view in self.both_views:
            view.capture_requested.connect(self.capture_requested)
            view.quote_clicked.connect(self.quote_clicked)
            view.passage_selected.connect(lambda _start, _end: self.selection_changed.emit())
            view.installEventFilter(self)
            ContextMenu(view, self._fill_menu)
        editor.changed.connect(lambda _before, _after: self.check())

    def _lay_out(self, has_choice: bool) -> None:
        self._views.addWidget(self.text_view)
        self._views.addWidget(self.page_view)
        self.strip.setObjectName("readerStrip")
        line = QHBoxLayout(self.strip)
        line.setContentsMargins(10, 4, 6, 4)
        line.addWidget(self.choice if has_choice else self.name, 1)
        self.choice.setAccessibleName(tr("Source to read beside"))
        self.choice.activated.connect(lambda row: self.source_chosen.emit(self.choice.itemData(row)))
        if has_choice:
            close = QToolButton()
            close.setObjectName("quiet")
            close.setIcon(icon("x"))
            close.setToolTip(tr("Close the second source"))
            close.setAccessibleName(tr("Close the second source"))
            close.clicked.connect(lambda _checked=False: self.closed.emit())
            line.addWidget(close)
        else:
            self.strip.hide()
        self.strip.setMinimumHeight(self.choice.sizeHint().height() + 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._views, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)

    def _fill_menu(self, menu: QMenu) -> None:
        """Offer what can be done with the selected passage."""
        self.entered.emit()
        start, end = self.view.span
        is_selected = self.document is not None and end > start
        add_entries(
            menu,
            (
                (tr("Capture a fact"), partial(self.capture_requested.emit, start, end), is_selected),
                (tr("Make an obligation…"), self.obligation_requested.emit, is_selected),
                (tr("Copy"), self.copy, is_selected),
            ),
        )

    def copy(self) -> None:
        """Copy the selected passage in one line."""
        start, end = self.view.span
        if self.document is not None and end > start:
            words = " ".join(self.document.text.text[start:end].split())
            QGuiApplication.clipboard().setText(words)

    def mark_active(self, is_active: bool) -> None:
        """Show by a line that search, outline and facts are those of this document."""
        self.strip.setProperty("active", is_active)
        self.strip.style().unpolish(self.strip)
        self.strip.style().polish(self.strip)

    def offer(self, sources: Sequence[Source]) -> None:
        """Offer sources to choose from; the one that is shown stays chosen."""
        self.choice.clear()
        for source in sources:
            self.choice.addItem(visible(source.title or source.description), source.id)
        if self._source is not None:
            self.choice.setCurrentIndex(self.choice.findData(self._source.id))

    # The views

    @property
    def view(self) -> SourceTextView | SourcePageView:
        """The view that is shown: the text, or the pages of a PDF."""
        return self.page_view if self.are_pages else self.text_view

    @property
    def are_pages(self) -> bool:
        return self._views.currentWidget() is self.page_view

    @property
    def both_views(self) -> tuple[SourceTextView, SourcePageView]:
        return self.text_view, self.page_view

    def show_pages(self, are_pages: bool) -> None:
        """Show pages or text, at the same place."""
        if are_pages == self.are_pages:
            return
        start, end = self.view.span
        self._views.setCurrentWidget(self.page_view if are_pages else self.text_view)
        if end > start:
            self.view.go_to_span(start, end)

    def search(self, words: str) -> int:
        """Highlight words in both views, and return how often they occur."""
        counts = [view.search(words) for view in self.both_views]
        return max(counts)

    def show_draft(self, spans: Sequence[tuple[int, int]]) -> None:
        for view in self.both_views:
            view.show_draft(spans)

    # Opening

    def open_source(self, source: Source) -> None:
        """Start opening the document of a source."""
        if self.document is not None and self.document.source == source:
            self.check()
            return
        self._source, self.document, self.passages = source, None, ()
        self.name.setText(visible(source.title or source.description))
        self.choice.setCurrentIndex(self.choice.findData(source.id))
        # Nothing can be captured from a document that is not named above; its places are of another text.
        for task in (self._opening, self._checking):
            if task is not None:
                task.abandon()
        self._checking = None
        for view in self.both_views:
            view.show_document(None)
        self.state_text = tr("Opening the document…")
        self._opening = background.start(
            partial(open_document, self._editor.library, source), self._on_opened, self._on_failed
        )

    def close_document(self) -> None:
        """Show no document."""
        for task in (self._opening, self._checking):
            if task is not None:
                task.abandon()
        self._opening = self._checking = None
        self._source, self.document, self.passages, self.state_text = None, None, (), ""
        for view in self.both_views:
            view.show_document(None)

    def _on_opened(self, document: SourceDocument) -> None:
        self._opening, self.document = None, document
        for view in self.both_views:
            view.show_document(document)
        self._views.setCurrentWidget(self.page_view if document.raw else self.text_view)
        self.shown.emit()
        self.check()

    def _on_failed(self, error: BriefingError) -> None:
        self._opening = None
        self.state_text = "\n".join(problem.message for problem in error.problems)
        self.failed.emit(self.state_text)

    def check(self) -> None:
        """Look for the quotes of all records that cite the source, in the background."""
        if self.document is None:
            return
        if self._checking is not None:
            self._checking.abandon()
        source_id, material = self.document.source.id, self._editor.library.material
        owners: list[Fact | TreatyEntry] = [*facts_citing(source_id, material.facts)]
        owners += entries_citing(source_id, material.treaties)
        self._checking = background.start(partial(quoted_passages, self.document, owners), self._on_checked)

    def _on_checked(self, passages: list[QuotedPassage]) -> None:
        self._checking, self.passages = None, passages
        for view in self.both_views:
            view.show_passages(passages)
        self.state_text = _summary(passages)
        self.checked.emit()


def _summary(passages: Sequence[QuotedPassage]) -> str:
    if not passages:
        return tr("No fact from this source yet. Select a passage and press Enter.")
    facts = {each.owner.id for each in passages if isinstance(each.owner, Fact)}
    entries = {each.owner.id for each in passages if isinstance(each.owner, TreatyEntry)}
    names = [tr("1 fact") if len(facts) == 1 else tr("{facts} facts", facts=len(facts))]
    if entries:
        several = tr("{number} entries of treaties", number=len(entries))
        names.append(tr("1 entry of a treaty") if len(entries) == 1 else several)
    states = counts_in_words([each.check.state for each in passages])
    return " · ".join((*names, tr("quotes: {states}", states=states)))
