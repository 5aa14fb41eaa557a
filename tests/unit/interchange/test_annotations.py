"""Passages that were marked in other programs become drafts of facts with the words as their quotes."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from briefing.errors import ImportFileError
from briefing.interchange.reading import ImportOptions, Reading
from briefing.model.fact import Fact
from briefing.model.source import Attachment, Locator, Publisher, Source, TextQuote
from briefing.model.terms import Standing
from tests.builders import LIBRARY
from tests.unit.interchange.importing import (
    changes_of_a_second_import,
    imported,
    losses,
    read,
    records,
    refusals,
)

QUOTE = {
    "type": "TextQuoteSelector",
    "exact": "The price\n shall be agreed.",
    "prefix": "4. ",
    "suffix": " 5.",
}
HYPOTHESIS = {
    "id": "a1",
    "user": "acct:reader@hypothes.is",
    "uri": "https://www.example.org/pact",
    "document": {"title": ["The Pact"]},
    "text": "Which price?",
    "tags": ["Gas price"],
    "target": [
        {
            "source": "https://www.example.org/pact",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 10, "end": 36},
                QUOTE,
            ],
        }
    ],
}
W3C = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "Annotation",
    "creator": {"name": "Reader"},
    "body": [
        {"type": "TextualBody", "value": "gas", "purpose": "tagging"},
        {"type": "TextualBody", "value": "A remark", "purpose": "commenting"},
    ],
    "target": {
        "source": {"id": "https://example.org/pact"},
        "selector": {"type": "FragmentSelector", "value": "page=3", "refinedBy": QUOTE},
    },
}


def exported(content: Any, treaty_id: str = "alpha") -> Reading:
    return read(json.dumps(content).encode(), "export.json", ImportOptions(treaty_id=treaty_id))


def test_an_annotation_becomes_a_fact_with_its_quote_and_context() -> None:
    reading = exported({"total": 1, "rows": [HYPOTHESIS]})
    (fact,), (source,) = records(reading, Fact), records(reading, Source)
    assert fact.statement == "The price shall be agreed."
    assert (fact.standing, fact.credibility, fact.graded) == (Standing.REPORTED, 6, False)
    assert (fact.topics, fact.notes) == (("gas-price",), "reader: Which price?")
    assert fact.citations[0].quotes == (
        TextQuote("The price shall be agreed.", "4. ", " 5.", start=10, end=36),
    )
    assert (source.title, source.url) == ("The Pact", "https://www.example.org/pact")
    assert [each.name for each in records(reading, Publisher)] == ["example.org"]
    assert changes_of_a_second_import(reading) == []


@pytest.mark.parametrize(
    "content", [W3C, [W3C], {"type": "AnnotationCollection", "first": {"items": [W3C]}}]
)
def test_every_form_of_w3c_annotations_is_read(content: Any) -> None:
    (fact,) = records(exported(content), Fact)
    assert (fact.topics, fact.notes) == (("gas",), "Reader: A remark")
    assert fact.citations[0].quotes[0].exact == "The price shall be agreed."


def test_a_passage_that_was_marked_twice_is_one_fact_with_both_remarks() -> None:
    second = {**HYPOTHESIS, "id": "a2", "user": "acct:other@hypothes.is", "text": "Mine", "tags": ["b"]}
    reading = exported({"export_userid": "x", "annotations": [HYPOTHESIS, second]})
    (fact,) = records(reading, Fact)
    assert fact.notes == "reader: Which price?\n\nother: Mine"
    assert fact.topics == ("gas-price", "b")


def test_a_long_passage_is_several_quotes_that_join_to_it() -> None:
    words = " ".join(f"word{number}" for number in range(700))
    target = {"source": "https://example.org", "selector": {**QUOTE, "exact": words}}
    (fact,) = records(exported([{**W3C, "target": target}]), Fact)
    quotes = fact.citations[0].quotes
    assert " ".join(each.exact for each in quotes) == words
    assert [len(quotes), quotes[0].prefix, quotes[0].suffix, quotes[-1].suffix] == [3, "4. ", "", " 5."]
    assert fact.statement.endswith(" …")


def test_notes_without_a_quote_and_replies_are_named_as_lost_and_other_values_refused() -> None:
    note = {"uri": "https://example.org", "text": "About the page", "target": [{}]}
    reading = exported([HYPOTHESIS, note, {**note, "text": "Yes", "references": ["a1"]}, 5])
    assert losses(reading) == {
        ("annotation 2", "note without a quote", "About the page"),
        ("annotation 3", "reply", "Yes"),
    }
    assert list(refusals(reading)) == ["annotation 4"]


def test_a_document_that_is_no_web_page_is_known_by_its_identifier() -> None:
    reading = exported([{**HYPOTHESIS, "target": [{"source": "urn:x-pdf:0123", "selector": [QUOTE]}]}])
    (source,) = records(reading, Source)
    assert (source.url, source.identifiers) == (None, {"document": "urn:x-pdf:0123"})
    assert changes_of_a_second_import(reading) == []


@pytest.mark.parametrize("address", ["http://[", "https://", "x://y z"])
def test_what_is_no_address_is_the_name_of_a_document(address: str) -> None:
    reading = exported([{**HYPOTHESIS, "target": [{"source": address, "selector": [QUOTE]}]}])
    assert [each.identifiers for each in records(reading, Source)] == [{"document": address}]
    assert changes_of_a_second_import(reading) == []


def test_facts_need_a_treaty_and_annotations_a_document() -> None:
    assert "Name the treaty" not in str(refusals(exported([HYPOTHESIS])))
    assert list(refusals(exported([HYPOTHESIS], treaty_id=""))) == ["annotation 1"]
    nowhere = {"target": [{"selector": [QUOTE]}]}
    assert list(refusals(exported([nowhere])).values()) == [
        "The annotation does not say which document it is in."
    ]


def test_damaged_annotations_are_refused_with_the_name_of_the_file() -> None:
    with pytest.raises(ImportFileError, match=r"export\.json"):
        read(b'[{"type": "TextQuoteSelector"', "export.json")


# Highlights in a PDF

LINES = ("Article 4. The price shall be agreed", "each year by the parties.", "Article 5. Nothing else.")
SIZE, LEFT, TOP = 12, 72, 700


def pdf(*marks: dict[str, Any], text: bool = True, locked: bool = False) -> bytes:
    """Make a PDF of one page with three lines, 20 points apart, and these annotations."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    shown = "".join(f"1 0 0 1 {LEFT} {TOP - 20 * n} Tm ({line}) Tj\n" for n, line in enumerate(LINES))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    page.obj.Contents = document.make_stream(f"BT /F1 {SIZE} Tf {shown} ET".encode() if text else b"")
    page.obj.Annots = pikepdf.Array(
        document.make_indirect(pikepdf.Dictionary({"/Type": pikepdf.Name.Annot, **mark})) for mark in marks
    )
    document.docinfo["/Title"] = "The Pact"
    raw = io.BytesIO()
    encryption = pikepdf.Encryption(owner="x", user="y") if locked else False
    document.save(raw, deterministic_id=not locked, encryption=encryption)
    return raw.getvalue()


def quad(row: int, first: int, last: int) -> list[float]:
    """Return the quad over characters of a line; those of Courier are 0.6 of its size wide."""
    left, right = LEFT + first * SIZE * 0.6, LEFT + last * SIZE * 0.6
    bottom, top = TOP - 20 * row - 3, TOP - 20 * row + 10
    return [left, top, right, top, left, bottom, right, bottom]


def highlight(*quads: list[float], **more: Any) -> dict[str, Any]:
    points = pikepdf.Array([number for each in quads for number in each])
    return {"/Subtype": pikepdf.Name.Highlight, "/QuadPoints": points, **more}


def test_the_words_under_a_highlight_are_a_quote_to_check() -> None:
    over_two_lines = highlight(
        quad(0, 11, 36), quad(1, 0, 9), **{"/Contents": "Which price?", "/T": "Reader"}
    )
    reading = read(pdf(over_two_lines), "pact.pdf")
    (fact,), (source,) = records(reading, Fact), records(reading, Source)
    assert fact.statement == "The price shall be agreed each year"
    assert fact.citations[0].locator == Locator(page="1")
    assert fact.notes == "Reader: Which price?"
    assert (source.title, list(source.identifiers)) == ("The Pact", ["sha256"])
    assert any("Check the quote" in each for proposed in reading.proposed for each in proposed.questions)
    assert changes_of_a_second_import(reading) == []


def test_the_archived_copy_of_a_source_is_recognised() -> None:
    raw = pdf(highlight(quad(0, 0, 9)))
    copy = Attachment(hashlib.sha256(raw).hexdigest())
    library = replace(
        LIBRARY, sources=(*LIBRARY.sources[:-1], replace(LIBRARY.sources[-1], attachments=(copy,)))
    )
    after = imported(read(raw, "pact.pdf"), library)
    assert len(after.sources) == len(library.sources)
    assert after.publishers == library.publishers


def test_marks_without_text_are_refused_and_other_annotations_named_as_lost() -> None:
    note = {"/Subtype": pikepdf.Name.Text, "/Contents": "A remark"}
    link = {"/Subtype": pikepdf.Name.Link}
    reading = read(pdf(highlight(quad(0, 0, 9)), note, link, text=False), "scan.pdf")
    assert list(refusals(reading)) == ["page 1, highlight 1"]
    assert losses(reading) == {("page 1", "Text", "A remark")}


def test_a_damaged_annotation_is_refused_and_the_others_are_read() -> None:
    wrong = {"/Subtype": pikepdf.Name.Highlight, "/QuadPoints": pikepdf.Array([pikepdf.Name.Wrong])}
    reading = read(pdf(wrong, highlight(quad(0, 0, 9))), "pact.pdf")
    assert list(refusals(reading)) == ["page 1"]
    assert [each.statement for each in records(reading, Fact)] == ["Article 4"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (pdf(), "no highlights"),
        (b"%PDF-1.7\n garbage", "damaged"),
        (pdf(highlight(quad(0, 0, 9)), locked=True), "password"),
    ],
)
def test_a_pdf_without_highlights_or_locked_or_damaged_is_refused(raw: bytes, message: str) -> None:
    with pytest.raises(ImportFileError, match=message):
        read(raw, "pact.pdf")
