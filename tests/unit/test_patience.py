"""Limits of waits in the tests: they follow the machine, and a wait without end fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests import patience
from tests.patience import Patience, run, slowdown, wait_until


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def seconds_until_over(slowdowns: Sequence[float]) -> int:
    """Return after how many seconds a patience of ten ends; the last slowdown holds from then on."""
    clock = Clock()
    patience = Patience(10, clock, lambda: slowdowns[min(int(clock.now_s), len(slowdowns)) - 1])
    while not patience.is_over:
        clock.now_s += 1
    return int(clock.now_s)


def test_on_an_idle_machine_the_limit_is_real_time() -> None:
    assert seconds_until_over([1]) == 11


def test_a_loaded_machine_gets_more_time_in_proportion() -> None:
    assert seconds_until_over([6]) == 61


def test_load_that_comes_during_the_wait_counts_from_then_on() -> None:
    assert seconds_until_over([1] * 5 + [4]) == 26


def test_the_slowdown_of_this_machine_is_at_least_one() -> None:
    assert slowdown() >= 1


def test_a_condition_that_never_holds_is_an_error() -> None:
    with pytest.raises(TimeoutError, match=r"within 0\.01 s"):
        wait_until(lambda: False, 0.01)


def test_a_process_gets_its_input_and_returns_its_output_and_code() -> None:
    code = "import sys; print(sys.stdin.read() + '!'); print('no', file=sys.stderr); sys.exit(3)"
    done = run([sys.executable, "-c", code], b"yes")
    assert (done.returncode, done.stdout, done.stderr) == (3, b"yes!\n", b"no\n")


def test_a_process_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LIMIT_S", 0.01)
    with pytest.raises(subprocess.TimeoutExpired):
        run([sys.executable, "-c", "import time; time.sleep(600)"])
