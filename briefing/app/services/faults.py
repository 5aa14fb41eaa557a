"""Errors in the program while a window is open: the part that failed is covered, and the rest goes on."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from briefing import faults
from briefing.app.i18n import tr
from briefing.app.widgets.parts.part import part_name, part_of
from briefing.app.widgets.parts.part_cover import PartCover, cover_of
from briefing.faults import Fault

log = logging.getLogger(__name__)


class FaultHandler(QObject):
    """Handle every exception that nothing else does; one object in a process, in the GUI thread.

    `noticed(window, text, path)` asks for a notice in the window, which may be None, about an error that no
    visible part shows; `retried(window)` to show again everything in it; `report_requested(window, path)`
    to show a report.
    """

    noticed = Signal(object, str, object)
    retried = Signal(object)
    report_requested = Signal(object, object)
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__(QApplication.instance())
        self.reported: list[Fault] = []
        self._arrived.connect(self._on_arrived)

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Handle the exceptions of slots, event handlers, threads and destructors."""
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread
        sys.unraisablehook = self._handle_unraisable
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook, sys.unraisablehook = before

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Report an uncaught exception and continue. Called in the thread where it occurred."""
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif QThread.currentThread() is self.thread():
            self.report(error)
        else:
            self._arrived.emit(faults.fault_of("background thread", error))

    def _handle_thread(self, arguments: Any) -> None:
        if arguments.exc_value is not None:
            self.handle(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _handle_unraisable(self, arguments: Any) -> None:
        """Write a report only: nothing that the user does depends on a destructor."""
        sys.__unraisablehook__(arguments)
        if arguments.exc_value is not None:
            faults.report(faults.fault_of("destructor", arguments.exc_value))

    def _on_arrived(self, fault: Fault) -> None:
        self.reported.append(fault)
        self._notify(None, tr("Background work"), faults.report(fault))

    def report(self, error: BaseException, owner: object = None) -> None:
        """Cover the part that failed, or else show a notice. `owner` is what called the part."""
        part = _failed_part(error, owner)
        name = part_name(part) if part is not None else tr("The last action")
        fault = faults.fault_of(name, error)
        path = faults.report(fault)
        self.reported.append(fault)
        log.info("an error in the program stopped: %s", name, exc_info=error)
        window = _window_of(error, owner)
        is_shown = part is not None and part.isVisible()
        if part is not None and (is_shown or not isinstance(part, QDialog)):
            self._cover(part, path)
        elif part is not None:
            part.deleteLater()  # a dialog that could not be opened
        if not is_shown:
            self._notify(window, name, path)

    def _cover(self, part: QWidget, path: Path | None) -> None:
        if cover_of(part) is not None:
            return
        cover = PartCover(part, path)
        cover.retry_requested.connect(partial(self._retry, part, cover))
        if path is not None:
            cover.report_requested.connect(partial(self.request_report, part, path))

    def _retry(self, part: QWidget, cover: PartCover) -> None:
        cover.remove()
        part.update()
        self.retried.emit(_main_window(part))

    def request_report(self, owner: QWidget, path: Path) -> None:
        """Ask for the dialog with the reports, at one of them, in the main window of a widget."""
        self.report_requested.emit(_main_window(owner), path)

    def _notify(self, window: QWidget | None, name: str, path: Path | None) -> None:
        text = tr("{part}: stopped by an error in the program. Your changes are kept.", part=name)
        if path is not None:
            text += " " + tr(
                "A report without any content of the briefing was written to {path}.", path=path
            )
        self.noticed.emit(window, text, path)


_handlers: list[FaultHandler] = []


def handler() -> FaultHandler:
    """Return the handler of the process. GUI thread only."""
    # Not by `findChild`: PySide makes Python objects of the children that it passes, such as the style.
    if not _handlers or not isValid(_handlers[0]):
        _handlers[:] = [FaultHandler()]
    return _handlers[0]


@contextlib.contextmanager
def contained(owner: QObject) -> Iterator[None]:
    """Keep an error in a part from stopping what follows; `owner` is the part or belongs to it."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the border of a part
        handler().report(error, owner)


def _main_window(widget: QWidget) -> QWidget:
    """Return the window that a widget belongs to, also through a dialog that another dialog opened."""
    window = widget.window()
    while (parent := window.parentWidget()) is not None:
        window = parent.window()
    return window


def _objects(error: BaseException) -> Iterator[QObject]:
    """Yield the Qt objects whose methods an error passed through, innermost first."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    for frame in reversed(frames):
        owner = frame.f_locals.get("self")
        if isinstance(owner, QObject) and isValid(owner):
            yield owner


def _failed_part(error: BaseException, owner: object) -> QWidget | None:
    """Return the innermost part that an error passed through, or else that of its owner."""
    parts = (part_of(each) for each in _objects(error))
    failed, called = next((part for part in parts if part is not None), None), part_of(owner)
    if failed is None or (called is not None and failed.isAncestorOf(called)):
        return called
    return failed


def _window_of(error: BaseException, owner: object) -> QWidget | None:
    """Return the main window in which an error occurred, as far as that is known."""
    for each in (owner, *_objects(error)):
        above = each
        while isinstance(above, QObject) and isValid(above):
            if isinstance(above, QWidget) and above.isWindow() and above.parent() is None:
                return above
            above = above.parent()
    return QApplication.activeWindow()
