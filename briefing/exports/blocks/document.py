"""Context → document of blocks: everything that the PDF says, in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.composition.views.annexes import ChangeGroup, ScaleView, SchemeView
from briefing.composition.views.document import CoverView, PrintedBriefing
from briefing.composition.views.statements import JudgementView
from briefing.exports.blocks import annexes, statements
from briefing.exports.blocks.nodes import (
    Block,
    BlockDocument,
    BlockGroup,
    Cell,
    ContentsLine,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Pips,
    TableBlock,
    TableRow,
    TextRun,
)
from briefing.exports.blocks.phrases import measure, plain, resting_on
from briefing.typography.scripts import text_direction

READING = "How to read the grades"
_KEY_JUDGEMENTS = "Key judgements"
_CHANGES = "Changes since the last issue"
_LEAD = (
    "Every statement names its sources, each with the letter of its reliability, and carries the analyst's "
    "confidence, the grade of its best source and of the information, and how the matter stands. Grades "
    "that are used here are set in bold."
)
_UNCHECKED = "The values of this scheme have not been checked against its published text."


def document(context: PrintedBriefing) -> BlockDocument:
    """The document of a composed briefing."""
    body = tuple(_body(context))
    cover = context.cover
    return BlockDocument(
        title=cover.title,
        direction=cover.direction,
        language=cover.language,
        author=cover.author,
        organisation=cover.organisation,
        description=f"{cover.subtitle or 'Graded assessment'} ({context.marking.label})",
        status=cover.status,
        created=cover.created,
        paper=str(context.options.get("paper", "A4")),
        marking=context.marking,
        cover=tuple(_cover(context)),
        contents=tuple(_contents(context)),
        body=body,
        sources=context.sources,
    )


def _body(context: PrintedBriefing) -> Iterator[Block]:
    options = context.options
    if context.judgements:
        beneath = options.get("reasoning", "beneath") == "beneath"
        heading = Heading(2, plain(_KEY_JUDGEMENTS), "key-judgements")
        yield BlockGroup("section", (heading, *(_judgement(each, beneath) for each in context.judgements)))
    if context.changes and options.get("changes", True):
        yield BlockGroup(
            "section", (Heading(2, plain(_CHANGES), "changes"), *map(_changes, context.changes))
        )
    yield _scheme(context.scheme)
    yield from map(statements.section, context.sections)
    yield from annexes.annexes(context)


def _contents(context: PrintedBriefing) -> Iterator[ContentsLine]:
    if context.judgements:
        yield ContentsLine("", _KEY_JUDGEMENTS, "key-judgements")
    if context.changes and context.options.get("changes", True):
        yield ContentsLine("", _CHANGES, "changes")
    yield ContentsLine("", READING, "grading-scheme")
    for section in context.sections:
        yield ContentsLine(section.number, section.title, section.anchor)
    for anchor, title in context.annexes.items():
        yield ContentsLine("", title, anchor)


# Cover


def _cover(context: PrintedBriefing) -> Iterator[Block]:
    cover = context.cover
    kicker = f"Assessment · version {cover.version}" if cover.version > 1 else "Assessment"
    yield Paragraph("kicker", plain(f"{kicker} · {cover.status}" if cover.status else kicker))
    yield Heading(1, plain(cover.title), direction=cover.direction)
    if cover.subtitle:
        yield Paragraph("subtitle", plain(cover.subtitle), text_direction(cover.subtitle))
    rows = tuple(
        TableRow((Cell(plain(label)), Cell(plain(value), text_direction(value))))
        for label, value in particulars(context)
    )
    yield TableBlock("particulars", plain("Particulars"), (), rows, (1, 3), heads_rows=True)
    for paragraph in cover.purpose:
        yield Paragraph("purpose", plain(paragraph), text_direction(paragraph))


def particulars(context: PrintedBriefing) -> list[tuple[str, str]]:
    """What is said of a briefing as a whole; what is not known is left out."""
    cover: CoverView = context.cover
    said = [
        ("Requested by", cover.requested_by),
        ("Prepared by", ", ".join(part for part in (cover.author, cover.organisation) if part)),
        ("Date", cover.issued),
        ("Information cut-off", cover.cut_off),
        ("Marking", f"{context.marking.label}: for {context.marking.audience}"),
    ]
    return [(label, value) for label, value in said if value]


# Judgements and changes


def _judgement(view: JudgementView, beneath: bool) -> BlockGroup:
    text = (TextRun(view.label, Mark.NUMBER), TextRun(" "), TextRun(view.text))
    blocks: list[Block] = [
        Paragraph("claim", text, view.direction),
        Paragraph("measure", measure(view.grade)),
        Paragraph("basis", resting_on(view)),
    ]
    if beneath:
        blocks += _reasoning(view)
    return BlockGroup("judgement", tuple(blocks), view.anchor, row_id=view.row_id)


def _reasoning(view: JudgementView) -> Iterator[Block]:
    if view.rationale:
        yield _run_in("Why this confidence", view.rationale)
    for title, entries in (
        ("Assumed", view.assumptions),
        ("Otherwise", view.alternatives),
        ("To watch", view.indicators),
    ):
        if entries:
            yield Listing(title, tuple(_entry(each) for each in entries))
    if view.change_since_last:
        yield _run_in("Since the last issue", view.change_since_last)


def _entry(text: str) -> Paragraph:
    return Paragraph("entry", plain(text), text_direction(text))


def _run_in(title: str, text: str) -> Paragraph:
    return Paragraph(
        "reason", (TextRun(f"{title}.", Mark.STRONG), TextRun(" "), TextRun(text)), text_direction(text)
    )


def _changes(group: ChangeGroup) -> TableBlock:
    rows: list[TableRow] = []
    for change in group.changes:
        said = [f"Was: {change.before}"] if change.before else []
        if change.after:
            said.append(f"Now: {change.after}" if said else change.after[:1].upper() + change.after[1:])
        said += [change.reason] if change.reason else []
        aside = tuple(part for each in said for part in (TextRun(" "), TextRun(each, Mark.REMARK)))
        cells = (plain(change.label or "–"), plain(change.what))
        rows.append(
            TableRow((*map(Cell, cells), Cell((*plain(change.text), *aside), change.direction)))
        )  # fmt: skip
    columns = ("No.", "What", "Statement, and from what to what")
    return TableBlock("register", plain(group.heading), columns, tuple(rows), (1, 3, 10))


# The scheme


def _scheme(scheme: SchemeView) -> BlockGroup:
    blocks: list[Block] = [Heading(2, plain(READING), "grading-scheme"), Paragraph("lead", plain(_LEAD))]
    if scheme.likelihood:
        blocks.append(_likelihoods(scheme.likelihood))
    if scheme.confidence:
        blocks.append(_meanings(scheme.confidence))
    blocks += [_codes(scheme.reliability), _codes(scheme.credibility)]
    unchecked = "" if scheme.verified else _UNCHECKED
    for said in (
        (scheme.note, scheme.information_note),
        (f"{scheme.reference}.", f"{scheme.information_reference}.", unchecked),
    ):
        blocks.append(Paragraph("note", plain(" ".join(part for part in said if part))))
    return BlockGroup("scheme", tuple(blocks))


def _likelihoods(scale: ScaleView) -> TableBlock:
    rows = tuple(
        TableRow((Cell(plain(capital(term.words[0]))), Cell(plain(term.range))), strong=term.used)
        for term in scale.terms
    )
    return _scale_grid(scale, ("Term", "Range"), rows)


def _meanings(scale: ScaleView) -> TableBlock:
    """The terms of confidence, the highest first."""
    rows = tuple(
        TableRow(
            (
                Cell((Pips(term.level, scale.levels, scale.shape), TextRun(capital(term.words[0])))),
                Cell(plain(term.definition)),
            ),
            strong=term.used,
        )
        for term in reversed(scale.terms)
    )
    return _scale_grid(scale, ("Term", "Meaning"), rows)


def _codes(scale: ScaleView) -> TableBlock:
    rows = tuple(
        TableRow(
            (
                Cell(plain(term.symbol)),
                Cell(plain(f"{capital(term.words[0])}. {term.definition}")),
            ),
            strong=term.used,
        )
        for term in scale.terms
    )
    return _scale_grid(scale, ("Code", "Meaning"), rows)


def _scale_grid(scale: ScaleView, columns: tuple[str, str], rows: tuple[TableRow, ...]) -> TableBlock:
    caption = (
        TextRun(f"{scale.name}.", Mark.STRONG),
        TextRun(f" {scale.explanation}" if scale.explanation else ""),
    )
    return TableBlock("scale", caption, columns, rows, (1, 4), heads_rows=True)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
