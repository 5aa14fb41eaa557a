"""The pane that shows a source: outline, text, and the facts that are drawn from it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
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
    begin_capture,
    review_capture,
    stored_fact,
    with_passage,
)
from briefing.app.library_side.reader.capture_panel import CapturePanel
from briefing.app.library_side.reader.head import ReaderHead
from briefing.app.library_side.reader.page_view import SourcePageView
from briefing.app.library_side.reader.passage_list import PassageList
from briefing.app.library_side.reader.text_view import SourceTextView
from briefing.app.library_side.source_document import (
    QuotedPassage,
    SourceDocument,
    facts_citing,
    open_document,
    quoted_passages,
)
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.widgets.labels import muted
from briefing.app.widgets.scroll_area import vertical_scroll_area
from briefing.capture.statement import StatementReview
from briefing.errors import BriefingError
from briefing.library.records import RecordKey, RecordKind
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, treaty_citations
from briefing.model.source import Source
from briefing.sources.source_text import TextDivision
from briefing.text.characters import visible


class ReaderPane(QWidget):
    """Opens the current copy of a source in the background, and captures facts from it.

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
        self.document: SourceDocument | None = None
        self._opening: background.BackgroundTask | None = None
        self._checking: background.BackgroundTask | None = None
        self._reviewing: background.BackgroundTask | None = None
        self._capture: Capture | None = None
        self._last: Fact | None = None
        self._wanted: tuple[str, str] | None = None
        self.text_view, self.page_view = SourceTextView(), SourcePageView()
        self.passages, self.panel = PassageList(), CapturePanel()
        self._views = QStackedWidget()
        self.outline = QListWidget()
        self._state = muted("", name="small")
        self.head = ReaderHead()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.outline.setAccessibleName(tr("Articles and headings"))
        self.passages.setMinimumWidth(200)
        facts = QWidget()
        column = QVBoxLayout(facts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._side = QStackedWidget()
        self._side.addWidget(self.passages)
        self._side.addWidget(vertical_scroll_area(self.panel))
        column.addWidget(self._state)
        self._state.setContentsMargins(10, 6, 10, 6)
        column.addWidget(self._side, 1)
        self.splitter = QSplitter()
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._views.addWidget(self.text_view)
        self._views.addWidget(self.page_view)
        for part in (self.outline, self._views, facts):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([180, 560, 340])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        for view in self._both_views:
            view.capture_requested.connect(self.capture)
            view.quote_clicked.connect(self.passages.choose)
        self.passages.passage_chosen.connect(self._go_to)
        self.head.closed.connect(self.closed)
        self.head.pages_chosen.connect(self._show_pages)
        self.head.zoom_requested.connect(self.zoom)
        self.head.search_changed.connect(self._search)
        self.head.hit_requested.connect(self._go_to_hit)
        self.passages.fact_activated.connect(self.fact_requested)
        self.outline.currentItemChanged.connect(self._on_division_chosen)
        self.panel.changed.connect(self._on_entered)
        self.panel.stored.connect(self.store)
        self.panel.discarded.connect(self.discard)
        self._editor.changed.connect(lambda _before, _after: self._check())

    # The views

    @property
    def view(self) -> SourceTextView | SourcePageView:
        """The view that is shown: the text, or the pages of a PDF."""
        return self.page_view if self._views.currentWidget() is self.page_view else self.text_view

    @property
    def _both_views(self) -> tuple[SourceTextView, SourcePageView]:
        return self.text_view, self.page_view

    def _show_pages(self, are_pages: bool) -> None:
        """Show pages or text, at the same place."""
        start, end = self.view.span
        self._views.setCurrentWidget(self.page_view if are_pages else self.text_view)
        if end > start:
            self.view.go_to_span(start, end)
        self.view.setFocus()

    def _go_to(self, passage: QuotedPassage) -> None:
        self.view.go_to(passage)

    def zoom(self, step: int) -> None:
        """Enlarge (`step` 1) or reduce (-1) the document; 0 gives it its usual size."""
        self.view.zoom(step)

    # Opening

    @property
    def state_text(self) -> str:
        """What is said of the source: how many facts there are, or why it cannot be read."""
        return self._state.text()

    def open_source(self, source: Source, fact_id: str = "", quote: str = "") -> None:
        """Start opening the document of a source, and go to a quote of a fact once it is open."""
        self._wanted = (fact_id, quote) if fact_id else None
        self.head.show_title(source.title or source.description)
        if self.document is not None and self.document.source == source:
            self._check()
            return
        self.discard()
        self._show_nothing()
        self._state.setText(tr("Opening the document…"))
        if self._opening is not None:
            self._opening.abandon()
        self._opening = background.start(
            partial(open_document, self._editor.library, source), self._on_opened, self._on_failed
        )

    def _show_nothing(self) -> None:
        """Show no document, so that nothing can be captured from one that is not named above."""
        self.document = None
        if self._checking is not None:
            self._checking.abandon()  # its places are those of another text
            self._checking = None
        for view in self._both_views:
            view.show_document(None)
        self.head.offer_pages(False)
        self.passages.show_passages(())
        self.outline.clear()

    def _on_opened(self, document: SourceDocument) -> None:
        self._opening, self.document = None, document
        for view in self._both_views:
            view.show_document(document)
        self.head.offer_pages(bool(document.raw))
        self.outline.clear()
        for division in document.text.divisions:
            entry = QListWidgetItem(visible(_division_name(division)), self.outline)
            entry.setData(Qt.ItemDataRole.UserRole, division)
        self.outline.setVisible(bool(document.text.divisions))
        self._check()

    def _on_failed(self, error: BriefingError) -> None:
        self._opening = None
        self._state.setText("\n".join(problem.message for problem in error.problems))

    def _check(self) -> None:
        """Look for the quotes of all facts that cite the source, in the background."""
        if self.document is None:
            return
        if self._checking is not None:
            self._checking.abandon()
        facts = facts_citing(self.document.source.id, self._editor.library.material.facts)
        self._checking = background.start(partial(quoted_passages, self.document, facts), self._on_checked)

    def _on_checked(self, passages: list[QuotedPassage]) -> None:
        self._checking = None
        for view in self._both_views:
            view.show_passages(passages)
        self.passages.show_passages(passages)
        facts = len({each.fact.id for each in passages})
        self._state.setText(
            tr("{facts} facts from this source. Select a passage and press Enter for another.", facts=facts)
        )
        if self._wanted is not None:
            fact_id, quote = self._wanted
            self._wanted = None
            of_fact = [each for each in passages if each.fact.id == fact_id]
            wanted = next(
                (each for each in of_fact if each.quote == quote), of_fact[0] if of_fact else None
            )
            if wanted is not None:
                self.passages.choose(wanted)
                self.view.go_to(wanted)

    # Search and outline

    def _on_division_chosen(self, entry: QListWidgetItem | None, _previous: object) -> None:
        if entry is not None:
            division = entry.data(Qt.ItemDataRole.UserRole)
            self.view.go_to_span(division.start, division.start, selects=False)

    def _search(self, words: str) -> None:
        counts = [view.search(words) for view in self._both_views]
        self.head.show_hits(counts[0])

    def _go_to_hit(self, step: int) -> None:
        number = self.view.go_to_hit(step)
        if number:
            self.head.show_hits(self.view.search(self.head.search.text()), number)

    # Capture

    def _capture_context(self) -> CaptureContext | None:
        resources = self._context.resources
        if resources is None:
            return None
        return CaptureContext(
            self._editor.catalogue, resources.reference.scales, self._context.author, self._context.today
        )

    def capture(self, start: int, end: int) -> None:
        """Begin a fact from a passage, or add the passage to the fact that is being captured."""
        context = self._capture_context()
        if self.document is None or context is None:
            return
        try:
            if self._capture is not None:
                self._capture = with_passage(self._capture, (start, end), context)
                self.panel.show_passages(self._capture)
                self.panel.statement.setFocus()
            else:
                topics = self._last.topics if self._last else ()
                treaty_id = self._treaty_of(self.document.source.id, context.catalogue)
                self._capture = begin_capture(
                    self.document, (start, end), treaty_id, context, topics=topics
                )
                treaties = [(each.short_title, each.id) for each in context.catalogue.treaties.values()]
                self.panel.show_capture(self._capture, treaties)
                document = self._context.document
                self.panel.offer_briefing(document is not None and not document.is_read_only)
                self._side.setCurrentIndex(1)
        except BriefingError as error:
            self._context.report(error)
            return
        for view in self._both_views:
            view.show_draft(self._capture.spans)
        self._review(self._capture.fact)

    def _treaty_of(self, source_id: str, catalogue: Catalogue) -> str:
        """Return the treaty of the fact before, else the one that cites the source, else the first."""
        if self._last is not None and self._last.treaty_id in catalogue.treaties:
            return self._last.treaty_id
        for fact in catalogue.material.facts:
            if any(citation.source_id == source_id for citation in fact.citations):
                return fact.treaty_id
        for treaty in catalogue.material.treaties:
            if any(citation.source_id == source_id for citation in treaty_citations(treaty)):
                return treaty.id
        return next(iter(catalogue.treaties), "")

    def _on_entered(self, capture: Capture) -> None:
        self._capture = capture
        self._review(capture.fact)

    def _review(self, fact: Fact) -> None:
        context = self._capture_context()
        if context is None:
            return
        if self._reviewing is not None:
            self._reviewing.abandon()
        self._reviewing = background.start(partial(review_capture, fact, context), self._on_reviewed)

    def _on_reviewed(self, review: StatementReview) -> None:
        self._reviewing = None
        if self._capture is not None:
            self.panel.show_review(review)

    def store(self) -> None:
        """Store the fact that is being captured."""
        context = self._capture_context()
        if self._capture is None or context is None:
            return
        edit = stored_fact(self._capture, context)
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
        if self._reviewing is not None:
            self._reviewing.abandon()
            self._reviewing = None
        for view in self._both_views:
            view.show_draft(())
        self._side.setCurrentIndex(0)
        if self.isVisible():
            self.view.setFocus()


def _division_name(division: TextDivision) -> str:
    name = f"{division.kind.capitalize()} {division.number}".strip()
    return f"{name}: {division.heading}" if division.heading else name
