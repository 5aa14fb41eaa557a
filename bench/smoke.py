"""Run every benchmark once with as little as it can do, to see that it runs.

    python -m bench.smoke [NAME …]

Prints for each the seconds of processor time, its child processes included. A benchmark is a module of
this folder with a function `main` that takes arguments.
"""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import sys
import tempfile
import traceback
from collections.abc import Sequence

import bench
from bench.arguments import SMOKE
from bench.page_worker import SharedWorker
from bench.window_gaps import SharedProgram, closed

_ALONE = "long_briefing"
"""It needs a window without a document, and leaves it as others cannot use it."""


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


def run_all(names: Sequence[str]) -> list[str]:
    """Run benchmarks with one program and one worker for all; return the names of those that failed."""
    SharedProgram.is_shared = True
    SharedWorker.begin()
    failed = [name for name in names if name != _ALONE and not run(name)]
    SharedWorker.end()
    SharedProgram.is_shared = False
    if SharedProgram.opened is not None:
        closed(SharedProgram.opened[1])
    if _ALONE in names and not run(_ALONE):
        failed.append(_ALONE)
    return failed


def main(arguments: Sequence[str] = ()) -> None:
    gc.set_threshold(50_000, 20, 50)  # what one benchmark leaves is not gone through in all others
    with tempfile.TemporaryDirectory() as home:
        os.environ["TREATY_BRIEFING_HOME"] = home
        failed = run_all(arguments or benchmarks())
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
