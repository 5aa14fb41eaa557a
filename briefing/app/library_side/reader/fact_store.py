"""Stores captured facts in their order: each after its review, while the next is captured already."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from briefing.app.library_side.reader.capture import Capture, CaptureContext, stored_fact
from briefing.app.services import background
from briefing.app.services.library_editor import LibraryEditor
from briefing.capture.draft import free_id
from briefing.library.editing import PutFact

_STORED_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A capture that the user has finished, and whether it goes into the briefing, too."""

    capture: Capture
    context: CaptureContext
    into_briefing: bool


class FactStore(QObject):
    """Reviews finished captures in the background and stores them, one after the other.

    `stored(fact_id, into_briefing)` announces a fact of the library, `refused(capture)` one that the
    library did not take.
    """

    stored = Signal(str, bool)
    refused = Signal(object)

    def __init__(self, editor: LibraryEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._waiting: deque[_Waiting] = deque()
        self._reviewing: background.BackgroundTask | None = None

    def add(self, capture: Capture, context: CaptureContext, *, into_briefing: bool) -> None:
        """Store a capture: at once where there is no parser to wait for."""
        self._waiting.append(_Waiting(capture, context, into_briefing))
        if context.parses is None:
            self.flush()
        else:
            self._review_next()

    def flush(self) -> None:
        """Store what waits now, reviewed with the parses that there are."""
        if self._reviewing is not None:
            self._reviewing.abandon()
            self._reviewing = None
        while self._waiting:
            first = self._waiting[0]
            self._store_first(stored_fact(first.capture, first.context))

    def _review_next(self) -> None:
        if self._reviewing is None and self._waiting:
            first = self._waiting[0]
            work = partial(stored_fact, first.capture, first.context, _STORED_WITHIN_S)
            self._reviewing = background.start(work, self._on_reviewed)

    def _on_reviewed(self, edit: PutFact) -> None:
        self._reviewing = None
        self._store_first(edit)
        self._review_next()

    def _store_first(self, edit: PutFact) -> None:
        finished = self._waiting.popleft()
        fact = edit.fact
        if fact.id in self._editor.catalogue.facts:  # taken since the passage was captured
            fact = replace(fact, id=free_id(fact.statement, self._editor.catalogue))
        if self._editor.apply(PutFact(fact=fact)):
            self.stored.emit(fact.id, finished.into_briefing)
        else:
            self.refused.emit(finished.capture)
