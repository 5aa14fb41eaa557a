"""A row of the briefing in words: kind, text, code, evidence, spoken text."""

from __future__ import annotations

import typing

import pytest
from msgspec.structs import replace

from briefing.app.presentation.row_text import (
    evidence_count,
    kind_name,
    row_admiralty_code,
    row_details,
    row_text,
    spoken_row,
)
from briefing.editing import find_item
from briefing.model.briefing import Bearing, Evidence, FactItem, Item, Judgement, Section
from briefing.model.library import Catalogue
from tests.builders import CATALOGUE, COMPARISON, GRADE, PROSE, TABLE, a_briefing, bundled_scales

SCHEME = bundled_scales().schemes[a_briefing().scheme_id]
ROWS = list(a_briefing().walk_items())


def test_every_kind_of_row_has_a_name_of_its_own() -> None:
    kinds = {type(row) for row in ROWS}
    assert kinds == set(typing.get_args(Item))
    names = [kind_name(row) for row in {type(row): row for row in ROWS}.values()]
    assert len(set(names)) == len(names)
    assert kind_name(a_briefing().sections[0]) == "Section"


def test_every_row_that_is_not_plain_text_says_more_in_its_second_line() -> None:
    details = {row.id: row_details(row, "Table 1", CATALOGUE, 0) for row in ROWS}
    assert details["t1"] == ["Table 1", "1 table row, 2 columns"]
    assert details["c1"] == ["Table 1", "2 treaties"]
    assert details["d1"] == ["Table 1", "Timeline"]
    assert details["j1"] == ["1 supporting, 1 contradicting"]
    assert details["f1"] == ["reported", "contradicted"]
    assert details["p1"] == [], "text without evidence is no judgement"


def test_a_fact_shows_its_own_wording_before_the_statement_of_the_library() -> None:
    item = FactItem(id="f9", fact_id="price-open")
    assert row_text(item, CATALOGUE) == CATALOGUE.facts["price-open"].statement
    assert row_text(replace(item, wording="The price is open."), CATALOGUE) == "The price is open."


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (PROSE, PROSE.text),
        (TABLE, TABLE.caption),
        (COMPARISON, COMPARISON.caption),
        (Section(id="s9", title="Outlook"), "Outlook"),
    ],
    ids=["prose", "table", "comparison", "section"],
)
def test_other_rows_show_their_text_caption_or_title(row: Item | Section, text: str) -> None:
    assert row_text(row, Catalogue(a_briefing().library)) == text


def test_the_analyst_s_credibility_replaces_the_library_s_in_the_code() -> None:
    item = FactItem(id="f9", fact_id="price-open", grade=replace(GRADE, credibility=5))
    library_code = row_admiralty_code(replace(item, grade=None), CATALOGUE)
    assert row_admiralty_code(item, CATALOGUE) == f"{library_code[0]}5"
    assert library_code[1] != "5"
    assert row_admiralty_code(replace(item, grade=GRADE), CATALOGUE) == library_code


@pytest.mark.parametrize(
    ("bearings", "text"),
    [
        ([], "no evidence"),
        ([Bearing.SUPPORTS, Bearing.SUPPORTS], "2 supporting"),
        ([Bearing.CONTRADICTS], "1 contradicting"),
        ([Bearing.SUPPORTS, Bearing.CONTRADICTS], "1 supporting, 1 contradicting"),
    ],
)
def test_evidence_is_counted_by_its_bearing(bearings: list[Bearing], text: str) -> None:
    evidence = tuple(
        Evidence(item_id=f"f{number}", bearing=bearing) for number, bearing in enumerate(bearings)
    )
    assert evidence_count(Judgement(id="j9", text="So it is.", evidence=evidence)) == text


def test_a_screen_reader_hears_kind_number_text_grade_and_evidence_of_a_judgement() -> None:
    judgement = find_item(a_briefing(), "j1")
    assert isinstance(judgement, Judgement)
    spoken = spoken_row(judgement, "J1", CATALOGUE, SCHEME)
    assert spoken.startswith(f"Judgement J1, {judgement.text}, likely, confidence moderate")
    assert spoken.endswith("1 supporting, 1 contradicting")


def test_a_screen_reader_hears_that_a_row_is_ungraded_or_hidden() -> None:
    item = FactItem(id="f9", fact_id="price-open")
    assert "not graded" in spoken_row(item, "2", CATALOGUE, SCHEME)
    assert "hidden" not in spoken_row(item, "2", CATALOGUE, SCHEME)
    assert spoken_row(replace(item, hidden=True), "2", CATALOGUE, SCHEME).endswith("hidden in print")


def test_a_screen_reader_hears_how_many_rows_a_section_has() -> None:
    (energy,) = [section for section in a_briefing().sections if section.id == "s2"]
    assert spoken_row(energy, "2", CATALOGUE, SCHEME) == "Section 2, Energy, 2 rows"
