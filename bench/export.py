"""Writing the PDF: with a current preview and cold, next to plain WeasyPrint on the same HTML.

    python -m bench.export [PAGES …] [--example] [--no-peer] [--smoke]

With a current preview the worker has laid out all pages and is asked for the PDF, as the window does it.
Cold is a worker that is started, renders and ends, as on the command line; WeasyPrint gets a process of its
own, too. The peer does less: its PDF has no headers and footers and no repaired texts. `--example` measures
the bundled example too, which has pictures and figures of all kinds.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.long_documents import TEMPLATE, briefing_of, reference, warming_up
from bench.machine import Report, spread_of
from bench.page_worker import PageWorker
from bench.plain_weasyprint import html_of, written
from briefing.model.briefing import Briefing
from briefing.project import make_sample
from briefing.render import Template, load_templates
from briefing.render.worker.client import render_guarded
from briefing.render.worker.protocol import RenderRequest

PAGES = (10, 100)
ROUNDS = 3
_TARGET_PAGES = 100
_MS_A_PAGE = 10.0
_CURRENT_TO_PEER, _COLD_TO_PEER = 1 / 5, 0.7


@dataclass(frozen=True)
class Subject:
    """A document that is exported; `is_judged` if the targets are for documents of its length."""

    name: str
    briefing: Briefing
    template: Template
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    is_judged: bool = False

    @property
    def request(self) -> RenderRequest:
        return RenderRequest(self.briefing, str(self.template.folder), dict(self.attachments))


def subjects(pages: Sequence[int], *, with_example: bool) -> Iterator[Subject]:
    templates = load_templates()
    for number in pages:
        yield Subject(
            f"{number} pages", briefing_of(number), templates[TEMPLATE], is_judged=number == _TARGET_PAGES
        )
    if with_example:
        sample = make_sample(reference())
        template = templates[sample.briefing.template_id]
        yield Subject("the example", sample.briefing, template, sample.attachments)


def measure(report: Report, subject: Subject, rounds: int, *, with_peer: bool) -> None:
    current_ms, pages, first = _with_current_preview(report, subject, rounds)
    cold_ms = math.nan
    if rounds > 1:  # a smoke run has no time for another process
        cold_ms, second = _timed(lambda: render_guarded(subject.request).pdf)
        report.time(f"export cold, {subject.name}", cold_ms)
        report.note("The PDFs are the same." if first == second else "The PDFs DIFFER.")
    report.calibrate()
    if not with_peer:
        return
    html, drawings = html_of(subject.briefing, subject.template, reference().scales)
    peer = written(html, subject.template.folder, drawings, subject.attachments)
    report.time(f"plain WeasyPrint, the same HTML, {peer.pages} pages against {pages}", peer.seconds * 1000)
    most = (_CURRENT_TO_PEER, _COLD_TO_PEER) if subject.is_judged else (math.nan, math.nan)
    report.ratio(
        f"export with a current preview against plain WeasyPrint, {subject.name}",
        current_ms / (peer.seconds * 1000),
        most[0],
    )
    report.ratio(
        f"export cold against plain WeasyPrint, {subject.name}", cold_ms / (peer.seconds * 1000), most[1]
    )


def _with_current_preview(report: Report, subject: Subject, rounds: int) -> tuple[float, int, bytes]:
    """Return the median of the milliseconds, the number of pages, and the PDF."""
    with PageWorker(subject.template, subject.attachments) as worker:
        if rounds > 1:  # likewise
            worker.preview(warming_up())
        first = worker.preview(subject.briefing)
        exports = [worker.export(subject.briefing) for _ in range(rounds)]
    pdf = exports[-1][1].pdf
    times = spread_of([taken for taken, _ in exports])
    report.times(f"export with a current preview, {subject.name} ({first.page_count} laid out)", times)
    limit = _MS_A_PAGE if subject.is_judged else math.nan
    report.time(f"the same for a page, {subject.name}", times.p50 / first.page_count, limit)
    return times.p50, first.page_count, pdf


def _timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    began = time.perf_counter()
    result = work()
    return (time.perf_counter() - began) * 1000, result


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.export")
    parser.add_argument("pages", nargs="*", type=int, default=PAGES)
    parser.add_argument("--example", action="store_true", help="export the bundled example, too")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument(
        "--smoke", action="store_true", help="a page or two, to see that the benchmark runs"
    )
    chosen = parser.parse_args(arguments)
    report = Report("Export", is_smoke=chosen.smoke)
    pages, rounds = ((0,), 1) if chosen.smoke else (chosen.pages, ROUNDS)
    for subject in subjects(pages, with_example=chosen.example):
        measure(report, subject, rounds, with_peer=not chosen.no_peer)
    report.end()


if __name__ == "__main__":
    main(sys.argv[1:])
