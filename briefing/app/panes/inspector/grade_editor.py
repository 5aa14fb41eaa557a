"""The grade of one or several rows: likelihood, confidence, credibility, rationale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.page import InspectorContext
from briefing.app.panes.inspector.suggested_grade import SuggestedGrade
from briefing.app.widgets.confidence_control import ConfidenceControl, FactorControls
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import caption, muted
from briefing.app.widgets.likelihood_control import LikelihoodControl
from briefing.app.widgets.text_field import TextField
from briefing.editing import Batch, ClearGrade, Edit, GradeItem
from briefing.grading import Subject
from briefing.model.briefing import FactItem, Grade, Judgement

T = TypeVar("T")
Change = Callable[[Grade], Grade]


class GradeEditor(QWidget):
    """Shows and changes the grade of the selected rows; where they differ, nothing is chosen."""

    edit_requested = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._items: Sequence[FactItem | Judgement] = ()
        self._context: InspectorContext | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self.likelihood = LikelihoodControl()
        self._likelihood_caption = caption(tr("Likelihood"), self.likelihood.ruler)
        self.confidence = ConfidenceControl()
        self.factors = FactorControls()
        self.suggested = SuggestedGrade()
        self.suggested.accepted.connect(self._use_suggestions)
        self.credibility = ComboBox()
        self._credibility_caption = caption(tr("Credibility of the information"), self.credibility)
        self.rationale = TextField(lines=2)
        self.rationale.setPlaceholderText(
            tr("Why this grade: what the evidence shows, and what is missing")
        )
        self.rationale.setToolTip(
            tr(
                "The rationale of a judgement is printed if the template prints reasons (an option of it). "
                "That of other rows is kept in the project only."
            )
        )
        self._scheme_line = muted("", name="small")
        for widget in (
            self._likelihood_caption,
            self.likelihood,
            caption(tr("Confidence"), self.confidence),
            self.confidence,
            self.factors,
            self.suggested,
            self._credibility_caption,
            self.credibility,
            caption(tr("Rationale"), self.rationale),
            self.rationale,
            self._scheme_line,
        ):
            column.addWidget(widget)
            if isinstance(widget, QLabel) and widget is not self._scheme_line:
                column.insertSpacing(column.count() - 1, 5)
        self.likelihood.chosen_changed.connect(
            lambda term: self._change(lambda g: replace(g, likelihood=term), tr("Choose likelihood"))
        )
        self.confidence.chosen_changed.connect(
            lambda term: self._change(lambda g: replace(g, confidence=term), tr("Choose confidence"))
        )
        self.factors.rated.connect(
            lambda name, term: self._change(lambda g: _rated(g, name, term), tr("Rate a confidence factor"))
        )
        self.credibility.activated.connect(self._credibility_chosen)
        self.rationale.typed.connect(
            lambda text, run: self._change(
                lambda grade: replace(grade, rationale=text), tr("Change rationale"), run
            )
        )

    def show_rows(self, items: Sequence[FactItem | Judgement], context: InspectorContext) -> None:
        self._items, self._context = items, context
        scheme = context.scheme
        self.confidence.show_scale(scheme.scale(Subject.CONFIDENCE) if scheme else None)
        self.likelihood.show_scale(scheme.scale(Subject.LIKELIHOOD) if scheme else None)
        self.factors.show_scale(scheme.scale(Subject.CONFIDENCE) if scheme else None)
        self.factors.show_ratings(
            _shared([item.grade.factors if item.grade else {} for item in items]) or {}
        )
        self.confidence.show_term(
            _shared([item.grade.confidence if item.grade else None for item in items])
        )
        self.likelihood.show_term(
            _shared([item.grade.likelihood if item.grade else None for item in items])
        )
        self.rationale.show_text(
            _shared([item.grade.rationale if item.grade else "" for item in items]) or ""
        )
        only_judgements = all(isinstance(item, Judgement) for item in items)
        only_facts = all(isinstance(item, FactItem) for item in items)
        for widget, shown in (
            (self._likelihood_caption, only_judgements),
            (self.likelihood, only_judgements),
            (self._credibility_caption, only_facts),
            (self.credibility, only_facts),
        ):
            widget.setVisible(shown)
        if only_facts:
            self._offer_credibility(context)
        self.suggested.show_rows(items, context)
        self._scheme_line.setText(tr("Grading scheme: {name}", name=scheme.name) if scheme else "")
        self._enable_controls(not context.read_only)

    def _enable_controls(self, allowed: bool) -> None:
        self.confidence.setEnabled(allowed)
        self.factors.setEnabled(allowed)
        self.likelihood.setEnabled(allowed)
        self.credibility.setEnabled(allowed)

    def _offer_credibility(self, context: InspectorContext) -> None:
        scale = context.scales.schemes["admiralty"].scale(Subject.CREDIBILITY)
        facts = [
            context.catalogue.facts[item.fact_id] for item in self._items if isinstance(item, FactItem)
        ]
        credibility = _shared([item.grade.credibility if item.grade else None for item in self._items])
        library = _shared([fact.figure for fact in facts])
        words = {term.id: tr(term.term) for term in scale.terms} if scale else {}
        library_text = (
            f"{library} – {words.get(str(library), '')}" if library else tr("different for each fact")
        )
        usual = tr("As in the library: {grade}", grade=library_text)
        if self.credibility.itemText(0) != usual or self.credibility.count() != len(words) + 1:
            self.credibility.clear()
            self.credibility.addItem(usual, None)
            for figure, word in words.items():
                self.credibility.addItem(f"{figure} – {word}", int(figure))
        self.credibility.setCurrentIndex(credibility or 0)

    def _credibility_chosen(self, _position: int) -> None:
        figure = self.credibility.currentData()
        self._change(lambda grade: replace(grade, credibility=figure), tr("Choose credibility"))

    def _use_suggestions(self, terms: Mapping[str, str]) -> None:
        """Ask for the suggested confidence of each row; its reason is to be written next."""
        self._change_each(
            {row: partial(_with_confidence, term) for row, term in terms.items()},
            tr("Use the suggested confidence"),
        )
        self.rationale.setFocus()

    def _change(self, change: Change, name: str, run: object = None) -> None:
        """Ask for the changed grade on every selected row; an empty grade is cleared."""
        self._change_each({item.id: change for item in self._items}, name, run)

    def _change_each(self, changes: Mapping[str, Change], name: str, run: object = None) -> None:
        context = self._context
        if context is None:
            return
        changed = [item for item in self._items if item.id in changes]
        edits = [edit for item in changed if (edit := _edit(item, changes[item.id], context)) is not None]
        if not edits:
            return
        if len(edits) > 1:
            name = tr("{what} of {number} rows", what=name, number=len(edits))
        self.edit_requested.emit(Batch(edits=tuple(edits), name=name), run)


def _edit(item: FactItem | Judgement, change: Change, context: InspectorContext) -> Edit | None:
    blank = Grade(graded_by=context.author, graded_on=context.today)
    changed = replace(change(item.grade or blank), graded_by=context.author, graded_on=context.today)
    if changed == blank:
        return ClearGrade(item_id=item.id) if item.grade else None
    return None if changed == item.grade else GradeItem(item_id=item.id, grade=changed)


def _with_confidence(term: str, grade: Grade) -> Grade:
    return replace(grade, confidence=term)


def _rated(grade: Grade, name: str, term: str | None) -> Grade:
    others = {factor: rating for factor, rating in grade.factors.items() if factor != name}
    return replace(grade, factors=dict(sorted({**others, **({name: term} if term else {})}.items())))


def _shared(values: Sequence[T]) -> T | None:
    """Return the value that all share, None where they differ."""
    return values[0] if values and all(value == values[0] for value in values) else None
