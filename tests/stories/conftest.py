"""The command line as a user has it: a process with arguments, streams and an exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests import ROOT

_DISPLAYS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str
    raw: bytes

    def json(self) -> Any:
        return msgspec.json.decode(self.out)


Command = Callable[..., Answer]


@pytest.fixture
def briefing(tmp_path: Path) -> Command:
    """Runs ``briefing ARGUMENTS`` in an empty folder, with an empty user folder and no display."""

    def run(*arguments: str | Path, given: bytes = b"") -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "briefing", *map(str, arguments)],
            input=given,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={
                **{name: value for name, value in os.environ.items() if name not in _DISPLAYS},
                "PYTHONPATH": str(ROOT),
                "TREATY_BRIEFING_HOME": str(tmp_path / "home"),
                "USER": "tester",
            },
        )
        out = done.stdout.decode(errors="replace")
        return Answer(done.returncode, out, done.stderr.decode(), done.stdout)

    return run
