"""The confidence that the evidence suggests, with the reasons; applied only on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.page import InspectorContext
from briefing.app.presentation.grade_text import explained_codes
from briefing.app.widgets.labels import muted
from briefing.grading import Subject, suggestions, term_on
from briefing.model.briefing import FactItem, Judgement


class SuggestedGrade(QWidget):
    """Shows the suggestion for one row; `accepted(term_id)` is emitted when the analyst uses it."""

    accepted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._term_id = ""
        self.words = muted("", name="small")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.accept_button = QPushButton(tr("Use the suggested confidence"))
        self.accept_button.setObjectName("quiet")
        self.accept_button.clicked.connect(lambda: self.accepted.emit(self._term_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.accept_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_row(self, items: Sequence[FactItem | Judgement], context: InspectorContext) -> None:
        scale = context.scheme.scale(Subject.CONFIDENCE) if context.scheme else None
        self.setVisible(len(items) == 1 and scale is not None)
        if len(items) != 1 or scale is None:
            return
        (item,) = items
        suggestion = suggestions(context.briefing, context.catalogue, scale)[item.id]
        term = term_on(scale, suggestion.step) if suggestion.step else None
        heading = (
            tr("Suggested confidence: {term}.", term=tr(term.term))
            if term
            else tr("The evidence suggests no confidence.")
        )
        self.words.setText(f"{heading} {suggestion.paragraph}")
        codes = explained_codes(self.words.text())
        self.words.setToolTip(codes)
        self.words.setAccessibleDescription(codes)
        self._term_id = term.id if term else ""
        current = item.grade.confidence if item.grade else None
        self.accept_button.setVisible(
            term is not None and current != self._term_id and not context.read_only
        )
