"""Set-up waits for the locks of the package system, and goes on without the parser where it has no package.

Scripts in place of apt-get and of Python report what goes wrong.
"""

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


NO_WHEEL = "ERROR: No matching distribution found for blis==1.3.4"
NO_NETWORK = "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken"


def set_up_parser(folder: Path, message: str, code: int) -> subprocess.CompletedProcess[str]:
    """Run `install_parser` of setup/prepare.sh with a script in place of pip."""
    python = folder / "bin" / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\necho "$*" >"{folder}/call"\necho "{message}" >&2\nexit {code}\n')
    python.chmod(0o755)
    script = f'checkout={ROOT}; . "$checkout/setup/prepare.sh"; venv={folder}; install_parser; echo done'
    return subprocess.run(["sh", "-euc", script], capture_output=True, text=True, check=False)


def test_the_parser_is_installed_from_wheels_with_their_hashes(tmp_path: Path) -> None:
    done = set_up_parser(tmp_path, "", 0)
    assert (done.stdout, done.stderr) == ("done\n", "")
    call = (tmp_path / "call").read_text()
    assert "--require-hashes" in call
    assert "--only-binary :all:" in call


def test_a_machine_for_which_there_is_no_parser_is_set_up_without_it(tmp_path: Path) -> None:
    done = set_up_parser(tmp_path, NO_WHEEL, 1)
    assert done.stdout == "done\n"
    assert "without the parser, since blis==1.3.4 is not made for this machine" in done.stderr


@pytest.mark.parametrize("message", [f"{NO_NETWORK}\n{NO_WHEEL}", "ERROR: THESE PACKAGES DO NOT MATCH"])
def test_any_other_failure_of_the_parser_stops_the_set_up(tmp_path: Path, message: str) -> None:
    done = set_up_parser(tmp_path, message, 1)
    assert done.returncode != 0
    assert message in done.stderr
