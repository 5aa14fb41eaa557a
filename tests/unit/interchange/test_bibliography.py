"""Bibliographies of reference managers: what becomes a source, what is refused, and what is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefing.errors import ImportFileError
from briefing.interchange.bibliography.bibtex import plain_text
from briefing.interchange.reading import ImportOptions, Reading
from briefing.interchange.registry import importer_for
from briefing.model.source import Publisher, Source
from briefing.model.terms import SourceKind

RIS = b"""\xef\xbb\xbfProvider: Some database

TY  - NEWS
TI  - A treaty; signed
AU  - Doe, J.

AU  - Roe, R.
DA  - 2014/04/01/
Y2  - 2011/08/05/17:47:05
UR  - https://example.org/a;b?c=1;d=2
UR  - https://example.org/second
T2  - The Paper
PB  - House
LA  - English
KW  - gas
ER  -
TY  -JOUR
T1  - Second
PY  - 2011///
AB  - an abstract over
two lines
"""
BIBTEX = rb"""
@comment{nothing}
@article{doe2020, title={The {Treaty} of \"Uml\textsf{x}}, subtitle={A study},
  author={Doe, Jane and {Ministry of Trade and Industry} and Richard Roe and others},
  year=2020, month=mar, day=7, journal={The Journal}, doi={https://doi.org/10.1234/ab.c}, langid={ngerman},
  keywords={gas}}
@misc{web, title={Site}, howpublished={\url{https://example.org/x_y}}, urldate={2020-01-02}}
@online{range, title={Range}, date={2019-05/2019-06}, url={https://example.org/r}}
@book{broken, title={x
"""


def read(raw: bytes, name: str) -> Reading:
    return importer_for(raw, name).read(raw, name, ImportOptions())


def sources(reading: Reading) -> list[Source]:
    return [each.record for each in reading.proposed if isinstance(each.record, Source)]


def publishers(reading: Reading) -> list[Publisher]:
    return [each.record for each in reading.proposed if isinstance(each.record, Publisher)]


def csl(*items: dict[str, Any]) -> Reading:
    return read(json.dumps(items).encode(), "export.json")


def one(**fields: Any) -> Source:
    return sources(csl({"id": "a", "type": "report", "title": "T", **fields}))[0]


# CSL-JSON


def test_an_item_of_csl_json_becomes_a_source_of_an_ungraded_publisher() -> None:
    reading = csl(
        {
            "id": "http://zotero.org/users/1/items/AB",
            "type": "article-newspaper",
            "title": "Iran &amp; <i>Russia</i> sign",
            "author": [
                {"family": "Gogh", "given": "V.", "non-dropping-particle": "van"},
                {"literal": "AP"},
            ],
            "issued": {"date-parts": [["2025", 1, 17]]},
            "accessed": {"date-parts": [[2025, 2]]},
            "URL": "https://www.example.org/a",
            "DOI": "doi:10.1000/xyz.",
            "container-title": "Gazeta",
            "publisher": "The house",
            "language": "rus",
            "page": "3",
        }
    )
    (source,), (publisher,) = sources(reading), publishers(reading)
    assert (source.title, source.kind) == ("Iran & Russia sign", SourceKind.NEWS_REPORT)
    assert source.authors == ("van Gogh, V.", "AP")
    assert (source.issued, source.accessed, source.language) == ("2025-01-17", "2025-02", "ru")
    assert source.identifiers == {
        "citation-key": "http://zotero.org/users/1/items/AB",
        "doi": "10.1000/xyz",
    }
    assert (publisher.name, publisher.reliability, publisher.graded) == ("Gazeta", "F", False)
    assert source.publisher_id == publisher.id
    assert {(loss.field, loss.text) for loss in reading.losses} == {
        ("page", "3"),
        ("publisher", "The house"),
    }


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"date-parts": [[2025]]}, "2025"),
        ({"date-parts": [[2024, 12, 1], [2025, 1, 2]]}, "2024-12-01/2025-01-02"),
        ({"date-parts": [[2025, 3]], "circa": True}, "2025-03~"),
        ({"date-parts": [[2025]], "season": 2}, "2025-22"),
        ({"date-parts": [[-44, 3, 15]]}, "-0044-03-15"),
        ({"raw": "2025-01-XX"}, "2025-01-XX"),
        ({"literal": "spring of that year"}, None),
        ({"date-parts": [[2025, 13]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": "2025"}, None),
    ],
)
def test_a_date_is_read_or_named_as_lost(date: dict[str, Any], edtf: str | None) -> None:
    assert one(issued=date).issued == edtf


def test_a_type_in_the_extra_field_of_zotero_makes_a_document_a_treaty() -> None:
    assert one(type="document", note="tex.x: y\nType: treaty").kind is SourceKind.TREATY_TEXT
    assert one(type="speech", note="Type: something").kind is SourceKind.TRANSCRIPT


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("English", "en"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("zh-Hans", "zh-Hans"),
        ("Farsi", "fa"),
        ("Klingonese", None),
    ],
)
def test_a_language_by_name_or_code_is_a_tag(language: str, tag: str | None) -> None:
    assert one(language=language).language == tag


def test_publishers_of_equal_ids_stay_apart_and_equal_names_are_one() -> None:
    items = [
        {"id": str(number), "type": "report", "title": f"T{number}", "publisher": name}
        for number, name in enumerate(("A B", "A-B", "a b"))
    ]
    reading = csl(*items)
    assert [each.id for each in publishers(reading)] == ["a-b", "a-b-2"]
    assert [each.publisher_id for each in sources(reading)] == ["a-b", "a-b-2", "a-b"]


@pytest.mark.parametrize(
    "raw", [b"[{", b'[{"type": "report"', b'"type"', b'[{"type":"report"}', b'\xff["type"]']
)
def test_a_damaged_file_is_refused_with_its_name(raw: bytes) -> None:
    with pytest.raises(ImportFileError, match=r"export\.csl\.json"):
        importer_for(b'[{"type":1}]', "x.json", "csl-json").read(raw, "export.csl.json", ImportOptions())


def test_what_is_no_item_and_what_has_no_title_is_refused_with_its_place() -> None:
    reading = read(b'[{"type": "report", "id": "x"}, 5, null]', "a.json")
    assert [refusal.place for refusal in reading.refused] == ["item 1, x", "item 2", "item 3"]


# RIS


def test_references_with_a_foreign_header_blank_lines_and_no_end_are_read() -> None:
    reading = read(RIS, "export.ris")
    first, second = sources(reading)
    assert (first.title, first.kind, first.language) == ("A treaty; signed", SourceKind.NEWS_REPORT, "en")
    assert first.authors == ("Doe, J.", "Roe, R.")
    assert (first.issued, first.accessed) == ("2014-04-01", "2011-08-05")
    assert first.url == "https://example.org/a;b?c=1;d=2"
    assert (second.title, second.issued) == ("Second", "2011")
    assert [each.name for each in publishers(reading)] == ["The Paper", "Unknown publisher"]
    lost = {(loss.place, loss.field, loss.text) for loss in reading.losses}
    assert lost == {
        ("reference 1", "publisher", "House"),
        ("reference 1", "URL", "https://example.org/second"),
        ("reference 1", "keywords", "gas"),
        ("reference 2", "abstract", "an abstract over two lines"),
    }


def test_ris_without_a_reference_is_refused() -> None:
    with pytest.raises(ImportFileError, match="no reference"):
        importer_for(b"TI  - x", "a.ris").read(b"TI  - x", "a.ris", ImportOptions())


# BibTeX


def test_entries_of_bibtex_are_read_without_commands_and_faulty_ones_refused() -> None:
    reading = read(BIBTEX, "export.bib")
    article, web, span = sources(reading)
    assert article.title == "The Treaty of Ümlx: A study"
    assert article.authors == ("Doe, Jane", "Ministry of Trade and Industry", "Roe, Richard")
    assert (article.issued, article.language) == ("2020-03-07", "de")
    assert article.url == "https://doi.org/10.1234/ab.c"
    assert (web.url, web.accessed) == ("https://example.org/x_y", "2020-01-02")
    assert span.issued == "2019-05/2019-06"
    assert [(loss.field, loss.text) for loss in reading.losses] == [("keywords", "gas")]
    (refusal,) = reading.refused
    assert refusal.place == "line 9"
    assert "end of file" in refusal.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_file_in_any_encoding_is_read(encoding: str) -> None:
    text = (
        "TY  - RPRT\nTI  - Договор о стратегическом партнёрстве между Россией и Ираном\n"
        "PY  - 2025\nER  - \n"
    )
    (source,) = sources(read(text.encode(encoding), "a.ris"))
    assert source.title == "Договор о стратегическом партнёрстве между Россией и Ираном"


@pytest.mark.parametrize(
    ("latex", "title"),
    [
        ("5 % of {GDP}", "5 % of GDP"),
        (r"5\% of", "5% of"),
        (r"\emph{Pacta} sunt", "Pacta sunt"),
        ("costs $5 and {more", "costs $5 and more"),
        (r"\unknown{kept} words", "kept words"),
    ],
)
def test_no_words_of_a_title_are_lost_to_latex(latex: str, title: str) -> None:
    assert plain_text(latex) == title


def test_a_file_of_no_known_format_is_refused_with_the_formats() -> None:
    with pytest.raises(ImportFileError, match=r"not recognised.*csl-json"):
        importer_for(b"\0\1\2", "a.bin")
    with pytest.raises(ImportFileError, match="no format 'endnote'"):
        importer_for(b"", "a.bin", "endnote")
