"""The inspector page of a judgement: sentence, grade, evidence, reasoning."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QCheckBox

from briefing.app.i18n import tr
from briefing.app.panes.inspector.evidence_editor import EvidenceEditor
from briefing.app.panes.inspector.grade_editor import GradeEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.panes.inspector.source_cards import GradeHistory
from briefing.app.widgets.text.exact_text import TYPED_SPACE
from briefing.app.widgets.text_field import TextField
from briefing.editing import HideItem, SetEvidence, SetNote, SetReasoning
from briefing.grading import ScaleTerm, Subject
from briefing.model.briefing import Evidence, Judgement
from briefing.review.checks.estimative_language import term_finder


class JudgementPage(Page):
    """Edits a judgement: sentence, grade, evidence, reasoning (ICD 203, standards 2 to 4 and 7)."""

    def __init__(self) -> None:
        super().__init__()
        self.text = self.text_field(
            tr("Judgement"),
            lines=3,
            one_line=True,
            hint=tr("One sentence: what you conclude"),
            required="A judgement needs a sentence.",
        )
        self.grade = GradeEditor()
        self.column.addSpacing(8)
        self.column.addWidget(self.grade)
        self.add_field(self.grade.rationale)
        self.evidence = EvidenceEditor()
        self.put(tr("Evidence"), self.evidence)
        self.assumptions = self._list(tr("Assumptions"), tr("One per line: what you take for granted"))
        self.alternatives = self._list(
            tr("Alternatives"), tr("One per line: other explanations you considered")
        )
        self.indicators = self._list(
            tr("Indicators"), tr("One per line: events that would change this judgement")
        )
        self.change = self.text_field(tr("What changed since the last issue"))
        self.note = self.text_field(
            tr("Note"), hint=tr("For the people who edit this briefing; not printed")
        )
        self.hidden = QCheckBox(tr("Hide in print"))
        self.column.addWidget(self.hidden)
        self.grade_history = GradeHistory()
        self.put(tr("Earlier grades"), self.grade_history)
        self.history_button = self.add_history_button()
        self.column.addStretch(1)
        self._connect()

    def _list(self, name: str, hint: str) -> TextField:
        field = self.text_field(name, lines=2, hint=hint)
        field.normalised = lambda text: "\n".join(_lines(text))
        return field

    def _connect(self) -> None:
        self.text.typed.connect(self.reword)
        self.grade.edit_requested.connect(self.edit_requested)
        self.evidence.evidence_changed.connect(self._set_evidence)
        self.evidence.row_requested.connect(self.row_requested)
        self.evidence.library_requested.connect(self.library_requested)
        self.assumptions.typed.connect(
            lambda text, run: self.ask(SetReasoning(self.row_id, assumptions=_lines(text)), run)
        )
        self.alternatives.typed.connect(
            lambda text, run: self.ask(SetReasoning(self.row_id, alternatives=_lines(text)), run)
        )
        self.indicators.typed.connect(
            lambda text, run: self.ask(SetReasoning(self.row_id, indicators=_lines(text)), run)
        )
        self.change.typed.connect(
            lambda text, run: self.ask(SetReasoning(self.row_id, change_since_last=text), run)
        )
        self.note.typed.connect(lambda text, run: self.ask(SetNote(self.row_id, text), run))
        self.hidden.clicked.connect(lambda checked: self.ask(HideItem(self.row_id, checked), None))

    def _reasoning(self) -> dict[str, TextField]:
        return {
            "assumptions": self.assumptions,
            "alternatives": self.alternatives,
            "indicators": self.indicators,
        }

    def _set_evidence(self, evidence: tuple[Evidence, ...]) -> None:
        self.ask(SetEvidence(self.row_id, evidence), None)

    def show_row(self, item: Judgement, context: InspectorContext) -> None:
        self.start_row(item.id, context)
        self.text.show_text(item.text)
        self.grade.show_rows([item], context)
        self.grade.likelihood.show_stated(_stated_term(item, context))
        self.evidence.show_evidence(item.id, item.evidence, context)
        for name, field in self._reasoning().items():
            field.show_text("\n".join(getattr(item, name)))
        self.change.show_text(item.change_since_last)
        self.note.show_text(item.note)
        self.hidden.setChecked(item.hidden)
        self.hidden.setEnabled(not context.read_only)
        self.grade_history.show_notes(context.grade_notes(item.id), context)


def _stated_term(item: Judgement, context: InspectorContext) -> ScaleTerm | None:
    """Return the likelihood that the words of a judgement state, if they state one and do not negate it."""
    scale = context.scheme.scale(Subject.LIKELIHOOD) if context.scheme else None
    if scale is None or re.search(r"\b(?:not|no|nor|neither)\b|n['’]t\b", item.text, re.IGNORECASE):
        return None
    terms = {use.term.id: use.term for use in term_finder(scale).uses(item.text)}
    return next(iter(terms.values())) if len(terms) == 1 else None


def _lines(text: str) -> tuple[str, ...]:
    lines = (line.strip(TYPED_SPACE) for line in text.split("\n"))
    return tuple(line for line in lines if line.strip())
