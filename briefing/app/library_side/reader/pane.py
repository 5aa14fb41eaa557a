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
from briefing.app.library_side.reader.capture import CapturedSpan, treaty_for, whole_words
from briefing.app.library_side.reader.capture_controller import CaptureController
from briefing.app.library_side.reader.capture_panel import CapturePanel
from briefing.app.library_side.reader.document_view import DocumentView
from briefing.app.library_side.reader.head import ReaderHead
from briefing.app.library_side.reader.obligation import ObligationCapture
from briefing.app.library_side.reader.page_view import SourcePageView
from briefing.app.library_side.reader.passage_list import PassageList
from briefing.app.library_side.reader.statement_marks import StatementMarks
from briefing.app.library_side.reader.text_view import SourceTextView
from briefing.app.library_side.source_document import QuotedPassage, SourceDocument, TreatyEntry
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.services.notices import READ
from briefing.app.services.settings import Settings
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.labels import muted
from briefing.model.fact import Fact
from briefing.model.source import Source
from briefing.sources.source_text import TextDivision
from briefing.text.characters import visible

_STATE, _DOCUMENTS_STATE = "reader", "reader_documents"
_LEAST_WITH_OUTLINE, _LEAST_DOCUMENT = 860, 320


class ReaderPane(QWidget):
    """Reads the current copies of one or two sources, and captures facts from them.

    Search, outline and facts are those of `active`, the document that had the keyboard focus last.
    `fact_requested(fact)` announces a fact to be edited, `entry_requested(entry)` an entry of a treaty,
    `record_requested(key)` a record to be shown.
    """

    closed = Signal()
    fact_requested = Signal(object)
    entry_requested = Signal(object)
    selection_changed = Signal()
    record_requested = Signal(object)

    def __init__(
        self, context: WindowContext, editor: LibraryEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._editor = context, editor
        self._wanted: tuple[str, str] | None = None
        self._is_outline_wanted: bool | None = None
        self._is_divided = False
        """Whether the two documents have widths, from the first time or from the settings."""
        self.main, self.beside = DocumentView(editor), DocumentView(editor, has_choice=True)
        self.active = self.main
        self.passages, self.panel = PassageList(), CapturePanel()
        self.capture_controller = CaptureController(context, editor, self.panel, self)
        self._marks = StatementMarks(self)
        self._obligations = ObligationCapture(context, editor, self.record_requested.emit)
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
        facts, column = column_widget(spacing=0)
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
            each.selection_changed.connect(self.selection_changed)
            each.obligation_requested.connect(self.make_obligation)
        self.beside.closed.connect(self.close_beside)
        self.beside.source_chosen.connect(self._on_beside_chosen)
        self._marks.found.connect(self.passages.mark_differing)
        self.passages.passage_chosen.connect(self._go_to)
        self.head.closed.connect(self.closed)
        self.head.beside_chosen.connect(self._on_beside_wanted)
        self.head.outline_chosen.connect(self._on_outline_wanted)
        self.head.pages_chosen.connect(self._show_pages)
        self.head.zoom_requested.connect(self.zoom)
        self.head.search_changed.connect(self._search)
        self.head.hit_requested.connect(self.go_to_hit)
        self.passages.owner_activated.connect(self._on_owner_activated)
        self.outline.currentItemChanged.connect(self._on_division_chosen)
        self.capture_controller.begun.connect(self._on_capture_begun)
        self.capture_controller.changed.connect(self._on_capture_changed)
        self.capture_controller.ended.connect(self._on_capture_ended)

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

    def open_source(self, source: Source, owner_id: str = "", quote: str = "") -> None:
        """Start opening the document of a source, and go to a quote once it is open.

        `owner_id` is the id of its fact, or of its entry of a treaty.
        """
        self._wanted = (owner_id, quote) if owner_id else None
        beside = self.beside.document
        if self.is_beside and beside is not None and beside.source.id == source.id:
            self._activate(self.beside)
            self.beside.open_source(source)
            return
        self._activate(self.main)
        self.head.show_title(source.title or source.description)
        if self.document is None or self.document.source != source:
            if self.capture_controller.is_active and not self.is_beside:
                self.capture_controller.discard()
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
        each.show_draft(self.capture_controller.spans_in(each.document))

    def _on_failed(self, each: DocumentView, text: str) -> None:
        if each is self.active:
            self._state.setText(text)

    def _on_checked(self, each: DocumentView) -> None:
        if each is not self.active:
            return
        passages = each.passages
        self.passages.show_passages(passages)
        self._state.setText(each.state_text)
        if (context := self.capture_controller.context()) is not None:
            facts = {
                passage.owner.id: passage.owner for passage in passages if isinstance(passage.owner, Fact)
            }
            self._marks.compare([*facts.values()], context)
        if self._wanted is None:
            return
        owner_id, quote = self._wanted
        self._wanted = None
        of_owner = [passage for passage in passages if passage.owner.id == owner_id]
        exact = [passage for passage in of_owner if passage.quote == quote]
        for wanted in (exact or of_owner)[:1]:
            self.passages.choose(wanted)
            each.view.go_to(wanted)

    def _show_pages(self, are_pages: bool) -> None:
        self.active.show_pages(are_pages)
        self.view.setFocus()

    def _on_owner_activated(self, owner: Fact | TreatyEntry) -> None:
        if isinstance(owner, TreatyEntry):
            self.entry_requested.emit(owner)
        else:
            self.fact_requested.emit(owner)

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
        elif self.capture_controller.is_active:
            self.capture_controller.discard()
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

    def capture(self, start: int, end: int) -> None:
        """Begin a fact from a passage, or add the passage to the fact that is being captured."""
        self._capture_from(self.active, start, end)

    def _capture_from(self, each: DocumentView, start: int, end: int) -> None:
        if each.document is not None:
            self.capture_controller.capture(each.document, start, end)

    @property
    def has_selection(self) -> bool:
        """Whether a passage of the active document is selected."""
        start, end = self.view.span
        return self.document is not None and end > start

    def capture_selected(self) -> None:
        """Begin a fact from the selected passage."""
        if self.has_selection:
            self.capture(*self.view.span)

    def make_obligation(self) -> None:
        """Make an obligation of the selected passage."""
        document = self.document
        if document is None or not self.has_selection:
            return
        passage = CapturedSpan(document, *whole_words(document.text.text, *self.view.span))
        treaty_id = treaty_for(document.source.id, self.capture_controller.last, self._editor.catalogue)
        self._obligations.open(passage, treaty_id, self.window())

    def _on_capture_begun(self) -> None:
        self._side.setCurrentIndex(1)
        self.panel.statement.setFocus()

    def _on_capture_changed(self) -> None:
        """Highlight the passages of the fact that is being captured."""
        for each in (self.main, self.beside):
            each.show_draft(self.capture_controller.spans_in(each.document))

    def _on_capture_ended(self) -> None:
        for each in (self.main, self.beside):
            each.view.clear_selection()
        if self.isVisible():
            self.view.setFocus()  # else the list of facts takes it, and goes to its first passage
        self._side.setCurrentIndex(0)

    def close_documents(self) -> None:
        """End the capture and close the documents, as those of another library are edited now."""
        self._wanted = None
        self.capture_controller.forget()
        for each in (self.main, self.beside):
            each.close_document()
        self.close_beside()
        self._show_active()


def _division_name(division: TextDivision) -> str:
    name = f"{division.kind.capitalize()} {division.number}".strip()
    return f"{name}: {division.heading}" if division.heading else name
