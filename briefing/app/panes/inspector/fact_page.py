"""The inspector page of a fact: wording, grade, sources, contradicting facts, grade history."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from briefing.app.i18n import tr
from briefing.app.panes.inspector.grade_editor import GradeEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.panes.inspector.source_cards import ContradictionCards, GradeHistory, SourceCards
from briefing.app.presentation.wording.difference import difference_html, difference_words
from briefing.app.presentation.wording.support import support_groups, support_in_words, support_marks
from briefing.app.widgets.labels import caption, muted, yielding
from briefing.app.widgets.text.mark_legend import MarkLegend
from briefing.composition.fact_fields import field_words
from briefing.editing import HideItem, Reword, SetNote
from briefing.model.briefing import FactItem
from briefing.review.alignment import Trace


class FactPage(Page):
    fact_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.wording = self.text_field(
            tr("Wording"), lines=2, one_line=True, required="A fact needs a wording."
        )
        self.support = MarkLegend()
        self.support.hide()
        self.column.addWidget(self.support)
        self._fact_line = muted("", name="small")
        self.column.addWidget(self._fact_line)
        self._statement_caption = caption(tr("Statement in the library"))
        self.statement = yielding(QLabel())
        self.statement.setWordWrap(True)
        self.statement.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.statement.setAccessibleName(tr("Statement in the library"))
        self.restore_button = QPushButton(tr("Use the statement from the library"))
        self.restore_button.setObjectName("quiet")
        for widget in (self._statement_caption, self.statement):
            self.column.addWidget(widget)
        self.column.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.grade = GradeEditor()
        self.column.addSpacing(8)
        self.column.addWidget(self.grade)
        self.add_field(self.grade.rationale)
        self.sources = SourceCards()
        self.put(tr("Sources"), self.sources)
        self._contradictions_caption = caption(tr("Contradicted or superseded by"))
        self.contradictions = ContradictionCards()
        self.column.addSpacing(5)
        self.column.addWidget(self._contradictions_caption)
        self.column.addWidget(self.contradictions)
        self.note = self.text_field(
            tr("Note"), hint=tr("For the people who edit this briefing; not printed")
        )
        self.hidden = QCheckBox(tr("Hide in print; keep as evidence"))
        self.column.addWidget(self.hidden)
        self.grade_history = GradeHistory()
        self.put(tr("Earlier grades"), self.grade_history)
        self.history_button = self.add_history_button()
        self.column.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self.wording.typed.connect(self.reword)
        self.restore_button.clicked.connect(lambda: self.ask(Reword(self.row_id, None)))
        self.grade.edit_requested.connect(self.edit_requested)
        self.contradictions.fact_requested.connect(self.fact_requested)
        self.note.typed.connect(lambda text, run: self.ask(SetNote(self.row_id, text), run))
        self.hidden.clicked.connect(lambda checked: self.ask(HideItem(self.row_id, checked)))

    def show_row(self, item: FactItem, context: InspectorContext) -> None:
        if item.id != self.row_id:
            self.show_support(None)
        self.start_row(item.id, context)
        fact = context.catalogue.facts[item.fact_id]
        self.wording.show_text(item.wording or fact.statement)
        self._show_difference(item, fact.statement, context)
        self._fact_line.setText(" · ".join(field_words(fact, "en")))
        self.grade.show_rows([item], context)
        self.sources.show_fact(fact, context.catalogue)
        is_contradicted = self.contradictions.show_fact(fact, context)
        self._contradictions_caption.setVisible(is_contradicted)
        self.contradictions.setVisible(is_contradicted)
        self.note.show_text(item.note)
        self.hidden.setChecked(item.hidden)
        self.hidden.setEnabled(not context.read_only)
        self.grade_history.show_notes(context.grade_notes(item.id), context)

    def show_support(self, trace: Trace | None) -> None:
        """Mark each word by its support in the fact, with a legend; remove the marks for None."""
        is_shown = trace is not None and trace.text == self.wording.entered_text().strip()
        shown = trace if is_shown else None
        groups = support_groups(shown) if shown else []
        self.wording.mark_words(support_marks(shown) if shown else [])
        self.wording.setAccessibleDescription(support_in_words(shown) if shown else "")
        self.support.show_rows(
            [(each.name, each.style, each.words, not each.is_supported) for each in groups]
        )
        self.support.setVisible(bool(groups))

    def _show_difference(self, item: FactItem, statement: str, context: InspectorContext) -> None:
        reworded = item.wording is not None
        for widget in (self._statement_caption, self.statement):
            widget.setVisible(reworded)
        self.restore_button.setVisible(reworded and not context.read_only)
        if item.wording is not None:
            self.statement.setText(difference_html(statement, item.wording))
            self.statement.setAccessibleDescription(difference_words(statement, item.wording))
