"""How soon a keystroke is on the page in view, next to Typst and to plain WeasyPrint in the same run.

    python -m bench.live_preview [PAGES …] [--keys N] [--all N] [--window-pages N]
        [--no-window] [--no-typst] [--no-plain] [--smoke]

For documents of 10, 100 and 300 pages a sentence is typed, letter by letter, with its page in view: in a
row of two lines near the middle, next to which no other statement is printed, so that the documents differ
in their length alone; in the row with the most other statements; and, through the worker, in a judgement,
an assumption, the title, a heading and a caption. First through the worker, from sending
the briefing to its answers: until the page in view came (it may be marked as one that may still change),
until it is current, and, for some letters that follow another closely and are the last for a while, until
all pages are. Before that through the window, offscreen, with 100 pages: from the key to the page on the
screen, with the gaps of a timer in the GUI thread and the memory of window and worker. There the first edit
starts the parser, which reads all rows: the same letters are typed meanwhile, and after that.

A letter follows a tenth of a second after the page in view.

Typst compiles the same statements again after each letter, without writing a PDF and with; WeasyPrint lays
the same HTML out and writes it once.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit

from bench import made_apart
from bench.machine import Report, spread_of, uss_mb
from bench.typing_window import CHOSEN_S, TypingWindow, wait
from bench.window_gaps import Gaps, closed, in_a_folder_of_its_own, opened, pause
from briefing.editing import Reword

PAGES = (10, 100, 300)
WINDOW_PAGES = 100
KEYS, ALL_CURRENT = 40, 20


# Through the window


def through_window(report: Report, pages: int, keys: int) -> None:
    _, registry, window = opened()
    window.resize(1900, 1000)
    briefing = made_apart.document(pages)
    typing = TypingWindow(window, briefing)
    report.time(f"window: first page shown, {pages} pages", typing.first_page_ms)
    report.time(f"window: all pages current, {pages} pages", typing.all_pages_ms)
    boxes = [box for page in typing.preview.pages.pages for box in page.rows]
    row = made_apart.row_in_the_middle(briefing, boxes, typing.preview.pages.count)
    assert window.context.document is not None
    window.context.document.apply(Reword(item_id=row.row, text=row.text))
    wait(lambda: typing.are_all_current)
    field = typing.choose(row)
    pause(CHOSEN_S)
    _typed(report, typing, field, f"{pages} pages, all rows parsed meanwhile", keys)
    wait(lambda: typing.are_all_current and window.controllers.review.is_settled)
    _typed(report, typing, field, f"{pages} pages", keys)
    report.size(
        f"memory (USS) of window and worker, {pages} pages",
        uss_mb(os.getpid()) + uss_mb(window.context.renderer.process_id),
        400,
    )
    window.panes.inspector.flush()
    closed(registry)


def _typed(report: Report, typing: TypingWindow, field: QPlainTextEdit, state: str, keys: int) -> None:
    """Measure letters in a field of the window."""
    times: list[tuple[float, float]] = []

    def type_all() -> None:
        times.extend(typing.type(field, letter) for letter in _letters(keys))
        wait(lambda: typing.are_all_current)

    late = spread_of(Gaps().during(type_all))
    shown = spread_of([each for each, _ in times if not math.isnan(each)])
    report.times(f"window: key to page on the screen, {state}", shown, 60, 100)
    report.times(f"window: a key in the GUI thread, {state}", spread_of([held for _, held in times]))
    report.time(f"10 ms timer in the GUI thread, {state}, late by p99", late.at(0.99), 16)
    report.time(f"10 ms timer in the GUI thread, {state}, late by most", max(late.values), 50)


def _letters(count: int) -> str:
    return ("abcdefghij " * (count // 11 + 1))[:count]


# All


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.live_preview")
    parser.add_argument("pages", nargs="*", type=int, default=PAGES)
    parser.add_argument("--keys", type=int, default=KEYS)
    parser.add_argument("--all", type=int, default=ALL_CURRENT, help="letters after which all are awaited")
    parser.add_argument(
        "--window-pages", type=int, default=WINDOW_PAGES, help="of the document in the window"
    )
    parser.add_argument("--no-window", action="store_true", help="not through the window")
    parser.add_argument("--no-typst", action="store_true")
    parser.add_argument("--no-plain", action="store_true", help="without WeasyPrint alone")
    parser.add_argument(
        "--smoke", action="store_true", help="a page or two, to see that the benchmark runs"
    )
    chosen = parser.parse_args(arguments)
    if chosen.smoke:
        least = ["0", "--keys=2", "--all=1", "--window-pages=0", "--no-plain", "--smoke"]
        chosen = parser.parse_args(least)
    report = Report("Live preview", is_smoke=chosen.smoke)
    if not chosen.no_window:
        in_a_folder_of_its_own(lambda: through_window(report, chosen.window_pages, chosen.keys))
    # What this imports counts for the memory of this process, and so comes after the window.
    from bench.worker_typing import plain, through_worker, typst

    middles: list[float] = []
    for pages in chosen.pages:
        shown, row = through_worker(report, pages, chosen.keys, chosen.all)
        middles.append(shown.p50)
        if not chosen.no_typst:
            typst(report, pages, shown, row, chosen.keys)
        if not chosen.no_plain:
            plain(report, pages, shown)
    report.ratio("keystroke to page in view: slowest of the documents to the fastest, p50",
                 max(middles) / min(middles), 1.2)  # fmt: skip
    report.end()


if __name__ == "__main__":
    main(sys.argv[1:])
