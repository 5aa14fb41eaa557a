"""The course of a capture: begun from a passage, entered in the panel, reviewed, stored or discarded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from briefing.app.library_side.reader.capture import (
    Capture,
    CaptureContext,
    CapturedSpan,
    begin_capture,
    review_capture,
    treaty_for,
    whole_words,
    with_passage,
    with_treaty,
)
from briefing.app.library_side.reader.capture_panel import CapturePanel
from briefing.app.library_side.reader.fact_store import FactStore
from briefing.app.library_side.source_document import SourceDocument
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.language.parser_client import parser_client
from briefing.app.services.library_editor import LibraryEditor
from briefing.capture.statement import StatementReview
from briefing.errors import BriefingError
from briefing.library.records import RecordKey, RecordKind
from briefing.model.fact import Fact

_PARSED_WITHIN_S = 8.0
"""A statement is first reviewed when it is parsed, or on words alone after this time."""


class CaptureController(QObject):
    """Captures facts one after the other, each in `panel`.

    `begun` and `ended` announce a capture, `changed` that its passages are others, `fact_captured(fact)` a
    fact that was stored, and `briefing_fact_captured(fact)` one that is to be added to the briefing.
    """

    begun = Signal()
    changed = Signal()
    ended = Signal()
    fact_captured = Signal(object)
    briefing_fact_captured = Signal(object)

    def __init__(
        self, context: WindowContext, editor: LibraryEditor, panel: CapturePanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._editor, self._panel = context, editor, panel
        self._capture: Capture | None = None
        self._last: Fact | None = None
        self._reviewing: background.BackgroundTask | None = None
        self._store = FactStore(editor, self)
        self._returned: list[Capture] = []
        """Captures that the library refused while another one was begun."""
        panel.changed.connect(self._on_entered)
        panel.stored.connect(self.store)
        panel.discarded.connect(self.discard)
        self._store.stored.connect(self._on_stored)
        self._store.reviewed.connect(self._on_fact_reviewed)
        self._store.refused.connect(self._on_refused)

    @property
    def is_active(self) -> bool:
        """Whether a fact is being captured."""
        return self._capture is not None

    @property
    def last(self) -> Fact | None:
        """The fact that was captured last."""
        return self._last

    def spans_in(self, document: SourceDocument | None) -> list[tuple[int, int]]:
        """Return the passages of the capture in a document."""
        return self._capture.spans_in(document) if self._capture else []

    def context(self) -> CaptureContext | None:
        """Return the context of a capture; None before the resources are loaded."""
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

    # The passages

    def capture(self, document: SourceDocument, start: int, end: int) -> None:
        """Begin a fact from a passage, or add the passage to the fact that is being captured."""
        context = self.context()
        if context is None:
            return
        passage = CapturedSpan(document, *whole_words(document.text.text, start, end))
        try:
            if self._capture is not None:
                self._extend(with_passage(self._capture, passage, context))
            else:
                treaty_id = treaty_for(document.source.id, self._last, context.catalogue)
                self._begin(begin_capture(passage, treaty_id, context))
        except BriefingError as error:
            self._context.report(error)

    def _begin(self, capture: Capture) -> None:
        """Show a capture that begins, or one that the library refused."""
        self._capture = capture
        treaties = [(each.short_title, each.id) for each in self._editor.catalogue.treaties.values()]
        self._panel.show_capture(capture, treaties)
        briefing = self._context.document
        self._panel.offer_briefing(briefing is not None and not briefing.is_read_only)
        self.begun.emit()
        self.changed.emit()
        self._review(capture.fact)

    def _extend(self, capture: Capture) -> None:
        self._capture = capture
        self._panel.show_passages(capture)
        self._panel.statement.setFocus()
        self.changed.emit()
        self._review(capture.fact)

    # What is entered

    def _on_entered(self, capture: Capture) -> None:
        context = self.context()
        treaty_id = capture.fact.treaty_id
        if context is not None and treaty_id != capture.draft.fact.treaty_id:
            capture = with_treaty(capture, treaty_id, context)
            self._panel.show_standing(capture)
        self._capture = capture
        self._review(capture.fact)

    def _review(self, fact: Fact) -> None:
        context = self.context()
        if context is None:
            return
        if self._reviewing is not None:
            self._reviewing.abandon()
        self._reviewing = background.start(
            partial(review_capture, fact, context, _PARSED_WITHIN_S), partial(self._on_reviewed, fact)
        )

    def _on_reviewed(self, fact: Fact, review: StatementReview) -> None:
        """Show a review, unless the statement is another one already, whose own review follows."""
        self._reviewing = None
        if self._capture is not None and self._panel.entered_statement == fact.statement:
            self._panel.show_review(review)

    # The end

    def store(self) -> None:
        """Store the fact that is being captured; its statement is compared with the quote afterwards."""
        context, capture = self.context(), self._capture
        if capture is None or context is None:
            return
        box = self._panel.into_briefing
        self._last = capture.fact
        self.discard()
        self._store.add(capture, context, into_briefing=box.isChecked() and not box.isHidden())

    def store_entered(self) -> None:
        """Store the fact that is being captured where the user has entered something for it."""
        capture = self._panel.entered()
        if self._capture is not None and capture is not None and capture.changes:
            self._capture = capture
            self.store()
        self.flush()

    def flush(self) -> None:
        """End the reviews of the facts that were stored."""
        self._store.flush()

    def discard(self) -> None:
        """End a capture without a fact."""
        self._capture = None
        if self._reviewing is not None:
            self._reviewing.abandon()
            self._reviewing = None
        self.changed.emit()
        self.ended.emit()
        if self._returned:
            self._begin(self._returned.pop(0))

    def forget(self) -> None:
        """End the capture; what was captured before is no example for another library."""
        self._returned, self._last = [], None
        self.discard()

    def _on_stored(self, fact_id: str) -> None:
        self.fact_captured.emit(self._editor.library.record(RecordKey(RecordKind.FACT, fact_id)))

    def _on_fact_reviewed(self, fact_id: str, into_briefing: bool) -> None:
        """Add a fact to the briefing with its final remarks: it carries a copy of the record."""
        if into_briefing:
            stored = self._editor.library.record(RecordKey(RecordKind.FACT, fact_id))
            self.briefing_fact_captured.emit(stored)

    def _on_refused(self, capture: Capture) -> None:
        if self._capture is None:
            self._begin(capture)
        else:
            self._returned.append(capture)
