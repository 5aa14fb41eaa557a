"""How fast this machine is now, and the results of a benchmark as rows of a table with their targets.

Times of the targets are for a machine on which ten million additions in a Python loop take 0.4 s. A report
measures that between the spells, so that it also takes in what else runs, and allows proportionally more.
The loop is at the top level of a module, as ``python -c`` runs it, where names are looked up in a
dictionary: in a function it takes half as long. ``docs/developer/performance.md`` says why it is that one.
"""

from __future__ import annotations

import math
import os
import platform
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ADDITIONS = 10_000_000
TARGET_ADDITIONS_S = 0.4
_KB = 1024
_LOOP = compile("for _ in range(additions):\n    total += 1\n", "additions", "exec")
_PRIVATE = ("Private_Clean:", "Private_Dirty:")


def additions_s(additions: int = ADDITIONS) -> float:
    """Return the seconds that ten million additions take, estimated from as many as are made."""
    names = {"additions": additions, "total": 0}
    began = time.perf_counter()
    exec(_LOOP, names)  # noqa: S102 - so that the names are global, as the targets have it
    return (time.perf_counter() - began) * ADDITIONS / additions


def uss_mb(process_id: int) -> float:
    """Return the memory of a process that it shares with none, in MB; nan where the system does not say."""
    path = Path(f"/proc/{process_id}/smaps_rollup")
    if not path.exists():
        return math.nan
    lines = map(str.split, path.read_text(encoding="ascii").splitlines())
    return sum(int(line[1]) for line in lines if line[0] in _PRIVATE) / _KB


@dataclass(frozen=True)
class Spread:
    """The distribution of some measured values."""

    values: tuple[float, ...]

    def at(self, share: float) -> float:
        """Return the value that this share of the values does not exceed."""
        ranked = sorted(self.values)
        return ranked[max(0, math.ceil(share * len(ranked)) - 1)]

    @property
    def p50(self) -> float:
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        return self.at(0.95)


@dataclass(frozen=True)
class _Row:
    """A measured value or several of one kind, each with its target; nan is none."""

    what: str
    unit: str
    measured: tuple[float, ...]
    targets: tuple[float, ...]
    is_time: bool

    def cells(self, factor: float) -> list[str]:
        here = tuple(each * factor for each in self.targets) if self.is_time else self.targets
        pairs = [
            (value, most) for value, most in zip(self.measured, here, strict=True) if not math.isnan(most)
        ]
        kept = "yes" if all(value <= most for value, most in pairs) else "**no**"
        return [
            self.what,
            self._cell(self.measured),
            self._cell(self.targets),
            self._cell(here),
            kept if pairs else "",
        ]

    def _cell(self, values: tuple[float, ...]) -> str:
        if all(map(math.isnan, values)):
            return ""
        return f"{' / '.join(map(_short, values))} {self.unit}".rstrip()


class Report:
    """Collects results, prints each at once, and in the end all as a table in Markdown."""

    def __init__(self, title: str, *, is_smoke: bool = False) -> None:
        self._title = title
        self.is_smoke = is_smoke
        self._additions = ADDITIONS // 100 if is_smoke else ADDITIONS
        self._calibrations: list[float] = []
        self._rows: list[_Row] = []
        self._load = _load()
        print(f"{title}: {_system()}", flush=True)
        self.calibrate()

    def calibrate(self) -> None:
        """Measure the machine once more."""
        self._calibrations.append(additions_s(self._additions))
        print(f"ten million additions: {self._calibrations[-1]:.2f} s; load {_load()}", flush=True)

    @property
    def factor(self) -> float:
        """Return how many times slower than the machine of the targets this one is."""
        return statistics.median(self._calibrations) / TARGET_ADDITIONS_S

    def time(self, what: str, measured_ms: float, target_ms: float = math.nan) -> None:
        """Add a time; without a target it is only listed."""
        self._add(_Row(what, "ms", (measured_ms,), (target_ms,), is_time=True))

    def times(self, what: str, spread: Spread, p50_ms: float = math.nan, p95_ms: float = math.nan) -> None:
        """Add a distribution of times in milliseconds."""
        measured = spread.p50, spread.p95, max(spread.values)
        row = f"{what}, p50 / p95 / most of {len(spread.values)}"
        self._add(_Row(row, "ms", measured, (p50_ms, p95_ms, math.nan), is_time=True))

    def ratio(self, what: str, measured: float, most: float = math.nan) -> None:
        """Add a ratio to a peer in the same run, which is not scaled."""
        self._add(_Row(what, "", (measured,), (most,), is_time=False))

    def size(self, what: str, measured_mb: float, most_mb: float = math.nan) -> None:
        self._add(_Row(what, "MB", (measured_mb,), (most_mb,), is_time=False))

    def note(self, text: str) -> None:
        print(text, flush=True)

    def _add(self, row: _Row) -> None:
        print(f"{row.what}: {row.cells(1)[1]}", flush=True)
        self._rows.append(row)

    def end(self) -> None:
        """Print the table, with the targets scaled to this machine."""
        self.calibrate()
        print(
            f"\n{self._title}. {_system()}; load {self._load} at the start, {_load()} at the end. "
            f"Ten million additions took {min(self._calibrations):.2f} to {max(self._calibrations):.2f} s, "
            f"so times may be {self.factor:.1f} times their targets.\n"
        )
        print("| | measured | target | target here | kept |\n|---|---|---|---|---|")
        for row in self._rows:
            print(f"| {' | '.join(row.cells(self.factor))} |")
        print(flush=True)


def _short(value: float) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _load() -> str:
    return " ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


def _system() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def spread_of(values: Sequence[float]) -> Spread:
    return Spread(tuple(values))
