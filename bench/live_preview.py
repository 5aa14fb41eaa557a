"""How soon a keystroke is on the page in view, next to Typst and to plain WeasyPrint in the same run.

    python -m bench.live_preview [PAGES …] [--keys N] [--all N] [--window-pages N]
        [--no-window] [--no-typst] [--no-plain] [--smoke]

For documents of 10, 100 and 300 pages a sentence is typed, letter by letter, with its page in view: in a
row of two lines near the middle, next to which no other statement is printed, so that the documents differ
in their length alone; and in the row with the most other statements. First through the worker, from sending
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
import time
from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit

from bench.long_documents import TEMPLATE, briefing_of, reference, statements, warming_up
from bench.machine import Report, Spread, spread_of, uss_mb
from bench.page_worker import PageWorker, Previewed
from bench.plain_weasyprint import html_of, written
from bench.typed_row import TypedRow, row_in_the_middle, row_with_most_statements
from bench.typing_window import PAUSE_S, TypingWindow, wait
from bench.typst_peer import MISSING, typst_document
from bench.window_gaps import Gaps, closed, in_a_folder_of_its_own, opened
from briefing.editing import Reword
from briefing.model.briefing import Briefing
from briefing.render import load_templates

PAGES = (10, 100, 300)
WINDOW_PAGES = 100
KEYS, ALL_CURRENT = 40, 6
_PLAIN_UP_TO = 100
"""Of more pages, plain WeasyPrint takes too long."""
_CHOSEN_S = 0.5
"""So long nobody types after a click into a row: a hand moves from the mouse to the keys."""


# Through the worker


def through_worker(report: Report, pages: int, keys: int, all_current: int) -> tuple[Spread, TypedRow]:
    """Measure a document in a warm worker; return how soon a keystroke was on the page in view."""
    briefing = briefing_of(pages)
    with PageWorker(load_templates()[TEMPLATE]) as worker:
        worker.preview(warming_up(pages))
        first = worker.preview(briefing)
        report.note(f"{pages} pages asked for, {first.page_count} laid out")
        target_ms = (1000.0, 10_000.0) if pages == 100 else (math.nan, math.nan)
        report.time(
            f"first page of a project, {pages} pages, warm worker", first.first_page_ms, target_ms[0]
        )
        report.time(
            f"all pages of a project laid out, {pages} pages, warm worker", first.laid_out_ms, target_ms[1]
        )
        report.time(f"all pages of a project drawn, {pages} pages, warm worker", first.all_current_ms)
        row = row_in_the_middle(briefing, first.rows, first.page_count)

        _choose(worker, briefing, row)
        quick = [_typed_in(worker, briefing, row, key) for key in range(keys)]
        whole = []
        for key in range(0, 2 * all_current, 2):
            _typed_in(worker, briefing, row, key)
            whole.append(_typed_in(worker, briefing, row, key + 1, waits_for_all=True))
        among_most, most = _typed_among_most(worker, briefing, first, keys)
    shown = spread_of([each.shown_ms for each in quick])
    report.times(f"keystroke to page in view, {pages} pages", shown, 60, 100)
    if among_most:
        shown_there = spread_of([each.shown_ms for each in among_most])
        report.times(
            f"the same in the row with {most} other statements, {pages} pages", shown_there, 60, 100
        )
    current = spread_of([each.view_current_ms for each in quick])
    report.times(f"keystroke to page current, {pages} pages", current)
    everything = spread_of([each.all_current_ms for each in whole])
    limit_ms = 1000 if pages == 100 else math.nan
    report.times(f"keystroke to all pages current, {pages} pages", everything, p95_ms=limit_ms)
    report.calibrate()
    return shown, row


def _choose(worker: PageWorker, briefing: Briefing, row: TypedRow) -> None:
    """Select a row and type a first letter in it, as somebody does who goes on half a second later."""
    worker.select(row.view, row.row)
    _typed_in(worker, briefing, row, 0, waits_for_all=True)
    time.sleep(_CHOSEN_S)


def _typed_in(
    worker: PageWorker, briefing: Briefing, row: TypedRow, key: int, *, waits_for_all: bool = False
) -> Previewed:
    """Type a letter in a row, with its page in view."""
    preview = worker.preview(row.after(briefing, key), row.view, waits_for_all=waits_for_all)
    time.sleep(PAUSE_S)
    return preview


def _typed_among_most(
    worker: PageWorker, briefing: Briefing, first: Previewed, keys: int
) -> tuple[list[Previewed], int]:
    """Type in the row that is printed with the most other statements; without any where none is."""
    row, most = row_with_most_statements(briefing, first.rows)
    if not most:
        return [], 0
    _choose(worker, briefing, row)
    return [_typed_in(worker, briefing, row, key) for key in range(keys)], most


# The peers


def typst(report: Report, pages: int, ours: Spread, row: TypedRow, keys: int) -> None:
    with typst_document(statements(briefing_of(pages))) as document:
        if document is None:
            report.note(MISSING)
            return
        report.time(f"Typst, first compilation, {pages} pages", document.compile_ms())
        report.note(f"Typst has {document.pages()} pages")
        document.lay_out_ms(row.row, row.typed(0))
        laid_out = spread_of([document.lay_out_ms(row.row, row.typed(key)) for key in range(1, keys)])
        compiled = spread_of(
            [document.compile_ms(row.row, row.typed(key).upper()) for key in range(1, keys)]
        )
    report.times(f"Typst, compiled again without a PDF, {pages} pages", laid_out)
    report.times(f"Typst, compiled again with a PDF, {pages} pages", compiled)
    report.ratio(f"keystroke to page in view against Typst without a PDF, {pages} pages, p50",
                 ours.p50 / laid_out.p50, 1)  # fmt: skip
    report.ratio(f"keystroke to page in view against Typst with a PDF, {pages} pages, p50",
                 ours.p50 / compiled.p50)  # fmt: skip


def plain(report: Report, pages: int, ours: Spread) -> None:
    if pages > _PLAIN_UP_TO:
        report.note(f"Plain WeasyPrint is left out for {pages} pages.")
        return
    template, briefing = load_templates()[TEMPLATE], briefing_of(pages)
    html, drawings = html_of(briefing, template, reference().scales)
    peer = written(html, template.folder, drawings, {})
    report.time(f"plain WeasyPrint, the same HTML, {peer.pages} pages", peer.seconds * 1000)
    report.ratio(f"keystroke to page in view against plain WeasyPrint, {pages} pages, p50",
                 ours.p50 / (peer.seconds * 1000))  # fmt: skip


# Through the window


def through_window(report: Report, pages: int, keys: int) -> None:
    _, registry, window = opened()
    window.resize(1900, 1000)
    briefing = briefing_of(pages)
    typing = TypingWindow(window, briefing)
    report.time(f"window: first page shown, {pages} pages", typing.first_page_ms)
    report.time(f"window: all pages current, {pages} pages", typing.all_pages_ms)
    boxes = [box for page in typing.preview.pages.pages for box in page.rows]
    row = row_in_the_middle(briefing, boxes, typing.preview.pages.count)
    assert window.context.document is not None
    window.context.document.apply(Reword(item_id=row.row, text=row.text))
    wait(lambda: typing.are_all_current)
    field = typing.choose(row)
    chosen = time.monotonic()
    wait(lambda: time.monotonic() > chosen + _CHOSEN_S)
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
    if not chosen.no_window:  # first, so that its memory is none that the others left in this process
        in_a_folder_of_its_own(lambda: through_window(report, chosen.window_pages, chosen.keys))
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
