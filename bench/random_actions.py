"""Press anything in the window in any order, in more random walks than the suite takes.

Every walk leaves a sound briefing and can be undone: python -m bench.random_actions [WALKS]
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.arguments import is_smoke, numbers

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] = ()) -> int:
    (walks,) = numbers(arguments, usual=(40,), smoke=(1,))
    tests = ROOT / "tests" / "integration" / "window" / "test_random_actions.py"
    options = ["--collect-only"] if is_smoke(arguments) else []
    options += ["-q", "-p", "no:cacheprovider", f"--random-walks={walks}"]
    return subprocess.run([sys.executable, "-m", "pytest", *options, str(tests)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
