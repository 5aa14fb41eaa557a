"""Search as typed in a large library, against raw FTS5 with the same texts in the same run.

The facts are written as YAML into several ``facts/*.yaml``, read by the loader, and indexed as the program
does it; nothing else writes into the caches. Queries are typed letter by letter, from the second letter.
Measured is the time from the question to the first reply of the worker, with the first 50 rows; then to the
complete reply, with the exact total and the facets. The peer is one FTS5 table over the folded
statements, asked for the rowids of the first 50 rows with the same words as prefixes: no other fields, no
stems, no ranking by grade, no thread.

Run as ``python -m bench.search [FACTS [FOLDER]]``, by default with 100,000. A folder is kept, with the
library and the caches in it, so that the next run starts warm.
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.arguments import is_smoke, names, numbers
from bench.large_library import vocabulary, write_large_library
from briefing import paths
from briefing.library.cached_load import load_cached
from briefing.library.index import FactIndex, FactQuery, open_index
from briefing.library.index.worker import Reply, SearchWorker
from briefing.library.load import LoadReport
from briefing.model.library import Catalogue, Material
from briefing.text.spelling import folded

FACTS = 100_000
LIMIT_MS = 16.0
ROWS = 50
QUERIES = 400
_SEED = 7


def typed_queries() -> list[str]:
    """Every state of the search field while one to three words are typed, from the second letter."""
    chance = random.Random(_SEED)  # noqa: S311
    words = vocabulary()
    states: list[str] = []
    while len(states) < QUERIES:
        # As often frequent words as rare ones: ranks are drawn evenly on a logarithmic scale.
        chosen = [words[int(len(words) ** chance.random()) - 1] for _ in range(chance.randint(1, 3))]
        text = " ".join(chosen)
        states += [text[:end] for end in range(2, len(text) + 1) if text[end - 1] != " "]
    return states[:QUERIES]


class Client:
    """Asks a worker one query after the other, and waits for its replies."""

    def __init__(self, index: FactIndex) -> None:
        self._replies: list[tuple[Reply, float]] = []
        self._complete = threading.Event()
        self.worker = SearchWorker(index, self._on_reply, ROWS)

    def ask(self, text: str) -> tuple[float, float]:
        """Return the milliseconds to the first and to the last reply."""
        self._replies.clear()
        self._complete.clear()
        start = time.perf_counter()
        self.worker.search(FactQuery(text=text))
        self._complete.wait()
        first, last = self._replies[0][1], self._replies[-1][1]
        return 1000 * (first - start), 1000 * (last - start)

    def _on_reply(self, reply: Reply) -> None:
        self._replies.append((reply, time.perf_counter()))
        if reply.is_complete:
            self._complete.set()


def raw_table(facts: int, material: Material, folder: Path) -> sqlite3.Connection:
    path = folder / "raw.sqlite"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
    connection.execute("create virtual table raw using fts5 (text, content='', prefix='2 3')")
    with connection:
        connection.executemany(
            "insert into raw (rowid, text) values (?, ?)",
            ((number, folded(fact.statement)) for number, fact in enumerate(material.facts, start=1)),
        )
    print(f"raw FTS5 over the statements: {facts:,} facts, {path.stat().st_size / 2**20:,.0f} MB")
    return connection


def ask_raw(connection: sqlite3.Connection, text: str) -> float:
    start = time.perf_counter()
    query = " AND ".join(f'"{word}"*' for word in text.split())
    connection.execute(
        "select rowid from raw where raw match ? order by rowid limit 50", (query,)
    ).fetchall()
    return 1000 * (time.perf_counter() - start)


def say(what: str, times: list[float]) -> float:
    """Print the distribution of times in milliseconds; return the 95th percentile."""
    ranked = statistics.quantiles(times, n=100)
    print(
        f"{what}: median {ranked[49]:.2f}, 90 % {ranked[89]:.2f}, 95 % {ranked[94]:.2f}, "
        f"99 % {ranked[98]:.2f}, most {max(times):.2f} ms ({len(times)} queries)"
    )
    return ranked[94]


@contextlib.contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{what}: {time.perf_counter() - start:.2f} s; memory {memory_mb()} MB")


def memory_mb() -> int:
    """Return the most memory that the process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def load(library: Path, facts: int, what: str) -> LoadReport:
    with timed(f"{facts:,} facts loaded {what}"):
        report = load_cached([library])
    if report.problems or len(report.material.facts) != facts:
        raise SystemExit("The made-up library did not load.")
    return report


def measure(folder: Path, facts: int, queries: Sequence[str]) -> None:
    library = folder / f"library-{facts}"
    if not library.is_dir():
        library.mkdir(parents=True)
        with timed(f"{facts:,} facts written as YAML"):
            write_large_library(library, facts)
    print(
        f"library: {len(list(library.glob('*/facts/*.yaml')))} files of facts, {size_mb(library):,.0f} MB"
    )
    load(library, facts, "from YAML, or from the cache if the folder has it")
    report = load(library, facts, "again, from the cache")
    catalogue = Catalogue(report.material)
    for what in ("index built, or opened if the folder has it", "index opened"):
        with timed(what):
            index = open_index(catalogue, name=str(library), key=report.key)
    print(f"index on disk: {size_mb(paths.search_indexes()):,.0f} MB")
    compare(index, raw_table(facts, report.material, folder), queries)


def compare(index: FactIndex, raw: sqlite3.Connection, queries: Sequence[str]) -> None:
    client = Client(index)
    first, _ = client.ask(queries[0])
    print(f"the very first query: {first:.2f} ms")
    firsts, lasts, raws = [], [], []
    slowest = ("", 0.0)
    for text in queries:
        to_first, to_last = client.ask(text)
        slowest = max(slowest, (text, to_first), key=lambda each: each[1])
        firsts.append(to_first)
        lasts.append(to_last)
        raws.append(ask_raw(raw, text))
    client.worker.close()
    ours = say(f"first {ROWS} rows at the worker's reply", firsts)
    say("exact total and facets", lasts)
    peer = say(f"raw FTS5, first {ROWS} rows", raws)
    print(f"slowest: '{slowest[0]}', {slowest[1]:.2f} ms")
    print(
        f"ratio of the 95 %: {ours / peer:.2f}; "
        f"the limit of {LIMIT_MS:.0f} ms is {'kept' if ours <= LIMIT_MS else 'exceeded'}"
    )


def main(arguments: Sequence[str] = ()) -> None:
    (facts,) = numbers(arguments, usual=(FACTS,), smoke=(100,))
    queries = typed_queries()[: 5 if is_smoke(arguments) else None]
    given = names(arguments)
    with contextlib.ExitStack() as stack:
        folder = Path(given[0] if given else stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ["TREATY_BRIEFING_HOME"] = str(folder / "home")
        measure(folder, facts, queries)


if __name__ == "__main__":
    main(sys.argv[1:])
