"""Time edits in a library of many facts against loading its files, and try generated files in numbers.

    python bench/edit_library.py [FACTS [EXAMPLES]]

Prints the time of an import, and of single edits, as ratios to the time in which PyYAML alone loads all
files and to that in which one of them is written and synced to the disk. Then runs the property test of
rewritten files with many examples; a failure ends the program with the smallest example.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bench.arguments import numbers
from briefing.atomic_write import write_atomically
from briefing.library.editing import DeleteRecord, LibraryBatch, put
from briefing.library.load import bundled_folder
from briefing.library.records import RecordKind
from briefing.library.session import LibrarySession
from tests.builders import fact, publisher, source, treaty
from tests.unit.library.yaml_text import test_rewrite

T = TypeVar("T")


def timed(action: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def median_of(times: int, action: Callable[[], object]) -> float:
    return statistics.median(timed(action)[0] for _ in range(times))


def facts_file(number: int) -> LibraryBatch:
    edits = [put(publisher("press")), put(source("memo", "press")), put(treaty("delta", "memo"))]
    for each in range(number):
        new = fact(f"fact-{each}", "memo", treaty_id="delta")
        edits.append(
            put(replace(new, statement=f"It is reported that number {each} was agreed in the capital"))
        )
    return LibraryBatch(tuple(edits))


def main(arguments: Sequence[str] = ()) -> None:
    number, examples = numbers(arguments, usual=(20_000, 1_000), smoke=(20, 2))
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own"
        session = LibrarySession([bundled_folder()], own)
        imported, library = timed(lambda: session.apply(facts_file(number)))
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        files = sorted(own.rglob("*.yaml"))
        plain, _ = timed(lambda: [yaml.load(path.read_bytes(), Loader=loader) for path in files])  # noqa: S506
        written = median_of(5, lambda: write_atomically(Path(folder) / "copy", files[-1].read_bytes()))
        middle = next(each for each in library.material.facts if each.id == f"fact-{number // 2}")
        edited, _ = timed(lambda: session.apply(put(replace(middle, notes="Corrected"))))
        undone, _ = timed(session.undo)
        new = replace(middle, id="another", notes="New")
        added, _ = timed(lambda: session.apply(put(new)))
        deleted, _ = timed(lambda: session.apply(DeleteRecord(kind=RecordKind.FACT, id="another")))
        print(f"{number:,} facts in {len(files)} files; PyYAML alone loads them in {plain:.2f} s")
        steps = {"import": imported, "edit": edited, "undo": undone, "add": added, "delete": deleted}
        for name, seconds in steps.items():
            print(
                f"{name:8} {seconds:8.3f} s  {seconds / plain:6.2f} × PyYAML, "
                f"{seconds / written:6.1f} × writing the last file"
            )
    inner = test_rewrite.test_text_outside_the_changed_record_stays_byte_for_byte.hypothesis.inner_test  # type: ignore[attr-defined]
    check = settings(max_examples=examples, deadline=None)(given(test_rewrite.chunks(), st.data())(inner))
    seconds, _ = timed(check)
    print(f"{examples:,} generated files were changed as wanted, in {seconds:.0f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
