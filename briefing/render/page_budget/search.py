"""The search for what to leave out so that a briefing fits on its pages.

Pages are not monotone: a figure that moves up can make room below it or lose it. So what is proposed is
laid out before it is shown, and more is proposed until the briefing fits or nothing is left to propose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from briefing.render.page_budget.proposal import Cut, PageFit

Lines = Sequence[Counter[str]]
"""For each page the lines of text that each row takes; those of no row under the empty name."""
Measure = Callable[[Sequence[Cut]], Lines]
"""Lays the briefing out with these proposals applied."""
_EXACT_TRIES = 4
"""So often as many lines are proposed as are too many; then twice as many each time, so that it ends."""


def excess_of(pages: Lines, limit: int) -> int:
    """Count the lines that are beyond the last page; at least one where there is such a page."""
    return max(1, sum(pages[limit:], Counter()).total()) if len(pages) > limit else 0


def search(
    pages: Lines,
    limit: int,
    rows: Callable[[Counter[str]], Sequence[Cut]],
    measure: Measure,
    *,
    annexes: bool = False,
) -> PageFit:
    """Return what to leave out of a briefing with these pages, in the order of `rows`.

    `rows` returns what can be proposed for the lines that each row takes. With `annexes` it is proposed
    first that these become a file of their own, by which no statement is lost.
    """
    chosen: list[Cut] = []
    laid_out = pages
    if annexes and len(pages) > limit:
        chosen, laid_out = _with_moved_annexes(pages, measure)
    if len(laid_out) > limit:
        waiting = rows(sum(laid_out, Counter()))
        chosen, laid_out = _with_rows(chosen, laid_out, limit, waiting, measure)
    return PageFit(
        limit=limit,
        pages_before=len(pages),
        pages_after=len(laid_out),
        excess=excess_of(laid_out, limit),
        proposals=tuple(chosen),
        why=_why(laid_out) if len(laid_out) > limit else "",
    )


def _with_moved_annexes(pages: Lines, measure: Measure) -> tuple[list[Cut], Lines]:
    """Propose to move the annexes to a file of their own, if that frees lines."""
    laid_out = measure([_moved_annexes(0)])
    freed = sum(pages, Counter()).total() - sum(laid_out, Counter()).total()
    return ([_moved_annexes(freed)], laid_out) if freed > 0 else ([], pages)


def _with_rows(
    chosen: list[Cut], laid_out: Lines, limit: int, waiting: Sequence[Cut], measure: Measure
) -> tuple[list[Cut], Lines]:
    """Add the proposals that wait, in their order, until the briefing fits or none is left."""
    waiting = list(waiting)
    tries = 0
    count = len(chosen)
    while waiting and len(laid_out) > limit:
        needed = excess_of(laid_out, limit) * 2 ** max(0, tries + 1 - _EXACT_TRIES)
        tries += 1
        count = len(chosen)
        while waiting and needed > 0:
            needed -= waiting[0].lines
            chosen = [*chosen, waiting.pop(0)]
        laid_out = measure(chosen)
    return _shortened(chosen, laid_out, limit, count, measure)


def _shortened(
    chosen: list[Cut], laid_out: Lines, limit: int, too_few: int, measure: Measure
) -> tuple[list[Cut], Lines]:
    """Drop the last proposals as far as the briefing fits without them; the first `too_few` do not do."""
    enough, last = len(chosen), laid_out
    while len(laid_out) <= limit and enough - too_few > 1:
        middle = (enough + too_few) // 2
        if len(tried := measure(chosen[:middle])) <= limit:
            enough, last = middle, tried
        else:
            too_few = middle
    return chosen[:enough], last


def _moved_annexes(lines: int) -> Cut:
    return Cut((), "the annexes", "Move them to a companion file with the same numbers.", lines)


def _why(pages: Lines) -> str:
    """Say what takes the pages when nothing is left to leave out."""
    fixed = sum(pages, Counter()).total()
    return (
        f"Nothing more can be left out: the judgements, the headings, the sources and what the template "
        f"prints with them take {fixed} lines on {len(pages)} pages."
    )
