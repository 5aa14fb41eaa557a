"""An address is printed as it was typed, and linked as a URI, in every format."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from briefing.exports import csl, html, markdown, stix
from briefing.exports.docx import format as docx
from briefing.exports.edition import Edition
from briefing.exports.tables import xlsx_writer
from briefing.model.briefing import Briefing
from briefing.text.web_address import uri
from tests.builders import bundled_scales
from tests.small_briefing import a_briefing
from tests.unit.exports import exported_text
from tests.unit.exports.conftest import an_edition

TYPED = "https://министерство.рф/Договор_(2025)|a[1]{x}<y>?q=“z”"
URI = uri(TYPED)
UNLINKED = "https://☃.example/javascript:x"


def with_address(address: str) -> Briefing:
    briefing = a_briefing()
    sources = tuple(replace(source, url=address) for source in briefing.library.sources)
    return replace(briefing, library=replace(briefing.library, sources=sources))


@pytest.fixture(scope="module")
def edition() -> Edition:
    return an_edition(with_address(TYPED))


def test_stix_and_csl_contain_the_uri() -> None:
    briefing, scales = with_address(TYPED), bundled_scales()
    objects = json.loads(stix.bundle(briefing, scales))["objects"]
    references = [ref for each in objects for ref in each.get("external_references", [])]
    assert {ref["url"] for ref in references} == {URI}
    assert {source["URL"] for source in json.loads(csl.sources(briefing, scales))} == {URI}


def test_stix_and_csl_leave_out_what_is_no_address() -> None:
    briefing, scales = with_address(UNLINKED), bundled_scales()
    assert "javascript" not in stix.bundle(briefing, scales).decode()
    assert "javascript" not in csl.sources(briefing, scales).decode()


def test_a_markdown_reader_finds_the_link_in_its_cell(edition: Edition) -> None:
    page = MarkdownIt("commonmark").enable("table").render(markdown.write(edition).decode())
    cells = re.findall(r"<td>(?:(?!</td>).)*</td>", page, re.DOTALL)
    linked = [cell for cell in cells if URI.replace("&", "&amp;") in cell]
    assert linked
    assert all(
        f'href="{URI}">https://министерство.рф/Договор_(2025)|a[1]{{x}}&lt;y&gt;' in c for c in linked
    )


def test_the_web_page_links_to_the_uri_and_shows_what_was_typed(edition: Edition) -> None:
    page = html.write(edition).decode()
    assert f'href="{URI}"' in page
    assert "министерство.рф/Договор_(2025)|a[1]{x}&lt;y&gt;" in page


def test_word_relates_to_the_uri_and_shows_what_was_typed(edition: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(docx.FORMAT.write(edition))) as archive:
        assert f'Target="{URI}"' in archive.read("word/_rels/document.xml.rels").decode()
        assert (
            "министерство.рф/Договор_(2025)|a[1]{x}&lt;y&gt;" in archive.read("word/document.xml").decode()
        )


def test_a_sheet_links_to_the_uri_and_shows_what_was_typed(edition: Edition) -> None:
    book = exported_text.book(xlsx_writer.write(edition))
    cells = [cell for row in book["Sources"].iter_rows() for cell in row]
    assert {(cell.value, cell.hyperlink.target) for cell in cells if cell.hyperlink} == {(TYPED, URI)}


def test_no_format_links_to_what_is_no_address() -> None:
    edition = an_edition(with_address(UNLINKED))
    page = html.write(edition).decode()
    assert "javascript:x" in page
    assert not re.search(r'href="[^"]*javascript', page)
    assert "](<" not in markdown.write(edition).decode()
    book = exported_text.book(xlsx_writer.write(edition))
    assert not [cell for row in book["Sources"].iter_rows() for cell in row if cell.hyperlink]
