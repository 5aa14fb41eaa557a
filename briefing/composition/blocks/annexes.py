"""The lettered annexes as blocks: facts, sources, evidence for the judgements, waived findings."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.composition.blocks.text import PhraseText, numbers, plain, remark, source_name, written
from briefing.composition.formatting import capitalised
from briefing.composition.phrases import Phrases
from briefing.composition.views.annexes import AnnexFact, MatrixRow, SourceView, WaiverView
from briefing.composition.views.blocks import (
    Block,
    BlockGroup,
    Cell,
    Cite,
    Column,
    Heading,
    Inline,
    Mark,
    Paragraph,
    TableBlock,
    TableRow,
    Text,
    TextRun,
)
from briefing.composition.views.document import PrintedBriefing

_MOST_WHOLE_ROWS, _MOST_WHOLE_CHARACTERS, _MOST_WHOLE_COLUMNS = 18, 1500, 5
"""The largest matrix that is sure to go on one page."""


def annex_blocks(printed: PrintedBriefing, phrases: Phrases) -> tuple[BlockGroup, ...]:
    """Return the lettered annexes that are printed, in order, each with its title."""
    return tuple(_Annexes(printed, phrases).blocks())


class _Annexes:
    def __init__(self, printed: PrintedBriefing, phrases: Phrases) -> None:
        self._printed, self._text = printed, PhraseText(phrases)

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
        used, others = self._printed.facts, self._printed.other_facts
        if used:
            yield self._fact_table(used, self._text("annex.used_facts"), numbered=True)
        else:
            yield Paragraph("note", self._text("annex.no_facts"))
        if others:
            title = self._text("annex.other_facts")
            yield Heading(3, title)
            yield self._fact_table(others, title, numbered=False)

    def _fact_table(self, facts: tuple[AnnexFact, ...], caption: Text, *, numbered: bool) -> TableBlock:
        columns = (
            Column(self._text("column.number"), 2, "narrow"),
            Column(self._text("column.fact"), 14),
            Column(self._text("column.standing_and_date"), 8, "third"),
            Column(self._text("column.grade"), 3, "narrow"),
            Column(self._text("column.sources"), 8, "quarter"),
        )
        rows = tuple(_fact_row(fact, numbered=numbered) for fact in facts)
        return TableBlock("register", caption, columns if numbered else columns[1:], rows, titled=True)

    # Sources

    def _sources(self) -> Iterator[Block]:
        if not self._printed.sources:
            yield Paragraph("note", self._text("annex.no_sources"))
            return
        columns = (
            Column(self._text("column.number"), 1, "narrow"),
            Column(self._text("column.source"), 9),
            Column(self._text("column.reliability_and_reason"), 5, "half"),
        )
        rows = tuple(map(self._source_row, self._printed.sources))
        yield TableBlock("register", self._text("annex.cited_sources"), columns, rows, titled=True)

    def _source_row(self, source: SourceView) -> TableRow:
        cells = (
            _number(str(source.number)),
            Cell(tuple(self._source(source))),
            Cell((TextRun(source.letter, Mark.LETTER), TextRun(" "), *written(source.reason))),
        )
        return TableRow(cells, source.anchor)

    def _source(self, view: SourceView) -> Iterator[Inline]:
        yield from source_name(view)
        if view.language:
            yield from (TextRun(" "), *self._text("source.language", language=view.language))
        if view.repeats:
            yield from (TextRun(" "), *self._text("source.repeats", sources=numbers(view.repeats)))
        if view.url:
            yield from (TextRun(" "), TextRun(view.url, address=view.url))
        if view.used_by:
            yield from (TextRun(" "), *self._text("source.used_in", rows=self._text.named(view.used_by)))

    # Evidence and waivers

    def _matrix(self) -> Iterator[Block]:
        matrix = self._printed.matrix
        if matrix is None:
            return
        columns = (
            Column(self._text("column.number"), 2, "narrow"),
            Column(self._text("column.evidence"), 16),
            *(
                Column((TextRun(each.label, to=each.anchor, spoken=each.spoken),), 3, "bearing")
                for each in matrix.columns
            ),
        )
        whole = (
            len(matrix.rows) <= _MOST_WHOLE_ROWS
            and sum(len(row.text) for row in matrix.rows) <= _MOST_WHOLE_CHARACTERS
            and len(matrix.columns) <= _MOST_WHOLE_COLUMNS
        )
        rows = tuple(map(_evidence_row, matrix.rows))
        yield TableBlock(
            "register", self._text("annex.matrix"), columns, rows, look="matrix", whole=whole, titled=True
        )

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
        return TableRow((Cell(plain(view.label or "–"), look="number"), Cell(finding), Cell(reason)))


def _number(label: str, to: str = "") -> Cell:
    return Cell((TextRun(label, Mark.NUMBER, to=to),), look="number")


def _fact_row(fact: AnnexFact, *, numbered: bool) -> TableRow:
    remarks = tuple(run for text in fact.remarks for run in remark(text, language=""))
    cells = (
        Cell((*written(fact.statement), *remarks), fact.direction),
        Cell(tuple(_standing_and_date(fact))),
        Cell((TextRun(fact.code, Mark.CODE),), look="code"),
        Cell((*((Cite(fact.refs, in_table=True),) if fact.refs else ()), *remark(fact.origins))),
    )
    return TableRow((_number(fact.label), *cells) if numbered else cells, fact.anchor)


def _standing_and_date(fact: AnnexFact) -> Iterator[Inline]:
    yield TextRun(fact.standing.capitalize())
    if fact.attribution:
        yield from (TextRun(": "), *written(fact.attribution))
    for detail in filter(None, (fact.date, *fact.details)):
        yield from (TextRun(". "), *written(capitalised(detail)))


def _evidence_row(row: MatrixRow) -> TableRow:
    bearings = (Cell(plain(each or "·"), look=f"bearing {each}") for each in row.bearings)
    return TableRow((_number(row.label, row.anchor), Cell(written(row.text)), *bearings))
