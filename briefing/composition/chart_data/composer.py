"""Charts of a briefing: the rows and treaties that each takes, and the page's account of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.charts import ChartStyle, ChartSvg
from briefing.composition import formatting
from briefing.composition.addresses import DRAWING_ADDRESS
from briefing.composition.chart_data.chart_input import ChartInput, EvidenceRow, FactRow, JudgementRow
from briefing.composition.chart_data.chart_kind import BuiltChart, nothing_to_draw
from briefing.composition.chart_data.registry import KINDS
from briefing.composition.citations import CitationRegister
from briefing.composition.phrases import phrases_in
from briefing.composition.rows import RowIndex
from briefing.composition.scope.chart_scope import chart_scope
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.composition.views.references import ranges
from briefing.composition.views.statements import ChartPicture, ChartView, TableView
from briefing.errors import Problem, RenderError
from briefing.faults import Fault, isolated
from briefing.grading import Scheme
from briefing.model.briefing import Briefing, ChartItem, FactItem, Item
from briefing.model.fact import Fact
from briefing.model.library import Catalogue

_PAGE_MM = 215.0
"""The height of a picture that still fits on a page of any paper with its caption."""


@dataclass(eq=False)
class ChartComposer:
    """Composes the charts of one briefing; `files` holds their SVG documents by name.

    `faults` holds, by row, the errors in the program that kept a chart from being drawn.
    """

    _briefing: Briefing
    _catalogue: Catalogue
    _rows: RowIndex
    _citations: CitationRegister
    _style: ChartStyle
    _scheme: Scheme
    files: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    _fact_rows: dict[str, FactRow] = field(default_factory=dict, init=False)

    def view(self, item: ChartItem) -> ChartView:
        built = self._built(item)
        self._refuse_too_high(item, built.pictures)
        table = self._table(item, built.grid) if built.grid else None
        return ChartView(
            row_id=item.id,
            label=self._rows.label(item.id),
            anchor=f"row-{item.id}",
            caption=formatting.sentence(item.caption),
            pictures=tuple(self._picture(drawn) for drawn in built.pictures),
            table=table if not built.pictures else None,
            content=table if built.pictures else None,
            nothing=built.nothing,
            remarks=built.remarks,
            evidence=ranges(self._rows.refs(set(built.rows))),
            refs=self._citations.refs(dict.fromkeys(built.citations), notes=False),
            short_sources=self._short_sources(built),
        )

    def _short_sources(self, built: BuiltChart) -> tuple[str, ...]:
        """Return the sources in short where those of statements are in footnotes, not in a list."""
        if not self._citations.has_notes:
            return ()
        return self._citations.in_short(built.citations)

    def _built(self, item: ChartItem) -> BuiltChart:
        """Build the chart; where an error in the program prevents that, a sentence that says so."""
        chart_input = self._input(item)
        built = isolated(f"chart: {item.kind}", lambda: KINDS[item.kind].build(chart_input))
        if not isinstance(built, Fault):
            return built
        self.faults[item.id] = built
        return nothing_to_draw(phrases_in(self._briefing.language)("chart.failed"))

    def _refuse_too_high(self, item: ChartItem, pictures: Iterable[ChartSvg]) -> None:
        """Raise RenderError where a picture is higher than a page, as one long statement can be."""
        if any(drawn.height_mm > _PAGE_MM for drawn in pictures):
            problem = Problem(
                "A part of the figure is higher than a page, and cannot be divided.",
                "Shorten the longest wording in it, or narrow the scope of the figure.",
                field=f"row {item.id}",
            )
            raise RenderError(problem)

    def _picture(self, drawn: ChartSvg) -> ChartPicture:
        name = f"{hashlib.sha256(drawn.svg.encode()).hexdigest()}.svg"
        self.files[name] = drawn.svg
        return ChartPicture(DRAWING_ADDRESS + name, drawn.alt, drawn.width_mm, drawn.height_mm)

    def _table(self, item: ChartItem, grid: ComparisonGrid) -> TableView:
        return TableView(
            row_id=item.id,
            label=self._rows.label(item.id),
            anchor=f"row-{item.id}",
            caption=formatting.sentence(item.caption),
            columns=grid.columns,
            rows=grid.rows,
            evidence=(),
            refs=grid.refs,
            is_comparison=True,
            remark=grid.unrecorded,
            named=grid.named,
        )

    def _input(self, item: ChartItem) -> ChartInput:
        scope = chart_scope(item, self._briefing, self._catalogue)
        judgements = tuple(JudgementRow(row, self._rows.label(row.id)) for row in scope.judgements)
        return ChartInput(
            item=item,
            scope=scope,
            facts=tuple(self._fact_row(row, fact) for row, fact in scope.facts),
            judgements=judgements,
            treaties=scope.treaties,
            evidence=self._evidence(judgements),
            citations=self._citations,
            language=self._briefing.language,
            scheme=self._scheme,
            style=self._style,
        )

    def _fact_row(self, row: FactItem, fact: Fact) -> FactRow:
        known = self._fact_rows.get(row.id)
        if known is None:
            known = FactRow(row, fact, self._rows.label(row.id), self._rows.statement(fact, row))
            self._fact_rows[row.id] = known
        return known

    def _evidence(self, judgements: Iterable[JudgementRow]) -> tuple[EvidenceRow, ...]:
        """Return the rows that bear on these judgements, in reading order."""
        named = {piece.item_id for judgement in judgements for piece in judgement.item.evidence}
        return tuple(
            EvidenceRow(
                row_id,
                self._rows.label(row_id),
                self._rows.anchor(row_id),
                self._rows.text(item),
                self._standing(item),
            )
            for row_id in self._rows.in_order(named)
            if (item := self._rows.items[row_id])
        )

    def _standing(self, item: Item) -> str:
        if not isinstance(item, FactItem):
            return ""
        return formatting.STANDINGS[self._catalogue.facts[item.fact_id].standing]
