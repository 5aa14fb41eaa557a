"""The pane that shows a source: outline, text, and the facts that are drawn from it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.library_side.reader.capture import (
    Capture,
    CaptureContext,
    CapturedSpan,
    begin_capture,
    review_capture,
    stored_fact,
    treaty_for,
    whole_words,
    with_passage,
    with_treaty,
)
from briefing.app.library_side.reader.capture_panel import CapturePanel
from briefing.app.library_side.reader.document_view import DocumentView
from briefing.app.library_side.reader.head import ReaderHead
from briefing.app.library_side.reader.page_view import SourcePageView
from briefing.app.library_side.reader.passage_list import PassageList
from briefing.app.library_side.reader.text_view import SourceTextView
from briefing.app.library_side.source_document import QuotedPassage, SourceDocument
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.language.parser_client import parser_client
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.services.notices import READ
from briefing.app.services.settings import Settings
from briefing.app.theme import theme
from briefing.app.widgets.labels import muted
from briefing.capture.statement import StatementReview
from briefing.errors import BriefingError
from briefing.library.editing import PutFact
from briefing.library.records import RecordKey, RecordKind
from briefing.model.fact import Fact
from briefing.model.source import Source
from briefing.sources.source_text import TextDivision
from briefing.text.characters import visible

_STATE, _DOCUMENTS_STATE = "reader", "reader_documents"
_LEAST_WITH_OUTLINE, _LEAST_DOCUMENT = 860, 320

_PARSED_WITHIN_S = 8.0
"""A statement is first reviewed when it is parsed, or on words alone after this time."""
_STORED_WITHIN_S = 2.0


class ReaderPane(QWidget):
    """Reads the current copies of one or two sources, and captures facts from them.

    Search, outline and facts are those of `active`, the document that had the keyboard focus last.
    `fact_captured(fact)` announces a fact that was stored, `fact_requested(fact)` one to be edited,
    `briefing_fact_captured(fact)` one that is to be added to the briefing.
    """

    closed = Signal()
    fact_captured = Signal(object)
    briefing_fact_captured = Signal(object)
    fact_requested = Signal(object)

    def __init__(
        self, context: WindowContext, editor: LibraryEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._editor = context, editor
        self._reviewing: background.BackgroundTask | None = None
        self._storing: background.BackgroundTask | None = None
        self._capture: Capture | None = None
        self._last: Fact | None = None
        self._wanted: tuple[str, str] | None = None
        self._is_outline_wanted: bool | None = None
        self._is_divided = False
        """Whether the two documents have widths, from the first time or from the settings."""
        self.main, self.beside = DocumentView(editor), DocumentView(editor, has_choice=True)
        self.active = self.main
        self.passages, self.panel = PassageList(), CapturePanel()
        self.outline, self.head = QListWidget(), ReaderHead()
        self._state = muted("", name="small")
        self._side, self.splitter, self._documents = QStackedWidget(), QSplitter(), QSplitter()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.outline.setObjectName("readerOutline")
        self.outline.setAccessibleName(tr("Articles and headings"))
        self.outline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.passages.setMinimumWidth(200)
        facts = QWidget()
        column = QVBoxLayout(facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._side.addWidget(self.passages)
        self._side.addWidget(self.panel)
        column.addWidget(self._state)
        self._state.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._side, 1)
        for each in (self.main, self.beside):
            self._documents.addWidget(each)
        self.beside.hide()
        for part in (self.outline, self._documents, facts):
            self.splitter.addWidget(part)
        for splitter in (self.splitter, self._documents):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([180, 560, 340])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        for each in (self.main, self.beside):
            each.shown.connect(partial(self._on_shown, each))
            each.checked.connect(partial(self._on_checked, each))
            each.failed.connect(partial(self._on_failed, each))
            each.entered.connect(partial(self._activate, each))
            each.capture_requested.connect(partial(self._capture_from, each))
            each.quote_clicked.connect(self.passages.choose)
        self.beside.closed.connect(self.close_beside)
        self.beside.source_chosen.connect(self._on_beside_chosen)
        self.passages.passage_chosen.connect(self._go_to)
        self.head.closed.connect(self.closed)
        self.head.beside_chosen.connect(self._on_beside_wanted)
        self.head.outline_chosen.connect(self._on_outline_wanted)
        self.head.pages_chosen.connect(self._show_pages)
        self.head.zoom_requested.connect(self.zoom)
        self.head.search_changed.connect(self._search)
        self.head.hit_requested.connect(self.go_to_hit)
        self.passages.fact_activated.connect(self.fact_requested)
        self.outline.currentItemChanged.connect(self._on_division_chosen)
        self.panel.changed.connect(self._on_entered)
        self.panel.stored.connect(self.store)
        self.panel.discarded.connect(self.discard)

    # The documents

    @property
    def document(self) -> SourceDocument | None:
        """The document that has, or had last, the keyboard focus."""
        return self.active.document

    @property
    def view(self) -> SourceTextView | SourcePageView:
        """The view of that document: its text, or the pages of a PDF."""
        return self.active.view

    @property
    def state_text(self) -> str:
        """A summary of the facts from the source, or the reason why it cannot be read."""
        return self._state.text()

    def open_source(self, source: Source, fact_id: str = "", quote: str = "") -> None:
        """Start opening the document of a source, and go to a quote of a fact once it is open."""
        self._wanted = (fact_id, quote) if fact_id else None
        beside = self.beside.document
        if self.is_beside and beside is not None and beside.source.id == source.id:
            self._activate(self.beside)
            self.beside.open_source(source)
            return
        self._activate(self.main)
        self.head.show_title(source.title or source.description)
        if self.document is None or self.document.source != source:
            if self._capture is not None and not self.is_beside:
                self.discard()
            self.passages.show_passages(())
            self.outline.clear()
        self.main.open_source(source)
        self._show_active()

    @property
    def is_beside(self) -> bool:
        """Whether a second source is shown."""
        return self.beside.isVisibleTo(self)

    def _on_beside_wanted(self, is_wanted: bool) -> None:
        if is_wanted:
            self.read_beside()
        else:
            self.close_beside()

    def read_beside(self, source_id: str = "") -> None:
        """Show a second source, by default the first other one that is archived, and offer all of them."""
        sources = [each for each in self._editor.catalogue.sources.values() if each.attachments]
        sources.sort(key=lambda each: (each.title or each.description).casefold())
        main = self.main.document
        other = [each for each in sources if main is None or each.id != main.source.id]
        chosen = self._editor.catalogue.sources.get(source_id) or next(iter(other), None)
        self.head.as_beside.setChecked(chosen is not None)
        if chosen is None:
            self._context.notify(tr("No other source is archived. Add its file first."), until=READ)
            return
        self.beside.offer(sources)
        self.beside.show()
        self.main.strip.show()
        if not self._is_divided:
            self._is_divided = True
            self._documents.setSizes([self.width()] * 2)
        self.beside.open_source(chosen)
        self.beside.view.setFocus()
        self._activate(self.beside)
        self._fold_outline()

    def _on_beside_chosen(self, source_id: str) -> None:
        self._activate(self.beside)
        self.beside.open_source(self._editor.catalogue.sources[source_id])
        self._show_active()

    def close_beside(self) -> None:
        """Read the first source alone."""
        self.beside.hide()
        self.main.strip.hide()
        self.head.as_beside.setChecked(False)
        self._activate(self.main)
        self._fold_outline()
        self.view.setFocus()

    def _activate(self, each: DocumentView) -> None:
        if each is not self.active:
            self.active = each
            self._show_active()
        for shown in (self.main, self.beside):
            shown.mark_active(shown is self.active)

    def _show_active(self) -> None:
        """Show outline, facts and number of hits of the active document."""
        document = self.document
        self.head.offer_pages(document is not None and bool(document.raw), self.active.are_pages)
        self.outline.clear()
        for division in document.text.divisions if document else ():
            entry = QListWidgetItem(visible(_division_name(division)), self.outline)
            entry.setData(Qt.ItemDataRole.UserRole, division)
            entry.setToolTip(entry.text())
        self._fold_outline()
        self.passages.show_passages(self.active.passages)
        self._state.setText(self.active.state_text)
        self._search(self.head.search.text())

    def _on_shown(self, each: DocumentView) -> None:
        if each is self.active:
            self._show_active()
        each.show_draft(self._capture.spans_in(each.document) if self._capture else ())

    def _on_failed(self, each: DocumentView, text: str) -> None:
        if each is self.active:
            self._state.setText(text)

    def _on_checked(self, each: DocumentView) -> None:
        if each is not self.active:
            return
        passages = each.passages
        self.passages.show_passages(passages)
        self._state.setText(each.state_text)
        if self._wanted is None:
            return
        fact_id, quote = self._wanted
        self._wanted = None
        of_fact = [passage for passage in passages if passage.fact.id == fact_id]
        exact = [passage for passage in of_fact if passage.quote == quote]
        for wanted in (exact or of_fact)[:1]:
            self.passages.choose(wanted)
            each.view.go_to(wanted)

    def _show_pages(self, are_pages: bool) -> None:
        self.active.show_pages(are_pages)
        self.view.setFocus()

    def _go_to(self, passage: QuotedPassage) -> None:
        self.view.go_to(passage)

    def zoom(self, step: int) -> None:
        """Enlarge (`step` 1) or reduce (-1) the document; 0 gives it its usual size."""
        self.view.zoom(step)

    # Outline

    def _on_outline_wanted(self, is_wanted: bool) -> None:
        self._is_outline_wanted = is_wanted
        self._fold_outline()

    def _fold_outline(self) -> None:
        """Show the outline where there is room for it, or as the user has chosen."""
        least = theme.pixels(_LEAST_WITH_OUTLINE + (_LEAST_DOCUMENT if self.is_beside else 0))
        is_roomy = self.width() >= least
        is_wanted = is_roomy if self._is_outline_wanted is None else self._is_outline_wanted
        has_divisions = self.outline.count() > 0
        self.outline.setVisible(has_divisions and is_wanted)
        self.head.as_outline.setVisible(has_divisions)
        self.head.as_outline.setChecked(is_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fold_outline()

    def _on_division_chosen(self, entry: QListWidgetItem | None, _previous: object) -> None:
        if entry is not None:
            division = entry.data(Qt.ItemDataRole.UserRole)
            self.view.go_to_span(division.start, division.start, selects=False)

    # Search

    def open_search(self) -> None:
        """Move the focus to the search field."""
        self.head.search.setFocus()
        self.head.search.selectAll()

    def _search(self, words: str) -> None:
        counts = [each.search(words) for each in (self.main, self.beside)]
        self.head.show_hits(counts[1 if self.active is self.beside else 0])

    def go_to_hit(self, step: int) -> None:
        """Go to the next hit of the search (`step` 1) or the one before (-1)."""
        number = self.view.go_to_hit(step)
        if number:
            self.head.show_hits(self.active.search(self.head.search.text()), number)

    # Keyboard

    def stops(self) -> list[QWidget]:
        """Return the parts between which F6 moves."""
        documents = [self.main.view, *([self.beside.view] if self.is_beside else [])]
        facts = self.passages if self._side.currentIndex() == 0 else self.panel.statement
        return [*([self.outline] if self.outline.isVisible() else []), *documents, facts]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.head.search.hasFocus():
            self.head.search.clear()
            self.view.setFocus()
        elif self._capture is not None:
            self.discard()
        else:
            self.closed.emit()

    # State

    def store_state(self, settings: Settings) -> None:
        """Store the sizes of the parts."""
        settings.set_state(_STATE, self.splitter.saveState())
        if self.is_beside:
            settings.set_state(_DOCUMENTS_STATE, self._documents.saveState())

    def restore_state(self, settings: Settings) -> None:
        for name, splitter in ((_STATE, self.splitter), (_DOCUMENTS_STATE, self._documents)):
            state = settings.state(name)
            if state is not None:
                splitter.restoreState(state)
        self._is_divided = settings.state(_DOCUMENTS_STATE) is not None

    # Capture

    def _capture_context(self) -> CaptureContext | None:
        resources = self._context.resources
        if resources is None:
            return None
        parser = parser_client().process
        return CaptureContext(
            self._editor.catalogue,
            resources.reference.scales,
            self._context.author,
            self._context.today,
            parser if parser.is_available else None,
        )

    def capture(self, start: int, end: int) -> None:
        """Begin a fact from a passage, or add the passage to the fact that is being captured."""
        self._capture_from(self.active, start, end)

    def _capture_from(self, each: DocumentView, start: int, end: int) -> None:
        context, document = self._capture_context(), each.document
        if document is None or context is None:
            return
        passage = CapturedSpan(document, *whole_words(document.text.text, start, end))
        try:
            if self._capture is not None:
                self._capture = with_passage(self._capture, passage, context)
                self.panel.show_passages(self._capture)
                self.panel.statement.setFocus()
            else:
                topics = self._last.topics if self._last else ()
                treaty_id = treaty_for(document.source.id, self._last, context.catalogue)
                self._capture = begin_capture(passage, treaty_id, context, topics=topics)
                treaties = [(each.short_title, each.id) for each in context.catalogue.treaties.values()]
                self.panel.show_capture(self._capture, treaties)
                briefing = self._context.document
                self.panel.offer_briefing(briefing is not None and not briefing.is_read_only)
                self._side.setCurrentIndex(1)
        except BriefingError as error:
            self._context.report(error)
            return
        self._show_draft()
        self._review(self._capture.fact)

    def _show_draft(self) -> None:
        """Highlight the passages of the fact that is being captured."""
        for each in (self.main, self.beside):
            each.show_draft(self._capture.spans_in(each.document) if self._capture else ())

    def _on_entered(self, capture: Capture) -> None:
        context = self._capture_context()
        treaty_id = capture.fact.treaty_id
        if context is not None and treaty_id != capture.draft.fact.treaty_id:
            capture = with_treaty(capture, treaty_id, context)
            self.panel.show_standing(capture)
        self._capture = capture
        self._review(capture.fact)

    def _review(self, fact: Fact) -> None:
        context = self._capture_context()
        if context is None:
            return
        if self._reviewing is not None:
            self._reviewing.abandon()
        self._reviewing = background.start(
            partial(review_capture, fact, context, _PARSED_WITHIN_S), self._on_reviewed
        )

    def _on_reviewed(self, review: StatementReview) -> None:
        self._reviewing = None
        if self._capture is not None:
            self.panel.show_review(review)

    def store(self) -> None:
        """Store the fact that is being captured."""
        context = self._capture_context()
        if self._capture is None or context is None:
            return
        if context.parses is None:
            self._store(stored_fact(self._capture, context))
        elif self._storing is None:
            capture = self._capture
            self._storing = background.start(
                partial(stored_fact, capture, context, _STORED_WITHIN_S), self._on_ready_to_store
            )

    def _on_ready_to_store(self, edit: PutFact) -> None:
        self._storing = None
        if self._capture is not None:
            self._store(edit)

    def _store(self, edit: PutFact) -> None:
        if not self._editor.apply(edit):
            return
        self._last = edit.fact
        self.discard()
        stored = self._editor.library.record(RecordKey(RecordKind.FACT, edit.fact.id))
        self.fact_captured.emit(stored)
        panel = self.panel.into_briefing
        if panel.isChecked() and not panel.isHidden():
            self.briefing_fact_captured.emit(stored)

    def discard(self) -> None:
        """End a capture without a fact."""
        self._capture = None
        if self._storing is not None:
            self._storing.abandon()
            self._storing = None
        if self._reviewing is not None:
            self._reviewing.abandon()
            self._reviewing = None
        self._show_draft()
        for each in (self.main, self.beside):
            each.view.clear_selection()
        self._side.setCurrentIndex(0)
        if self.isVisible():
            self.view.setFocus()


def _division_name(division: TextDivision) -> str:
    name = f"{division.kind.capitalize()} {division.number}".strip()
    return f"{name}: {division.heading}" if division.heading else name
