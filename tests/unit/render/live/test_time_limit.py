"""What takes too long is ended in its own thread."""

from __future__ import annotations

import contextlib
import itertools

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


def test_nothing_is_raised_after_the_end() -> None:
    for _ in range(200):
        with contextlib.suppress(OverdueError):
            within(0.0, lambda: None)
    assert sum(1 for _ in range(100_000)) == 100_000
