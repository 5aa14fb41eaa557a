"""The declaration of a chart kind, and the chart that a kind builds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from briefing.charts import ChartSvg
from briefing.composition import formatting
from briefing.composition.chart_data.chart_input import ChartInput
from briefing.composition.phrases import Phrases
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.composition.views.references import SourceRef
from briefing.model.briefing import ChartKind
from briefing.model.source import Citation
from briefing.text.number_ranges import number_ranges


@dataclass(frozen=True, slots=True)
class BuiltChart:
    """The pictures of a chart and the same as a table, with the ids of the rows and the citations it shows.

    Without pictures the table is printed.
    `nothing` says why there is neither; `remarks` say what was left out, and why.
    """

    pictures: tuple[ChartSvg, ...] = ()
    rows: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    grid: ComparisonGrid | None = None
    nothing: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartKindSpec:
    """A chart kind: its name and help in the window, its first caption, and the function that builds it.

    `options` are the fields of a ChartItem that make a difference to this kind.
    """

    kind: ChartKind
    name: str
    help: str
    caption: str
    options: frozenset[str]
    build: Callable[[ChartInput], BuiltChart]


SCOPE = frozenset({"scope"})
EMPTY: Mapping[int, Sequence[SourceRef]] = MappingProxyType({})
SCOPE_TREATIES_AND_TOPICS = frozenset({"treaty_ids", "topics", "scope"})


def nothing_to_draw(reason: str, remarks: tuple[str, ...] = ()) -> BuiltChart:
    """Return a chart without pictures; `reason` is the sentence that says why."""
    return BuiltChart(nothing=reason, remarks=remarks)


def left_out(phrases: Phrases, phrase_id: str, labels: Iterable[str]) -> tuple[str, ...]:
    """Name each label once in a remark; no remark without labels."""
    named = number_ranges(list(dict.fromkeys(labels)))
    return (phrases(phrase_id, labels=formatting.joined(named)),) if named else ()


def table_of(
    columns: Iterable[str], rows: Sequence[tuple[str, ...]], refs: Mapping[int, Sequence[SourceRef]] = EMPTY
) -> ComparisonGrid:
    """Return a table that is set instead of a figure; `refs` are the sources of a row's last cell."""
    heads = tuple(columns)
    bare: tuple[tuple[SourceRef, ...], ...] = ((),) * (len(heads) - 1)
    cells = tuple((*bare, tuple(refs.get(number, ()))) for number in range(len(rows)))
    return ComparisonGrid(heads, tuple(rows), cells)
