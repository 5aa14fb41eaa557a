"""What takes too long is ended in its own thread."""

from __future__ import annotations

import contextlib
import itertools
import threading
import time

import pytest

from briefing.render.live.time_limit import OverdueError, within


def forever() -> None:
    for _ in itertools.count():
        pass


def test_work_without_end_is_ended() -> None:
    with pytest.raises(OverdueError):
        within(0.01, forever)


def test_work_that_ignores_errors_is_ended_too() -> None:
    def stubborn() -> None:
        with contextlib.suppress(Exception):
            forever()
        forever()

    with pytest.raises(OverdueError):
        within(0.01, stubborn)


def test_each_thread_has_the_limit_of_its_own_work() -> None:
    """The limit of the work that is begun later ends first."""
    ended: list[str] = []
    begun = threading.Event()

    def endless() -> None:
        begun.set()
        forever()

    def work(name: str, seconds: float) -> None:
        with contextlib.suppress(OverdueError):
            within(seconds, endless)
        ended.append(name)

    patient = threading.Thread(target=work, args=("patient", 0.4))
    patient.start()
    begun.wait()
    work("hasty", 0.01)
    patient.join()
    assert ended == ["hasty", "patient"]


def test_a_limit_holds_after_a_pause_without_any() -> None:
    within(10, lambda: None)
    time.sleep(1.2)
    with pytest.raises(OverdueError):
        within(0.01, forever)


def test_nothing_is_raised_after_the_end() -> None:
    for _ in range(200):
        with contextlib.suppress(OverdueError):
            within(0.0, lambda: None)
    assert sum(1 for _ in range(100_000)) == 100_000
