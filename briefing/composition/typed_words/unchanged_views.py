"""Views that are printed as in the composition before, since only words of other rows changed.

Nothing that is printed of a fact depends on the words of a row but on its own, and on those of facts that
are printed next to it: neither labels, nor grades, nor the numbers of sources. Of the figures, only those
of some kinds show words of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefing.composition.addresses import DRAWING_ADDRESS
from briefing.composition.chart_data.registry import KINDS
from briefing.composition.rows import RowIndex
from briefing.composition.sourcing.figure_sources import cited_in_figures
from briefing.composition.sourcing.source_summary import remark_words
from briefing.composition.template_traits import TemplateTraits
from briefing.composition.typed_words.words_in_place import WordChanges, rows_with, word_changes
from briefing.composition.views.annexes import AnnexFact
from briefing.composition.views.document import FOOTNOTES, PrintedBriefing
from briefing.composition.views.statements import ChartView, FactView, ItemView, SectionView
from briefing.composition.views.summary import SourceSummaryView
from briefing.grading import Scales
from briefing.model.briefing import Briefing, ChartItem, FactItem, OptionValue


@dataclass(frozen=True, slots=True)
class CompositionSettings:
    """With which scales a briefing is composed, for a template with these options and traits."""

    options: dict[str, OptionValue]
    scales: Scales
    traits: TemplateTraits


@dataclass(frozen=True, slots=True)
class Composition:
    """What is printed of a briefing with these `rows`, from which texts that are not shown are withheld."""

    briefing: Briefing
    settings: CompositionSettings
    printed: PrintedBriefing
    rows: RowIndex


class UnchangedViews:
    """The views of a composition that are still right after some words changed.

    Those of `printed` that say nothing of words are right as a whole: treaties, sources and their numbers.
    """

    def __init__(self, before: Composition, changes: WordChanges) -> None:
        self.printed = printed = before.printed
        self._rows = before.rows
        self._changes, changed = changes, changes.rows.keys()
        views = list(_items_in(printed.sections))
        self._facts = {
            view.row_id: view
            for view in views
            if isinstance(view, FactView)
            and view.row_id not in changed
            and changed.isdisjoint(rows_with(view))
        }
        self._charts = {
            view.row_id: view
            for view in views
            if isinstance(view, ChartView) and view.row_id not in changed | printed.faults.keys()
        }
        self._annexed = {fact.anchor: fact for fact in (*printed.facts, *printed.other_facts)}
        self._listed = {fact.anchor for fact in printed.listed_facts}

    def rows(self, briefing: Briefing) -> RowIndex:
        """Return the rows of the briefing with the other words."""
        return self._rows.with_words_of(briefing)

    def fact(self, row: FactItem) -> FactView | None:
        """Return the view of a fact in its section; None where it is to be composed again."""
        return self._facts.get(row.id)

    def chart(self, row: ChartItem) -> ChartView | None:
        """Return the view of a figure; None where it is to be composed again."""
        return None if KINDS[row.kind].shows_words else self._charts.get(row.id)

    def drawings(self, chart: ChartView) -> dict[str, str]:
        """Return the pictures of a figure by the names of their files."""
        names = [picture.address.removeprefix(DRAWING_ADDRESS) for picture in chart.pictures]
        return {name: self.printed.drawings[name] for name in names}

    def annexed(self, row: FactItem | None, anchor: str) -> AnnexFact | None:
        """Return the entry of the annex of facts at an anchor, for the fact of a row or of none."""
        is_changed = row is not None and row.id in self._changes.rows
        return None if is_changed else self._annexed.get(anchor)

    def is_listed(self, row: FactItem, anchor: str) -> bool | None:
        """Return whether the annex of facts lists the fact of a row; None where that may have changed."""
        return None if row.id in self._changes.rows else anchor in self._listed

    def source_summary(self, briefing: Briefing) -> SourceSummaryView | None:
        """Return the summary of the sources; None where it is to be composed again.

        It names sections whose statements rest on one source.
        """
        if self._changes.titles:
            return None
        return replace(self.printed.source_summary, **remark_words(briefing.source_remark))

    def have_figures_with_same_sources(self, printed: PrintedBriefing) -> bool:
        """Return whether figures cite the same sources, so that all sources have the same numbers."""
        return cited_in_figures(printed.sections) == cited_in_figures(self.printed.sections)

    @property
    def source_numbers(self) -> dict[str, int]:
        """The numbers of sources by their ids, in their order."""
        return {source.anchor.removeprefix("source-"): source.number for source in self.printed.sources}


def unchanged_views(
    before: Composition | None, briefing: Briefing, settings: CompositionSettings
) -> UnchangedViews | None:
    """Return what need not be composed again of a briefing; None where more than words changed.

    What a footnote says depends on those before it.
    """
    if before is None or before.settings != settings or settings.options.get("notes") == FOOTNOTES:
        return None
    changes = word_changes(before.briefing, briefing)
    return None if changes is None else UnchangedViews(before, changes)


def _items_in(sections: Iterable[SectionView]) -> Iterator[ItemView]:
    for section in sections:
        yield from section.items
        yield from _items_in(section.sections)
