"""The rows that a chart takes, and whether these are so many that a table is set instead of a figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.composition.treaties.cut_off import treaty_at_cut_off
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    ChartKind,
    FactItem,
    Item,
    Judgement,
    Scope,
    Section,
)
from briefing.model.edtf import parse_edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.remembered import remembered
from briefing.model.sections import catalogue_of, contents_of
from briefing.model.treaty import Action, Treaty

MOST_MARKS = 40
"""More marks than these are a table: a picture of them is read no faster than their list."""

_MOST_BRIEFINGS = 4


@dataclass(frozen=True, slots=True)
class ChartScope:
    """The rows in a chart's scope that are not hidden, in reading order, and its treaties.

    `cited` are the sources that the facts of the briefing cite, hidden rows excluded.
    """

    item: ChartItem
    facts: tuple[tuple[FactItem, Fact], ...]
    judgements: tuple[Judgement, ...]
    treaties: tuple[Treaty, ...]
    cited: frozenset[str]

    def acts(self) -> list[tuple[Treaty, Action]]:
        """Return the acts that a timeline shows, each with those of its citations that it prints.

        Without `every_act` a timeline adds no source to the briefing: an act has the citations of sources
        that facts cite, and one that has none of these is left out.
        """
        acts = self._every_act()
        if self.item.every_act:
            return acts
        known = [(treaty, _citing(action, self.cited)) for treaty, action in acts]
        return [(treaty, action) for treaty, action in known if action.citations]

    def omitted_acts(self) -> int:
        """Count the acts that are left out because no fact cites a source of theirs."""
        return len(self._every_act()) - len(self.acts())

    def _every_act(self) -> list[tuple[Treaty, Action]]:
        treaties = self.treaties if self.item.treaty_ids or not self.item.topics else ()
        return [(treaty, action) for treaty in treaties for action in treaty.actions]

    @property
    def is_table(self) -> bool:
        """Return whether the chart is printed as a table."""
        return self.item.kind is ChartKind.OBLIGATIONS or self._has_too_many_marks

    @property
    def _has_too_many_marks(self) -> bool:
        count = _MARKS.get(self.item.kind)
        return count is not None and count(self) > MOST_MARKS


def _citing(action: Action, cited: Collection[str]) -> Action:
    citations = tuple(citation for citation in action.citations if citation.source_id in cited)
    return replace(action, citations=citations)


def has_place_in_time(date: str | None) -> bool:
    """Return whether a date is known at one end at least."""
    if not date:
        return False
    span = parse_edtf(date)
    return not (span.opens and span.stays_open)


# Counts


def _marks_of_timeline(scope: ChartScope) -> int:
    dates = [fact.date for _row, fact in scope.facts] + [action.date for _treaty, action in scope.acts()]
    return sum(map(has_place_in_time, dates))


def _marks_of_map(scope: ChartScope) -> int:
    places = {fact.place for _row, fact in scope.facts if fact.place}
    return len(places) + len({fact.route for _row, fact in scope.facts if fact.route})


def _marks_of_matrix(scope: ChartScope) -> int:
    return len({piece.item_id for judgement in scope.judgements for piece in judgement.evidence})


_MARKS: dict[ChartKind, Callable[[ChartScope], int]] = {
    ChartKind.TIMELINE: _marks_of_timeline,
    ChartKind.MAP: _marks_of_map,
    ChartKind.MATRIX: _marks_of_matrix,
    ChartKind.GRADES: lambda scope: len(scope.facts) + len(scope.judgements),
    ChartKind.LIKELIHOODS: lambda scope: len(scope.judgements),
}
"""How many marks a figure has, by kind; of a network its strongest links are drawn."""


# Scope


def chart_scope(item: ChartItem, briefing: Briefing, catalogue: Catalogue) -> ChartScope:
    """Return what a chart of a briefing takes."""
    scopes = _scopes(briefing)
    known = scopes.get(item.id)
    if known is None or known.item is not item:
        known = scopes[item.id] = _scope(item, briefing, catalogue)
    return known


@remembered(1)
def _scopes(_briefing: Briefing) -> dict[str, ChartScope]:
    """Return the scopes of a briefing's charts that were asked for, by their ids."""
    return {}


def _scope(item: ChartItem, briefing: Briefing, catalogue: Catalogue) -> ChartScope:
    rows = [row for row in _rows(item, briefing) if not row.hidden]
    facts = [(row, catalogue.facts[row.fact_id]) for row in rows if isinstance(row, FactItem)]
    taken = _taken(item, facts)
    named = item.treaty_ids or sorted({treaty_id for _, fact in taken for treaty_id in fact.treaty_ids})
    return ChartScope(
        item,
        taken,
        tuple(row for row in rows if isinstance(row, Judgement)),
        tuple(treaty_at_cut_off(catalogue.treaties[treaty_id], briefing) for treaty_id in named),
        _cited(briefing),
    )


@remembered(_MOST_BRIEFINGS)
def tables_among(briefing: Briefing) -> frozenset[str]:
    """Return the ids of the charts that are printed as tables."""
    charts = [chart for section in briefing.walk_sections() for chart in contents_of(section).charts]
    if not charts:
        return frozenset()
    catalogue = catalogue_of(briefing.library)
    return frozenset(item.id for item in charts if _is_table(item, briefing, catalogue))


def _is_table(item: ChartItem, briefing: Briefing, catalogue: Catalogue) -> bool:
    """Return whether a chart is printed as a table; for most kinds its rows need not be gone through."""
    if item.kind not in _MARKS:
        return item.kind is ChartKind.OBLIGATIONS
    return _scope(item, briefing, catalogue).is_table


@remembered(_MOST_BRIEFINGS)
def _cited(briefing: Briefing) -> frozenset[str]:
    """Return the sources of the facts that are shown."""
    facts = catalogue_of(briefing.library).facts
    return frozenset(
        citation.source_id
        for item in briefing.walk_items()
        if isinstance(item, FactItem) and not item.hidden
        for citation in facts[item.fact_id].citations
    )


def _rows(item: ChartItem, briefing: Briefing) -> Iterator[Item]:
    if item.scope is Scope.BRIEFING:
        yield from briefing.walk_items()
        return
    for section in _home(briefing, item.id).walk():
        yield from section.items


def _taken(item: ChartItem, facts: Iterable[tuple[FactItem, Fact]]) -> tuple[tuple[FactItem, Fact], ...]:
    """Select the facts on the treaties and topics that a chart names."""
    treaty_ids, topics = frozenset(item.treaty_ids), frozenset(item.topics)
    return tuple(
        (row, fact)
        for row, fact in facts
        if (not treaty_ids or not treaty_ids.isdisjoint(fact.treaty_ids))
        and (not topics or not topics.isdisjoint(fact.topics))
    )


def _home(briefing: Briefing, item_id: str) -> Section:
    return next(
        section for section in briefing.walk_sections() if any(item.id == item_id for item in section.items)
    )
