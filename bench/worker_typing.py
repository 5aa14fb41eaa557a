"""How soon a keystroke is on the page in view through the worker, next to Typst and to plain WeasyPrint."""

from __future__ import annotations

import math
from itertools import islice

from bench.chosen_rows import row_in_the_middle, row_with_most_statements
from bench.long_documents import TEMPLATE, briefing_of, reference, statements, warming_up
from bench.machine import Report, Spread, spread_of
from bench.page_worker import PageWorker, Previewed
from bench.plain_weasyprint import html_of, written
from bench.typed_places import TypedPlace, places_in
from bench.typed_row import TypedRow
from bench.typing_window import CHOSEN_S, PAUSE_S
from bench.typst_peer import MISSING, typst_document
from briefing.model.briefing import Briefing
from briefing.render import load_templates

_TARGET_PAGES = 100
"""The document whose targets are not of a letter alone."""
_PLAIN_UP_TO = 100
"""Of more pages, plain WeasyPrint takes too long."""


def through_worker(report: Report, pages: int, keys: int, all_current: int) -> tuple[Spread, TypedRow]:
    """Measure a document in a warm worker; return how soon a keystroke was on the page in view."""
    briefing = briefing_of(pages)
    with PageWorker(load_templates()[TEMPLATE]) as worker:
        worker.preview(warming_up(pages))
        first = worker.preview(briefing)
        report.note(f"{pages} pages asked for, {first.page_count} laid out")
        target_ms = (1000.0, 10_000.0) if pages == _TARGET_PAGES else (math.nan, math.nan)
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
        elsewhere = {
            place.name: _typed_at(worker, briefing, place, keys, all_current)
            for place in islice(places_in(briefing, first.rows), 1 if report.is_smoke else None)
        }
    shown = spread_of([each.shown_ms for each in quick])
    report.times(f"keystroke to page in view, {pages} pages", shown, 60, 100)
    if among_most:
        shown_there = spread_of([each.shown_ms for each in among_most])
        report.times(
            f"the same in the row with {most} other statements, {pages} pages", shown_there, 60, 100
        )
    for name, (letters, _) in elsewhere.items():
        shown_there = spread_of([each.shown_ms for each in letters])
        report.times(f"the same in {name}, {pages} pages", shown_there, 60, 100)
    current = spread_of([each.view_current_ms for each in quick])
    report.times(f"keystroke to page current, {pages} pages", current)
    everything = spread_of([each.all_current_ms for each in whole])
    limit_ms = 1000 if pages == _TARGET_PAGES else math.nan
    report.times(f"keystroke to all pages current, {pages} pages", everything, p95_ms=limit_ms)
    for name, (_, last) in elsewhere.items():
        everything = spread_of([each.all_current_ms for each in last])
        report.times(f"the same in {name}, all pages current, {pages} pages", everything, p95_ms=limit_ms)
        known = spread_of([each.counted_ms for each in last])
        report.times(f"the same in {name}, number of pages known, {pages} pages", known, p95_ms=limit_ms)
    report.calibrate()
    return shown, row


def _choose(worker: PageWorker, briefing: Briefing, row: TypedRow | TypedPlace) -> None:
    """Select a row and type a first letter in it, as somebody does who goes on half a second later."""
    worker.select(row.view, row.row)
    _typed_in(worker, briefing, row, 0, waits_for_all=True)
    worker.pause(CHOSEN_S)


def _typed_in(
    worker: PageWorker,
    briefing: Briefing,
    place: TypedRow | TypedPlace,
    key: int,
    *,
    waits_for_all: bool = False,
) -> Previewed:
    """Type a letter in a row or elsewhere, with its page in view."""
    preview = worker.preview(place.after(briefing, key), place.view, waits_for_all=waits_for_all)
    worker.pause(PAUSE_S)
    return preview


def _typed_at(
    worker: PageWorker, briefing: Briefing, place: TypedPlace, keys: int, all_current: int
) -> tuple[list[Previewed], list[Previewed]]:
    """Type letters besides a row, after a first one; then letters after which all pages are awaited."""
    _choose(worker, briefing, place)
    letters = [_typed_in(worker, briefing, place, key) for key in range(keys)]
    last = [
        _typed_in(worker, briefing, place, key, waits_for_all=True)
        for key in range(keys, keys + all_current)
    ]
    return letters, last


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
                 ours.p50 / laid_out.p50, 1 if pages == _TARGET_PAGES else math.nan)  # fmt: skip
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
