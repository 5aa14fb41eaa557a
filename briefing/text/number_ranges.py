"""Numbers in succession, written as ranges."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

_NUMBERED = re.compile(r"(?P<prefix>[A-Z]?)(?P<number>[0-9]+)")
_MOST_LABELS = 8192
_LEAST = 3
"""Numbers in succession, from which on they are written as a range."""


def number_ranges(labels: Sequence[str]) -> list[str]:
    """Write labels such as 4 or J1 in short: three or more in succession as a range, such as 1–10."""
    return [range_text([labels[index] for index in run]) for run in runs(labels)]


def range_text(labels: Sequence[str]) -> str:
    """Write a run of labels: the only one, or the first and the last."""
    return labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"


def runs(labels: Sequence[str]) -> Iterator[range]:
    """Yield the indices of the labels in runs: three or more in succession, or else one."""
    start = 0
    for index in range(1, len(labels) + 1):
        if index < len(labels) and _follows(labels[index - 1], labels[index]):
            continue
        run = range(start, index)
        yield from [run] if len(run) >= _LEAST else [range(each, each + 1) for each in run]
        start = index


def _follows(before: str, label: str) -> bool:
    one, other = _parsed(before), _parsed(label)
    return one is not None and other is not None and (one[0], one[1] + 1) == other


@functools.lru_cache(_MOST_LABELS)
def _parsed(label: str) -> tuple[str, int] | None:
    """Return the prefix and the number of a label; None for one without a number."""
    numbered = _NUMBERED.fullmatch(label)
    return (numbered["prefix"], int(numbered["number"])) if numbered else None
