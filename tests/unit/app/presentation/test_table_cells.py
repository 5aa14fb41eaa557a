"""Cells as spreadsheets copy and paste them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.app.presentation.table_cells import cells_of, text_of_cells, with_cells
from tests.builders import TABLE

CELLS = st.lists(
    st.lists(st.text('a"\t\n ', max_size=4), min_size=1, max_size=3), min_size=1, max_size=3
).filter(lambda cells: cells[-1] != [""])


@given(CELLS)
def test_copied_cells_paste_as_they_were(cells: list[list[str]]) -> None:
    assert cells_of(text_of_cells(cells)) == cells


def test_a_spreadsheet_s_line_ends_and_quoted_breaks_are_read() -> None:
    assert cells_of('Year\tbcm\r\n2026\t"2\nor 3"\r\n') == [["Year", "bcm"], ["2026", "2\nor 3"]]
    assert cells_of("one") == [["one"]]


def test_a_table_grows_to_hold_what_is_put_in() -> None:
    grown = with_cells(TABLE, 1, 1, [["3", "low"], ["55", "high"]])
    assert grown.columns == ("Year", "bcm", "Column 3")
    assert grown.rows == (("2026", "3", "low"), ("", "55", "high"))


def test_a_heading_is_never_empty_and_one_that_is_not_touched_stays_as_it_is() -> None:
    table = with_cells(TABLE, 0, 0, [["Year of\nsupply"]])
    assert table.columns == ("Year of supply", "bcm")
    assert with_cells(table, 0, 1, [[""]]).columns == ("Year of supply", "Column 2")
