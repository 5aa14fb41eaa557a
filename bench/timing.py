"""The best of several runs, and a line that compares two of them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def best_seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest wall time in seconds that `work` took: the one least disturbed by the machine."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def compare(what: str, ours: float, peer_name: str, peer: float) -> None:
    print(f"{what}: ours {ours:.3f} s, {peer_name} {peer:.3f} s, ratio {ours / peer:.2f}")
