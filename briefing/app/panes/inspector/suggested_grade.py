"""The confidence that the evidence suggests, with a reason a line; applied only on request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.page import InspectorContext
from briefing.app.presentation.grade_text import explained_codes
from briefing.app.widgets.labels import muted
from briefing.grading import Scale, ScaleTerm, Subject, Suggestion, suggestions_for, term_on
from briefing.model.briefing import FactItem, Judgement


class SuggestedGrade(QWidget):
    """Shows the suggestions for the selected rows.

    `accepted(terms)` is emitted when the analyst uses them: the term of each row, by row id.
    """

    accepted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._terms: dict[str, str] = {}
        self.words = muted("", name="small")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.accept_button = QPushButton()
        self.accept_button.setObjectName("quiet")
        self.accept_button.clicked.connect(lambda: self.accepted.emit(self._terms))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.accept_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_rows(self, items: Sequence[FactItem | Judgement], context: InspectorContext) -> None:
        scale = context.scheme.scale(Subject.CONFIDENCE) if context.scheme else None
        self.setVisible(bool(items) and scale is not None)
        if scale is None:
            return
        found = suggestions_for(items, context.briefing, context.catalogue, scale)
        terms = {item.id: _term(found[item.id], scale) for item in items}
        if len(items) == 1:
            heading, reasons = _heading(terms[items[0].id], items[0]), found[items[0].id].reasons
            self.words.setText("\n".join([heading, *reasons]))
            explained = explained_codes(self.words.text())
            self.words.setToolTip(explained)
            self.words.setAccessibleDescription(explained)
            self.accept_button.setText(tr("Use the suggested confidence"))
        else:
            self.words.setText(_summary(list(terms.values())))
            self.words.setToolTip("")
            self.words.setAccessibleDescription("")
            self.accept_button.setText(tr("Use the suggested confidence of each"))
        graded = {item.id: item.grade.confidence if item.grade else None for item in items}
        self._terms = {row: term.id for row, term in terms.items() if term and graded[row] != term.id}
        self.accept_button.setVisible(bool(self._terms) and not context.read_only)


def _term(suggestion: Suggestion, scale: Scale) -> ScaleTerm | None:
    return term_on(scale, suggestion.step) if suggestion.step else None


def _heading(term: ScaleTerm | None, item: FactItem | Judgement) -> str:
    if isinstance(item, Judgement) and not item.evidence:
        return tr("No evidence is chosen yet.")
    if term is None:
        return tr("The evidence suggests no confidence.")
    return tr("Suggested confidence: {term}.", term=tr(term.term))


def _summary(terms: Sequence[ScaleTerm | None]) -> str:
    """Return how often each confidence is suggested."""
    counts = Counter(tr(term.term) if term else tr("none") for term in terms)
    parts = [tr("{term} for {number}", term=name, number=number) for name, number in counts.items()]
    return tr("Suggested confidence: {parts}.", parts=", ".join(parts))
