"""Sections and what stands in them, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.composition.views.statements import (
    ChartView,
    FactView,
    ImageView,
    ItemView,
    Opposed,
    ProseView,
    SectionView,
    TableView,
)
from briefing.exports.blocks.nodes import (
    Block,
    BlockGroup,
    Cell,
    Heading,
    Inline,
    Mark,
    OpposedBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    TableRow,
    Text,
    TextRun,
)
from briefing.exports.blocks.phrases import cited, drawn_from, grade, plain, remark
from briefing.typography.scripts import text_direction

_OWN_WORDS = "The author's words; not graded."
_OWN_WORK = "The author's own; not graded."


def section(view: SectionView) -> BlockGroup:
    heading = Heading(
        view.level,
        (TextRun(view.number, Mark.NUMBER), TextRun(" "), TextRun(view.title)),
        view.anchor,
        text_direction(view.title),
    )
    items = tuple(block for item in view.items for block in _item(item))
    return BlockGroup("section", (heading, *items, *map(section, view.sections)), row_id=view.row_id)


def _item(view: ItemView) -> Iterator[Block]:
    if isinstance(view, FactView):
        yield _contrast(view) if view.opposed else _fact(view)
        yield from map(_superseded, view.superseded)
    elif isinstance(view, ProseView):
        yield _prose(view)
    elif isinstance(view, ImageView):
        yield _figure(view)
    elif isinstance(view, ChartView):
        yield _drawing(view)
    elif isinstance(view, TableView):
        yield _table(view)


def _fact(view: FactView) -> BlockGroup:
    return BlockGroup("fact", tuple(_stated(view)), view.anchor, row_id=view.row_id)


def _stated(view: FactView) -> Iterator[Block]:
    label: Text = (TextRun(view.label, Mark.NUMBER), TextRun(" "))
    yield Paragraph("statement", (*label, TextRun(view.text), *cited(view.refs)), view.direction)
    yield Paragraph(
        "grade",
        (*grade(view.grade, view.standing), *plain(" ·" if view.origins else ""), *remark(view.origins)),
    )


def _contrast(view: FactView) -> OpposedBlock:
    stated = BlockGroup("side", tuple(_stated(view)), view.anchor, "As stated")
    against = BlockGroup("side", tuple(_opposite(other) for other in view.opposed), title="Contradicted by")
    return OpposedBlock((stated, against), view.row_id)


def _opposite(other: Opposed) -> BlockGroup:
    number = TextRun(other.label, Mark.NUMBER, to="" if other.absorbed else other.anchor)
    label: tuple[Inline, ...] = (number, TextRun(" ")) if other.label else ()
    blocks = (
        Paragraph("statement", (*label, TextRun(other.text), *cited(other.refs)), other.direction),
        Paragraph("grade", grade(other.grade, other.standing, used=bool(other.label))),
    )
    anchor = other.anchor if other.absorbed else ""
    return BlockGroup("opposite", blocks, anchor, row_id=other.row_id if other.absorbed else "")


def _superseded(later: Opposed) -> Paragraph:
    by: Text = (TextRun(" by "), TextRun(later.label, to=later.anchor)) if later.label else ()
    text = (
        TextRun("Superseded", Mark.STRONG),
        *by,
        TextRun(": "),
        TextRun(later.text),
        *cited(later.refs),
        TextRun(" "),
        TextRun(later.grade.code, Mark.CODE),
        TextRun(f" · {later.standing}"),
    )
    return Paragraph("superseded", text)


def _prose(view: ProseView) -> BlockGroup:
    paragraphs = tuple(Paragraph("words", plain(each), view.direction) for each in view.paragraphs)
    return BlockGroup(
        "prose", (*paragraphs, drawn_from(view.evidence, "Drawn from ", _OWN_WORDS)), row_id=view.row_id
    )


def _captioned(label: str, caption: str) -> Text:
    return (TextRun(f"{label}.", Mark.STRONG), TextRun(f" {caption}"))


def _figure(view: ImageView) -> BlockGroup:
    caption = _captioned(view.label, view.caption)
    picture = PictureBlock(view.row_id, view.label, view.address, view.alt, view.anchor, caption)
    return BlockGroup(
        "shown", (picture, drawn_from(view.evidence, "Source: ", _OWN_WORK)), row_id=view.row_id
    )


def _drawing(view: ChartView) -> BlockGroup:
    """The pictures that a drawing goes over, its caption, and what it is drawn from."""
    if view.table is not None:
        return _table(view.table)
    caption = _captioned(view.label, view.caption)
    last = len(view.pictures) - 1
    pictures = tuple(
        PictureBlock(
            view.row_id, view.label, each.address, each.alt,
            view.anchor if number == 0 else "", caption if number == last else (), each.width_mm,
        )
        for number, each in enumerate(view.pictures)
    )  # fmt: skip
    captions = () if pictures else (Paragraph("caption", caption),)
    blocks = (*captions, *pictures, *_drawn_from(view))
    return BlockGroup("shown", blocks, "" if pictures else view.anchor, row_id=view.row_id)


def _drawn_from(view: ChartView) -> Iterator[Block]:
    if view.evidence or view.refs:
        sources = drawn_from(view.evidence, "Drawn from ", "Drawn from the treaties' records.")
        yield Paragraph(sources.role, (*sources.text, *cited(view.refs)))
    for said in (view.nothing, *view.remarks):
        if said:
            yield Paragraph("basis", plain(said))


def _table(view: TableView) -> BlockGroup:
    rows = tuple(
        TableRow(
            tuple(
                Cell((*plain(text), *cited(refs)), text_direction(text))
                for text, refs in zip(row, cell_refs, strict=True)
            )
        )
        for row, cell_refs in zip(view.rows, view.refs, strict=True)
    )
    widths = (1,) * len(view.columns)
    grid = TableBlock(
        "data", _captioned(view.label, view.caption), view.columns, rows, widths, True, view.anchor
    )
    basis = () if view.is_comparison else (drawn_from(view.evidence, "Source: ", _OWN_WORK),)
    return BlockGroup("shown", (grid, *basis), row_id=view.row_id)
