"""Context → the statements as rows of a table, the same for CSV and for the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.composition import fact_fields
from briefing.composition.blocks.text import PhraseText, as_words, listed, source_name
from briefing.composition.fact_fields import CellValue
from briefing.composition.phrases import Phrases
from briefing.composition.views.annexes import AnnexFact
from briefing.composition.views.statements import FactView, GradeView, JudgementView, Opposed, SectionView
from briefing.exports.edition import Edition, writable
from briefing.model.briefing import Briefing, FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue


class Address(str):
    """A web address: the one kind of text that becomes a link."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the table of statements: the id of the phrase that heads it, its width in characters."""

    id: str
    width: int


FACT_COLUMNS = (
    TableColumn("column.number", 6),
    TableColumn("column.section", 24),
    TableColumn("column.statement", 60),
    TableColumn("column.confidence", 24),
    TableColumn("column.grade", 8),
    *(TableColumn(column.heading, column.width) for column in fact_fields.FACT_COLUMNS),
    TableColumn("column.sources", 20),
    TableColumn("column.sources_in_words", 50),
    TableColumn("column.origins", 20),
    TableColumn("statement.contradicted_by", 40),
    TableColumn("column.superseded_by", 40),
    TableColumn("column.fact", 60),
    TableColumn("column.remarks", 30),
)
JUDGEMENT_COLUMNS = (
    TableColumn("column.number", 6),
    TableColumn("column.judgement", 60),
    TableColumn("column.likelihood", 18),
    TableColumn("column.likelihood_range", 16),
    TableColumn("column.confidence", 24),
    TableColumn("column.rests_on", 16),
    TableColumn("column.against", 16),
    TableColumn("judgement.why", 50),
    TableColumn("judgement.assumed", 40),
    TableColumn("judgement.otherwise", 40),
    TableColumn("judgement.to_watch", 40),
    TableColumn("judgement.since_last_issue", 40),
)
SOURCE_COLUMNS = (
    TableColumn("column.number", 6),
    TableColumn("column.publisher", 26),
    TableColumn("column.title", 30),
    TableColumn("column.description", 50),
    TableColumn("column.authors", 20),
    TableColumn("column.kind", 16),
    TableColumn("column.issued", 18),
    TableColumn("column.language", 12),
    TableColumn("column.reliability", 10),
    TableColumn("column.why", 50),
    TableColumn("column.repeats", 10),
    TableColumn("column.used_in", 14),
    TableColumn("column.address", 50),
)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A fact as it is printed in the text, with those printed beside it."""

    row_id: str
    text: str
    grade: GradeView
    section: str
    contradicted_by: tuple[str, ...]
    superseded_by: tuple[str, ...]


class StatementRows:
    """The rows of each table of one edition, with the words of one language."""

    def __init__(self, edition: Edition, phrases: Phrases) -> None:
        self._edition, self._phrases, self._text = edition, phrases, PhraseText(phrases)

    def facts(self) -> Iterator[tuple[CellValue, ...]]:
        """Yield a row for each fact that is used, then for each that is listed for what it contradicts."""
        context = self._edition.context
        printed = {
            f"annex-{fact.row_id}": fact for section in context.sections for fact in _printed(section)
        }
        known = _by_anchor(self._edition.briefing)
        names = {source.number: as_words(source_name(source)) for source in context.sources}
        language = context.cover.language
        for fact in (*context.facts, *context.other_facts):
            shown = printed.get(fact.anchor)
            yield (
                *self._stated(fact, shown),
                *_cells(known[fact.anchor], language),
                as_words(listed(fact.refs)),
                "\n".join(names[number] for number in dict.fromkeys(ref.number for ref in fact.refs)),
                fact.origins,
                "\n".join(shown.contradicted_by if shown else ()),
                "\n".join(shown.superseded_by if shown else ()),
                fact.statement,
                " ".join(fact.remarks),
            )

    def judgements(self) -> Iterator[tuple[CellValue, ...]]:
        """Yield a row for each key judgement."""
        with_reasoning = self._edition.context.options.get("reasoning") != "none"
        for view in self._edition.context.judgements:
            yield (*self._judged(view), *(_reasoning(view) if with_reasoning else ("",) * 5))

    def sources(self) -> Iterator[tuple[CellValue, ...]]:
        """Yield a row for each source that is listed."""
        for view in self._edition.context.sources:
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

    def _stated(self, fact: AnnexFact, shown: _Printed | None) -> tuple[CellValue, ...]:
        """Return number, section, statement, confidence and code as they are printed."""
        if shown is None:
            graded = self._phrases("fact.not_shown" if fact.label else "grade.not_used")
            return (_number(fact.label), "", fact.statement, graded, fact.code)
        confidence = self._confidence(shown.grade)
        return (_number(fact.label), shown.section, shown.text, confidence, shown.grade.code)

    def _judged(self, view: JudgementView) -> tuple[CellValue, ...]:
        grade = view.grade
        return (
            view.label,
            view.text,
            grade.likelihood,
            grade.likelihood_range,
            self._confidence(grade),
            ", ".join(piece.label for piece in view.supporting),
            ", ".join(piece.label for piece in view.opposing),
        )

    def _confidence(self, grade: GradeView) -> str:
        words = self._text.confidence(grade)
        return f"{words} ({grade.factors})" if grade.factors else words


def _by_anchor(briefing: Briefing) -> dict[str, Fact]:
    """Index the library's facts by the anchors under which the annex lists them."""
    facts = Catalogue(briefing.library).facts
    unused = {f"fact-{fact.id}": fact for fact in facts.values()}
    rows = [item for item in briefing.walk_items() if isinstance(item, FactItem)]
    return unused | {f"annex-{row.id}": facts[row.fact_id] for row in rows}


def _printed(section: SectionView) -> Iterator[_Printed]:
    title = f"{section.number} {section.title}".strip()
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
    """Write another fact into one cell, with its grade and standing."""
    words = f"{other.text} ({other.grade.code}, {other.standing})"
    return f"{other.label} {words}" if other.label else words


def _cells(fact: Fact, language: str) -> Iterator[CellValue]:
    for column in fact_fields.FACT_COLUMNS:
        cell = column.cell(fact, language)
        yield writable(cell) if isinstance(cell, str) else cell


def _number(label: str) -> CellValue:
    return int(label) if label.isdecimal() else label


def _reasoning(view: JudgementView) -> tuple[CellValue, ...]:
    lists = (view.assumptions, view.alternatives, view.indicators)
    return (view.rationale, *("\n".join(entries) for entries in lists), view.change_since_last)
