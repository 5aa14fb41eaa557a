"""Compose a briefing and its grading schemes into everything that is printed.

Numbers, citations, sorting, plural forms and scale words are decided here, so that a template only
places them. Nothing here reads a clock or a disk.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from briefing.composition import formatting
from briefing.composition.annexes.change_log import change_log
from briefing.composition.annexes.evidence_matrix import evidence_matrix
from briefing.composition.annexes.fact_annex import FactAnnex
from briefing.composition.annexes.titles import annex_titles
from briefing.composition.annexes.waiver_list import waiver_list
from briefing.composition.blocks.annexes import annex_blocks
from briefing.composition.blocks.change_list import change_list
from briefing.composition.blocks.scheme_box import scheme_box
from briefing.composition.chart_data.composer import ChartComposer
from briefing.composition.citations import CitationRegister
from briefing.composition.companion import companion_name
from briefing.composition.cover import cover_view
from briefing.composition.fact_fields import printed_standing
from briefing.composition.grades import Grades
from briefing.composition.issue.issue_block import issue_view
from briefing.composition.judgements.abridgement import abridgement
from briefing.composition.judgements.argument_map import arguments, unseen_facts
from briefing.composition.judgements.key_judgements import key_judgements
from briefing.composition.judgements.main_message import main_message
from briefing.composition.judgements.reader_questions import questions
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.rows import RowIndex
from briefing.composition.sections import SectionComposer
from briefing.composition.sourcing.figure_sources import figure_sources
from briefing.composition.sourcing.shared_reasons import shared_reasons
from briefing.composition.sourcing.source_summary import source_summary_beside
from briefing.composition.template_traits import TemplateTraits
from briefing.composition.treaties.article_index import ArticleStatements
from briefing.composition.treaties.comparison import comparison_groups
from briefing.composition.treaties.records import TreatyRecords
from briefing.composition.typed_words.unchanged_views import (
    Composition,
    CompositionSettings,
    UnchangedViews,
    unchanged_views,
)
from briefing.composition.views.annexes import SourceView
from briefing.composition.views.blocks import ComposedBlocks
from briefing.composition.views.document import FOOTNOTES, MarkingView, PrintedBriefing
from briefing.composition.views.references import EvidenceRef, FactLink, ranges
from briefing.composition.views.statements import SectionView
from briefing.composition.views.summary import SourceSummaryView
from briefing.composition.views.treaties import ComparedGroup, TreatyView
from briefing.composition.withheld import withheld
from briefing.errors import Check, RenderError, never_mind
from briefing.grading import Scales
from briefing.model.briefing import Briefing, FactItem, Graded, OptionValue
from briefing.model.fact import Fact
from briefing.model.sections import catalogue_of


def compose(
    briefing: Briefing,
    options: dict[str, OptionValue],
    scales: Scales,
    earlier: Briefing | None = None,
    traits: TemplateTraits = TemplateTraits(),  # noqa: B008 - frozen
    check: Check = never_mind,
) -> PrintedBriefing:
    """Return all that is printed of a briefing; `earlier` is the issue against which changes are listed.

    Texts of hidden rows are withheld, whatever refers to them. `check` is called between the steps and may
    raise, where the result is not wanted any more.
    Raises RenderError naming the row and field that cannot be printed.
    """
    settings = CompositionSettings(options, scales, traits)
    return compose_again(None, briefing, settings, earlier, check).printed


def compose_again(
    before: Composition | None,
    briefing: Briefing,
    settings: CompositionSettings,
    earlier: Briefing | None,
    check: Check,
) -> Composition:
    """Return what `compose` does, with what is still right of the composition `before` a change."""
    problems = settings.scales.check(briefing)
    if problems:
        raise RenderError(problems)
    if earlier is not None:
        earlier = withheld(earlier, briefing)
    briefing = withheld(briefing)
    unchanged = unchanged_views(before, briefing, settings)
    composer = _Composer(briefing, settings, check, unchanged)
    printed = composer.printed(earlier)
    if unchanged and not unchanged.have_figures_with_same_sources(printed):
        composer = _Composer(briefing, settings, check)
        printed = composer.printed(earlier)
    return Composition(briefing, settings, printed, composer.rows)


class _Composer:
    """The parts of one composition, which share its row labels and its numbering of sources."""

    def __init__(
        self,
        briefing: Briefing,
        settings: CompositionSettings,
        check: Check,
        unchanged: UnchangedViews | None = None,
    ) -> None:
        options, scales, traits = settings.options, settings.scales, settings.traits
        self._briefing, self._options, self._scales, self._traits = briefing, options, scales, traits
        self._check, self._unchanged = check, unchanged
        self._catalogue = catalogue_of(briefing.library)
        self.rows = unchanged.rows(briefing) if unchanged else RowIndex(briefing, self._catalogue)
        self._grades = Grades(briefing.scheme_id, scales, self._catalogue)
        self._citations = CitationRegister(
            self._catalogue,
            briefing.language,
            notes=options.get("notes") == FOOTNOTES,
            numbers=unchanged.source_numbers if unchanged else None,
        )
        self._charts = ChartComposer(
            briefing, self._catalogue, self.rows, self._citations, traits.style, self._grades.scheme
        )
        self._former = unchanged.printed if unchanged else None

    def printed(self, earlier: Briefing | None) -> PrintedBriefing:
        """Compose the parts in the order of the document, in which sources are numbered."""
        briefing, catalogue, rows = self._briefing, self._catalogue, self.rows
        phrases = phrases_in(briefing.language)
        self._check()
        treaties = self._treaties()
        sections = self._sections().sections(briefing.sections)
        judgements = key_judgements(rows.items.values(), rows, self._grades)
        annex = FactAnnex(
            catalogue, self._grades, self._citations, rows, briefing.language, self._check, self._unchanged
        )
        facts, other_facts = annex.used(), annex.unused(self._traits)
        unseen = unseen_facts(judgements, sections, facts)
        listed = annex.listed(facts, unseen, self._traits)
        annexed = {fact.anchor for fact in listed}
        sources = self._sources(sections, annexed)
        self._check()
        former = self._former
        former_arguments = (former.argument, former.short_argument) if former else None
        whole_argument, short_argument = arguments(
            judgements, sections, facts, sources, phrases, former_arguments
        )
        self._check()
        marking = self._scales.marking(briefing.marking)
        printed = PrintedBriefing(
            cover=cover_view(briefing, catalogue, rows),
            marking=MarkingView(marking.label, marking.colour, marking.audience),
            issue=issue_view(briefing),
            main_message=main_message(briefing.main_message, rows, self._grades),
            source_summary=self._source_summary(sources),
            options=self._options,
            judgements=judgements,
            sections=sections,
            facts=facts,
            other_facts=other_facts,
            sources=sources,
            shared_reasons=shared_reasons(sources),
            scheme=self._grades.scheme_view(
                (item.grade for item in rows.items.values() if isinstance(item, Graded)),
                (fact.code for fact in facts),
                (source.letter for source in sources),
            ),
            matrix=evidence_matrix(rows),
            waivers=waiver_list(briefing, rows),
            changes=change_log(earlier, briefing, self._scales, rows),
            drawings=self._charts.files,
            faults=self._charts.faults,
            treaties=treaties,
            comparison=self._comparison(treaties, phrases),
            argument=whole_argument,
            short_argument=short_argument,
            questions=questions(judgements, sections, phrases),
            unseen_facts=unseen,
            listed_facts=listed,
            abridgement=abridgement(
                judgements, sections, unseen, sources, former.abridgement if former else None
            ),
            page_budget=briefing.page_budget,
        )
        self._check()
        printed = replace(printed, companion=companion_name(briefing, self._traits))
        printed = replace(printed, annexes=annex_titles(printed, self._traits, phrases))
        self._check()
        blocks = ComposedBlocks(
            scheme=scheme_box(printed.scheme, phrases),
            changes=change_list(printed.changes, phrases),
            annexes=annex_blocks(printed, phrases, self._traits.facts),
        )
        return replace(printed, blocks=blocks)

    @cached_property
    def _records(self) -> TreatyRecords:
        statements = ArticleStatements((fact, self._link(fact, row)) for fact, row in self.rows.facts)
        return TreatyRecords(self._briefing, self._catalogue, self._citations, statements)

    def _treaties(self) -> tuple[TreatyView, ...]:
        if self._former:
            return self._former.treaties
        return self._records.views(self._options) if self._traits.treaties else ()

    def _comparison(self, treaties: Sequence[TreatyView], phrases: Phrases) -> tuple[ComparedGroup, ...]:
        if self._former:
            return self._former.comparison
        return comparison_groups(treaties, phrases, every_kind=self._options.get("obligations") == "all")

    def _sources(self, sections: Sequence[SectionView], annexed: Container[str]) -> tuple[SourceView, ...]:
        if self._former:
            return self._former.sources
        figures = figure_sources(sections)
        return self._citations.listed(
            lambda source_id: ranges((*self._users(source_id, annexed), *figures(source_id)))
        )

    def _source_summary(self, sources: Iterable[SourceView]) -> SourceSummaryView:
        known = self._unchanged.source_summary(self._briefing) if self._unchanged else None
        return known or source_summary_beside(sources, self._briefing)

    def _sections(self) -> SectionComposer:
        return SectionComposer(
            self._catalogue, self.rows, self._grades, self._citations, self._charts,
            numbering=str(self._options.get("numbering", formatting.DEFAULT_NUMBERING)),
            language=self._briefing.language,
            check=self._check,
            unchanged=self._unchanged,
        )  # fmt: skip

    def _link(self, fact: Fact, row: FactItem) -> FactLink:
        code = self._grades.view(row.grade, fact).code
        standing = printed_standing(fact, self._catalogue, self._briefing.language, row.grade)
        return FactLink(self.rows.label(row.id), self.rows.anchor(row.id), code, standing)

    def _users(self, source_id: str, annexed: Container[str]) -> tuple[EvidenceRef, ...]:
        """Refer to the facts and the treaties' records that cite a source.

        A row that is neither shown nor among the `annexed` facts has no place to lead to.
        """
        citing = (
            self.rows.ref(row_id)
            if not self.rows.items[row_id].hidden or f"annex-{row_id}" in annexed
            else EvidenceRef(self.rows.label(row_id), "")
            for row_id in self.rows.citing.get(source_id, ())
        )
        return (*citing, *self._records.citing(source_id))
