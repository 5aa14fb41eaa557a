"""Grades and rows in words: what a screen reader says and what lists write beside a shape."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.app.i18n import counted, tr
from briefing.app.panes.library.fact_model import code
from briefing.composition.formatting import STANDINGS
from briefing.grading import Scales, ScaleTerm, Scheme, Shape, Subject
from briefing.model.briefing import (
    Bearing,
    Briefing,
    ChartItem,
    Comparison,
    FactItem,
    Grade,
    Graded,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.model.library import Catalogue


@dataclass(frozen=True, slots=True)
class GradeWords:
    """A grade in words of the scheme; `level` of `levels` is the confidence, 0 where none is given."""

    confidence: str = ""
    level: int = 0
    levels: int = 0
    likelihood: str = ""
    shape: Shape = Shape.DOT


def scheme_of(briefing: Briefing, scales: Scales) -> Scheme | None:
    return scales.schemes.get(briefing.scheme_id)


def term_of(scheme: Scheme | None, subject: Subject, term_id: str | None) -> ScaleTerm | None:
    scale = scheme.scale(subject) if scheme else None
    return scale.term(term_id) if scale and term_id else None


def grade_words(grade: Grade | None, scheme: Scheme | None) -> GradeWords:
    scale = scheme.scale(Subject.CONFIDENCE) if scheme else None
    levels = scale.top_level if scale else 0
    if grade is None:
        return GradeWords(levels=levels)
    confidence = term_of(scheme, Subject.CONFIDENCE, grade.confidence)
    likelihood = term_of(scheme, Subject.LIKELIHOOD, grade.likelihood)
    return GradeWords(
        confidence=tr(confidence.term) if confidence else "",
        level=(confidence.level or 0) if confidence else 0,
        levels=levels,
        likelihood=tr(likelihood.term) if likelihood else "",
        shape=scale.shape if scale else Shape.DOT,
    )


def kind_name(value: Section | Item) -> str:
    """What a row is, as a person calls it."""
    names: dict[type, str] = {
        Section: tr("Section"),
        FactItem: tr("Fact"),
        Judgement: tr("Judgement"),
        Prose: tr("Prose"),
        ImageItem: tr("Figure"),
        Table: tr("Table"),
        Comparison: tr("Comparison"),
        ChartItem: tr("Drawing"),
    }
    return names[type(value)]


def row_code(item: FactItem, catalogue: Catalogue) -> str:
    """The Admiralty pair of a row, with the analyst's own figure where there is one."""
    given = code(catalogue.facts[item.fact_id], catalogue)
    own = item.grade.credibility if item.grade else None
    return f"{given[0]}{own}" if own else given


def evidence_words(item: Judgement | Prose | ImageItem | Table) -> str:
    """How much evidence stands for and against."""
    against = sum(piece.bearing is Bearing.CONTRADICTS for piece in item.evidence)
    supporting = len(item.evidence) - against
    if not item.evidence:
        return tr("no evidence named")
    said = [tr("{number} for", number=supporting)] if supporting else []
    if against:
        said.append(tr("{number} against", number=against))
    return ", ".join(said)


def spoken_row(
    value: Section | Item, label: str, text: str, catalogue: Catalogue, scheme: Scheme | None
) -> str:
    """A row as a screen reader is to say it."""
    said = [f"{kind_name(value)} {label}".strip(), text]
    if isinstance(value, Section):
        said.append(counted(len(value.items), "row", "rows"))
    elif isinstance(value, Graded):
        words = grade_words(value.grade, scheme)
        said.append(words.likelihood)
        said.append(
            tr("confidence {term}", term=words.confidence) if words.confidence else tr("not graded")
        )
    if isinstance(value, FactItem):
        said += [row_code(value, catalogue), tr(STANDINGS[catalogue.facts[value.fact_id].standing])]
    if isinstance(value, Judgement | Prose | ImageItem | Table):
        said.append(evidence_words(value))
    if not isinstance(value, Section) and value.hidden:
        said.append(tr("hidden"))
    return ", ".join(part for part in said if part)
