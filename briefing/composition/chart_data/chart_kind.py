"""The declaration of a chart kind, and the chart that a kind builds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefing.charts import ChartSvg
from briefing.composition import formatting
from briefing.composition.chart_data.chart_input import ChartInput
from briefing.composition.phrases import Phrases
from briefing.composition.treaties.comparison import ComparisonGrid
from briefing.composition.views.references import EvidenceRef, SourceRef, ranges
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

    `options` are the fields of a ChartItem that make a difference to this kind. Unless it `shows_words` it
    shows nothing that the words of a row, as the briefing has them, make a difference to.
    """

    kind: ChartKind
    name: str
    help: str
    caption: str
    options: frozenset[str]
    build: Callable[[ChartInput], BuiltChart]
    shows_words: bool = True


SCOPE = frozenset({"scope"})
SCOPE_TREATIES_AND_TOPICS = frozenset({"treaty_ids", "topics", "scope"})


def nothing_to_draw(reason: str, remarks: tuple[str, ...] = ()) -> BuiltChart:
    """Return a chart without pictures; `reason` is the sentence that says why."""
    return BuiltChart(nothing=reason, remarks=remarks)


def left_out(phrases: Phrases, phrase_id: str, labels: Iterable[str]) -> tuple[str, ...]:
    """Name each label once in a remark; no remark without labels."""
    named = number_ranges(list(dict.fromkeys(labels)))
    return (phrases(phrase_id, labels=formatting.joined(named)),) if named else ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table that is set instead of a figure: words, or the numbers of rows; and its sources."""

    words: str = ""
    named: tuple[EvidenceRef, ...] = ()
    refs: tuple[SourceRef, ...] = ()

    @property
    def text(self) -> str:
        return self.words or formatting.joined([ref.label for ref in self.named])


class Referable(Protocol):
    """A row that can be referred to by its number."""

    @property
    def ref(self) -> EvidenceRef: ...


def numbers(rows: Iterable[Referable]) -> GridCell:
    """Return a cell with the numbers of rows, those in succession as ranges."""
    return GridCell(named=ranges([row.ref for row in rows]))


def table_of(columns: Iterable[str], rows: Sequence[Sequence[GridCell]]) -> ComparisonGrid:
    """Return a table with these headings."""
    return ComparisonGrid(
        tuple(columns),
        tuple(tuple(cell.text for cell in row) for row in rows),
        tuple(tuple(cell.refs for cell in row) for row in rows),
        named=tuple(tuple(cell.named for cell in row) for row in rows),
    )
