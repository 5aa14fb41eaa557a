"""Run work that takes longer than a frame in a thread pool."""

from __future__ import annotations

import contextlib
import itertools
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal, Slot
from shiboken6 import isValid

from briefing.app.i18n import tr
from briefing.app.services import faults
from briefing.app.services.free_memory import MemoryReturner
from briefing.app.services.garbage_collection import GarbageCollector
from briefing.errors import BriefingError
from briefing.faults import fault_of, report
from briefing.operating_system import keep_large_blocks_apart

log = logging.getLogger(__name__)
_SWITCH_S = 0.001
"""The time for which the GUI thread waits for a thread that computes, each time that it goes on."""


@dataclass(eq=False)
class BackgroundTask:
    """A function and its callbacks, which run in the GUI thread; after `abandon()` neither is called.

    The function must not touch a widget.
    """

    function: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[BriefingError], None] | None
    outcome: Any = None
    is_abandoned: bool = False

    def abandon(self) -> None:
        self.is_abandoned = True

    def work(self) -> None:
        """Run the function and store its result or its error. Called in a thread of the pool."""
        if self.is_abandoned:
            return
        try:
            self.outcome = self.function()
        except BriefingError as error:
            self.outcome = error
        except Exception as error:
            log.info("a background task failed", exc_info=True)
            self.outcome = error

    def notify(self) -> None:
        """Call a callback with the outcome, unless its owner was deleted."""
        if isinstance(self.outcome, Exception) and not isinstance(self.outcome, BriefingError):
            self._notify_fault(self.outcome)
            return
        callback = self.failed if isinstance(self.outcome, BriefingError) else self.done
        if callback is not None and not self.is_abandoned and _has_owner(callback):
            callback(self.outcome)

    def _notify_fault(self, error: Exception) -> None:
        """Report an error in the program to the task's owner, or else cover the part that owns the task."""
        callback = self.failed or self.done
        if self.is_abandoned or not _has_owner(callback):
            return
        if self.failed is None:
            faults.handler().report(error, _owner(self.done))
            return
        path = report(fault_of("background work", error))
        remedy = tr("A report was written to {path}.", path=path) if path else ""
        self.failed(BriefingError(tr("An error in the program stopped this."), remedy))


_running: dict[int, BackgroundTask] = {}
_numbers = itertools.count(1)


class _Runnable(QRunnable):
    """Refer to a task by its number only, so that the GUI thread releases what the task refers to.

    A QObject deleted in another thread leaves its timers running, which then call a deleted object. So a
    thread of the pool must never hold the last reference to a dialog, by a result or by a function.
    """

    def __init__(self, number: int, ended: Any) -> None:
        super().__init__()
        self._number, self._ended = number, ended

    def run(self) -> None:
        _work(self._number)
        self._ended.emit(self._number)


def _work(number: int) -> None:
    task = _running.get(number)
    if task is not None:
        task.work()


class _ResultReceiver(QObject):
    """Receive the results of all tasks in the GUI thread, and collect garbage there only."""

    ended = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.ended.connect(self._end)
        self._memory = MemoryReturner(self)
        self._garbage = GarbageCollector(self, is_put_off=lambda: bool(_making))

    def note_work(self) -> None:
        """Take note of work that may have left garbage, and memory free."""
        self._memory.note_work()
        self._garbage.note_work()

    @Slot(int)
    def _end(self, number: int) -> None:
        self.note_work()
        task = _running.pop(number, None)
        if task is not None:
            task.notify()


_receivers: list[_ResultReceiver] = []


def _receiver() -> _ResultReceiver:
    """Return the receiver of the process. GUI thread only."""
    if not _receivers or not isValid(_receivers[0]):
        application = QCoreApplication.instance()
        assert application is not None
        _receivers[:] = [_ResultReceiver(application)]
        sys.setswitchinterval(_SWITCH_S)
        keep_large_blocks_apart()
    return _receivers[0]


_making: list[object] = []
"""An entry for each thread that makes many objects."""


@contextlib.contextmanager
def making_many_objects() -> Iterator[None]:
    """Put off the search for garbage while a thread makes many objects, of which few remain.

    Each search would look at all of them in the GUI thread, which takes longer than a frame.
    """
    mark = object()
    _making.append(mark)
    try:
        yield
    finally:
        _making.remove(mark)


def collect_garbage_here() -> None:
    """Have garbage collected in the GUI thread only, which calls this before it starts a thread."""
    _receiver()


def note_work_elsewhere() -> None:
    """Have memory returned that a thread has left free which runs no tasks. GUI thread only."""
    _receiver().note_work()


def _owner(callback: Callable[..., object]) -> object:
    """Return the object whose method a callback is; None for any other function."""
    while isinstance(callback, partial):
        callback = callback.func
    return getattr(callback, "__self__", None)


def _has_owner(callback: Callable[..., object]) -> bool:
    """Return False if the callback is a method of a QObject that was deleted."""
    owner = _owner(callback)
    return not isinstance(owner, QObject) or isValid(owner)


def start(
    function: Callable[[], Any],
    done: Callable[[Any], None],
    failed: Callable[[BriefingError], None] | None = None,
) -> BackgroundTask:
    """Run `function` in a thread, and call `done` with its result in the GUI thread."""
    task, number = BackgroundTask(function, done, failed), next(_numbers)
    _running[number] = task
    QThreadPool.globalInstance().start(_Runnable(number, _receiver().ended))
    return task


def wait_for_all(timeout_ms: int = 30_000) -> None:
    """Abandon all tasks and wait until the running ones end."""
    for task in list(_running.values()):
        task.abandon()
    QThreadPool.globalInstance().waitForDone(timeout_ms)
    _running.clear()
