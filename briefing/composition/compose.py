"""Composition: a briefing and its grading schemes → everything that is to be printed.

Numbers, citations, sorting, plural forms and scale words are decided here, so that a template only
places them. Nothing here reads a clock or a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.charts import ChartStyle
from briefing.composition import accounts, formatting
from briefing.composition.annexes.fact_annex import FactAnnex
from briefing.composition.chart_data.scope import ChartComposer
from briefing.composition.citations import CitationRegister
from briefing.composition.grades import Grades
from briefing.composition.treaties.article_index import ArticleStatements
from briefing.composition.treaties.comparison import groups
from briefing.composition.treaties.comparison_cells import compared
from briefing.composition.treaties.records import TreatyRecords
from briefing.composition.views import document as v
from briefing.composition.views.treaties import FactLink
from briefing.errors import RenderError
from briefing.grading import Scales
from briefing.model.briefing import (
    Bearing,
    Briefing,
    ChartItem,
    ChartKind,
    Comparison,
    Evidence,
    FactItem,
    Graded,
    ImageItem,
    Item,
    Judgement,
    OptionValue,
    Prose,
    Section,
    Status,
    Table,
)
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.typography.scripts import text_direction

ATTACHMENT_ADDRESS = "https://attachment.invalid/"


def compose(
    briefing: Briefing,
    options: dict[str, OptionValue],
    scales: Scales,
    earlier: Briefing | None = None,
    style: ChartStyle = ChartStyle(),  # noqa: B008 - frozen
    *,
    treaties: bool = False,
) -> v.PrintedBriefing:
    """The printed briefing as views; what changed is told against `earlier`, `style` is the drawings'.

    The `treaties`' own records are composed, and their sources numbered, only where they are printed.

    Raises RenderError naming the row and field that cannot be printed.
    """
    problems = scales.check(briefing)
    if problems:
        raise RenderError(problems)
    return _Composer(briefing, scales, earlier, options, style).context(treaties)


@dataclass(frozen=True, slots=True)
class _PrintedLabel:
    """Where an item is printed."""

    label: str
    section_id: str


class _Composer:
    def __init__(
        self,
        briefing: Briefing,
        scales: Scales,
        earlier: Briefing | None,
        options: dict[str, OptionValue],
        style: ChartStyle,
    ) -> None:
        self.briefing, self.scales, self.earlier = briefing, scales, earlier
        self.catalogue = Catalogue(briefing.library)
        self.grades = Grades(briefing.scheme_id, scales, self.catalogue)
        self.options = options
        self.cited = CitationRegister(
            self.catalogue, briefing.language, notes=options.get("notes") == v.FOOTNOTES
        )
        self.marking = scales.marking(briefing.marking)
        self.places = _places(briefing)
        self.items = {item.id: item for item in briefing.walk_items()}
        self.fact_rows = {
            item.fact_id: item.id
            for item in reversed(list(briefing.walk_items()))
            if isinstance(item, FactItem) and item.id in self.places
        }
        self.paired: set[str] = set()
        self.numbering = str(options.get("numbering", "decimal"))
        self.drawings = ChartComposer(
            briefing, self.catalogue, self.cited, self.places, self._anchor, style, self.grades.scheme
        )
        self.rows = [
            (self.catalogue.facts[row.fact_id], row)
            for row in (self.items[item_id] for item_id in self.places)
            if isinstance(row, FactItem)
        ]
        statements = ArticleStatements((fact, self._link(fact, row)) for fact, row in self.rows)
        self.records = TreatyRecords(briefing, self.catalogue, self.cited, statements)

    def context(self, treaties: bool) -> v.PrintedBriefing:
        # Before the sections, as they are printed: sources are numbered as they are met.
        records = self.records.views(self.options) if treaties else ()
        sections = self._sections(self.briefing.sections, "", 2)
        judgements = tuple(
            self._judgement(item)
            for item in self.briefing.walk_items()
            if isinstance(item, Judgement) and not item.hidden
        )
        register = FactAnnex(
            self.catalogue, self.grades, self.cited, self.places, self.rows, self.fact_rows,
            self.briefing.language,
        )  # fmt: skip
        facts = register.used()
        return v.PrintedBriefing(
            cover=self._cover(),
            marking=v.MarkingView(self.marking.label, self.marking.colour, self.marking.audience),
            options=self.options,
            judgements=judgements,
            sections=sections,
            facts=facts,
            other_facts=register.unused(),
            sources=self.cited.listed(self._users),
            scheme=self.grades.scheme_view(
                (item.grade for item in self.items.values() if isinstance(item, Graded)),
                (fact.code for fact in facts),
            ),
            matrix=accounts.evidence_matrix(self.items, self.places, self._anchor, self._words),
            waivers=accounts.waivers(self.briefing, self.places),
            changes=accounts.changes_since(self.earlier, self.briefing, self.scales, self.places),
            drawings=self.drawings.files,
            treaties=records,
            comparison=groups(records, every_kind=self.options.get("obligations") == "all"),
        )

    def _words(self, item: Item) -> str:
        if isinstance(item, FactItem):
            return item.wording or self.catalogue.facts[item.fact_id].statement
        return item.text if isinstance(item, Judgement | Prose) else item.caption

    # Cover

    def _cover(self) -> v.CoverView:
        briefing, language = self.briefing, self.briefing.language
        return v.CoverView(
            title=briefing.title,
            subtitle=briefing.subtitle,
            direction=text_direction(briefing.title),
            status="" if briefing.status is Status.FINAL else str(briefing.status).replace("_", " "),
            issued=formatting.day(briefing.issued, language),
            cut_off=formatting.day(briefing.cut_off, language),
            requested_by=briefing.requested_by,
            author=briefing.author,
            organisation=briefing.organisation,
            purpose=formatting.paragraphs(briefing.purpose),
            version=briefing.version,
            language=language,
            created=briefing.issued or "",
            keywords=accounts.keywords(
                map(self.catalogue.facts.__getitem__, self.fact_rows), self.catalogue
            ),
        )

    # Sections and what stands in them

    def _sections(self, sections: Iterable[Section], prefix: str, level: int) -> tuple[v.SectionView, ...]:
        views: list[v.SectionView] = []
        for section in sections:
            if not prints(section):
                continue
            number = formatting.section_number(len(views) + 1, level, prefix, self.numbering)
            items = tuple(view for item in section.items for view in self._item(item))
            children = self._sections(section.sections, number, level + 1)
            anchor = f"section-{section.id}"
            views.append(v.SectionView(section.id, number, section.title, level, anchor, items, children))
        return tuple(views)

    def _item(self, item: Item) -> Iterator[v.ItemView]:
        """The item's view; none where it is hidden, printed elsewhere, or shown beside its opposite."""
        if item.hidden or item.id in self.paired or isinstance(item, Judgement):
            return
        if isinstance(item, FactItem):
            yield self._fact(item)
        elif isinstance(item, Prose):
            yield self._prose(item)
        elif isinstance(item, ImageItem):
            yield self._figure(item)
        elif isinstance(item, Table):
            yield self._table(item)
        elif isinstance(item, Comparison):
            yield self._comparison(item)
        else:
            yield self.drawings.view(item)

    def _fact(self, item: FactItem) -> v.FactView:
        fact = self.catalogue.facts[item.fact_id]
        text = formatting.sentence(item.wording or fact.statement)
        place = self.places[item.id]
        return v.FactView(
            row_id=item.id,
            label=place.label,
            anchor=f"row-{item.id}",
            text=text,
            direction=text_direction(text),
            standing=formatting.STANDINGS[fact.standing],
            grade=self.grades.view(item.grade, fact),
            refs=self.cited.refs(fact.citations),
            origins=self.cited.origins(fact),
            opposed=tuple(self._opposed(other, place) for other in self.catalogue.contradicting(fact.id)),
            superseded=tuple(self._opposed(other, None) for other in self.catalogue.superseding(fact.id)),
            treaty_id=fact.treaty_id,
        )

    def _opposed(self, fact_id: str, beside: _PrintedLabel | None) -> v.Opposed:
        """Another fact as it is shown beside one; in the same section it is then not printed again."""
        fact = self.catalogue.facts[fact_id]
        row_id = self.fact_rows.get(fact_id)
        item = self.items[row_id] if row_id else None
        shown = bool(item and not item.hidden)
        absorbed = bool(row_id and shown and beside and self.places[row_id].section_id == beside.section_id)
        if row_id and absorbed:
            self.paired.add(row_id)
        own_words = item.wording if isinstance(item, FactItem) else None
        text = formatting.sentence(own_words or fact.statement)
        grade = self.grades.view(item.grade if isinstance(item, FactItem) else None, fact)
        return v.Opposed(
            text=text,
            direction=text_direction(text),
            standing=formatting.STANDINGS[fact.standing],
            grade=grade,
            refs=self.cited.refs(fact.citations),
            label=self.places[row_id].label if row_id else "",
            anchor=self._anchor(row_id) if row_id else f"fact-{fact_id}",
            row_id=row_id or "",
            absorbed=absorbed,
        )

    def _prose(self, item: Prose) -> v.ProseView:
        paragraphs = formatting.paragraphs(item.text)
        return v.ProseView(
            item.id, paragraphs, text_direction(item.text), self._evidence(item.evidence, None)
        )

    def _figure(self, item: ImageItem) -> v.ImageView:
        return v.ImageView(
            item.id,
            self.places[item.id].label,
            f"row-{item.id}",
            ATTACHMENT_ADDRESS + item.attachment,
            formatting.sentence(item.caption),
            item.alt,
            self._evidence(item.evidence, None),
        )

    def _table(self, item: Table) -> v.TableView:
        return v.TableView(
            item.id,
            self.places[item.id].label,
            f"row-{item.id}",
            formatting.sentence(item.caption),
            item.columns,
            item.rows,
            self._evidence(item.evidence, None),
            tuple(tuple(() for _ in row) for row in item.rows),
            is_comparison=False,
        )

    def _comparison(self, item: Comparison) -> v.TableView:
        treaties = [self.catalogue.treaties[treaty_id] for treaty_id in item.treaty_ids]
        grid = compared(treaties, item.aspects, self.cited, self.briefing.language)
        return v.TableView(
            item.id,
            self.places[item.id].label,
            f"row-{item.id}",
            formatting.sentence(item.caption),
            grid.columns,
            grid.rows,
            (),
            grid.refs,
            is_comparison=True,
        )

    # Judgements

    def _judgement(self, item: Judgement) -> v.JudgementView:
        text = formatting.sentence(item.text)
        return v.JudgementView(
            row_id=item.id,
            label=self.places[item.id].label,
            anchor=f"row-{item.id}",
            text=text,
            direction=text_direction(text),
            grade=self.grades.view(item.grade, None),
            supporting=self._evidence(item.evidence, Bearing.SUPPORTS),
            opposing=self._evidence(item.evidence, Bearing.CONTRADICTS),
            rationale=item.grade.rationale if item.grade else "",
            assumptions=item.assumptions,
            alternatives=item.alternatives,
            indicators=item.indicators,
            change_since_last=item.change_since_last,
        )

    def _evidence(self, evidence: Iterable[Evidence], bearing: Bearing | None) -> tuple[v.EvidenceRef, ...]:
        """References in reading order."""
        wanted = {piece.item_id for piece in evidence if bearing in {None, piece.bearing}}
        return tuple(
            v.EvidenceRef(self.places[item_id].label, self._anchor(item_id))
            for item_id in self.places
            if item_id in wanted
        )

    def _anchor(self, item_id: str) -> str:
        """Where an item is printed; a hidden fact stands in the annex, anything else hidden nowhere."""
        item = self.items[item_id]
        if item.hidden:
            return f"annex-{item_id}" if isinstance(item, FactItem) else ""
        return f"row-{item_id}"

    def _link(self, fact: Fact, row: FactItem) -> FactLink:
        code = self.grades.view(row.grade, fact).code
        place = self.places[row.id].label
        return FactLink(place, self._anchor(row.id), code, formatting.STANDINGS[fact.standing])

    def _users(self, source_id: str) -> tuple[v.EvidenceRef, ...]:
        """The rows and the treaties' records that cite a source."""
        rows = [row.id for fact, row in self.rows if any(c.source_id == source_id for c in fact.citations)]
        named = (v.EvidenceRef(self.places[row].label, self._anchor(row)) for row in rows)
        return (*named, *self.records.citing(source_id))


def _places(briefing: Briefing) -> dict[str, _PrintedLabel]:
    """Every item that has a label, in reading order: judgements J1…, facts 1…, figures and tables."""
    places: dict[str, _PrintedLabel] = {}
    counts = dict.fromkeys(("J", "", "Figure ", "Table "), 0)
    for section in briefing.walk_sections():
        for item in section.items:
            prefix = label_prefix(item)
            if prefix is None:
                continue
            counts[prefix] += 1
            places[item.id] = _PrintedLabel(f"{prefix}{counts[prefix]}", section.id)
    return places


def label_prefix(item: Item) -> str | None:
    """What stands before the number of an item; None where it has no number."""
    if isinstance(item, ChartItem):
        return "Table " if item.kind is ChartKind.OBLIGATIONS else "Figure "
    return _LABELS.get(type(item))


_LABELS: dict[type[Item], str] = {
    Judgement: "J",
    FactItem: "",
    ImageItem: "Figure ",
    Table: "Table ",
    Comparison: "Table ",
}


def prints(section: Section) -> bool:
    """Whether anything of a section is printed in its place; judgements stand at the front."""
    here = any(not item.hidden and not isinstance(item, Judgement) for item in section.items)
    return here or any(prints(child) for child in section.sections)
