"""Whether the tables of the library answer with many facts: gaps of a 10 ms timer in the GUI thread.

    python -m bench.library_tables [FACTS]

Scrolls, sorts by each heading, and filters as one types; prints how late the ticks came, with those of a
window that does nothing for comparison. Ends with 1 where a tick was late by more than 50 ms and the idle
window had none so late.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bench.arguments import is_smoke, numbers
from bench.window_gaps import (
    Gaps,
    closed,
    idle,
    in_a_folder_of_its_own,
    many_facts,
    opened,
    pause,
    say,
    until,
)
from briefing.app.library_side import LibrarySide
from briefing.app.library_side.place import LibraryPlace
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.records import RecordKind

FACTS = 100_000
_LATE_MS = 50
_STEPS = 60
WORDS = "gas pipeline price"


def with_ticks(work: Callable[[], None]) -> None:
    """Work, and wait for the ticks that are late because of it."""
    work()
    pause(0.05)


def settled(side: LibrarySide) -> None:
    until(lambda: not side.table.records.is_busy)


def scroll(side: LibrarySide) -> None:
    bar = side.table.verticalScrollBar()
    for step in range(_STEPS):
        bar.setValue(bar.maximum() * step // _STEPS)
        pause(0.02)


def sort(side: LibrarySide) -> None:
    for column in range(side.table.records.columnCount()):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            side.table.sortByColumn(column, order)
            settled(side)
    side.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    settled(side)


def filter_words(side: LibrarySide) -> None:
    for letter in WORDS:
        QTest.keyClicks(side.filter, letter)
        pause(0.08)
    settled(side)
    side.filter.clear()
    pause(0.1)
    settled(side)


def measure(facts: int, is_checked: bool) -> int:
    _loader, registry, window = opened()
    window.action_set["show_library_side"].trigger()
    (side,) = window.findChildren(LibrarySide)
    until(lambda: side.editor.is_open)
    settled(side)
    assert window.context.resources is not None
    catalogue = many_facts(window.context.resources, facts).reference.library
    layer = Layer("Many", LayerKind.BUNDLED, Path("many"), catalogue.material)
    library = LayeredLibrary((layer,))
    gc.freeze()  # as the editor does with a library that it opened
    gaps = Gaps()
    most = {"doing nothing": max(gaps.during(idle))}
    say("doing nothing", gaps.late)

    def show() -> None:
        side.tree.show_material(catalogue.material)
        side.table.show_place(LibraryPlace(RecordKind.FACT), library, catalogue)
        until(lambda: side.table.records.rowCount() == facts)
        pause(0.3)  # until the tree shows how many there are

    works: dict[str, Callable[[], None]] = {
        "showing": show,
        "scrolling": lambda: scroll(side),
        "sorting by each heading": lambda: sort(side),
        "filtering as one types": lambda: filter_words(side),
    }
    for what, work in works.items():
        most[what] = max(gaps.during(partial(with_ticks, work)))
        say(f"{what}, {facts:,} facts", gaps.late)
    window.action_set["show_briefing_side"].trigger()
    closed(registry)
    is_quiet = most.pop("doing nothing") < _LATE_MS
    return int(is_checked and is_quiet and max(most.values()) > _LATE_MS)


def main(arguments: Sequence[str] = ()) -> int:
    (facts,) = numbers(arguments, usual=(FACTS,), smoke=(500,))
    results: list[int] = []
    in_a_folder_of_its_own(lambda: results.append(measure(facts, is_checked=not is_smoke(arguments))))
    return results[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
