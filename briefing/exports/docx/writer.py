"""Document → Word (OOXML): real styles, headings, tables with header rows, lists and footnotes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from briefing.composition.blocks.text import as_words, plain
from briefing.composition.phrases import phrases_in
from briefing.composition.views.blocks import (
    Block,
    BlockGroup,
    Cell,
    Heading,
    Listing,
    OpposedBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    Text,
    TextRun,
    in_strong,
)
from briefing.exports.blocks.document import BlockDocument, ContentsLine, document
from briefing.exports.docx import styles
from briefing.exports.docx.pages import WordPages, cut
from briefing.exports.docx.text import WordText, field_end, field_start
from briefing.exports.edition import Edition
from briefing.exports.images import drawn
from briefing.exports.zip_dates import with_fixed_dates
from briefing.typography.scripts import text_direction

_EMU_PER_PX, _EMU_PER_TWIP = 9525, 635
_UNDATED = "2000-01-01"
_LONGEST_PROPERTY = 255


def write(edition: Edition) -> bytes:
    """Return the document; equal input gives equal bytes. Raises RenderError for an unreadable picture."""
    laid_out = document(edition.context)
    word = docx.Document()
    styles.set_up(word, laid_out.language)
    _drop_styles_of_word_2010(word)
    _describe(word, laid_out)
    _DocxWriter(word, laid_out, edition).write()
    content = io.BytesIO()
    word.save(content)
    return with_fixed_dates(content.getvalue())


def _drop_styles_of_word_2010(word: WordDocument) -> None:
    """Remove the second list of styles in python-docx's template, which lacks the styles added here."""
    relations = word.part.rels
    for key in [
        key for key, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")
    ]:
        del relations[key]


def _describe(word: WordDocument, laid_out: BlockDocument) -> None:
    """Set the properties of the file; its date is the briefing's own."""
    about = word.core_properties
    author = _property(laid_out.author)
    about.title, about.subject = _property(laid_out.title), _property(laid_out.description)
    about.author, about.last_modified_by, about.comments = author, author, ""
    about.keywords, about.language = _property(laid_out.marking.label), laid_out.language
    about.content_status = laid_out.status or "final"
    about.created = about.modified = datetime.datetime.fromisoformat(laid_out.created or _UNDATED)
    about.revision = 1


def _property(text: str) -> str:
    """Cut a text to the length of a document's property; the document itself has all of it."""
    return cut(text, _LONGEST_PROPERTY)


class _DocxWriter:
    def __init__(self, word: WordDocument, laid_out: BlockDocument, edition: Edition) -> None:
        self._word, self._document, self._edition = word, laid_out, edition
        self._text = WordText(word, laid_out)
        self._phrases = phrases_in(laid_out.language)
        self._pages = WordPages(word, laid_out)

    def write(self) -> None:
        self._on_pages(self._document.cover)
        self._on_pages(self._document.front)
        self._contents()
        self._on_pages(self._document.body)
        self._text.finish()

    def _contents(self) -> None:
        """Write links to every section, as the result of a field that Word can bring up to date.

        It has no page numbers (`\\n`): before Word counts the pages there would be none.
        """
        self._paragraph(self._word, "contents-heading", plain(self._phrases("heading.contents")))
        lines = [
            self._paragraph(self._word, "contents", _contents_line(entry))
            for entry in self._document.contents
        ]
        for index, piece in enumerate(field_start('TOC \\o "1-2" \\n \\h \\z \\u'), 1):
            lines[0]._p.insert(index, piece)
        lines[-1]._p.append(field_end())

    # Blocks

    def _on_pages(self, blocks: Iterable[Block]) -> None:
        """Write blocks into the document; tables that are too wide for it are on landscape pages.

        Headings right above such a table are on its page.
        """
        parts = list(self._parts(blocks))
        landscape = [self._has_wide_table(block) for block, _ in parts]
        for number in reversed(range(len(parts) - 1)):
            if isinstance(parts[number][0], Heading):
                landscape[number] = landscape[number + 1]
        for (block, anchor), is_landscape in zip(parts, landscape, strict=True):
            self._pages.turn(landscape=is_landscape)
            self._blocks(self._word, [block], anchor)

    def _parts(self, blocks: Iterable[Block], anchor: str = "") -> Iterator[tuple[Block, str]]:
        """Yield the blocks within groups with their anchors; a group with a wide table is left whole."""
        for block in blocks:
            if isinstance(block, BlockGroup) and not self._has_wide_table(block):
                yield from self._parts(block.blocks, block.anchor)
            else:
                yield block, anchor
            anchor = ""

    def _has_wide_table(self, block: Block) -> bool:
        shown = block.blocks if isinstance(block, BlockGroup) else (block,)
        return any(isinstance(each, TableBlock) and self._pages.is_too_wide(each) for each in shown)

    def _blocks(self, parent: Any, blocks: Iterable[Block], anchor: str = "") -> None:
        """Write blocks into the document or a cell; the first paragraph bears the anchor."""
        for block in blocks:
            if isinstance(block, Heading):
                self._heading(parent, block)
            elif isinstance(block, Paragraph):
                self._paragraph(parent, block.role, block.text, block.direction, anchor)
            elif isinstance(block, Listing):
                self._listing(parent, block)
            elif isinstance(block, TableBlock):
                self._grid(block)
            elif isinstance(block, PictureBlock):
                self._picture(block)
            elif isinstance(block, OpposedBlock):
                self._contrast(block)
            else:
                self._blocks(parent, block.blocks, block.anchor)
            anchor = ""

    def _heading(self, parent: Any, block: Heading) -> None:
        paragraph = parent.add_paragraph()
        paragraph._p.style = styles.heading_style(block.level).id
        self._text.fill(paragraph._p, block.text, block.direction, block.anchor)

    def _paragraph(
        self, parent: Any, role: str, text: Text, direction: str = "ltr", anchor: str = ""
    ) -> WordParagraph:
        paragraph: WordParagraph = parent.add_paragraph()
        paragraph._p.style = styles.PARAGRAPHS[
            role
        ].id  # by its id: looking names up takes python-docx long
        self._text.fill(paragraph._p, text, direction, anchor)
        return paragraph

    def _listing(self, parent: Any, block: Listing) -> None:
        self._paragraph(parent, "list-title", plain(block.title))
        for entry in block.entries:
            self._paragraph(parent, "entry", entry.text, entry.direction)

    def _picture(self, block: PictureBlock) -> None:
        picture = drawn(block, self._edition)
        style = "picture" if block.caption else "picture-part"
        paragraph = self._paragraph(self._word, style, (), anchor=block.anchor)
        width = min(picture.width_px * _EMU_PER_PX, self._pages.width)
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.content), width=Emu(width))
        shape._inline.docPr.set("descr", block.alt)
        shape._inline.docPr.set("name", block.label)
        if block.caption:
            self._paragraph(self._word, "caption", block.caption)

    # Tables

    def _contrast(self, block: OpposedBlock) -> None:
        titles = tuple(side.title for side in block.sides)
        table = self._table(self._phrases("statement.opposed"), (1,) * len(titles))
        _look(table, has_head=True, heads_rows=False)
        self._head(table, titles)
        for cell, side in zip(_new_row(table), block.sides, strict=True):
            empty = cell.p_lst[0]
            self._blocks(_Cell(cell, table), side.blocks, side.anchor)
            cell.remove(empty)
        self._paragraph(self._word, "cell", ())  # or the table grows together with the next one

    def _grid(self, block: TableBlock) -> None:
        if block.role != "particulars":
            self._paragraph(self._word, "caption", block.caption, anchor=block.anchor)
        widths = tuple(column.width for column in block.columns)
        table = self._table(as_words(block.caption), widths)
        _look(table, has_head=block.has_head, heads_rows=block.heads_rows and block.role != "scale")
        if block.has_head:
            self._head(table, tuple(as_words(column.title) for column in block.columns))
        for row in block.rows:
            for index, (cell, word_cell) in enumerate(zip(row.cells, _new_row(table), strict=True)):
                self._cell(word_cell, cell, row.strong, "" if index else row.anchor)
        self._paragraph(self._word, "cell", ())

    def _table(self, title: str, widths: tuple[int, ...]) -> Table:
        table: Table = self._word.add_table(rows=0, cols=len(widths))
        table.style = styles.TABLE_STYLE
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            twips = self._pages.width * share // sum(widths) // _EMU_PER_TWIP
            column.width = Emu(twips * _EMU_PER_TWIP)  # rounded up, the columns together would be too wide
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), title)
        table._tblPr.append(caption)
        return table

    def _head(self, table: Table, titles: tuple[str, ...]) -> None:
        cells = _new_row(table)
        cells[0].getparent().get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, title in zip(cells, titles, strict=True):
            self._fill_cell(cell, "column", plain(title), text_direction(title))

    def _cell(self, word_cell: Any, cell: Cell, strong: bool, anchor: str) -> None:
        text = in_strong(cell.text) if strong else cell.text
        self._fill_cell(word_cell, "cell", text, cell.direction, anchor)

    def _fill_cell(self, word_cell: Any, role: str, text: Text, direction: str, anchor: str = "") -> None:
        paragraph = word_cell.p_lst[0]
        paragraph.style = styles.PARAGRAPHS[role].id
        self._text.fill(paragraph, text, direction, anchor)


def _contents_line(entry: ContentsLine) -> Text:
    """Return the number and title of an entry, apart where the title runs from right to left."""
    title = TextRun(entry.title, to=entry.anchor)
    if entry.number and text_direction(entry.title) == "rtl":
        return TextRun(f"{entry.number} ", to=entry.anchor), title
    return (replace(title, text=f"{entry.number} {entry.title}".strip()),)


def _new_row(table: Table) -> list[Any]:
    """Add a row that is not broken over pages, and return its cells as `w:tc`."""
    row: Any = table.add_row()._tr  # type: ignore[no-untyped-call]
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return list(row.tc_lst)


def _look(table: Table, *, has_head: bool, heads_rows: bool) -> None:
    """Mark rows and columns as headings, for the style and for screen readers."""
    look = table._tblPr.find(qn("w:tblLook"))
    for name in list(look.attrib):
        del look.attrib[name]
    for name, value in (
        ("val", f"{0x0020 * has_head + 0x0080 * heads_rows + 0x0600:04X}"),
        ("firstRow", str(int(has_head))),
        ("lastRow", "0"),
        ("firstColumn", str(int(heads_rows))),
        ("lastColumn", "0"),
        ("noHBand", "1"),
        ("noVBand", "1"),
    ):
        look.set(qn(f"w:{name}"), value)
