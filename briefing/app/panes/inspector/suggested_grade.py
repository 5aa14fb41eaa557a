"""What confidence the evidence by itself would bear, and why; taken only when the analyst takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.page import InspectorContext
from briefing.app.widgets.labels import muted
from briefing.grading import Subject, suggestions, term_on
from briefing.model.briefing import FactItem, Judgement


class SuggestedGrade(QWidget):
    """The suggestion for one row, in a paragraph; `taken(term id)` tells that the analyst wants it."""

    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._term_id = ""
        self.words = muted("", name="small")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take = QPushButton(tr("Take the suggestion"))
        self.take.setObjectName("quiet")
        self.take.clicked.connect(lambda: self.taken.emit(self._term_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeading)

    def show_row(self, items: Sequence[FactItem | Judgement], setting: InspectorContext) -> None:
        scale = setting.scheme.scale(Subject.CONFIDENCE) if setting.scheme else None
        self.setVisible(len(items) == 1 and scale is not None)
        if len(items) != 1 or scale is None:
            return
        (item,) = items
        suggestion = suggestions(setting.briefing, setting.catalogue, scale)[item.id]
        term = term_on(scale, suggestion.step) if suggestion.step else None
        said = tr("Suggested: {term}.", term=tr(term.term)) if term else tr("No suggestion.")
        self.words.setText(f"{said} {suggestion.paragraph}")
        self._term_id = term.id if term else ""
        given = item.grade.confidence if item.grade else None
        self.take.setVisible(term is not None and given != self._term_id and not setting.read_only)
