"""Loading a library, the first time and unchanged, against reading the same YAML with no checks at all.

Run as ``python -m bench.load_library [FACTS]``, by default with 5,000. The peer is PyYAML's C loader and
msgspec's conversion to the same types: no places, no references, no dates checked, and the first error ends
it. An unchanged library of 100,000 facts is to be loaded in at most a second.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
import yaml

from bench.arguments import is_smoke, numbers
from bench.large_library import write_large_library
from bench.timing import best_seconds, compare
from briefing.library import load_library
from briefing.library.cached_load import load_cached
from briefing.library.read_cache import ReadCache
from briefing.model.fact import Fact

FACTS = 5_000
_MANY = 50_000
"""Facts from which on a single round of the slow ways is enough."""


def read_without_checks(library: Path) -> list[Fact]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    facts: list[Fact] = []
    for path in sorted(library.glob("*/facts/*.yaml")):
        records = yaml.load(path.read_text(), Loader=loader)["facts"]  # noqa: S506
        facts += msgspec.convert(records, list[Fact])
    return facts


def main(arguments: Sequence[str] = ()) -> None:
    (facts,) = numbers(arguments, usual=(FACTS,), smoke=(50,))
    most = 1 if is_smoke(arguments) else 3
    rounds = 1 if facts >= _MANY else most
    with tempfile.TemporaryDirectory() as name:
        library, cache = Path(name) / "library", Path(name) / "cache"
        library.mkdir()
        write_large_library(library, facts)
        report = load_cached([library], ReadCache(cache))
        if report.problems or len(report.material.facts) != facts:
            raise SystemExit("The made-up library did not load.")
        del report
        first = best_seconds(lambda: load_library([library]), rounds)
        warm = best_seconds(lambda: load_cached([library], ReadCache(cache)), most)
        peer = best_seconds(lambda: read_without_checks(library), rounds)
    compare(f"{facts:,} facts, the first time", first, "PyYAML and msgspec without checks", peer)
    compare(f"{facts:,} facts, unchanged", warm, "PyYAML and msgspec without checks", peer)


if __name__ == "__main__":
    main(sys.argv[1:])
