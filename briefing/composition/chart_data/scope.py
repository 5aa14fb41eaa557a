"""Drawings of a briefing: which rows and treaties each takes, and how the page accounts for it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from briefing.charts import ChartStyle, ChartSvg
from briefing.composition import formatting
from briefing.composition.accounts import Places
from briefing.composition.chart_data.content import MAKERS, ChartContent, EvidenceRow, FactRow, JudgementRow
from briefing.composition.citations import CitationRegister
from briefing.composition.treaties.comparison_cells import ComparisonGrid
from briefing.composition.views import document as v
from briefing.errors import Problem, RenderError
from briefing.grading import Scheme
from briefing.model.briefing import Briefing, ChartItem, FactItem, Item, Judgement, Prose, Scope, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue

DRAWING_ADDRESS = "https://drawing.invalid/"
_ROOM_MM = 30.0
"""How much higher than the style wishes a picture may be and still fit onto a page."""


@dataclass(eq=False)
class ChartComposer:
    """Draws the drawings of one briefing; `files` holds their pictures by name."""

    _briefing: Briefing
    _catalogue: Catalogue
    _cited: CitationRegister
    _places: Places
    _anchor: Callable[[str], str]
    _style: ChartStyle
    _scheme: Scheme
    files: dict[str, str] = field(default_factory=dict)

    def view(self, item: ChartItem) -> v.ChartView:
        made = MAKERS[item.kind](self._content(item))
        self._refuse_too_high(item, made.pictures)
        used = set(made.rows)
        return v.ChartView(
            row_id=item.id,
            label=self._places[item.id].label,
            anchor=f"row-{item.id}",
            caption=formatting.sentence(item.caption),
            pictures=tuple(self._picture(drawn) for drawn in made.pictures),
            table=self._table(item, made.grid) if made.grid else None,
            nothing=made.nothing,
            remarks=made.remarks,
            evidence=tuple(
                v.EvidenceRef(self._places[row].label, self._anchor(row))
                for row in self._places
                if row in used
            ),
            refs=self._cited.refs(dict.fromkeys(made.citations)),
        )

    def _refuse_too_high(self, item: ChartItem, pictures: Iterable[ChartSvg]) -> None:
        """One statement alone can be longer than a page; what is in pieces is in parts already."""
        if any(drawn.height_mm > self._style.height_mm + _ROOM_MM for drawn in pictures):
            problem = Problem(
                "A part of the drawing is higher than a page, and cannot be broken.",
                "Shorten the longest wording in it, or narrow what it takes.",
                field=f"row {item.id}",
            )
            raise RenderError(problem)

    def _picture(self, drawn: ChartSvg) -> v.ChartPicture:
        name = f"{hashlib.sha256(drawn.svg.encode()).hexdigest()}.svg"
        self.files[name] = drawn.svg
        return v.ChartPicture(DRAWING_ADDRESS + name, drawn.alt, drawn.width_mm, drawn.height_mm)

    def _table(self, item: ChartItem, grid: ComparisonGrid) -> v.TableView:
        return v.TableView(
            row_id=item.id,
            label=self._places[item.id].label,
            anchor=f"row-{item.id}",
            caption=formatting.sentence(item.caption),
            columns=grid.columns,
            rows=grid.rows,
            evidence=(),
            refs=grid.refs,
            is_comparison=True,
        )

    # What a drawing takes

    def _content(self, item: ChartItem) -> ChartContent:
        rows = [row for row in self._rows(item) if not row.hidden and row.id in self._places]
        facts = tuple(
            FactRow(row, self._catalogue.facts[row.fact_id], self._places[row.id].label)
            for row in rows
            if isinstance(row, FactItem) and _takes(item, self._catalogue.facts[row.fact_id])
        )
        judgements = tuple(
            JudgementRow(row, self._places[row.id].label) for row in rows if isinstance(row, Judgement)
        )
        named = item.treaty_ids or sorted({row.fact.treaty_id for row in facts})
        return ChartContent(
            item=item,
            facts=facts,
            judgements=judgements,
            treaties=tuple(self._catalogue.treaties[each] for each in named),
            evidence=self._evidence(judgements),
            cited=self._cited,
            language=self._briefing.language,
            scheme=self._scheme,
            style=self._style,
        )

    def _evidence(self, judgements: Iterable[JudgementRow]) -> tuple[EvidenceRow, ...]:
        """What bears on these judgements, in reading order."""
        wanted = {piece.item_id for each in judgements for piece in each.item.evidence}
        items = {item.id: item for item in self._briefing.walk_items()}
        return tuple(
            EvidenceRow(row_id, place.label, *self._words(items[row_id]))
            for row_id, place in self._places.items()
            if row_id in wanted
        )

    def _words(self, item: Item) -> tuple[str, str]:
        """The words of a row, and its standing where it has one."""
        if isinstance(item, FactItem):
            fact = self._catalogue.facts[item.fact_id]
            return item.wording or fact.statement, formatting.STANDINGS[fact.standing]
        return (item.text if isinstance(item, Judgement | Prose) else item.caption), ""

    def _rows(self, item: ChartItem) -> Iterator[Item]:
        if item.scope is Scope.BRIEFING:
            yield from self._briefing.walk_items()
            return
        for section in _home(self._briefing, item.id).walk():
            yield from section.items


def _takes(item: ChartItem, fact: Fact) -> bool:
    of_treaty = not item.treaty_ids or fact.treaty_id in item.treaty_ids
    return of_treaty and (not item.topics or not set(item.topics).isdisjoint(fact.topics))


def _home(briefing: Briefing, item_id: str) -> Section:
    return next(
        section for section in briefing.walk_sections() if any(item.id == item_id for item in section.items)
    )
