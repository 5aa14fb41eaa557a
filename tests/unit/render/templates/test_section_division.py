"""A section is divided into parts of a few rows each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.composition.views.statements import ProseView, SectionView, TableView
from briefing.render.templates.manifest import SectionDivision
from briefing.render.templates.section_division import divided, with_rows_apart

MOST_ROWS = 5


def prose(row_id: str) -> ProseView:
    return ProseView(row_id, ("Words.",), "ltr", ())


def table(row_id: str) -> TableView:
    return TableView(row_id, "Table 1", row_id, "", ("a",), (("b",),), (), (), is_comparison=False)


def section(
    name: str, rows: tuple[ProseView | TableView, ...], inner: tuple[SectionView, ...]
) -> SectionView:
    return SectionView(name, "", "A title", 2, name, rows, inner)


@st.composite
def sections(draw: st.DrawFn, name: str = "s", depth: int = 2) -> SectionView:
    tables = draw(st.lists(st.booleans(), max_size=9))
    kinds = (table if is_table else prose for is_table in tables)
    rows = tuple(kind(f"{name}-row-{place}") for place, kind in enumerate(kinds))
    count = draw(st.integers(0, 2)) if depth else 0
    inner = tuple(draw(sections(f"{name}-{place}", depth - 1)) for place in range(count))
    return section(name, rows, inner)


def rows(view: SectionView) -> Iterator[str]:
    yield from (item.row_id for item in view.items)
    for inner in view.sections:
        yield from rows(inner)


def headings(view: SectionView) -> Iterator[str]:
    if not view.is_continued:
        yield view.row_id
    for inner in view.sections:
        yield from headings(inner)


def everything(view: SectionView) -> Iterator[SectionView]:
    yield view
    for inner in view.sections:
        yield from everything(inner)


@given(sections())
def test_each_row_and_each_heading_is_in_one_part_in_their_order(whole: SectionView) -> None:
    pieces = divided(whole, SectionDivision.ROWS)
    assert [row for piece in pieces for row in rows(piece)] == list(rows(whole))
    assert [title for piece in pieces for title in headings(piece)] == list(headings(whole))


@given(sections())
def test_a_section_goes_on_until_its_last_part(whole: SectionView) -> None:
    places: dict[str, list[bool]] = {}
    for piece in divided(whole, SectionDivision.ROWS):
        for each in everything(piece):
            places.setdefault(each.row_id, []).append(each.goes_on)
    for goes_on in places.values():
        assert goes_on == [True] * (len(goes_on) - 1) + [False]


def test_a_row_that_is_inserted_changes_the_parts_next_to_it_only() -> None:
    ids = [f"row-{number}" for number in range(60)]
    before = divided(section("s", tuple(map(prose, ids)), ()), SectionDivision.ROWS)
    after = divided(
        section("s", tuple(map(prose, [*ids[:9], "another", *ids[9:]])), ()), SectionDivision.ROWS
    )
    assert len(before) > 60 / MOST_ROWS
    assert sum(piece not in before for piece in after) <= 3


def test_the_last_two_rows_of_a_section_are_together_and_so_are_a_heading_and_the_first() -> None:
    for count in range(2, 30):
        pieces = divided(
            section("s", tuple(prose(f"row-{number}") for number in range(count)), ()), SectionDivision.ROWS
        )
        assert len(pieces[0].items) >= 1
        assert len(pieces[-1].items) >= 2
        assert max(len(piece.items) for piece in pieces) <= MOST_ROWS


def test_a_section_is_whole_where_a_template_does_not_say_otherwise() -> None:
    whole = section("s", tuple(prose(f"row-{number}") for number in range(20)), ())
    assert divided(whole, SectionDivision.NEVER) == [whole]


@given(sections(depth=0), st.sets(st.integers(0, 8)), st.booleans(), st.booleans())
def test_rows_are_apart_but_for_the_last_two_of_a_section(
    whole: SectionView, places: set[int], is_continued: bool, goes_on: bool
) -> None:
    whole = replace(whole, is_continued=is_continued, goes_on=goes_on)
    ids = [item.row_id for item in whole.items]
    wanted = frozenset(ids[place] for place in places if place < len(ids))
    pieces = with_rows_apart(whole, wanted)
    assert [row for piece in pieces for row in rows(piece)] == ids
    assert [title for piece in pieces for title in headings(piece)] == list(headings(whole))
    assert [piece.goes_on for piece in pieces] == [True] * (len(pieces) - 1) + [goes_on]
    if len(ids) == 1 or not wanted:
        assert pieces == [whole]
        return
    together = [tuple(rows(piece)) for piece in pieces if len(piece.items) > 1]
    assert together == ([] if goes_on else [tuple(ids[-2:])])
