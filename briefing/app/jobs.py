"""Work that takes longer than a frame, done beside the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from briefing.errors import BriefingError

log = logging.getLogger(__name__)


class _Work(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.work()


class Job(QObject):
    """One piece of work; `succeeded` or `failed` comes back in the thread that began it.

    The function must not touch a widget. A job that nobody waits for any more is told so by `abandon`, and
    then says nothing.
    """

    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, function: Callable[[], Any]) -> None:
        super().__init__()
        self._function = function
        self._abandoned = False

    def abandon(self) -> None:
        self._abandoned = True

    def work(self) -> None:
        """Run the function; called in a thread of the pool."""
        if self._abandoned:
            return
        try:
            result = self._function()
        except BriefingError as error:
            self._tell(self.failed, error)
        except Exception as error:
            log.exception("a job failed")
            self._tell(self.failed, BriefingError(f"Something went wrong in the program: {error}."))
        else:
            self._tell(self.succeeded, result)

    def _tell(self, signal: Any, value: object) -> None:
        if not self._abandoned:
            signal.emit(value)


_running: set[Job] = set()


def start(
    function: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[BriefingError], None] | None = None,
) -> Job:
    """Run `function` in a thread and hand its result to `done`, in this thread."""
    job = Job(function)
    _running.add(job)

    def finish(_result: object) -> None:
        _running.discard(job)

    job.succeeded.connect(done)
    if failed is not None:
        job.failed.connect(failed)
    job.succeeded.connect(finish)
    job.failed.connect(finish)
    QThreadPool.globalInstance().start(_Work(job))
    return job


def wait_for_all(timeout_ms: int = 30_000) -> None:
    """Let running work end: before the program does, and between tests."""
    for job in list(_running):
        job.abandon()
    QThreadPool.globalInstance().waitForDone(timeout_ms)
    _running.clear()
