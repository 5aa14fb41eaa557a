"""Sections and their rows as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.composition.blocks.text import PhraseText, cited, plain, remark
from briefing.composition.phrases import Phrases
from briefing.composition.views.blocks import (
    Block,
    BlockGroup,
    Cell,
    Column,
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
from briefing.composition.views.references import EvidenceRef
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
from briefing.typography.scripts import text_direction


class StatementBlocks:
    """The sections of a document in one language."""

    def __init__(self, phrases: Phrases) -> None:
        self._text = PhraseText(phrases)

    def section(self, view: SectionView) -> BlockGroup:
        """Return a section with its heading, its rows and the sections within it."""
        heading = Heading(
            view.level,
            (TextRun(view.number, Mark.NUMBER), TextRun(" "), TextRun(view.title)),
            view.anchor,
            text_direction(view.title),
        )
        items = tuple(block for item in view.items for block in self._item(item))
        children = map(self.section, view.sections)
        headings = () if view.is_headless else (heading,)
        return BlockGroup("section", (*headings, *items, *children), row_id=view.row_id)

    def _item(self, view: ItemView) -> Iterator[Block]:
        if isinstance(view, FactView):
            yield self._contrast(view) if _beside(view) else self._fact(view)
            yield from map(self._superseded, view.superseded)
        elif isinstance(view, ProseView):
            yield self._prose(view)
        elif isinstance(view, ImageView):
            yield self._image(view)
        elif isinstance(view, ChartView):
            yield self._chart(view)
        elif isinstance(view, TableView):
            yield self._table(view)

    # Facts

    def _fact(self, view: FactView) -> BlockGroup:
        return BlockGroup("fact", tuple(self._stated(view)), view.anchor, row_id=view.row_id)

    def _stated(self, view: FactView) -> Iterator[Block]:
        label: Text = (TextRun(view.label, Mark.NUMBER), TextRun(" "))
        yield Paragraph("statement", (*label, TextRun(view.text), *cited(view.refs)), view.direction)
        grade = self._text.grade(view.grade, view.standing)
        origins = (*plain(" ·" if view.origins else ""), *remark(view.origins))
        yield Paragraph("grade", (*grade, *origins, *self._contradicted_above(view)))

    def _contradicted_above(self, view: FactView) -> Text:
        """Name the statements that contradict one and are above next to it."""
        refs = tuple(EvidenceRef(other.label, other.anchor) for other in view.opposed if other.repeated)
        if not refs:
            return ()
        return (
            TextRun(" · "),
            *self._text("statement.is_contradicted_by", statements=self._text.named(refs)),
        )

    def _contrast(self, view: FactView) -> OpposedBlock:
        phrases = self._text.phrases
        stated = BlockGroup("side", tuple(self._stated(view)), view.anchor, phrases("statement.as_stated"))
        opposite = tuple(map(self._opposite, _beside(view)))
        against = BlockGroup("side", opposite, title=phrases("statement.contradicted_by"))
        return OpposedBlock((stated, against), view.row_id)

    def _opposite(self, other: Opposed) -> BlockGroup:
        number = TextRun(other.label, Mark.NUMBER, to="" if other.absorbed else other.anchor)
        label: tuple[Inline, ...] = (number, TextRun(" ")) if other.label else ()
        grade = self._text.grade(other.grade, other.standing, used=bool(other.label))
        blocks = (
            Paragraph("statement", (*label, TextRun(other.text), *cited(other.refs)), other.direction),
            Paragraph("grade", grade),
        )
        anchor = other.anchor if other.absorbed else ""
        return BlockGroup("opposite", blocks, anchor, row_id=other.row_id if other.absorbed else "")

    def _superseded(self, later: Opposed) -> Paragraph:
        superseded: Text = (TextRun(self._text.phrases("statement.superseded"), Mark.STRONG),)
        label = (TextRun(later.label, to=later.anchor),)
        text = (
            *(
                self._text("statement.superseded_by", superseded=superseded, label=label)
                if later.label
                else superseded
            ),
            TextRun(": "),
            TextRun(later.text),
            *cited(later.refs),
            TextRun(" "),
            TextRun(later.grade.code, Mark.CODE),
            TextRun(f" · {later.standing}"),
        )
        return Paragraph("superseded", text)

    # Other rows

    def _prose(self, view: ProseView) -> BlockGroup:
        paragraphs = (Paragraph("words", plain(text), text_direction(text)) for text in view.paragraphs)
        basis = self._text.basis(view.evidence, "evidence.drawn_from", "evidence.own_words")
        return BlockGroup("prose", (*paragraphs, basis), row_id=view.row_id)

    def _image(self, view: ImageView) -> BlockGroup:
        caption = _captioned(view.label, view.caption)
        picture = PictureBlock(view.row_id, view.label, view.address, view.alt, view.anchor, caption)
        return BlockGroup("shown", (picture, self._own_basis(view)), row_id=view.row_id)

    def _own_basis(self, view: ImageView | TableView) -> Paragraph:
        return self._text.basis(view.evidence, "evidence.source", "evidence.own_work")

    def _chart(self, view: ChartView) -> BlockGroup:
        """Return the pictures of a chart, its caption, and the rows and sources that it is drawn from."""
        if view.table is not None:
            table = self._table(view.table)
            return replace(table, blocks=(*table.blocks, *_remarks(view)))
        caption = _captioned(view.label, view.caption)
        last = len(view.pictures) - 1
        content = self._grid(view.content) if view.content else None
        pictures = tuple(
            PictureBlock(
                view.row_id, view.label, picture.address, picture.alt,
                view.anchor if number == 0 else "", caption if number == last else (), picture.width_mm,
                content if number == last else None,
            )
            for number, picture in enumerate(view.pictures)
        )  # fmt: skip
        captions = () if pictures else (Paragraph("caption", caption),)
        if view.nothing:
            captions = (Paragraph("not-drawn", plain(view.nothing)), *captions)
        blocks = (*captions, *pictures, *self._chart_basis(view))
        return BlockGroup("shown", blocks, "" if pictures else view.anchor, row_id=view.row_id)

    def _chart_basis(self, view: ChartView) -> Iterator[Block]:
        if view.evidence or view.refs:
            basis = self._text.basis(view.evidence, "evidence.drawn_from", "evidence.treaty_records")
            yield Paragraph(basis.role, (*basis.text, *cited(view.refs)))
        yield from _remarks(view)

    def _grid(self, view: TableView) -> TableBlock:
        names = view.named or [((),) * len(row) for row in view.rows]
        rows = tuple(
            TableRow(
                tuple(
                    Cell((*(self._text.named(named) or plain(text)), *cited(refs)), text_direction(text))
                    for text, named, refs in zip(row, cell_names, cell_refs, strict=True)
                )
            )
            for row, cell_names, cell_refs in zip(view.rows, names, view.refs, strict=True)
        )
        columns = tuple(Column(plain(title)) for title in view.columns)
        caption = _captioned(view.label, view.caption)
        return TableBlock("data", caption, columns, rows, heads_rows=True, anchor=view.anchor)

    def _table(self, view: TableView) -> BlockGroup:
        remark = (Paragraph("basis", plain(view.remark)),) if view.remark else ()
        basis = () if view.is_comparison else (self._own_basis(view),)
        return BlockGroup("shown", (self._grid(view), *remark, *basis), row_id=view.row_id)


def _beside(view: FactView) -> tuple[Opposed, ...]:
    return tuple(other for other in view.opposed if not other.repeated)


def _remarks(view: ChartView) -> Iterator[Block]:
    for text in view.remarks:
        yield Paragraph("basis", plain(text))


def _captioned(label: str, caption: str) -> Text:
    return (TextRun(f"{label}.", Mark.STRONG), TextRun(f" {caption}"))
