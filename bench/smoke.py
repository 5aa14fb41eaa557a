"""Run every benchmark once with as little as it can do, to see that it runs.

    python -m bench.smoke [NAME …]

Prints for each the seconds of processor time, its child processes included. A benchmark is a module of
this folder with a function `main` that takes arguments.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
import traceback
from collections.abc import Sequence

import bench
from bench.arguments import SMOKE
from bench.window_gaps import SharedProgram, closed

_LAST = ("window_gaps", "long_briefing")


def benchmarks() -> list[str]:
    """Return the names of all benchmarks."""
    names = [module.name for module in pkgutil.iter_modules(bench.__path__) if module.name != "smoke"]
    return [name for name in names if hasattr(importlib.import_module(f"bench.{name}"), "main")]


def run(name: str) -> bool:
    """Run a benchmark; return whether it ended well."""
    began = os.times()
    try:
        result = importlib.import_module(f"bench.{name}").main([SMOKE])
    except SystemExit as error:
        result = error.code
    except Exception:  # noqa: BLE001 - the others shall be run, too
        traceback.print_exc()
        result = 1
    taken = sum(os.times()[:4]) - sum(began[:4])
    print(f"bench.{name}: {'FAILED' if result else 'ok'}, {taken:.1f} s", flush=True)
    return not result


def in_order(names: Sequence[str]) -> list[str]:
    """Return the names with those last that leave the shared window as others cannot use it."""
    return sorted(names, key=lambda name: (_LAST.index(name) + 1 if name in _LAST else 0, name))


def main(arguments: Sequence[str] = ()) -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["TREATY_BRIEFING_HOME"] = home
        SharedProgram.is_shared = True
        failed = [name for name in in_order(arguments or benchmarks()) if not run(name)]
        SharedProgram.is_shared = False
        if SharedProgram.opened is not None:
            closed(SharedProgram.opened[1])
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
