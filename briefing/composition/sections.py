"""Sections in print: their numbers, and the view of each item in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from briefing.composition import formatting
from briefing.composition.addresses import ATTACHMENT_ADDRESS
from briefing.composition.chart_data.composer import ChartComposer
from briefing.composition.citations import CitationRegister
from briefing.composition.fact_fields import printed_standing
from briefing.composition.grades import Grades
from briefing.composition.labels import PrintedLabel, is_headless, prints
from briefing.composition.rows import RowIndex
from briefing.composition.treaties.comparison import comparison_grid
from briefing.composition.typed_words.unchanged_views import UnchangedViews
from briefing.composition.views.references import EvidenceRef, ranges
from briefing.composition.views.statements import (
    ChartView,
    FactView,
    ImageView,
    ItemView,
    Opposed,
    ProseView,
    SectionView,
    TableView,
)
from briefing.errors import Check, never_mind
from briefing.model.briefing import (
    ChartItem,
    Comparison,
    Evidence,
    FactItem,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.model.library import Catalogue
from briefing.typography.scripts import text_direction


@dataclass(eq=False)
class SectionComposer:
    """Composes sections in reading order, in which sources get their numbers.

    `numbering` is a style of `formatting.section_number`. What is `unchanged` is not composed again.
    """

    catalogue: Catalogue
    rows: RowIndex
    grades: Grades
    citations: CitationRegister
    charts: ChartComposer
    numbering: str
    language: str
    check: Check = never_mind
    unchanged: UnchangedViews | None = None
    _paired: set[str] = field(default_factory=set, init=False)
    """Rows of facts that were printed next to one that they contradict, and are not printed again."""
    _contrasted: set[frozenset[str]] = field(default_factory=set, init=False)
    """Pairs of rows that were printed next to each other."""

    def sections(
        self, sections: Iterable[Section], prefix: str = "", level: int = 2
    ) -> tuple[SectionView, ...]:
        """Compose the sections that print anything; `level` is that of their headings."""
        views: list[SectionView] = []
        for section in sections:
            if not prints(section):
                continue
            self.check()
            headless = level == formatting.TOP_LEVEL and is_headless(section, self.language)
            count = sum(not view.is_headless for view in views) + 1
            number = "" if headless else formatting.section_number(count, level, prefix, self.numbering)
            items = tuple(self._item(item) for item in section.items if self._is_printed_here(item))
            children = self.sections(section.sections, number, level + 1)
            anchor = f"section-{section.id}"
            views.append(
                SectionView(section.id, number, section.title, level, anchor, items, children, headless)
            )
        return tuple(views)

    def _is_printed_here(self, item: Item) -> bool:
        return not (item.hidden or item.id in self._paired or isinstance(item, Judgement))

    def _item(self, item: Item) -> ItemView:
        return ITEM_VIEWS[type(item)](self, item)

    def fact(self, item: FactItem) -> FactView:
        known = self.unchanged.fact(item) if self.unchanged else None
        view = known or self._new_fact(item)
        self._paired.update(other.row_id for other in view.opposed if other.absorbed)
        self._contrasted.update(
            frozenset((item.id, other.row_id)) for other in view.opposed if other.row_id
        )
        return view

    def _new_fact(self, item: FactItem) -> FactView:
        fact = self.catalogue.facts[item.fact_id]
        printed = self.rows.labels[item.id]
        return FactView(
            row_id=item.id,
            label=printed.label,
            anchor=f"row-{item.id}",
            text=self.rows.statement(fact, item),
            direction=self.rows.direction(fact, item),
            standing=printed_standing(fact, self.catalogue, self.language, item.grade),
            grade=self.grades.view(item.grade, fact),
            refs=self.citations.refs(fact.citations),
            origins=self.citations.origins(fact),
            opposed=self._contrast(
                item.id, self._bearing_on(self.catalogue.contradicting(fact.id), printed)
            ),
            superseded=self._bearing_on(self.catalogue.superseding(fact.id), None),
            treaty_id=fact.treaty_id,
        )

    def _contrast(self, row_id: str, opposed: Iterable[Opposed]) -> tuple[Opposed, ...]:
        """Mark those that the row was printed next to before, where it was the one that contradicts."""
        return tuple(
            replace(other, repeated=frozenset((row_id, other.row_id)) in self._contrasted)
            for other in opposed
        )

    def _bearing_on(self, fact_ids: Iterable[str], beside: PrintedLabel | None) -> tuple[Opposed, ...]:
        """Compose the facts in the order of their numbers, those that the briefing does not use last."""
        rows, places = self.rows.fact_rows, self.rows.places
        ordered = sorted(fact_ids, key=lambda each: places[rows[each]] if each in rows else len(places))
        return tuple(self._opposed(fact_id, beside) for fact_id in ordered)

    def _opposed(self, fact_id: str, beside: PrintedLabel | None) -> Opposed:
        """Compose a fact that is printed next to another; in the same section it is then not repeated."""
        fact = self.catalogue.facts[fact_id]
        row_id = self.rows.fact_rows.get(fact_id)
        item = self.rows.items[row_id] if row_id else None
        shown = bool(item and not item.hidden)
        absorbed = bool(
            row_id and shown and beside and self.rows.labels[row_id].section_id == beside.section_id
        )
        row = item if isinstance(item, FactItem) else None
        grade = row.grade if row else None
        return Opposed(
            text=self.rows.statement(fact, row),
            direction=self.rows.direction(fact, row),
            standing=printed_standing(fact, self.catalogue, self.language, grade),
            grade=self.grades.view(grade, fact),
            refs=self.citations.refs(fact.citations),
            label=self.rows.label(row_id) if row_id else "",
            anchor=self.rows.anchor(row_id) if row_id else f"fact-{fact_id}",
            row_id=row_id or "",
            absorbed=absorbed,
        )

    def prose(self, item: Prose) -> ProseView:
        return ProseView(
            row_id=item.id,
            paragraphs=formatting.paragraphs(item.text),
            direction=text_direction(item.text),
            evidence=self._evidence(item.evidence),
        )

    def image(self, item: ImageItem) -> ImageView:
        return ImageView(
            row_id=item.id,
            label=self.rows.label(item.id),
            anchor=f"row-{item.id}",
            address=ATTACHMENT_ADDRESS + item.attachment,
            caption=formatting.sentence(item.caption),
            alt=item.alt,
            evidence=self._evidence(item.evidence),
        )

    def table(self, item: Table) -> TableView:
        return TableView(
            row_id=item.id,
            label=self.rows.label(item.id),
            anchor=f"row-{item.id}",
            caption=formatting.sentence(item.caption),
            columns=item.columns,
            rows=item.rows,
            evidence=self._evidence(item.evidence),
            refs=tuple(tuple(() for _ in row) for row in item.rows),
            is_comparison=False,
        )

    def comparison(self, item: Comparison) -> TableView:
        treaties = [self.catalogue.treaties[treaty_id] for treaty_id in item.treaty_ids]
        grid = comparison_grid(treaties, item.aspects, self.citations, self.language)
        return TableView(
            row_id=item.id,
            label=self.rows.label(item.id),
            anchor=f"row-{item.id}",
            caption=formatting.sentence(item.caption),
            columns=grid.columns,
            rows=grid.rows,
            evidence=(),
            refs=grid.refs,
            is_comparison=True,
            remark=grid.unrecorded,
        )

    def chart(self, item: ChartItem) -> ChartView:
        if self.unchanged and (known := self.unchanged.chart(item)):
            self.charts.files.update(self.unchanged.drawings(known))
            return known
        return self.charts.view(item)

    def _evidence(self, evidence: Iterable[Evidence]) -> tuple[EvidenceRef, ...]:
        return ranges(self.rows.refs({piece.item_id for piece in evidence}))


ITEM_VIEWS: dict[type[Item], Callable[[SectionComposer, Any], ItemView]] = {
    FactItem: SectionComposer.fact,
    Prose: SectionComposer.prose,
    ImageItem: SectionComposer.image,
    Table: SectionComposer.table,
    Comparison: SectionComposer.comparison,
    ChartItem: SectionComposer.chart,
}
"""The method for each type of item that a section prints; judgements are printed at the front."""
