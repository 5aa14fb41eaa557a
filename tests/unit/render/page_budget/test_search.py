"""The search for what to leave out, with pages that are only counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.render.page_budget.proposal import Cut
from briefing.render.page_budget.search import Lines, excess_of, search
from tests.examples import examples

_PER_PAGE = 10


def _paged(rows: dict[str, int], fixed: int, jumps: Sequence[int] = ()) -> Lines:
    """Fill pages of ten lines; `jumps` are lines that layout wastes, by the number of rows there are."""
    wasted = jumps[len(rows) % len(jumps)] if jumps else 0
    lines = ["" for _ in range(fixed + wasted)] + [row for row, count in rows.items() for _ in range(count)]
    return [Counter(lines[start : start + _PER_PAGE]) for start in range(0, len(lines), _PER_PAGE)]


class Layout:
    """Pages of a briefing with these rows, and the proposals with which it was laid out."""

    def __init__(self, rows: dict[str, int], fixed: int = 0, jumps: Sequence[int] = ()) -> None:
        self.rows, self._fixed, self._jumps = rows, fixed, jumps
        self.tried: list[tuple[Cut, ...]] = []

    def __call__(self, chosen: Sequence[Cut]) -> Lines:
        self.tried.append(tuple(chosen))
        gone = {row_id for proposal in chosen for row_id in proposal.row_ids}
        left = {row: count for row, count in self.rows.items() if row not in gone}
        moved = any(proposal.moves_annexes for proposal in chosen)
        return _paged(left, 0 if moved else self._fixed, self._jumps)

    def proposals(self, _lines: Counter[str]) -> list[Cut]:
        return [Cut((row,), row, "", count) for row, count in self.rows.items()]


def test_a_briefing_that_fits_has_nothing_to_leave_out() -> None:
    layout = Layout({"f1": 5})
    found = search(layout(()), 1, layout.proposals, layout)
    assert found.fits
    assert not found.proposals
    assert found.excess == 0


def test_as_many_rows_are_proposed_in_their_order_as_are_needed() -> None:
    layout = Layout({"f1": 4, "f2": 4, "f3": 4, "f4": 4})
    found = search(layout(()), 1, layout.proposals, layout)
    assert [proposal.row_ids for proposal in found.proposals] == [("f1",), ("f2",)]
    assert (found.pages_before, found.pages_after) == (2, 1)


def test_annexes_are_moved_before_any_row_is_left_out() -> None:
    layout = Layout({"f1": 8}, fixed=6)
    found = search(layout(()), 1, layout.proposals, layout, annexes=True)
    assert [proposal.moves_annexes for proposal in found.proposals] == [True]
    assert found.proposals[0].lines == 6
    assert found.fits


def test_what_cannot_fit_is_said_with_how_many_lines_are_too_many() -> None:
    layout = Layout({"f1": 2}, fixed=15)
    found = search(layout(()), 1, layout.proposals, layout)
    assert not found.fits
    assert found.excess == 5
    assert "15 lines on 2 pages" in found.why


def test_an_empty_page_too_many_counts_as_a_line() -> None:
    assert excess_of([Counter({"f1": 3}), Counter()], 1) == 1
    assert excess_of([Counter({"f1": 3})], 1) == 0


_ROWS = st.lists(st.integers(1, 9), min_size=1, max_size=14).map(
    lambda counts: {f"f{number}": count for number, count in enumerate(counts)}
)


@settings(max_examples=examples(60), deadline=None)
@given(_ROWS, st.integers(0, 25), st.integers(1, 4), st.lists(st.integers(0, 6), max_size=5))
def test_all_proposals_together_fit_or_everything_is_proposed(
    rows: dict[str, int], fixed: int, limit: int, jumps: list[int]
) -> None:
    layout = Layout(rows, fixed, jumps)
    found = search(layout(()), limit, layout.proposals, layout)
    laid_out = layout(found.proposals)
    assert len(laid_out) == found.pages_after
    assert found.fits or len(found.proposals) == len(rows)
    assert found.fits != bool(found.why)
    in_order = [proposal.row_ids for proposal in layout.proposals(Counter())]
    assert [proposal.row_ids for proposal in found.proposals] == in_order[: len(found.proposals)]


@settings(max_examples=examples(40), deadline=None)
@given(_ROWS, st.integers(1, 4))
def test_with_the_last_proposal_kept_it_would_not_fit(rows: dict[str, int], limit: int) -> None:
    layout = Layout(rows)
    found = search(layout(()), limit, layout.proposals, layout)
    assert not found.proposals or len(layout(found.proposals[:-1])) > limit


@settings(max_examples=examples(20), deadline=None)
@given(st.integers(100, 400), st.lists(st.integers(0, 6), min_size=1, max_size=5))
def test_a_long_briefing_is_laid_out_a_few_times(count: int, jumps: list[int]) -> None:
    layout = Layout({f"f{number}": 3 for number in range(count)}, jumps=jumps)
    assert search(layout(()), 2, layout.proposals, layout).fits
    assert len(layout.tried) <= 20
