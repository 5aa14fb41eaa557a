"""PDF: places of words, columns, running heads, contents and pages without text."""

from __future__ import annotations

import io
import textwrap
from pathlib import Path

import pikepdf
import pytest

from briefing.errors import SourceError
from briefing.sources.readers.pdf import RecognisedWord, picture_of, read_with
from briefing.sources.readers.pdf.reading import pages_without_text
from briefing.sources.readers.registry import read_document
from briefing.sources.source_text import BlockKind, SourceText
from tests.unit.sources.readers.documents import PlacedText, lines, pdf

WORDS = "the parties agree to keep the lake clean and to meet there each year"


def sentence(number: int) -> str:
    """Return words that differ from those of other numbers."""
    words = WORDS.split()
    place = number % len(words)
    return " ".join([*words[place:], *words[:place]])


def read(pages: list[list[PlacedText]], info: str = "") -> SourceText:
    return read_document(pdf(pages, info=info), "a.pdf")


def texts(text: SourceText, kind: BlockKind) -> list[str]:
    return [text.text[block.start : block.end] for block in text.blocks if block.kind is kind]


def test_lines_and_paragraphs_are_in_the_text() -> None:
    text = read([lines(["Article 1", "", "The first line", "goes on.", "", "Another paragraph."])])
    assert text.text == "Article 1\n\nThe first line\ngoes on.\n\nAnother paragraph."


def test_each_word_has_its_place_in_the_text_and_on_the_page() -> None:
    text = read([lines(["One line"]), lines(["Two (lines)"], left=100, top=200)])
    words = [(text.text[word.start : word.end], word.page) for word in text.words]
    assert words == [("One", 0), ("line", 0), ("Two", 1), ("(lines)", 1)]
    two = text.words[2]
    assert two.left == pytest.approx(100, abs=1)
    assert two.top < 200 < two.bottom
    assert two.right < text.words[3].left
    assert (text.pages[1].width, text.pages[1].height) == (595, 842)


def test_places_are_those_of_the_page_as_it_is_displayed() -> None:
    turned = pdf([lines(["One line"])]).replace(
        b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 595 842] /Rotate 90"
    )
    text = read_document(turned, "a.pdf")
    (page,) = text.pages
    assert (page.width, page.height) == (842, 595)
    # The upper left corner is now the upper right one.
    assert text.words[0].right == pytest.approx(842 - 90, abs=12)
    assert text.words[0].top == pytest.approx(72, abs=2)


def test_a_pdf_with_a_password_is_refused_with_that_reason() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf([lines(["Words."])]))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="one", user="two"))
    with pytest.raises(SourceError, match="protected by a password"):
        read_document(out.getvalue(), "a.pdf")


def test_characters_outside_the_basic_plane_do_not_move_positions() -> None:
    mapping = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <ff> endcodespacerange
1 beginbfchar <58> <d83dde00> endbfchar 1 beginbfrange <61> <7a> <0061> endbfrange endcmap end end"""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf([lines(["before XX after", "next line"])]))) as document:
        document.pages[0].Resources.Font["/F1"].ToUnicode = document.make_stream(mapping)
        document.save(out)
    text = read_document(out.getvalue(), "a.pdf")
    words = [text.text[word.start : word.end] for word in text.words]
    assert words == ["before", "\U0001f600\U0001f600", "after", "next", "line"]
    assert text.text.isprintable() or "\n" in text.text
    lefts = [word.left for word in text.words]
    assert lefts[:3] == sorted(lefts[:3])
    assert lefts[3] == pytest.approx(72, abs=1)


def test_pages_have_their_labels() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf([lines([word]) for word in ("One", "Two", "Three")]))) as document:
        labels = pikepdf.Array(
            [0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(S=pikepdf.Name.D)]
        )
        document.Root.PageLabels = pikepdf.Dictionary(Nums=labels)
        document.save(out)
    pages = read_document(out.getvalue(), "a.pdf").pages
    assert [page.label for page in pages] == ["i", "ii", "1"]


def test_two_columns_are_read_one_after_the_other_below_their_title() -> None:
    words = WORDS.split()
    left = [f"left{n} {' '.join(words[:6])}" for n in range(12)]
    right = [f"right{n} {' '.join(words[6:11])}" for n in range(12)]
    title = [
        (
            72.0,
            60.0,
            "A title that is as wide as the whole page, over both of the columns of the treaty text",
        )
    ]
    # Row by row, as some programs write them.
    rows = [
        each
        for pair in zip(lines(left), lines(right, left=320), strict=True)
        for each in pair
    ]  # fmt: skip
    order = [line.split()[0] for line in read([title + rows]).text.split("\n") if line]
    assert order == ["A", *(f"left{n}" for n in range(12)), *(f"right{n}" for n in range(12))]


def test_a_table_is_read_row_by_row() -> None:
    names = lines([f"name{n}" for n in range(8)])
    values = lines([f"a longer value {n} of it" for n in range(8)], left=200)
    short = lines([str(n) for n in range(8)], left=500)
    text = read([[*names, *values, *short]])
    assert text.text.split("\n")[0] == "name0 a longer value 0 of it 0"


def test_running_heads_and_page_numbers_are_marked_and_are_no_headings() -> None:
    pages = [
        [
            (72.0, 40.0, "Treaty of the Lake"),
            *lines([f"Article {n}", sentence(n), f"{sentence(n + 9)}."]),
            (290.0, 810.0, f"- {n + 4} -"),
        ]
        for n in range(1, 5)
    ]
    text = read(pages)
    assert texts(text, BlockKind.RUNNING) == [
        line for n in range(5, 9) for line in ("Treaty of the Lake", f"- {n} -")
    ]
    assert [each.number for each in text.divisions] == ["1", "2", "3", "4"]


def test_articles_at_the_top_of_each_page_are_no_running_heads() -> None:
    text = read([lines([f"Article {n}", f"{sentence(n)}."]) for n in range(1, 5)])
    assert texts(text, BlockKind.RUNNING) == []
    assert [each.number for each in text.divisions] == ["1", "2", "3", "4"]


def test_no_article_is_found_in_a_table_of_contents() -> None:
    contents = [
        each
        for n in range(1, 5)
        for each in ((72.0, 90 + 14.0 * n, f"Article {n} Words"), (500.0, 90 + 14.0 * n, str(n)))
    ]
    body = lines([line for n in range(1, 5) for line in (f"Article {n}", f"{WORDS}.", "")])
    text = read([[(72.0, 80.0, "Contents"), *contents], body])
    assert len(texts(text, BlockKind.CONTENTS)) == 4
    assert [each.start >= text.pages[1].start for each in text.divisions] == [True] * 4


def test_a_sentence_that_goes_on_after_a_page_break_begins_no_article() -> None:
    first = lines(["Article 1", f"{WORDS} under the rules of"])
    text = read([[*first, (290.0, 810.0, "1")], [*lines(["Article 3 Rules."]), (290.0, 810.0, "2")]])
    assert [each.number for each in text.divisions] == ["1"]


def test_pages_without_text_are_named_but_not_blank_ones() -> None:
    drawn = "0 0 100 100 re f\n"
    text = read_document(pdf([[], []], drawn=drawn), "a.pdf")
    assert text.remarks == ("Pages without text, perhaps scanned: 1–2.",)
    assert pages_without_text(text) == [0, 1]
    assert read([lines(["Text."]), []]).remarks == ()


def test_recognised_words_fill_the_pages_without_text() -> None:
    words = [
        RecognisedWord("Article", 72, 90, 110, 100, begins_line=True),
        RecognisedWord("1", 114, 90, 118, 100),
        RecognisedWord("Lakes.", 72, 120, 110, 130, begins_line=True),
    ]
    text = read_with(pdf([lines(["Own text."]), []]), "a.pdf", {0: words, 1: words})
    assert text.text == "Own text.\nArticle 1\n\nLakes."
    assert text.recognised
    assert text.words[-1].page == 1


def test_metadata_and_language_are_read() -> None:
    text = read([lines(["Text."])], info="/Title (A pact) /Author (A. Author) /CreationDate (D:20240506)")
    assert text.metadata == {
        "title": "A pact",
        "author": "A. Author",
        "date": "D:20240506",
        "language": "en",
    }


def test_damaged_files_are_refused_and_partly_damaged_ones_read() -> None:
    whole = pdf([lines(["Text."])])
    with pytest.raises(SourceError, match=r"a\.pdf: The PDF is cut short or damaged"):
        read_document(whole[:60], "a.pdf")
    assert read_document(whole[: whole.index(b"startxref")], "a.pdf").text == "Text."


def test_a_false_count_of_pages_is_no_reason_to_run_away() -> None:
    text = read_document(pdf([lines(["Text."])]).replace(b"/Count 1", b"/Count 9"), "a.pdf")
    assert text.text == "Text."


def test_a_page_is_drawn_as_png() -> None:
    assert picture_of(pdf([lines(["Text."])]), "a.pdf", 0, 72).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["01-plain-english", "02-roman-capitals", "04-abbreviated", "18-amending"])
def test_treaties_in_two_columns_have_the_same_articles(name: str) -> None:
    path = Path(__file__).parents[1] / "structure" / "treaties" / f"{name}.txt"
    source = path.read_text(encoding="utf-8")
    rows = [row for part in source.replace("¶", "").split("\n\n") for row in [*_set(part), ""]]
    half = len(rows) // 2
    page = [*lines(rows[:half], leading=12), *lines(rows[half:], left=310, leading=12)]
    articles = [each for each in read_document(pdf([page]), "a.pdf").divisions if each.kind == "article"]
    assert len(articles) == source.count("¶")


def _set(paragraph: str) -> list[str]:
    """Return the lines of a paragraph in a narrow column; a heading has a line of its own."""
    heading, _, rest = paragraph.partition("\n")
    if len(heading.split()) == 2:
        return [heading, *textwrap.wrap(rest, 40)]
    return textwrap.wrap(paragraph, 40)


def test_arabic_columns_are_read_from_right_to_left_with_their_ligatures() -> None:
    raw = (Path(__file__).parent / "arabic-columns.pdf").read_bytes()
    text = read_document(raw, "a.pdf")
    assert [each.number for each in text.divisions] == ["١", "٢", "٣", "٤", "٥"]
    assert "يدخل هذا الاتفاق حيز النفاذ" in text.text
