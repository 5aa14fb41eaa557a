"""Merge random versions of the bundled files, and large libraries; print what was lost, and times.

    PYTHONPATH=. python -m bench.merge [FILES] [FACTS]

Each side gets random changes of texts, comments and deleted records, all with a word that occurs nowhere
else. A word that is neither in the merged file nor between its marks is lost: there must be none.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence

from msgspec.structs import replace

from bench.arguments import numbers
from briefing.errors import BriefingError
from briefing.interchange.merge import merge
from briefing.interchange.merge.files import merge_files
from briefing.library.load import bundled_folder
from briefing.model.fact import Fact
from briefing.model.library import Material
from tests.builders import fact, publisher, source, treaty

SEED = 20_260_101
LINES = 160
TEXTS = ("statement: ", "description: ", "note: ", "gist: ", "name: ")


class Side:
    """Makes versions of a text, each change with a word of its own."""

    def __init__(self, name: str, chance: random.Random) -> None:
        self._name, self._chance, self._number = name, chance, 0

    def version(self, text: str) -> tuple[str, list[str]]:
        """Return a changed text, and the words that are new in it."""
        lines = text.split("\n")
        words = [self._change(lines) for _ in range(self._chance.randint(1, 4))]
        changed = "\n".join(lines)
        return changed, [word for word in words if word in changed]

    def _change(self, lines: list[str]) -> str:
        self._number += 1
        word = f"{self._name}{self._number}x"
        place = self._chance.randrange(len(lines))
        match self._chance.randrange(4):
            case 0:
                lines.insert(place, f"  # {word}")
            case 1:
                lines[place] += f"   # {word}"
            case 2:
                _change_text(lines, place, word)
            case _:
                self._delete_record(lines)
        return word

    def _delete_record(self, lines: list[str]) -> None:
        starts = [number for number, line in enumerate(lines) if line.startswith("  - id:")]
        if len(starts) > 1:
            number = self._chance.randrange(len(starts) - 1)
            del lines[starts[number] : starts[number + 1]]


def _change_text(lines: list[str], place: int, word: str) -> None:
    for number in range(place, len(lines)):
        key, separator, text = lines[number].partition(": ")
        if separator and lines[number].lstrip("- ").startswith(TEXTS) and text[:1] not in "\"'>|":
            lines[number] = f"{key}: {word} {text}"
            return


def main(arguments: Sequence[str] = ()) -> None:
    number, facts = numbers(arguments, usual=(1_000, 50_000), smoke=(3, 100))
    _merge_files(number)
    _merge_libraries(facts)


def _merge_files(number: int) -> None:
    chance = random.Random(SEED)  # noqa: S311 - test data
    paths = sorted(bundled_folder().rglob("*.yaml"))
    sides = Side("mine", chance), Side("theirs", chance)
    lost = conflicts = errors = 0
    started = time.perf_counter()
    for _ in range(number):
        path = chance.choice(paths)
        base = "\n".join(path.read_text(encoding="utf-8").split("\n")[:LINES])
        (mine, own), (theirs, others) = (side.version(base) for side in sides)
        try:
            result = merge_files(path, base.encode(), mine.encode(), theirs.encode())
        except BriefingError as error:
            print(f"{path.name}: {error}")
            errors += 1
            continue
        merged = result.content.decode()
        conflicts += bool(result.conflicts)
        lost += sum(word not in merged for word in (*own, *others))
    took = (time.perf_counter() - started) / number * 1_000
    print(f"{number:,} files: {took:.1f} ms each, {conflicts:,} with conflicts, {errors} errors")
    print(f"words lost: {lost}")


def _merge_libraries(number: int) -> None:
    facts = [fact(f"f{each}", "wire") for each in range(number)]
    base = _library(facts)
    mine = _library([replace(each, notes="x" * (n % 7 == 0)) for n, each in enumerate(facts)])
    theirs = _library([replace(each, topics=("a",) * (n % 5 == 0)) for n, each in enumerate(facts)])
    started = time.perf_counter()
    report = merge(mine, theirs, base).report
    took = time.perf_counter() - started
    print(f"{number:,} facts, {len(report.records):,} changed: {took:.2f} s")


def _library(facts: list[Fact]) -> Material:
    return Material.of([treaty("alpha", "wire")], [publisher("agency")], [source("wire")], facts)


if __name__ == "__main__":
    main(sys.argv[1:])
