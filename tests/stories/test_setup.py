"""Set-up waits for the locks of the package system; a script in place of apt-get reports them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTS_LOCK = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 1 (apt-get)"
DPKG_LOCK = "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend)"


class Machine:
    """Runs `wait_for_apt` of setup/prepare.sh with scripts in place of apt-get and sleep."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place("sleep", f'echo "$1" >>"{folder}/pauses"')

    def apt_get_fails(self, times: int, message: str) -> None:
        self._place(
            "apt-get",
            f'echo "$*" >>"{self._folder}/calls"\n'
            f'[ "$(wc -l <"{self._folder}/calls")" -gt {times} ] || {{ echo "{message}" >&2; exit 100; }}',
        )

    def update(self, patience_s: int = 900) -> subprocess.CompletedProcess[str]:
        script = (
            f'checkout={ROOT}; . "$checkout/setup/prepare.sh"; apt_lock_wait_s={patience_s}\n'
            "wait_for_apt env apt-get update"
        )
        path = f"{self._folder}:{os.environ['PATH']}"
        return subprocess.run(
            ["sh", "-euc", script], capture_output=True, text=True, check=False, env={"PATH": path}
        )

    def lines(self, name: str) -> list[str]:
        file = self._folder / name
        return file.read_text().splitlines() if file.exists() else []

    def _place(self, name: str, script: str) -> None:
        command = self._folder / name
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("message", [LISTS_LOCK, DPKG_LOCK])
def test_set_up_waits_for_a_lock_and_says_so_once(machine: Machine, message: str) -> None:
    machine.apt_get_fails(3, message)
    done = machine.update()
    assert done.returncode == 0
    assert machine.lines("calls") == ["update"] * 4
    assert done.stderr.count("Waiting for it") == 1
    assert message not in done.stderr


def test_waiting_for_a_lock_ends_after_a_time(machine: Machine) -> None:
    machine.apt_get_fails(10_000, LISTS_LOCK)
    done = machine.update(patience_s=60)
    assert done.returncode != 0
    assert sum(map(int, machine.lines("pauses"))) == 60
    assert LISTS_LOCK in done.stderr


def test_another_failure_is_reported_at_once(machine: Machine) -> None:
    machine.apt_get_fails(1, "E: Unable to locate package libegl1")
    done = machine.update()
    assert done.returncode != 0
    assert machine.lines("pauses") == []
    assert "Unable to locate package libegl1" in done.stderr
