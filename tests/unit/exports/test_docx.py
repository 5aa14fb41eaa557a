"""The Word document, opened again: styles, headings, tables, lists, footnotes, properties, language."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section as DocxSection
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph
from msgspec.structs import replace

from briefing.editing import Reword, apply
from briefing.exports.docx.writer import write
from briefing.exports.edition import Edition
from briefing.model.briefing import Briefing, Prose, Section, Table
from briefing.model.library import Material
from tests.small_briefing import a_briefing
from tests.unit.exports.conftest import PERSIAN, an_edition
from tests.unit.exports.exported_text import spaced, word_paragraphs


@pytest.fixture(scope="module")
def raw(everything: Edition) -> bytes:
    return write(everything)


@pytest.fixture(scope="module")
def word(raw: bytes) -> Document:
    return docx.Document(io.BytesIO(raw))


def texts(word: Document, style: str) -> list[str]:
    return [spaced(each.text) for each in word.paragraphs if each.style and each.style.name == style]


def footnotes(raw: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = ET.fromstring(archive.read("word/footnotes.xml"))  # noqa: S314 - our own
    return {
        str(each.get(qn("w:id"))): spaced("".join(part.text or "" for part in each.iter(qn("w:t"))))
        for each in root
    }


def marks(element: Any) -> list[str]:
    return [str(each.get(qn("w:id"))) for each in element.iter(qn("w:footnoteReference"))]


def test_the_outline_is_made_of_heading_styles(word: Document) -> None:
    assert texts(word, "Title") == ["Gas between Russia and Iran"]
    assert texts(word, "Heading 1")[:6] == [
        "Key judgements",
        "How well this is sourced",
        "1 Energy",
        "2 Comparison",
        "How to read the grades",
        "Annex A. Facts",
    ]
    assert texts(word, "Heading 2") == [
        "1.1 Price",
        "Facts not used that contradict or supersede those above",
    ]


def test_the_contents_are_after_the_judgements_and_have_no_empty_page_numbers(word: Document) -> None:
    styles = [each.style.name for each in word.paragraphs if each.style is not None]
    headings = [place for place, style in enumerate(styles) if style == "Heading 1"]
    assert [word.paragraphs[place].text for place in headings[1:3]] == [
        "How well this is sourced",
        "1 Energy",
    ]
    assert headings[1] < styles.index("Contents Heading") < styles.index("TOC 1") < headings[2]
    codes = [each.text or "" for each in word.element.body.iter(qn("w:instrText"))]
    assert [code.split() for code in codes] == [["TOC", "\\o", '"1-2"', "\\n", "\\h", "\\z", "\\u"]]


def test_lists_are_lists(word: Document) -> None:
    assert texts(word, "List Bullet") == ["Another route is found"]
    style = word.styles["List Bullet"].element
    assert style.find(f".//{qn('w:numPr')}") is not None


def test_a_judgement_says_likelihood_and_confidence_in_sentences_of_their_own(word: Document) -> None:
    assert texts(word, "Measure") == ["Likelihood: likely (55–80 %). Confidence: moderate."]


def test_every_statement_has_a_footnote_that_names_its_sources(word: Document, raw: bytes) -> None:
    notes = footnotes(raw)
    assert notes["1"] == (
        "[1] B The Agency, 17 January 2025. Report on the route. Art. 3(4). "
        "[2] F The Forum. The same report, repeated. Art. 3(4)."
    )
    used = marks(word.element.body)
    assert used == sorted(used, key=int)
    assert set(used) | {"-1", "0"} == set(notes)
    styled = [each for each in word.element.body.iter(qn("w:p")) if each.style == "Statement"]
    assert len(styled) == 3
    assert all(marks(each) for each in styled)


def test_a_source_is_named_in_full_by_its_first_footnote_and_in_short_by_the_others(raw: bytes) -> None:
    notes = [text for text in footnotes(raw).values() if "The Agency" in text]
    assert len(notes) > 1
    assert ["Report on the route" in text for text in notes] == [True, *[False] * (len(notes) - 1)]
    assert all("[1] B The Agency, 17 January 2025." in text for text in notes)


def test_the_settings_name_the_separators_of_the_footnotes(word: Document) -> None:
    named = word.settings.element.find(qn("w:footnotePr"))
    assert named is not None
    assert [each.get(qn("w:id")) for each in named] == ["-1", "0"]


def test_tables_repeat_their_heading_rows_and_have_names(word: Document) -> None:
    for table in word.tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        first = table._tbl.tr_lst[0]
        is_head = first.trPr is not None and first.trPr.find(qn("w:tblHeader")) is not None
        assert is_head == (look.get(qn("w:firstRow")) == "1")
    assert (
        sum(table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "0" for table in word.tables)
        == 1
    )


def test_contradicting_statements_stand_side_by_side(word: Document) -> None:
    table = next(each for each in word.tables if each.cell(0, 0).text == "As stated")
    stated, against = (spaced(each.text) for each in table.rows[1].cells)
    assert stated.startswith("1 The route is reported to be agreed.")
    assert against.startswith("2 The route is reported to be open.")
    assert "Moderate confidence · B3 · reported" in stated
    assert "Not graded · F3 · reported" in against


def test_the_marking_stands_in_the_header_and_the_footer_of_each_page(word: Document) -> None:
    [section] = word.sections
    assert not section.different_first_page_header_footer
    for margin in (section.header, section.footer):
        marking = margin.paragraphs[0].runs[-1]
        assert marking.text.strip() == "TLP:AMBER"
        assert marking.font.size is not None
        assert marking.font.size.pt >= 12
        assert str(marking.font.color.rgb) == "FFC000"


def test_the_properties_come_from_the_briefing_and_from_no_clock(word: Document, raw: bytes) -> None:
    about = word.core_properties
    assert (about.title, about.author, about.keywords) == (
        "Gas between Russia and Iran",
        "A. Nalyst",
        "TLP:AMBER",
    )
    assert about.created == about.modified
    assert str(about.created).startswith("2025-11-03")
    assert about.language == "en"
    spoken = word.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert spoken.get(qn("w:val")) == "en-GB"
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_title_that_is_too_long_for_the_properties_is_cut_there_alone(everything: Edition) -> None:
    long = replace(everything.briefing, title="Word " * 60, author="A" * 300)
    word = docx.Document(io.BytesIO(write(an_edition(long))))
    for text in (word.core_properties.title, word.core_properties.author):
        assert 250 <= len(text) <= 255
        assert text.endswith("…")
    assert texts(word, "Title") == [("Word " * 60).strip()]


def test_a_picture_has_its_words(word: Document) -> None:
    [shape] = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "A blue square"


def test_what_runs_right_to_left_is_marked_so(word: Document) -> None:
    turned = [each for each in word.paragraphs if each._p.find(f".//{qn('w:bidi')}") is not None]
    assert [PERSIAN in each.text for each in turned] == [True]
    runs = [each for each in turned[0].runs if each._r.find(f".//{qn('w:rtl')}") is not None]
    assert [spaced(each.text) for each in runs] == [f"{PERSIAN}."]


MIXED, HEBREW = "گاز (Gazprom): ۲۰", "דוח הגז"


def a_word_document(briefing: Briefing) -> Document:
    return docx.Document(io.BytesIO(write(an_edition(briefing))))


def test_a_text_from_right_to_left_is_embedded_among_other_words(everything: Edition) -> None:
    briefing = everything.briefing
    energy = replace(briefing.sections[1], title=MIXED)
    word = a_word_document(
        replace(briefing, title=MIXED, sections=(briefing.sections[0], energy, *briefing.sections[2:]))
    )
    embedded = f"\u202b{MIXED}\u202c\u200e"
    assert embedded in word.sections[0].header.paragraphs[0].text
    assert f"1 {embedded}" in [each.text for each in word.paragraphs]
    # A paragraph of that direction needs no more.
    assert [each.text for each in word.paragraphs if each.style and each.style.name == "Title"] == [MIXED]


def test_text_from_right_to_left_has_its_language_and_is_as_bold_as_other_text(everything: Edition) -> None:
    word = a_word_document(replace(everything.briefing, title=HEBREW))
    [title] = [each for each in word.paragraphs if each.text == HEBREW]
    assert [each.get(qn("w:bidi")) for each in title._p.iter(qn("w:lang"))] == ["he"]
    for name in ("Title", "Caption", "Table Heading", "Strong"):
        font = word.styles[name].font
        assert font.cs_bold == font.bold


def test_a_footnote_that_runs_right_to_left_is_marked_so(everything: Edition) -> None:
    library = everything.briefing.library
    sources = [replace(each, title=PERSIAN) for each in library.sources]
    publishers = [replace(each, name=PERSIAN) for each in library.publishers]
    material = Material.of(library.treaties, publishers, sources, library.facts)
    raw = write(an_edition(replace(everything.briefing, library=material)))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = ET.fromstring(archive.read("word/footnotes.xml"))  # noqa: S314 - our own
    notes = [each for each in root.iter(qn("w:p")) if PERSIAN.split()[0] in "".join(each.itertext())]
    assert notes
    assert all(each.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for each in notes)
    assert all(each.find(f".//{qn('w:rtl')}") is not None for each in notes)


def test_an_east_asian_name_has_the_font_and_language_of_its_script(everything: Edition) -> None:
    named = replace(everything.briefing, title="Treaty 条约")
    word = docx.Document(io.BytesIO(write(an_edition(named))))
    [fonts] = word.paragraphs[0]._p.getparent().xpath(".//w:r[w:t='Treaty 条约']/w:rPr/w:rFonts")
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"


def test_links_lead_to_bookmarks_that_are_there_once(word: Document) -> None:
    names = [each.get(qn("w:name")) for each in word.element.body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    wanted = [each.get(qn("w:anchor")) for each in word.element.body.iter(qn("w:hyperlink"))]
    assert len(wanted) > 10
    assert not any(each._p.style == "Statement" and each.hyperlinks for each in word.paragraphs)
    assert {each for each in wanted if each} <= set(names)


def test_every_style_that_is_used_is_there(word: Document) -> None:
    known = {each.get(qn("w:styleId")) for each in word.styles.element.iter(qn("w:style"))}
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        assert {each.get(qn("w:val")) for each in word.element.body.iter(qn(tag))} <= known


def test_line_breaks_and_tabs_in_a_word_stay_out_of_the_way(everything: Edition) -> None:
    changed = apply(everything.briefing, Reword(item_id="p1", text="One\ntwo\ttree.\n\nFour & <five>."))
    paragraphs = word_paragraphs(write(an_edition(changed)))
    assert "One two tree." in paragraphs
    assert "Four & <five>." in paragraphs


def test_a_long_title_is_cut_in_the_header_after_the_status() -> None:
    title = "Gas for Iran: " + "a title that is far too long for any margin " * 12
    raw = write(an_edition(replace(a_briefing(), title=title)))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if "header" in name]
    [text] = [re.sub("<[^>]+>", "", header).strip() for header in headers]
    assert text.startswith("Draft  Issue 1 · Gas for Iran\u00a0…")
    assert "…" in text
    assert len(text) < 200


def a_table(table_id: str, columns: int) -> Table:
    titles = tuple(f"Column{number}" for number in range(columns))
    return Table(id=table_id, caption="Wide", columns=titles, rows=(("x" * 300, *titles[1:]),))


def with_tables(*columns: int) -> Document:
    prose = Prose(id="p9", text="The text goes on.")
    tables = tuple(a_table(f"t{number}", count) for number, count in enumerate(columns, 70))
    section = Section(id="s7", title="Tables", items=(*tables, prose))
    return docx.Document(io.BytesIO(write(an_edition(replace(a_briefing(), sections=(section,))))))


def text_width(section: DocxSection) -> int:
    return (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)


def test_a_wide_table_has_the_width_of_its_landscape_page_whatever_is_in_it() -> None:
    made = with_tables(14)
    wide = next(each for each in made.tables if len(each.columns) == 14)
    assert not wide.autofit
    available = text_width(made.sections[1])
    assert available * 0.99 <= sum(cell.width or 0 for cell in wide.rows[0].cells) <= available


def test_tables_that_are_too_wide_are_on_landscape_pages_and_what_follows_is_not() -> None:
    made = with_tables(14, 9, 3)
    orientations = [section.orientation for section in made.sections]
    assert orientations == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    upright, landscape, again = made.sections
    assert (landscape.page_width, landscape.page_height) == (upright.page_height, upright.page_width)
    assert (again.page_width, again.page_height) == (upright.page_width, upright.page_height)
    contents = [list(section.iter_inner_content()) for section in made.sections]
    on_landscape = [each for each in contents[1] if isinstance(each, DocxTable)]
    assert [len(table.columns) for table in on_landscape] == [14, 9]
    first = contents[1][0]
    assert isinstance(first, DocxParagraph)
    assert first.text.endswith("Tables")
    assert any(isinstance(each, DocxTable) and len(each.columns) == 3 for each in contents[2])


def test_headers_and_footers_of_landscape_pages_reach_their_margins() -> None:
    made = with_tables(14)
    for section in made.sections:
        for margin in (section.header, section.footer):
            [paragraph] = margin.paragraphs
            assert not margin.is_linked_to_previous
            assert paragraph.runs[-1].text.strip() == "TLP:AMBER"
            assert paragraph.paragraph_format.tab_stops[-1].position == text_width(section)


def test_a_table_whose_words_fit_their_columns_is_on_an_upright_page() -> None:
    assert len(with_tables(5).sections) == 1
