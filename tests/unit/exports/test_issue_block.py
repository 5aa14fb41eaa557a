"""Reference, state and issue block in every format that prints the briefing."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import replace as replace_fields

import docx
import pytest
from msgspec.structs import replace
from PIL import Image

from briefing.exports.edition import Edition
from briefing.exports.registry import FORMATS
from briefing.model.briefing import Status
from briefing.model.issue import IssueBlock, SignOff
from tests.small_briefing import PICTURE, PICTURE_ID, a_briefing
from tests.unit.exports.conftest import an_edition
from tests.unit.exports.exported_text import (
    book,
    csv_lines,
    markdown_text,
    named,
    page,
    page_text,
    word_text,
)

BLOCK = IssueBlock(
    reference="PPU 2025/114",
    reviewed=SignOff(name="R. Eviewer", post="Deputy head", on="2025-11-02"),
    approved=SignOff(name="C. Hief"),
    distribution=("Director", "Sanctions"),
)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return an_edition(replace(a_briefing(), issue=BLOCK, status=Status.IN_REVIEW))


@pytest.mark.parametrize(
    ("format_id", "read"), [("docx", word_text), ("html", page_text), ("md", markdown_text)]
)
def test_word_web_page_and_markdown_end_with_the_block(
    edition: Edition, format_id: str, read: Callable[[bytes], str]
) -> None:
    text = read(FORMATS[format_id].write(edition))
    for words in (
        "PPU 2025/114, issue 1",
        "R. Eviewer, Deputy head",
        "Date and signature",
        "Director; Sanctions",
    ):
        assert words in text
    assert "in review" in text.lower()


def test_tables_have_the_reference_and_the_state(edition: Edition) -> None:
    for line in csv_lines(FORMATS["csv"].write(edition)):
        assert (line["Status"], line["Reference"], line["Issue"]) == ("in_review", "PPU 2025/114", "1")
    workbook = book(FORMATS["xlsx"].write(edition))
    cells = [cell for line in workbook.worksheets[0].iter_rows(values_only=True) for cell in line]
    assert "PPU 2025/114, issue 1" in cells
    heads = [sheet.oddHeader for sheet in workbook.worksheets]
    assert all(head is not None and "In review" in str(head.left.text) for head in heads)


def test_the_report_of_stix_refers_to_the_reference(edition: Edition) -> None:
    bundle = json.loads(FORMATS["stix"].write(edition))
    [report] = [each for each in bundle["objects"] if each["type"] == "report"]
    assert report["external_references"] == [{"source_name": "Reference", "external_id": "PPU 2025/114"}]
    assert "status:in-review" in report["labels"]


def test_the_emblem_is_in_word_and_on_the_web_page_no_higher_than_in_print() -> None:
    tall = io.BytesIO()
    Image.new("RGB", (300, 600)).save(tall, "PNG")
    emblem = hashlib.sha256(tall.getvalue()).hexdigest()
    briefing = replace(a_briefing(), organisation="The office", issue=IssueBlock(emblem=emblem))
    with_emblem = replace_fields(
        an_edition(briefing), attachments={PICTURE_ID: PICTURE, emblem: tall.getvalue()}
    )
    [first, *_] = named(page(FORMATS["html"].write(with_emblem)), "img")
    assert (first.get("alt"), first.get("height"), first.get("width")) == (
        "Emblem of The office",
        "68",
        "34",
    )
    word = docx.Document(io.BytesIO(FORMATS["docx"].write(with_emblem)))
    assert word.inline_shapes[0].height < 2 * word.inline_shapes[0].width * 1.1
