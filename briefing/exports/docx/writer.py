"""Document → Word (OOXML): real styles, headings, tables with header rows, lists and footnotes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Emu, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from briefing.exports.blocks.document import document
from briefing.exports.blocks.nodes import (
    Block,
    BlockDocument,
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
from briefing.exports.blocks.phrases import as_words, plain
from briefing.exports.docx import styles
from briefing.exports.docx.text import WordText, field, field_end, field_start
from briefing.exports.edition import Edition
from briefing.exports.images import drawn
from briefing.exports.zip_dates import with_fixed_dates
from briefing.typography.scripts import text_direction

_EMU_PER_PX = 9525
_UNDATED = "2000-01-01"
_LONGEST_PROPERTY = 255


def write(edition: Edition) -> bytes:
    """The document. Equal input gives equal bytes. Raises RenderError where a picture cannot be drawn."""
    laid_out = document(edition.context)
    word = docx.Document()
    styles.set_up(word, laid_out.language)
    _describe(word, laid_out)
    _DocxWriter(word, laid_out, edition).write()
    content = io.BytesIO()
    word.save(content)
    return with_fixed_dates(content.getvalue())


def _describe(word: WordDocument, laid_out: BlockDocument) -> None:
    """What the file says of itself; the date is the briefing's own."""
    about = word.core_properties
    author = _property(laid_out.author)
    about.title, about.subject = _property(laid_out.title), _property(laid_out.description)
    about.author, about.last_modified_by, about.comments = author, author, ""
    about.keywords, about.language = _property(laid_out.marking.label), laid_out.language
    about.content_status = laid_out.status or "final"
    about.created = about.modified = datetime.datetime.fromisoformat(laid_out.created or _UNDATED)
    about.revision = 1


def _property(text: str) -> str:
    """A text as long as a document's properties may be; the whole stands in the document."""
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1]}…"


class _DocxWriter:
    def __init__(self, word: WordDocument, laid_out: BlockDocument, edition: Edition) -> None:
        self._word, self._document, self._edition = word, laid_out, edition
        self._text = WordText(word, laid_out)
        self._width = styles.set_page(word, laid_out.paper)

    def write(self) -> None:
        self._furniture()
        self._blocks(self._word, self._document.cover)
        self._contents()
        self._blocks(self._word, self._document.body)
        self._text.finish()

    # Headers and footers

    def _furniture(self) -> None:
        section, laid_out = self._word.sections[0], self._document
        head = " · ".join(part for part in (laid_out.title, laid_out.status.capitalize()) if part)
        self._margin(section.header.paragraphs[0], "header", [[head]])
        page = ["Page ", field("PAGE", "1"), " of ", field("NUMPAGES", "1")]
        self._margin(section.footer.paragraphs[0], "footer", [[laid_out.organisation], page])

    def _margin(self, paragraph: WordParagraph, role: str, columns: Sequence[Sequence[Any]]) -> None:
        """A line of texts and fields, and at its right end the marking on black."""
        paragraph.style = styles.PARAGRAPHS[role].name
        _set_stops(paragraph, len(columns), self._width)
        for column in columns:
            for each in column:
                if isinstance(each, str):
                    paragraph.add_run(each)
                else:
                    paragraph._p.append(each)
            paragraph.add_run("\t")
        marking = paragraph.add_run(f" {self._document.marking.label} ")
        marking.bold = True
        marking.font.size = Pt(12)
        marking.font.color.rgb = RGBColor.from_string(self._document.marking.colour.lstrip("#"))
        marking._r.get_or_add_rPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="000000"/>')
        )

    def _contents(self) -> None:
        """Links to every section, as the result of a field that Word can fill with page numbers."""
        self._paragraph(self._word, "contents-heading", plain("Contents"))
        made = [
            self._paragraph(
                self._word, "contents", (TextRun(f"{entry.number} {entry.title}".strip(), to=entry.anchor),)
            )
            for entry in self._document.contents
        ]
        for at, piece in enumerate(field_start('TOC \\o "1-2" \\h \\z \\u'), 1):
            made[0]._p.insert(at, piece)
        made[-1]._p.append(field_end())

    # Blocks

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
        made = parent.add_paragraph()
        made._p.style = styles.heading_style(block.level).id
        self._text.fill(made._p, block.text, block.direction, block.anchor)

    def _paragraph(
        self, parent: Any, role: str, text: Text, direction: str = "ltr", anchor: str = ""
    ) -> WordParagraph:
        made: WordParagraph = parent.add_paragraph()
        made._p.style = styles.PARAGRAPHS[role].id  # by its id: looking names up takes python-docx long
        self._text.fill(made._p, text, direction, anchor)
        return made

    def _listing(self, parent: Any, block: Listing) -> None:
        self._paragraph(parent, "list-title", plain(block.title))
        for entry in block.entries:
            self._paragraph(parent, "entry", entry.text, entry.direction)

    def _picture(self, block: PictureBlock) -> None:
        picture = drawn(block, self._edition)
        made = self._paragraph(self._word, "picture", (), anchor=block.anchor)
        width = min(picture.width_px * _EMU_PER_PX, self._width)
        shape = made.add_run().add_picture(io.BytesIO(picture.content), width=Emu(width))
        shape._inline.docPr.set("descr", block.alt)
        shape._inline.docPr.set("name", block.label)
        if block.caption:
            self._paragraph(self._word, "caption", block.caption)

    # Tables

    def _contrast(self, block: OpposedBlock) -> None:
        titles = tuple(side.title for side in block.sides)
        table = self._table("A statement and what contradicts it", (1,) * len(titles))
        _look(table, has_head=True, heads_rows=False)
        self._head(table, titles)
        for made, side in zip(_new_row(table), block.sides, strict=True):
            empty = made.p_lst[0]
            self._blocks(_Cell(made, table), side.blocks, side.anchor)
            made.remove(empty)
        self._paragraph(self._word, "cell", ())  # or the table grows together with the next one

    def _grid(self, block: TableBlock) -> None:
        if block.role != "particulars":
            self._paragraph(self._word, "caption", block.caption, anchor=block.anchor)
        table = self._table(as_words(block.caption), block.widths)
        _look(table, has_head=bool(block.columns), heads_rows=block.heads_rows and block.role != "scale")
        if block.columns:
            self._head(table, block.columns)
        for row in block.rows:
            for at, (cell, made) in enumerate(zip(row.cells, _new_row(table), strict=True)):
                self._cell(made, cell, row.strong, "" if at else row.anchor)
        self._paragraph(self._word, "cell", ())

    def _table(self, title: str, widths: tuple[int, ...]) -> Table:
        table: Table = self._word.add_table(rows=0, cols=len(widths))
        table.style = styles.TABLE_STYLE
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Emu(self._width * share // sum(widths))
        caption = OxmlElement("w:tblCaption")
        caption.set(qn("w:val"), title)
        table._tblPr.append(caption)
        return table

    def _head(self, table: Table, titles: tuple[str, ...]) -> None:
        cells = _new_row(table)
        cells[0].getparent().get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for made, title in zip(cells, titles, strict=True):
            self._fill_cell(made, "column", plain(title), text_direction(title))

    def _cell(self, made: Any, cell: Cell, strong: bool, anchor: str) -> None:
        text = in_strong(cell.text) if strong else cell.text
        self._fill_cell(made, "cell", text, cell.direction, anchor)

    def _fill_cell(self, made: Any, role: str, text: Text, direction: str, anchor: str = "") -> None:
        paragraph = made.p_lst[0]
        paragraph.style = styles.PARAGRAPHS[role].id
        self._text.fill(paragraph, text, direction, anchor)


def _new_row(table: Table) -> list[Any]:
    """The cells of a further row, as `w:tc`; it is not broken over pages."""
    row: Any = table.add_row()._tr  # type: ignore[no-untyped-call]
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return list(row.tc_lst)


def _look(table: Table, *, has_head: bool, heads_rows: bool) -> None:
    """Which rows and columns are headings, for the style and for who listens to the table."""
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


def _set_stops(paragraph: WordParagraph, columns: int, width: int) -> None:
    """Tab stops for texts side by side with the last at the right margin; those of the style are gone."""
    style = paragraph.style
    if style is not None:
        style.paragraph_format.tab_stops.clear_all()
    stops = paragraph.paragraph_format.tab_stops
    for at in range(1, columns):
        stops.add_tab_stop(Emu(width * at // columns), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Emu(width), WD_TAB_ALIGNMENT.RIGHT)
