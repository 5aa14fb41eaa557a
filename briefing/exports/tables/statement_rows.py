"""Context → the statements as rows of a table, the same for CSV and for the workbook."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.composition.views.annexes import AnnexFact
from briefing.composition.views.statements import FactView, GradeView, JudgementView, Opposed, SectionView
from briefing.exports.blocks.phrases import as_words, confidence_in_words, in_words, source_name
from briefing.exports.edition import Edition
from briefing.model.briefing import Briefing, FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue


class Address(str):
    """A web address: the one kind of text that becomes a link."""

    __slots__ = ()


Value = str | int | float | datetime.date
_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_YEAR = 1900
"""Spreadsheets know no day before it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table of statements: its heading and its width in characters."""

    name: str
    width: int


FACT_COLUMNS = (
    Column("No.", 6),
    Column("Section", 24),
    Column("Statement", 60),
    Column("Confidence", 24),
    Column("Grade", 8),
    Column("Standing", 16),
    Column("Attributed to", 24),
    Column("Date", 14),
    Column("Amount", 10),
    Column("Unit", 10),
    Column("Bounded as", 12),
    Column("Sources", 20),
    Column("Sources in words", 50),
    Column("Origins", 20),
    Column("Contradicted by", 40),
    Column("Superseded by", 40),
    Column("Fact, as the library holds it", 60),
    Column("Remarks", 30),
)
JUDGEMENT_COLUMNS = (
    Column("No.", 6),
    Column("Judgement", 60),
    Column("Likelihood", 18),
    Column("Likelihood range", 16),
    Column("Confidence", 24),
    Column("Rests on", 16),
    Column("Against it", 16),
    Column("Why this confidence", 50),
    Column("Assumed", 40),
    Column("Otherwise", 40),
    Column("To watch", 40),
    Column("Since the last issue", 40),
)
SOURCE_COLUMNS = (
    Column("No.", 6),
    Column("Publisher", 26),
    Column("Title", 30),
    Column("Description", 50),
    Column("Authors", 20),
    Column("Kind", 16),
    Column("Issued", 18),
    Column("Language", 12),
    Column("Reliability", 10),
    Column("Why", 50),
    Column("Repeats", 10),
    Column("Used in", 14),
    Column("Address", 50),
)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A fact as it stands in the text, and what stands beside it there."""

    row_id: str
    text: str
    grade: GradeView
    section: str
    contradicted_by: tuple[str, ...]
    superseded_by: tuple[str, ...]


def facts(edition: Edition) -> Iterator[tuple[Value, ...]]:
    """A row for each fact that is used, then for each that is listed for what it contradicts."""
    context = edition.context
    printed = {f"annex-{each.row_id}": each for section in context.sections for each in _printed(section)}
    known = _by_anchor(edition.briefing)
    named = {source.number: as_words(source_name(source)) for source in context.sources}
    for fact in (*context.facts, *context.other_facts):
        shown = printed.get(fact.anchor)
        yield (
            *_stated(fact, shown),
            fact.standing,
            fact.attribution,
            _day(known[fact.anchor].date, fact.date),
            *_quantity(known[fact.anchor]),
            in_words(fact.refs),
            "\n".join(named[number] for number in dict.fromkeys(ref.number for ref in fact.refs)),
            fact.origins,
            "\n".join(shown.contradicted_by if shown else ()),
            "\n".join(shown.superseded_by if shown else ()),
            fact.statement,
            " ".join(fact.remarks),
        )


def _by_anchor(briefing: Briefing) -> dict[str, Fact]:
    """The library's facts by the anchors under which the annex lists them."""
    facts = Catalogue(briefing.library).facts
    unused = {f"fact-{fact.id}": fact for fact in facts.values()}
    rows = [item for item in briefing.walk_items() if isinstance(item, FactItem)]
    return unused | {f"annex-{row.id}": facts[row.fact_id] for row in rows}


def _stated(fact: AnnexFact, shown: _Printed | None) -> tuple[Value, ...]:
    """Number, section, statement, confidence and code: the words and the grade that are printed."""
    if shown is None:
        graded = "Not shown in the text" if fact.label else "Not used here"
        return (_number(fact.label), "", fact.statement, graded, fact.code)
    return (_number(fact.label), shown.section, shown.text, _confidence(shown.grade), shown.grade.code)


def _printed(section: SectionView) -> Iterator[_Printed]:
    title = f"{section.number} {section.title}"
    for item in section.items:
        if isinstance(item, FactView):
            beside = tuple(map(_told, item.opposed))
            later = tuple(map(_told, item.superseded))
            yield _Printed(item.row_id, item.text, item.grade, title, beside, later)
            stated = (f"{item.label} {item.text} ({item.grade.code}, {item.standing})",)
            for other in item.opposed:
                if other.absorbed:
                    yield _Printed(other.row_id, other.text, other.grade, title, stated, ())
    for child in section.sections:
        yield from _printed(child)


def _told(other: Opposed) -> str:
    """Another fact in one cell, with its grade and how it stands."""
    said = f"{other.text} ({other.grade.code}, {other.standing})"
    return f"{other.label} {said}" if other.label else said


def _confidence(grade: GradeView) -> str:
    return (
        f"{confidence_in_words(grade)} ({grade.factors})" if grade.factors else confidence_in_words(grade)
    )


def _number(label: str) -> Value:
    return int(label) if label.isdecimal() else label


def _day(edtf: str | None, in_words: str) -> Value:
    """A date that a spreadsheet can sort, where the source gives the very day; else the words for it."""
    if edtf and _A_DAY.fullmatch(edtf) and int(edtf[:4]) >= _FIRST_YEAR:
        return datetime.date.fromisoformat(edtf)
    return in_words


def _quantity(fact: Fact) -> tuple[Value, ...]:
    if fact.quantity is None:
        return ("", "", "")
    bound = str(fact.quantity.qualifier).replace("_", " ")
    return (fact.quantity.value, fact.quantity.unit, bound)


def judgements(edition: Edition) -> Iterator[tuple[Value, ...]]:
    beneath = edition.context.options.get("reasoning", "beneath") == "beneath"
    for view in edition.context.judgements:
        yield (*_judged(view), *(_reasoning(view) if beneath else ("",) * 5))


def _judged(view: JudgementView) -> tuple[Value, ...]:
    grade = view.grade
    return (
        view.label,
        view.text,
        grade.likelihood,
        grade.likelihood_range,
        _confidence(grade),
        ", ".join(piece.label for piece in view.supporting),
        ", ".join(piece.label for piece in view.opposing),
    )


def _reasoning(view: JudgementView) -> tuple[Value, ...]:
    lists = (view.assumptions, view.alternatives, view.indicators)
    return (view.rationale, *("\n".join(entries) for entries in lists), view.change_since_last)


def sources(edition: Edition) -> Iterator[tuple[Value, ...]]:
    for view in edition.context.sources:
        yield (
            view.number,
            view.publisher,
            view.title,
            view.description,
            view.authors,
            view.kind,
            view.issued,
            view.language,
            view.letter,
            view.reason,
            ", ".join(map(str, view.repeats)),
            ", ".join(piece.label for piece in view.used_by),
            Address(view.url),
        )
