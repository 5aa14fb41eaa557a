"""The styles of a Word document, declared as data, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt, RGBColor

from briefing.exports.docx import footnotes_part

INK, QUIET, ACCENT, RULE = "16202B", "505B67", "14405E", "B9C2CB"
_SERIF, _SANS = "Cambria", "Calibri"
_COMPLEX_SERIF, _COMPLEX_SANS = "Times New Roman", "Arial"
"""Fonts for Arabic script: those that both Word and LibreOffice have, or have a substitute for."""
EAST_ASIAN = {
    "Hans": ("Microsoft YaHei", "zh-CN"),
    "Hant": ("Microsoft JhengHei", "zh-TW"),
    "Jpan": ("Yu Gothic", "ja-JP"),
    "Kore": ("Malgun Gothic", "ko-KR"),
}
"""Word's font and language for each East Asian script."""
COMPLEX_LANGUAGE = "fa-IR"
"""The language of text from right to left that names no other."""
TABLE_STYLE = "Briefing Table"
PAPER_MM = {"A4": (210, 297), "Letter": (216, 279)}
MARGIN_MM = 22


@dataclass(frozen=True, slots=True)
class WordStyle:
    """The look of a paragraph or, where `is_character`, of a stretch of text; sizes are in points."""

    name: str
    size: float = 0.0
    sans: bool = True
    bold: bool | None = None
    italic: bool | None = None
    colour: str = INK
    before: float = 0.0
    after: float = 4.0
    indent: float = 0.0
    keep_with_next: bool = False
    bar: bool = False
    is_character: bool = False

    @property
    def id(self) -> str:
        """The id by which a paragraph or run refers to the style; python-docx makes it of the name."""
        return self.name.replace(" ", "")


PARAGRAPHS = {
    "kicker": WordStyle("Kicker", 9, bold=True, colour=QUIET),
    "subtitle": WordStyle("Subtitle", 13, sans=False, colour=QUIET, after=8),
    "main-message": WordStyle("Main Message", 12, sans=False, bold=True, after=2, keep_with_next=True),
    "claim": WordStyle("Key Judgement", 12, sans=False, before=10, after=2, keep_with_next=True, bar=True),
    "measure": WordStyle("Measure", 9.5, after=2, keep_with_next=True, bar=True),
    "basis": WordStyle("Basis", 9, colour=QUIET, after=3),
    "not-drawn": WordStyle("Basis", 9, colour=QUIET, after=3),
    "reason": WordStyle("Reason", 9.5, after=2),
    "list-title": WordStyle("List Title", 9.5, bold=True, before=2, after=0, keep_with_next=True),
    "entry": WordStyle("List Bullet", 9.5, after=1),
    "statement": WordStyle("Statement", 10.5, sans=False, before=4, after=1, keep_with_next=True),
    "grade": WordStyle("Grade", 9, colour=QUIET, after=6),
    "superseded": WordStyle("Superseded", 9, colour=QUIET, indent=14, after=6),
    "words": WordStyle("Author Words", 10.5, sans=False, before=4, after=2),
    "lead": WordStyle("Lead", 9.5, after=4),
    "note": WordStyle("Remark", 8.5, colour=QUIET),
    "empty": WordStyle("Remark", 8.5, colour=QUIET),
    "side-label": WordStyle("Side Label", 8.5, bold=True, colour=QUIET, after=0, keep_with_next=True),
    "cell": WordStyle("Table Text", 9, after=0),
    "column": WordStyle("Table Heading", 9, bold=True, after=0, keep_with_next=True),
    "caption": WordStyle("Caption", 9, bold=False, before=6, after=3, keep_with_next=True),
    "picture": WordStyle("Picture", 9, after=2, keep_with_next=True),
    "picture-part": WordStyle("Picture Part", 9, after=0),
    "contents": WordStyle("TOC 1", 9.5, after=2),
    "contents-heading": WordStyle(
        "Contents Heading", 12, bold=True, colour=ACCENT, before=8, keep_with_next=True
    ),
    "header": WordStyle("Header", 8.5, colour=QUIET, after=0),
    "footer": WordStyle("Footer", 8.5, colour=QUIET, after=0),
    "footnote": WordStyle(footnotes_part.TEXT_STYLE, 8.5, after=1),
}
"""The style of each role that a paragraph can have."""
CHARACTERS = {
    "strong": WordStyle("Strong", bold=True, is_character=True, colour=""),
    "emphasis": WordStyle("Emphasis", italic=True, is_character=True, colour=""),
    "number": WordStyle("Row Number", bold=True, colour=ACCENT, is_character=True),
    "code": WordStyle("Grade Code", bold=True, colour=INK, is_character=True),
    "letter": WordStyle("Grade Code", bold=True, colour=INK, is_character=True),
    "remark": WordStyle("Aside", italic=True, colour=QUIET, is_character=True),
    "link": WordStyle("Hyperlink", colour=ACCENT, is_character=True),
    "mark": WordStyle(footnotes_part.REFERENCE_STYLE, is_character=True, colour=""),
}
"""The style of each mark that a stretch of text can have."""
_HEADINGS = (
    WordStyle("Title", 24, bold=True, colour=ACCENT, after=4),
    WordStyle("Heading 1", 15, bold=True, colour=ACCENT, before=18, after=6, keep_with_next=True),
    WordStyle("Heading 2", 12, bold=True, colour=ACCENT, before=12, after=4, keep_with_next=True),
    WordStyle("Heading 3", 11, bold=True, before=10, after=3, keep_with_next=True),
    *(
        WordStyle(f"Heading {level}", 10.5, bold=True, before=8, after=3, keep_with_next=True)
        for level in range(4, 10)
    ),
)


def heading_style(level: int) -> WordStyle:
    """Return the style of a heading whose level counts from 1, the title."""
    return _HEADINGS[min(level, len(_HEADINGS)) - 1]


def set_up(document: WordDocument, language: str) -> None:
    """Give a new document its styles and its language."""
    _set_defaults(document, language)
    for style in (*_HEADINGS, *PARAGRAPHS.values(), *CHARACTERS.values()):
        _define(document, style)
    document.styles[footnotes_part.REFERENCE_STYLE].font.superscript = True
    document.styles.element.append(parse_xml(_TABLE_XML))


def set_page(document: WordDocument, paper: str) -> int:
    """Give the document its page; the width of its text in EMU is returned."""
    width, height = PAPER_MM.get(paper, PAPER_MM["A4"])
    section = document.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)
    section.header_distance = section.footer_distance = Mm(11)
    return int(Mm(width - 2 * MARGIN_MM))


def _set_defaults(document: WordDocument, language: str) -> None:
    tag = "en-GB" if language == "en" else language
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    properties.clear()
    properties.append(_fonts(sans=True))
    spoken = OxmlElement("w:lang")
    for name, value in (("val", tag), ("eastAsia", "zh-CN"), ("bidi", COMPLEX_LANGUAGE)):
        spoken.set(qn(f"w:{name}"), value)
    properties.append(spoken)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def _define(document: WordDocument, style: WordStyle) -> None:
    kind = WD_STYLE_TYPE.CHARACTER if style.is_character else WD_STYLE_TYPE.PARAGRAPH
    if style.name in document.styles:
        defined: Any = document.styles[style.name]
    else:
        defined = document.styles.add_style(style.name, kind)
        defined.quick_style = True
    font = defined.font
    font.bold, font.italic = style.bold, style.italic
    # Arabic and Hebrew letters have these of their own, and are not slanted.
    font.cs_bold, font.cs_italic = style.bold, False
    if style.size:
        font.size = Pt(style.size)
        _set_complex_size(defined.element.rPr, style.size)
    if style.colour:
        font.color.rgb = RGBColor.from_string(style.colour)
    if not style.is_character:
        _define_paragraph(defined, style)


def _define_paragraph(defined: Any, style: WordStyle) -> None:
    properties = defined.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _fonts(sans=style.sans))
    form = defined.paragraph_format
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.keep_with_next = style.keep_with_next
    if style.indent:
        form.left_indent = Pt(style.indent)
    borders = defined.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        defined.element.pPr.remove(borders)
    if style.bar:
        form.left_indent = Pt(10)
        defined.element.pPr.insert_element_before(parse_xml(_BAR_XML), *_IN_PARAGRAPH)


def _set_complex_size(properties: Any, size: float) -> None:
    """Letters of Arabic script have a size of their own."""
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(complex_size)


def _fonts(*, sans: bool) -> Any:
    fonts = OxmlElement("w:rFonts")
    latin = _SANS if sans else _SERIF
    for name, font in (
        ("ascii", latin),
        ("hAnsi", latin),
        ("eastAsia", latin),
        ("cs", _COMPLEX_SANS if sans else _COMPLEX_SERIF),
    ):
        fonts.set(qn(f"w:{name}"), font)
    return fonts


_BAR_XML = (
    f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
)
_IN_PARAGRAPH = tuple(
    f"w:{name}"
    for name in (
        "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    )
)  # fmt: skip
"""Elements that the schema wants after the borders of a paragraph, in order."""
AFTER_DIRECTION = _IN_PARAGRAPH[_IN_PARAGRAPH.index("w:bidi") + 1 :]
"""Elements that it wants after the direction of a paragraph."""
_TABLE_XML = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BriefingTable">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr><w:tcBorders>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
    </w:tcBorders></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>
"""
