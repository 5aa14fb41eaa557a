"""Waits whose limit grows with the load and the slowness of the machine.

Every wait of a test uses this module. On an idle machine of normal speed a wait that never ends fails after
`LIMIT_S`; a machine on which each process gets a sixth of a core waits six times as long.
"""

from __future__ import annotations

import functools
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LIMIT_S = 45.0
"""The longest wait on an idle machine of normal speed."""
_POLL_S = 0.01
_LOOPS = 200_000
_NORMAL_S = 0.004
"""The time in which a machine of normal speed counts to `_LOOPS`, generously."""


def slowdown() -> float:
    """Return how many times longer than on an idle machine of normal speed work takes now, at least 1."""
    return _load_per_core() * _slowness()


def _load_per_core() -> float:
    """Return how many threads share a core, now or on average in the last minute; at least 1."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    average = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return max(1.0, max(average, _runnable()) / cores)


def _runnable() -> float:
    """Return how many threads of the whole system can run now; 0 where the system does not report it."""
    try:
        return float(Path("/proc/loadavg").read_text().split()[3].partition("/")[0])
    except OSError:
        return 0.0


@functools.cache
def _slowness() -> float:
    """Return how much slower than normal this processor is, at least 1; the best of three measurements."""
    return max(1.0, min(_count() for _ in range(3)) / _NORMAL_S)


def _count() -> float:
    start = time.process_time()
    for _ in range(_LOOPS):
        pass
    return time.process_time() - start


@dataclass
class Patience:
    """A limit in seconds of an idle machine. Time counts less the slower the machine is while it passes."""

    limit_s: float = LIMIT_S
    clock: Callable[[], float] = time.monotonic
    slowdown: Callable[[], float] = slowdown
    spent_s: float = 0.0
    _last: float = field(init=False)

    def __post_init__(self) -> None:
        self._last = self.clock()

    @property
    def is_over(self) -> bool:
        """Count the time since the last look; return whether the limit is exceeded."""
        now = self.clock()
        self.spent_s += (now - self._last) / self.slowdown()
        self._last = now
        return self.spent_s > self.limit_s


def wait_until(
    condition: Callable[[], object],
    limit_s: float = LIMIT_S,
    pause: Callable[[], object] = lambda: time.sleep(_POLL_S),
) -> None:
    """Wait until a condition holds; call `pause` between looks. Raises TimeoutError."""
    patience = Patience(limit_s)
    while not condition():
        if patience.is_over:
            raise TimeoutError(f"The condition did not hold within {limit_s:g} s of an idle machine.")
        pause()


def run(
    command: Sequence[str], given: bytes | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run a process on `given` as its input; `options` as for Popen. Raises TimeoutExpired.

    Standard output and error are returned.
    """
    patience = Patience(LIMIT_S)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, **options) as process:
        while True:
            try:
                out, err = process.communicate(given, timeout=1)
            except subprocess.TimeoutExpired:
                given = None  # it is being sent already
                if patience.is_over:
                    process.kill()
                    raise
            else:
                return subprocess.CompletedProcess(command, process.returncode, out, err)
