"""Work that takes longer than a frame, done beside the GUI thread."""

from __future__ import annotations

import gc
import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

from briefing.errors import BriefingError

log = logging.getLogger(__name__)
_COLLECTED_EVERY_MS = 500


@dataclass(eq=False)
class BackgroundTask:
    """One piece of work, and who is told of its result in the thread that began it.

    The function must not touch a widget. A job that nobody waits for any more is told so by `abandon`, and
    then says nothing.
    """

    function: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[BriefingError], None] | None
    outcome: Any = None
    is_abandoned: bool = False

    def abandon(self) -> None:
        self.is_abandoned = True

    def work(self) -> None:
        """Run the function and keep what came of it; called in a thread of the pool."""
        if self.is_abandoned:
            return
        try:
            self.outcome = self.function()
        except BriefingError as error:
            self.outcome = error
        except Exception as error:
            log.exception("a job failed")
            self.outcome = BriefingError(f"Something went wrong in the program: {error}.")

    def tell(self) -> None:
        """Hand on what came of it, unless whoever wanted it is gone."""
        told = self.failed if isinstance(self.outcome, BriefingError) else self.done
        if told is not None and not self.is_abandoned and _is_there(told):
            told(self.outcome)


_running: dict[int, BackgroundTask] = {}
_numbers = itertools.count(1)


class _Runnable(QRunnable):
    """Knows its job by number alone: what a job holds is let go of in the GUI thread.

    A QObject that is deleted in another thread leaves its timers behind, which then call what is no more.
    So a thread of the pool must never be the last to hold a dialog, be it by a result or by a function.
    """

    def __init__(self, number: int, ended: Any) -> None:
        super().__init__()
        self._number, self._ended = number, ended

    def run(self) -> None:
        _work(self._number)
        self._ended.emit(self._number)


def _work(number: int) -> None:
    job = _running.get(number)
    if job is not None:
        job.work()


class _ResultReceiver(QObject):
    """The GUI thread's end of all jobs, and the only place where Python looks for garbage.

    Python collects in whatever thread happens to make an object, and would delete widgets there.
    """

    ended = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ended.connect(self._end)
        gc.disable()
        self._pause = QTimer(self)
        self._pause.timeout.connect(self._collect)
        self._pause.start(_COLLECTED_EVERY_MS)

    @Slot(int)
    def _end(self, number: int) -> None:
        job = _running.pop(number, None)
        if job is not None:
            job.tell()

    @Slot()
    def _collect(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        due = [age for age in range(3) if gc.get_count()[age] > gc.get_threshold()[age]]
        if due:
            gc.collect(max(due))


def _home() -> _ResultReceiver:
    application = QCoreApplication.instance()
    assert application is not None
    return application.findChild(_ResultReceiver) or _ResultReceiver(application)


def _is_there(told: Callable[..., object]) -> bool:
    """Whether what is to be called has not been deleted meanwhile."""
    while isinstance(told, partial):
        told = told.func
    owner = getattr(told, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def start(
    function: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[BriefingError], None] | None = None,
) -> BackgroundTask:
    """Run `function` in a thread and hand its result to `done`, in this thread."""
    job, number = BackgroundTask(function, done, failed), next(_numbers)
    _running[number] = job
    QThreadPool.globalInstance().start(_Runnable(number, _home().ended))
    return job


def wait_for_all(timeout_ms: int = 30_000) -> None:
    """Let running work end: before the program does, and between tests."""
    for job in list(_running.values()):
        job.abandon()
    QThreadPool.globalInstance().waitForDone(timeout_ms)
    _running.clear()
