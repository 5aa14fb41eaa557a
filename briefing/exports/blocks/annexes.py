"""The annexes as blocks: every fact and source, the evidence for the judgements, what was let stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.composition.views.annexes import AnnexFact, SourceView, WaiverView
from briefing.composition.views.document import PrintedBriefing
from briefing.exports.blocks.nodes import (
    Block,
    BlockGroup,
    Cell,
    Heading,
    Inline,
    Mark,
    Paragraph,
    TableBlock,
    TableRow,
    TextRun,
)
from briefing.exports.blocks.phrases import listed, named, numbers, plain, remark, source_name

_UNUSED = "Facts not used that bear on those above"


def annexes(context: PrintedBriefing) -> Iterator[BlockGroup]:
    """Each annex that the PDF has too."""
    for anchor, title in context.annexes.items():
        yield BlockGroup("annex", (Heading(2, plain(title), anchor), *_CONTENTS[anchor](context)))


def _facts(context: PrintedBriefing) -> Iterator[Block]:
    if context.facts:
        yield _fact_table(context.facts, "Facts used", numbered=True)
    else:
        yield Paragraph("note", plain("This assessment uses no facts of the library."))
    if context.other_facts:
        yield Heading(3, plain(_UNUSED))
        yield _fact_table(context.other_facts, _UNUSED, numbered=False)


def _fact_table(facts: tuple[AnnexFact, ...], caption: str, *, numbered: bool) -> TableBlock:
    columns = ("No.", "Fact, as the library holds it", "Standing and date", "Grade", "Sources")
    rows = tuple(_fact_row(fact, numbered) for fact in facts)
    skipped = 0 if numbered else 1
    return TableBlock("register", plain(caption), columns[skipped:], rows, (2, 14, 8, 3, 8)[skipped:])


def _fact_row(fact: AnnexFact, numbered: bool) -> TableRow:
    remarks = tuple(part for each in fact.remarks for part in remark(each))
    cells = (
        Cell((*plain(fact.statement), *remarks), fact.direction),
        Cell(plain(". ".join(part for part in (standing(fact), fact.date) if part))),
        Cell((TextRun(fact.code, Mark.CODE),)),
        Cell((*listed(fact.refs), *remark(fact.origins))),
    )
    number = (Cell((TextRun(fact.label, Mark.NUMBER),)),) if numbered else ()
    return TableRow((*number, *cells), fact.anchor)


def standing(fact: AnnexFact) -> str:
    """How a fact stands, and according to whom."""
    return fact.standing.capitalize() + (f": {fact.attribution}" if fact.attribution else "")


def _sources(context: PrintedBriefing) -> Iterator[Block]:
    if not context.sources:
        yield Paragraph("note", plain("No source is cited."))
        return
    rows = tuple(
        TableRow(
            (
                Cell((TextRun(str(source.number), Mark.NUMBER),)),
                Cell(_source(source)),
                Cell((TextRun(source.letter, Mark.CODE), TextRun(f" {source.reason}"))),
            ),
            source.anchor,
        )
        for source in context.sources
    )
    columns = ("No.", "Source", "Reliability, and why")
    yield TableBlock("register", plain("Sources cited"), columns, rows, (1, 9, 5))


def _source(view: SourceView) -> tuple[Inline, ...]:
    said: list[Inline] = list(source_name(view))
    if view.language:
        said.append(TextRun(f" In {view.language}."))
    if view.repeats:
        said.append(TextRun(f" Repeats {numbers(view.repeats)}."))
    if view.url:
        said += [TextRun(" "), TextRun(view.url, address=view.url)]
    if view.used_by:
        said += [TextRun(" Used in "), *named(view.used_by), TextRun(".")]
    return tuple(said)


def _matrix(context: PrintedBriefing) -> Iterator[Block]:
    matrix = context.matrix
    if matrix is None:
        return
    rows = tuple(
        TableRow(
            (
                Cell((TextRun(row.label, Mark.NUMBER, to=row.anchor),)),
                Cell(plain(row.text)),
                *(Cell(plain(bearing or "·")) for bearing in row.bearings),
            )
        )
        for row in matrix.rows
    )
    columns = ("No.", "Evidence", *(column.label for column in matrix.columns))
    widths = (2, 16, *(3 for _ in matrix.columns))
    yield TableBlock("register", plain("What speaks for and against each judgement"), columns, rows, widths)


def _waivers(context: PrintedBriefing) -> Iterator[Block]:
    rows = tuple(_waiver(each) for each in context.waivers)
    columns = ("No.", "What was found", "Why it stands")
    yield TableBlock("register", plain("Findings let stand, with the reasons"), columns, rows, (1, 5, 8))


def _waiver(view: WaiverView) -> TableRow:
    found = f"{view.rule}: “{view.words}”" if view.words else view.rule
    reason = (*plain(view.reason), *remark(f"{view.by}, {view.on}."))
    return TableRow((Cell(plain(view.label or "–")), Cell(plain(found)), Cell(reason)))


_CONTENTS: dict[str, Callable[[PrintedBriefing], Iterator[Block]]] = {
    "annex-facts": _facts,
    "annex-sources": _sources,
    "annex-matrix": _matrix,
    "annex-waivers": _waivers,
}
