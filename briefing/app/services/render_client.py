"""Send requests to the rendering worker, a warm process that is started again when it dies or hangs."""

from __future__ import annotations

import collections
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTemporaryDir, QTimer, Signal

from briefing.guarded_process import LIMITS, FrameReader, Limits, framed
from briefing.render.page_budget.proposal import PageFit
from briefing.render.worker.limits import ended, too_slow, worker_command
from briefing.render.worker.preview_change import change_of
from briefing.render.worker.protocol import (
    Answer,
    CancelRequest,
    Failed,
    FitRequest,
    Message,
    PageChanged,
    PageCount,
    PageCurrent,
    PagesCurrent,
    PagesLaidOut,
    PreviewAnswer,
    PreviewRequest,
    Progressed,
    Ready,
    Rendered,
    RenderRequest,
    Request,
    ViewChanged,
    answer_of,
)

log = logging.getLogger(__name__)
_MOST_DEATHS = 3
_PATIENCE_MS = 1000
"""A preview whose pages in view take longer than this is superseded by the next."""
_CANCEL_MS = 3000
"""A worker that takes longer to end a job that was cancelled is replaced."""


def _ignore(*_result: object) -> None:
    pass


@dataclass(eq=False)
class RenderJob:
    """A request that was sent or waits, with its callbacks, which run in the GUI thread."""

    request: Request
    done: Callable[[Any], None]
    failed: Callable[[list[str]], None]
    progressed: Callable[[str, int, int], None] = _ignore

    def ignore_result(self) -> None:
        """Call none of the callbacks any more; the rendering itself goes on."""
        self.done = self.failed = self.progressed = _ignore


class _WorkerProcess(QProcess):
    """A process with a folder of its own for temporary files, which is removed with it.

    A worker that is killed cannot remove its fonts, some 5 MB.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = QTemporaryDir()
        if self._folder.isValid():
            environment = QProcessEnvironment.systemEnvironment()
            environment.insert("TMPDIR", self._folder.path())
            self.setProcessEnvironment(environment)
        self.finished.connect(self._remove_folder)

    def _remove_folder(self) -> None:
        self._folder.remove()


@dataclass
class _Preview:
    """The preview that was sent and the newest one that was not.

    With `is_view_current` the pages in view of the former are answered: the latter may supersede it.
    """

    sent: PreviewRequest | None = None
    unsent: PreviewRequest | None = None
    is_view_current: bool = False

    @property
    def is_unanswered(self) -> bool:
        return self.sent is not None or self.unsent is not None


class RenderClient(QObject):
    """Send requests to the worker; `busy_changed(bool)` announces whether any is unanswered.

    Jobs are sent one at a time. One can be cancelled: if it waits it is dropped; one that runs is ended by
    the worker, and if that takes too long, the process is replaced by another.

    A preview supersedes the one before, as soon as that has answered the pages in view: so pages are shown
    also while somebody types faster than they are laid out. `preview_answered` carries the answers,
    `preview_failed(problems)` why there are none. Jobs wait until all pages of the preview are current.
    """

    busy_changed = Signal(bool)
    preview_answered = Signal(object)
    preview_failed = Signal(list)

    def __init__(self, parent: QObject | None = None, *, limits: Limits = LIMITS) -> None:
        super().__init__(parent)
        self._limits = limits
        self._waiting: collections.deque[RenderJob] = collections.deque()
        self._current: RenderJob | None = None
        self._preview = _Preview()
        self._base: PreviewRequest | None = None
        self._view: ViewChanged | None = None
        self._number = 0
        self._deaths = 0
        self._is_ready = False
        self._process: QProcess | None = None
        self._frames = FrameReader()
        self._silence_timer = QTimer(self)
        self._silence_timer.setSingleShot(True)
        self._silence_timer.setInterval(round(limits.silence_s * 1000))
        self._silence_timer.timeout.connect(self._on_silence)
        self._total_timer = QTimer(self)
        self._total_timer.setSingleShot(True)
        self._total_timer.setInterval(round(limits.total_s * 1000))
        self._total_timer.timeout.connect(self._on_overdue)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._supersede)
        self._cancelled = 0
        """The number of a job that was cancelled and that the worker has not ended yet; 0 without one."""
        self._cancelling = QTimer(self)
        self._cancelling.setSingleShot(True)
        self._cancelling.setInterval(_CANCEL_MS)
        self._cancelling.timeout.connect(self._replace_if_not_cancelled)

    @property
    def is_busy(self) -> bool:
        return self._current is not None or self._has_work

    @property
    def _has_work(self) -> bool:
        """Whether the worker, or another one, has something to do besides the job that runs."""
        return bool(self._waiting) or self._preview.is_unanswered

    @property
    def process_id(self) -> int:
        """The process id of the worker, 0 without one."""
        return self._process.processId() if self._process else 0

    def warm_up(self) -> None:
        """Start the worker before it is needed."""
        if self._process is None:
            self._start()

    def render(
        self,
        request: RenderRequest,
        done: Callable[[Rendered], None],
        failed: Callable[[list[str]], None],
        progressed: Callable[[str, int, int], None] = _ignore,
    ) -> RenderJob:
        """Queue a request, to which the client gives its number."""
        return self._queue(request, done, failed, progressed)

    def fit(
        self,
        request: FitRequest,
        done: Callable[[PageFit], None],
        failed: Callable[[list[str]], None],
        progressed: Callable[[str, int, int], None] = _ignore,
    ) -> RenderJob:
        """Queue a search for what to leave out; `done` receives what was found."""
        return self._queue(request, lambda fitted: done(fitted.fit), failed, progressed)

    def preview(self, request: PreviewRequest) -> int:
        """Have the pages of a briefing sent in place of those of earlier requests; return the number."""
        self._number += 1
        self._preview.unsent = replace(request, number=self._number)
        self.busy_changed.emit(True)
        self.warm_up()
        self._send_next()
        return self._number

    def change_view(self, pages: range, row: str) -> None:
        """Tell the worker which pages are in view, and the row selected: it prepares for a letter there."""
        view = ViewChanged(pages.start, pages.stop - 1, row)
        if view != self._view:
            self._view = view
            self._send_view()

    def drop_preview(self) -> None:
        """Send no preview that still waits. The worker may go on with one until it is sent another."""
        self._preview.unsent = None

    def cancel_preview(self) -> None:
        """Drop the preview; where one is worked on, which may hang, the process is replaced by another."""
        was_sent = self._preview.sent is not None
        self._preview = _Preview()
        if was_sent:
            self._stop()
            self._go_on()

    def _queue(
        self,
        request: Request,
        done: Callable[[Any], None],
        failed: Callable[[list[str]], None],
        progressed: Callable[[str, int, int], None],
    ) -> RenderJob:
        self._number += 1
        job = RenderJob(replace(request, number=self._number), done, failed, progressed)
        self._waiting.append(job)
        self.busy_changed.emit(True)
        self.warm_up()
        self._send_next()
        return job

    def cancel(self, job: RenderJob) -> None:
        """Drop a job; none of its callbacks is called any more."""
        if job in self._waiting:
            self._waiting.remove(job)
        elif job is self._current:
            self._current = None
            self._cancelled = job.request.number
            self._send(CancelRequest(job.request.number))
            self._cancelling.start()
        self.busy_changed.emit(self.is_busy)

    def _replace_if_not_cancelled(self) -> None:
        """Replace a process that does not end a job that was cancelled."""
        self._stop()
        self._start()

    def close(self) -> None:
        """Stop the worker for good."""
        self._waiting.clear()
        self._current, self._preview = None, _Preview()
        self._stop()

    def _start(self) -> None:
        process = _WorkerProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        self._connect(process)
        program, *arguments = worker_command(self._limits)
        process.start(program, arguments)

    def _connect(self, process: QProcess) -> None:
        """Use a process as the worker."""
        self._frames = FrameReader()
        self._is_ready, self._base = False, None
        process.readyReadStandardOutput.connect(self._read)
        # Bound methods, not closures: a process with the last reference to its client would delete it, and
        # thereby itself a second time, while it is being deleted.
        process.readyReadStandardError.connect(self._log_errors)
        process.finished.connect(self._on_died)
        process.errorOccurred.connect(self._on_error)
        self._process = process

    def _stop(self) -> None:
        self._stop_timers()
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _send_next(self) -> None:
        """Send the next preview, or without one the next job, if the worker is free for it."""
        if self._current or self._cancelled or not self._is_ready or self._process is None:
            return
        preview = self._preview
        if preview.unsent is not None and (preview.sent is None or preview.is_view_current):
            preview.sent, preview.unsent, preview.is_view_current = preview.unsent, None, False
            self._patience.start()
            self._send(self._as_change(preview.sent))
        elif self._waiting and not preview.is_unanswered:
            self._current = self._waiting.popleft()
            self._send(self._current.request)

    def _send_view(self) -> None:
        if self._process is not None and self._is_ready and self._view is not None:
            self._process.write(framed(self._view))

    def _as_change(self, request: PreviewRequest) -> Message:
        """Return a preview as its difference from the last one that this process was sent, if any."""
        change = change_of(self._base, request) if self._base is not None else None
        self._base = request
        return change or request

    def _send(self, message: Message) -> None:
        assert self._process is not None
        self._process.write(framed(message))
        if not self._silence_timer.isActive():  # or newer previews would keep alive a worker that hangs
            self._silence_timer.start()
        self._total_timer.start()

    def _supersede(self) -> None:
        """Let the next preview be sent although the pages in view of this one are not answered."""
        self._preview.is_view_current = True
        self._send_next()

    def _read(self) -> None:
        if self._process is None:
            return
        for raw in self._frames.add(bytes(self._process.readAllStandardOutput().data())):
            self._handle(answer_of(raw))

    def _handle(self, answer: Answer) -> None:
        if isinstance(answer, Ready):
            self._is_ready = True
            self._send_view()
            self._send_next()
            return
        if self._silence_timer.isActive():
            self._silence_timer.start()
        if answer.number == self._cancelled:
            self._handle_cancelled(answer)
        elif self._current is not None and answer.number == self._current.request.number:
            self._handle_job(self._current, answer)
        elif isinstance(answer, PreviewAnswer):
            self._handle_preview(answer)
        elif self._preview.sent is not None and answer.number == self._preview.sent.number:
            self._handle_progress_of_preview(answer)

    def _handle_cancelled(self, answer: Answer) -> None:
        """Go on after the last answer to a job that was cancelled, which can also be its result."""
        if not isinstance(answer, Progressed):
            self._end_request()
            self._send_next()

    def _handle_job(self, job: RenderJob, answer: Answer) -> None:
        if isinstance(answer, Progressed):
            job.progressed(answer.step, answer.done, answer.total)
            return
        self._end_request()
        self._current = None
        if isinstance(answer, Failed):
            job.failed(list(answer.problems))
        else:
            job.done(answer)
        self._send_next()
        self.busy_changed.emit(self.is_busy)

    def _handle_preview(self, answer: PreviewAnswer) -> None:
        """Pass an answer on, also one to a request that is superseded: its pages may be named again."""
        preview = self._preview
        is_latest = preview.sent is not None and answer.number == preview.sent.number
        if is_latest and isinstance(answer, PagesCurrent):
            self._end_request()
            preview.sent = None
        elif is_latest and isinstance(answer, PageCurrent):
            preview.is_view_current = True
        self.preview_answered.emit(answer)
        if is_latest and not isinstance(answer, PageChanged | PageCount | PagesLaidOut):
            self._send_next()
            self.busy_changed.emit(self.is_busy)

    def _handle_progress_of_preview(self, answer: Answer) -> None:
        if not isinstance(answer, Failed):
            self.preview_answered.emit(answer)
            return
        self._end_request()
        self._preview.sent = None
        self._report_preview(list(answer.problems))
        self._send_next()
        self.busy_changed.emit(self.is_busy)

    def _report_preview(self, problems: list[str]) -> None:
        """Report that there are no pages, unless a newer request may have some."""
        if self._preview.unsent is None:
            self.preview_failed.emit(problems)

    def _end_request(self) -> None:
        self._stop_timers()
        self._deaths = 0

    def _stop_timers(self) -> None:
        """Stop the timeouts: no request is running."""
        self._silence_timer.stop()
        self._total_timer.stop()
        self._patience.stop()
        self._cancelling.stop()
        self._cancelled = 0

    def _on_silence(self) -> None:
        self._give_up(self._silence_timer.interval())

    def _on_overdue(self) -> None:
        self._give_up(self._total_timer.interval())

    def _give_up(self, after_ms: int) -> None:
        job, self._current = self._current, None
        preview, self._preview.sent = self._preview.sent, None
        self._stop()
        if job:
            job.failed([str(too_slow(job.request.template_folder, after_ms / 1000))])
        elif preview:
            self._report_preview([str(too_slow(preview.template_folder, after_ms / 1000))])
        self._go_on()

    def _go_on(self) -> None:
        """Start another worker if there is something to do for it."""
        if self._has_work:
            self.warm_up()  # the callback may have started the process already
        self.busy_changed.emit(self.is_busy)

    def _on_died(self) -> None:
        process = self._process
        if process is None or self.sender() is not process:
            return
        self._process = None
        process.deleteLater()
        self._stop_timers()
        self._deaths += 1
        job, self._current = self._current, None
        preview, self._preview.sent = self._preview.sent, None
        if job is not None:
            self._repeat_job(job)
        elif preview is not None:
            self._repeat_preview(preview)
        self._go_on()

    def _repeat_job(self, job: RenderJob) -> None:
        """Do a job again in another process, unless that happened too often."""
        if self._deaths < _MOST_DEATHS:
            self._waiting.appendleft(job)
        else:
            self._deaths = 0
            job.failed([str(ended(job.request.template_folder, self._limits.memory_mb))])

    def _repeat_preview(self, preview: PreviewRequest) -> None:
        if self._deaths < _MOST_DEATHS:
            self._preview.unsent = self._preview.unsent or preview
        else:
            self._deaths, self._preview.unsent = 0, None
            self._report_preview([str(ended(preview.template_folder, self._limits.memory_mb))])

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_died()

    def _log_errors(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip()
        if text:
            log.info("rendering worker: %s", text)
