"""Whether window and worker keep their size: 2,000 edits of a briefing of 100 pages, one after the other.

    python -m bench.soak [EDITS] [--pages N] [--smoke]

Each edit is a keystroke's: a row gets another text, and the next follows when the page in view is shown.
Every fiftieth edit is undone and done again. After each twentieth part of them all pages become current and
the memory that window and worker share with no other process (USS) is measured, and once more after the
pause in which garbage is collected and free memory returned. Printed are these measurements and the slope
of a line through the second half of the latter, in MB for 1,000 edits.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench import made_apart
from bench.machine import Report, spread_of, uss_mb
from bench.typed_row import TypedRow
from bench.typing_window import TypingWindow, wait
from bench.window_gaps import closed, in_a_folder_of_its_own, opened
from briefing.app.services import background
from briefing.editing import Reword

EDITS, PAGES = 2_000, 100
_STEPS = 20
"""The memory is measured so often."""
_UNDONE, _PAUSE_S = 50, 8
_MOST_SLOPE_MB = 5.0
"""Growth for 1,000 edits that is still called flat: undo steps and history are kept, too."""


@dataclass(frozen=True)
class Measured:
    edits: int
    window_mb: float
    worker_mb: float
    busy_mb: float
    """Both together before the pause."""

    @property
    def together_mb(self) -> float:
        return self.window_mb + self.worker_mb


def edit(typing: TypingWindow, row: TypedRow, number: int) -> float:
    """Change the row's text; return the milliseconds until its page is shown.

    A space at the end of the text is not printed: the page comes when all are current, and the time is nan.
    """
    document = typing.window.context.document
    assert document is not None
    before, began = typing.drawn(), time.perf_counter()
    text = row.typed(number)
    document.apply(Reword(item_id=row.row, text=text))
    if number % _UNDONE == _UNDONE - 1:
        document.undo()
        document.redo()
    wait(lambda: typing.drawn() != before)
    return math.nan if text[-1].isspace() else (time.perf_counter() - began) * 1000


def memory(typing: TypingWindow, edits: int, pause_s: float) -> Measured:
    """Measure with all pages current, at once and after a pause."""
    wait(lambda: typing.are_all_current)
    busy_mb = sum(_memory_mb(typing))
    end = time.monotonic() + pause_s
    wait(lambda: time.monotonic() >= end)
    background.wait_for_all()
    gc.collect()
    return Measured(edits, *_memory_mb(typing), busy_mb)


def _memory_mb(typing: TypingWindow) -> tuple[float, float]:
    return uss_mb(os.getpid()), uss_mb(typing.window.context.renderer.process_id)


def slope_mb(measured: Sequence[Measured]) -> float:
    """Return the growth for 1,000 edits in the second half of the measurements."""
    later = measured[len(measured) // 2 :]
    if len(later) < 2:  # a line needs two points
        return 0.0
    line = statistics.linear_regression(
        [each.edits for each in later], [each.together_mb for each in later]
    )
    return line.slope * 1000


def soak(report: Report, edits: int, pages: int) -> None:
    _, registry, window = opened()
    window.resize(1900, 1000)
    briefing = made_apart.document(pages)
    typing = TypingWindow(window, briefing)
    boxes = [box for page in typing.preview.pages.pages for box in page.rows]
    row = made_apart.row_in_the_middle(briefing, boxes, typing.preview.pages.count)
    typing.show(row)
    step = max(1, edits // _STEPS)
    pause_s = _PAUSE_S if pages else 0  # without pages, it is a smoke run
    measured = [memory(typing, 0, pause_s)]
    times: list[float] = []
    for number in range(1, edits + 1):
        times.append(edit(typing, row, number))
        if number % step == 0:
            measured.append(memory(typing, number, pause_s))
            latest = measured[-1]
            report.note(
                f"{number:5} edits: window {latest.window_mb:.0f} MB, worker {latest.worker_mb:.0f} MB, "
                f"before the pause {latest.busy_mb:.0f} MB"
            )
    printed = [each for each in times if not math.isnan(each)]
    report.times(f"edit to page in view, {pages} pages", spread_of(printed), 60, 100)
    report.size(f"memory (USS) of window and worker, {pages} pages, at most",
                max(max(each.busy_mb, each.together_mb) for each in measured), 400)  # fmt: skip
    report.size("growth for 1,000 edits, in the second half", slope_mb(measured), _MOST_SLOPE_MB)
    closed(registry)


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.soak")
    parser.add_argument("edits", nargs="?", type=int, default=EDITS)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--smoke", action="store_true", help="a few edits, to see that the benchmark runs")
    chosen = parser.parse_args(arguments)
    report = Report("Soak", is_smoke=chosen.smoke)
    edits, pages = (2, 0) if chosen.smoke else (chosen.edits, chosen.pages)
    in_a_folder_of_its_own(lambda: soak(report, edits, pages))
    report.end()


if __name__ == "__main__":
    main(sys.argv[1:])
