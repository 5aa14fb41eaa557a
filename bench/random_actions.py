"""Press anything in the window in any order, in more random walks than the suite takes.

Every walk leaves a sound briefing and can be undone: python -m bench.random_actions [WALKS]
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    walks = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    tests = ROOT / "tests" / "integration" / "window" / "test_random_actions.py"
    return pytest.main(["-q", "-p", "no:cacheprovider", f"--random-walks={walks}", str(tests)])


if __name__ == "__main__":
    sys.exit(main())
