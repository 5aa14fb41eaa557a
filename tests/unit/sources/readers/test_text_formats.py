"""HTML, Markdown, plain text and Akoma Ntoso: the whole text, its blocks and its metadata."""

from __future__ import annotations

import itertools

import pytest

from briefing.errors import SourceError
from briefing.sources.readers.registry import READERS, read_document, reader_for
from briefing.sources.source_text import Block, BlockKind, SourceText
from tests.unit.sources.readers.documents import AKN, HTML, MARKDOWN, PLAIN, valid_documents


def words_of(text: SourceText, kind: BlockKind) -> list[str]:
    return [text.text[block.start : block.end] for block in text.blocks if block.kind is kind]


@pytest.mark.parametrize("reader_id", READERS)
def test_every_format_is_recognised_by_its_content_or_name_and_is_read(reader_id: str) -> None:
    name, raw = valid_documents()[reader_id]
    assert reader_for(raw, name).id == reader_id
    text = read_document(raw, name)
    assert text.text.strip()
    assert all(0 <= block.start < block.end <= len(text.text) for block in text.blocks)
    assert read_document(raw, name) == text


@pytest.mark.parametrize("reader_id", READERS)
def test_the_articles_of_every_format_are_found(reader_id: str) -> None:
    name, raw = valid_documents()[reader_id]
    articles = [each.number for each in read_document(raw, name).divisions if each.kind == "article"]
    expected = {"docx": ["I", "II"], "html": []}
    assert articles == expected.get(reader_id, ["1", "2"])


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        ("a.bin", bytes(range(256)) * 20, "not recognised"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "not read"),
        ("a.odt", b"PK\x03\x04" + bytes(90), "not read"),
        ("a.txt", b"", "empty"),
    ],
)
def test_other_files_are_refused_with_a_remedy(name: str, raw: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as refused:
        read_document(raw, name)
    assert refused.value.problems[0].file == name
    assert refused.value.problems[0].remedy


# HTML


def test_the_whole_body_is_read_and_no_script_or_style() -> None:
    text = read_document(HTML.encode(), "a.html").text
    for words in (
        "Home",
        "A statement",
        "One bold word & more.\nNext line.",
        "kept  as\nis",
        "At the end.",
    ):
        assert words in text
    assert "never" not in text
    assert "color" not in text


def test_blocks_of_html_are_headings_cells_lists_and_contents() -> None:
    text = read_document(HTML.encode(), "a.html")
    assert words_of(text, BlockKind.HEADING) == ["A statement"]
    assert words_of(text, BlockKind.CELL) == ["a", "b"]
    assert words_of(text, BlockKind.LIST_ITEM) == ["first", "second"]
    assert words_of(text, BlockKind.CONTENTS) == ["Home"]


def test_the_metadata_of_html_are_read() -> None:
    assert read_document(HTML.encode(), "a.html").metadata == {
        "title": "A statement",
        "author": "A. Author",
        "date": "2024-05-06T10:00:00Z",
        "url": "https://news.example/1",
        "language": "en-GB",
    }


@pytest.mark.parametrize("declared", ["windows-1251", "unknown-charset"])
def test_html_is_decoded_as_it_declares_or_as_it_is(declared: str) -> None:
    words = "Высокие Договаривающиеся Стороны согласились. " * 5
    page = f'<html><head><meta charset="{declared}"></head><body><p>{words}</p></body></html>'
    assert words.strip() in read_document(page.encode("cp1251"), "a.html").text


def test_broken_html_is_read_as_browsers_do() -> None:
    assert read_document(b"<html><p>one<p>two</div></b><td>three", "a.html").text.split() == [
        "one", "two", "three",
    ]  # fmt: skip


def test_html_without_text_has_none() -> None:
    assert read_document(b"<html><body></body></html>", "a.html").text == ""


# Markdown


def test_markdown_is_read_without_its_marks() -> None:
    text = read_document(MARKDOWN.encode(), "a.md")
    assert "The Parties agree to cooperate, as the pact says.\nIt has snake_case and 2 * 3." in text.text
    assert words_of(text, BlockKind.HEADING) == ["Memorandum of Understanding", "Article 1", "Article 2"]
    assert words_of(text, BlockKind.CONTENTS) == ["Article 1", "Article 2"]
    assert words_of(text, BlockKind.LIST_ITEM) == ["1. First point", "2. Second point"]
    assert words_of(text, BlockKind.CELL) == ["Name", "Value", "a", "1"]
    assert text.metadata == {"title": "A memorandum", "date": "2024-02-03"}


# Plain text


def test_plain_text_stays_as_it_is_but_for_line_ends() -> None:
    assert read_document(PLAIN.replace("\n", "\r\n").encode("utf-16"), "a.txt").text == PLAIN


def test_form_feeds_divide_pages_and_running_lines_are_found() -> None:
    words = ("Lakes are clean.", "Rivers are wide.", "It ends.")
    pages = [f"A TREATY\n\nArticle {n}\n{each}\n\n{n}" for n, each in enumerate(words, 1)]
    text = read_document("\f".join(pages).encode(), "a.txt")
    assert [page.label for page in text.pages] == ["1", "2", "3"]
    assert text.text[text.pages[1].start : text.pages[1].end].startswith("A TREATY\n\nArticle 2")
    assert words_of(text, BlockKind.RUNNING) == ["A TREATY", "1", "A TREATY", "2", "A TREATY", "3"]
    assert [each.number for each in text.divisions] == ["1", "2", "3"]


# Akoma Ntoso


def test_divisions_of_akoma_ntoso_are_its_own_with_their_ids() -> None:
    text = read_document(AKN.encode(), "a.xml")
    assert [(each.kind, each.number, each.eid) for each in text.divisions] == [
        ("preamble", "", "preamble"),
        ("chapter", "I", "chp_I"),
        ("article", "1", "art_1"),
        ("paragraph", "1", "art_1__para_1"),
        ("paragraph", "2", "art_1__para_2"),
        ("article", "2", "art_2w"),
    ]
    chapter, article = text.divisions[1:3]
    assert chapter.start < article.start < article.end < chapter.end
    assert text.text[article.start : article.end] == (
        "Article 1 Scope\n\n1. It applies to lakes.\n\n2. It does not apply to rivers."
    )
    assert article.heading == "Scope"


def test_quoted_structures_are_text_and_notes_are_not() -> None:
    text = read_document(AKN.encode(), "a.xml")
    assert "Quoted words." in text.text
    assert "Not in the text" not in text.text
    assert "The Parties agree:" in text.text
    assert text.remarks == ("Notes and remarks of the editors that are not part of the text: 1.",)
    assert text.metadata == {"title": "Pact on Lakes", "language": "eng", "date": "2005-01-31"}


def test_akoma_ntoso_2_has_plain_ids() -> None:
    raw = AKN.replace("/legaldocml/ns/akn/3.0", "/x").replace("eId=", "id=").encode()
    eids = [each.eid for each in read_document(raw, "a.xml").divisions]
    assert eids[:3] == ["preamble", "chp_I", "art_1"]


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY e "x">]><akomaNtoso><act>&e;</act></akomaNtoso>',
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><akomaNtoso><act>&e;</act></akomaNtoso>',
        "<akomaNtoso><act>",
        "<akomaNtoso/>",
    ],
    ids=["entity", "external entity", "truncated", "empty"],
)
def test_hostile_or_broken_akoma_ntoso_is_refused(head: str) -> None:
    with pytest.raises(SourceError, match=r"a\.xml"):
        read_document(head.encode(), "a.xml")


def test_blocks_of_a_text_do_not_overlap() -> None:
    for name, raw in valid_documents().values():
        blocks: tuple[Block, ...] = read_document(raw, name).blocks
        assert all(one.end <= other.start for one, other in itertools.pairwise(blocks))
