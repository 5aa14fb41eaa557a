"""How long one edit takes in a library of many facts, and whether the window answers in the meantime.

    python -m bench.library_edits [FACTS [EDITS]]

Edits single facts of a library in the user's folder, in a window that shows their table. Prints the time of
an edit, with its ratio to the time in which the file that has the fact is written and synced to the disk,
and how late the ticks of a timer in the GUI thread came: during the edits, and when the briefing side is
shown after them, for which the library is read again. Ends with 1 where a tick was late by more than 50 ms
during the edits and the idle window had none so late.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from bench.arguments import is_smoke, numbers
from bench.large_library import write_large_library
from bench.window_gaps import Gaps, closed, idle, in_a_folder_of_its_own, opened, pause, say, until
from briefing import paths
from briefing.app.library_side import LibrarySide
from briefing.app.window.main_window import MainWindow
from briefing.atomic_write import write_atomically
from briefing.library.editing import put
from briefing.library.records import key_of

FACTS = 20_000
EDITS = 20
_LATE_MS = 50
_STRIDE = 37


def seconds_of(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def written(path: Path) -> float:
    """Return the seconds in which the bytes of a file are written as the program writes files."""
    content = path.read_bytes()
    return statistics.median(
        seconds_of(partial(write_atomically, path.with_suffix(".copy"), content)) for _ in range(5)
    )


def edit(side: LibrarySide, number: int) -> None:
    facts = side.editor.library.layers[-1].material.facts
    fact = facts[number * _STRIDE % len(facts)]
    assert side.editor.apply(put(replace(fact, notes=f"Corrected {number}")))


def shown(folder: Path, window: MainWindow) -> LibrarySide:
    window.action_set["show_library_side"].trigger()
    (side,) = window.findChildren(LibrarySide)
    side.editor.open(folder)
    until(lambda: side.editor.is_open and side.editor.folder == folder)
    until(lambda: not side.table.records.is_busy)
    pause(1.0)
    return side


def measure(facts: int, edits: int, *, is_checked: bool) -> int:
    folder = paths.user_library()
    folder.mkdir(parents=True, exist_ok=True)
    write_large_library(folder, facts)
    loader, registry, window = opened()
    side = shown(folder, window)
    file = side.editor.session.file_of(key_of(side.editor.library.layers[-1].material.facts[0]))
    assert file is not None
    gaps = Gaps()
    is_quiet = max(gaps.during(idle)) < _LATE_MS
    say("doing nothing", gaps.late)
    taken: list[float] = []

    def work() -> None:
        for number in range(edits):
            taken.append(seconds_of(partial(edit, side, number)))
            pause(1.0)  # without the other side, nothing is read again meanwhile

    late = max(gaps.during(work))
    say(f"{edits} edits", gaps.late)
    one, write = statistics.median(taken), written(file)
    size = file.stat().st_size / 2**20
    ratio = f"{one / write:.1f} × writing its file of {size:.1f} MB"
    print(f"one edit among {facts:,} facts: {one * 1000:.0f} ms, {ratio}")
    was_overdue = loader.is_overdue

    def show_briefing_side() -> None:
        window.action_set["show_briefing_side"].trigger()
        taken.append(seconds_of(lambda: until(lambda: not loader.is_overdue)))
        pause(0.5)

    gaps.during(show_briefing_side)
    say(f"showing the briefing side, with the library {'' if was_overdue else 'not '}to be read", gaps.late)
    print(f"what it shows was read after {taken[-1] * 1000:.0f} ms")
    closed(registry)
    return int(is_checked and is_quiet and late > _LATE_MS)


def main(arguments: Sequence[str] = ()) -> int:
    facts, edits = numbers(arguments, usual=(FACTS, EDITS), smoke=(300, 1))
    results: list[int] = []
    is_checked = not is_smoke(arguments)
    in_a_folder_of_its_own(lambda: results.append(measure(facts, edits, is_checked=is_checked)))
    return results[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
