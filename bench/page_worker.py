"""The rendering worker as the window uses it, asked for pages and PDFs, with the times of its answers."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from briefing.guarded_process import GuardedProcess, Limits
from briefing.model.briefing import Briefing
from briefing.render import Template
from briefing.render.result import RowBox
from briefing.render.worker.limits import worker_command
from briefing.render.worker.preview_change import change_of
from briefing.render.worker.protocol import (
    Answer,
    Failed,
    PageChanged,
    PageCount,
    PageCurrent,
    PagesCurrent,
    PagesLaidOut,
    PreviewRequest,
    Ready,
    Rendered,
    RenderRequest,
    ViewChanged,
    answer_of,
)

_LIMITS = Limits(silence_s=1200, total_s=3600)


@dataclass
class Previewed:
    """Milliseconds from a request to its answers; `changed` is how many pages were sent."""

    first_page_ms: float = 0.0
    shown_ms: float = 0.0
    """Until a page in view was sent, which may have been marked as one that may still change."""
    view_current_ms: float = 0.0
    counted_ms: float = 0.0
    laid_out_ms: float = 0.0
    """Until all pages were laid out, with their number, places and flaws."""
    all_current_ms: float = 0.0
    changed: int = 0
    page_count: int = 0
    rows: tuple[RowBox, ...] = field(default=(), repr=False)


class _Connection:
    """A worker that was started, its answers, and the number of the last request."""

    def __init__(self) -> None:
        self.process = GuardedProcess(worker_command(), _LIMITS)
        self.process.__enter__()
        self.answers = self._decoded()
        self.number = 0
        self._is_ready = False

    def wait_until_ready(self) -> None:
        if not self._is_ready:
            answer = next(self.answers)
            assert isinstance(answer, Ready), answer
            self._is_ready = True

    def close(self) -> None:
        self.process.__exit__(None, None, None)

    def _decoded(self) -> Iterator[Answer]:
        yield from map(answer_of, self.process.messages())


class SharedWorker:
    """With `is_shared` all benchmarks of the process use one worker: a smoke run has no time for more."""

    is_shared = False
    opened: _Connection | None = None

    @classmethod
    def begin(cls) -> None:
        """Start the worker that is shared; it gets ready while benchmarks run that need none."""
        cls.is_shared = True
        cls.opened = _Connection()

    @classmethod
    def connection(cls) -> _Connection:
        """Return a worker that is ready."""
        connection = cls.opened if cls.is_shared and cls.opened else _Connection()
        connection.wait_until_ready()
        return connection

    @classmethod
    def end(cls) -> None:
        """End the worker that was shared."""
        cls.is_shared = False
        if cls.opened is not None:
            cls.opened.close()
            cls.opened = None


class PageWorker:
    """A context manager with a worker that is ready and warm."""

    def __init__(self, template: Template, attachments: Mapping[str, bytes] | None = None) -> None:
        self._folder = str(template.folder)
        self._attachments = dict(attachments or {})
        self._base: PreviewRequest | None = None

    def __enter__(self) -> Self:
        self._worker = SharedWorker.connection()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not SharedWorker.is_shared:
            self._worker.close()

    def pause(self, seconds: float) -> None:
        """Let the worker prepare for what may come next; in a smoke run not at all."""
        if not SharedWorker.is_shared:
            time.sleep(seconds)

    def select(self, view: range, row: str) -> None:
        """Tell the worker that a row is selected, with these pages in view; it prepares for a letter."""
        self._worker.process.send(ViewChanged(view.start, view.stop - 1, row))

    def preview(
        self, briefing: Briefing, view: range = range(1), *, waits_for_all: bool = True
    ) -> Previewed:
        """Return when the pages came. Without `waits_for_all` the next preview supersedes this one."""
        self._worker.number += 1
        request = PreviewRequest(
            briefing,
            self._folder,
            self._attachments,
            first_page=view.start,
            last_page=view.stop - 1,
            number=self._worker.number,
        )
        began = time.perf_counter()
        change = change_of(self._base, request) if self._base else None
        self._worker.process.send(change or request)
        self._base = request
        result = Previewed()
        for answer in self._answers_to(self._worker.number):
            taken_ms = (time.perf_counter() - began) * 1000
            if isinstance(answer, PageChanged):
                result.changed += 1
                result.first_page_ms = result.first_page_ms or taken_ms
                if answer.page in view:
                    result.shown_ms = result.shown_ms or taken_ms
            elif isinstance(answer, PageCurrent):
                result.shown_ms = result.shown_ms or taken_ms
                result.view_current_ms = taken_ms
                if not waits_for_all:
                    return result
            elif isinstance(answer, PageCount):
                result.counted_ms = taken_ms
            elif isinstance(answer, PagesLaidOut):
                result.laid_out_ms = taken_ms
            elif isinstance(answer, PagesCurrent):
                result.laid_out_ms = result.laid_out_ms or taken_ms
                result.view_current_ms = result.view_current_ms or taken_ms
                result.shown_ms = result.shown_ms or taken_ms
                result.all_current_ms = taken_ms
                result.page_count, result.rows = answer.page_count, answer.rows
                return result
        raise RuntimeError("The worker ended before the pages were current.")

    def export(self, briefing: Briefing) -> tuple[float, Rendered]:
        """Return the milliseconds until the whole PDF came, and the answer."""
        self._worker.number += 1
        began = time.perf_counter()
        self._worker.process.send(
            RenderRequest(briefing, self._folder, self._attachments, number=self._worker.number)
        )
        for answer in self._answers_to(self._worker.number):
            if isinstance(answer, Rendered):
                return (time.perf_counter() - began) * 1000, answer
        raise RuntimeError("The worker ended before the PDF was written.")

    def _answers_to(self, number: int) -> Iterator[Answer]:
        for answer in self._worker.answers:
            if isinstance(answer, Ready) or answer.number != number:
                continue  # of a preview that was superseded
            if isinstance(answer, Failed):
                raise RuntimeError("\n".join(answer.problems))  # noqa: TRY004 - not a wrong type
            yield answer
