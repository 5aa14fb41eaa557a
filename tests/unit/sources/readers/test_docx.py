"""Word documents: insertions in, deletions out, tables, notes and numbers in the order of reading."""

from __future__ import annotations

import io

import docx as python_docx
import pytest

from briefing.errors import SourceError
from briefing.sources.readers.registry import read_document
from briefing.sources.source_text import BlockKind, SourceText
from tests.unit.sources.readers.documents import (
    NUMBERING,
    STYLES,
    R,
    W,
    docx,
    numbered,
    paragraph,
    zipped,
)


def read(body: str, parts: dict[str, str] | None = None) -> SourceText:
    return read_document(docx(body, parts), "a.docx")


def test_insertions_are_in_the_text_and_deletions_are_not() -> None:
    text = read(
        "<w:p><w:r><w:t>The </w:t></w:r><w:ins><w:r><w:t>new </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>old </w:delText></w:r></w:del><w:r><w:t>word.</w:t></w:r></w:p>"
        "<w:ins><w:p><w:r><w:t>An inserted paragraph.</w:t></w:r></w:p></w:ins>"
    )
    assert text.text == "The new word.\n\nAn inserted paragraph."
    assert "2 and 1" in text.remarks[0]


def test_links_and_fields_are_read_and_hidden_text_is_not() -> None:
    text = read(
        "<w:p><w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText> PAGEREF x </w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>"
        "<w:fldSimple><w:r><w:t xml:space='preserve'> and a field</w:t></w:r></w:fldSimple></w:p>"
    )
    assert text.text == "A link and a field"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    text = read(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>"
        + paragraph("sentence.")
    )
    assert text.text == "One sentence."


def test_tables_are_read_row_by_row_also_within_cells() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('c')}</w:tc></w:tr></w:tbl>"
    text = read(
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}{inner}</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('gone')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('d')}</w:tc></w:tr></w:tbl>"
    )
    assert text.text.split() == ["a", "b", "c", "d"]
    assert {block.kind for block in text.blocks} == {BlockKind.CELL}


def test_notes_heads_and_feet_are_marked() -> None:
    related = (
        '<Relationships xmlns="x"><Relationship Id="r1" Target="header1.xml"/>'
        '<Relationship Id="r2" Target="/word/footer1.xml"/></Relationships>'
    )
    text = read(
        '<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        '<w:sectPr><w:headerReference r:id="r1"/><w:footerReference r:id="r2"/></w:sectPr>',
        {
            "word/_rels/document.xml.rels": related,
            "word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph("Head")}</w:hdr>',
            "word/footer1.xml": f'<w:ftr xmlns:w="{W}">{paragraph("Foot")}</w:ftr>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1">{paragraph("No.")}'
            f'</w:footnote><w:footnote w:id="2">{paragraph("A note.")}</w:footnote></w:footnotes>',
        },
    )
    kinds = [(text.text[block.start : block.end], block.kind) for block in text.blocks]
    assert kinds == [
        ("Head", BlockKind.RUNNING),
        ("Words", BlockKind.PARAGRAPH),
        ("A note.", BlockKind.NOTE),
        ("Foot", BlockKind.RUNNING),
    ]


def test_numbers_of_articles_that_word_counts_are_in_the_text() -> None:
    body = (
        numbered("Scope")
        + numbered("One.", 1)
        + numbered("Two.", 1)
        + numbered("End")
        + numbered("One.", 1)
    )
    text = read(body, {"word/numbering.xml": NUMBERING})
    assert text.text.split("\n") == ["Article I Scope", "1. One.", "2. Two.", "Article II End", "1. One."]
    assert [each.number for each in text.divisions] == ["I", "II"]


def test_headings_and_contents_are_known_by_their_styles() -> None:
    text = read(
        paragraph("Article 1 ... 2", "T1") + paragraph("The pact", "H1") + paragraph("Article 1", "Own"),
        {"word/styles.xml": STYLES},
    )
    assert [(block.kind, block.level) for block in text.blocks] == [
        (BlockKind.CONTENTS, 0),
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 1),
    ]
    assert len(text.divisions) == 1


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    text = read(
        f"<w:p><w:r><w:t>Before.</w:t><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text.text == "Before.\n\nIn a box."


def test_a_document_of_python_docx_is_read_with_its_metadata() -> None:
    document = python_docx.Document()
    document.core_properties.title = "A pact"
    document.core_properties.author = "A. Author"
    document.add_heading("Article 1", 1)
    document.add_paragraph("It applies.")
    out = io.BytesIO()
    document.save(out)
    text = read_document(out.getvalue(), "a.docx")
    assert text.text == "Article 1\n\nIt applies."
    assert text.metadata["title"] == "A pact"
    assert text.metadata["author"] == "A. Author"


def test_word_documents_that_are_damaged_or_hostile_are_refused() -> None:
    whole = docx(paragraph("word " * 200))
    entity = f'<!DOCTYPE a [<!ENTITY e "x">]><w:document xmlns:w="{W}"><w:body>&e;</w:body></w:document>'
    for raw in (
        whole[:-30],
        whole[: len(whole) // 2],
        zipped({"word/document.xml": "<w:document"}),
        zipped({"word/document.xml": entity}),
        zipped({"other.xml": "<a/>"}),
        zipped({"word/document.xml": f'<x xmlns:r="{R}"/>'}),
    ):
        with pytest.raises(SourceError, match=r"a\.docx"):
            read_document(raw, "a.docx")


def test_a_zip_bomb_is_refused_by_its_size() -> None:
    bomb = zipped({"word/document.xml": " " * (65 * 2**20)})
    assert len(bomb) < 100_000
    with pytest.raises(SourceError, match="64 MB"):
        read_document(bomb, "a.docx")


def test_tables_nested_very_deeply_are_refused() -> None:
    body = paragraph("x")
    for _ in range(70):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    with pytest.raises(SourceError, match="nested"):
        read(body)
