"""The window's connection to the rendering worker: a warm process, started again when it dies or hangs."""

from __future__ import annotations

import collections
import logging
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from briefing.guarded_process import LIMITS, FrameReader, Limits, framed
from briefing.render.worker.limits import ended, too_slow, worker_command
from briefing.render.worker.protocol import Answer, Failed, Progressed, Ready, Rendered, RenderRequest

log = logging.getLogger(__name__)
_MOST_DEATHS = 3


def _ignore(*_result: object) -> None:
    pass


@dataclass(eq=False)
class RenderJob:
    """A request that was sent or waits, with its callbacks, which run in the GUI thread."""

    request: RenderRequest
    done: Callable[[Rendered], None]
    failed: Callable[[list[str]], None]
    progressed: Callable[[str, int, int], None] = _ignore

    def ignore_result(self) -> None:
        """Call none of the callbacks any more; the rendering itself goes on."""
        self.done = self.failed = self.progressed = _ignore


class RenderClient(QObject):
    """Sends one request at a time to the worker. `busy_changed` says whether any is unanswered.

    A job can be cancelled: one that waits is dropped; for one that runs the process is replaced by another.
    """

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, *, limits: Limits = LIMITS) -> None:
        super().__init__(parent)
        self._limits = limits
        self._waiting: collections.deque[RenderJob] = collections.deque()
        self._current: RenderJob | None = None
        self._number = 0
        self._deaths = 0
        self._is_ready = False
        self._process: QProcess | None = None
        self._frames = FrameReader()
        self._decoder = msgspec.msgpack.Decoder(Answer)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(round(limits.silence_s * 1000))
        self._watch.timeout.connect(self._silent)
        self._whole = QTimer(self)
        self._whole.setSingleShot(True)
        self._whole.setInterval(round(limits.total_s * 1000))
        self._whole.timeout.connect(self._overdue)

    @property
    def is_busy(self) -> bool:
        return self._current is not None or bool(self._waiting)

    @property
    def process_id(self) -> int:
        """The worker's process id, 0 while there is none."""
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
            self._stop()
            if self._waiting:
                self._start()
        self.busy_changed.emit(self.is_busy)

    def close(self) -> None:
        """Stop the worker for good."""
        self._waiting.clear()
        self._current = None
        self._stop()

    def _start(self) -> None:
        self._frames = FrameReader()
        self._is_ready = False
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._read)
        # Bound methods, not closures: a process that is the last to hold its renderer would delete it, and
        # with it itself a second time, while it is being deleted.
        process.readyReadStandardError.connect(self._log_errors)
        process.finished.connect(self._died)
        process.errorOccurred.connect(self._could_not_start)
        self._process = process
        program, *arguments = worker_command(self._limits)
        process.start(program, arguments)

    def _stop(self) -> None:
        self._rest()
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _send_next(self) -> None:
        if self._current or not self._waiting or not self._is_ready or self._process is None:
            return
        job = self._current = self._waiting.popleft()
        self._process.write(framed(job.request))
        self._watch.start()
        self._whole.start()

    def _read(self) -> None:
        if self._process is None:
            return
        for raw in self._frames.add(bytes(self._process.readAllStandardOutput().data())):
            self._take(self._decoder.decode(raw))

    def _take(self, answer: Answer) -> None:
        if isinstance(answer, Ready):
            self._is_ready = True
            self._send_next()
            return
        job = self._current
        if job is None or answer.number != job.request.number:
            return
        if isinstance(answer, Progressed):
            self._watch.start()
            job.progressed(answer.step, answer.done, answer.total)
            return
        self._rest()
        self._current = None
        self._deaths = 0
        if isinstance(answer, Failed):
            job.failed(list(answer.problems))
        else:
            job.done(answer)
        self._send_next()
        self.busy_changed.emit(self.is_busy)

    def _rest(self) -> None:
        """Nothing is under way that could take too long."""
        self._watch.stop()
        self._whole.stop()

    def _silent(self) -> None:
        self._hung(self._watch.interval())

    def _overdue(self) -> None:
        self._hung(self._whole.interval())

    def _hung(self, after_ms: int) -> None:
        job, self._current = self._current, None
        self._stop()
        if job:
            job.failed([str(too_slow(job.request.template_folder, after_ms / 1000))])
        if self._waiting:
            self._start()
        self.busy_changed.emit(self.is_busy)

    def _died(self) -> None:
        process = self._process
        if process is None or self.sender() is not process:
            return
        self._process = None
        process.deleteLater()
        self._rest()
        self._deaths += 1
        job, self._current = self._current, None
        if job is not None and self._deaths < _MOST_DEATHS:
            self._waiting.appendleft(job)
        elif job is not None:
            self._deaths = 0
            job.failed([str(ended(job.request.template_folder, self._limits.memory_mb))])
        if self._waiting:
            self._start()
        self.busy_changed.emit(self.is_busy)

    def _could_not_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._died()

    def _log_errors(self) -> None:
        if self._process is None:
            return
        said = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip()
        if said:
            log.info("rendering worker: %s", said)
