"""The lettered annexes as blocks: facts, sources, evidence for the judgements, waived findings."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from briefing.composition.blocks.text import (
    PhraseText,
    marked,
    numbers,
    plain,
    remark,
    source_name,
    written,
)
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.template_traits import ListedFacts
from briefing.composition.views.annexes import AnnexFact, MatrixRow, SourceView, WaiverView
from briefing.composition.views.blocks import (
    Block,
    BlockGroup,
    Cell,
    Cite,
    Column,
    Heading,
    Inline,
    LineBreak,
    Mark,
    Paragraph,
    TableBlock,
    TableRow,
    TextRun,
)
from briefing.composition.views.document import PrintedBriefing
from briefing.composition.views.references import EvidenceRef
from briefing.text.web_address import uri
from briefing.typography.scripts import text_direction

_MOST_WHOLE_ROWS, _MOST_WHOLE_CHARACTERS = 6, 900
"""A matrix of no more is not divided between pages; another begins where there is room for some rows."""

_MOST_SOURCES = 512
"""Sources whose rows are kept: most edits change neither them nor where they are used."""


def annex_blocks(
    printed: PrintedBriefing, phrases: Phrases, facts: ListedFacts = ListedFacts.EVERY
) -> tuple[BlockGroup, ...]:
    """Return the lettered annexes that are printed, in order, each with its title."""
    return tuple(_Annexes(printed, phrases, facts).blocks())


def fact_table(
    facts: tuple[AnnexFact, ...], text: PhraseText, caption: str, *, numbered: bool = True
) -> TableBlock:
    """Return facts as the library holds them, a row each; `caption` is the id of a phrase."""
    columns = (
        Column(text("column.number"), 2, "narrow"),
        Column(text("column.fact"), 14),
        Column(text("column.standing_and_date"), 8, "third"),
        Column(text("column.grade"), 3, "narrow"),
        Column(text("column.sources"), 8, "quarter"),
    )
    rows = tuple(_fact_row(fact, numbered=numbered) for fact in facts)
    return TableBlock("register", text(caption), columns if numbered else columns[1:], rows, titled=True)


class _Annexes:
    def __init__(self, printed: PrintedBriefing, phrases: Phrases, facts: ListedFacts) -> None:
        self._printed, self._text, self._listed = printed, PhraseText(phrases), facts

    def blocks(self) -> Iterator[BlockGroup]:
        contents = {
            "annex-facts": self._facts,
            "annex-sources": self._sources,
            "annex-matrix": self._matrix,
            "annex-waivers": self._waivers,
        }
        for anchor, title in self._printed.annexes.items():
            if anchor in contents:
                yield BlockGroup("annex", (Heading(2, plain(title), anchor), *contents[anchor]()))

    # Facts

    def _facts(self) -> Iterator[Block]:
        if self._listed is not ListedFacts.EVERY:
            caption = f"annex.{self._listed}_facts_title"
            yield fact_table(self._printed.listed_facts, self._text, caption)
            return
        if self._printed.facts:
            yield fact_table(self._printed.facts, self._text, "annex.used_facts")
        else:
            yield Paragraph("empty", self._text("annex.no_facts"))
        if self._printed.other_facts:
            yield Heading(3, self._text("annex.other_facts"))
            yield fact_table(self._printed.other_facts, self._text, "annex.other_facts", numbered=False)

    # Sources

    def _sources(self) -> Iterator[Block]:
        if not self._printed.sources:
            yield Paragraph("empty", self._text("annex.no_sources"))
            return
        columns = (
            Column(self._text("column.number"), 1, "narrow"),
            Column(self._text("column.source"), 9),
            Column(self._text("column.reliability_and_reason"), 5, "half"),
        )
        language = self._printed.cover.language
        rows = tuple(_source_row(source, language) for source in self._printed.sources)
        yield TableBlock("register", self._text("annex.cited_sources"), columns, rows, titled=True)

    # Evidence and waivers

    def _matrix(self) -> Iterator[Block]:
        matrix = self._printed.matrix
        if matrix is None:
            return
        columns = (
            Column(self._text("column.number"), 2, "narrow"),
            Column(self._text("column.evidence"), 16),
            *(
                Column(
                    (TextRun(judgement.label, to=judgement.anchor, spoken=judgement.spoken),), 3, "bearing"
                )
                for judgement in matrix.columns
            ),
        )
        whole = (
            len(matrix.rows) <= _MOST_WHOLE_ROWS
            and sum(len(row.text) for row in matrix.rows) <= _MOST_WHOLE_CHARACTERS
        )
        rows = tuple(map(self._evidence_row, matrix.rows))
        yield TableBlock(
            "register", self._text("annex.matrix"), columns, rows, look="matrix", whole=whole, titled=True
        )

    def _evidence_row(self, row: MatrixRow) -> TableRow:
        bearings = (
            Cell(plain(bearing or "·"), look=f"bearing {bearing}".strip()) for bearing in row.bearings
        )
        label = marked(self._text.named((EvidenceRef(row.label, row.anchor),)), Mark.NUMBER)
        cells = Cell(label, look="number"), Cell(written(row.text), text_direction(row.text)), *bearings
        return TableRow(cells, mention=row.anchor)

    def _waivers(self) -> Iterator[Block]:
        columns = (
            Column(self._text("column.number"), 1, "narrow"),
            Column(self._text("column.finding"), 5, "third"),
            Column(self._text("column.reason"), 8),
        )
        rows = tuple(map(self._waiver_row, self._printed.waivers))
        yield TableBlock("register", self._text("annex.waivers"), columns, rows, titled=True)

    def _waiver_row(self, view: WaiverView) -> TableRow:
        rule = plain(view.rule)
        finding = self._text("waiver.finding", rule=rule, words=written(view.words)) if view.words else rule
        reason = (*written(view.reason), *remark(f"{view.by}, {view.on}.", language=""))
        cells = Cell(plain(view.label or "–"), look="number"), Cell(finding), Cell(reason)
        return TableRow(cells, mention=view.anchor)


@functools.lru_cache(_MOST_SOURCES)
def _source_row(source: SourceView, language: str) -> TableRow:
    cells = (
        _number(str(source.number)),
        Cell(tuple(_source(source, PhraseText(phrases_in(language))))),
        Cell((TextRun(source.letter, Mark.LETTER), TextRun(" "), *written(source.reason))),
    )
    return TableRow(cells, source.anchor, mention=source.anchor)


def _source(view: SourceView, text: PhraseText) -> Iterator[Inline]:
    yield from source_name(view)
    if view.language:
        yield from (TextRun(" "), *text("source.language", language=view.language))
    if view.repeats:
        yield from (TextRun(" "), *text("source.repeats", sources=numbers(view.repeats)))
    if view.url:
        yield from (LineBreak(), TextRun(view.url, address=uri(view.url)))
    if view.used_by:
        users = text("source.used_in", rows=text.named(view.used_by))
        yield from (LineBreak(), *marked(users, Mark.REMARK))


def _number(label: str) -> Cell:
    return Cell((TextRun(label, Mark.NUMBER),), look="number")


def _fact_row(fact: AnnexFact, *, numbered: bool) -> TableRow:
    remarks = tuple(run for text in fact.remarks for run in remark(text, language=""))
    quotes = tuple(
        run for text in fact.quotes for run in (LineBreak(), *marked(written(text), Mark.REMARK))
    )
    cells = (
        Cell((*written(fact.statement), *remarks, *quotes), fact.direction),
        Cell(tuple(_standing_and_date(fact))),
        Cell((TextRun(fact.code, Mark.CODE),), look="code"),
        Cell(tuple(_sources_and_origins(fact))),
    )
    whole = (_number(fact.label), *cells) if numbered else cells
    return TableRow(whole, fact.anchor, mention=fact.anchor)


def _standing_and_date(fact: AnnexFact) -> Iterator[Inline]:
    yield TextRun(fact.standing.capitalize())
    if fact.attribution:
        yield from (TextRun(": "), *written(fact.attribution))
    for detail in filter(None, (fact.date, *fact.details)):
        yield from (LineBreak(), *written(detail))


def _sources_and_origins(fact: AnnexFact) -> Iterator[Inline]:
    if fact.refs:
        yield Cite(fact.refs, in_table=True)
    if fact.origins:
        yield from (LineBreak(), TextRun(fact.origins, Mark.REMARK))
