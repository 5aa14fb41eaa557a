"""The pages of a Word document: upright and landscape sections, each with its headers and footers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_HEADER_FOOTER, WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from briefing.composition.blocks.text import as_words
from briefing.composition.phrases import phrases_in
from briefing.composition.views.blocks import TableBlock
from briefing.exports.blocks.document import BlockDocument
from briefing.exports.docx import styles
from briefing.exports.docx.text import field, text_runs
from briefing.text.characters import length
from briefing.text.shortening.beginnings import beginning, opening

_LONGEST_HEADER, _LONGEST_FOOTER = 140, 60
_LETTER, _CELL_MARGINS = Pt(4.5), Pt(8)
"""The mean width of a letter in the text of a table, and the margins in the styles, left and right."""
_ON_EACH_PAGE = WD_HEADER_FOOTER.PRIMARY
_FEWEST_LETTERS, _MOST_LETTERS = 12, 18
"""A column is wide enough for its longest word, within these bounds."""


def cut(text: str, most: int) -> str:
    """Return a text of at most so many characters; one that is cut ends with an ellipsis."""
    return opening(text, most)


def _fits_header(title: str) -> bool:
    return len(title) <= _LONGEST_HEADER


class WordPages:
    """Adds sections where the orientation changes; the last one is where the document goes on."""

    def __init__(self, word: WordDocument, laid_out: BlockDocument) -> None:
        self._word, self._document = word, laid_out
        self._phrases = phrases_in(laid_out.language)
        self._is_landscape = False
        self._furniture: dict[bool, tuple[str, str]] = {}
        self._portrait_width = styles.set_page(word, laid_out.paper)
        self._furnish(word.sections[0])

    @property
    def width(self) -> int:
        """The width of the text in EMU, on the present page."""
        section = self._word.sections[-1]
        return (section.page_width or 0) - 2 * Mm(styles.MARGIN_MM)

    def is_too_wide(self, table: TableBlock) -> bool:
        """Return whether an upright page leaves a table of the author columns that are too narrow."""
        if table.role != "data":
            return False
        total = sum(column.width for column in table.columns)
        return any(
            self._portrait_width * column.width // total < _least_width(table, number)
            for number, column in enumerate(table.columns)
        )

    def turn(self, *, landscape: bool) -> None:
        """Go on with a new page if the present one has the other orientation."""
        if landscape == self._is_landscape:
            return
        section = self._word.add_section()
        section_end = self._word.paragraphs[-1]
        section_end.style = styles.PARAGRAPHS["cell"].name
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        self._is_landscape = landscape
        self._furnish(section)

    def _furnish(self, section: Section) -> None:
        """Give a section the headers and footers of its orientation, which all its sections share."""
        properties: Any = section._sectPr
        if self._is_landscape in self._furniture:
            head, foot = self._furniture[self._is_landscape]
            properties.add_headerReference(_ON_EACH_PAGE, head)
            properties.add_footerReference(_ON_EACH_PAGE, foot)
            return
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        self._write_margins(section)
        head = properties.get_headerReference(_ON_EACH_PAGE).rId
        foot = properties.get_footerReference(_ON_EACH_PAGE).rId
        self._furniture[self._is_landscape] = head, foot

    def _write_margins(self, section: Section) -> None:
        laid_out = self._document
        # State and reference first; a title that is too long is shortened only where it says the same.
        title = beginning(laid_out.title, _fits_header, laid_out.language)
        head = [cut(laid_out.issue, _LONGEST_FOOTER), *((" · ", title) if title else ())]
        self._margin(section.header.paragraphs[0], "header", [head])
        self._state(section.header.paragraphs[0])
        fields = {"page": field("PAGE", "1"), "pages": field("NUMPAGES", "1")}
        page = list(self._phrases.pieces("document.page", fields))
        organisation = cut(laid_out.organisation, _LONGEST_FOOTER)
        self._margin(section.footer.paragraphs[0], "footer", [[organisation], page])

    def _margin(self, paragraph: WordParagraph, role: str, columns: Sequence[Sequence[Any]]) -> None:
        """Fill a header or footer with texts and fields, and the marking on black at its right end."""
        paragraph.style = styles.PARAGRAPHS[role].name
        _set_stops(paragraph, len(columns), self.width)
        for column in columns:
            for part in column:
                if isinstance(part, str):
                    paragraph._p.extend(text_runs(part, "ltr"))
                else:
                    paragraph._p.append(part)
            paragraph.add_run("\t")
        marking = paragraph.add_run(f" {self._document.marking.label} ")
        marking.bold = True
        marking.font.size = Pt(12)
        marking.font.color.rgb = RGBColor.from_string(self._document.marking.colour.lstrip("#"))
        marking._r.get_or_add_rPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="000000"/>')
        )

    def _state(self, paragraph: WordParagraph) -> None:
        """Begin a header with the state of an issue that is not final, white on the accent."""
        if not self._document.status:
            return
        state = paragraph.add_run(f" {self._document.status.capitalize()} ")
        state.bold = True
        state.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)
        state._r.get_or_add_rPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{styles.ACCENT}"/>')
        )
        space = paragraph.add_run(" ")
        for run in (space, state):
            paragraph._p.insert_element_before(run._r, "w:r")


def _least_width(table: TableBlock, number: int) -> int:
    """Return the width in EMU that a column needs for its longest word."""
    texts = (table.columns[number].title, *(row.cells[number].text for row in table.rows))
    longest = max((length(word) for text in texts for word in as_words(text).split()), default=0)
    return min(max(longest, _FEWEST_LETTERS), _MOST_LETTERS) * _LETTER + _CELL_MARGINS


def _set_stops(paragraph: WordParagraph, columns: int, width: int) -> None:
    """Tab stops for texts side by side with the last at the right margin; those of the style are gone."""
    style = paragraph.style
    if style is not None:
        style.paragraph_format.tab_stops.clear_all()
    stops = paragraph.paragraph_format.tab_stops
    for number in range(1, columns):
        stops.add_tab_stop(Emu(width * number // columns), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Emu(width), WD_TAB_ALIGNMENT.RIGHT)
