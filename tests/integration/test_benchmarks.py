"""Every benchmark runs: each once, with as little as it can do, in one process for all."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests import ROOT


def test_every_benchmark_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.smoke"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    modules = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "bench").glob("*.py")}
    started = {name for name, source in modules.items() if "\ndef main(" in source} - {"smoke"}
    assert set(re.findall(r"^bench\.(\w+): ok", done.stdout, re.MULTILINE)) == started
