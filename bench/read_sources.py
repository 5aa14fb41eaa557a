"""Read 1,000 damaged or random files with each reader: each gives a text, or an error that names the file.

Half of the files are mutations of a valid one. Every file is read in the guarded process, with its limits.

    python -m bench.read_sources [COUNT]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence

from bench.arguments import is_smoke, numbers
from briefing.errors import SourceError
from briefing.sources.readers.guarded import GuardedReader
from briefing.sources.readers.registry import READERS
from tests.unit.sources.readers.fuzzing import damaged_documents

FAULT = "error in the program"


def main(arguments: Sequence[str] = ()) -> None:
    (count,) = numbers(arguments, usual=(1000,), smoke=(2,))
    failed = False
    for reader_id in list(READERS)[: 1 if is_smoke(arguments) else None]:
        results: Counter[str] = Counter()
        slowest = 0.0
        with GuardedReader() as reader:
            for name, raw in damaged_documents(reader_id, count):
                started = time.perf_counter()
                result = _result(reader, name, raw)
                slowest = max(slowest, time.perf_counter() - started)
                results[result] += 1
        failed = failed or any(result.startswith("WRONG") for result in results)
        words = ", ".join(f"{number} {result}" for result, number in results.most_common())
        print(f"{reader_id:12} {count} files, slowest {slowest:.2f} s: {words}")
    sys.exit(failed)


def _result(reader: GuardedReader, name: str, raw: bytes) -> str:
    try:
        text = reader.read(raw, name)
    except SourceError as error:
        problem = error.problems[0]
        if FAULT in problem.message:
            return f"WRONG: {problem}"
        if problem.file != name or not problem.message:
            return f"WRONG: an error without the file: {problem}"
        return "stopped" if "Reading " in problem.message else "refused"
    spans = [(each.start, each.end) for each in text.blocks]
    spans += [(each.start, each.end) for each in text.divisions]
    if any(not 0 <= start <= end <= len(text.text) for start, end in spans):
        return "WRONG: a place outside of the text"
    return "read" if text.text else "read without text"


if __name__ == "__main__":
    main(sys.argv[1:])
