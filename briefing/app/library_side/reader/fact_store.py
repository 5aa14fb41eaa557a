"""Stores captured facts at once; what their review says is noted on them afterwards, in their order."""

from __future__ import annotations

import dataclasses
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
from briefing.model.fact import Fact

_REVIEWED_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A fact that was stored as reviewed on words alone, and whether it goes into the briefing, too."""

    capture: Capture
    context: CaptureContext
    fact: Fact
    into_briefing: bool


class FactStore(QObject):
    """Stores finished captures, and corrects their remarks once their sentences are parsed.

    `stored(fact_id)` announces a fact of the library, `reviewed(fact_id, into_briefing)` that its remarks
    are final, `refused(capture)` a capture that the library did not take.
    """

    stored = Signal(str)
    reviewed = Signal(str, bool)
    refused = Signal(object)

    def __init__(self, editor: LibraryEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._waiting: deque[_Waiting] = deque()
        self._reviewing: background.BackgroundTask | None = None

    def add(self, capture: Capture, context: CaptureContext, *, into_briefing: bool) -> None:
        """Store a capture before anything else, so that it is not lost with the program."""
        fact = stored_fact(capture, dataclasses.replace(context, parses=None)).fact
        if fact.id in self._editor.catalogue.facts:  # taken since the passage was captured
            fact = replace(fact, id=free_id(fact.statement, self._editor.catalogue))
        if not self._editor.apply(PutFact(fact=fact)):
            self.refused.emit(capture)
            return
        self.stored.emit(fact.id)
        if context.parses is None:
            self.reviewed.emit(fact.id, into_briefing)
        else:
            self._waiting.append(_Waiting(capture, context, fact, into_briefing))
            self._review_next()

    def flush(self) -> None:
        """End the reviews; the remarks are those of the parses that there are."""
        if self._reviewing is not None:
            self._reviewing.abandon()
            self._reviewing = None
        while self._waiting:
            first = self._waiting[0]
            self._note(stored_fact(first.capture, first.context).fact.notes)

    def _review_next(self) -> None:
        if self._reviewing is None and self._waiting:
            first = self._waiting[0]
            work = partial(stored_fact, first.capture, first.context, _REVIEWED_WITHIN_S)
            self._reviewing = background.start(work, self._on_reviewed)

    def _on_reviewed(self, edit: PutFact) -> None:
        self._reviewing = None
        self._note(edit.fact.notes)
        self._review_next()

    def _note(self, notes: str) -> None:
        """Give the fact that was reviewed its notes, unless it has been changed or deleted since."""
        finished = self._waiting.popleft()
        is_unchanged = self._editor.catalogue.facts.get(finished.fact.id) == finished.fact
        if is_unchanged and notes != finished.fact.notes:
            self._editor.amend(PutFact(fact=replace(finished.fact, notes=notes)))
        if finished.fact.id in self._editor.catalogue.facts:
            self.reviewed.emit(finished.fact.id, finished.into_briefing)
