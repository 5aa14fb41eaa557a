"""CSV and XLSX: typed cells, the marking, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.composition.formatting import sentence
from briefing.editing import Reword, apply
from briefing.exports.edition import Edition
from briefing.exports.tables import csv_writer, xlsx_writer
from briefing.exports.tables.formula_guard import looks_like_formula, neutralised
from briefing.model.briefing import Briefing
from briefing.model.fact import Quantity
from briefing.model.library import Material
from briefing.model.terms import Qualifier
from tests.examples import examples
from tests.small_briefing import a_briefing
from tests.unit.exports.conftest import an_edition
from tests.unit.exports.exported_text import book, csv_lines, sheet_lines

_FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "|", "%")
HOSTILE = st.builds(
    "".join,
    st.lists(
        st.sampled_from([*_FORMULAS, "cmd|' /C calc'!A0", "1+1", " ", '"', ";", ",", "'", "a", "\n"]),
        max_size=8,
    ),
)


def with_facts(**changes: object) -> Briefing:
    """The briefing with something changed in each of its facts."""
    briefing = a_briefing()
    facts = [replace(each, **changes) for each in briefing.library.facts]
    return replace(briefing, library=Material.of(facts=facts).merged_over(briefing.library))


@settings(max_examples=examples(200))
@given(HOSTILE)
@example('\t"+')
def test_no_cell_begins_a_formula_whichever_sign_parts_the_cells(text: str) -> None:
    safe = neutralised(text)
    assert not safe.lstrip(" ").startswith(_FORMULAS) or safe.strip(" ") in {"+", "-"}
    for cell in safe.replace("\t", ";").replace("\n", ";").replace("\r", ";").split(";"):
        if cell.strip(" ") in {"+", "-"}:
            continue
        assert not cell.lstrip(" \"'").startswith(_FORMULAS) or "'" in cell
    assert safe.replace("'", "") == text.replace("'", "")


@settings(max_examples=examples(8))
@given(
    HOSTILE.filter(str.strip)
    .map(lambda text: " ".join(text.split("\n")).replace("\r", ""))
    .filter(str.strip)
)
def test_hostile_words_reach_both_tables_as_words(text: str) -> None:
    edition = an_edition(apply(a_briefing(), Reword(item_id="f1", text=text)))
    raw = csv_writer.write(edition)
    for line in csv_lines(raw):
        assert not any(looks_like_formula(cell) for cell in line.values())
    content = xlsx_writer.write(edition)
    cells = [cell for sheet in book(content) for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    suspicious = [cell for cell in cells if isinstance(cell.value, str) and looks_like_formula(cell.value)]
    assert all(cell.quotePrefix for cell in suspicious)
    assert bool(suspicious) == looks_like_formula(sentence(text))


def test_plain_words_are_left_as_they_are() -> None:
    for text in ("Up to 55 bcm - or less", "a; b = c", "2 + 2", "Gas; and more", "J1"):
        assert neutralised(text) == text


@pytest.mark.parametrize(
    "text", ["-5", "+3", "−5", "-5 °C", "+3.5 %", "-1 000 000 bcm", "-1.5e-3", "+49 30 1234", "-", "+"]
)
def test_numbers_with_a_sign_and_signs_are_left_as_they_are(text: str) -> None:
    assert neutralised(text) == text
    assert neutralised(f"Change;{text}") == f"Change;{text}"


@pytest.mark.parametrize(
    "text", ["-5+cmd|' /C calc'!A0", "+1+1", "-2*A1", "-5 SUM(A1)", "=5", "-A1", "-5\n=1"]
)
def test_a_calculation_with_a_number_is_a_formula(text: str) -> None:
    assert neutralised(text).startswith("'")


def test_each_line_of_the_csv_bears_the_marking(everything: Edition) -> None:
    lines = csv_lines(csv_writer.write(everything))
    assert {line["Marking"] for line in lines} == {"TLP:AMBER"}
    assert [line["Kind"] for line in lines] == ["judgement", "fact", "fact", "fact", "fact", "sources"]


def test_a_spreadsheet_takes_the_csv_for_utf_8(everything: Edition) -> None:
    assert csv_writer.write(everything).startswith(b"\xef\xbb\xbf")


def test_a_judgement_keeps_likelihood_and_confidence_in_columns_of_their_own(everything: Edition) -> None:
    [line] = sheet_lines(xlsx_writer.write(everything), "Judgements")
    assert (line["Likelihood"], line["Likelihood range"]) == ("likely", "55–80\xa0%")
    assert line["Confidence"] == "Moderate confidence"
    assert (line["Rests on"], line["Against it"]) == ("1", "2")


def test_what_contradicts_a_fact_stands_in_its_row_with_its_grade(everything: Edition) -> None:
    for lines in (
        csv_lines(csv_writer.write(everything))[1:],
        sheet_lines(xlsx_writer.write(everything), "Facts"),
    ):
        assert lines[0]["Contradicted by"] == "2 The route is reported to be open. (F3, reported)"
        assert lines[1]["Contradicted by"] == "1 The route is reported to be agreed. (B3, reported)"


def test_cells_have_the_type_of_what_they_hold() -> None:
    quantity = Quantity(value=55, unit="bcm", qualifier=Qualifier.UP_TO)
    raw = xlsx_writer.write(an_edition(with_facts(date="2025-01-17", quantity=quantity)))
    line = sheet_lines(raw, "Facts")[0]
    assert line["No."] == 1
    assert line["Date"] == datetime.datetime(2025, 1, 17)  # noqa: DTZ001 - a day has no zone
    assert (line["Amount"], line["Unit"], line["Bounded as"]) == (55, "bcm", "up to")


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2025-01", "January\xa02025"), ("2025-01-17?", "17\xa0January\xa02025 (uncertain)")],
)
def test_a_date_that_is_not_a_day_stays_in_words(date: str, shown: str) -> None:
    assert sheet_lines(xlsx_writer.write(an_edition(with_facts(date=date))), "Facts")[0]["Date"] == shown


def test_headings_stay_in_sight_and_filter_on_every_sheet_of_rows(everything: Edition) -> None:
    made = book(xlsx_writer.write(everything))
    assert made.sheetnames == ["Read first", "Facts", "Judgements", "Sources"]
    for name in made.sheetnames[1:]:
        assert made[name].freeze_panes == "B3"
        assert str(made[name].auto_filter.ref).startswith("A2:")


def test_the_marking_stands_on_top_of_every_sheet_and_of_every_printed_page(everything: Edition) -> None:
    for sheet in book(xlsx_writer.write(everything)):
        assert sheet["A1"].value == "TLP:AMBER"
        for margin in (sheet.oddHeader, sheet.oddFooter):
            assert margin is not None
            assert str(margin.right.text).strip() == "TLP:AMBER"


def test_the_first_sheet_explains_the_grades(everything: Edition) -> None:
    text = "\n".join(
        str(cell.value) for row in book(xlsx_writer.write(everything))["Read first"] for cell in row
    )
    assert "How to read the grades" in text
    assert "55–80\xa0%" in text
    assert "Reliability cannot be judged" in text


def test_a_source_is_listed_with_its_reliability_and_a_link_that_works(everything: Edition) -> None:
    raw = xlsx_writer.write(everything)
    first = sheet_lines(raw, "Sources")[0]
    assert (first["No."], first["Publisher"], first["Reliability"]) == (1, "The Agency", "B")
    cell = book(raw)["Sources"].cell(3, 13)
    assert cell.hyperlink is not None
    assert cell.hyperlink.target == "https://example.org/wire"


def test_the_workbook_bears_no_time_of_a_clock(everything: Edition) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_writer.write(everything))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2025-11-03T00:00:00Z" in archive.read("docProps/core.xml")
