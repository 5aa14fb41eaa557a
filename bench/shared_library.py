"""Two programs edit one library at once and are killed at any time: nothing that was saved is lost.

    python -m bench.shared_library [ROUNDS]

In each round two processes edit facts of their own and one that both edit, note each edit that was carried
out, and are killed. Then the library must open without problems; each fact must have the last value that
was noted for it, or one that was being saved; and no edit of the other program was overwritten unseen.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from bench.arguments import numbers
from briefing.errors import ChangedMeanwhileError, LibraryError
from briefing.library.editing import LibraryBatch
from briefing.library.editing.edits import put
from briefing.library.records import Record, RecordKey, RecordKind
from briefing.library.session import LibrarySession
from briefing.model.fact import Fact
from tests.builders import fact, publisher, source, treaty

ROUNDS = 100
_NAMES = ("first", "second")
_SHARED = "shared"
_SEED = 8
_LONGEST_S = 0.5


def begin(folder: Path) -> None:
    records: list[Record] = [publisher("press"), source("memo", "press"), treaty("delta", "memo")]
    records += [fact(name, "memo", treaty_id="delta") for name in (*_NAMES, _SHARED)]
    LibrarySession([], folder).apply(LibraryBatch(tuple(map(put, records)), "Begin"))


def fact_of(session: LibrarySession, name: str) -> Fact:
    record = session.library.record(RecordKey(RecordKind.FACT, name))
    assert isinstance(record, Fact)
    return record


def work(folder: Path, name: str, noted: Path, first: int) -> None:
    """Edit until the process is killed; note what is to be saved before, and what was saved after."""
    session = LibrarySession([], folder)
    with noted.open("ab", buffering=0) as notes:
        for number in range(first, sys.maxsize):
            target = _SHARED if number % 3 == 0 else name
            value = f"{name} {number}"
            before = fact_of(session, target).notes
            notes.write(f"wants\t{target}\t{value}\t{before}\n".encode())
            try:
                session.apply(put(replace(fact_of(session, target), notes=value)))
                notes.write(f"saved\t{target}\t{value}\t{before}\n".encode())
            except ChangedMeanwhileError:
                notes.write(f"refused\t{target}\t{value}\t{before}\n".encode())
            except LibraryError:
                session.refresh()


def run_round(folder: Path, chance: random.Random, number: int) -> list[Path]:
    """Run both programs until each was killed; return the files with what they noted."""
    fork = multiprocessing.get_context("fork")
    files = [folder.parent / f"{name}-{number}.txt" for name in _NAMES]
    programs = [
        fork.Process(target=work, args=(folder, name, file, number * 10_000), daemon=True)
        for name, file in zip(_NAMES, files, strict=True)
    ]
    for file, program in zip(files, programs, strict=True):
        file.touch()  # a program may be killed before it notes anything
        program.start()
    time.sleep(chance.uniform(0.05, _LONGEST_S))
    for program in chance.sample(programs, len(programs)):
        assert program.pid is not None
        os.kill(program.pid, signal.SIGKILL)
        program.join()
        time.sleep(chance.uniform(0, 0.02))
    return files


def faults(folder: Path, files: Sequence[Path], earlier: dict[str, str]) -> list[str]:
    """Return what is wrong after a round; `earlier` gets the values that the facts have now."""
    session = LibrarySession([], folder)
    found = [str(problem) for problem in session.problems]
    lines = [line.split("\t") for file in files for line in file.read_text("utf-8").splitlines()]
    for name in (*_NAMES, _SHARED):
        value = fact_of(session, name).notes
        own = [line for line in lines if line[1] == name]
        # Each saved value replaced the one that its program had seen, so that the last is nobody's base.
        replaced = {line[3] for line in own if line[0] == "saved"}
        saved = [line[2] for line in own if line[0] == "saved"]
        wanted = {line[2] for line in own if line[0] == "wants"}
        if value not in wanted | {earlier.get(name, "")}:
            found.append(f"{name} has {value!r}, which nobody saved")
        lost = [each for each in saved if each not in replaced and each != value]
        unseen = [each for each in lost if not _is_replaced_by_unfinished(each, own)]
        found += [f"{name}: {each!r} was saved and is lost" for each in unseen]
        earlier[name] = value
    return found


def _is_replaced_by_unfinished(value: str, lines: Sequence[Sequence[str]]) -> bool:
    """Return whether a program that saw a value was killed while it saved another in its place."""
    ended = {line[2] for line in lines if line[0] != "wants"}
    return any(line[0] == "wants" and line[3] == value and line[2] not in ended for line in lines)


def main(arguments: Sequence[str] = ()) -> int:
    (rounds,) = numbers(arguments, usual=(ROUNDS,), smoke=(2,))
    chance = random.Random(_SEED)  # noqa: S311
    saved = refused = 0
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "library"
        begin(folder)
        earlier = {name: fact("one", "memo").notes for name in (*_NAMES, _SHARED)}
        for number in range(1, rounds + 1):
            files = run_round(folder, chance, number)
            wrong = faults(folder, files, earlier)
            if wrong:
                print(f"round {number}:", *wrong, sep="\n  ")
                return 1
            text = "".join(file.read_text("utf-8") for file in files)
            saved, refused = saved + text.count("saved\t"), refused + text.count("refused\t")
    print(
        f"{rounds} rounds with two programs, each killed: {saved:,} edits saved, {refused:,} refused "
        "because the other program had changed the record; none lost, no problem in the files"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
