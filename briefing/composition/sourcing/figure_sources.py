"""The sources that figures and tables cite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from briefing.composition.views.references import EvidenceRef, SourceRef
from briefing.composition.views.statements import ChartView, SectionView, TableView


def figure_sources(sections: Iterable[SectionView]) -> Callable[[str], tuple[EvidenceRef, ...]]:
    """Return a function from the id of a source to the figures and tables that cite it."""
    citing: dict[str, dict[str, EvidenceRef]] = {}
    for view in _figures(sections):
        for ref in _cited_by(view):
            citing.setdefault(ref.anchor, {})[view.row_id] = EvidenceRef(view.label, view.anchor)
    return lambda source_id: tuple(citing.get(f"source-{source_id}", {}).values())


def cited_in_figures(sections: Iterable[SectionView]) -> list[tuple[str, list[str]]]:
    """Return the row of each figure and table, with the anchors of the sources that it cites."""
    return [(view.row_id, [ref.anchor for ref in _cited_by(view)]) for view in _figures(sections)]


def _figures(sections: Iterable[SectionView]) -> Iterator[ChartView | TableView]:
    for section in sections:
        yield from (item for item in section.items if isinstance(item, ChartView | TableView))
        yield from _figures(section.sections)


def _cited_by(view: ChartView | TableView) -> tuple[SourceRef, ...]:
    if isinstance(view, TableView):
        return tuple(ref for row in view.refs for refs in row for ref in refs)
    return (*view.refs, *(_cited_by(view.table) if view.table else ()))
