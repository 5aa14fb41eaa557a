"""The annexes as blocks: every fact and source, the evidence for the judgements, what was let stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefing.composition.views.document import AnnexFact, Context, SourceView, WaiverView
from briefing.exports.blocks.nodes import (
    Block,
    Cell,
    Grid,
    Group,
    Heading,
    Inline,
    Mark,
    Paragraph,
    Row,
    Run,
)
from briefing.exports.blocks.phrases import listed, named, numbers, plain, remark, source_name
from briefing.render.templates import environment

_UNUSED = "Facts not used that bear on those above"


def titles(context: Context) -> dict[str, str]:
    """Anchor and title of each annex, in order."""
    return environment.registers(context)


def annexes(context: Context) -> Iterator[Group]:
    """Each annex that the PDF has too."""
    for anchor, title in titles(context).items():
        yield Group("annex", (Heading(2, plain(title), anchor), *_CONTENTS[anchor](context)))


def _facts(context: Context) -> Iterator[Block]:
    if context.facts:
        yield _fact_table(context.facts, "Facts used", numbered=True)
    else:
        yield Paragraph("note", plain("This assessment uses no facts of the library."))
    if context.other_facts:
        yield Heading(3, plain(_UNUSED))
        yield _fact_table(context.other_facts, _UNUSED, numbered=False)


def _fact_table(facts: tuple[AnnexFact, ...], caption: str, *, numbered: bool) -> Grid:
    columns = ("No.", "Fact, as the library holds it", "Standing and date", "Grade", "Sources")
    rows = tuple(_fact_row(fact, numbered) for fact in facts)
    skipped = 0 if numbered else 1
    return Grid("register", plain(caption), columns[skipped:], rows, (2, 14, 8, 3, 8)[skipped:])


def _fact_row(fact: AnnexFact, numbered: bool) -> Row:
    remarks = tuple(part for each in fact.remarks for part in remark(each))
    cells = (
        Cell((*plain(fact.statement), *remarks), fact.direction),
        Cell(plain(". ".join(part for part in (standing(fact), fact.date) if part))),
        Cell((Run(fact.code, Mark.CODE),)),
        Cell((*listed(fact.refs), *remark(fact.origins))),
    )
    number = (Cell((Run(fact.label, Mark.NUMBER),)),) if numbered else ()
    return Row((*number, *cells), fact.anchor)


def standing(fact: AnnexFact) -> str:
    """How a fact stands, and according to whom."""
    return fact.standing.capitalize() + (f": {fact.attribution}" if fact.attribution else "")


def _sources(context: Context) -> Iterator[Block]:
    if not context.sources:
        yield Paragraph("note", plain("No source is cited."))
        return
    rows = tuple(
        Row(
            (
                Cell((Run(str(source.number), Mark.NUMBER),)),
                Cell(_source(source)),
                Cell((Run(source.letter, Mark.CODE), Run(f" {source.reason}"))),
            ),
            source.anchor,
        )
        for source in context.sources
    )
    columns = ("No.", "Source", "Reliability, and why")
    yield Grid("register", plain("Sources cited"), columns, rows, (1, 9, 5))


def _source(view: SourceView) -> tuple[Inline, ...]:
    said: list[Inline] = list(source_name(view))
    if view.language:
        said.append(Run(f" In {view.language}."))
    if view.repeats:
        said.append(Run(f" Repeats {numbers(view.repeats)}."))
    if view.url:
        said += [Run(" "), Run(view.url, address=view.url)]
    if view.used_by:
        said += [Run(" Used in "), *named(view.used_by), Run(".")]
    return tuple(said)


def _matrix(context: Context) -> Iterator[Block]:
    matrix = context.matrix
    if matrix is None:
        return
    rows = tuple(
        Row(
            (
                Cell((Run(row.label, Mark.NUMBER, to=row.anchor),)),
                Cell(plain(row.text)),
                *(Cell(plain(bearing or "·")) for bearing in row.bearings),
            )
        )
        for row in matrix.rows
    )
    columns = ("No.", "Evidence", *(column.label for column in matrix.columns))
    widths = (2, 16, *(3 for _ in matrix.columns))
    yield Grid("register", plain("What speaks for and against each judgement"), columns, rows, widths)


def _waivers(context: Context) -> Iterator[Block]:
    rows = tuple(_waiver(each) for each in context.waivers)
    columns = ("No.", "What was found", "Why it stands")
    yield Grid("register", plain("Findings let stand, with the reasons"), columns, rows, (1, 5, 8))


def _waiver(view: WaiverView) -> Row:
    found = f"{view.rule}: “{view.words}”" if view.words else view.rule
    reason = (*plain(view.reason), *remark(f"{view.by}, {view.on}."))
    return Row((Cell(plain(view.label or "–")), Cell(plain(found)), Cell(reason)))


_CONTENTS: dict[str, Callable[[Context], Iterator[Block]]] = {
    "annex-facts": _facts,
    "annex-sources": _sources,
    "annex-matrix": _matrix,
    "annex-waivers": _waivers,
}
