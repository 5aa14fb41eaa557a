"""Tables of facts: rows become facts with sources, and faulty or doubtful cells are named."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from briefing.errors import ImportFileError
from briefing.interchange.dates import written_date
from briefing.interchange.reading import ImportOptions, Reading
from briefing.interchange.registry import EXPORTERS
from briefing.model.fact import Fact, Quantity, Relation
from briefing.model.source import Locator, Source
from briefing.model.terms import FactRelation, Qualifier, Standing
from briefing.model.treaty import Place
from tests.builders import LIBRARY
from tests.unit.interchange.importing import (
    changes_of_a_second_import,
    imported,
    losses,
    plan,
    read,
    records,
    refusals,
)

FULL = (
    "Claim;Status;Date;Actors;Tags;According to;Credibility;Source;Publisher;Art.;Page;Quotation;Country;"
    "Place;Value;Unit;Qualifier;Relation;Related to;TLP;Notes;Colour\n"
    "Gas flows;asserted;17.01.2025;Gasco; gas transit;Gasco;2;https://example.org/new;The Paper;4(1);12;"
    "\"Gas\nflows.\";Iran;Bushehr;1 234.5;bcm;up to;contradicts;route-agreed;TLP:AMBER;Why.;red\n"
)  # fmt: skip


def csv(*lines: str, **options: Any) -> Reading:
    text = "\n".join(lines)
    return read(text.encode(), "facts.csv", ImportOptions(treaty_id="alpha", **options))


def workbook(fill: Callable[[Any, Any], None]) -> Reading:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    fill(book.add_worksheet("Facts"), book)
    book.close()
    return read(content.getvalue(), "facts.xlsx")


def questions(reading: Reading) -> list[str]:
    return [question for each in reading.proposed for question in each.questions]


def test_a_row_becomes_a_fact_with_its_source_and_publisher() -> None:
    reading = read(FULL.encode(), "facts.csv")
    (fact,), (source,) = records(reading, Fact), records(reading, Source)
    assert fact.statement == "Gas flows"
    assert (fact.standing, fact.attributed_to) == (Standing.ASSERTED, "Gasco")
    assert (fact.credibility, fact.graded, fact.treaty_id) == (2, True, "alpha")
    assert (fact.date, fact.actors, fact.topics) == ("2025-01-17", ("Gasco",), ("gas-transit",))
    assert fact.place == Place("IR", "Bushehr")
    assert fact.quantity == Quantity(1234.5, "bcm", Qualifier.UP_TO)
    assert fact.relations == (Relation(FactRelation.CONTRADICTS, "route-agreed"),)
    assert (fact.marking, fact.notes) == ("TLP:AMBER", "Why.")
    (citation,) = fact.citations
    assert citation.locator == Locator(article="4(1)", page="12")
    assert citation.quotes[0].exact == "Gas flows."
    assert (source.url, citation.source_id) == ("https://example.org/new", source.id)
    assert losses(reading) == {("row 2", "Colour", "red")}
    assert changes_of_a_second_import(reading) == []


def test_facts_without_a_grade_are_reported_and_not_graded() -> None:
    (fact,) = records(csv("statement,source", "Gas flows,wire"), Fact)
    assert (fact.standing, fact.credibility, fact.graded) == (Standing.REPORTED, 6, False)
    assert fact.citations[0].source_id == "wire"


@pytest.mark.parametrize("source", ["wire", "https://www.example.org/wire/", "Report WIRE"])
def test_a_source_of_the_library_is_named_by_its_id_address_or_title(source: str) -> None:
    reading = csv("statement,source", f"Gas flows,{source}")
    after = imported(reading)
    assert after.sources == LIBRARY.sources
    assert after.publishers == LIBRARY.publishers
    (fact,) = [each for each in after.facts if each.statement == "Gas flows"]
    assert fact.citations[0].source_id == "wire"


def test_an_address_that_is_none_is_refused_with_its_place() -> None:
    assert list(refusals(csv("statement,source", "Gas flows,http://["))) == ["row 2"]


def test_a_row_whose_source_is_not_in_the_library_is_refused() -> None:
    (row,) = plan(csv("statement,source", "Gas flows,nowhere")).rows
    assert row.status == "refused"
    assert "the source 'nowhere'" in row.remarks[0]


def test_each_faulty_cell_is_named_with_row_and_column_and_other_rows_are_read() -> None:
    reading = csv(
        "statement,source,standing,credibility,date,value,unit,relation,relation_to,country",
        "One,wire,doubtful,9,someday,many,t,,other,Atlantis",
        "Two,wire,alleged,,,5,,,,",
        ",,,,,,,,,",
        ",wire,,,,,,,,",
        "Three,,,,,,,,,",
        "Four,wire,,,,,,,,",
    )
    assert list(refusals(reading)) == [
        "row 2, column D", "row 2, column C", "row 2, column E", "row 2, column J", "row 2, column F",
        "row 2, column H", "row 3, column C", "row 3, column G", "row 5, column A", "row 6, column B",
    ]  # fmt: skip
    assert [each.statement for each in records(reading, Fact)] == ["Four"]


def test_rows_of_one_statement_are_citations_of_one_fact() -> None:
    reading = csv("statement,source,page,notes", "Gas flows,wire,1,a", "gas flows,blog,2,b", "Other,wire,,")
    first, _ = records(reading, Fact)
    assert [each.source_id for each in first.citations] == ["wire", "blog"]
    assert losses(reading) == {("row 3", "notes", "b")}
    assert changes_of_a_second_import(reading) == []


def test_a_fact_of_the_library_is_named_by_its_id() -> None:
    reading = csv("id,statement,source", "price-open,Another wording,blog")
    (row,) = plan(reading).rows
    assert (row.status, row.key) == ("changed", ("fact", "price-open"))
    assert "statement stays" in row.remarks[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_any_delimiter_and_encoding_is_read(delimiter: str, encoding: str) -> None:
    lines = ["statement{}source{}notes", 'Газ поступает по трубопроводу{}wire{}"а, б; в"', "Два{}wire{}"]
    text = "\r\n".join(line.format(delimiter, delimiter) for line in lines)
    first, second = records(read(text.encode(encoding), "facts.csv"), Fact)
    assert first.statement == "Газ поступает по трубопроводу"
    assert first.notes == "а, б; в"
    assert (first.id, second.id) == ("fact", "fact-2")


def test_columns_can_be_named_and_left_out() -> None:
    chosen = {"Behauptung": "statement", "C": "source", "notes": "-"}
    reading = csv("Behauptung,notes,Quelle", "Gas flows,x,wire", columns=chosen)
    (fact,) = records(reading, Fact)
    assert (fact.statement, fact.notes, fact.citations[0].source_id) == ("Gas flows", "", "wire")
    assert dict(reading.mapping) == {"Behauptung": "statement", "Quelle": "source"}


def test_headings_after_a_title_are_found() -> None:
    assert len(records(csv("Our facts", "", "statement,source", "Gas flows,wire"), Fact)) == 1


@pytest.mark.parametrize(
    ("raw", "name", "message"),
    [
        (b"", "a.csv", "empty"),
        (b"a,b\n1,2", "a.csv", r"a\.csv:1.*statement or the source.*“a”, “b”"),
        (b'statement,source\n"a,b\n' + b"x" * 1_000_100, "a.csv", "quotation mark"),
        (b"PK\x03\x04 xl/workbook.xml", "a.xlsx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "damaged"),
    ],
)
def test_what_is_no_table_of_facts_is_refused(raw: bytes, name: str, message: str) -> None:
    with pytest.raises(ImportFileError, match=message):
        read(raw, name)


def test_an_import_without_a_treaty_or_with_an_unknown_sheet_or_field_is_refused() -> None:
    with pytest.raises(ImportFileError, match="Name the treaty"):
        read(b"statement,source\n", "a.csv", ImportOptions())
    with pytest.raises(ImportFileError, match="no sheet “x”"):
        csv("statement,source", sheet="x")
    with pytest.raises(ImportFileError, match="no field 'colour'"):
        csv("statement,source", columns={"source": "colour"})


# Workbooks


def test_numbers_that_a_spreadsheet_has_changed_are_questioned() -> None:
    def fill(sheet: Any, book: Any) -> None:
        as_text, as_date = book.add_format({"num_format": "@"}), book.add_format({"num_format": "d.m.yy"})
        sheet.write_row(0, 0, ["statement", "source", "article", "date"])
        for row, statement in enumerate(("text", "number", "date", "whole", "serial"), start=1):
            sheet.write_row(row, 0, [statement, "wire"])
        sheet.write_string(1, 2, "1.10", as_text)
        sheet.write_number(2, 2, 1.1)
        sheet.write_datetime(3, 2, datetime.datetime(2025, 1, 10), as_date)  # noqa: DTZ001
        sheet.write_number(4, 2, 5)
        sheet.write_datetime(4, 3, datetime.datetime(2025, 3, 1), as_date)  # noqa: DTZ001
        sheet.write_number(5, 3, 45_000)

    reading = workbook(fill)
    articles = {each.statement: each.citations[0].locator for each in records(reading, Fact)}
    assert articles == {
        "text": Locator("1.10"), "number": Locator("1.1"), "date": None, "whole": Locator("5"),
    }  # fmt: skip
    assert [question.partition(":")[0] for question in questions(reading)] == ["Article", "Article", "Date"]
    assert losses(reading) == {("row 4, column C", "article", "2025-01-10")}
    assert refusals(reading) == {"row 6, column D": "Date: The number 45000 is no date."}


def test_merged_cells_and_formulas_are_questioned_and_errors_named() -> None:
    def fill(sheet: Any, _book: Any) -> None:
        sheet.write_row(0, 0, ["statement", "source", "notes"])
        sheet.write_row(1, 0, ["One"])
        sheet.write_row(2, 0, ["Two"])
        sheet.merge_range(1, 1, 2, 1, "wire")
        sheet.write_formula(1, 2, "=A2", None, "One")
        sheet.write_row(4, 0, ["Three", "wire"])
        sheet.write_formula(4, 2, "=1/0", None, "#DIV/0!")

    reading = workbook(fill)
    assert [each.citations[0].source_id for each in records(reading, Fact)] == ["wire", "wire"]
    assert [text.split(";")[0] for text in questions(reading)] == [
        "Notes: The cell is a formula", "Source: The cell is merged with that above",
    ]  # fmt: skip
    assert list(refusals(reading)) == ["row 5, column C"]


def ods(rows: str) -> bytes:
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Facts">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return raw.getvalue()


def test_an_ods_file_is_read_with_its_formulas() -> None:
    def cell(text: str, extra: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string" {extra}><text:p>{text}</text:p>'
            "</table:table-cell>"
        )

    row = "<table:table-row>{}</table:table-row>"
    rows = row.format(cell("statement") + cell("source")) + row.format(
        cell("Gas flows", 'table:formula="of:=[.C1]"') + cell("wire")
    )
    reading = read(ods(rows), "facts.ods")
    assert [each.statement for each in records(reading, Fact)] == ["Gas flows"]
    assert len(questions(reading)) == 1


def test_the_template_is_the_same_every_time_and_is_read_back_when_filled_in() -> None:
    exporter = EXPORTERS["table-template"]
    content = exporter.write(LIBRARY).content
    assert content == exporter.write(LIBRARY).content
    reading = read(content, "template.xlsx")
    assert (reading.proposed, reading.refused, len(reading.mapping)) == ((), (), 25)
    assert any("“Sources”" in remark for remark in reading.remarks)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("26 Mar 2001", "2001-03-26"),
        ("March 5, 2001", "2001-03-05"),
        ("Sept 2001", "2001-09"),
        ("16.04.1983", "1983-04-16"),
        ("13/04/2001", "2001-04-13"),
        ("03/04/2001", "[2001-03-04,2001-04-03]"),
        ("2001/3/4", "2001-03-04"),
        ("2025-01-XX", "2025-01-XX"),
        ("31.02.2001", None),
        ("someday", None),
    ],
)
def test_dates_as_people_write_them_are_read(text: str, date: str | None) -> None:
    assert written_date(text) == date
