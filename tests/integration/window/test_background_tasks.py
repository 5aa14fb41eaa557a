"""Work beside the GUI thread leaves nothing of the window's to be deleted there."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from briefing.app.services import background
from briefing.errors import BriefingError
from tests.integration.window.driver import until


class Thing:
    """Something of the window's, which notes in which thread it ends."""

    def __init__(self, ended_in: list[threading.Thread]) -> None:
        self.itself: Thing | None = None
        weakref.finalize(self, lambda: ended_in.append(threading.current_thread()))


class Listener(QWidget):
    def __init__(self, heard: list[object]) -> None:
        super().__init__()
        self._heard = heard

    def hear(self, what: object) -> None:
        self._heard.append(what)


def ran(qtbot: QtBot, function: Callable[[], object]) -> None:
    """Run a job to its end."""
    heard: list[object] = []
    background.start(function, heard.append, heard.append)
    until(qtbot, lambda: bool(heard))


def test_garbage_of_the_window_s_is_never_collected_by_a_job(qtbot: QtBot) -> None:
    ended_in: list[threading.Thread] = []
    ran(qtbot, lambda: None)
    garbage = Thing(ended_in)
    garbage.itself = garbage
    del garbage
    ran(qtbot, lambda: [[number] for number in range(300_000)])
    kept = [[number] for number in range(300_000)]
    until(qtbot, lambda: bool(ended_in))
    assert ended_in == [threading.main_thread()]
    assert kept


def test_what_a_job_holds_ends_in_the_window_s_thread(qtbot: QtBot) -> None:
    ended_in: list[threading.Thread] = []

    def begin(number: int) -> None:
        held = Thing(ended_in)
        job = background.start(lambda: (held, Thing(ended_in)), lambda _result: None)
        if number % 2:
            job.abandon()

    for number in range(200):
        begin(number)
    until(qtbot, lambda: len(ended_in) >= 200 and not background._running)
    assert set(ended_in) == {threading.main_thread()}


def test_a_job_tells_nobody_who_was_deleted_meanwhile(qtbot: QtBot) -> None:
    heard: list[object] = []
    may_end = threading.Event()
    listener = Listener(heard)
    background.start(may_end.wait, listener.hear)
    background.start(may_end.wait, partial(listener.hear))
    shiboken6.delete(listener)
    may_end.set()
    until(qtbot, lambda: not background._running)
    assert heard == []


def test_a_fault_in_a_job_is_reported_as_an_error_and_not_as_a_result(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    done: list[object] = []
    failed: list[BriefingError] = []
    background.start(lambda: 1 // 0, done.append, failed.append)
    until(qtbot, lambda: bool(failed))
    assert done == []
    (report,) = (tmp_path / "reports").iterdir()
    assert str(report) in str(failed[0])
    assert "ZeroDivisionError" in report.read_text()
