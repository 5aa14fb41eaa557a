"""Compares the statements of the facts beside a document with their quotes, in the background."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from briefing.app.library_side.reader.capture import CaptureContext, review_capture
from briefing.app.services import background
from briefing.model.fact import Fact

_PARSED_WITHIN_S = 2.0


class StatementMarks(QObject):
    """Finds the facts whose statement says something else than its quote; `found(fact_ids)` names them.

    A fact that was compared is compared again only once it, or the library around it, is another.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._compared: dict[str, tuple[Fact, bool]] = {}
        self._comparing: background.BackgroundTask | None = None

    def compare(self, facts: Sequence[Fact], context: CaptureContext) -> None:
        """Start comparing facts, in place of those before."""
        if self._comparing is not None:
            self._comparing.abandon()
        known = {
            fact.id: compared
            for fact in facts
            if (compared := self._compared.get(fact.id)) is not None and compared[0] == fact
        }
        missing = [fact for fact in facts if fact.id not in known]
        self._comparing = background.start(
            partial(_compared, missing, context), partial(self._on_compared, known)
        )

    def _on_compared(
        self, known: dict[str, tuple[Fact, bool]], compared: dict[str, tuple[Fact, bool]]
    ) -> None:
        self._comparing = None
        self._compared = {**known, **compared}
        self.found.emit(frozenset(each for each, (_, differs) in self._compared.items() if differs))


def _compared(facts: Sequence[Fact], context: CaptureContext) -> dict[str, tuple[Fact, bool]]:
    return {fact.id: (fact, _differs(fact, context)) for fact in facts}


def _differs(fact: Fact, context: CaptureContext) -> bool:
    return bool(review_capture(fact, context, _PARSED_WITHIN_S).messages)
